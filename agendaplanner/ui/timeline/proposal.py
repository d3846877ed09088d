"""Paints what is proposed over the timeline: what would move stands out, and where it stood, or would stand, is outlined.

The cards themselves are those of the agenda that is shown, painted as usual.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.model.words import session_mark
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.timeline.geometry import spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Placement
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.planning.proposal import Move, Proposal
    from agendaplanner.ui.timeline.geometry import Card, Geometry

MOST_ARROWS = 24
"""With more moves than these, lines from place to place are a tangle."""
MANY = 80
"""With more than these, what moves is marked quickly and plainly."""
RADIUS = 5
WORDS_FROM_PX = (64, 22)
"""The least width and height of an outline that says whose it is."""


def paint_proposal(
    painter: QtGui.QPainter,
    proposal: Proposal,
    drawing: Geometry,
    look: Look,
    area: QtCore.QRect,
    *,
    is_after: bool,
) -> None:
    """Paint over the cards of the drawing, on its own coordinates.

    Args:
        painter: On the drawing's coordinates.
        proposal: What is proposed.
        drawing: The agenda after it, or before, as it is shown.
        look: The colours.
        area: The part of the drawing to paint.
        is_after: Whether the agenda after it is shown.
    """
    moving = {move.session for move in proposal.moves}
    painter.save()
    veil = look.colour("window", 0.5)
    for card in drawing.cards.values():
        rect = QtCore.QRect(card.x, card.y, card.width, card.height)
        if card.id not in moving and rect.intersects(area):
            painter.fillRect(rect, veil)
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
    standing = {card.id: QtCore.QRect(card.x, card.y, card.width, card.height) for card in _moving(drawing, moving)}
    other = proposal.before if is_after else proposal.after
    if len(proposal.moves) > MANY:
        outlines = (_outline(drawing, other, move, is_after=is_after) for move in proposal.moves)
        _paint_many(painter, look, standing.values(), [each for each in outlines if each is not None], area)
        painter.restore()
        return
    painter.setPen(QtGui.QPen(look.colour("accent"), 2))
    for rect in standing.values():
        painter.drawRoundedRect(QtCore.QRectF(rect), RADIUS, RADIUS)
    # outlines and lines lie below the cards that move, whose words are to be read
    cards = QtGui.QRegion()
    for rect in standing.values():
        cards += rect.adjusted(-1, -1, 1, 1)
    painter.setClipRegion(QtGui.QRegion(area) - cards)
    arrows: list[tuple[QtCore.QRectF, QtCore.QRectF]] = []
    for move in proposal.moves:
        here, there = standing.get(move.session), _outline(drawing, other, move, is_after=is_after)
        if there is None or there == here:
            continue
        mark = session_mark(other.session[move.session])
        _paint_outline(painter, look, QtCore.QRectF(there), mark, cards, leaves=here is None)
        # what moves a little needs no arrow to be found again
        if here is not None and not here.intersects(there):
            ends = QtCore.QRectF(there), QtCore.QRectF(here)
            arrows.append(ends if is_after else (ends[1], ends[0]))
    if len(arrows) <= MOST_ARROWS:
        for begin, end in arrows:
            _arrow(painter, look, begin, end)
    painter.restore()


def _paint_many(
    painter: QtGui.QPainter,
    look: Look,
    cards: Iterable[QtCore.QRect],
    outlines: Iterable[QtCore.QRect],
    area: QtCore.QRect,
) -> None:
    """Mark hundreds of places, one call for all outlines and one for all cards."""
    painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QtGui.QPen(look.colour("muted", 0.6), 1))
    painter.drawRects([rect for rect in outlines if rect.intersects(area)])
    painter.setPen(QtGui.QPen(look.colour("accent"), 2))
    painter.drawRects([rect for rect in cards if rect.intersects(area)])


def _moving(drawing: Geometry, moving: set[str]) -> Iterator[Card]:
    """Give the cards of the sessions that move, as far as they are on the drawing."""
    return (card for id_ in sorted(moving) if (card := drawing.cards.get(id_)) is not None)


def _outline(drawing: Geometry, other: Agenda, move: Move, *, is_after: bool) -> QtCore.QRect | None:
    """Give the place in which a session stands in the agenda that is not shown."""
    place: Placement | None = move.before if is_after else move.after
    minutes = move.minutes_before if is_after else move.minutes_after
    session = other.session.get(move.session)
    block = drawing.block_of(place.start) if place is not None else None
    if place is None or session is None or block is None:
        return None
    column = None if spans(session) else drawing.column_of(place.room)
    if column is None and not spans(session):
        return None
    x, y, wide, high = drawing.rect_of(block, place.start, minutes, column)
    return QtCore.QRect(x + 2, y + 1, max(wide - 4, 2), max(high - 2, 2))


def _paint_outline(
    painter: QtGui.QPainter, look: Look, where: QtCore.QRectF, mark: str, cards: QtGui.QRegion, *, leaves: bool
) -> None:
    """Outline a place that a session leaves, or would take; one that leaves for the backlog warns."""
    painter.setPen(QtGui.QPen(look.colour("warning" if leaves else "muted"), 1.5, QtCore.Qt.PenStyle.DashLine))
    painter.drawRoundedRect(where, RADIUS, RADIUS)
    if where.width() < WORDS_FROM_PX[0] or where.height() < WORDS_FROM_PX[1]:
        return
    painter.setFont(look.font(SMALL_PX))
    words = painter.fontMetrics().elidedText(mark, QtCore.Qt.TextElideMode.ElideRight, round(where.width()) - 14)
    wide = painter.fontMetrics().horizontalAdvance(words) + 8
    tag = QtCore.QRectF(where.right() - wide - 4, where.bottom() - 18, wide, 15)
    if not cards.intersects(tag.toAlignedRect()):
        painter.fillRect(tag, look.colour("window", 0.85))
        painter.drawText(tag, int(QtCore.Qt.AlignmentFlag.AlignCenter), words)


def _arrow(painter: QtGui.QPainter, look: Look, begin: QtCore.QRectF, end: QtCore.QRectF) -> None:
    """Draw a thin line from one place to another, with a head where it arrives."""
    line = QtCore.QLineF(begin.center(), end.center())
    # it arrives at the edge of the card, not on its words
    for edge in (
        QtCore.QLineF(end.topLeft(), end.topRight()),
        QtCore.QLineF(end.bottomLeft(), end.bottomRight()),
        QtCore.QLineF(end.topLeft(), end.bottomLeft()),
        QtCore.QLineF(end.topRight(), end.bottomRight()),
    ):
        kind, at = line.intersects(edge)  # pyright: ignore[reportGeneralTypeIssues]
        if kind == QtCore.QLineF.IntersectionType.BoundedIntersection:
            line.setP2(at)
            break
    if line.length() < 12:
        return
    painter.setPen(QtGui.QPen(look.colour("accent", 0.75), 1.25))
    painter.drawLine(line)
    head = QtGui.QPolygonF([line.p2()])
    for turn in (155, -155):
        side = QtCore.QLineF(line)
        side.setAngle(line.angle() + turn)
        side.setLength(7)
        head.append(line.p2() + (side.p2() - side.p1()))
    painter.setBrush(look.colour("accent", 0.75))
    painter.setPen(QtCore.Qt.PenStyle.NoPen)
    painter.drawPolygon(head)
    painter.setBrush(QtCore.Qt.BrushStyle.NoBrush)
