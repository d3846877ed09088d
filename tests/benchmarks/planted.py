"""Generated meetings that are known to have a plan: one was drawn up first, and all limits were made to allow it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from random import Random

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.parts import Day, Period, Placement, Role
from agendaplanner.model.records import Meeting, Person, Record, Room, Session, Track, Wish

MONDAY = datetime(2027, 3, 1, 9)
OPEN_MINUTES = 9 * 60
GRID_MINUTES = 10
MINUTES = {20: 0.55, 30: 0.3, 40: 0.1, 60: 0.05}
"""How long sessions are, and which share of them."""


class Planted(msgspec.Struct):
    """A meeting in which all but a few pinned sessions wait, with the plan that it was made from."""

    agenda: Agenda
    plan: dict[str, Placement]
    load: float
    """The share of the rooms' open time that the sessions take."""


def planted_meeting(
    *,
    sessions: int,
    rooms: int,
    days: int = 2,
    people: int = 860,
    seed: int = 0,
    lengths: dict[int, float] = MINUTES,
) -> Planted:
    """Make a meeting as hard as a large one of volunteers.

    One to three presenters, some far busier than others, and a chair from a small pool; rooms from 20 to 600 seats, a
    tenth of the sessions needing what few rooms have; every eighth person away for half a day; 3 % pinned; 3 % in an
    order.
    """
    random = Random(seed)
    halls = [
        Room(
            id=f"r{i}",
            name=f"Room {i + 1}",
            capacity=random.choice([20, 40, 60, 80, 120, 200, 600]),
            features=("interpretation",) if i % 4 == 0 else (),
            position=i,
        )
        for i in range(rooms)
    ]
    minutes = random.choices(list(lengths), list(lengths.values()), k=sessions)
    places = _drawn_up(minutes, halls, days, random)
    crowd = _Crowd(people, random)
    records: list[Record] = [
        Meeting(
            title=f"{sessions} sessions",
            days=tuple(
                Day(opens=MONDAY + timedelta(days=d), closes=MONDAY + timedelta(days=d, minutes=OPEN_MINUTES))
                for d in range(days)
            ),
            grid_minutes=GRID_MINUTES,
        ),
        *halls,
        *(Track(id=f"t{i}", name=f"Track {i + 1}") for i in range(40)),
    ]
    made: list[Session] = []
    for i, (length, (start, room)) in enumerate(zip(minutes, places, strict=True)):
        end = start + timedelta(minutes=length)
        roles = [Role(kind="chair", person=p) for p in crowd.free(start, end, 1, pool=80)]
        roles += [Role(kind="presenter", person=p) for p in crowd.free(start, end, random.choice([1, 1, 2, 3]))]
        pinned = random.random() < 0.03
        made.append(
            Session(
                id=f"s{i}",
                title=f"Talk {i + 1}",
                kind="talk",
                duration_minutes=length,
                track=f"t{int(room.id[1:]) * 40 // rooms}",
                roles=tuple(roles),
                expected_size=max(5, int((room.capacity or 0) * random.uniform(0.3, 1))),
                features_needed=room.features if random.random() < 0.1 else (),
                placement=Placement(start=start, room=room.id) if pinned else None,
                pinned_time=pinned,
                pinned_room=pinned,
            )
        )
    plan = {s.id: Placement(start=start, room=room.id) for s, (start, room) in zip(made, places, strict=True)}
    wishes = list(_orders(made, plan, random))
    load = sum(minutes) / (rooms * days * OPEN_MINUTES)
    return Planted(Agenda.of([*records, *crowd.people(days), *made, *wishes]), plan, load)


def _drawn_up(minutes: list[int], rooms: list[Room], days: int, random: Random) -> list[tuple[datetime, Room]]:
    """Fill rooms and days evenly, the longest first; then the sessions of each in any order, with gaps in any place."""
    bins: dict[tuple[int, int], list[int]] = {(r, d): [] for r in range(len(rooms)) for d in range(days)}
    filled = dict.fromkeys(bins, 0)
    for i in sorted(range(len(minutes)), key=lambda i: -minutes[i]):
        able = [b for b in bins if filled[b] + minutes[i] <= OPEN_MINUTES]
        if not able:
            raise ValueError(f"{len(minutes)} sessions do not fit into {len(rooms)} rooms.")
        chosen = min(able, key=lambda b: (filled[b], random.random()))
        bins[chosen].append(i)
        filled[chosen] += minutes[i]
    places: dict[int, tuple[datetime, Room]] = {}
    for (room, day), members in bins.items():
        random.shuffle(members)
        gaps = [0] * (len(members) + 1)
        for _ in range((OPEN_MINUTES - filled[room, day]) // GRID_MINUTES):
            gaps[random.randrange(len(gaps))] += GRID_MINUTES
        at = MONDAY + timedelta(days=day)
        for gap, i in zip(gaps, members, strict=False):
            at += timedelta(minutes=gap)
            places[i] = (at, rooms[room])
            at += timedelta(minutes=minutes[i])
    return [places[i] for i in range(len(minutes))]


class _Crowd:
    """People, with the times at which they are needed."""

    def __init__(self, count: int, random: Random) -> None:
        self._ids = [f"p{i}" for i in range(count)]
        self._random = random
        self._busy: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)

    def free(self, start: datetime, end: datetime, count: int, *, pool: int | None = None) -> list[str]:
        """Choose people who are free then, those early in the list far more often; they are busy from now on."""
        ids = self._ids[:pool]
        found: list[str] = []
        while len(found) < count:
            person = ids[int(len(ids) * self._random.random() ** 2)]
            if person not in found and all(e <= start or s >= end for s, e in self._busy[person]):
                found.append(person)
        for person in found:
            self._busy[person].append((start, end))
        return found

    def people(self, days: int) -> list[Person]:
        """Give all people, every eighth of them away for a half day in which nothing needs them."""
        half = timedelta(minutes=OPEN_MINUTES // 2)
        halves = [MONDAY + timedelta(days=d) + half * k for d in range(days) for k in range(2)]
        found: list[Person] = []
        for i, person in enumerate(self._ids):
            able = [s for s in halves if all(e <= s or b >= s + half for b, e in self._busy[person])]
            away = (Period(start=able[0], end=able[0] + half),) if i % 8 == 0 and able else ()
            found.append(Person(id=person, name=f"Person {i + 1}", away=away))
        return found


def _orders(sessions: list[Session], plan: dict[str, Placement], random: Random) -> list[Wish]:
    """Give wishes for an order that the plan keeps."""
    found: list[Wish] = []
    while len(found) < len(sessions) * 0.03:
        first, second = sorted(random.sample(sessions, 2), key=lambda s: plan[s.id].start)
        if plan[first.id].start + timedelta(minutes=first.duration_minutes) <= plan[second.id].start:
            found.append(Wish(id=f"w{len(found)}", kind="before", sessions=(first.id, second.id)))
    return found
