"""What of the timeline is looked at: people, tracks, rooms and the like, and which sessions belong to them.

Criteria of one kind add to each other (this track or that one), those of different kinds narrow (this track, in that
room). The others are dimmed, or hidden. No widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6 import QtCore

from agendaplanner.model.agenda import people_of
from agendaplanner.model.words import person_full, session_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk

CriterionKind = Literal["person", "track", "room", "community", "kind", "status", "text"]
KIND_WORDS: dict[CriterionKind, str] = {
    "person": "Person",
    "track": "Track",
    "room": "Room",
    "community": "Community",
    "kind": "Kind",
    "status": "Status",
    "text": "Words",
}


class Criterion(msgspec.Struct, frozen=True):
    """One thing to look for: a record by its id, or a value."""

    kind: CriterionKind
    value: str


class Lens(QtCore.QObject):
    """The criteria that are in force, and the rooms that are hidden."""

    changed = QtCore.Signal()

    def __init__(self, desk: Desk, parent: QtCore.QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._criteria: tuple[Criterion, ...] = ()
        self._hides = False
        self._condensed = False
        self._hidden_rooms: frozenset[str] = frozenset()

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """What is looked for, in the order it was asked for."""
        return self._criteria

    @property
    def hides(self) -> bool:
        """Whether the other sessions are hidden; else they are dimmed."""
        return self._hides

    @property
    def condensed(self) -> bool:
        """Whether rooms without sessions are left out."""
        return self._condensed

    @property
    def hidden_rooms(self) -> frozenset[str]:
        """Rooms that are not shown."""
        return self._hidden_rooms

    @property
    def person(self) -> str | None:
        """The one person whose timeline it is."""
        people = [each.value for each in self._criteria if each.kind == "person"]
        return people[0] if len(people) == 1 else None

    def sessions(self) -> frozenset[str] | None:
        """Give the sessions that fit; None where nothing is looked for."""
        agenda = self._desk.agenda
        return matching(agenda, self._criteria) if agenda is not None and self._criteria else None

    # changing it

    def add(self, criterion: Criterion) -> None:
        """Look for something more."""
        if criterion.value.strip() and criterion not in self._criteria:
            self._take((*self._criteria, criterion))

    def remove(self, criterion: Criterion) -> None:
        """Look for it no more."""
        self._take(tuple(each for each in self._criteria if each != criterion))

    def toggle(self, criterion: Criterion) -> None:
        """Look for it, or no more where that is so already. Of people one is looked at at a time; ``add`` adds others."""
        if criterion in self._criteria:
            self.remove(criterion)
        elif criterion.kind == "person":
            self._take((*(each for each in self._criteria if each.kind != "person"), criterion))
        else:
            self.add(criterion)

    def clear(self) -> None:
        """Look for nothing, and show all rooms."""
        self._hidden_rooms = frozenset()
        self._take(())

    def hide_others(self, *, hide: bool) -> None:
        """Hide what does not fit, or dim it."""
        self._hides = hide
        self.changed.emit()

    def condense(self, *, condense: bool) -> None:
        """Leave rooms without sessions out, or show them."""
        self._condensed = condense
        self.changed.emit()

    def hide_room(self, room: str) -> None:
        """Hide a room with all that is in it."""
        self._hidden_rooms |= {room}
        self.changed.emit()

    def show_all_rooms(self) -> None:
        """Hide no room, empty or not."""
        self._hidden_rooms = frozenset()
        self._condensed = False
        self.changed.emit()

    def _take(self, criteria: tuple[Criterion, ...]) -> None:
        self._criteria = criteria
        self.changed.emit()


def matching(agenda: Agenda, criteria: tuple[Criterion, ...]) -> frozenset[str]:
    """Give the sessions that fit at least one criterion of each kind."""
    found = frozenset(agenda.session)
    for kind in {criterion.kind for criterion in criteria}:
        fits: frozenset[str] = frozenset()
        for criterion in criteria:
            if criterion.kind == kind:
                fits |= frozenset(_fitting(agenda, criterion))
        found &= fits
    return found


def _fitting(agenda: Agenda, criterion: Criterion) -> Iterator[str]:
    value = criterion.value
    if criterion.kind == "person":
        # everyone is at what is for everyone
        yield from agenda.sessions_with.get(value, ())
        yield from (s.id for s in agenda.session.values() if s.is_for_everyone and not s.is_quiet)
        return
    words = value.casefold().split()
    for session in agenda.session.values():
        match criterion.kind:
            case "track":
                fits = session.track == value
            case "room":
                fits = session.placement is not None and session.placement.room == value
            case "community":
                fits = any(agenda.person[p].community == value for p in people_of(session) if p in agenda.person)
            case "kind":
                fits = session.kind == value
            case "status":
                fits = session.status == value
            case "text":
                text = searched(agenda, session)
                fits = all(word in text for word in words)
        if fits:
            yield session.id


def searched(agenda: Agenda, session: Session) -> str:
    """Give what free text is looked for in: title, abstract, people, track, room. In small letters."""
    room = agenda.room.get(session.placement.room or "") if session.placement is not None else None
    track = agenda.track.get(session.track or "")
    parts = [session_name(session), session.subtitle, session.abstract, *session.questions]
    parts += [person_full(agenda.person[p]) for p in people_of(session) if p in agenda.person]
    parts += [record.name for record in (room, track) if record is not None]
    return "\n".join(parts).casefold()


def criterion_words(agenda: Agenda, criterion: Criterion) -> str:
    """Name a criterion to people: "H. Berg", "Room A", "“peace”"."""
    value = criterion.value
    match criterion.kind:
        case "person":
            record = agenda.person.get(value)
            return person_full(record) if record is not None else value
        case "track" | "room":
            named = agenda.track.get(value) if criterion.kind == "track" else agenda.room.get(value)
            return named.name if named is not None else value
        case "text":
            return f"“{value}”"
        case _:
            return value[:1].upper() + value[1:]


def choices(agenda: Agenda) -> Iterator[Criterion]:
    """Give everything that can be looked for but free text: what the agenda has."""
    sessions = agenda.session.values()
    yield from (Criterion("track", track.id) for track in agenda.tracks)
    yield from (Criterion("room", room.id) for room in agenda.rooms)
    communities = [*agenda.meeting.communities, *sorted({p.community for p in agenda.person.values()})]
    yield from (Criterion("community", name) for name in dict.fromkeys(filter(None, communities)))
    yield from (Criterion("kind", kind) for kind in sorted({session.kind for session in sessions}))
    yield from (Criterion("status", status) for status in sorted({session.status for session in sessions}))
    yield from (Criterion("person", person.id) for person in agenda.people)
