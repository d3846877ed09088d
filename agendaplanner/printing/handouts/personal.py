"""Personal agendas: for each person, the days with what they are at and in what part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.attendance import has_part
from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_full
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import numbered, room_name, time_range
from agendaplanner.printing.handouts.selection import Visits
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import MUTED, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.walk import DayWalk
    from agendaplanner.printing.words import Words

_TIMES, _GAP = 84.0, 14.0
"""The width of the times, at least, and what is between them and the titles."""
_LOWEST = 56.0
_SIZE, _LEADING = 9.6, 11.7


def draw_personal(sheets: Sheets, chosen: Selection) -> None:
    """Draw personal agendas: each person on a sheet of their own, by delegation as they are handed out."""
    agenda = sheets.agenda
    visits = Visits(agenda, chosen)
    for person in chosen.by_sender(agenda, chosen.in_rooms(agenda)):
        _Page(sheets, person).fill(visits.of(person))


class _Page:
    def __init__(self, sheets: Sheets, person: Person) -> None:
        self._sheets, self._person = sheets, person
        self._y = 0.0
        self._space = sheets.width - 2 * sheets.margin
        self._times = _TIMES

    def fill(self, days: Sequence[tuple[DayWalk, Sequence[Session]]]) -> None:
        """Write everything that a person is at."""
        sheets = self._sheets
        self._head(first=True)
        sessions = [session for _, on_day in days for session in on_day]
        times = (sheets.width_of(time_range(session, sheets.say), SANS, 9) for session in sessions)
        self._times = max(_TIMES, max(times, default=0.0) + _GAP)
        for day, on_day in days:
            self._need(60)
            self._y -= 24
            title = sheets.say.long_day(day.day.date)
            sheets.words(sheets.margin, self._y, title, font=SANS_BOLD, size=11, space=self._space)
            self._y -= 8
            for session in on_day:
                self._entry(session)
        if not any(has_part(each, self._person.id) or not each.is_for_everyone for each in sessions):
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
            sheets.margin, y, person_full(person), font=sheets.title_font, sizes=(24, 21, 18, 15), space=self._space,
            height=62, colour=sheets.accent, kind="H1",
        )  # fmt: skip
        of = " · ".join(filter(None, [one_line(person.position), sender(agenda, person)]))
        if of:
            sheets.words(sheets.margin, y - 13, of, size=10, space=self._space, colour=MUTED)
            y -= 16
        sheets.rule(y - 8, sheets.margin, sheets.width - sheets.margin, weight=1, colour=sheets.accent)
        self._y = y - 10

    def _need(self, height: float) -> None:
        """Turn the sheet where there is not so much room left."""
        if self._y - height < _LOWEST:
            self._sheets.foot(self._sheets.margin, 40)
            self._sheets.turn()
            self._head(first=False)

    def _entry(self, session: Session) -> None:
        sheets, agenda, say = self._sheets, self._sheets.agenda, self._sheets.say
        left, space = sheets.margin + self._times, self._space - self._times
        quiet = session.is_quiet
        colour = MUTED if quiet else TEXT
        parts = list(_parts(self._person, session, say))
        font = SANS_BOLD if parts else SANS
        title = numbered(session)
        tall = sheets.height_of(title, font=font, sizes=(_SIZE,), space=space, height=36)
        below = [] if quiet else [*filter(None, [room_name(agenda, session), say.listed(parts)])]
        papers = [one_line(paper.symbol or paper.title) for paper in agenda.papers_for.get(session.id, ())]
        further = [(8.4, 12, say.joined(below, " · "))] if below else []
        if papers and not quiet:
            further.append((7.8, 11, say("To read: {papers}", papers=say.listed(papers))))
        self._need(15 + max(tall - _LEADING, 0) + sum(step for _, step, _ in further))
        self._y -= 15
        sheets.words(sheets.margin, self._y, time_range(session, say), size=9, colour=colour)
        sheets.block(left, self._y + 9.5, title, font=font, sizes=(_SIZE,), space=space, height=36, colour=colour)
        self._y -= max(tall - _LEADING, 0)
        for size, step, words in further:
            self._y -= step
            sheets.words(left, self._y, words, size=size, space=space, colour=MUTED)
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
