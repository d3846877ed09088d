"""The strip over the timeline that says what is looked at: a field to add to it, and a chip for each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.keys_first import Escape
from agendaplanner.ui.labels import Segments, dress
from agendaplanner.ui.timeline.lens import KIND_WORDS, Criterion, choices, criterion_words

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.lens import Lens

Qt = QtCore.Qt
HEIGHT = 42
FIELD_PX, CHIP_PX = 220, 170


class FilterStrip(QtWidgets.QWidget):
    """What is looked at. It is there while something is, or while it is being asked for."""

    left = QtCore.Signal()
    """The field was left by Escape: the timeline wants the focus."""

    def __init__(self, desk: Desk, look: Look, lens: Lens, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._lens = lens
        self._offered: dict[str, Criterion] = {}
        self._asked = False
        self.setObjectName("filter")
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(12, 5, 10, 6)
        line.setSpacing(6)
        self.field = QtWidgets.QLineEdit(self)
        self.field.setPlaceholderText("Person, track, room, words")
        self.field.setAccessibleName("Look for a person, track, room, community, kind, status, or words")
        self.field.setFixedWidth(FIELD_PX)
        self._names = QtCore.QStringListModel(self)
        completer = QtWidgets.QCompleter(self._names, self)
        dress(completer)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(10)
        # the field is emptied after the completer has written what was chosen into it
        completer.activated.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._entered)
        Escape(self.field, self._leave, lambda: True)
        line.addWidget(self.field)
        self._chips = QtWidgets.QHBoxLayout()
        self._chips.setSpacing(6)
        line.addLayout(self._chips)
        self.count = QtWidgets.QLabel(self)
        self.count.setProperty("kind", "small")
        line.addWidget(self.count)
        line.addStretch(1)
        self.mode = Segments(self)
        self.mode.offer([("Dim others", False), ("Hide others", True)])
        self.mode.chosen.connect(lambda hide: lens.hide_others(hide=bool(hide)))
        line.addWidget(self.mode)
        self.clear_button = QtWidgets.QPushButton("Clear", self)
        self.clear_button.setProperty("kind", "flat")
        self.clear_button.setAccessibleName("Show everything as usual")
        self.clear_button.clicked.connect(self.clear)
        line.addWidget(self.clear_button)
        lens.changed.connect(self._renew)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        look.changed.connect(self._renew)
        self._renew()

    def begin(self) -> None:
        """Be there, and take what is typed."""
        agenda = self._desk.agenda
        if agenda is None:
            return
        self._asked = True
        self._offered = {}
        for each in choices(agenda):
            self._offered.setdefault(f"{criterion_words(agenda, each)} · {KIND_WORDS[each.kind].lower()}", each)
        self._names.setStringList(list(self._offered))
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def clear(self) -> None:
        """Look for nothing, and go."""
        self._asked = False
        self._lens.clear()
        self._lens.hide_others(hide=False)
        self._renew()
        self.left.emit()

    def _opened(self) -> None:
        self._asked = False
        self._renew()

    def _entered(self) -> None:
        words = self.field.text().strip()
        if words in self._offered:
            self._take(words)
        elif words:
            self._lens.add(Criterion("text", words))
            self.field.clear()

    @QtCore.Slot(str)
    def _take(self, words: str) -> None:
        found = self._offered.get(words)
        if found is not None:
            self._lens.add(found)
        self.field.clear()

    def _leave(self) -> None:
        """Go back to the timeline; what is looked at stays, the strip stays with it."""
        self.field.clear()
        self._asked = False
        self._renew()
        self.left.emit()

    def _renew(self, *_: object) -> None:
        agenda, lens = self._desk.agenda, self._lens
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
        if agenda is not None:
            for criterion in lens.criteria:
                name = criterion_words(agenda, criterion)
                self._chip(name, f"No longer look for {KIND_WORDS[criterion.kind].lower()} {name}", criterion)
            hidden = len(lens.hidden_rooms & frozenset(agenda.room))
            if hidden:
                self._chip("1 room hidden" if hidden == 1 else f"{hidden} rooms hidden", "Show all rooms", None)
        found = lens.sessions()
        self.count.setText("" if found is None else "1 session" if len(found) == 1 else f"{len(found)} sessions")
        self.mode.mark(lens.hides)
        self.setVisible(agenda is not None and bool(self._asked or lens.criteria or lens.hidden_rooms))

    def _chip(self, words: str, action: str, criterion: Criterion | None) -> None:
        chip = QtWidgets.QPushButton(self)
        chip.setObjectName("chip")
        chip.setText(f"{chip.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, CHIP_PX)}  ")
        chip.setIcon(self._look.icon("close", "muted"))
        chip.setIconSize(QtCore.QSize(12, 12))
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        chip.setToolTip(action)
        chip.setAccessibleName(action)
        if criterion is None:
            chip.clicked.connect(self._lens.show_all_rooms)
        else:
            chip.clicked.connect(lambda _=False, criterion=criterion: self._lens.remove(criterion))
        self._chips.addWidget(chip)
