"""A window of its own for a long text: room to write, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.ui.labels import answers, resize_within_screen

if TYPE_CHECKING:
    from collections.abc import Callable


class LongText(QtWidgets.QDialog):
    """Edits a text; what was written is handed over when it is saved."""

    def __init__(
        self, name: str, text: str, help_: str, take: Callable[[str], object], parent: QtWidgets.QWidget | None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(name)
        resize_within_screen(self, 680, 480)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(8)
        if help_:
            words = QtWidgets.QLabel(help_, self)
            words.setProperty("kind", "muted")
            words.setWordWrap(True)
            lines.addWidget(words)
        self.text = QtWidgets.QPlainTextEdit(text, self)
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        lines.addWidget(self.text, 1)
        buttons, self.save = answers(self, "Save")
        lines.addWidget(buttons)
        self.accepted.connect(lambda: take(self.text.toPlainText()))
        self.finished.connect(self.deleteLater)
