"""Door signs: for each room and day what takes place in it, or for each session it and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import fitted
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import largest, numbered, time_range
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.styles import MUTED, TEXT, track_dashes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Room, Session
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.walk import DayWalk

_MARGIN = 48.0
_GAP = 18.0
"""Between the times and the titles."""
_TALLEST, _LOWEST = 108.0, 52.0
"""The height of an entry; fewer entries are set larger."""
_HEAD, _FOOT = 290.0, 96.0
_ROOM_SIZES = (76, 64, 54, 46, 38, 32, 26)
_LOGO = (150.0, 40.0)


def draw_signs(sheets: Sheets, chosen: Selection, *, per_session: bool = False) -> None:
    """Draw door signs, the rooms in their order: a sheet for each room and day, with what comes there next.

    Args:
        sheets: Where.
        chosen: Which rooms and days.
        per_session: A sheet for each session instead, to be changed at the door.
    """
    agenda = sheets.agenda
    for room in agenda.rooms:
        if not chosen.has_room(room.id):
            continue
        for day in chosen.walk(agenda):
            sessions = _in_room(day, room)
            if per_session:
                for session in sessions:
                    if not session.is_quiet:
                        _single(sheets, room, day, session)
                continue
            for part in _parts(sessions, sheets.height):
                _sign(sheets, room, day, part, continued=part[0] is not sessions[0])


def _in_room(day: DayWalk, room: Room) -> list[Session]:
    return [s for s in day.sessions if s.placement is not None and s.placement.room == room.id and not s.is_cancelled]


def _parts(sessions: Sequence[Session], height: float) -> Iterator[Sequence[Session]]:
    """Give as many at a time as a sheet holds."""
    most = int((height - _HEAD) / _LOWEST)
    for first in range(0, len(sessions), most):
        yield sessions[first : first + most]


def _sign(sheets: Sheets, room: Room, day: DayWalk, sessions: Sequence[Session], *, continued: bool) -> None:
    y = _head(sheets, room, day, continued=continued)
    each = min(max((y - _FOOT) / max(len(sessions), 1), _LOWEST), _TALLEST)
    times = _column(sheets, sessions, each)
    for session in sessions:
        _entry(sheets, session, y, each, times)
        y -= each
        sheets.rule(y, _MARGIN, sheets.width - _MARGIN)
    _foot(sheets, room, sessions[-1])


def _head(sheets: Sheets, room: Room, day: DayWalk, *, continued: bool) -> float:
    """Write the room, as large as it goes, and the day; give where the rest begins."""
    space = sheets.width - 2 * _MARGIN
    name = sheets.edition.text(one_line(room.name), "a room")
    size = largest(name, sheets.title_font, _ROOM_SIZES, space)
    y = sheets.height - 64 - size * 0.8
    taken = sheets.block(
        _MARGIN, y + size, name, font=sheets.title_font, sizes=(size,), space=space, height=size * 2.6,
        colour=sheets.accent, kind="H1",
    )  # fmt: skip
    y += size - taken - 14
    when = sheets.say.long_day(day.day.date)
    if continued:
        when = sheets.say("{title} (continued)", title=when)
    beside = _LOGO[0] + 14 if sheets.edition.logo is not None else 0
    sheets.words(_MARGIN, y - 14, when, size=20, space=space - beside, colour=MUTED)
    sheets.logo(sheets.width - _MARGIN - _LOGO[0], y - 24, *_LOGO, align="right")
    y -= 40
    sheets.rule(y, _MARGIN, sheets.width - _MARGIN, weight=1.4, colour=sheets.accent)
    return y


def _foot(sheets: Sheets, room: Room, session: Session, *, large: bool = False) -> None:
    """Write what comes next in the room, and end the sheet."""
    following = _following(sheets.agenda, room, session)
    if following is not None:
        say = sheets.say
        assert following.placement is not None
        assert session.placement is not None
        when = time_range(following, say)
        if following.placement.start.date() != session.placement.start.date():
            when = say.listed([say.long_day(following.placement.start.date()), when])
        _next(sheets, when, numbered(following), large=large)
    sheets.foot(_MARGIN, 34)
    sheets.turn()


def _next(sheets: Sheets, when: str, title: str, *, large: bool) -> None:
    """Write what comes next, above the foot."""
    say, space = sheets.say, sheets.width - 2 * _MARGIN
    sizes = (18, 16, 14) if large else (12, 11)
    # on a sheet for one session there is room for lines of their own
    lines = [when, title] if large else [say.joined([when, title], "  ")]
    heights = [sheets.height_of(each, font=SANS, sizes=sizes, space=space, height=48) for each in lines]
    y = 52 + sum(heights)
    label = say("Next in this room")
    sheets.words(_MARGIN, y + 6, label, font=SANS_BOLD, size=12 if large else 9, space=space, colour=MUTED)
    for line, tall in zip(lines, heights, strict=True):
        sheets.block(_MARGIN, y, line, font=SANS, sizes=sizes, space=space, height=48)
        y -= tall


def _following(agenda: Agenda, room: Room, session: Session) -> Session | None:
    """Give what takes place in a room after a session, on the same day or a later one."""
    assert session.placement is not None
    begins = session.placement.start
    for each in agenda.placed:
        placed = each.placement
        if placed is not None and placed.room == room.id and placed.start > begins and not each.is_cancelled:
            return each
    return None


def _large(height: float) -> float:
    return min(max(height * 0.24, 13), 24)


def _column(sheets: Sheets, sessions: Sequence[Session], height: float) -> float:
    """Give how wide the times are, with the stripe before them."""
    size = _large(height) * 0.82
    return 16 + max(sheets.width_of(time_range(each, sheets.say), SANS_BOLD, size) for each in sessions) + _GAP


def _entry(sheets: Sheets, session: Session, top: float, height: float, times: float) -> None:
    agenda = sheets.agenda
    quiet = session.is_quiet
    large = _large(height)
    if not quiet:
        colour = sheets.edition.track_colour(agenda, session.track)
        sheets.stripe(colour, track_dashes(agenda, session.track), _MARGIN, top - height + 8, top - 8, 4)
    base = top - 10 - large * 0.86
    colour = MUTED if quiet else TEXT
    sheets.words(_MARGIN + 16, base, time_range(session, sheets.say), font=SANS_BOLD, size=large * 0.82, colour=colour)
    left, space = _MARGIN + times, sheets.width - 2 * _MARGIN - times
    title = numbered(session)
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


def _single(sheets: Sheets, room: Room, day: DayWalk, session: Session) -> None:
    """Draw the sign of one session: when it is, its title as large as it goes, who leads, and what comes next."""
    agenda, say = sheets.agenda, sheets.say
    top = _head(sheets, room, day, continued=False)
    left, space = _MARGIN + 22, sheets.width - 2 * _MARGIN - 22
    y = top - 52
    sheets.words(left, y, time_range(session, say), font=SANS_BOLD, size=32, space=space)
    y -= 22
    y -= sheets.block(
        left, y, numbered(session), font=SANS_BOLD, sizes=(40, 36, 32, 28, 24, 20, 16), space=space,
        height=max(y - 300, 120),
    )  # fmt: skip
    y -= 22
    for phrase in role_phrases(agenda, session, say, full=True):
        if y < 140:
            break
        y -= sheets.block(left, y, phrase, font=SANS, sizes=(14, 12), space=space, height=36, colour=MUTED) + 6
    colour = sheets.edition.track_colour(agenda, session.track)
    sheets.stripe(colour, track_dashes(agenda, session.track), _MARGIN, y, top - 18, 6)
    _foot(sheets, room, session, large=True)
