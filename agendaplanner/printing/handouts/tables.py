"""Handouts that are tables over pages: who signs in, what the front desk needs, who speaks when, which papers are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.text import one_line
from agendaplanner.model.words import TO_BE_DEFINED, person_full, person_short
from agendaplanner.printing.fit import wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.handouts.base import Selection, Sheets, numbered, room_name, time_range
from agendaplanner.printing.roles import role_phrases, sender
from agendaplanner.printing.styles import HAIRLINE, MUTED, RULE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed
    from agendaplanner.printing.words import Words

_MARGIN = 48.0
_SIZE, _LEADING, _PAD = 8.6, 11.0, 5.0
_MOST_LINES = 6
"""A cell is cut short below so many lines."""


class Column(msgspec.Struct, frozen=True):
    """A column of a table."""

    title: str
    share: float
    """Of the width of the page."""
    bold: bool = False
    tick: bool = False
    """An empty box to be ticked."""
    said: bool = False
    """The title is in the edition's language already."""


class Row(msgspec.Struct, frozen=True):
    """A row, or a heading over rows."""

    cells: tuple[str, ...] = ()
    heading: str = ""
    least: float = 0
    """The least height, in points: room to write in."""
    muted: bool = False


def write_table(
    sheets: Sheets, path: Path, title: str, columns: Sequence[Column], rows: Iterable[Row], *, empty: str
) -> Printed:
    """Write a table over as many sheets as it needs, the heads repeated, a heading never alone at the foot.

    Raises:
        UsageError: It has no rows.
        FileError: The file cannot be written.
    """
    table = _Table(sheets, title, columns)
    everything = list(rows)
    for i, row in enumerate(everything):
        table.add(row, everything[i + 1] if i + 1 < len(everything) else None)
    table.end()
    return sheets.save(path, empty=empty)


class _Table:
    def __init__(self, sheets: Sheets, title: str, columns: Sequence[Column]) -> None:
        self._sheets, self._title, self._columns = sheets, sheets.say(title), columns
        self._space = sheets.width - 2 * _MARGIN
        self._y = 0.0
        self._begun = False

    def add(self, row: Row, after: Row | None) -> None:
        """Write a row; ``after`` is the next one, which a heading stays with."""
        high = self._height(row)
        needed = high + (self._height(after) if row.heading and after is not None else 0)
        if not self._begun or self._y - needed < 58:
            self._begin()
        if row.heading:
            self._sheets.words(_MARGIN, self._y - 19, row.heading, font=SANS_BOLD, size=10.4, space=self._space)
        else:
            self._cells(row, high)
        self._y -= high
        self._sheets.rule(self._y, _MARGIN, self._sheets.width - _MARGIN, weight=0.5, colour=HAIRLINE)

    def end(self) -> None:
        """End the last sheet."""
        if self._begun:
            self._sheets.foot(_MARGIN, 36)
            self._sheets.turn()

    def _begin(self) -> None:
        sheets = self._sheets
        again = self._begun
        if again:
            sheets.foot(_MARGIN, 36)
            sheets.turn()
        self._begun = True
        y = sheets.height - 58
        title = sheets.say("{title} (continued)", title=self._title) if again else self._title
        sheets.words(_MARGIN, y, title, font=SERIF_BOLD, size=12 if again else 17, space=self._space)
        if not again:
            meeting = sheets.agenda.meeting
            facts = sheets.say.listed(
                [*filter(None, [meeting.title, meeting.city, sheets.say.date_range(meeting.days)])]
            )
            y -= 15
            sheets.words(_MARGIN, y, facts, size=8.6, space=self._space, colour=MUTED)
        y -= 20
        for column, left, wide in self._places():
            sheets.words(
                left,
                y,
                column.title if column.said else sheets.say(column.title),
                size=7.6,
                space=wide - 6,
                colour=MUTED,
            )
        self._y = y - 6
        sheets.rule(self._y, _MARGIN, sheets.width - _MARGIN, weight=0.9, colour=RULE)

    def _places(self) -> Iterator[tuple[Column, float, float]]:
        left = _MARGIN
        for column in self._columns:
            wide = column.share * self._space
            yield column, left, wide
            left += wide

    def _lines(self, text: str, column: Column, wide: float) -> tuple[str, ...]:
        font = SANS_BOLD if column.bold else SANS
        shown = self._sheets.edition.text(one_line(text), self._title)
        lines = wrapped(shown, font, _SIZE, wide - 8)
        return lines if len(lines) <= _MOST_LINES else (*lines[: _MOST_LINES - 1], f"{lines[_MOST_LINES - 1][:-1]}…")

    def _height(self, row: Row) -> float:
        if row.heading:
            return 28.0
        most = max(
            (
                len(self._lines(text, column, wide))
                for text, (column, _, wide) in zip(row.cells, self._places(), strict=True)
            ),
            default=1,
        )
        return max(most * _LEADING + 2 * _PAD, row.least)

    def _cells(self, row: Row, high: float) -> None:
        sheets = self._sheets
        for text, (column, left, wide) in zip(row.cells, self._places(), strict=True):
            if column.tick:
                sheets.tick_box(left + 2, self._y - high / 2 - 4.5, 9)
                continue
            font = SANS_BOLD if column.bold else SANS
            for i, line in enumerate(self._lines(text, column, wide)):
                y = self._y - _PAD - _SIZE + 0.6 - i * _LEADING
                sheets.words(left, y, line, font=font, size=_SIZE, colour=MUTED if row.muted else TEXT)


def write_participants(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write the list of participants for signature: by delegation, with a column to sign in for each day.

    Raises:
        UsageError: Nobody is chosen.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    sheets = Sheets(agenda, "list of participants", edition, across=True, version=version, on=on)
    days = [day for day in agenda.meeting.days if not chosen.days or day.date in chosen.days][:4]
    share = 0.44 / max(len(days), 1)
    columns = [
        Column("Name", 0.28, bold=True),
        Column("Position", 0.28),
        *(Column(sheets.say.long_day(day.date), share, said=True) for day in days),
    ]
    if not days:
        columns.append(Column("Signature", 0.44))

    def rows() -> Iterator[Row]:
        people = sorted(chosen.persons(agenda), key=lambda p: (not sender(agenda, p), sender(agenda, p).casefold()))
        last = None
        for person in people:
            of = sender(agenda, person) or sheets.say("No delegation")
            if of != last:
                yield Row(heading=of)
                last = of
            yield Row((person_full(person), person.position, *[""] * (len(columns) - 2)), least=30)

    return write_table(
        sheets, path, "List of participants", columns, rows(), empty="Nobody who may come is among these."
    )


def write_front_desk(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write the list of sessions for the front desk: by day and time, with room, who leads, and how many may come.

    Raises:
        UsageError: No session is chosen.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    sheets = Sheets(agenda, "sessions for the front desk", edition, version=version, on=on)
    columns = [
        Column("Time", 0.14),
        Column("Room", 0.17, bold=True),
        Column("Session", 0.39),
        Column("Who leads", 0.22),
        Column("Places", 0.08),
    ]

    def rows() -> Iterator[Row]:
        for day in chosen.walk(agenda):
            sessions = [s for s in day.sessions if s.placement and chosen.has_room(s.placement.room)]
            if sessions:
                yield Row(heading=sheets.say.long_day(day.day.date))
            for session in sessions:
                room = agenda.room.get((session.placement.room if session.placement else None) or "")
                title = numbered(session, sheets.say)
                title = sheets.say("CANCELLED: {title}", title=title) if session.is_cancelled else title
                yield Row(
                    (
                        time_range(session, sheets.say),
                        room_name(agenda, session),
                        title,
                        sheets.say.joined(role_phrases(agenda, session, sheets.say)[:3], " · "),
                        str(room.capacity) if room is not None and room.capacity and not session.is_quiet else "",
                    ),
                    muted=session.is_quiet or session.is_cancelled,
                )

    return write_table(sheets, path, "Sessions", columns, rows(), empty="No session among these has a place.")


def write_running_order(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write the chair's running order: what comes in each session, with the minutes it has and the clock it runs to.

    Raises:
        UsageError: No session is chosen.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    sheets = Sheets(agenda, "running order", edition, version=version, on=on)
    columns = [Column("From", 0.1), Column("Minutes", 0.1), Column("What", 0.5), Column("Who", 0.3, bold=True)]

    def rows() -> Iterator[Row]:
        for day in chosen.walk(agenda):
            for session in day.sessions:
                placed = session.placement
                if placed is None or session.is_quiet or session.is_cancelled or not chosen.has_room(placed.room):
                    continue
                title = numbered(session, sheets.say)
                where = filter(
                    None,
                    [sheets.say.long_day(day.day.date), time_range(session, sheets.say), room_name(agenda, session)],
                )
                yield Row(heading=sheets.say("{place}: {title}", place=sheets.say.listed([*where]), title=title))
                yield from _running(agenda, session, sheets.say)

    return write_table(sheets, path, "Running order", columns, rows(), empty="No session among these has a place.")


def _running(agenda: Agenda, session: Session, say: Words) -> Iterator[Row]:
    """Give what comes in a session, and at the end the minutes that are left for discussion."""
    from datetime import timedelta

    assert session.placement is not None
    at, left = session.placement.start, session.duration_minutes
    for role in session.roles:
        if role.kind in ("chair", "co-chair", "moderator"):
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
        yield Row(("", str(left), say("The presentations take longer than the session."), ""), muted=True)
    for number, question in enumerate(session.questions, 1):
        yield Row(("", "", say("Question {n}: {question}", n=number, question=question), ""), muted=True)


def write_documents(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write the checklist of documents: symbol, title, languages, pages, for which items, and boxes to tick.

    Raises:
        UsageError: The meeting has no papers.
        FileError: The file cannot be written.
    """
    del selection  # papers are of the whole meeting
    sheets = Sheets(agenda, "documents", edition, version=version, on=on)
    columns = [
        Column("Symbol", 0.2, bold=True),
        Column("Title", 0.38),
        Column("Items", 0.1),
        Column("Status", 0.12),
        Column("Copied", 0.1, tick=True),
        Column("Laid out", 0.1, tick=True),
    ]

    def rows() -> Iterator[Row]:
        for paper in agenda.papers:
            items = ", ".join(
                agenda.session[s].number or agenda.session[s].title for s in paper.sessions if s in agenda.session
            )
            facts = " · ".join(
                filter(None, [", ".join(paper.languages), sheets.say.count(paper.pages, "page") if paper.pages else ""])
            )
            title = f"{paper.title} ({facts})" if facts else paper.title
            yield Row((paper.symbol, title, items, sheets.say(paper.status), "", ""), least=22)

    return write_table(sheets, path, "Documents", columns, rows(), empty="The meeting has no papers.")
