"""Typing to find: letters typed on the timeline lead to the session whose number or title begins with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.records import Session
    from agendaplanner.ui.timeline.keys import KeyList

Qt = QtCore.Qt
FORGETS_MS = 1_500
BEGINS = "/"
"""Begins a search whose first letter is a command."""
_COMMANDS = frozenset("pP")
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier)


class Seek(QtCore.QObject):
    """What was typed, for as long as somebody goes on typing."""

    def __init__(self, timeline: KeyList) -> None:
        super().__init__(timeline)
        self._timeline = timeline
        self._typed = ""
        self._active = False
        self._note = QtWidgets.QLabel(timeline)
        self._note.setProperty("kind", "seek")
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.hide()
        self._forget = QtCore.QTimer(self, singleShot=True, interval=FORGETS_MS)
        self._forget.timeout.connect(self.stop)

    @property
    def active(self) -> bool:
        """Whether a search goes on."""
        return self._active

    @property
    def words(self) -> str:
        """What it says beside the timeline."""
        return self._note.text()

    def wants(self, event: QtGui.QKeyEvent) -> bool:
        """Tell whether a key belongs to the search."""
        if self._active and event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Escape):
            return True
        text = event.text()
        if event.modifiers() not in _PLAIN or not text or not text.isprintable():
            return False
        return self._active or (text not in _COMMANDS and text != " ")

    def take(self, event: QtGui.QKeyEvent) -> None:
        """Take a key that ``wants`` said yes to."""
        if event.key() == Qt.Key.Key_Escape:
            self.stop()
            return
        if event.key() == Qt.Key.Key_Backspace:
            self._typed = self._typed[:-1]
        elif self._active or event.text() != BEGINS:
            self._typed += event.text()
        self._active = True
        self._forget.start()
        self._go()

    def stop(self) -> None:
        """Forget what was typed."""
        self._forget.stop()
        self._typed = ""
        self._active = False
        self._note.hide()

    def _go(self) -> None:
        desk = self._timeline.desk
        agenda = desk.agenda
        if agenda is None:
            return
        typed = self._typed.strip()
        # the same letter again and again goes from one to the next
        again = len(set(typed)) == 1 and len(typed) > 1
        found = best_matches(agenda.sessions, typed) if typed else []
        if again and not found:
            found = best_matches(agenda.sessions, typed[0])
        current = desk.selected[-1] if desk.selected else ""
        if found:
            at = (len(typed) - 1) % len(found) if again else 0
            chosen = found[at]
            if chosen.id != current:
                desk.reveal(chosen.id)
        words = f"{self._typed or '…'}"
        if typed:
            more = f", {len(found) - 1} more" if len(found) > 1 else ""
            words = f"{typed} – {session_name(found[0])}{more}" if found and not again else words
            words = words if found else f"{typed} – no session is called so"
        self._say(words)

    def _say(self, words: str) -> None:
        timeline, note = self._timeline, self._note
        metrics = note.fontMetrics()
        note.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(timeline.width() - 80, 120)))
        note.adjustSize()
        area = timeline.viewport().geometry()
        note.move(area.left() + 12, area.bottom() - note.height() - 12)
        note.show()
        note.raise_()


def best_matches(sessions: Iterable[Session], typed: str) -> list[Session]:
    """Give the sessions that what was typed may mean, the best first; among equals those that come first in time.

    Numbers that are it, numbers that begin with it, titles that do, words in titles that do.
    """
    wanted = typed.casefold()
    ranked: list[tuple[int, Session]] = []
    for session in sessions:
        number, title = session.number.casefold(), session.title.casefold()
        if number and number == wanted:
            rank = 0
        elif number.startswith(wanted) and number:
            rank = 1
        elif title.startswith(wanted):
            rank = 2
        elif f"{number} {title}".startswith(wanted):
            rank = 3
        elif any(title[match.start() :].startswith(wanted) for match in re.finditer(r"\b\w", title)):
            rank = 4
        else:
            continue
        ranked.append((rank, session))
    return [session for _, session in sorted(ranked, key=lambda each: each[0])]
