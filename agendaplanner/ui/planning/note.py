"""The note over the timeline while the planner works: how far it is, how the cost falls, and ways to leave off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from agendaplanner.planning.messages import Working
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.planning.planner import Planner

SHOW_AFTER_MS = 300
"""What is done sooner needs no note."""
WIDTH = 460
TOP_PX = 72
BEGINS = {
    "plan": "Planning …",
    "improve": "Making the plan better …",
    "replan": "Looking for the fewest moves …",
    "explain": "Finding out why …",
}
STAGES = {
    "placing": "Planning: {done} of {total} placed",
    "improving": "Making it better: cost {cost:,.1f}",
    "moving": "Re-planning: {done} of {total} have a new place",
    "counting": "Counting what stands in the way …",
    "proving": "Proving that it cannot be done …",
    "trying repairs": "Trying what would help …",
}


class PlanNote(QtWidgets.QFrame):
    """What the planner is doing."""

    def __init__(self, planner: Planner, look: Look, over: QtWidgets.QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("kind", "popup")
        self.setObjectName("planning")
        self.setAccessibleName("Planning")
        self.setFixedWidth(WIDTH)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(14, 10, 10, 12)
        lines.setSpacing(8)
        line = QtWidgets.QHBoxLayout()
        self._words = QtWidgets.QLabel(self)
        line.addWidget(self._words, 1)
        self.take = QtWidgets.QPushButton("Take what it has", self)
        self.take.setToolTip("Leave off now and look at the best plan so far")
        self.take.clicked.connect(planner.take_what_it_has)
        self.cancel = QtWidgets.QPushButton("Cancel", self)
        self.cancel.clicked.connect(planner.stop)
        line.addWidget(self.take)
        line.addWidget(self.cancel)
        lines.addLayout(line)
        self.falling = Falling(look, self)
        lines.addWidget(self.falling)
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("How far the planner is")
        lines.addWidget(self._bar)
        self._show = QtCore.QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._show.timeout.connect(self._appear)
        planner.started.connect(self._begin)
        planner.progressed.connect(self._go_on)
        planner.ended.connect(self._end)
        self.hide()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _begin(self, ask: str) -> None:
        self._words.setText(BEGINS[ask])
        self._bar.setRange(0, 0)
        self._bar.show()
        self.take.setVisible(ask == "improve")
        self.take.setEnabled(False)
        self.falling.begin()
        self._show.start()

    def _appear(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, TOP_PX)
        self.show()
        self.raise_()

    def _go_on(self, working: Working) -> None:
        self._words.setText(STAGES[working.stage].format(done=working.done, total=working.total, cost=working.cost))
        if working.cost is not None:
            self.falling.add(working.cost)
            self.take.setEnabled(True)
            self._bar.hide()
        known = working.cost is None and working.total > 0 and working.stage != "counting"
        self._bar.setRange(0, working.total if known else 0)
        self._bar.setValue(working.done)
        if self.isVisible() and self.height() != self.sizeHint().height():
            self.adjustSize()

    def _end(self) -> None:
        self._show.stop()
        self.hide()


class Falling(QtWidgets.QWidget):
    """A small line of how the cost falls."""

    HEIGHT = 28

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.costs: list[float] = []
        self.setFixedHeight(self.HEIGHT)
        self.setAccessibleName("How the cost falls")
        self.hide()

    def begin(self) -> None:
        """Forget what was."""
        self.costs.clear()
        self.hide()

    def add(self, cost: float) -> None:
        """Take the least cost so far."""
        self.costs.append(cost)
        self.setAccessibleDescription(f"from {self.costs[0]:,.1f} to {cost:,.1f}")
        self.setVisible(len(self.costs) > 1)
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the line, with what is gained below it."""
        least, most = min(self.costs, default=0.0), max(self.costs, default=0.0)
        if len(self.costs) < 2:
            return
        high = self.height() - 6
        span = (most - least) or 1.0
        step = (self.width() - 10) / (len(self.costs) - 1)
        points = [
            QtCore.QPointF(2 + i * step, 3 + high - (cost - least) / span * high) for i, cost in enumerate(self.costs)
        ]
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        below = QtGui.QPolygonF([*points, QtCore.QPointF(points[-1].x(), 3 + high), QtCore.QPointF(2, 3 + high)])
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent", 0.12))
        painter.drawPolygon(below)
        painter.setPen(QtGui.QPen(self._look.colour("accent"), 1.5))
        painter.drawPolyline(points)
        painter.setPen(QtCore.Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawEllipse(points[-1], 3, 3)
