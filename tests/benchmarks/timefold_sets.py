"""The conference scheduling sets of OptaPlanner and Timefold: read, and put as an agenda for our own planner.

The workbooks are those of the conference scheduling example of apache/incubator-kie-optaplanner. A talk of a type (lab,
breakout) goes into a time slot and a room that are for its type. A speaker or room that cannot be used in a time slot
has the cell of that time slot filled with a grey (Tango's aluminium 5), and nothing written in it.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
import openpyxl

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Day, Period, Placement, Role
from agendaplanner.model.records import Meeting, Person, Room, Session, Track, Wish

if TYPE_CHECKING:
    from pathlib import Path

GREY = "555753"
_HOURS = 9
"""The column at which the time slots of sheet Speakers begin; Rooms has them from column 4."""


class Slot(msgspec.Struct, frozen=True):
    start: datetime
    end: datetime
    types: frozenset[str]
    tags: frozenset[str]


class Tags(msgspec.Struct, frozen=True):
    """Tags of time slots and rooms that somebody or something must have or must not have."""

    required_slot: frozenset[str]
    prohibited_slot: frozenset[str]
    required_room: frozenset[str]
    prohibited_room: frozenset[str]


class Hall(msgspec.Struct, frozen=True):
    name: str
    capacity: int
    types: frozenset[str]
    tags: frozenset[str]
    unavailable: frozenset[Slot]


class Speaker(msgspec.Struct, frozen=True):
    name: str
    tags: Tags
    unavailable: frozenset[Slot]


class Talk(msgspec.Struct, frozen=True):
    code: str
    title: str
    type: str
    speakers: tuple[str, ...]
    themes: tuple[str, ...]
    language: str
    tags: Tags
    exclusive: frozenset[str]
    prerequisites: frozenset[str]
    favourites: int
    crowd_risk: int
    pinned: bool
    stands: tuple[Slot, str] | None


class Conference(msgspec.Struct, frozen=True):
    name: str
    pause_minutes: int
    slots: tuple[Slot, ...]
    halls: tuple[Hall, ...]
    speakers: dict[str, Speaker]
    talks: dict[str, Talk]


def read_conference(path: Path) -> Conference:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(path, data_only=True)
    settings = {row[0]: row[1] for row in book["Configuration"].iter_rows(values_only=True)}
    slots = tuple(
        Slot(_moment(day, start), _moment(day, end), _set(types), _set(tags))
        for day, start, end, types, tags in book["Timeslots"].iter_rows(min_row=2, max_col=5, values_only=True)
        if day
    )
    every_type = frozenset(each for slot in slots for each in slot.types)
    halls = tuple(
        Hall(
            cells[0].value,
            int(cells[1].value),
            _set(cells[2].value) or every_type,
            _set(cells[3].value),
            _grey(cells[4:], slots),
        )
        for cells in book["Rooms"].iter_rows(min_row=3)
        if cells[0].value
    )
    speakers = {}
    for cells in book["Speakers"].iter_rows(min_row=3):
        if cells[0].value:
            required, _, prohibited, _, in_room, _, not_in_room, _ = (_set(cell.value) for cell in cells[1:_HOURS])
            tags = Tags(required, prohibited, in_room, not_in_room)
            speakers[cells[0].value] = Speaker(cells[0].value, tags, _grey(cells[_HOURS:], slots))
    rows = book["Talks"].iter_rows(values_only=True)
    head = next(rows)
    at = {slot.start.strftime("%a %Y-%m-%d %H:%M ") + slot.end.strftime("%H:%M"): slot for slot in slots}
    talks = {}
    for row in rows:
        if not row[0]:
            continue
        cell = dict(zip(head, row, strict=True))
        when = f"{cell['Timeslot day']} {cell['Start']} {cell['End']}"
        talks[cell["Code"]] = Talk(
            code=cell["Code"],
            title=cell["Title"],
            type=cell["Talk type"],
            speakers=_list(cell["Speakers"]),
            themes=_list(cell["Theme track tags"]),
            language=cell["Language"],
            tags=Tags(
                _set(cell["Required timeslot tags"]),
                _set(cell["Prohibited timeslot tags"]),
                _set(cell["Required room tags"]),
                _set(cell["Prohibited room tags"]),
            ),
            exclusive=_set(cell["Mutually exclusive talks tags"]),
            prerequisites=_set(cell["Prerequisite talks codes"]),
            favourites=int(cell["Favorite count"]),
            crowd_risk=int(cell["Crowd control risk"]),
            pinned=bool(cell["Pinned by user"]),
            stands=(at[when], cell["Room"]) if when in at and cell["Room"] else None,
        )
    pause = int(settings["Minimum consecutive talks pause in minutes"])
    return Conference(settings["Conference name"], pause, slots, halls, speakers, talks)


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(part for part in (text or "").split(", ") if part)


def _set(text: str | None) -> frozenset[str]:
    return frozenset(_list(text))


def _moment(day: str, clock: str) -> datetime:
    return datetime.strptime(f"{day} {clock}", "%a %Y-%m-%d %H:%M")


def _grey(cells, slots) -> frozenset[Slot]:
    """Give the time slots whose cells are filled with the grey of what is not available."""
    found = set()
    for cell, slot in zip(cells, slots, strict=False):
        if cell.fill.fill_type is not None and str(cell.fill.fgColor.rgb)[-6:] == GREY:
            found.add(slot)
    return frozenset(found)


def agenda_of(conference: Conference) -> Agenda:
    """Put a conference as an agenda: its hard constraints are limits and hard wishes.

    Time slots, and speakers and tags that speak against some, are the times that a talk is limited to; rooms likewise.
    At most two talks that draw a crowd may share a time slot: each has one of two stewards.
    """
    talks = conference.talks.values()
    room_id = {hall.name: f"r{i}" for i, hall in enumerate(conference.halls)}
    person_id = {name: f"p{i}" for i, name in enumerate(conference.speakers)}
    track_id = {theme: f"t{i}" for i, theme in enumerate(sorted({theme for talk in talks for theme in talk.themes}))}
    records = [_meeting(conference)]
    for i, hall in enumerate(conference.halls):
        # what is closed for talks of another type does not matter
        closures = [Period(start=s.start, end=s.end) for s in sorted_slots(hall.unavailable) if s.types & hall.types]
        records.append(
            Room(
                id=room_id[hall.name],
                name=hall.name,
                capacity=hall.capacity,
                features=tuple(sorted(hall.tags)),
                closures=tuple(closures),
                position=i,
            )
        )
    records += [Person(id=person_id[name], name=name) for name in conference.speakers]
    records += [Track(id=id_, name=theme) for theme, id_ in track_id.items()]
    stewards = _stewards(conference, records)
    for talk in talks:
        slots = slots_for(conference, talk)
        able = [room_id[hall.name] for hall in conference.halls if suits(conference, talk, hall)]
        at = Placement(start=talk.stands[0].start, room=room_id[talk.stands[1]]) if talk.stands else None
        length = (slots[0].end - slots[0].start).seconds // 60
        assert all((slot.end - slot.start).seconds // 60 == length for slot in slots)
        records.append(
            Session(
                id=talk.code.lower(),
                title=talk.title,
                number=talk.code,
                kind="workshop" if talk.type == "Lab" else "talk",
                duration_minutes=length,
                track=track_id[talk.themes[0]] if talk.themes else None,
                languages=(talk.language,),
                roles=tuple(Role(kind="presenter", person=person_id[name]) for name in talk.speakers),
                attendees=stewards.get(talk.code, ()),
                only_rooms=tuple(able),
                only_within=tuple(Period(start=slot.start, end=slot.end) for slot in slots),
                placement=at,
                pinned_time=talk.pinned,
                pinned_room=talk.pinned,
            )
        )
    records += _wishes(conference)
    return Agenda.of(records)


def _meeting(conference: Conference) -> Meeting:
    days = defaultdict(list)
    for slot in conference.slots:
        days[slot.start.date()].append(slot)
    return Meeting(
        title=conference.name,
        days=tuple(
            Day(opens=min(s.start for s in slots), closes=max(s.end for s in slots))
            for _, slots in sorted(days.items())
        ),
        grid_minutes=5,
    )


def sorted_slots(slots):
    return sorted(slots, key=lambda slot: (slot.start, slot.end))


def slots_for(conference: Conference, talk: Talk) -> list[Slot]:
    """Give the time slots that a talk may be in."""
    speakers = [conference.speakers[name] for name in talk.speakers]
    asked = [talk.tags, *(speaker.tags for speaker in speakers)]
    return [
        slot
        for slot in conference.slots
        if talk.type in slot.types
        and all(tags.required_slot <= slot.tags and not tags.prohibited_slot & slot.tags for tags in asked)
        and all(slot not in speaker.unavailable for speaker in speakers)
    ]


def suits(conference: Conference, talk: Talk, hall: Hall) -> bool:
    """Tell whether a room may have a talk."""
    asked = [talk.tags, *(conference.speakers[name].tags for name in talk.speakers)]
    return talk.type in hall.types and all(
        tags.required_room <= hall.tags and not tags.prohibited_room & hall.tags for tags in asked
    )


def _stewards(conference: Conference, records: list) -> dict[str, tuple[str, ...]]:
    """Give each talk that draws a crowd one of the two stewards of its type, in turn."""
    found = {}
    crowds = defaultdict(list)
    for talk in conference.talks.values():
        if talk.crowd_risk > 0:
            crowds[talk.type].append(talk.code)
    for kind, codes in crowds.items():
        ids = [f"steward-{kind.lower()}-{n}" for n in (1, 2)]
        records += [Person(id=id_, name=f"Steward {n} ({kind})") for n, id_ in enumerate(ids, start=1)]
        found |= {code: (ids[n % 2],) for n, code in enumerate(codes)}
    return found


def _wishes(conference: Conference) -> list[Wish]:
    found = []

    def wish(kind, sessions, minutes=None):
        ids = tuple(code.lower() for code in sessions)
        found.append(Wish(id=f"w{len(found)}", kind=kind, sessions=ids, minutes=minutes, hard=True))

    by_tag, by_speaker = defaultdict(list), defaultdict(list)
    for talk in conference.talks.values():
        for code in sorted(talk.prerequisites):
            wish("before", (code, talk.code))
        for tag in talk.exclusive:
            by_tag[tag].append(talk.code)
        for name in talk.speakers:
            by_speaker[name].append(talk.code)
    for codes in by_tag.values():
        if len(codes) > 1:
            wish("not at the same time", codes)
    pairs = {pair for codes in by_speaker.values() for pair in combinations(codes, 2)}
    for pair in sorted(pairs):
        wish("gap", pair, conference.pause_minutes)
    return found
