"""Small meetings that cannot be planned whole, each for one cause; and what becomes of them without a reason.

``relaxed`` takes one reason away; ``stripped`` leaves of a meeting only what the reasons name.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from agendaplanner.checks.needs import size_of
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Day, Period, Placement, Role
from agendaplanner.model.records import Meeting, Person, Room, Session, Track, Wish

replace = msgspec.structs.replace


def at(hour, minute=0, *, day=0):
    """A wall time of the meetings here."""
    return datetime(2027, 3, 1, hour, minute) + timedelta(days=day)


def period(start, end, day=0):
    return Period(start=at(start, day=day), end=at(end, day=day))


ROOMS = (Room(id="a", name="Room A", capacity=30), Room(id="b", name="Room B", capacity=10, position=1))
HALL = Room(id="hall", name="Hall", position=2)
BERG = Person(id="berg", name="Hanna Berg", given="Hanna", family="Berg")
LIND = Person(id="lind", name="Maja Lind", given="Maja", family="Lind")
OKAFOR = Person(id="okafor", name="Chidi Okafor", given="Chidi", family="Okafor")


def meeting(*records, hours=(9, 17), days=1, rooms=ROOMS, **fields):
    """A meeting of some days with two rooms of 30 and 10 seats, three people, and some records."""
    open_days = tuple(Day(opens=at(hours[0], day=d), closes=at(hours[1], day=d)) for d in range(days))
    found = {(type(r), r.id): r for r in (Meeting(title="M", days=open_days, **fields), *rooms, BERG, LIND, OKAFOR)}
    return Agenda.of((found | {(type(r), r.id): r for r in records}).values())


def talk(id_, *people, minutes=60, **fields):
    roles = tuple(Role(kind="panellist", person=person) for person in people)
    usual = {"id": id_, "title": f"Topic {id_}", "number": id_, "kind": "talk", "roles": roles}
    return Session(**{**usual, "duration_minutes": minutes, **fields})


def pinned(id_, *people, room="b", start=None, **fields):
    placement = Placement(start=start or at(10), room=room)
    return talk(
        id_, *people, **{"placement": placement, "pinned_time": True, "pinned_room": room is not None, **fields}
    )


def wish(kind, *sessions, id_="", **fields):
    return Wish(id=id_ or f"{kind} {' '.join(sessions)}", kind=kind, sessions=sessions, **fields)


def away(person, *periods):
    return replace(person, away=periods)


def several(count, *people, **fields):
    return [talk(f"{i}", *people, **fields) for i in range(1, count + 1)]


CASES = {
    "longer than any day": meeting(talk("1", minutes=600)),
    "too many people": meeting(talk("1", expected_size=50)),
    "a feature that no room has": meeting(talk("1", features_needed=("organ",))),
    "limited to too short a time": meeting(talk("1", only_within=(period(9, 10),), minutes=75)),
    "only in a room that is too small": meeting(talk("1", expected_size=20, only_rooms=("b",))),
    "only in a room that is closed": meeting(
        talk("1", only_rooms=("b",)), rooms=(ROOMS[0], replace(ROOMS[1], closures=(period(8, 18),)))
    ),
    "pinned in a closed room": meeting(pinned("1"), rooms=(ROOMS[0], replace(ROOMS[1], closures=(period(9, 13),)))),
    "pinned after hours": meeting(pinned("1", start=at(20), room="a")),
    "pinned while somebody is away": meeting(away(BERG, period(9, 12)), pinned("1", "berg")),
    "pinned to a room that is too small": meeting(pinned("1", expected_size=20)),
    "pinned outside its limits": meeting(pinned("1", only_within=(period(12, 15),))),
    "somebody away all day": meeting(away(BERG, period(8, 18)), talk("1", "berg")),
    "each of two there for half a day": meeting(
        away(BERG, period(8, 13)), away(LIND, period(13, 18)), talk("1", "berg", "lind")
    ),
    "two pinned at once with one person": meeting(pinned("1", "berg"), pinned("2", "berg", room="a")),
    "two pinned at once in one room": meeting(pinned("1"), pinned("2", start=at(10, 30))),
    "A before B before A": meeting(*several(2), wish("before", "1", "2"), wish("before", "2", "1")),
    "a ring of three": meeting(
        *several(4),
        wish("before", "1", "2"),
        wish("before", "2", "3"),
        wish("before", "3", "1"),
        wish("before", "3", "4"),
    ),
    "at the same time and not": meeting(
        *several(2), wish("same time", "1", "2"), wish("not at the same time", "1", "2")
    ),
    "a group with one person in two": meeting(
        talk("1", "berg", group="g"), talk("2", "berg", group="g"), talk("3", "lind", group="g"), rooms=(*ROOMS, HALL)
    ),
    "a group of which two are pinned apart": meeting(pinned("1", group="g"), pinned("2", group="g", start=at(12))),
    "more minutes than a person has": meeting(
        away(BERG, period(9, 13)), *several(3, "berg", minutes=85), *(talk(f"x{i}", "lind") for i in range(3))
    ),
    "minutes that do not fit round an absence": meeting(
        away(BERG, period(11, 12)), *several(3, "berg", minutes=90), hours=(9, 14)
    ),
    "some of a person's sessions": meeting(
        *(talk(f"x{i}", "berg", minutes=15) for i in range(3)),
        *several(3, "berg", minutes=90, only_within=(period(9, 13),)),
    ),
    "three pairwise through three people": meeting(
        talk("1", "berg", "lind"), talk("2", "lind", "okafor"), talk("3", "okafor", "berg"), talk("4"), hours=(9, 11)
    ),
    "a chain longer than the day": meeting(
        *several(5), *(wish("before", f"{i}", f"{i + 1}") for i in range(1, 5)), hours=(9, 13)
    ),
    "a chain to what comes too early": meeting(
        *several(3), talk("9", only_within=(period(9, 11),)), wish("before", "2", "3"), wish("before", "3", "9")
    ),
    "a gap longer than the day": meeting(*several(2), wish("gap", "1", "2", minutes=600)),
    "three on two days": meeting(*several(3), wish("not the same day", "1", "2", "3"), days=2),
    "more than the rooms hold": meeting(*several(9), hours=(9, 13)),
    "more than the rooms with a feature hold": meeting(
        *several(5, features_needed=("interpretation",)),
        talk("x"),
        hours=(9, 13),
        rooms=(replace(ROOMS[0], features=("interpretation",)), ROOMS[1]),
    ),
    "more than the rooms hold with one closed": meeting(
        *several(5), hours=(9, 13), rooms=(ROOMS[0], replace(ROOMS[1], closures=(period(9, 13),)))
    ),
    "lengths that do not fill the rooms": meeting(*several(5, minutes=100), hours=(9, 13)),
    "nothing beside a plenary": meeting(talk("1", kind="plenary", minutes=240), talk("2", minutes=300)),
    "lunch in the middle": meeting(
        pinned("L", kind="meal", title="Lunch", number="", room=None, start=at(12)), talk("2", minutes=255)
    ),
    "the same room, at the same time": meeting(*several(2), wish("same room", "1", "2"), wish("same time", "1", "2")),
    "no rooms": meeting(talk("1"), rooms=()),
}
"""Each has one cause, and could be planned without it."""


def sessions_of(reasons):
    """The sessions that reasons name."""
    return {id_ for reason in reasons for kind, id_ in reason.records if kind == "session"}


def relaxed(agenda, reason):
    """The agenda without what a reason says."""
    named = {kind: {id_ for k, id_ in reason.records if k == kind} for kind, _ in reason.records}
    sessions, people = named.get("session", set()), named.get("person", set())
    lone = {
        "limit": {"only_within": ()},
        "pin": {"pinned_time": False, "pinned_room": False},
        "room-size": {"expected_size": 0},
        "room-features": {"features_needed": ()},
        "room-choice": {"only_rooms": ()},
        "rooms": {"needs_room": False, "pinned_room": False},
        "everyone": {"everyone": False},
        "group": {"group": ""},
    }
    found = []
    for record in agenda:
        match record:
            case Session() if reason.kind in lone and record.id in sessions:
                record = replace(record, **lone[reason.kind])
            case Session() if reason.kind == "person" and record.id in sessions:
                record = without(record, people)
            case Person() if reason.kind == "person-away" and record.id in people:
                record = replace(record, away=())
            case Wish() if reason.kind == "wish" and record.id in named["wish"]:
                continue
            case Room() if reason.kind == "room-closed" and record.id in named["room"]:
                record = replace(record, closures=())
            case Meeting() if reason.kind == "hours":
                record = around_the_clock(agenda)
        found.append(record)
    if reason.kind == "no-rooms":
        found.append(Room(id="new", name="Room"))
    return Agenda.of(found)


def around_the_clock(agenda):
    """The meeting with days that follow each other without a break, from before the first to long after the last.

    A day turns into the next when nothing that is pinned runs.
    """
    first, last = agenda.meeting.days[0].date, agenda.meeting.days[-1].date
    midnight = datetime(first.year, first.month, first.day) - timedelta(days=1)
    spans = [
        (s.placement.start - midnight, s.placement.start - midnight + timedelta(minutes=s.duration_minutes))
        for s in agenda.session.values()
        if s.placement is not None and s.pinned_time
    ]
    turns = [timedelta(minutes=15 * n) for n in range(96)]
    a_day = timedelta(days=1)
    turn = next(
        t
        for t in turns
        if all((start - t) // a_day == (end - t - timedelta(minutes=1)) // a_day for start, end in spans)
    )
    count = (last - first).days + 6
    days = (midnight + turn + timedelta(days=d) for d in range(count))
    return replace(agenda.meeting, days=tuple(Day(opens=day, closes=day + a_day) for day in days))


def without(session, people):
    """A session without some people."""
    return replace(
        session,
        roles=tuple(replace(r, person=None) if r.person in people else r for r in session.roles),
        contributions=tuple(
            replace(c, presenters=tuple(p for p in c.presenters if p not in people)) for c in session.contributions
        ),
        attendees=tuple(p for p in session.attendees if p not in people),
    )


def stripped(agenda, reasons):
    """What reasons say, and nothing else: their sessions, with only those limits that they name."""
    kinds: dict[str, dict[str, set[str]]] = {}
    for reason in reasons:
        for kind, id_ in reason.records:
            kinds.setdefault(reason.kind, {}).setdefault(kind, set()).add(id_)

    def says(reason_kind, kind, id_):
        return id_ in kinds.get(reason_kind, {}).get(kind, set())

    in_rooms = {"rooms", "room-closed", "room-size", "room-features", "room-choice", "no-rooms"} & kinds.keys()
    found = []
    for record in agenda:
        match record:
            case Session():
                if record.id not in sessions_of(reasons):
                    continue
                id_ = record.id
                needed = {
                    person
                    for reason in reasons
                    if reason.kind in ("person", "person-away") and ("session", id_) in reason.records
                    for kind, person in reason.records
                    if kind == "person"
                }
                pin = says("pin", "session", id_)
                placement = record.placement if pin else None
                pin_room = pin and record.placement.room and says("pin", "room", record.placement.room)
                room = in_rooms or pin_room
                record = replace(
                    without(record, agenda.people_in[id_] - needed),
                    only_within=record.only_within if says("limit", "session", id_) else (),
                    pinned_time=record.pinned_time and pin,
                    pinned_room=bool(record.pinned_room and pin_room),
                    expected_size=size_of(agenda, record) if says("room-size", "session", id_) else 0,
                    features_needed=record.features_needed if says("room-features", "session", id_) else (),
                    only_rooms=record.only_rooms if says("room-choice", "session", id_) else (),
                    everyone=says("everyone", "session", id_) and record.is_for_everyone,
                    group=record.group if says("group", "session", id_) else "",
                    needs_room=record.takes_room if room else False,
                    placement=placement if pin_room or not placement else replace(placement, room=None),
                )
            case Wish() if not says("wish", "wish", record.id):
                continue
            case Meeting() if not any(r.kind == "hours" or " in all" in r.message for r in reasons):
                record = around_the_clock(agenda)
            case Room() if not says("room-closed", "room", record.id):
                record = replace(record, closures=())
            case Person() if not (says("person-away", "person", record.id) or says("person", "person", record.id)):
                record = replace(record, away=())
        found.append(record)
    kept = {record.id for record in found if isinstance(record, Session)}
    wanted = (Meeting, Session, Wish, Room, Person, Track)
    return Agenda.of(
        replace(r, sessions=tuple(s for s in r.sessions if s in kept)) if isinstance(r, Wish) else r
        for r in found
        if isinstance(r, wanted)
    )
