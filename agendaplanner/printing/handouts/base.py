"""What all handouts share: what is chosen from the agenda, sheets that are filled and turned, and text fitted to them."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.attendance import is_at
from agendaplanner.model.errors import UsageError
from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import one_line
from agendaplanner.printing.board import Board
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fit import elided, fitted, width
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.programme import Printed
from agendaplanner.printing.sheets import describe, new_canvas, version_mark
from agendaplanner.printing.styles import HAIRLINE, MUTED, TEXT
from agendaplanner.printing.walk import times, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.text.single import Align
    from agendaplanner.printing.walk import DayWalk
    from agendaplanner.printing.words import Words

NOBODY_COMES = ("declined",)
"""Invitations of people who get nothing printed."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """What of the agenda is printed; nothing chosen: all of it."""

    days: frozenset[date] = frozenset()
    rooms: frozenset[str] = frozenset()
    delegations: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()

    def walk(self, agenda: Agenda) -> tuple[DayWalk, ...]:
        """Give the chosen days."""
        return tuple(each for each in walk(agenda) if not self.days or each.day.date in self.days)

    def has_room(self, room: str | None) -> bool:
        """Tell whether a room is chosen; what is in no room is where no room was chosen."""
        return not self.rooms or room in self.rooms

    def persons(self, agenda: Agenda) -> list[Person]:
        """Give the chosen people who may come, by family name."""
        return [
            person
            for person in agenda.people
            if person.invitation not in NOBODY_COMES
            and (not self.people or person.id in self.people)
            and (not self.delegations or person.delegation in self.delegations)
        ]

    def sessions_of(self, agenda: Agenda, person: Person) -> list[Session]:
        """Give what a person is at, on the chosen days: where they have a part, and what is for everyone."""
        return [
            session
            for each in self.walk(agenda)
            for session in each.sessions
            if not session.is_cancelled and is_at(agenda, person.id, session)
        ]


class Sheets:
    """A document that is drawn sheet by sheet. What is drawn by its methods is mirrored where the edition is.

    Attributes:
        board: The sheet to draw on.
        say: The words that are ours.
        width: That of a sheet, in points.
        height: The same.
        margin: Left and right of what is written.
    """

    def __init__(
        self,
        agenda: Agenda,
        piece: str,
        edition: Edition | None,
        *,
        across: bool = False,
        version: str = "",
        on: date | None = None,
    ) -> None:
        self.edition = edition or Edition()
        self.agenda, self.say = agenda, self.edition.say
        self.piece = self.say(piece)
        self.mark = version_mark(version, on, self.say)
        paper = self.edition.paper.across if across else self.edition.paper
        self.width, self.height, self.margin = paper.width, paper.height, paper.margin
        self._buffer = io.BytesIO()
        self.canvas: Any = new_canvas(self._buffer, pagesize=paper.size, on=on, language=self.say.language)
        self.board = Board(self.canvas, self.width, mirrored=self.edition.mirrored)
        describe(self.canvas, agenda, self.piece, self.say)
        self.pages = 0

    def turn(self) -> None:
        """End the sheet."""
        self.canvas.showPage()
        self.pages += 1

    def save(self, path: Path, *, empty: str) -> Printed:
        """Write the file, replacing it whole.

        Args:
            path: The PDF.
            empty: What to say where not one sheet was filled.

        Raises:
            UsageError: There is nothing to print.
            FileError: The file cannot be written.
        """
        if not self.pages:
            raise UsageError(empty)
        self.canvas.save()
        write_atomically(path, self._buffer.getvalue())
        return Printed(self.pages, self.edition.warnings)

    # writing

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: str = SANS,
        size: float = 9,
        space: float | None = None,
        align: Align = "left",
        colour: str = TEXT,
        where: str = "",
    ) -> None:
        """Write a line; cut short where it is longer than its space."""
        shown = self.edition.text(one_line(text), where or self.piece)
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        self.board.write(x, y, shown if space is None else elided(shown, font, size, space), align)

    def block(
        self,
        x: float,
        y: float,
        text: str,
        *,
        font: str,
        sizes: tuple[float, ...],
        space: float,
        height: float,
        align: Align = "left",
        colour: str = TEXT,
        leading: float = 1.22,
    ) -> float:
        """Write text below a line as large as its box allows; give the height that it took."""
        shown = self.edition.text(one_line(text), self.piece)
        size, lines = fitted(shown, font, sizes, space, height, leading)
        self.canvas.setFillColor(colour)
        self.canvas.setFont(font, size)
        at = {"left": x, "centre": x + space / 2, "right": x + space}[align]
        for i, line in enumerate(lines):
            self.board.write(at, y - size - i * size * leading, line, align)
        return len(lines) * size * leading

    def rule(self, y: float, left: float, right: float, *, weight: float = 0.6, colour: str = HAIRLINE) -> None:
        """Draw a line across."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight)
        self.board.line(left, y, right)

    def fill(self, colour: str, left: float, bottom: float, right: float, top: float) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(colour)
        self.board.rect(left, bottom, right, top)

    def tick_box(self, left: float, bottom: float, side: float) -> None:
        """Draw an empty box to be ticked."""
        self.canvas.setStrokeColor(MUTED)
        self.canvas.setLineWidth(0.7)
        self.board.rect(left, bottom, left + side, bottom + side, stroke=True)

    def foot(self, margin: float, y: float, left: str = "") -> None:
        """Write the foot of a sheet: what it is of, and the version."""
        half = (self.width - 2 * margin) / 2 - 6
        title = left or self.agenda.meeting.title
        self.words(margin, y, title, size=7, space=half, colour=MUTED)
        self.words(self.width - margin, y, self.mark, size=7, space=half, align="right", colour=MUTED)


def time_range(session: Session, say: Words) -> str:
    """Write when a session is: "09:30–10:15"."""
    return say.clock_range(*times(session))


def room_name(agenda: Agenda, session: Session) -> str:
    """Name the room of a placed session, or ""."""
    room = agenda.room.get(session.placement.room or "") if session.placement is not None else None
    return one_line(room.name) if room is not None else ""


def numbered(session: Session, say: Words) -> str:
    """Give number and title of a session; a break has no number."""
    if session.is_quiet or not session.number:
        return one_line(session.title)
    return say.joined([one_line(session.number), one_line(session.title)], "  ")


def largest(text: str, font: str, sizes: Sequence[float], space: float) -> float:
    """Give the largest size at which text fits on one line; the smallest where none does."""
    return next((size for size in sizes if width(text, font, size) <= space), sizes[-1])


def crop_marks(canvas: Any, xs: Sequence[float], ys: Sequence[float], *, long: float = 9) -> None:
    """Draw marks to cut by, outside a grid of boxes: none of them is on anything that is cut out.

    Args:
        canvas: Where.
        xs: Where the boxes begin and end, from left to right.
        ys: The same, from the lower edge up.
        long: How long a mark is, in points.
    """
    canvas.setStrokeColor("#000000")
    canvas.setLineWidth(0.3)
    for x in xs:
        canvas.line(x, ys[0] - 3, x, ys[0] - 3 - long)
        canvas.line(x, ys[-1] + 3, x, ys[-1] + 3 + long)
    for y in ys:
        canvas.line(xs[0] - 3, y, xs[0] - 3 - long, y)
        canvas.line(xs[-1] + 3, y, xs[-1] + 3 + long, y)
