"""What all handouts share: what is chosen from the agenda, sheets that are filled and turned, and text fitted to them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.errors import UsageError
from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import one_line
from agendaplanner.printing.board import Board
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fit import elided, fitted, width
from agendaplanner.printing.fonts import SANS
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.programme import Printed
from agendaplanner.printing.sheets import describe, logo_words, new_canvas, version_mark
from agendaplanner.printing.structure.elements import Element, figure
from agendaplanner.printing.styles import HAIRLINE, MUTED, TEXT
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.printing.text.single import Align
    from agendaplanner.printing.words import Words


class Handout(msgspec.Struct, frozen=True, kw_only=True):
    """How a handout is written: sheets are filled with what is chosen, and the file is put in place whole."""

    name: str
    """As the document calls itself."""
    draw: Callable[..., None]
    """Fills ``Sheets`` with what a ``Selection`` chooses; takes the piece's options by name."""
    empty: str
    """What is said where not one sheet was filled."""
    across: bool = False
    """Whether sheets lie with their long side below."""

    def __call__(
        self,
        agenda: Agenda,
        path: Path,
        *,
        selection: Selection | None = None,
        version: str = "",
        on: date | None = None,
        edition: Edition | None = None,
        progress: Callable[[int, int], None] | None = None,
        **options: Any,
    ) -> Printed:
        """Write it.

        Args:
            agenda: The agenda.
            path: The PDF.
            selection: What of the agenda; None: all of it.
            version: What stands on every sheet, such as "Version 4"; "Draft" where it is empty.
            on: The date beside it.
            edition: Paper, style and language.
            progress: Told of the sheets that are filled.
            **options: What else the piece can be told.

        Raises:
            UsageError: Nothing of what was chosen can be printed.
            FileError: The file cannot be written.
        """
        sheets = Sheets(agenda, self.name, edition, across=self.across, version=version, on=on, progress=progress)
        self.draw(sheets, selection or Selection(), **options)
        return sheets.save(path, empty=self.empty)


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
        progress: Callable[[int, int], None] | None = None,
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
        self._progress = progress

    @property
    def title_font(self) -> str:
        """The style's font for titles and names."""
        return self.edition.heading

    @property
    def text_font(self) -> str:
        """The style's font for running text."""
        return self.edition.body

    @property
    def text_bold(self) -> str:
        """The same, bold."""
        return self.edition.body_bold

    @property
    def accent(self) -> str:
        """The style's colour for titles and for the rule below them."""
        return self.edition.style.accent

    def turn(self) -> None:
        """End the sheet."""
        self.canvas.showPage()
        self.pages += 1
        if self._progress is not None:
            self._progress(self.pages, 0)

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
        kind: str = "P",
    ) -> None:
        """Write a line; cut short where it is longer than its space. ``kind``: what is read aloud, "H1" a title."""
        shown = self.edition.text(one_line(text), where or self.piece)
        self.canvas.setFillColor(self.edition.shown(colour))
        self.canvas.setFont(font, size)
        with self.canvas.tagged(Element(kind)):
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
        kind: str = "P",
    ) -> float:
        """Write text below a line as large as its box allows; give the height that it took."""
        shown = self.edition.text(one_line(text), self.piece)
        size, lines = fitted(shown, font, sizes, space, height, leading)
        self.canvas.setFillColor(self.edition.shown(colour))
        self.canvas.setFont(font, size)
        at = {"left": x, "centre": x + space / 2, "right": x + space}[align]
        with self.canvas.tagged(Element(kind)):
            for i, line in enumerate(lines):
                self.board.write(at, y - size - i * size * leading, line, align)
        return len(lines) * size * leading

    def title(self, x: float, y: float, text: str, *, size: float, space: float) -> None:
        """Write the title of a sheet, in the style's font and colour."""
        self.words(x, y, text, font=self.title_font, size=size, space=space, colour=self.accent, kind="H1")

    def stripe(
        self, colour: str, dashes: Sequence[float], left: float, bottom: float, top: float, width: float
    ) -> None:
        """Draw a track's stripe; its dashes tell tracks apart where colours do not."""
        self.board.stripe(colour, dashes, left, bottom, top, width)

    def height_of(
        self, text: str, *, font: str, sizes: tuple[float, ...], space: float, height: float, leading: float = 1.22
    ) -> float:
        """Give the height that ``block`` would take."""
        size, lines = fitted(self.edition.text(one_line(text), self.piece), font, sizes, space, height, leading)
        return len(lines) * size * leading

    def width_of(self, text: str, font: str, size: float) -> float:
        """Give the width of a line of text."""
        return width(self.edition.text(one_line(text), self.piece), font, size)

    def logo(self, left: float, bottom: float, width: float, height: float, *, align: Align = "left") -> None:
        """Draw the edition's logo into a box, if it has one."""
        logo = self.edition.logo
        if logo is not None:
            wide, high = logo.scaled(width, height)
            begins = left if align == "left" else left + width - wide
            low, _ = self.board.sides(begins, begins + wide)
            begin = bottom + (height - high) / 2
            with self.canvas.tagged(figure(logo_words(self.agenda, self.say), low, begin, low + wide, begin + high)):
                logo.draw(self.canvas, low, begin, wide, high)

    def rule(self, y: float, left: float, right: float, *, weight: float = 0.6, colour: str = HAIRLINE) -> None:
        """Draw a line across."""
        self.canvas.setStrokeColor(self.edition.shown(colour))
        self.canvas.setLineWidth(weight)
        self.board.line(left, y, right)

    def fill(self, colour: str, left: float, bottom: float, right: float, top: float) -> None:
        """Fill a rectangle."""
        self.canvas.setFillColor(self.edition.shown(colour))
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
        with self.canvas.decoration("Footer"):
            self.words(margin, y, title, size=7, space=half, colour=MUTED)
            self.words(self.width - margin, y, self.mark, size=7, space=half, align="right", colour=MUTED)


def time_range(session: Session, say: Words) -> str:
    """Write when a session is: "09:30–10:15"."""
    return say.clock_range(*times(session))


def room_name(agenda: Agenda, session: Session) -> str:
    """Name the room of a placed session, or ""."""
    room = agenda.room.get(session.placement.room or "") if session.placement is not None else None
    return one_line(room.name) if room is not None else ""


def numbered(session: Session) -> str:
    """Give number and title of a session, which keep the title's own direction; a break has no number."""
    if session.is_quiet or not session.number:
        return one_line(session.title)
    return f"{one_line(session.number)}  {one_line(session.title)}"


def largest(text: str, font: str, sizes: Sequence[float], space: float) -> float:
    """Give the largest size at which text fits on one line; the smallest where none does."""
    return next((size for size in sizes if width(text, font, size) <= space), sizes[-1])


def crop_marks(
    canvas: Any, xs: Sequence[float], ys: Sequence[float], sheet: tuple[float, float], *, long: float = 9
) -> None:
    """Draw marks to cut by, outside a grid of boxes; where the boxes fill the sheet, crosses where four of them meet.

    Args:
        canvas: Where.
        xs: Where the boxes begin and end, from left to right.
        ys: The same, from the lower edge up.
        sheet: Width and height of the sheet.
        long: How long a mark is, in points.
    """
    canvas.setStrokeColor("#000000")
    canvas.setLineWidth(0.3)
    gap = 3.0
    beside = xs[0] > long and sheet[0] - xs[-1] > long
    below = ys[0] > long and sheet[1] - ys[-1] > long
    for x in xs if below else ():
        canvas.line(x, ys[0] - gap, x, max(ys[0] - gap - long, 0))
        canvas.line(x, ys[-1] + gap, x, min(ys[-1] + gap + long, sheet[1]))
    for y in ys if beside else ():
        canvas.line(xs[0] - gap, y, max(xs[0] - gap - long, 0), y)
        canvas.line(xs[-1] + gap, y, min(xs[-1] + gap + long, sheet[0]), y)
    if not (beside and below):
        for x in xs[1:-1]:
            for y in ys[1:-1] or ys:
                canvas.line(x - long / 2, y, x + long / 2, y)
                canvas.line(x, y - long / 2, x, y + long / 2)
