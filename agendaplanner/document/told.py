"""What a document tells: a change to its subscribers, the lines of its history to whoever asks."""

from __future__ import annotations

from datetime import datetime

import msgspec

from agendaplanner.document.log import What
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, Key


class Announcement(msgspec.Struct, frozen=True):
    """What subscribers are told after a change."""

    change: Change
    keys: frozenset[Key]
    before: Agenda
    after: Agenda
    origin: object
    """Whoever asked for the change; views tell their own from others'."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the history."""

    revision: int
    time: datetime
    author: str
    label: str
    what: What
    target: int | None
    edits: int
