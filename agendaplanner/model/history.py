"""What the log of changes tells about a session: when it was made, last changed, and how often it moved.

Calendars take SEQUENCE, CREATED and LAST-MODIFIED from here; nothing is counted a second time elsewhere. A session is
also touched when what people are told with it changes: its room's name, its people's names, the meeting's place.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.agenda import people_of
from agendaplanner.model.records import Paper, Record, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.changes import Change, Edit, Key


class Stamp(msgspec.Struct, frozen=True):
    """How a session stands in the history."""

    sequence: int
    """How often its time, place or status changed since it was made (RFC 5545, 3.8.7.4; RFC 5546, 2.1.4)."""
    created: datetime
    modified: datetime
    """Of two stamps of one session the later one is later by its whole seconds too, which is all that calendars hold."""


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN = Stamp(0, LONG_AGO, LONG_AGO)
"""For a session that no change is known of."""

_PLACE: Mapping[str, tuple[str, ...]] = {"room": ("name",), "meeting": ("timezone", "venue", "city")}
"""By kind: the fields that say when or where its sessions are."""
_TOLD: Mapping[str, tuple[str, ...]] = {
    "meeting": ("title", "contact", "contact_email"),
    "track": ("name", "colour"),
    "person": ("name", "given", "family", "honorific", "email", "invitation"),
    "paper": ("symbol", "title", "link"),
}
"""By kind: the fields that people are told with its sessions."""


def stamps(changes: Iterable[Change]) -> Mapping[str, Stamp]:
    """Give each session's stamp after a log of changes, by session id. The sequence of a session is never lowered."""
    found: dict[str, Stamp] = {}
    named_by: defaultdict[Key, set[str]] = defaultdict(set)
    here: set[str] = set()
    for change in changes:
        time = change.time or LONG_AGO
        moved: set[str] = set()
        touched: set[str] = set()
        for edit in change.edits:
            if edit.kind == "session":
                touched.add(edit.id)
                if reschedules(edit.before, edit.after):
                    moved.add(edit.id)
                continue
            ids = here if edit.kind == "meeting" else named_by[edit.key]
            if edit.kind == "paper":
                touched |= _sessions_of_paper(edit) & here
            elif _differ(edit, _PLACE.get(edit.kind, ())):
                moved |= ids
                touched |= ids
            elif _differ(edit, _TOLD.get(edit.kind, ())):
                touched |= ids
        for edit in change.edits:
            if edit.kind == "session":
                for key in _names(edit.before):
                    named_by[key].discard(edit.id)
                for key in _names(edit.after):
                    named_by[key].add(edit.id)
                (here.discard if edit.after is None else here.add)(edit.id)
        for id_ in touched:
            known = found.get(id_)
            if known is None:
                found[id_] = Stamp(0, time, time)
            else:
                found[id_] = Stamp(known.sequence + (id_ in moved), known.created, _later(time, known.modified))
    return found


def _later(time: datetime, known: datetime) -> datetime:
    """Give a time, but at least the next whole second after one that is known."""
    return max(time, known.replace(microsecond=0) + timedelta(seconds=1))


def reschedules(before: object, after: object) -> bool:
    """Tell whether a step changes when or where a session takes place, or whether, or how surely, it does."""
    if not isinstance(before, Session) or not isinstance(after, Session):
        return True
    return (before.placement, before.duration_minutes, before.status) != (
        after.placement,
        after.duration_minutes,
        after.status,
    )


def _differ(edit: Edit, fields: tuple[str, ...]) -> bool:
    if edit.before is None or edit.after is None:
        return False  # what names it is edited as well
    return any(getattr(edit.before, name) != getattr(edit.after, name) for name in fields)


def _sessions_of_paper(edit: Edit) -> set[str]:
    """Give the sessions that a paper is taken from, given to, or stays with while what is told of it changes."""
    before = set(edit.before.sessions) if isinstance(edit.before, Paper) else set[str]()
    after = set(edit.after.sessions) if isinstance(edit.after, Paper) else set[str]()
    return before | after if _differ(edit, _TOLD["paper"]) else before ^ after


def _names(session: Record | None) -> frozenset[Key]:
    """Give the records that an entry for a session tells of."""
    if not isinstance(session, Session):
        return frozenset()
    keys = {("person", person) for person in people_of(session)}
    if session.track is not None:
        keys.add(("track", session.track))
    if session.placement is not None and session.placement.room is not None:
        keys.add(("room", session.placement.room))
    return frozenset(keys)
