"""Paints what the cards lie on: the days, their hours, closed rooms, hours in which somebody is away, and the time now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui

from agendaplanner.model.times import day_of
from agendaplanner.ui.colours import mixed
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.timeline.geometry import DAY_GAP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.geometry import Block, Geometry

Qt = QtCore.Qt
_LABEL_PX = 32


class Away(msgspec.Struct, frozen=True):
    """A stretch of a day in which the person who is looked at cannot be there. Minutes after midnight."""

    block: int
    first: float
    last: float
    words: str


def away_hours(drawing: Geometry, agenda: Agenda, person_id: str) -> tuple[Away, ...]:
    """Give when a person is away, within the hours that are drawn."""
    person = agenda.person.get(person_id)
    found: list[Away] = []
    for away in person.away if person is not None else ():
        words = f"away: {away.reason}" if away.reason else "away"
        for i, block in enumerate(drawing.blocks):
            first = max((away.start - block.midnight).total_seconds() / 60, drawing.first)
            last = min((away.end - block.midnight).total_seconds() / 60, drawing.last)
            if first < last:
                found.append(Away(i, first, last, words))
    return tuple(found)


class GroundPainter:
    """Paints the ground in the colours and fonts of a look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._font = look.font(SMALL_PX)
        self._metrics = QtGui.QFontMetrics(self._font)

    def paint(self, painter: QtGui.QPainter, drawing: Geometry, area: QtCore.QRect, away: Iterable[Away]) -> None:
        """Paint the days without their hours, within an area of the drawing."""
        look = self._look
        painter.fillRect(area, look.colour("window"))
        hour_lines: list[QtCore.QLine] = []
        half_lines: list[QtCore.QLine] = []
        column_lines: list[QtCore.QLine] = []
        bottom, top = drawing.y_of(drawing.last), drawing.y_of(drawing.first)
        hour_px = 60 * drawing.scale.minute_px
        every = _label_every(hour_px, drawing)
        sheet = look.colour("card")
        low, high = _across(drawing, area)
        for number, block in enumerate(drawing.blocks):
            if block.left > high or block.right < low:
                continue
            painter.fillRect(QtCore.QRect(*drawing.open_rect(number)), sheet)
            first_x, last_x = block.columns_left, block.right
            for minute in range(-(-drawing.first // 30) * 30, drawing.last + 1, 30):
                line = _line(drawing, first_x, y := drawing.y_of(minute), last_x, y)
                if minute % every == 0:
                    hour_lines.append(line)
                elif hour_px >= 40:
                    half_lines.append(line)
            for column in range(len(drawing.columns) + 1):
                x = drawing.column_x(block, column)
                if low - 1 <= x <= high + 1:
                    column_lines.append(_line(drawing, x, top, x, bottom))
            self._closures(painter, drawing, block)
        for stretch in away:
            block = drawing.blocks[stretch.block]
            where = (block.columns_left, drawing.y_of(stretch.first), block.right - block.columns_left)
            height = drawing.y_of(stretch.last) - where[1]
            self._shut(painter, drawing, QtCore.QRect(*drawing.turned_rect(*where, height)), stretch.words)
        faint = look.colour(mixed(look.colours.card, look.colours.grid, 0.6))
        for lines, colour in (
            (half_lines, faint),
            (hour_lines, look.colour("line")),
            (column_lines, look.colour("grid")),
        ):
            painter.setPen(QtGui.QPen(colour, 1))
            painter.drawLines(lines)

    def _closures(self, painter: QtGui.QPainter, drawing: Geometry, block: Block) -> None:
        agenda = drawing.agenda
        for column, room_id in enumerate(drawing.columns):
            room = agenda.room.get(room_id or "")
            for closed in room.closures if room is not None else ():
                start = max((closed.start - block.midnight).total_seconds() / 60, drawing.first)
                end = min((closed.end - block.midnight).total_seconds() / 60, drawing.last)
                if start >= end or (day := day_of(agenda.meeting, closed.start)) is None or day.date > block.date:
                    continue
                left, right = drawing.column_x(block, column), drawing.column_x(block, column + 1)
                top, bottom = drawing.y_of(start), drawing.y_of(end)
                where = QtCore.QRect(*drawing.turned_rect(left, top, right - left, bottom - top))
                self._shut(painter, drawing, where, f"closed: {closed.reason}" if closed.reason else "closed")

    def _shut(self, painter: QtGui.QPainter, drawing: Geometry, where: QtCore.QRect, words: str) -> None:
        """Hatch a place quietly, with a word where there is room for it and no card."""
        painter.fillRect(where, self._look.colour("window", 0.8))
        painter.fillRect(where, self._look.hatch("muted", 0.16))
        inner = where.adjusted(8, 5, -6, -4)
        # a word that cards hide shows through the gaps between them: it is written below, or not at all
        for card in drawing.cards.values():
            label = QtCore.QRect(inner.left(), inner.top(), inner.width(), min(inner.height(), _LABEL_PX))
            if label.intersects(QtCore.QRect(card.x, card.y, card.width, card.height)):
                inner.setTop(card.y + card.height + 5)
        if inner.width() >= 60 and inner.height() >= 14:
            painter.setFont(self._font)
            painter.setPen(self._look.colour("muted"))
            if inner.height() < 2 * self._metrics.height():
                words = self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            painter.drawText(
                inner & QtCore.QRect(inner.left(), inner.top(), inner.width(), _LABEL_PX), int(flags), words
            )

    def paint_hours(self, painter: QtGui.QPainter, drawing: Geometry, area: QtCore.QRect, edge: int) -> None:
        """Paint the strips with the hours: they stay at the window's edge, which is ``edge`` (upright)."""
        painter.setFont(self._font)
        every = _label_every(60 * drawing.scale.minute_px, drawing)
        low, high = _across(drawing, area)
        first, last = _along(drawing, area)
        ground, muted = self._look.colour("window"), self._look.colour("muted")
        for block in drawing.blocks:
            x = strip_at(drawing, block, edge)
            if x > high or x + drawing.hours_px < low:
                continue
            strip = drawing.turned_rect(x, first, drawing.hours_px, last - first + 1)
            painter.fillRect(QtCore.QRect(*strip), ground)
            painter.setPen(muted)
            for minute in range(-(-drawing.first // every) * every, drawing.last + 1, every):
                y = drawing.y_of(minute)
                if first - 24 <= y <= last + 24:
                    words = f"{minute // 60 % 24:02}:{minute % 60:02}"
                    if drawing.rows:
                        where = QtCore.QRect(max(y - 24, 0), x, 48, drawing.hours_px)
                        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
                        if y < 24:
                            flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
                            where.moveLeft(max(y - 14, 2))
                    else:
                        where = QtCore.QRect(x, y - 8, drawing.hours_px - 7, 16)
                        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    painter.drawText(where, int(flags), words)
        for block in drawing.blocks[1:]:
            gap = drawing.turned_rect(block.left - DAY_GAP + 1, first, DAY_GAP - 1, last - first + 1)
            if block.left >= low and block.left - DAY_GAP <= high:
                painter.fillRect(QtCore.QRect(*gap), ground)

    def paint_now(self, painter: QtGui.QPainter, drawing: Geometry, now: datetime) -> None:
        """Paint a line through the day at the time that it is."""
        for where in now_rects(drawing, now):
            painter.fillRect(where, self._look.colour("accent"))


def now_rects(drawing: Geometry, now: datetime) -> list[QtCore.QRect]:
    """Give the line of the time now, and its head beside the hours; empty where now is not drawn."""
    number = drawing.block_of(now)
    if number is None:
        return []
    block = drawing.blocks[number]
    minute = (now - block.midnight).total_seconds() / 60
    if not drawing.first <= minute <= drawing.last:
        return []
    y = drawing.y_of(minute)
    line = (block.columns_left, y - 1, block.right - block.columns_left, 2)
    head = (block.columns_left - 5, y - 3, 7, 6)
    return [QtCore.QRect(*drawing.turned_rect(*rect)) for rect in (line, head)]


def strip_at(drawing: Geometry, block: Block, edge: int) -> int:
    """Give where a day's hours are while the window's edge is at a place (upright): there, as long as the day is."""
    return min(max(block.left, edge), block.right - drawing.hours_px)


def _label_every(hour_px: float, drawing: Geometry) -> int:
    """Give the minutes between two hours that are written."""
    wide = 44 if drawing.rows else 18
    return next((hours * 60 for hours in (1, 2, 4) if hours * hour_px >= wide), 480)


def _across(drawing: Geometry, area: QtCore.QRect) -> tuple[int, int]:
    return (area.top(), area.bottom()) if drawing.rows else (area.left(), area.right())


def _along(drawing: Geometry, area: QtCore.QRect) -> tuple[int, int]:
    return (area.left(), area.right()) if drawing.rows else (area.top(), area.bottom())


def _line(drawing: Geometry, x1: int, y1: int, x2: int, y2: int) -> QtCore.QLine:
    return QtCore.QLine(y1, x1, y2, x2) if drawing.rows else QtCore.QLine(x1, y1, x2, y2)
