"""Whether a wish between sessions is kept: order, same time, not together, same room, days apart, gaps, tracks."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Protocol

from agendaplanner.checks.findings import Finding
from agendaplanner.model.times import clock, day_of, short_day
from agendaplanner.model.words import session_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session, Wish


class Placed(Protocol):
    """A session with its times."""

    @property
    def start(self) -> datetime: ...  # noqa: D102
    @property
    def end(self) -> datetime: ...  # noqa: D102
    @property
    def session(self) -> Session: ...  # noqa: D102


def wish_findings(agenda: Agenda, wish: Wish, slots: Sequence[Placed]) -> Iterator[Finding]:
    """Give what is wrong with a wish, given those of its sessions that take place; one finding a pair."""
    why = f" ({wish.reason})" if wish.reason else ""
    for sessions, sentence in _broken(agenda, wish, slots):
        yield Finding(
            rule="wish-broken",
            severity="clash" if wish.hard else "warning",
            sessions=tuple(session.id for session in sessions),
            wishes=(wish.id,),
            message=f"{sentence}{why}.",
        )


def _broken(agenda: Agenda, wish: Wish, slots: Sequence[Placed]) -> Iterator[tuple[tuple[Session, ...], str]]:
    by_id = {slot.session.id: slot for slot in slots}
    in_order = [by_id[session_id] for session_id in wish.sessions if session_id in by_id]
    if wish.kind == "before":
        pairs = pairwise(in_order)
    elif wish.kind == "keep with track":
        yield from _track(agenda, in_order)
        return
    else:
        pairs = combinations(in_order, 2)
    gap = timedelta(minutes=wish.minutes or 0)
    for a, b in pairs:
        sentence = _pair(agenda, wish, a, b, gap)
        if sentence:
            yield (a.session, b.session), sentence


def _pair(agenda: Agenda, wish: Wish, a: Placed, b: Placed, gap: timedelta) -> str:
    """Say how a pair breaks the wish, or ""."""
    one, two = session_mark(a.session), session_mark(b.session)
    minutes = f" by at least {wish.minutes} minutes" if wish.minutes else ""
    if wish.kind == "before" and a.end + gap > b.start:
        at = f"{one} ends {short_day(a.end)} {clock(a.end)}, {two} starts {short_day(b.start)} {clock(b.start)}"
        return f"{one} should come before {two}{minutes}, but {at}"
    if wish.kind == "gap" and a.start < b.end + gap and b.start < a.end + gap:
        return f"{one} and {two} should be at least {wish.minutes or 0} minutes apart, but are not"
    if wish.kind == "same time" and a.start != b.start:
        return f"{one} and {two} should start at the same time, but do not"
    if wish.kind == "not at the same time" and a.start < b.end and b.start < a.end:
        return f"{one} and {two} should not run at the same time, but do"
    if wish.kind == "same room" and room_of(a.session) != room_of(b.session):
        return f"{one} and {two} should be in the same room, but are not"
    if wish.kind == "not the same day":
        first, second = day_of(agenda.meeting, a.start), day_of(agenda.meeting, b.start)
        if (first.date if first else a.start.date()) == (second.date if second else b.start.date()):
            return f"{one} and {two} should not be on the same day, but are"
    return ""


def _track(agenda: Agenda, slots: Sequence[Placed]) -> Iterator[tuple[tuple[Session, ...], str]]:
    """Find the named sessions that stand in no room and day where their track has another session."""
    for slot in slots:
        track = slot.session.track
        others = [s for s in agenda.placed if track and s.track == track and s.id != slot.session.id]
        together = any(
            room_of(s) == room_of(slot.session) and s.placement and s.placement.start.date() == slot.start.date()
            for s in others
        )
        if others and not together:
            name = agenda.track[track].name if track and track in agenda.track else ""
            yield (slot.session,), f"{session_mark(slot.session)} should be with the track “{name}”, but is apart"


def room_of(session: Session) -> str | None:
    """Give the room that a session is in, if any."""
    return session.placement.room if session.placement else None
