"""Door signs: for each room and day what takes place in it, large enough to be read from the corridor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import fitted
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD
from agendaplanner.printing.handouts.base import Selection, Sheets, largest, numbered, time_range
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.styles import MUTED, RULE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Room, Session
    from agendaplanner.printing.edition import Edition
    from agendaplanner.printing.programme import Printed
    from agendaplanner.printing.walk import DayWalk

_MARGIN = 48.0
_TIMES = 150.0
"""Width of the column with the times."""
_TALLEST, _LOWEST = 108.0, 52.0
"""The height of an entry; fewer entries are set larger."""


def write_signs(
    agenda: Agenda,
    path: Path,
    *,
    selection: Selection | None = None,
    version: str = "",
    on: date | None = None,
    edition: Edition | None = None,
) -> Printed:
    """Write door signs: A4 upright, a sheet for each room and day, the rooms in their order.

    Raises:
        UsageError: Nothing takes place in the chosen rooms on the chosen days.
        FileError: The file cannot be written.
    """
    chosen = selection or Selection()
    sheets = Sheets(agenda, "door signs", edition, version=version, on=on)
    for room in agenda.rooms:
        if chosen.has_room(room.id):
            for day in chosen.walk(agenda):
                sessions = _in_room(day, room)
                for part in _parts(sessions, sheets.height):
                    _sign(sheets, room, day, part, continued=part[0] is not sessions[0])
    return sheets.save(path, empty="No session has a place in these rooms on these days: there is nothing for a sign.")


def _in_room(day: DayWalk, room: Room) -> list[Session]:
    return [s for s in day.sessions if s.placement is not None and s.placement.room == room.id and not s.is_cancelled]


def _parts(sessions: Sequence[Session], height: float) -> Iterator[Sequence[Session]]:
    """Give as many at a time as a sheet holds."""
    most = int((height - 290) / _LOWEST)
    for first in range(0, len(sessions), most):
        yield sessions[first : first + most]


def _sign(sheets: Sheets, room: Room, day: DayWalk, sessions: Sequence[Session], *, continued: bool) -> None:
    space = sheets.width - 2 * _MARGIN
    name = sheets.edition.text(one_line(room.name), "a room")
    size = largest(name, SERIF_BOLD, (76, 64, 54, 46, 38, 32, 26), space)
    y = sheets.height - 64 - size * 0.8
    taken = sheets.block(_MARGIN, y + size, name, font=SERIF_BOLD, sizes=(size,), space=space, height=size * 2.6)
    y += size - taken - 14
    when = sheets.say.long_day(day.day.date)
    if continued:
        when = sheets.say("{title} (continued)", title=when)
    sheets.words(_MARGIN, y - 14, when, size=20, space=space, colour=MUTED)
    y -= 40
    sheets.rule(y, _MARGIN, sheets.width - _MARGIN, weight=1.4, colour=RULE)
    each = min(max((y - 84) / max(len(sessions), 1), _LOWEST), _TALLEST)
    for session in sessions:
        _entry(sheets, session, y, each)
        y -= each
        sheets.rule(y, _MARGIN, sheets.width - _MARGIN)
    sheets.foot(_MARGIN, 34)
    sheets.turn()


def _entry(sheets: Sheets, session: Session, top: float, height: float) -> None:
    agenda = sheets.agenda
    quiet = session.is_quiet
    large = min(max(height * 0.24, 13), 24)
    if not quiet:
        colour = sheets.edition.track_colour(agenda, session.track)
        sheets.fill(colour, _MARGIN, top - height + 8, _MARGIN + 4, top - 8)
    base = top - 10 - large * 0.86
    colour = MUTED if quiet else TEXT
    sheets.words(_MARGIN + 16, base, time_range(session, sheets.say), font=SANS_BOLD, size=large * 0.82, colour=colour)
    left, space = _MARGIN + _TIMES, sheets.width - 2 * _MARGIN - _TIMES
    title = numbered(session, sheets.say)
    roles = sheets.say.joined(role_phrases(agenda, session, sheets.say)[:2], " · ")
    for_roles = 16 if roles and not quiet else 0
    sizes = tuple(large * k for k in (1.0, 0.9, 0.8, 0.7, 0.6))
    shown = sheets.edition.text(title, "a title")
    size, lines = fitted(shown, SANS if quiet else SANS_BOLD, sizes, space, height - 18 - for_roles)
    taken = sheets.block(
        left, top - 9, title, font=SANS if quiet else SANS_BOLD, sizes=(size,), space=space,
        height=size * 1.22 * max(len(lines), 1), colour=colour,
    )  # fmt: skip
    if for_roles:
        sheets.words(left, top - 9 - taken - 11, roles, size=10.5, space=space, colour=MUTED, where="a role")
