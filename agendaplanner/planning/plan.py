"""Planning an agenda: what is asked for, and the plan that comes out, verified before anyone sees it."""

from __future__ import annotations

import time
from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Placement
from agendaplanner.model.times import end_of
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.construct import Progress, construct
from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.reasons import PinClash, Unplaced, pin_clashes, unplaced_reasons
from agendaplanner.planning.stopping import after_seconds, after_steps, when_any
from agendaplanner.planning.verify import verify_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session

STEPS_A_SESSION = 60
"""How many placing steps a search may take for each session before what waits is left over."""


class PlanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan should be.

    Raises:
        UsageError: An option makes no sense.
    """

    seed: int = 0
    seconds: float | None = None
    """Stop after so long with the best found; None: after counted steps, so that a seed gives the same plan anywhere."""
    from_scratch: bool = False
    """Place everything anew but what is pinned."""

    def __post_init__(self) -> None:
        if self.seconds is not None and not 0 < self.seconds <= 86_400:
            raise UsageError(f"A plan cannot take {self.seconds} seconds.", advice="Give a number above 0.")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was found."""

    placements: dict[str, Placement | None]
    """By session id, all sessions that are not cancelled; None where there is no place."""
    unplaced: tuple[Unplaced, ...]
    pin_clashes: tuple[PinClash, ...] = ()
    """What is wrong because it was pinned so: the plan leaves it, and says it."""
    moved: int
    """How many sessions that stood before stand elsewhere now."""
    seconds: float
    seed: int
    steps: int
    cost: dict[str, float]
    """What it leaves to be wished for, by rule."""
    verified: bool
    cancelled: bool = False


def plan(
    agenda: Agenda,
    options: PlanOptions | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """Find a place for everything that waits, leaving what is pinned where it is.

    What was placed already moves only where it has a clash or stands in the way of what has no other place. What is
    pinned, wholly or by half, is never left over: where nothing fits its pin it stays as it stands, clash and all. The
    plan has been looked at by ``verify_plan``.

    Raises:
        UsageError: The meeting has no days.
    """
    options = options or PlanOptions()
    if not agenda.meeting.days:
        raise UsageError("The meeting has no days yet.", advice="Give it its days with opening hours, then plan.")
    begun = time.perf_counter()
    problem = compile_problem(agenda, from_scratch=options.from_scratch)
    stop = after_steps(STEPS_A_SESSION * len(problem.tasks) + 500)
    if options.seconds is not None:
        stop = when_any(stop, after_seconds(options.seconds))
    found = construct(problem, seed=options.seed, stop=stop, progress=progress, cancelled=cancelled)
    if found.left_over and not found.cancelled and not stop(0):
        again = construct(problem, seed=options.seed, stop=stop, tight=True, progress=progress, cancelled=cancelled)
        if len(again.left_over) < len(found.left_over):
            found = again
    placements: dict[str, Placement | None] = {task.session.id: None for task in problem.tasks}
    for t, (start, room) in found.placements.items():
        task = problem.tasks[t]
        # what stays keeps its very placement, also one that lies off the grid
        if task.start == start and task.room == room and task.session.placement is not None:
            placements[task.session.id] = task.session.placement
        else:
            room_id = None if room == NO_ROOM else problem.rooms[room]
            placements[task.session.id] = Placement(start=problem.moment_of(start), room=room_id)
    placements, after = _sound(agenda, placements)
    findings = check(after)
    left_over = tuple(session_id for session_id, placement in placements.items() if placement is None)
    return Plan(
        placements=placements,
        unplaced=unplaced_reasons(after, left_over) if not found.cancelled else (),
        pin_clashes=pin_clashes(after, findings),
        moved=sum(_moved(agenda.session[s], placement) for s, placement in placements.items()),
        seconds=time.perf_counter() - begun,
        seed=options.seed,
        steps=found.steps,
        cost=cost(after, findings),
        verified=True,
        cancelled=found.cancelled,
    )


def plan_change(agenda: Agenda, found: Plan | Mapping[str, Placement | None]) -> Change:
    """Give the change that takes a plan: one change, one undo."""
    return actions.take_plan(agenda, found.placements if isinstance(found, Plan) else found)


def _sound(agenda: Agenda, placements: dict[str, Placement | None]) -> tuple[dict[str, Placement | None], Agenda]:
    """Give placements that the verifier has nothing to say against, with the agenda that has them.

    The search was careful already. What it was not told in time to place what is pinned (it was cancelled), or cannot
    foresee (whether a session has company of its track), is put back where its pin has it, or left over.
    """
    sound = {s: _where_pinned(agenda.session[s]) if place is None else place for s, place in placements.items()}
    while True:
        after = agenda.apply(plan_change(agenda, sound))
        violations = verify_plan(agenda, after)
        if not violations:
            return sound, after
        at_fault = [s for violation in violations for s in reversed(violation.sessions)]
        able = [s for s in at_fault if s in sound and sound[s] != _where_pinned(agenda.session[s])]
        if not able:
            raise AssertionError(f"the plan breaks {violations[0]}")
        # rather what has no pin
        chosen = min(able, key=lambda s: _where_pinned(agenda.session[s]) is not None)
        sound[chosen] = _where_pinned(agenda.session[chosen])


def _where_pinned(session: Session) -> Placement | None:
    """Give the place in which a session stands if it may not be left over."""
    return session.placement if session.pinned_time or session.pinned_room else None


def _moved(session: Session, placement: Placement | None) -> bool:
    return session.placement is not None and session.placement != placement


def cost(agenda: Agenda, findings: Iterable[Finding]) -> dict[str, float]:
    """Say what an agenda with these findings leaves to be wished for, by rule; rules that are wholly kept are left out.

    ``wanted-together``: people who want two sessions that overlap (a pair of sessions counts once a person).
    ``track-scattered``: rooms a track uses beyond one, by day. ``walk-too-short``, ``wish-broken``: warnings.
    """
    found: dict[str, float] = defaultdict(float)
    for finding in findings:
        if finding.severity == "warning" and finding.rule in ("walk-too-short", "wish-broken"):
            found[finding.rule] += 1
    for person in agenda.person.values():
        wanted = [agenda.session[s] for s in person.wants if s in agenda.session]
        found["wanted-together"] += sum(_overlap(a, b) for a, b in combinations(wanted, 2))
    rooms: dict[tuple[str, object], set[str]] = defaultdict(set)
    for session in agenda.placed:
        if session.track and session.placement and session.placement.room and not session.is_for_everyone:
            rooms[session.track, session.placement.start.date()].add(session.placement.room)
    found["track-scattered"] = float(sum(len(each) - 1 for each in rooms.values()))
    return {rule: amount for rule, amount in sorted(found.items()) if amount}


def _overlap(a: Session, b: Session) -> bool:
    end_a, end_b = end_of(a), end_of(b)
    if a.placement is None or b.placement is None or end_a is None or end_b is None:
        return False
    return a.placement.start < end_b and b.placement.start < end_a
