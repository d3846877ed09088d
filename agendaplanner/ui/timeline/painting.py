"""Paints the timeline: ground, hours, cards. What follows the cursor during a drag is in ``ghost``.

Rectangles are gathered by colour and drawn in one call each: that, and text laid out once, is what keeps it quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.model.times import day_of
from agendaplanner.ui.colours import mixed
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.timeline.card_text import BADGE_HEIGHT, STYLES, CardTexts
from agendaplanner.ui.timeline.geometry import DAY_GAP, HOURS_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.card_text import CardText, TextStyle
    from agendaplanner.ui.timeline.facts import Facts
    from agendaplanner.ui.timeline.geometry import Block, Card, Geometry

RADIUS = 5
STRIPE = 4


class Scene:
    """What is to be painted: the cards' places, what they say, and how they stand out."""

    def __init__(self, geometry: Geometry, facts: Callable[[str], Facts]) -> None:
        self.geometry = geometry
        self.facts = facts
        # those that lie across are below; a session beside them clashes and must be seen
        self.cards = sorted(geometry.cards.values(), key=lambda card: not card.spans)
        self.selected: frozenset[str] = frozenset()
        self.highlighted: frozenset[str] = frozenset()
        self.faded: str | None = None
        self.focused: str | None = None


class ScenePainter:
    """Paints scenes in the colours and fonts of a look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.texts = CardTexts(look)
        self._hour_font = look.font(SMALL_PX)

    def paint(self, painter: QtGui.QPainter, scene: Scene, area: QtCore.QRect, scrolled_x: int) -> None:
        """Paint a part of the scene.

        Args:
            painter: On the drawing's own coordinates.
            scene: What to paint.
            area: The part to paint.
            scrolled_x: Where the left edge of the window is: the hours stay there.
        """
        painter.fillRect(area, self._look.colour("window"))
        self._ground(painter, scene.geometry, area)
        left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
        seen = [
            card
            for card in scene.cards
            if card.y <= bottom and card.y + card.height >= top and card.x <= right and card.x + card.width >= left
        ]
        if scene.faded is not None:
            for card in [card for card in seen if card.id == scene.faded]:
                seen.remove(card)
                painter.setOpacity(0.3)
                self._cards(painter, scene, [card])
                painter.setOpacity(1)
        # cards that lie across first, words and all: what lies on them hides them
        self._cards(painter, scene, [card for card in seen if card.spans])
        self._cards(painter, scene, [card for card in seen if not card.spans])
        self._hours(painter, scene.geometry, area, scrolled_x)

    # the ground

    def _ground(self, painter: QtGui.QPainter, geometry: Geometry, area: QtCore.QRect) -> None:
        look = self._look
        hour_lines: list[QtCore.QLine] = []
        half_lines: list[QtCore.QLine] = []
        column_lines: list[QtCore.QLine] = []
        bottom = geometry.y_of(geometry.last)
        top = geometry.y_of(geometry.first)
        hour_px = 60 * geometry.scale.minute_px
        every = 60 if hour_px >= 14 else 120 if hour_px >= 7 else 240
        sheet, shut = look.colour("card"), look.hatch("muted", 0.16)
        for block in geometry.blocks:
            if block.left > area.right() or block.right < area.left():
                continue
            first_x, last_x = block.columns_left, block.right
            opens = geometry.y_of(block.opens) if block.opens is not None else top
            closes = geometry.y_of(block.closes) if block.closes is not None else top
            painter.fillRect(QtCore.QRect(first_x, opens, last_x - first_x, closes - opens), sheet)
            for minute in range(-(-geometry.first // 30) * 30, geometry.last + 1, 30):
                line = QtCore.QLine(first_x, y := geometry.y_of(minute), last_x, y)
                if minute % every == 0:
                    hour_lines.append(line)
                elif hour_px >= 40:
                    half_lines.append(line)
            step = 1 if geometry.scale.column_px >= 4 else 5
            for column in range(0, len(geometry.columns) + 1, step):
                x = geometry.column_x(block, column)
                column_lines.append(QtCore.QLine(x, top, x, bottom))
            self._closures(painter, geometry, block, shut)
        faint = look.colour(mixed(look.colours.card, look.colours.grid, 0.6))
        for lines, colour in (
            (half_lines, faint),
            (hour_lines, look.colour("line")),
            (column_lines, look.colour("grid")),
        ):
            painter.setPen(QtGui.QPen(colour, 1))
            painter.drawLines(lines)

    def _closures(self, painter: QtGui.QPainter, geometry: Geometry, block: Block, shut: QtGui.QBrush) -> None:
        agenda = geometry.agenda
        for column, room_id in enumerate(geometry.columns):
            room = agenda.room.get(room_id or "")
            for closed in room.closures if room is not None else ():
                start = max((closed.start - block.midnight).total_seconds() / 60, geometry.first)
                end = min((closed.end - block.midnight).total_seconds() / 60, geometry.last)
                if start >= end or (day := day_of(agenda.meeting, closed.start)) is None or day.date > block.date:
                    continue
                left, right = geometry.column_x(block, column), geometry.column_x(block, column + 1)
                top, bottom = geometry.y_of(start), geometry.y_of(end)
                where = QtCore.QRect(left, top, right - left, bottom - top)
                painter.fillRect(where, self._look.colour("window", 0.8))
                painter.fillRect(where, shut)
                if right - left >= 80 and bottom - top >= 34:
                    painter.setFont(self._hour_font)
                    painter.setPen(self._look.colour("muted"))
                    words = f"closed: {closed.reason}" if closed.reason else "closed"
                    flags = QtCore.Qt.AlignmentFlag.AlignTop | QtCore.Qt.TextFlag.TextWordWrap
                    painter.drawText(where.adjusted(8, 5, -6, -4), int(flags), words)

    def _hours(self, painter: QtGui.QPainter, geometry: Geometry, area: QtCore.QRect, scrolled_x: int) -> None:
        painter.setFont(self._hour_font)
        hour_px = 60 * geometry.scale.minute_px
        every = 60 if hour_px >= 18 else 120 if hour_px >= 9 else 240
        for block in geometry.blocks:
            x = min(max(block.left, scrolled_x), block.right - HOURS_WIDTH)
            if x > area.right() or x + HOURS_WIDTH < area.left():
                continue
            strip = QtCore.QRect(x, area.top(), HOURS_WIDTH, area.height())
            painter.fillRect(strip, self._look.colour("window"))
            painter.setPen(self._look.colour("muted"))
            for minute in range(-(-geometry.first // every) * every, geometry.last + 1, every):
                y = geometry.y_of(minute)
                if area.top() - 16 <= y <= area.bottom() + 16:
                    where = QtCore.QRect(x, y - 8, HOURS_WIDTH - 7, 16)
                    flags = QtCore.Qt.AlignmentFlag.AlignRight | QtCore.Qt.AlignmentFlag.AlignVCenter
                    painter.drawText(where, int(flags), f"{minute // 60 % 24:02}:{minute % 60:02}")
        for block in geometry.blocks[1:]:
            gap = QtCore.QRect(block.left - DAY_GAP + 1, area.top(), DAY_GAP - 1, area.height())
            painter.fillRect(gap, self._look.colour("window"))

    # cards

    def _cards(self, painter: QtGui.QPainter, scene: Scene, cards: list[Card]) -> None:
        if not cards:
            return
        look, facts_of = self._look, scene.facts
        bodies: dict[str, list[Card]] = {}
        stripes: dict[str, list[QtCore.QRect]] = {}
        texts: list[tuple[Card, CardText]] = []
        quiet: list[Card] = []
        outlined: list[tuple[Card, str]] = []
        for card in cards:
            facts = facts_of(card.id)
            if facts.quiet:
                quiet.append(card)
            else:
                bodies.setdefault(facts.fill, []).append(card)
                stripes.setdefault(facts.stripe, []).append(QtCore.QRect(card.x, card.y, _stripe(card), card.height))
            if facts.clash:
                outlined.append((card, "clash"))
            texts.append((card, self.texts.of(card.id, facts, card.width, card.height)))
        outlined += [(card, "accent") for card in cards if card.id in scene.selected or card.id in scene.highlighted]
        self._bodies(painter, bodies, stripes)
        hatch, ground = look.hatch("muted", 0.22), look.colour("window")
        for card in quiet:
            where = QtCore.QRect(card.x, card.y, card.width, card.height)
            painter.fillRect(where, ground)
            painter.setBrushOrigin(0, 0)
            painter.fillRect(where, hatch)
        if scene.highlighted:
            veil = look.colour("window", 0.62)
            for card in cards:
                if card.id not in scene.highlighted:
                    painter.fillRect(card.x, card.y, card.width, card.height, veil)
        self._words(painter, texts)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
        for card, colour in outlined:
            self._outline(painter, card, colour, dashed=card.id == scene.focused and len(scene.selected) > 1)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _bodies(
        self, painter: QtGui.QPainter, bodies: dict[str, list[Card]], stripes: dict[str, list[QtCore.QRect]]
    ) -> None:
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        for fill, cards in bodies.items():
            painter.setBrush(QtGui.QColor(fill))
            small = [QtCore.QRect(c.x, c.y, c.width, c.height) for c in cards if c.width < 20 or c.height < 10]
            if small:
                painter.drawRects(small)
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            for card in cards:
                if card.width >= 20 and card.height >= 10:
                    painter.drawRoundedRect(card.x, card.y, card.width, card.height, RADIUS, RADIUS)
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)
        for colour, rects in stripes.items():
            painter.setBrush(QtGui.QColor(colour))
            if rects[0].width() < STRIPE or len(rects) > 150:
                painter.drawRects(rects)
                continue
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            for rect in rects:
                painter.drawRoundedRect(rect, 2, 2)
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _words(self, painter: QtGui.QPainter, texts: list[tuple[Card, CardText]]) -> None:
        look = self._look
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        ground = look.colour("window")
        pens: dict[TextStyle, QtGui.QColor] = {
            "number": look.colour("muted"),
            "title": look.colour("text"),
            "detail": look.colour("muted"),
            "quiet": look.colour("muted"),
        }
        by_style: dict[TextStyle, list[tuple[float, float, QtGui.QStaticText]]] = {style: [] for style in STYLES}
        badges: list[tuple[float, float, float, str, str]] = []
        for card, text in texts:
            for run in text.runs:
                by_style[run.style].append((card.x + run.x, card.y + run.y, run.text))
                if run.style == "quiet":
                    painter.fillRect(QtCore.QRectF(card.x + run.x - 6, card.y + run.y, run.width + 12, 14), ground)
            badges += [(card.x + b.x, card.y + b.y, b.width, b.text, b.tone) for b in text.badges]
        for style in STYLES:
            if by_style[style]:
                painter.setFont(self.texts.fonts[style])
                painter.setPen(pens[style])
                for x, y, static in by_style[style]:
                    painter.drawStaticText(QtCore.QPointF(x, y), static)
        if badges:
            self._badges(painter, badges)

    def _badges(self, painter: QtGui.QPainter, badges: list[tuple[float, float, float, str, str]]) -> None:
        look = self._look
        painter.setFont(self.texts.badge_font)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        for x, y, width, text, tone in badges:
            colour = look.colour(tone)
            if not text:
                painter.setPen(QtCore.Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(QtCore.QRectF(x, y, 6, 6))
                continue
            where = QtCore.QRectF(x + 0.5, y + 0.5, width - 1, BADGE_HEIGHT - 1)
            painter.setPen(QtGui.QPen(look.colour("line") if tone == "muted" else colour, 1))
            painter.setBrush(look.colour("card"))
            painter.drawRoundedRect(where, 7, 7)
            painter.setPen(colour)
            painter.drawText(where, int(QtCore.Qt.AlignmentFlag.AlignCenter), text)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _outline(self, painter: QtGui.QPainter, card: Card, colour: str, *, dashed: bool) -> None:
        pen = QtGui.QPen(self._look.colour(colour), 2 if colour == "accent" else 1.5)
        if dashed:
            pen.setStyle(QtCore.Qt.PenStyle.DashLine)
        painter.setPen(pen)
        if colour == "clash":  # inside, so that both are seen on a clash that is selected
            where = QtCore.QRectF(card.x + 1.25, card.y + 1.25, card.width - 2.5, card.height - 2.5)
        else:
            where = QtCore.QRectF(card.x, card.y, card.width, card.height)
        painter.drawRoundedRect(where, RADIUS, RADIUS)


def _stripe(card: Card) -> int:
    return STRIPE if card.width >= 40 else 2 if card.width >= 8 else 1
