"""Badges: on common stock, with marks to cut by, the policy community as a band of colour, the person's days behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.file_names import file_stems, names_of_people
from agendaplanner.model.text import one_line
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import crop_marks, numbered, room_name, time_range
from agendaplanner.printing.handouts.selection import Visits
from agendaplanner.printing.paper import MM
from agendaplanner.printing.roles import sender
from agendaplanner.printing.structure.elements import figure
from agendaplanner.printing.styles import MUTED, community_colour, readable_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """A size of badges, in millimetres."""

    title: str
    width: float
    height: float

    def grid(self, width: float, height: float) -> tuple[int, int]:
        """Give how many stand beside and below each other on a sheet of such a size, in points."""
        return (_count(width, self.width * MM), _count(height, self.height * MM))


_INCH = 25.4
STOCKS: dict[str, Stock] = {
    "90x55": Stock(title="90 × 55 mm", width=90, height=55),
    "86x54": Stock(title="86 × 54 mm (bank card)", width=86, height=54),
    "105x74": Stock(title="105 × 74 mm (A7)", width=105, height=74),
    "a6": Stock(title="105 × 148 mm (A6)", width=105, height=148),
    "4x3in": Stock(title="4 × 3 inches", width=4 * _INCH, height=3 * _INCH),
    "3.5x2in": Stock(title="3½ × 2 inches", width=3.5 * _INCH, height=2 * _INCH),
}
"""Sizes of badges by name."""
_USUAL = STOCKS["90x55"]
"""Letters are as large as they are on this, and larger on what is larger."""
_UNPRINTED = 2.9 * MM
"""Printers leave so much of a sheet's edge blank; stock that fills the sheet is made for it."""
_FILLS = 2.5 * MM
_BAND, _CODE = 5.0, 17.0


def _count(sheet: float, each: float) -> int:
    whole = int((sheet + 0.5) / each)
    left = sheet - whole * each
    return whole if left <= _FILLS or left >= 2 * _UNPRINTED else max(whole - 1, 1)


def draw_badges(
    sheets: Sheets, chosen: Selection, *, stock: str = "90x55", calendar_url: str = "", backs: bool = True
) -> None:
    """Draw badges, the fronts of a sheet and then their backs, which lie behind them when it is printed on both sides.

    They are cut as one pile: the badges of each place are in order, and those of one place follow those of the one before.

    Args:
        sheets: Where.
        chosen: Who gets one, and of which days the back tells.
        stock: One of ``STOCKS``.
        calendar_url: Where a person's calendar is: a code to scan leads there. "{person}" stands for the name that the
            person's calendar file has, "{id}" for the person's id.
        backs: Whether to print what the person is at on the back.
    """
    size = STOCKS[stock]
    people = chosen.in_rooms(sheets.agenda)
    visits = Visits(sheets.agenda, chosen)
    stems = file_stems(names_of_people(sheets.agenda.people))
    for some in piles(people, len(_places(sheets, size))):
        for person, (left, bottom) in zip(some, _places(sheets, size), strict=False):
            url = calendar_url.replace("{person}", stems[person.id]).replace("{id}", person.id)
            _Badge(sheets, size, left, bottom).front(person, url)
        _marks(sheets, size)
        sheets.turn()
        if backs:
            for person, (left, bottom) in zip(some, _places(sheets, size, behind=True), strict=False):
                _Badge(sheets, size, left, bottom).back(
                    [each for _, on_day in visits.of(person) for each in on_day], person.name
                )
            sheets.turn()


def piles(people: Sequence[Person], each: int) -> Iterator[list[Person]]:
    """Give who is on each sheet, so that the sheets are cut together and the piles laid on each other are in order.

    Args:
        people: In order.
        each: How many are on a sheet.
    """
    sheets = -(-len(people) // each)
    for sheet in range(sheets):
        yield [people[i] for i in range(sheet, len(people), sheets)]


def _places(sheets: Sheets, size: Stock, *, behind: bool = False) -> list[tuple[float, float]]:
    """Give the lower left corners on a sheet, in points; behind: from right to left, so that backs meet their fronts.

    Badges touch: one cut parts two of them.
    """
    across, down = size.grid(sheets.width, sheets.height)
    wide, high = size.width * MM, size.height * MM
    left = (sheets.width - across * wide) / 2
    top = sheets.height - (sheets.height - down * high) / 2
    columns = range(across - 1, -1, -1) if behind else range(across)
    return [(left + column * wide, top - (row + 1) * high) for row in range(down) for column in columns]


def _marks(sheets: Sheets, size: Stock) -> None:
    places = _places(sheets, size)
    xs = sorted({round(x, 3) for left, _ in places for x in (left, left + size.width * MM)})
    ys = sorted({round(y, 3) for _, bottom in places for y in (bottom, bottom + size.height * MM)})
    crop_marks(sheets.canvas, xs, ys, (sheets.width, sheets.height))


class _Badge:
    """A place on a sheet for one badge."""

    def __init__(self, sheets: Sheets, size: Stock, left: float, bottom: float) -> None:
        self._sheets, self._left, self._bottom = sheets, left, bottom
        self._wide, self._high = size.width * MM, size.height * MM
        across, down = size.width / _USUAL.width, size.height / _USUAL.height
        self._k = min(across, down)
        # on what is high there is room for larger names
        self._front_k = (across * down) ** 0.5

    def front(self, person: Person, url: str) -> None:
        """Draw the meeting, the name as large as it goes, whom the person speaks for, the community and the code."""
        sheets, agenda, k = self._sheets, self._sheets.agenda, self._k
        left, bottom, high = self._left, self._bottom, self._high
        band, pad = _BAND * k * MM, 4.5 * k * MM
        space = self._wide - 2 * pad
        code = _CODE * self._front_k * MM if url else 0.0
        self._community(person, band, pad)
        logo = (24 * k * MM, 8 * k * MM) if sheets.edition.logo is not None else (0.0, 0.0)
        meeting = agenda.meeting.acronym or agenda.meeting.title
        y = bottom + high - pad
        sheets.words(
            left + pad, y - 5 * k, meeting, font=sheets.text_font, size=7.6 * k, space=space - logo[0] - 4, colour=MUTED
        )
        sheets.logo(left + self._wide - pad - logo[0], y - logo[1], *logo, align="right")
        given, family = person.given or "", person.family or ""
        first, second = (given, family) if given and family else (person.name, "")
        y -= max(high * 0.13, logo[1] + 2)
        y -= sheets.block(
            left + pad, y, first, font=sheets.title_font, sizes=self._sizes(24, 21, 18, 15, 12), space=space,
            height=high * 0.29,
        )  # fmt: skip
        if second:
            y -= sheets.block(
                left + pad, y, second, font=SANS, sizes=self._sizes(18, 16, 14, 12, 10), space=space - code,
                height=high * 0.25,
            )  # fmt: skip
        # what it comes from stands on the band, as high as there is room for below the name
        low = bottom + band + 2.5 * k * MM
        room = max(min(y - 4 - low, 36 * self._front_k), 9)
        of = sheets.say.joined([*filter(None, [one_line(person.position), sender(agenda, person)])], "\n")
        self._from_below(left + pad, low, of.split("\n"), space - code - (6 if code else 0), room)
        if url:
            from_left, _ = sheets.board.sides(left + self._wide - pad - code, left + self._wide - pad)
            with sheets.canvas.tagged(figure(url, from_left, low, from_left + code, low + code)):
                _code(sheets.canvas, url, from_left, low, code)

    def _community(self, person: Person, band: float, pad: float) -> None:
        sheets, left, bottom = self._sheets, self._left, self._bottom
        colour = community_colour(sheets.agenda, person.community, sheets.edition.style.palette)
        sheets.fill(colour, left, bottom, left + self._wide, bottom + band)
        size = band * 0.5
        sheets.words(
            left + pad, bottom + (band - size * 0.72) / 2, person.community, font=SANS_BOLD, size=size,
            space=self._wide - 2 * pad, colour=readable_on(colour),
        )  # fmt: skip

    def _from_below(self, x: float, low: float, parts: list[str], space: float, room: float) -> None:
        """Write position and delegation, each beginning a line, the last line at the given height."""
        sheets = self._sheets

        def heights(size: float, most: float) -> list[float]:
            return [sheets.height_of(each, font=SANS, sizes=(size,), space=space, height=most) for each in parts]

        sizes = self._sizes(9, 8, 7)
        size = next((each for each in sizes if sum(heights(each, room)) <= room), sizes[-1])
        most = room if sum(heights(size, room)) <= room else room / len(parts)
        y = low + sum(heights(size, most))
        for part, high in zip(parts, heights(size, most), strict=True):
            sheets.block(x, y, part, font=SANS, sizes=(size,), space=space, height=most)
            y -= high

    def _sizes(self, *sizes: float) -> tuple[float, ...]:
        return tuple(size * self._front_k for size in sizes)

    def back(self, visits: Sequence[Session], name: str) -> None:
        """Draw what a person is at."""
        sheets, agenda, k, say = self._sheets, self._sheets.agenda, self._k, self._sheets.say
        pad, small, step = 4 * k * MM, 5.8 * k, 8.6 * k
        left, right = self._left + pad, self._left + self._wide - pad
        y = self._bottom + self._high - pad - 7 * k
        mark = sheets.mark
        sheets.words(left, y, name, font=SANS_BOLD, size=7.4 * k, space=(right - left) * 0.6)
        sheets.words(right, y, mark, size=5 * k, space=(right - left) * 0.38, align="right", colour=MUTED)
        sessions = [each for each in visits if not each.is_quiet]
        y -= step * 1.3
        most = int((y - self._bottom - pad) / step) + 1
        shown = sessions if len(sessions) <= most else sessions[: most - 1]
        starts = [self._start(session) for session in shown]
        wide = max((sheets.width_of(start, SANS, small) for start in starts), default=0.0) + 5 * k
        for session, start in zip(shown, starts, strict=True):
            sheets.words(left, y, start, size=small, colour=MUTED)
            text = say.joined([*filter(None, [numbered(session), room_name(agenda, session)])], " · ")
            sheets.words(left + wide, y, text, size=small, space=right - left - wide)
            y -= step
        if len(shown) < len(sessions):
            words = say("and {n} more", n=len(sessions) - len(shown))
            sheets.words(left + wide, y, words, size=small, colour=MUTED)
        if not sessions:
            sheets.words(
                left, y, say("The programme is on the wall and in the folder."), size=6.4 * k, space=right - left,
                colour=MUTED,
            )  # fmt: skip

    def _start(self, session: Session) -> str:
        say = self._sheets.say
        assert session.placement is not None
        return say.joined([say.short_day(session.placement.start.date()), time_range(session, say)], " ")


def _code(canvas: Any, text: str, left: float, bottom: float, side: float) -> None:
    """Draw a code to scan: its dark modules, those beside each other as one box."""
    from reportlab.graphics.barcode.qr import QrCodeWidget

    widget: Any = QrCodeWidget(text, barLevel="M")
    code = widget.qr
    code.make()
    count: int = code.getModuleCount()
    each = side / count
    canvas.setFillColor("#000000")
    for row in range(count):
        start = None
        for column in range(count + 1):
            dark = column < count and code.isDark(row, column)
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                y = bottom + side - (row + 1) * each
                canvas.rect(left + start * each, y, (column - start) * each, each, stroke=0, fill=1)
                start = None
