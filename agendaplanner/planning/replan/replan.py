"""Re-planning an agenda in which something changed: what can stay stays, and the result says who moves and why so many.

Three stages, each for what the one before left: chains (``chains``), CP-SAT where chains move too much or leave
something over (``exact``), and the reasons of what is left. What anyone is shown has passed ``verify_plan``.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks import scopes
from agendaplanner.checks.policies import as_meeting_says, avoided_rules, kept_rules
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Placement
from agendaplanner.planning.plan import plan_change
from agendaplanner.planning.reasons import PinClash, Unplaced, pin_clashes, unplaced_reasons
from agendaplanner.planning.replan.search import ReplanOptions, Search, Settled
from agendaplanner.planning.verify import verify_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.planning.replan.outcome import Outcome


class Move(msgspec.Struct, frozen=True):
    """A session that gets another place, or loses it (``after`` is None)."""

    session: str
    before: Placement
    after: Placement | None
    displaced: bool
    """Whether it could not stay; else it makes way for another."""


class Replan(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of an agenda in which something changed."""

    placements: dict[str, Placement | None]
    """By session id, those that move alone: what ``plan_change`` takes."""
    moves: tuple[Move, ...]
    """In the order of their old starts."""
    displaced: tuple[str, ...]
    """The sessions that could not stay."""
    at_least: int
    """So many move in every agenda without clashes in which all of them have a place."""
    settled: Settled
    """How it is known that no fewer could move: by counting ("bound"), by CP-SAT ("exact"), or not at all ("")."""
    unplaced: tuple[Unplaced, ...]
    """What lost its place, and why."""
    pin_clashes: tuple[PinClash, ...] = ()
    seconds: float
    seed: int
    steps: int
    """Places tried."""
    verified: bool
    cancelled: bool = False

    @property
    def moved(self) -> int:
        """How many sessions move."""
        return len(self.moves)

    @property
    def is_least(self) -> bool:
        """Whether it is proved that no fewer could move."""
        return bool(self.settled)


def replan(
    agenda: Agenda,
    options: ReplanOptions | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Replan:
    """Give new places to the sessions that cannot stay where they are, moving as few others as can be.

    What waits in the backlog goes on waiting. Pins stay; where a pin leaves no place without a clash, what is pinned
    stays where it stands, and the others make way. ``progress`` is told how many of the displaced have a place.

    Raises:
        UsageError: The meeting has no days.
    """
    options = options or ReplanOptions()
    if not agenda.meeting.days:
        raise UsageError("The meeting has no days yet.", advice="Give it its days with opening hours, then plan.")
    begun = time.perf_counter()
    search, outcome = _searched(agenda, options, cancelled or (lambda: False), progress or (lambda _done, _total: None))
    placements, after = _sound(agenda, search.placements(outcome))
    displaced = tuple(search.session_id(t) for t in sorted(search.displaced))
    moves = [
        Move(session_id, before, placement, session_id in displaced)
        for session_id, placement in placements.items()
        if (before := agenda.session[session_id].placement) is not None
    ]
    left = tuple(move.session for move in moves if move.after is None)
    return Replan(
        placements=placements,
        moves=tuple(sorted(moves, key=lambda move: (move.before.start, move.before.room or "", move.session))),
        displaced=displaced,
        at_least=search.at_least,
        settled=search.settled(outcome, len(moves)) if not left else "",
        unplaced=unplaced_reasons(after, left) if not search.was_cancelled else (),
        pin_clashes=pin_clashes(after, _findings_about(after, search.clashing_pins(after))),
        seconds=time.perf_counter() - begun,
        seed=options.seed,
        steps=search.steps,
        verified=True,
        cancelled=search.was_cancelled,
    )


def _searched(
    agenda: Agenda, options: ReplanOptions, cancelled: Callable[[], bool], progress: Callable[[int, int], None]
) -> tuple[Search, Outcome]:
    """Search with the rules that are kept where they can be; where that leaves something over, with those that must be.

    What stands with a warning only is not displaced: where that is so, only what must be kept counts.
    """
    must, avoided = kept_rules(agenda.meeting), avoided_rules(agenda.meeting)
    search = Search(agenda, options, cancelled, must)
    if avoided != must:
        careful = Search(agenda, options, cancelled, avoided)
        if careful.faults() == search.faults():
            outcome = careful.run(progress)
            careful.is_bound = False  # with fewer rules it might be less
            if not outcome.left or careful.was_cancelled:
                return careful, outcome
    return search, search.run(progress)


def _findings_about(agenda: Agenda, ids: Iterable[str]) -> list[Finding]:
    """Give what the checks find of some sessions, without checking all others."""
    found: dict[Finding, None] = {}
    for session_id in ids:
        session = agenda.session[session_id]
        room = session.placement.room if session.placement is not None else None
        looks = [scopes.session_scope(agenda, session_id), scopes.everyone_scope(agenda)]
        looks += [scopes.person_scope(agenda, person) for person in sorted(agenda.people_in[session_id])]
        looks += [scopes.wish_scope(agenda, wish.id) for wish in agenda.wish.values() if session_id in wish.sessions]
        looks.append(scopes.group_scope(agenda, session.group))
        if room is not None:
            there = (s.id for s in agenda.placed if s.placement is not None and s.placement.room == room)
            looks.append(scopes.room_scope(agenda, room, there))
        about = (each for look in looks for each in look if session_id in each.sessions)
        found.update((each, None) for each in as_meeting_says(agenda.meeting, about))
    return list(found)


def _sound(agenda: Agenda, placements: dict[str, Placement | None]) -> tuple[dict[str, Placement | None], Agenda]:
    """Give placements that the verifier has nothing to say against, with the agenda that has them.

    What the search could not foresee loses its place, or goes back to where it is pinned.
    """
    sound = dict(placements)
    while True:
        after = agenda.apply(plan_change(agenda, sound))
        violations = verify_plan(agenda, after)
        if not violations:
            return sound, after
        at_fault = [s for violation in violations for s in reversed(violation.sessions)]
        able = [s for s in at_fault if after.session[s].placement != _where_pinned(agenda.session[s])]
        if not able:
            raise AssertionError(f"the re-plan breaks {violations[0]}")
        # rather what moved than what stayed
        chosen = min(able, key=lambda s: s not in sound)
        sound[chosen] = _where_pinned(agenda.session[chosen])
        if sound[chosen] == agenda.session[chosen].placement:
            del sound[chosen]


def _where_pinned(session: Session) -> Placement | None:
    """Give the place in which a session stands if it may not be left over."""
    return session.placement if session.pinned_time or session.pinned_room else None
