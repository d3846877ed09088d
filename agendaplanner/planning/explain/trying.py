"""Planning to see what comes of it: the meeting as it is, and with a repair. What comes out is verified like any plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import KINDS
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.construct import construct
from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.verify import Violation, verify, verify_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.planning.construct import Progress
    from agendaplanner.planning.stopping import StoppingRule


class Attempt(msgspec.Struct, frozen=True):
    """An agenda with the plan that was found for it."""

    agenda: Agenda
    left_over: tuple[str, ...]
    violations: tuple[Violation, ...]
    """What pins leave of clashes."""
    cancelled: bool = False

    @property
    def wrong(self) -> int:
        """How many things are wrong: sessions without a place, and clashes."""
        return len(self.left_over) + len(self.violations)


def attempt(
    agenda: Agenda,
    *,
    seed: int,
    stop: StoppingRule,
    tight: bool = False,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Attempt:
    """Plan an agenda, leaving what is placed where it can."""
    problem = compile_problem(agenda)
    found = construct(problem, seed=seed, stop=stop, tight=tight, progress=progress, cancelled=cancelled)
    placements: dict[str, Placement | None] = {task.session.id: None for task in problem.tasks}
    for t, (start, room) in found.placements.items():
        task = problem.tasks[t]
        if task.start == start and task.room == room and task.session.placement is not None:
            placements[task.session.id] = task.session.placement
        else:
            room_id = None if room == NO_ROOM else problem.rooms[room]
            placements[task.session.id] = Placement(start=problem.moment_of(start), room=room_id)
    after = _sound(agenda, placements)
    left_over = tuple(s for s, placement in placements.items() if placement is None)
    return Attempt(after, left_over, verify(after), found.cancelled)


def _sound(agenda: Agenda, placements: dict[str, Placement | None]) -> Agenda:
    """Give the agenda with those placements that the verifier has nothing to say against.

    The others are set right: what is pinned goes back to where its pin has it, what is not is left over.
    """
    for session_id, placement in placements.items():
        if placement is None:
            placements[session_id] = _where_pinned(agenda.session[session_id])
    while True:
        after = agenda.apply(actions.take_plan(agenda, placements))
        at_fault = [s for violation in verify_plan(agenda, after) for s in reversed(violation.sessions)]
        able = [s for s in at_fault if s in placements and placements[s] != _where_pinned(agenda.session[s])]
        if not able:
            return after
        # rather what has no pin
        chosen = min(able, key=lambda s: _is_pinned(agenda.session[s]))
        placements[chosen] = _where_pinned(agenda.session[chosen])


def with_plan(changed: Agenda, change: Change, planned: Agenda) -> Agenda:
    """Give an agenda after a change, with the places that its sessions had in a plan made before the change."""
    edited = {id_ for kind, id_ in change.keys if kind == "session"}
    places = {
        s.id: planned.session[s.id].placement
        for s in changed.session.values()
        if not s.is_cancelled and s.id in planned.session and not (s.id in edited and _is_pinned(s))
    }
    return changed.apply(actions.take_plan(changed, places))


def only_with(agenda: Agenda, session_ids: Collection[str]) -> Agenda:
    """Give an agenda with some of its sessions only, all else as it is."""
    tables = {kind: agenda.table(kind) for kind in KINDS}
    return Agenda({**tables, "session": {s: agenda.session[s] for s in session_ids}})


def _where_pinned(session: Session) -> Placement | None:
    """Give the place in which a session stands if it may not be left over."""
    return session.placement if _is_pinned(session) else None


def _is_pinned(session: Session) -> bool:
    return session.placement is not None and (session.pinned_time or session.pinned_room)
