"""Paints the timeline's cards; what they lie on is in ``ground``, what follows the cursor during a drag in ``ghost``.

Rectangles are gathered by colour and drawn in one call each: that, and text laid out once, is what keeps it quick.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.ui.timeline.card_text import BADGE_HEIGHT, DOT, ICON, STYLES, CardTexts
from agendaplanner.ui.timeline.ground import Away, GroundPainter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.card_text import BadgeAt, CardText, TextStyle
    from agendaplanner.ui.timeline.facts import Facts
    from agendaplanner.ui.timeline.geometry import Card, Geometry

RADIUS = 5
STRIPE = 4
ROUNDED_FROM = 24
DIMMED = 0.32
"""How opaque a card is that does not belong to what is looked at."""


class Scene:
    """What is to be painted: the cards' places, what they say, and how they stand out."""

    def __init__(self, geometry: Geometry, facts: Callable[[str], Facts]) -> None:
        self.geometry = geometry
        self.facts = facts
        # those that lie across come first: what lies on them hides them
        self.cards = list(geometry.cards.values())
        self.selected: frozenset[str] = frozenset()
        self.highlighted: frozenset[str] = frozenset()
        self.lit: frozenset[str] | None = None
        """The sessions that are looked at, the others are dimmed; None: all are."""
        self.away: tuple[Away, ...] = ()
        self.now: datetime | None = None
        """The time on the meeting's clock, on a day of the meeting."""
        self.faded: str | None = None
        self.focused: str | None = None

    def is_dimmed(self, session_id: str) -> bool:
        """Tell whether a session is not among what is looked at."""
        if self.highlighted:
            return session_id not in self.highlighted
        return self.lit is not None and session_id not in self.lit


class ScenePainter:
    """Paints scenes in the colours and fonts of a look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.texts = CardTexts(look)
        self.ground = GroundPainter(look)
        self._stripes: dict[tuple[str, int], QtGui.QBrush] = {}
        self._icons: dict[tuple[str, str], QtGui.QPixmap] = {}

    def paint(self, painter: QtGui.QPainter, scene: Scene, area: QtCore.QRect, edge: int) -> None:
        """Paint a part of the scene.

        Args:
            painter: On the drawing's own coordinates.
            scene: What to paint.
            area: The part to paint.
            edge: Where the window's edge is that the hours stay at; upright.
        """
        self.ground.paint(painter, scene.geometry, area, scene.away)
        seen = seen_cards(scene.cards, area)
        dimmed = [card for card in seen if card.id == scene.faded or scene.is_dimmed(card.id)]
        if dimmed:
            hidden = {card.id for card in dimmed}
            seen = [card for card in seen if card.id not in hidden]
            painter.setOpacity(DIMMED)
            self._cards(painter, scene, dimmed)
            painter.setOpacity(1)
        # cards that lie across first, words and all: what lies on them hides them
        self._cards(painter, scene, [card for card in seen if card.spans])
        self._cards(painter, scene, [card for card in seen if not card.spans])
        if scene.now is not None:
            self.ground.paint_now(painter, scene.geometry, scene.now)
        self.ground.paint_hours(painter, scene.geometry, area, edge)

    # cards

    def _cards(self, painter: QtGui.QPainter, scene: Scene, cards: list[Card]) -> None:
        if not cards:
            return
        look, facts_of = self._look, scene.facts
        bodies: dict[str, list[Card]] = {}
        stripes: dict[tuple[str, int], list[QtCore.QRect]] = {}
        texts: list[tuple[Card, CardText]] = []
        quiet: list[Card] = []
        outlined: list[tuple[Card, str]] = []
        for card in cards:
            facts = facts_of(card.id)
            if facts.quiet:
                quiet.append(card)
            else:
                bodies.setdefault(facts.fill, []).append(card)
                key = (facts.stripe, facts.pattern)
                stripes.setdefault(key, []).append(QtCore.QRect(card.x, card.y, _stripe(card), card.height))
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
        self._words(painter, texts)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
        for card, colour in outlined:
            self._outline(painter, card, colour, dashed=card.id == scene.focused and len(scene.selected) > 1)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _bodies(
        self, painter: QtGui.QPainter, bodies: dict[str, list[Card]], stripes: dict[tuple[str, int], list[QtCore.QRect]]
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
        for (colour, pattern), rects in stripes.items():
            painter.setBrush(self._stripe_brush(colour, pattern))
            # how a stripe looks must not hang on how many are painted with it
            flat = rects if pattern else [r for r in rects if r.width() < STRIPE or r.height() < ROUNDED_FROM]
            painter.drawRects(flat)
            if len(flat) < len(rects):
                painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
                for rect in rects:
                    if rect.width() >= STRIPE and rect.height() >= ROUNDED_FROM:
                        painter.drawRoundedRect(rect, 2, 2)
                painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _stripe_brush(self, colour: str, pattern: int) -> QtGui.QBrush:
        """Give what a track's stripe is filled with: its colour, with gaps for the second track of that colour."""
        key = (colour, pattern)
        if key not in self._stripes:
            self._stripes[key] = QtGui.QBrush(QtGui.QColor(colour)) if not pattern else striped(colour, pattern)
        return self._stripes[key]

    def _words(self, painter: QtGui.QPainter, texts: list[tuple[Card, CardText]]) -> None:
        look = self._look
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        ground = look.colour("window")
        pens: dict[TextStyle, QtGui.QColor] = {
            "number": look.colour("muted"),
            "title": look.colour("text"),
            "detail": look.colour("muted"),
            "track": look.colour("muted"),
            "quiet": look.colour("muted"),
        }
        by_style: dict[TextStyle, list[tuple[float, float, QtGui.QStaticText]]] = {style: [] for style in STYLES}
        badges: list[tuple[Card, BadgeAt]] = []
        turned: list[tuple[Card, CardText]] = []
        for card, text in texts:
            if text.turned:
                turned.append((card, text))
                continue
            for run in text.runs:
                by_style[run.style].append((card.x + run.x, card.y + run.y, run.text))
                if run.style == "quiet":
                    painter.fillRect(QtCore.QRectF(card.x + run.x - 6, card.y + run.y, run.width + 12, 14), ground)
            badges += [(card, badge) for badge in text.badges]
        for style in STYLES:
            if by_style[style]:
                painter.setFont(self.texts.fonts[style])
                painter.setPen(pens[style])
                for x, y, static in by_style[style]:
                    painter.drawStaticText(QtCore.QPointF(x, y), static)
        for card, text in turned:
            self._turned_words(painter, card, text, ground, pens["quiet"])
        if badges:
            self._badges(painter, badges)

    def _turned_words(
        self, painter: QtGui.QPainter, card: Card, text: CardText, ground: QtGui.QColor, pen: QtGui.QColor
    ) -> None:
        """Write along a card that is high and narrow, from below."""
        painter.save()
        painter.translate(card.x, card.y + card.height)
        painter.rotate(-90)
        painter.setPen(pen)
        painter.setFont(self.texts.fonts["quiet"])
        for run in text.runs:
            painter.fillRect(QtCore.QRectF(run.x - 6, run.y, run.width + 12, 14), ground)
            painter.drawStaticText(QtCore.QPointF(run.x, run.y), run.text)
        painter.restore()

    def _badges(self, painter: QtGui.QPainter, badges: list[tuple[Card, BadgeAt]]) -> None:
        look = self._look
        painter.setFont(self.texts.badge_font)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        line, ground = look.colour("line"), look.colour("card")
        for card, badge in badges:
            colour = look.colour(badge.tone)
            x, y = card.x + badge.x, card.y + badge.y
            if not badge.text and not badge.icon:
                painter.setPen(QtCore.Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawEllipse(QtCore.QRectF(x, y, DOT, DOT))
                continue
            if badge.text:
                where = QtCore.QRectF(x + 0.5, y + 0.5, badge.width - 1, BADGE_HEIGHT - 1)
                painter.setPen(QtGui.QPen(line if badge.tone == "muted" else colour, 1))
                painter.setBrush(ground)
                painter.drawRoundedRect(where, 7, 7)
                painter.setPen(colour)
                middle = int(QtCore.Qt.AlignmentFlag.AlignLeft | QtCore.Qt.AlignmentFlag.AlignVCenter)
                painter.drawText(where.adjusted(ICON + 7, 0, 0, 0), middle, badge.text)
                x, y = x + 5, y + 2
            painter.drawPixmap(round(x), round(y), self._icon(badge.icon, badge.tone))
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)

    def _icon(self, name: str, tone: str) -> QtGui.QPixmap:
        key = (name, tone)
        if key not in self._icons:
            self._icons[key] = self._look.picture(name, self._look.colour(tone), ICON)
        return self._icons[key]

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


def seen_cards(cards: Iterable[Card], area: QtCore.QRect) -> list[Card]:
    """Give the cards that lie in an area of the drawing, wholly or in part."""
    left, right, top, bottom = area.left(), area.right(), area.top(), area.bottom()
    return [
        card
        for card in cards
        if card.y <= bottom and card.y + card.height >= top and card.x <= right and card.x + card.width >= left
    ]


def striped(colour: str, pattern: int) -> QtGui.QBrush:
    """Give a brush of a colour with gaps across: long dashes, dots, or pairs, by the pattern's number from 1."""
    marks = (((0, 7),), ((0, 3), (6, 3)), ((0, 6), (8, 2)))[(pattern - 1) % 3]
    tile = QtGui.QPixmap(8, 12 if pattern % 3 != 1 else 10)
    tile.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QtGui.QPainter(tile)
    for top, height in marks:
        painter.fillRect(0, top, 8, height, QtGui.QColor(colour))
    painter.end()
    return QtGui.QBrush(tile)
