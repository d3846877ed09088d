"""What should be there before the day: everybody knows where to go, and there is a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.points.papers import addresses
from agendaplanner.checks.points.point import MEETING, Place, Point, at_rooms, at_sessions, gravity, many, usual
from agendaplanner.checks.slots import overlapping, slots_of
from agendaplanner.model.agenda import natural
from agendaplanner.model.attendance import is_free
from agendaplanner.model.words import listed, session_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.points.point import Facts
    from agendaplanner.model.records import Session


def day_points(facts: Facts) -> Iterator[Point]:
    """Give the points that have a bearing on this meeting."""
    agenda, published = facts.agenda, facts.published
    rounds = _rounds(facts)
    if rounds:
        yield _allocated(facts, rounds)
    if agenda.meeting.most_participants is not None and facts.policies["too-many-people"] != "ignore":
        found = facts.found("too-many-people")
        yield Point(
            id="too-many-people",
            met="There is a seat for everybody who comes",
            message=found[0].message if found else "",
            severity=gravity(found),
            count=len(found),
            places=(MEETING,) if found else (),
            sheet="people",
        )
    if facts.coming and not agenda.papers:
        yield addresses(facts, "cannot be sent a calendar")
    if facts.rooms:
        without = [room for room in facts.rooms if not room.layout]
        yield Point(
            id="rooms-without-layout",
            met="It is known how each room is laid out",
            message=f"{many(len(without), 'room has', 'rooms have')} no layout, so that nobody knows how to set "
            f"{'it' if len(without) == 1 else 'them'} up.",
            severity=usual(len(without), len(facts.rooms)),
            count=len(without),
            places=at_rooms(without),
            field="layout",
        )
    if published is not None and published.version:
        changed = [agenda.session[id_] for id_ in published.changed if id_ in agenda.session]
        number = len(published.changed)
        yield Point(
            id="changed-since",
            met=f"What stands is what is published, version {published.version}",
            message=f"{many(number, 'session is', 'sessions are')} not as in version {published.version}, which people "
            "have.",
            count=number,
            places=at_sessions(changed),
            command="changes",
        )


def _rounds(facts: Facts) -> list[list[Session]]:
    """Give the sets of breakouts that are parallel: of one group, or at the same time; two or more each."""
    agenda = facts.agenda
    rounds = [[agenda.session[id_] for id_ in ids] for ids in agenda.groups.values()]
    alone = [s.id for s in facts.sessions if s.kind == "breakout" and not s.group]
    first = {id_: id_ for id_ in alone}
    for a, b in overlapping(slots_of(agenda, alone)):
        old, new = first[b.session.id], first[a.session.id]
        first = {id_: new if root == old else root for id_, root in first.items()}
    roots = dict.fromkeys(first.values())
    rounds += [[agenda.session[id_] for id_ in alone if first[id_] == root] for root in roots]
    chosen = [
        [s for s in each if not (s.is_cancelled or s.is_quiet or s.is_for_everyone)] for each in rounds if len(each) > 1
    ]
    return [sorted(each, key=lambda s: natural(s.number)) for each in chosen if len(each) > 1]


def _allocated(facts: Facts, rounds: list[list[Session]]) -> Point:
    agenda = facts.agenda
    places: list[Place] = []
    left: set[str] = set()
    for sessions in rounds:
        there = frozenset[str]().union(*(agenda.people_in[session.id] for session in sessions))
        without = [p for p in facts.coming if p.id not in there and is_free(agenda, p, sessions[0])]
        if without:
            names = listed((session_mark(session) for session in sessions), most=6)
            people = many(len(without), "person who comes is", "people who come are")
            places.append(Place("session", sessions[0].id, f"{people} in none of {names}."))
            left.update(person.id for person in without)
    message = f"{many(len(left), 'person has', 'people have')} no breakout in one or more of {len(places)} rounds."
    return Point(
        id="breakouts",
        met="Everybody has a breakout",
        message=places[0].words if len(places) == 1 else message,
        count=len(left),
        places=tuple(places),
        sheet="breakouts",
    )
