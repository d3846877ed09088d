"""A change that is shown before it is made: what stands where before and after, what it costs, what it leaves. No Qt."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.check import Findings
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change
from agendaplanner.model.parts import Placement
from agendaplanner.model.records import Session
from agendaplanner.model.times import DAY_NAMES, clock, span_text
from agendaplanner.model.words import session_mark
from agendaplanner.planning.quality.rules import QUALITY_RULES

if TYPE_CHECKING:
    from collections.abc import Mapping


class Move(msgspec.Struct, frozen=True):
    """A session that stands elsewhere afterwards, or for another time."""

    session: str
    before: Placement | None
    after: Placement | None
    minutes_before: int
    minutes_after: int


class CostLine(msgspec.Struct, frozen=True):
    """What one rule costs, before and after; before is None where there was nothing to compare with."""

    words: str
    before: float | None
    after: float


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A change with what it does, made for one agenda."""

    title: str
    """What it comes to, in a line."""
    change: Change
    before: Agenda
    after: Agenda
    findings: Findings
    """Those of the agenda after it."""
    moves: tuple[Move, ...]
    """In the order of where they stand then."""
    costs: tuple[CostLine, ...] = ()
    """The dearest first."""
    cost_before: float | None = None
    cost_after: float | None = None
    notes: tuple[str, ...] = ()
    """What else is to be said, a sentence each."""
    new_clashes: tuple[str, ...] = ()
    """The clashes that it would bring, a sentence each."""

    @property
    def placed(self) -> int:
        """How many sessions get a place that had none."""
        return sum(move.before is None and move.after is not None for move in self.moves)

    @property
    def moved(self) -> int:
        """How many sessions that stood somewhere stand elsewhere, or no longer anywhere."""
        return sum(move.before is not None for move in self.moves)


def propose(
    agenda: Agenda,
    findings: Findings,
    change: Change,
    title: str,
    *,
    costs: tuple[Mapping[str, float] | None, Mapping[str, float]] | None = None,
    notes: tuple[str, ...] = (),
) -> Proposal:
    """Make a proposal of a change.

    Args:
        agenda: The agenda as it stands.
        findings: Its findings.
        change: What would be done.
        title: What it comes to, in a line.
        costs: What the agenda costs by rule, before (None where that cannot be compared) and after.
        notes: What else is to be said.

    Raises:
        StaleChangeError: The change was made for another agenda.
    """
    after = agenda.apply(change)
    then = findings.copy()
    then.update(after, change.keys)
    known = {(f.rule, f.sessions, f.people, f.rooms) for f in findings.all() if f.severity == "clash"}
    new = [
        f.message for f in then.all() if f.severity == "clash" and (f.rule, f.sessions, f.people, f.rooms) not in known
    ]
    before_cost, after_cost = costs if costs is not None else (None, None)
    return Proposal(
        title=title,
        change=change,
        before=agenda,
        after=after,
        findings=then,
        moves=_moves(change),
        costs=_cost_lines(before_cost, after_cost) if after_cost is not None else (),
        cost_before=sum(before_cost.values()) if before_cost is not None else None,
        cost_after=sum(after_cost.values()) if after_cost is not None else None,
        notes=notes,
        new_clashes=tuple(new),
    )


def move_words(proposal: Proposal, move: Move) -> tuple[str, str]:
    """Say of one session its mark, and where it goes: "Mon 14:15 Room C → Tue 11:05 Room B"."""
    before, after = proposal.before.session.get(move.session), proposal.after.session.get(move.session)
    session = after or before
    mark = session_mark(session) if session is not None else move.session
    where = [_place_words(proposal.before, move.before), _place_words(proposal.after, move.after)]
    if move.before is not None and move.after is not None and move.minutes_before != move.minutes_after:
        where[1] += f", {span_text(move.minutes_after)}"
    return mark, " → ".join(where)


def _place_words(agenda: Agenda, place: Placement | None) -> str:
    if place is None:
        return "backlog"
    room = agenda.room.get(place.room or "")
    return (
        f"{DAY_NAMES[place.start.weekday()][:3]} {clock(place.start)} {room.name if room is not None else ''}".strip()
    )


def _moves(change: Change) -> tuple[Move, ...]:
    found: list[Move] = []
    for edit in change.edits:
        before, after = edit.before, edit.after
        if edit.kind != "session":
            continue
        was = before if isinstance(before, Session) else None
        now = after if isinstance(after, Session) else None
        places = [s.placement if s is not None and not s.is_cancelled else None for s in (was, now)]
        minutes = [s.duration_minutes if s is not None else 0 for s in (was, now)]
        if places[0] != places[1] or (places[1] is not None and minutes[0] != minutes[1]):
            found.append(Move(edit.id, places[0], places[1], minutes[0], minutes[1]))
    # what loses its place first, then by time
    found.sort(key=lambda m: (m.after is not None, m.after.start if m.after else datetime.min, m.session))
    return tuple(found)


def _cost_lines(before: Mapping[str, float] | None, after: Mapping[str, float]) -> tuple[CostLine, ...]:
    known: Mapping[str, float] = before or {}
    rules: set[str] = {*known, *after}
    return tuple(
        CostLine(QUALITY_RULES[rule].aim, None if before is None else known.get(rule, 0.0), after.get(rule, 0.0))
        for rule in sorted(rules, key=lambda rule: -max(after.get(rule, 0.0), known.get(rule, 0.0)))
    )
