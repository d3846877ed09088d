"""Personal agendas: for each person, the days with what they are at and in what part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.text import one_line
from agendaplanner.model.times import long_day
from agendaplanner.model.words import person_full
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.handouts.base import Selection, Sheets, room_name, time_range
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import A4, MARGIN, MUTED, RULE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.programme import Printed

_TIMES = 84.0
_LOWEST = 76.0


def write_personal(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
) -> Printed:
    """Write personal agendas: A4 upright, each person on a sheet of their own, by delegation as they are handed out.

    Raises:
        UsageError: Nobody is chosen.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    people = sorted(chosen.persons(agenda), key=lambda person: sender(agenda, person).casefold())
    sheets = Sheets(agenda, "personal agendas", A4, version=version, on=on)
    for person in people:
        _Page(sheets, person).fill(chosen)
    return sheets.save(path, empty="Nobody who may come is among these: there is no agenda to print.")


class _Page:
    def __init__(self, sheets: Sheets, person: Person) -> None:
        self._sheets, self._person = sheets, person
        self._y = 0.0

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
                sheets.words(MARGIN, self._y, long_day(day.day.date), font=SANS_BOLD, size=11, space=A4[0] - 2 * MARGIN)
                self._y -= 8
                for session in on_day:
                    self._entry(session)
        if not any(not session.is_for_everyone for session in sessions):
            self._need(40)
            self._y -= 26
            sheets.words(
                MARGIN, self._y, "You have no part in a session; these are for everyone.", size=9, colour=MUTED
            )
        sheets.foot(MARGIN, 40)
        sheets.turn()

    def _head(self, *, first: bool) -> None:
        sheets, agenda, person = self._sheets, self._sheets.agenda, self._person
        y = A4[1] - 62
        sheets.words(MARGIN, y, agenda.meeting.title, size=8.4, space=A4[0] - 2 * MARGIN, colour=MUTED)
        if not first:
            sheets.words(MARGIN, y - 15, f"{person_full(person)} (continued)", font=SANS_BOLD, size=9, space=400)
            self._y = y - 24
            return
        y -= 14
        y -= sheets.block(
            MARGIN, y, person_full(person), font=SERIF_BOLD, sizes=(24, 21, 18, 15), space=A4[0] - 2 * MARGIN, height=62
        )
        of = " · ".join(filter(None, [one_line(person.position), sender(agenda, person)]))
        if of:
            sheets.words(MARGIN, y - 13, of, size=10, space=A4[0] - 2 * MARGIN, colour=MUTED)
            y -= 16
        sheets.rule(y - 8, MARGIN, A4[0] - MARGIN, weight=1, colour=RULE)
        self._y = y - 10

    def _need(self, height: float) -> None:
        """Turn the sheet where there is not so much room left."""
        if self._y - height < _LOWEST:
            self._sheets.foot(MARGIN, 40)
            self._sheets.turn()
            self._head(first=False)

    def _entry(self, session: Session) -> None:
        sheets, agenda = self._sheets, self._sheets.agenda
        left, space = MARGIN + _TIMES, A4[0] - 2 * MARGIN - _TIMES
        quiet = session.is_quiet
        title = one_line(session.title if quiet or not session.number else f"{session.number}  {session.title}")
        room, parts = room_name(agenda, session), list(_parts(self._person, session))
        below = list(filter(None, [room, ", ".join(parts)]))
        self._need(44)
        self._y -= 15
        sheets.words(MARGIN, self._y, time_range(session), size=9, colour=MUTED if quiet else TEXT)
        font = SANS_BOLD if parts else SANS
        taken = sheets.block(
            left, self._y + 9.5, title, font=font, sizes=(9.6,), space=space, height=36, colour=MUTED if quiet else TEXT
        )
        self._y -= max(taken - 11.7, 0)
        if below and not quiet:
            self._y -= 12
            sheets.words(left, self._y, " · ".join(below), size=8.4, space=space, colour=MUTED)
        papers = [one_line(paper.symbol or paper.title) for paper in agenda.papers_for.get(session.id, ())]
        if papers and not quiet:
            self._need(14)
            self._y -= 11
            sheets.words(left, self._y, f"To read: {', '.join(papers)}", size=7.8, space=space, colour=MUTED)
        self._y -= 3


def _parts(person: Person, session: Session) -> Iterator[str]:
    """Name the parts that a person has in a session."""
    for role in session.roles:
        if role.person == person.id:
            yield ROLE_WORDS[role.kind].lower()
    for contribution in session.contributions:
        if person.id in contribution.presenters:
            minutes = f", {contribution.minutes} min" if contribution.minutes else ""
            yield f"presents “{one_line(contribution.title)}”{minutes}" if contribution.title else f"presents{minutes}"
