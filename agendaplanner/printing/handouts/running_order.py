"""The chair's running order: what comes in each session, with the minutes it has and the clock it runs to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.words import TO_BE_DEFINED, person_short
from agendaplanner.printing.handouts.base import numbered, room_name, time_range
from agendaplanner.printing.handouts.tables import Column, Row, draw_table
from agendaplanner.printing.styles import track_dashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.words import Words

LEADING = ("chair", "co-chair", "moderator")
"""Roles of those who keep to it."""


def chairs(agenda: Agenda, chosen: Selection) -> list[Person]:
    """Give who leads one of the chosen sessions."""
    return chosen.with_role(agenda, LEADING)


def draw_running_order(sheets: Sheets, chosen: Selection) -> None:
    """Draw it; of people who are chosen, what they lead."""
    agenda, say = sheets.agenda, sheets.say
    columns = [
        Column("From", 0.12),
        Column("Minutes", 0.1, number=True),
        Column("What", 0.48),
        Column("Who", 0.3, bold=True),
    ]

    def rows() -> Iterator[Row]:
        for day, session in chosen.sessions(agenda):
            if session.is_quiet or not chosen.concerns(agenda, session, LEADING):
                continue
            place = [say.long_day(day.day.date), time_range(session, say), room_name(agenda, session)]
            yield Row(
                heading=numbered(session),
                below=say.listed([*filter(None, [*place, say.span(session.duration_minutes)])]),
                colour=sheets.edition.track_colour(agenda, session.track),
                dashes=track_dashes(agenda, session.track),
            )
            yield from _running(agenda, session, say)

    draw_table(sheets, "Running order", columns, rows())


def _running(agenda: Agenda, session: Session, say: Words) -> Iterator[Row]:
    """Give what comes in a session, and at the end the minutes that are left for discussion."""
    assert session.placement is not None
    at, left = session.placement.start, session.duration_minutes
    for role in session.roles:
        if role.kind in LEADING:
            person = agenda.person.get(role.person or "")
            yield Row((say.clock(at), "", say.role(role.kind), person_short(person) if person else say(TO_BE_DEFINED)))
    for contribution in session.contributions:
        names = [person_short(agenda.person[p]) for p in contribution.presenters if p in agenda.person]
        minutes = contribution.minutes or 0
        shown = str(minutes) if minutes else ""
        yield Row(
            (say.clock(at), shown, contribution.title or say("Presentation"), say.listed(names) or say(TO_BE_DEFINED))
        )
        at += timedelta(minutes=minutes)
        left -= minutes
    if left > 0:
        yield Row((say.clock(at), str(left), say("Discussion" if session.contributions else "Session"), ""))
    elif left < 0:
        yield Row(("", str(left), say("The presentations take longer than the session."), ""), muted=True, spread=True)
    for number, question in enumerate(session.questions, 1):
        words = say("Question {n}: {question}", n=number, question=say.isolated(question))
        yield Row(("", "", words, ""), muted=True, spread=True)
