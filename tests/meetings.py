"""Small named meetings, a sentence each on what is special about them. All are sound; people are invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Day, Period, Placement, Role, Walk
from agendaplanner.model.records import Meeting, Person, Record, Room, Session

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.kinds import RoleKind

MONDAY = datetime(2008, 2, 11)


def at(clock: str, day: int = 0) -> datetime:
    """Give a time of the meeting: at("14:15") on Monday, at("09:00", 1) on Tuesday; "25:30" is after midnight."""
    hours, minutes = clock.split(":")
    return MONDAY + timedelta(days=day, hours=int(hours), minutes=int(minutes))


def between(start: str, end: str, day: int = 0, reason: str = "") -> Period:
    """Give a stretch of a day of the meeting."""
    return Period(start=at(start, day), end=at(end, day), reason=reason)


def meeting(**fields: Any) -> Meeting:
    """Two days in Oslo, 09:00-18:00."""
    days = tuple(Day(opens=at("09:00", day), closes=at("18:00", day)) for day in (0, 1))
    usual = {"title": "Integrated planning", "timezone": "Europe/Oslo", "days": days, "uid_domain": "int08"}
    return Meeting(**(usual | fields))


def session(
    number: str,
    start: str = "",
    room: str | None = "a",
    *,
    day: int = 0,
    minutes: int = 60,
    roles: Iterable[tuple[RoleKind, str | None]] = (),
    **fields: Any,
) -> Session:
    """A talk (which needs no roles) with its number as id; without a start it waits."""
    return Session(
        **(
            {
                "id": f"s{number}",
                "number": number,
                "title": f"Topic {number}",
                "kind": "talk",
                "duration_minutes": minutes,
                "placement": Placement(start=at(start, day), room=room) if start else None,
                "roles": tuple(Role(kind=kind, person=person) for kind, person in roles),
            }
            | fields
        )
    )


def person(id_: str, given: str, family: str, **fields: Any) -> Person:
    """Somebody who accepted the invitation."""
    return Person(id=id_, name=f"{given} {family}", given=given, family=family, **fields)


BERG = person("berg", "Hanna", "Berg")
OKAFOR = person("okafor", "Chidi", "Okafor")
LIND = person("lind", "Maja", "Lind")
ROOM_A = Room(id="a", name="Room A", capacity=60)
ROOM_B = Room(id="b", name="Room B", capacity=20, position=1)
HALL = Room(id="hall", name="Plenary hall", capacity=200, position=2, features=("interpretation",))


def agenda_of(*records: Record) -> Agenda:
    """Give an agenda of some records, with the usual two days, three rooms and three people where it has no others."""
    usual: list[Record] = [meeting(), ROOM_A, ROOM_B, HALL, BERG, OKAFOR, LIND]
    given = {(type(record), record.id) for record in records}
    return Agenda.of([*(record for record in usual if (type(record), record.id) not in given), *records])


def changed(record: Any, **fields: Any) -> Any:
    """Give a record with other values in some fields."""
    return msgspec.structs.replace(record, **fields)


def two_rooms() -> Agenda:
    """Two rooms side by side, three sessions, nothing wrong: the least that is a plan."""
    return agenda_of(
        session("1", "09:00", "a", roles=[("chair", "berg")]),
        session("2", "09:00", "b", roles=[("chair", "okafor")]),
        session("3", "10:00", "a", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
    )


def shared_chair() -> Agenda:
    """The chair of 4b is rapporteur of 4d, and both run at 14:15 on Monday: the problem that this program solves."""
    return agenda_of(
        session("4b", "14:15", "a", minutes=75, roles=[("chair", "berg")]),
        session("4d", "14:15", "b", minutes=75, roles=[("rapporteur", "berg"), ("chair", "okafor")]),
    )


def painted_room() -> Agenda:
    """Room B is closed on Tuesday afternoon, and 8b is in it."""
    closed = changed(ROOM_B, closures=(between("13:00", "18:00", 1, "painting"),))
    return agenda_of(closed, session("8b", "14:00", "b", day=1))


def late_reception() -> Agenda:
    """Monday closes at 01:00 at night, and 2 runs past midnight: it belongs to Monday."""
    days = (
        Day(opens=at("09:00"), closes=at("25:00")),
        Day(opens=at("09:00", 1), closes=at("18:00", 1)),
    )
    return agenda_of(
        meeting(days=days),
        session("1", "10:00"),
        session("2", "24:10", minutes=40),
        session("3", "09:00", day=1),
    )


def far_rooms() -> Agenda:
    """It takes 15 minutes from Room A to the hall, and the chair has 5."""
    return agenda_of(
        meeting(walks=(Walk(rooms=("a", "hall"), minutes=15),)),
        session("1", "09:00", "a", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
        session("2", "10:05", "hall", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
    )


def large_meeting(*, sessions: int = 900, people: int = 840, rooms: int = 35) -> Agenda:
    """As large as the largest volunteers' meetings: full rooms from nine to six on two days, no two things at once.

    The sessions follow each other without a gap, two persons in each; with so many people as in 24 sessions of the
    day's grid nobody is twice in the same half hour.
    """
    records: list[Record] = [meeting()]
    records += [Room(id=f"r{i}", name=f"Room {i}", capacity=100, position=i) for i in range(rooms)]
    records += [person(f"p{i}", "Ada", f"Sample {i}") for i in range(people)]
    starts = [(day, 9 * 60 + 30 * slot) for day in (0, 1) for slot in range(18)]
    for i in range(sessions):
        slot, room = divmod(i, rooms)
        day, minute = starts[slot % len(starts)]
        records.append(
            Session(
                id=f"s{i}",
                title=f"Talk {i}",
                kind="talk",
                duration_minutes=30,
                roles=tuple(Role(kind="presenter", person=f"p{(2 * i + k) % people}") for k in (0, 1)),
                placement=Placement(start=MONDAY + timedelta(days=day, minutes=minute), room=f"r{room}"),
            )
        )
    return Agenda.of(records)
