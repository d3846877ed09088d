"""The bars of a balance: one for each value, with its target drawn on it, and one for what is not recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.balance import Share, wanted
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.prepare.charts import ChartDelegate, ChartList, Index, write

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
WIDE_PX = 600
"""From here on the name stands before its bar, not above it."""
_NUMBERS_PX, _BAR_PX = 92, 14


class Bar(msgspec.Struct, frozen=True):
    """A row of the chart."""

    name: str
    share: Share | None
    """None: of these it is not recorded."""
    people: int
    of: int
    """Of so many: of whom it is known, or for what is not recorded of all."""
    scale: int
    """How many percent the whole width is."""
    who: str = ""
    """Who they are."""


def said(bar: Bar) -> str:
    """Say in words what a bar shows."""
    if bar.share is None:
        return f"{bar.name}: {bar.people} of {bar.of}"
    words = f"{bar.name}: {bar.people} of {bar.of}, {bar.share.percent:.0f} %"
    return f"{words}, {target_words(bar.share)}" if bar.share.has_target else words


def target_words(share: Share) -> str:
    """Say what is wanted, and whether it is kept."""
    limits = wanted(share.low, share.high)
    return f"wanted {limits}, {'too few' if share.off == 'below' else 'too many'}" if share.off else f"wanted {limits}"


def _tip(bar: Bar) -> str:
    return "\n".join(filter(None, [said(bar), bar.who]))


class Bars(ChartList[Bar]):
    """The chart of a balance."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__("Shares", said, _tip, parent)
        self.setItemDelegate(_Painter(look, self))


class _Painter(ChartDelegate):
    def __init__(self, look: Look, view: Bars) -> None:
        super().__init__(look, view)
        self._view = view

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a row."""
        width = self._view.viewport().width()
        wanted = any(bar.share is not None and bar.share.has_target for bar in self._view.chart.rows)
        return QtCore.QSize(width, 38 if width >= WIDE_PX else 56 if wanted else 42)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a name, its bar with the target, and the numbers."""
        look, bar, rect = self.look, self._view.row(index), self.rect(option)
        painter.save()
        self.ground(painter, option)
        share = bar.share
        inner = rect.adjusted(4, 4, -4, -5)
        if inner.width() >= WIDE_PX - 8:
            name = QtCore.QRect(inner.x(), inner.y(), max(150, inner.width() * 3 // 10), inner.height())
            lane = QtCore.QRect(
                name.right() + 14, inner.y(), inner.right() - name.right() - 26 - _NUMBERS_PX, inner.height()
            )
            numbers = QtCore.QRect(inner.right() - _NUMBERS_PX, inner.y(), _NUMBERS_PX, inner.height())
            if share is not None and share.has_target:
                top = QtCore.QRect(name.x(), name.y() - 1, name.width(), 16)
                write(painter, look, top, bar.name)
                below = top.translated(0, 15)
                colour = "warning" if share.off else "muted"
                write(painter, look, below, target_words(share), pixels=SMALL_PX, colour=colour)
            else:
                write(painter, look, name, bar.name, colour="text" if share else "muted")
        else:
            name = QtCore.QRect(inner.x(), inner.y(), inner.width() - _NUMBERS_PX - 8, 16)
            numbers = QtCore.QRect(inner.right() - _NUMBERS_PX, inner.y(), _NUMBERS_PX, 16)
            lane = QtCore.QRect(inner.x(), inner.y() + 17, inner.width(), _BAR_PX + 2)
            write(painter, look, name, bar.name, colour="text" if share else "muted")
            if share is not None and share.has_target:
                words = QtCore.QRect(inner.x(), lane.bottom() + 1, inner.width(), 14)
                colour = "warning" if share.off else "muted"
                write(painter, look, words, target_words(share), pixels=SMALL_PX, colour=colour)
        self._bar(painter, bar, lane)
        text = f"{bar.people}" if share is None else f"{bar.people} · {share.percent:.0f} %"
        off = share is not None and share.off
        write(painter, look, numbers, text, bold=bool(off), colour="warning" if off else "text", right=True)
        painter.restore()

    def _bar(self, painter: QtGui.QPainter, bar: Bar, lane: QtCore.QRect) -> None:
        look, share = self.look, bar.share
        box = QtCore.QRectF(lane.x(), lane.center().y() - _BAR_PX / 2 + 0.5, lane.width(), _BAR_PX)
        painter.fillRect(box, look.colour("grid"))

        def at(percent: float) -> float:
            return box.x() + box.width() * min(percent, bar.scale) / bar.scale

        percent = share.percent if share is not None else 100 * bar.people / max(bar.of, 1)
        filled = QtCore.QRectF(box.x(), box.y(), at(percent) - box.x(), box.height())
        if share is None:
            painter.fillRect(filled, look.hatch("muted", 0.6))
            return
        if share.has_target:
            band = QtCore.QRectF(at(share.low), box.y() - 4, at(share.high) - at(share.low), box.height() + 8)
            painter.fillRect(band, look.colour("accent", 0.16))
        if share.off:
            painter.fillRect(filled, look.colour("warning"))
            painter.fillRect(filled, look.hatch("card", 0.45))
        else:
            painter.fillRect(filled, look.colour("muted"))
        if share.has_target:
            painter.setPen(QtGui.QPen(look.colour("text"), 1.5))
            for limit, known in ((share.low, share.low > 0), (share.high, share.high < 100)):
                if known:
                    x = at(limit)
                    painter.drawLine(QtCore.QPointF(x, box.y() - 4), QtCore.QPointF(x, box.bottom() + 4))
