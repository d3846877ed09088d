"""The bar over the timeline while something is proposed: what it comes to, before and after, accept and drop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.labels import ElidedLabel, Segments, restyle
from agendaplanner.ui.planning.details import Details

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.planning.proposal import Proposal

Qt = QtCore.Qt
HEIGHT = 48
_TYPED_IN = (QtWidgets.QLineEdit, QtWidgets.QPlainTextEdit, QtWidgets.QTextEdit, QtWidgets.QAbstractSpinBox)
_OPENED_BY_ENTER = (QtWidgets.QAbstractButton, QtWidgets.QComboBox)


class ProposalArea(QtWidgets.QWidget):
    """The timeline with the bar over it, which is there as long as something is proposed."""

    def __init__(self, desk: Desk, look: Look, timeline: QtWidgets.QWidget) -> None:
        super().__init__()
        self._desk, self._look = desk, look
        self._bar: ProposalBar | None = None
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(timeline, 1)
        desk.proposals.changed.connect(self._proposed)

    @property
    def bar(self) -> ProposalBar:
        """The bar; made when something is proposed first."""
        if self._bar is None:
            self._bar = ProposalBar(self._desk, self._look, self)
            self._lines.insertWidget(0, self._bar)
        return self._bar

    def _proposed(self) -> None:
        if self._desk.proposals.waiting is not None:
            self.bar.renew()


class ProposalBar(QtWidgets.QFrame):
    """What is proposed, and what to do with it. Enter accepts, Escape drops, wherever nothing is typed."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._proposals = desk.proposals
        self.setProperty("kind", "proposal")
        self.setObjectName("proposal")
        self.setAccessibleName("Proposal")
        self.setFixedHeight(HEIGHT)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(16, 0, 12, 0)
        line.setSpacing(10)
        words = QtWidgets.QVBoxLayout()
        words.setSpacing(0)
        self.title = ElidedLabel(self, kind="strong")
        self.note = ElidedLabel(self, kind="small")
        words.addStretch(1)
        words.addWidget(self.title)
        words.addWidget(self.note)
        words.addStretch(1)
        line.addLayout(words, 1)
        self.cost = QtWidgets.QLabel(self)
        self.cost.setProperty("kind", "muted")
        line.addWidget(self.cost)
        self.details = QtWidgets.QPushButton("Details", self)
        self.details.setCheckable(True)
        self.details.setToolTip("Which sessions move, and what it costs")
        line.addWidget(self.details)
        self.sides = Segments(self)
        self.sides.offer([("Before", False), ("After", True)])
        self.sides.setAccessibleName("What the timeline shows")
        self.sides.chosen.connect(self._proposals.show_after)
        line.addWidget(self.sides)
        self.drop = QtWidgets.QPushButton("Drop", self)
        self.drop.setToolTip("Leave the agenda as it is (Esc)")
        self.drop.clicked.connect(self._proposals.drop)
        line.addWidget(self.drop)
        self.accept = QtWidgets.QPushButton("Accept", self)
        self.accept.setProperty("kind", "main")
        self.accept.setToolTip("Make the change; one undo takes it back (Enter)")
        self.accept.clicked.connect(self._proposals.accept)
        line.addWidget(self.accept)
        self.panel = Details(desk, look, self.window())
        self.details.toggled.connect(self._toggle_details)
        self._shown: Proposal | None = None
        self._proposals.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show what waits; nothing where it is shown already."""
        proposal = self._proposals.waiting
        self.sides.mark(self._proposals.shows_after)
        if proposal is self._shown and self.isHidden() == (proposal is None):
            return
        came = self._shown is None and proposal is not None
        self._shown = proposal
        if proposal is None:
            self.details.setChecked(False)
            self.hide()
            _application().removeEventFilter(self)
            return
        self.title.setText(proposal.title)
        said = _first_words(proposal)
        self.note.setText(said)
        self.note.setVisible(bool(said))
        restyle(self.note, "kind", "bad" if proposal.new_clashes else "small")
        self.cost.setText(cost_words(proposal))
        if self.panel.isVisible():
            self.panel.show_proposal(proposal)
        self.show()
        if came:
            _application().installEventFilter(self)
            text = f"{proposal.title}. {said} Enter accepts, Escape drops."
            QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(self, text))

    def _toggle_details(self, on: bool) -> None:
        if on and self._shown is not None:
            self.panel.setParent(self.window())
            self.panel.show_proposal(self._shown)
            self.panel.place_below(self.details)
        else:
            self.panel.hide()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:
        """Take Enter and Escape where they mean nothing else: not in fields, menus, dialogs, lists that open with Enter."""
        kinds = (QtCore.QEvent.Type.ShortcutOverride, QtCore.QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QtGui.QKeyEvent) or not self._is_ours(event):
            return False
        if not isinstance(watched, QtWidgets.QWidget):
            return False
        event.accept()
        if event.type() == QtCore.QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._proposals.drop()
            else:
                self._proposals.accept()
        return True

    def _is_ours(self, event: QtGui.QKeyEvent) -> bool:
        if self._proposals.waiting is None or QtWidgets.QApplication.activePopupWidget() is not None:
            return False
        focus = QtWidgets.QApplication.focusWidget()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or QtWidgets.QApplication.mouseButtons():
            return False
        elsewhere = focus is not None and focus.window() is not self.window()
        if elsewhere or isinstance(focus, _TYPED_IN):
            return False
        if event.key() == Qt.Key.Key_Escape:
            return True
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        opens = isinstance(focus, _OPENED_BY_ENTER) or (
            isinstance(focus, QtWidgets.QAbstractItemView) and focus.objectName() != "timeline"
        )
        return not opens


def cost_words(proposal: Proposal) -> str:
    """Say what it costs, before and after where they can be compared."""
    after, before = proposal.cost_after, proposal.cost_before
    if after is None:
        return ""
    return f"cost {after:,.0f}" if before is None else f"cost {before:,.0f} → {after:,.0f}"


def _first_words(proposal: Proposal) -> str:
    """Say what must not be missed: clashes that it would bring, then what it leaves."""
    if proposal.new_clashes:
        more = len(proposal.new_clashes) - 1
        rest = "" if not more else f" And {'1 clash' if more == 1 else f'{more} clashes'} more."
        return f"Would clash: {proposal.new_clashes[0]}{rest}"
    return " ".join(proposal.notes[:2])


def _application() -> QtCore.QCoreApplication:
    application = QtCore.QCoreApplication.instance()
    assert application is not None
    return application
