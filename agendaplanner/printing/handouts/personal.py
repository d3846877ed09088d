"""Personal agendas: for each person, the days with what they are at and in what part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_full
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.handouts.base import Selection, Sheets, numbered, room_name, time_range
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import MUTED, RULE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed
    from agendaplanner.printing.words import Words

_TIMES = 84.0
_LOWEST = 76.0


def write_personal(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write personal agendas: A4 upright, each person on a sheet of their own, by delegation as they are handed out.

    Raises:
        UsageError: Nobody is chosen.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    people = sorted(chosen.persons(agenda), key=lambda person: sender(agenda, person).casefold())
    sheets = Sheets(agenda, "personal agendas", edition, version=version, on=on)
    for person in people:
        _Page(sheets, person).fill(chosen)
    return sheets.save(path, empty="Nobody who may come is among these: there is no agenda to print.")


class _Page:
    def __init__(self, sheets: Sheets, person: Person) -> None:
        self._sheets, self._person = sheets, person
        self._y = 0.0
        self._space = sheets.width - 2 * sheets.margin

    def fill(self, chosen: Selection) -> None:
        """Write everything that a person is at."""
        sheets, agenda = self._sheets, self._sheets.agenda
        self._head(first=True)
        sessions = chosen.sessions_of(agenda, self._person)
        for day in chosen.walk(agenda):
            ids = {session.id for session in sessions}
            on_day = [session for session in day.sessions if session.id in ids]
            if on_day:
                self._need(60)
                self._y -= 24
                sheets.words(
                    sheets.margin,
                    self._y,
                    sheets.say.long_day(day.day.date),
                    font=SANS_BOLD,
                    size=11,
                    space=self._space,
                )
                self._y -= 8
                for session in on_day:
                    self._entry(session)
        if not any(not session.is_for_everyone for session in sessions):
            self._need(40)
            self._y -= 26
            sheets.words(
                sheets.margin,
                self._y,
                sheets.say("You have no part in a session; these are for everyone."),
                size=9,
                colour=MUTED,
            )
        sheets.foot(sheets.margin, 40)
        sheets.turn()

    def _head(self, *, first: bool) -> None:
        sheets, agenda, person = self._sheets, self._sheets.agenda, self._person
        y = sheets.height - 62
        sheets.words(sheets.margin, y, agenda.meeting.title, size=8.4, space=self._space, colour=MUTED)
        if not first:
            sheets.words(
                sheets.margin,
                y - 15,
                sheets.say("{title} (continued)", title=person_full(person)),
                font=SANS_BOLD,
                size=9,
                space=400,
            )
            self._y = y - 24
            return
        y -= 14
        y -= sheets.block(
            sheets.margin, y, person_full(person), font=SERIF_BOLD, sizes=(24, 21, 18, 15), space=self._space, height=62
        )
        of = " · ".join(filter(None, [one_line(person.position), sender(agenda, person)]))
        if of:
            sheets.words(sheets.margin, y - 13, of, size=10, space=self._space, colour=MUTED)
            y -= 16
        sheets.rule(y - 8, sheets.margin, sheets.width - sheets.margin, weight=1, colour=RULE)
        self._y = y - 10

    def _need(self, height: float) -> None:
        """Turn the sheet where there is not so much room left."""
        if self._y - height < _LOWEST:
            self._sheets.foot(self._sheets.margin, 40)
            self._sheets.turn()
            self._head(first=False)

    def _entry(self, session: Session) -> None:
        sheets, agenda = self._sheets, self._sheets.agenda
        left, space = sheets.margin + _TIMES, self._space - _TIMES
        quiet = session.is_quiet
        title = numbered(session, sheets.say)
        room, parts = room_name(agenda, session), list(_parts(self._person, session, sheets.say))
        below = list(filter(None, [room, sheets.say.listed(parts)]))
        self._need(44)
        self._y -= 15
        sheets.words(sheets.margin, self._y, time_range(session, sheets.say), size=9, colour=MUTED if quiet else TEXT)
        font = SANS_BOLD if parts else SANS
        taken = sheets.block(
            left, self._y + 9.5, title, font=font, sizes=(9.6,), space=space, height=36, colour=MUTED if quiet else TEXT
        )
        self._y -= max(taken - 11.7, 0)
        if below and not quiet:
            self._y -= 12
            sheets.words(left, self._y, sheets.say.joined(below, " · "), size=8.4, space=space, colour=MUTED)
        papers = [one_line(paper.symbol or paper.title) for paper in agenda.papers_for.get(session.id, ())]
        if papers and not quiet:
            self._need(14)
            self._y -= 11
            sheets.words(
                left,
                self._y,
                sheets.say("To read: {papers}", papers=sheets.say.listed(papers)),
                size=7.8,
                space=space,
                colour=MUTED,
            )
        self._y -= 3


def _parts(person: Person, session: Session, say: Words) -> Iterator[str]:
    """Name the parts that a person has in a session."""
    for role in session.roles:
        if role.person == person.id:
            yield say.role(role.kind).lower()
    for contribution in session.contributions:
        if person.id in contribution.presenters:
            title = say("“{title}”", title=one_line(contribution.title)) if contribution.title else ""
            presents = say("presents {title}", title=title).rstrip()
            minutes = [say.span(contribution.minutes)] if contribution.minutes else []
            yield say.listed([presents, *minutes])
