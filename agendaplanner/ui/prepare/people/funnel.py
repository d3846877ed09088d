"""The funnel: how many people the invitation has come how far with, as buttons that show them alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import LARGE_PX, SMALL_PX
from agendaplanner.ui.prepare.people.listing import STATUS_WORDS

if TYPE_CHECKING:
    from agendaplanner.model.people import Step
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
HEIGHT, BAR_HEIGHT, PAD = 52, 3, 8


class FunnelStep(QtWidgets.QAbstractButton):
    """A count over its word, with a bar as long as its share of all."""

    def __init__(self, look: Look, word: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look, self._word = look, word
        self._count, self._of, self._dates = 0, 1, ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_count(self, count: int, of: int, dates: str) -> None:
        """Show how many there are, of how many, and between which dates."""
        self._count, self._of = count, max(of, 1)
        self.setAccessibleName(f"{self._word}: {count}")
        self.setToolTip(f"{count} of {of}: {self._word.lower()}{f', {dates}' if dates else ''}. Shows them alone.")
        self.update()

    def sizeHint(self) -> QtCore.QSize:
        """Ask for room for the word."""
        wide = QtGui.QFontMetrics(self._look.font(SMALL_PX)).horizontalAdvance(self._word) + 2 * PAD
        return QtCore.QSize(wide, HEIGHT)

    def minimumSizeHint(self) -> QtCore.QSize:
        """Ask for no less."""
        return self.sizeHint()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint it."""
        look, rect = self._look, self.rect()
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = 0.07 if self.isChecked() else 0.04 if self.underMouse() else 0.0
        if ground:
            painter.setBrush(look.colour("text", ground))
            painter.drawRoundedRect(rect, 6, 6)
        painter.setPen(look.colour("text" if self._count else "muted"))
        painter.setFont(look.font(LARGE_PX, bold=True))
        line = rect.adjusted(PAD, 6, -PAD, 0)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), str(self._count))
        painter.setFont(look.font(SMALL_PX, bold=self.isChecked()))
        painter.setPen(look.colour("text" if self.isChecked() else "muted"))
        painter.drawText(
            line.translated(0, 20), int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._word
        )
        whole = QtCore.QRectF(PAD, rect.height() - BAR_HEIGHT - 4, rect.width() - 2 * PAD, BAR_HEIGHT)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("grid"))
        painter.drawRoundedRect(whole, 1.5, 1.5)
        if self._count:
            painter.setBrush(look.colour("accent" if self.isChecked() else "muted"))
            part = QtCore.QRectF(whole)
            part.setWidth(max(whole.width() * self._count / self._of, BAR_HEIGHT))
            painter.drawRoundedRect(part, 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QtGui.QPen(look.colour("accent"), 1))
            painter.drawRoundedRect(QtCore.QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()


class Funnel(QtWidgets.QWidget):
    """The steps side by side; one of them or none is chosen."""

    chosen = QtCore.Signal(str)
    """A status, or "" for everybody."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.steps: dict[str, FunnelStep] = {}
        for status, word in STATUS_WORDS.items():
            step = FunnelStep(look, word, self)
            step.clicked.connect(partial(self._clicked, status))
            self.steps[status] = step
            line.addWidget(step)

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """Show the counts."""
        of = sum(len(step.people) for step in steps)
        for step in steps:
            dates = ""
            if step.first is not None and step.last is not None:
                dates = f"{step.first}" if step.first == step.last else f"{step.first} to {step.last}"
            self.steps[step.status].show_count(len(step.people), of, dates)

    def mark(self, status: str) -> None:
        """Show which one is chosen."""
        for each, step in self.steps.items():
            step.setChecked(each == status)

    def _clicked(self, status: str, *_: object) -> None:
        chosen = status if self.steps[status].isChecked() else ""
        self.mark(chosen)
        self.chosen.emit(chosen)
