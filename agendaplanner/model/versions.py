"""Published versions, and an agenda as it goes out to people: with its stamps and what went out before it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.history import UNKNOWN, Stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.agenda import Agenda


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A published version: what stood after a revision of the history. It is never undone or changed."""

    number: int
    """From 1, without gaps."""
    label: str = ""
    note: str = ""
    time: datetime
    """UTC."""
    author: str = ""
    revision: int
    """The revision whose agenda it is."""

    @property
    def name(self) -> str:
        """Number and label for people: "Version 3, Second circular"."""
        return f"Version {self.number}, {self.label}" if self.label else f"Version {self.number}"


class Edition:
    """An agenda as it goes out to people.

    Attributes:
        agenda: What is written.
        stamps: Each session's stamp at that time, also of sessions that are gone.
        earlier: The agendas of the versions that were published before, oldest first.
        version: The version that this is, or None: as it stands now.
    """

    def __init__(
        self,
        agenda: Agenda,
        stamps: Mapping[str, Stamp] | None = None,
        earlier: Sequence[Agenda] = (),
        version: Version | None = None,
    ) -> None:
        self.agenda = agenda
        self.stamps: Mapping[str, Stamp] = stamps or {}
        self.earlier = tuple(earlier)
        self.version = version

    def stamp(self, session_id: str) -> Stamp:
        """Give a session's stamp."""
        return self.stamps.get(session_id, UNKNOWN)

    @cached_property
    def published(self) -> Mapping[str, tuple[Agenda, ...]]:
        """By session: the agendas of earlier versions in which it took place, newest first."""
        found: dict[str, list[Agenda]] = defaultdict(list)
        for agenda in reversed(self.earlier):
            for session in agenda.placed:
                found[session.id].append(agenda)
        return {session_id: tuple(agendas) for session_id, agendas in found.items()}
