"""The fields of every kind of record that people edit, and changes told by them. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.actions import name_of
from agendaplanner.ui.fields import of_meeting, of_others, of_session, of_wishes
from agendaplanner.ui.fields.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.ui.fields.field import Field

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "session": of_session.FIELDS,
    "person": of_others.PERSON,
    "room": of_others.ROOM,
    "track": of_others.TRACK,
    "paper": of_others.PAPER,
    "delegation": of_others.DELEGATION,
    "wish": of_wishes.WISH,
    "sister_meeting": of_wishes.SISTER,
    "recommendation": of_wishes.RECOMMENDATION,
    "meeting": of_meeting.MEETING,
}
"""By kind of record."""
LONGEST_TOLD = 60


def told(before: Agenda, after: Agenda, change: Change, *, most: int = 200) -> list[str]:
    """Say in a sentence each what a change does, at most so many and then how many more.

    Args:
        before: The agenda before the change.
        after: The agenda after it.
        change: What leads from one to the other.
        most: How many sentences are enough.
    """
    old, new = Wording(before), Wording(after)
    said: list[str] = []
    for edit in change.edits:
        kind = edit.kind.replace("_", " ")
        if edit.before is None or edit.after is None:
            record = edit.after or edit.before
            assert record is not None
            said.append(f"{'Add' if edit.before is None else 'Remove'} {kind} {name_of(record)}")
            continue
        name = name_of(edit.after)
        steps: list[str] = []
        for field in FIELDS.get(edit.kind, ()):
            if field.read is None:
                continue
            was, now = field.show(old, edit.before), field.show(new, edit.after)
            if was != now:
                steps.append(_step(field.label, was, now))
        said.append(f"{name}: {', '.join(steps)}" if steps else f"Change {kind} {name}")
    more = len(said) - most
    return said if more <= 0 else [*said[:most], f"and {more} more"]


def _step(label: str, was: str, now: str) -> str:
    if "\n" in was + now or max(len(was), len(now)) > LONGEST_TOLD:
        return f"{label} rewritten"
    return f"{label} {was or 'none'} → {now or 'none'}"
