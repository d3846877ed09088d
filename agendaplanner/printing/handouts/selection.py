"""What of the agenda is printed: some days, rooms, delegations or people."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.attendance import is_at
from agendaplanner.model.records import kind_of
from agendaplanner.model.times import day_of
from agendaplanner.printing.roles import sender
from agendaplanner.printing.walk import walk

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from agendaplanner.model.records import Person, Record, Session
    from agendaplanner.printing.walk import DayWalk

NOBODY_COMES = ("declined",)
"""Invitations of people who get nothing printed."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What of the agenda is printed; nothing chosen: all of it."""

    days: frozenset[date] = frozenset()
    rooms: frozenset[str] = frozenset()
    delegations: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def walk(self, agenda: Agenda) -> tuple[DayWalk, ...]:
        """Give the chosen days."""
        return tuple(each for each in walk(agenda) if not self.days or each.day.date in self.days)

    def has_room(self, room: str | None) -> bool:
        """Tell whether a room is chosen; what is in no room is where no room was chosen."""
        return not self.rooms or room in self.rooms

    def sessions(self, agenda: Agenda, *, cancelled: bool = False) -> Iterator[tuple[DayWalk, Session]]:
        """Give what takes place in the chosen rooms on the chosen days, each with its day.

        Args:
            agenda: The agenda.
            cancelled: Whether to give what was cancelled too.
        """
        for day in self.walk(agenda):
            for session in day.sessions:
                assert session.placement is not None
                if self.has_room(session.placement.room) and (cancelled or not session.is_cancelled):
                    yield day, session

    def has_session(self, agenda: Agenda, session: Session) -> bool:
        """Tell whether a session, placed or not, is among those chosen; what has no place is where nothing was chosen."""
        placed = session.placement
        if placed is None:
            return not self.days and not self.rooms
        day = day_of(agenda.meeting, placed.start)
        on = day.date if day is not None else placed.start.date()
        return (not self.days or on in self.days) and self.has_room(placed.room)

    def persons(self, agenda: Agenda) -> list[Person]:
        """Give the chosen people who may come, by family name."""
        return [
            person
            for person in agenda.people
            if person.invitation not in NOBODY_COMES
            and (not self.people or person.id in self.people)
            and (not self.delegations or person.delegation in self.delegations)
        ]

    def seated(self, agenda: Agenda) -> list[Person]:
        """Give the chosen people; where days or rooms are chosen, those of them who are named in a session there."""
        if not self.days and not self.rooms:
            return self.persons(agenda)
        there = {id_ for _, session in self.sessions(agenda) for id_ in agenda.people_in[session.id]}
        return [person for person in self.persons(agenda) if person.id in there]

    def in_rooms(self, agenda: Agenda) -> list[Person]:
        """Give the chosen people; where rooms are chosen, those of them who are named in a session there."""
        return self.seated(agenda) if self.rooms else self.persons(agenda)

    def by_sender(self, agenda: Agenda, people: list[Person]) -> list[Person]:
        """Put people of a delegation together, as things are handed out; those without one last."""
        return sorted(people, key=lambda each: (not sender(agenda, each), sender(agenda, each).casefold()))

    def with_role(self, agenda: Agenda, kinds: Container[str]) -> list[Person]:
        """Give the chosen people who have such a role in one of the chosen sessions."""
        there = {
            role.person for _, session in self.sessions(agenda) for role in session.roles if role.kind in kinds
        }  # fmt: skip
        return [person for person in self.persons(agenda) if person.id in there]

    def names(self, agenda: Agenda, session: Session) -> bool:
        """Tell whether people were not chosen, or one of them is named in a session."""
        if not self.people and not self.delegations:
            return True
        return not agenda.people_in[session.id].isdisjoint(person.id for person in self.persons(agenda))

    def concerns(self, agenda: Agenda, session: Session, kinds: Container[str]) -> bool:
        """Tell whether people were not chosen, or one of them has such a role in a session."""
        if not self.people and not self.delegations:
            return True
        chosen = {person.id for person in self.persons(agenda)}
        return any(role.person in chosen and role.kind in kinds for role in session.roles)

    def narrowed(self, agenda: Agenda) -> Agenda:
        """Give an agenda with the chosen days and rooms alone, and what takes place there; the same where none is."""
        if not self.days and not self.rooms:
            return agenda
        return Agenda.of(self._kept(agenda))

    def _kept(self, agenda: Agenda) -> Iterator[Record]:
        sessions = {session.id for _, session in self.sessions(agenda, cancelled=True)}
        for record in agenda:
            match kind_of(record):
                case "meeting":
                    days = tuple(day for day in agenda.meeting.days if not self.days or day.date in self.days)
                    yield msgspec.structs.replace(agenda.meeting, days=days)
                case "session" if record.id not in sessions:
                    continue
                case "room" if not self.has_room(record.id):
                    continue
                case _:
                    yield record


class Visits:
    """What people are at on the chosen days: where they have a part or are named, and what is for everyone."""

    def __init__(self, agenda: Agenda, chosen: Selection) -> None:
        self._agenda = agenda
        self._days = [(day, [s for s in day.sessions if not s.is_cancelled]) for day in chosen.walk(agenda)]

    def of(self, person: Person) -> list[tuple[DayWalk, list[Session]]]:
        """Give the days on which a person is at something, with what it is."""
        found = [(day, [s for s in sessions if is_at(self._agenda, person.id, s)]) for day, sessions in self._days]
        return [(day, sessions) for day, sessions in found if sessions]
