"""Badges: on common stock, with marks to cut by, the policy community as a band of colour, the person's days behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.text import one_line
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF
from agendaplanner.printing.handouts.base import Selection, Sheets, crop_marks, numbered, room_name, time_range
from agendaplanner.printing.paper import MM
from agendaplanner.printing.roles import sender
from agendaplanner.printing.styles import MUTED, NEUTRAL, PALETTE, TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed


class Stock(msgspec.Struct, frozen=True, kw_only=True):
    """Badges on a sheet of A4, in millimetres."""

    title: str
    width: float
    height: float
    across: int
    down: int


STOCKS: dict[str, Stock] = {
    "90x55": Stock(title="90 × 55 mm, ten on a sheet", width=90, height=55, across=2, down=5),
    "86x54": Stock(title="86 × 54 mm, as a bank card, ten on a sheet", width=86, height=54, across=2, down=5),
    "105x74": Stock(title="105 × 74 mm (A7), eight on a sheet", width=100, height=70, across=2, down=4),
    "a6": Stock(title="105 × 148 mm (A6), four on a sheet", width=100, height=140, across=2, down=2),
}
"""Sizes of badges by name."""
_BAND = 5 * MM


def write_badges(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    stock: str = "90x55",
    calendar_url: str = "",
    backs: bool = True,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write badges, the fronts of a sheet and then their backs, which lie behind them when it is printed on both sides.

    Args:
        agenda: The agenda.
        path: The PDF.
        selection: Who gets one.
        stock: One of ``STOCKS``.
        calendar_url: Where a person's calendar is, "{person}" standing for the id: a code to scan leads there.
        backs: Whether to print what the person is at on the back.
        version: What stands on the back.
        on: The date beside it.
        edition: Paper, style and language.

    Raises:
        UsageError: Nobody is chosen.
        FileError: The file cannot be written.
    """
    size = STOCKS[stock]
    chosen = selection or Selection()
    people = chosen.persons(agenda)
    sheets = Sheets(agenda, "badges", edition, version=version, on=on)
    each = size.across * size.down
    for first in range(0, len(people), each):
        some = people[first : first + each]
        for person, (left, bottom) in zip(some, _places(sheets, size), strict=False):
            _front(sheets, person, size, left, bottom, calendar_url)
        _marks(sheets, size)
        sheets.turn()
        if backs:
            for person, (left, bottom) in zip(some, _places(sheets, size, behind=True), strict=False):
                _back(sheets, person, size, left, bottom, chosen)
            sheets.turn()
    return sheets.save(path, empty="Nobody who may come is among these: there is no badge to print.")


def _places(sheets: Sheets, size: Stock, *, behind: bool = False) -> list[tuple[float, float]]:
    """Give the lower left corners on a sheet, in points; behind: from right to left, so that backs meet their fronts."""
    gap = 4 * MM if size.across * size.width + 4 <= 206 else 0.0
    left = (sheets.width - size.across * size.width * MM - (size.across - 1) * gap) / 2
    top = sheets.height - (sheets.height - size.down * size.height * MM) / 2
    columns = range(size.across - 1, -1, -1) if behind else range(size.across)
    return [
        (left + column * (size.width * MM + gap), top - (row + 1) * size.height * MM)
        for row in range(size.down)
        for column in columns
    ]


def _marks(sheets: Sheets, size: Stock) -> None:
    places = _places(sheets, size)
    xs = sorted({x for left, _ in places for x in (left, left + size.width * MM)})
    ys = sorted({round(y, 3) for _, bottom in places for y in (bottom, bottom + size.height * MM)})
    crop_marks(sheets.canvas, xs, ys)


def community_colour(agenda: Agenda, community: str) -> str:
    """Give the colour of a policy community: one of the palette by its place among the meeting's."""
    known = agenda.meeting.communities
    return PALETTE[known.index(community) % len(PALETTE)] if community in known else NEUTRAL


def _front(sheets: Sheets, person: Person, size: Stock, left: float, bottom: float, calendar_url: str) -> None:
    agenda = sheets.agenda
    wide, high = size.width * MM, size.height * MM
    sheets.fill(community_colour(agenda, person.community), left, bottom, left + wide, bottom + _BAND)
    pad = 4 * MM
    space = wide - 2 * pad
    meeting = agenda.meeting.acronym or agenda.meeting.title
    sheets.words(left + pad, bottom + high - pad - 4, meeting, font=SERIF, size=7.6, space=space, colour=MUTED)
    code = 17 * MM if calendar_url else 0.0
    given, family = person.given or "", person.family or ""
    first, second = (given, family) if given and family else (person.name, "")
    top = bottom + high - pad - (high * 0.16)
    top -= sheets.block(
        left + pad, top, first, font=SANS_BOLD, sizes=(24, 21, 18, 15, 12), space=space, height=high * 0.3
    )
    if second:
        top -= sheets.block(
            left + pad, top, second, font=SANS, sizes=(18, 16, 14, 12, 10), space=space - code, height=high * 0.26
        )
    of = one_line(" · ".join(filter(None, [person.position, sender(agenda, person)])))
    below = bottom + _BAND + 4
    sheets.block(
        left + pad, min(top - 3, below + 30), of, font=SANS, sizes=(9, 8, 7), space=space - code - 6,
        height=max(min(top - 3, below + 30) - below, 9), colour=TEXT,
    )  # fmt: skip
    band = one_line(person.community or person.category)
    sheets.words(left + pad, bottom + _BAND * 0.32, band, font=SANS_BOLD, size=7, space=space, colour="#FFFFFF")
    if calendar_url:
        url = calendar_url.replace("{person}", person.id)
        from_left, _ = sheets.board.sides(left + wide - pad - code, left + wide - pad)
        _code(sheets.canvas, url, from_left, bottom + _BAND + 2.5 * MM, code)


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


def _back(sheets: Sheets, person: Person, size: Stock, left: float, bottom: float, chosen: Selection) -> None:
    agenda = sheets.agenda
    wide, high = size.width * MM, size.height * MM
    pad = 3.5 * MM
    y = bottom + high - pad - 6
    sheets.words(left + pad, y, person.name, font=SANS_BOLD, size=7, space=wide - 2 * pad)
    sessions: Sequence[Any] = [s for s in chosen.sessions_of(agenda, person) if not s.is_quiet]
    y -= 10
    room_for = int((y - bottom - pad - 8) / 8.4) + 1
    shown = sessions if len(sessions) <= room_for else sessions[: room_for - 1]
    for session in shown:
        start = sheets.say.joined(
            [sheets.say.short_day(session.placement.start.date()), time_range(session, sheets.say)], " "
        )
        sheets.words(left + pad, y, start, size=5.8, colour=MUTED)
        text = sheets.say.joined([*filter(None, [numbered(session, sheets.say), room_name(agenda, session)])], " · ")
        sheets.words(left + pad + 74, y, text, size=5.8, space=wide - 2 * pad - 74)
        y -= 8.4
    if len(shown) < len(sessions):
        sheets.words(
            left + pad + 74, y, sheets.say("and {n} more", n=len(sessions) - len(shown)), size=5.8, colour=MUTED
        )
    if not sessions:
        sheets.words(
            left + pad, y, sheets.say("The programme is on the wall and in the folder."), size=6.4, colour=MUTED
        )
    sheets.words(left + pad, bottom + pad - 2, sheets.mark, size=5, space=wide - 2 * pad, colour=MUTED)
