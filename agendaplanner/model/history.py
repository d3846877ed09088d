"""What the log of changes tells about a session: when it was made, last changed, and how often it moved.

Calendars take SEQUENCE, CREATED and LAST-MODIFIED from here; nothing is counted a second time elsewhere.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.records import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.changes import Change


class Stamp(msgspec.Struct, frozen=True):
    """How a session stands in the history."""

    sequence: int
    """How often its time, place or cancellation changed since it was made (RFC 5545, 3.8.7.4)."""
    created: datetime
    modified: datetime


LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
UNKNOWN = Stamp(0, LONG_AGO, LONG_AGO)
"""For a session that no change is known of."""


def stamps(changes: Iterable[Change]) -> Mapping[str, Stamp]:
    """Give each session's stamp after a log of changes, by session id. The sequence of a session is never lowered."""
    found: dict[str, Stamp] = {}
    for change in changes:
        time = change.time or LONG_AGO
        for edit in change.edits:
            if edit.kind != "session":
                continue
            known = found.get(edit.id)
            if known is None:
                found[edit.id] = Stamp(0, time, time)
            else:
                raised = known.sequence + 1 if reschedules(edit.before, edit.after) else known.sequence
                found[edit.id] = Stamp(raised, known.created, max(time, known.modified))
    return found


def reschedules(before: object, after: object) -> bool:
    """Tell whether a step changes when or where a session takes place, or whether it does at all."""
    if not isinstance(before, Session) or not isinstance(after, Session):
        return True
    return (before.placement, before.duration_minutes, before.is_cancelled) != (
        after.placement,
        after.duration_minutes,
        after.is_cancelled,
    )
