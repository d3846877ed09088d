"""What should be there before the day: everybody knows where to go, and there is a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.points.papers import addresses
from agendaplanner.checks.points.point import MEETING, Place, Point, at_rooms, at_sessions, gravity, usual
from agendaplanner.checks.rounds import in_order_of_numbers, rounds_of
from agendaplanner.model.attendance import is_free
from agendaplanner.model.words import counted, listed, session_mark

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
            message=f"{counted(len(without), 'room has', 'rooms have')} no layout, so that nobody knows how to set "
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
            message=f"{counted(number, 'session is', 'sessions are')} not as in version {published.version}, which people "
            "have.",
            count=number,
            places=at_sessions(changed),
            command="changes",
        )


def _rounds(facts: Facts) -> list[list[Session]]:
    """Give the rounds of parallel sessions to which people are allocated: talks that run beside each other are none."""
    session = facts.agenda.session
    rounds = [[session[id_] for id_ in in_order_of_numbers(facts.agenda, ids)] for ids in rounds_of(facts.agenda)]
    return [each for each in rounds if any(s.kind == "breakout" or s.group for s in each)]


def _allocated(facts: Facts, rounds: list[list[Session]]) -> Point:
    agenda = facts.agenda
    places: list[Place] = []
    left: set[str] = set()
    for sessions in rounds:
        there = frozenset[str]().union(*(agenda.people_in[session.id] for session in sessions))
        without = [p for p in facts.coming if p.id not in there and is_free(agenda, p, sessions[0])]
        if without:
            names = listed((session_mark(session) for session in sessions), most=6)
            people = counted(len(without), "person who comes is", "people who come are")
            places.append(Place("session", sessions[0].id, f"{people} in none of {names}."))
            left.update(person.id for person in without)
    message = f"{counted(len(left), 'person has', 'people have')} no breakout in one or more of {len(places)} rounds."
    return Point(
        id="breakouts",
        met="Everybody has a breakout",
        message=places[0].words if len(places) == 1 else message,
        count=len(left),
        places=tuple(places),
        sheet="breakouts",
    )
