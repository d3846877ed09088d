"""One box that finds and does everything: commands, sessions, people, rooms, tracks, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.words import place_and_time, session_name
from agendaplanner.ui.keys_first import Escape
from agendaplanner.ui.panels.rows import Row, RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.commands import Commands
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
MOST, SEEN = 200, 12
"""How many of what was found are listed, and how many of them are seen without scrolling."""
WIDE_PX = 520
_LEADING_KEYS = {Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}


class FindBox(QtWidgets.QLineEdit):
    """The box in the bar, with what it finds below it."""

    def __init__(self, desk: Desk, look: Look, commands: Commands, window: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._look = look
        self._commands = commands
        self._window = window
        self._back_to: QtWidgets.QWidget | None = None
        self.setObjectName("find")
        self.setPlaceholderText("Find or do anything")
        self.setAccessibleName("Find or do anything")
        self.setFixedWidth(230)
        self._hint = QtWidgets.QLabel("Ctrl K", self)
        self._hint.setProperty("kind", "small")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._popup = QtWidgets.QFrame(window)
        self._popup.setProperty("kind", "popup")
        lines = QtWidgets.QVBoxLayout(self._popup)
        lines.setContentsMargins(8, 6, 8, 8)
        self.results = RowList(look, "What was found", parent=self._popup)
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.opened.connect(self._take)
        self._none = QtWidgets.QLabel("Nothing found. Try a title, a name, or what you want to do.", self._popup)
        self._none.setProperty("kind", "muted")
        self._none.setWordWrap(True)
        lines.addWidget(self.results)
        lines.addWidget(self._none)
        self._popup.hide()
        self.textEdited.connect(self._search)
        Escape(self, self._end, lambda: True)

    def begin(self) -> None:
        """Take the focus, and show what can be done."""
        if not self.hasFocus():
            self._back_to = QtWidgets.QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._search()

    def _search(self, *_: object) -> None:
        rows = list(found(self.text(), self._desk.agenda, self._commands))[:MOST]
        self.results.row_model.take(rows)
        self.results.setVisible(bool(rows))
        self._none.setVisible(not rows)
        if rows:
            self.results.setCurrentIndex(self.results.row_model.index(0))
            self.results.scrollToTop()
        place = self.mapTo(self._window, QtCore.QPoint(0, self.height() + 4))
        width = min(WIDE_PX, self._window.width() - 16)
        x = min(place.x(), self._window.width() - width - 8)
        height = min(len(rows), SEEN) * 30 + 20 if rows else 64
        self._popup.setGeometry(x, place.y(), width, min(height, self._window.height() - place.y() - 8))
        self._popup.show()
        self._popup.raise_()

    def _take(self, row: str) -> None:
        self._end()
        kind, _, id_ = row.partition(" ")
        if kind == "command":
            self._commands.action(id_).trigger()
        elif kind == "session":
            self._desk.reveal(id_)
        elif kind == "paper":
            self._desk.inspect(kind, (id_,))
        elif kind:
            self._desk.look_at(kind, id_)

    def _end(self) -> None:
        self._popup.hide()
        self.clear()
        if self.hasFocus():
            back = self._back_to or self._window
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go up and down in what was found; Enter does it."""
        if event.key() in _LEADING_KEYS and self._popup.isVisible():
            QtWidgets.QApplication.sendEvent(self.results, event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.results.current_id
            if self._popup.isVisible() and row is not None:
                self._take(row)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Show what can be done."""
        super().mousePressEvent(event)
        if not self._popup.isVisible():
            self._search()

    def focusOutEvent(self, event: QtGui.QFocusEvent) -> None:
        """Put what was found away; a click on it comes first."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            QtCore.QTimer.singleShot(150, self._hide_if_left)

    def _hide_if_left(self) -> None:
        if not self.hasFocus():
            self._popup.hide()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keep the shortcut's name at the end of the box."""
        super().resizeEvent(event)
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - 9, (self.height() - self._hint.height()) // 2)


def found(words: str, agenda: Agenda | None, commands: Commands) -> Iterator[Row]:
    """Give what fits some words, best first: what begins with them before what only contains them."""
    wanted = words.casefold().split()
    ranked: list[tuple[int, int, Row]] = []
    for i, (name, more, row) in enumerate(_everything(agenda, commands)):
        # without words only commands: the box tells what can be done
        if (wanted or row.id.startswith("command")) and (score := _fits(wanted, name, more)) is not None:
            ranked.append((-score, i, row))
    for _, _, row in sorted(ranked, key=lambda each: each[:2]):
        yield row


def _fits(wanted: list[str], name: str, more: str) -> int | None:
    """Say how well words fit: those that begin a word of the name count most; None where one is nowhere."""
    name, more = f" {name.casefold()}", more.casefold()
    score = 0
    for word in wanted:
        if name.startswith(f" {word}"):
            score += 5
        elif f" {word}" in name:
            score += 4
        elif word in name:
            score += 2
        elif word not in more:
            return None
    return score


def _everything(agenda: Agenda | None, commands: Commands) -> Iterable[tuple[str, str, Row]]:
    """Give (name, what else is said of it, row)."""
    if agenda is not None:
        for session in agenda.sessions:
            row = Row(f"session {session.id}", session_name(session), place_and_time(agenda, session), "accent")
            yield f"{session.number} {session.title}", "", row
    for command in commands:
        action = commands.action(command.id)
        if action.isEnabled():
            text = action.text().replace("&", "").rstrip("…")
            keys = action.shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)
            yield text, command.help, Row(f"command {command.id}", action.text().replace("&", ""), keys)
    if agenda is not None:
        for person in agenda.people:
            count = len(agenda.sessions_with.get(person.id, ()))
            words = f"shows {count} session{'' if count == 1 else 's'}"
            yield person.name, person.organisation, Row(f"person {person.id}", person.name, words, "ok")
        for room in agenda.rooms:
            yield room.name, "", Row(f"room {room.id}", room.name, "shows its sessions", "muted")
        for track in agenda.tracks:
            yield track.name, "", Row(f"track {track.id}", track.name, "shows its sessions", "muted")
        for paper in agenda.papers:
            name = f"{paper.symbol} {paper.title}".strip()
            yield name, "", Row(f"paper {paper.id}", name, f"paper, {paper.status}", "muted")
