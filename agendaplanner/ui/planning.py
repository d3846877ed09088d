"""Planning in the window: the planner works in a process of its own, its plan is taken as one change.

While it works, a note over the timeline says how far it is, and everything else stays as alive as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.errors import UsageError
from agendaplanner.planning.plan import PlanOptions, plan_change
from agendaplanner.planning.verify import verify_plan
from agendaplanner.ui.jobs import PlanJob

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.construct import Progress
    from agendaplanner.planning.plan import Plan
    from agendaplanner.ui.desk import Desk

SHOW_AFTER_MS = 300
"""What is done sooner needs no note."""


class Planner(QtCore.QObject):
    """Asks for plans and takes them."""

    started = QtCore.Signal()
    progressed = QtCore.Signal(object)
    ended = QtCore.Signal()
    taken = QtCore.Signal(object)
    """A ``Plan`` that now stands, or that found nothing to change."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked_for: Agenda | None = None
        self._job = PlanJob(self)
        self._job.progressed.connect(self.progressed)
        self._job.found.connect(self._found)
        self._job.failed.connect(lambda words: desk.failed.emit(UsageError(words)))
        self._job.ended.connect(self.ended)
        desk.opened.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether the planner is at work."""
        return self._job.running

    def start(self, *, from_scratch: bool = False, improve_seconds: float | None = None) -> None:
        """Place what waits.

        Args:
            from_scratch: Place everything anew but what is pinned.
            improve_seconds: Then make the plan better for so long; whatever is not pinned may move.
        """
        agenda = self._desk.agenda
        if agenda is None or not self._desk.can_change or self.running:
            return
        self._asked_for = agenda
        self._job.start(agenda, PlanOptions(from_scratch=from_scratch, improve_seconds=improve_seconds))
        self.started.emit()

    @QtCore.Slot()
    def stop(self) -> None:
        """Call it off; the agenda stays as it is."""
        self._job.cancel()

    def _found(self, plan: Plan) -> None:
        agenda = self._desk.agenda
        if agenda is None or self._desk.document is None:
            return
        # it was made for an agenda that may have moved on while it worked
        if agenda != self._asked_for and not self._still_holds(agenda, plan):
            self._desk.failed.emit(
                UsageError(
                    "The agenda was changed while the plan was made, and the two do not fit.", advice="Plan again."
                )
            )
            return
        done = self._desk.do(lambda current: plan_change(current, plan), origin=self)
        self.taken.emit(plan)
        self._desk.told.emit(summary(plan, changed=done is not None), done is not None)

    def _still_holds(self, agenda: Agenda, plan: Plan) -> bool:
        if any(session_id not in agenda.session for session_id in plan.placements):
            return False
        return not verify_plan(agenda, agenda.apply(plan_change(agenda, plan)))


def summary(plan: Plan, *, changed: bool) -> str:
    """Say in a sentence what a plan came to."""
    left = len(plan.unplaced)
    if left:
        found_none = "1 session found no place" if left == 1 else f"{left} sessions found no place"
        return f"Planned, but {found_none}. The reason stands in the list below."
    if not changed:
        return "Everything has its place already."
    placed = sum(placement is not None for placement in plan.placements.values())
    moved = f", {plan.moved} moved" if plan.moved else ""
    return f"Planned: all {placed} sessions have a place{moved}."


class PlanNote(QtWidgets.QFrame):
    """The note over the timeline while the planner works."""

    def __init__(self, planner: Planner, over: QtWidgets.QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._planner = planner
        self.setProperty("kind", "popup")
        self.setObjectName("planning")
        self.setFixedWidth(340)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(14, 10, 10, 12)
        line = QtWidgets.QHBoxLayout()
        self._words = QtWidgets.QLabel(self)
        line.addWidget(self._words, 1)
        cancel = QtWidgets.QPushButton("Cancel", self)
        cancel.clicked.connect(planner.stop)
        line.addWidget(cancel)
        lines.addLayout(line)
        self._bar = QtWidgets.QProgressBar(self)
        self._bar.setTextVisible(False)
        lines.addWidget(self._bar)
        self._show = QtCore.QTimer(self, singleShot=True, interval=SHOW_AFTER_MS)
        self._show.timeout.connect(self._appear)
        planner.started.connect(self._begin)
        planner.progressed.connect(self._go_on)
        planner.ended.connect(self._end)
        self.hide()

    def _begin(self) -> None:
        self._words.setText("Planning …")
        self._bar.setRange(0, 0)
        self._show.start()

    def _appear(self) -> None:
        self.adjustSize()
        self.move((self._over.width() - self.width()) // 2, 72)
        self.show()
        self.raise_()

    def _go_on(self, progress: Progress) -> None:
        if progress.cost is not None:
            self._words.setText(f"Making it better: cost {progress.cost:,.1f}")
            self._bar.setRange(0, 0)
            return
        self._words.setText(f"Planning: {progress.placed} of {progress.total} placed")
        self._bar.setRange(0, max(progress.total, 1))
        self._bar.setValue(progress.placed)

    def _end(self) -> None:
        self._show.stop()
        self.hide()
