"""A stage at a glance: its name, how far it is, and how long there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.look import NORMAL_PX, SMALL_PX

if TYPE_CHECKING:
    from agendaplanner.checks.readiness import Stage
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
HEIGHT, LOW_HEIGHT, MARGIN, BAR_PX = 78, 60, 12, 4
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def when_said(stage: Stage) -> str:
    """Say how long there is until the day that a stage is counted from; "" where that is over, or not known."""
    left = stage.days_left
    if left is None or left < 0 or stage.name == "invitations":
        return ""
    return "today" if left == 0 else f"in {left} day{'' if left == 1 else 's'}"


class StageTile(QtWidgets.QAbstractButton):
    """Goes to the stage when it is clicked."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._stage: Stage | None = None
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(150)
        self.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def take_room(self, *, little: bool) -> None:
        """Be as tall as there is room for."""
        self.setFixedHeight(LOW_HEIGHT if little else HEIGHT)

    def show_stage(self, stage: Stage) -> None:
        """Show a stage."""
        self._stage = stage
        self.setText(stage.title)
        when = when_said(stage)
        self.setAccessibleName(f"{stage.title}: {stage.verdict}{f', {when}' if when else ''}")
        self.setToolTip("\n".join(filter(None, (f"{stage.verdict}.", stage.counted))))
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint name, verdict and bar."""
        stage, look = self._stage, self._look
        if stage is None:
            return
        painter = QtGui.QPainter(self)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.hasFocus() else "muted" if self.underMouse() else "line"
        painter.setPen(QtGui.QPen(look.colour(edge), 1))
        painter.setBrush(look.colour("card"))
        painter.drawRoundedRect(QtCore.QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        is_low = self.height() < HEIGHT
        line = QtCore.QRect(MARGIN, 5 if is_low else 10, self.width() - 2 * MARGIN, 20)
        if stage.is_ready:
            picture = look.picture("check", look.colour("accent"))
            painter.drawPixmap(line.right() - 15, line.y() + 2, picture)
        painter.setFont(look.font(NORMAL_PX, bold=True))
        painter.setPen(look.colour("text"))
        room = line.width() - 20 if stage.is_ready else line.width()
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(stage.title, Qt.TextElideMode.ElideRight, room))
        line.translate(0, 18 if is_low else 21)
        self._paint_verdict(painter, stage, line)
        bar = self.height() - (12 if is_low else 16)
        self._paint_bar(painter, stage, QtCore.QRectF(MARGIN, bar, self.width() - 2 * MARGIN, BAR_PX))

    def _paint_verdict(self, painter: QtGui.QPainter, stage: Stage, line: QtCore.QRect) -> None:
        look = self._look
        painter.setFont(look.font(SMALL_PX))
        painter.setPen(look.colour("muted"))
        when = when_said(stage)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), when)
        room = line.width() - (painter.fontMetrics().horizontalAdvance(when) + 8 if when else 0)
        has_clash = any(point.severity == "clash" for point in stage.missing)
        if not stage.is_ready:
            painter.setPen(look.colour("clash" if has_clash else "warning"))
        words = "Ready" if stage.is_ready else f"{stage.needed} missing"
        painter.drawText(line, _LEFT, painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _paint_bar(self, painter: QtGui.QPainter, stage: Stage, bar: QtCore.QRectF) -> None:
        look = self._look
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("line"))
        painter.drawRoundedRect(bar, 2, 2)
        share = len(stage.met) / (len(stage.met) + stage.needed) if stage.needed else 1.0
        if share:
            painter.setBrush(look.colour("accent"))
            painter.drawRoundedRect(QtCore.QRectF(bar.x(), bar.y(), bar.width() * share, bar.height()), 2, 2)
