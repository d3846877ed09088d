"""How much everybody does: a bar for each person, made of their chairs, reports, contributions and other parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.times import span_text
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.prepare.charts import ChartDelegate, ChartList, Index, fill, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.checks.candidates import Load
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.look import Look

PARTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("chairing", frozenset({"chair", "co-chair", "moderator"})),
    ("reporting", frozenset({"rapporteur"})),
    ("speaking", frozenset({"presenter", "panellist", "discussant"})),
    ("other parts", frozenset({"interpreter", "secretariat"})),
)
"""What a bar is made of, in its order."""
WIDE_PX = 600
_NUMBERS_PX, _BAR_PX = 132, 12


class Row(msgspec.Struct, frozen=True):
    """A person's row."""

    person: str
    name: str
    parts: str
    """In words: "chair 2, rapporteur 1"."""
    counts: tuple[int, ...]
    """By ``PARTS``."""
    minutes: int
    too_much: str
    most: int
    """How many parts the whole width is."""


def rows_of(agenda: Agenda, loads: Sequence[Load]) -> list[Row]:
    """Give the rows of a chart."""
    most = max((load.count for load in loads), default=1)
    return [
        Row(
            load.person,
            agenda.person[load.person].name,
            ", ".join(f"{ROLE_WORDS[kind].lower()} {n}" for kind, n in load.parts.items()),
            tuple(_count(load, kinds) for _, kinds in PARTS),
            load.minutes,
            load.too_much,
            max(most, 4),
        )
        for load in loads
    ]


def _count(load: Load, kinds: Iterable[str]) -> int:
    return sum(load.parts.get(kind, 0) for kind in kinds)


def said(row: Row) -> str:
    """Say in words what a row shows."""
    much = f"; too much: {row.too_much}" if row.too_much else ""
    return f"{row.name}: {row.parts}, {span_text(row.minutes)}{much}"


class Loads(ChartList[Row]):
    """The chart of who does how much."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__("How much everybody does", said, said, parent, scrolls=True)
        self.setItemDelegate(_Painter(look, self))


class _Painter(ChartDelegate):
    def __init__(self, look: Look, view: Loads) -> None:
        super().__init__(look, view)
        self._view = view

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a row."""
        width = self._view.viewport().width()
        return QtCore.QSize(width, 38 if width >= WIDE_PX else 56)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a name, what they do, the bar and the numbers."""
        look, row = self.look, self._view.row(index)
        painter.save()
        self.ground(painter, option)
        inner = self.rect(option).adjusted(4, 3, -4, -3)
        wide = inner.width() >= WIDE_PX - 8
        name_px = max(180, inner.width() * 4 // 10) if wide else inner.width() - _NUMBERS_PX - 8
        name = QtCore.QRect(inner.x(), inner.y(), name_px, 16)
        end = inner.right() - _NUMBERS_PX
        write(painter, look, name, row.name, bold=bool(row.too_much))
        words = QtCore.QRect(inner.x(), inner.y() + (16 if wide else 34), name_px if wide else inner.width(), 15)
        told, colour = (f"Too much: {row.too_much}", "warning") if row.too_much else (row.parts, "muted")
        write(painter, look, words, told, pixels=SMALL_PX, colour=colour)
        high = inner.height() if wide else 16
        count = sum(row.counts)
        numbers = f"{count} part{'s' if count > 1 else ''} · {span_text(row.minutes)}"
        write(painter, look, QtCore.QRect(end, inner.y(), _NUMBERS_PX, high), numbers, right=True)
        left, right = (name.right() + 14, end - 12) if wide else (inner.x(), inner.right())
        y = inner.center().y() - _BAR_PX / 2 if wide else inner.y() + 19
        box = QtCore.QRectF(left, y, right - left, _BAR_PX)
        painter.fillRect(box, look.colour("grid"))
        x = box.x()
        for number, part in enumerate(row.counts):
            width = box.width() * part / row.most
            fill(painter, look, QtCore.QRectF(x, box.y(), max(width - 1, 0), box.height()), number)
            x += width
        painter.restore()
