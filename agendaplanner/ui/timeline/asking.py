"""Asking, at the place itself, what is to be done where it is taken; each choice is previewed on the timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.words import session_name
from agendaplanner.ui.timeline.choices import Choice, Choices
from agendaplanner.ui.timeline.ghost import Ghost, Outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.layer import Float
    from agendaplanner.ui.timeline.mouse import MouseList

MOST_OUTLINES = 40


class Asking(QtCore.QObject):
    """The question that is open, if any. The timeline keeps the layer of the drag meanwhile."""

    decided = QtCore.Signal(object)
    """The change that was chosen."""
    left = QtCore.Signal()
    """Nothing was chosen: all stays as it was."""

    def __init__(self, window: QtWidgets.QWidget, timeline: MouseList, look: Look) -> None:
        super().__init__(window)
        self._window = window
        self._timeline = timeline
        self._look = look
        self.popup: Choices | None = None
        self._choices: tuple[Choice, ...] = ()
        self._floats: tuple[Float, ...] = ()
        self._focus: QtWidgets.QWidget | None = None

    @property
    def active(self) -> bool:
        """Whether a question is open."""
        return self.popup is not None

    def ask(self, title: str, choices: Sequence[Choice], floats: Sequence[Float]) -> None:
        """Ask; ``floats`` shows what is in the hand where it was dropped."""
        self._choices, self._floats = tuple(choices), tuple(floats)
        self._focus = QtWidgets.QApplication.focusWidget()
        self.popup = popup = Choices(self._window, title, choices)
        popup.looked_at.connect(self._preview)
        popup.chosen.connect(self._chosen)
        popup.left.connect(self.left)
        at = floats[-1].dirty if floats else QtCore.QRect()
        corner = self._timeline.viewport().mapTo(self._window, at.topLeft())
        popup.show_at(QtCore.QRect(corner, at.size()))
        QtWidgets.QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    def close(self) -> None:
        """Ask no longer."""
        popup, self.popup = self.popup, None
        if popup is None:
            return
        app = QtWidgets.QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        popup.hide()
        popup.deleteLater()
        self._timeline.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    def _chosen(self, number: int) -> None:
        change = self._choices[number].change
        if change is not None:
            self.decided.emit(change)

    def _preview(self, number: int) -> None:
        """Show where the others would go, and what is in the hand."""
        timeline, choice = self._timeline, self._choices[number]
        if timeline.layer is None or timeline.drawing is None:
            return
        sessions = timeline.drawing.agenda.session
        outlines: list[Float] = []
        for id_, placement in choice.moves[:MOST_OUTLINES]:
            rect = timeline.rect_for(sessions[id_], placement) if placement is not None else QtCore.QRect()
            if not rect.isEmpty():
                outlines.append(Outline(rect, session_name(sessions[id_]), timeline.card_rect(id_)))
        hand: list[Float] = []
        for each in self._floats:
            if isinstance(each, Ghost):
                each = Ghost(each.rect, each.title, each.place, choice.tone, plus=each.plus)
            hand.append(each)
        timeline.layer.show([*outlines, *hand])

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Leave with Escape, wherever the focus went, and with a press beside the choices; let nothing scroll."""
        popup = self.popup
        if popup is None:
            return super().eventFilter(watched, event)
        kind = event.type()
        if isinstance(event, QtGui.QKeyEvent):
            if kind == QtCore.QEvent.Type.ShortcutOverride:
                event.accept()  # so that no command takes it
                return True
            if kind == QtCore.QEvent.Type.KeyPress and event.key() == QtCore.Qt.Key.Key_Escape:
                self.left.emit()
                return True
        elif isinstance(watched, QtWidgets.QWidget) and not (watched is popup or popup.isAncestorOf(watched)):
            if kind == QtCore.QEvent.Type.MouseButtonPress:
                self.left.emit()
                return True
            if kind == QtCore.QEvent.Type.Wheel:
                return True
        return super().eventFilter(watched, event)
