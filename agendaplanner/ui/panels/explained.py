"""Why sessions wait: the reasons as sentences whose records can be followed, and what would help, as buttons."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.records import Paper, Person, Room, Session, Track, Wish
from agendaplanner.model.words import person_short, session_mark
from agendaplanner.ui.panels.problem_rows import Act, ActButton
from agendaplanner.ui.shortening import shortened_titles

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.planning.explain.explanation import Explanation, Reason, Repair
    from agendaplanner.ui.desk import Desk

Qt = QtCore.Qt
MARGINS_PX, NOTE_PX, LEAST_PX = 24, 190, 120
"""What lies beside a button and its note, how wide a note is at the most, and a button at least."""


class Explained(QtWidgets.QScrollArea):
    """An explanation of the agenda as it stood when it was asked for."""

    pointed = QtCore.Signal(object)
    """The ``Change`` of a repair that is pointed at, or None."""
    made = QtCore.Signal()
    """A repair was made."""
    again = QtCore.Signal()
    """The agenda has changed, and somebody wants to know anew."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.explanation: Explanation | None = None
        self._buttons: list[tuple[ActButton, QtWidgets.QLabel]] = []
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Why sessions wait")
        self.hide()

    def forget(self) -> None:
        """Show nothing."""
        self.explanation = None
        self._buttons = []
        self.setWidget(QtWidgets.QWidget())

    def show_explanation(self, explanation: Explanation) -> None:
        """Show reasons and repairs."""
        agenda = self._desk.agenda
        if agenda is None:
            return
        self.explanation = explanation
        lines = self._page()
        lines.addWidget(_label(explanation.message, "strong"))
        conflicts = {reason.conflict for reason in explanation.reasons}
        for reason in explanation.reasons:
            lines.addWidget(self._reason(agenda, reason, many=len(conflicts) > 1))
        if explanation.repairs:
            lines.addSpacing(4)
            lines.addWidget(_label("What would help; each was tried", "heading"))
            for repair in explanation.repairs:
                lines.addLayout(self._repair(agenda, repair))
        elif explanation.feasible is False:
            lines.addWidget(_label("Nothing that was tried would help.", "muted"))
        lines.addStretch(1)
        self._fit()

    def grow_old(self) -> None:
        """Say that the agenda has changed since, and offer to look again."""
        if self.explanation is None:
            return
        self.explanation = None
        lines = self._page()
        lines.addWidget(_label("The agenda has changed since this was explained.", "muted"))
        again = QtWidgets.QPushButton("Explain again")
        again.clicked.connect(self.again)
        lines.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)

    def _page(self) -> QtWidgets.QVBoxLayout:
        page = QtWidgets.QWidget()
        page.setProperty("kind", "surface")
        lines = QtWidgets.QVBoxLayout(page)
        lines.setContentsMargins(2, 4, 8, 4)
        lines.setSpacing(6)
        self._buttons = []
        self.setWidget(page)
        return lines

    def _reason(self, agenda: Agenda, reason: Reason, *, many: bool) -> QtWidgets.QLabel:
        number = f"{reason.conflict + 1}. " if many else "• "
        label = _label("", "")
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setText(f"{number}{linked(agenda, reason)}")
        label.setAccessibleName(reason.message)
        label.setToolTip(reason.message if shortened_titles(reason.message) != reason.message else "")
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        label.linkActivated.connect(self.follow)
        return label

    def _repair(self, agenda: Agenda, repair: Repair) -> QtWidgets.QHBoxLayout:
        from agendaplanner.planning.explain.explain import repair_change  # large, and seldom asked for

        change = repair_change(agenda, repair)
        button = ActButton(Act(repair.message, lambda: self._make(change), change), self)
        button.pointed.connect(self.pointed)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(button)
        moved = sum(edit.kind == "session" for edit in change.edits)
        said = [f"{moved} sessions placed or moved" if moved > 1 else ""]
        if repair.left_over:
            said.append(f"{repair.left_over} would still wait")
        note = _label(", ".join(filter(None, said)), "small")
        line.addWidget(note, 1)
        self._buttons.append((button, note))
        return line

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Let the buttons say what goes into the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for button, note in self._buttons:
            beside = min(note.fontMetrics().horizontalAdvance(note.text()), NOTE_PX) + 10 if note.text() else 0
            button.fit(max(min(button.whole_width(), self.viewport().width() - MARGINS_PX - beside), LEAST_PX))

    def _make(self, change: Change) -> None:
        self.pointed.emit(None)
        done = self._desk.do(lambda _: change, origin=self)
        if done is not None:
            self._desk.told.emit(f"{done.label}: done.", True)
            self.made.emit()

    @QtCore.Slot(str)
    def follow(self, link: str) -> None:
        """Show the record of a link: a session where it is, a person's, room's or track's sessions."""
        agenda = self._desk.agenda
        kind, _, id_ = link.partition(":")
        record = agenda.find(kind, id_) if agenda is not None else None
        if agenda is None or record is None:
            return
        if isinstance(record, Session):
            self._desk.reveal(record.id)
        elif isinstance(record, Wish | Paper):
            self._desk.select(record.sessions)
            if record.sessions:
                self._desk.reveal_asked.emit(record.sessions[0])
        elif isinstance(record, Person | Room | Track):
            self._desk.highlight(_sessions_of(agenda, record))


def linked(agenda: Agenda, reason: Reason) -> str:
    """Give a reason as rich text in which the records that it names are links, "kind:id"."""
    message = html.escape(shortened_titles(reason.message), quote=False)
    links: list[tuple[str, str]] = []
    for kind, id_ in reason.records:
        name = html.escape(shortened_titles(_name(agenda, kind, id_)), quote=False)
        if name:
            links.append((name, f"{kind}:{id_}"))
    # longer names first: "4" is part of "4b"
    for i, (name, _) in enumerate(sorted(links, key=lambda link: -len(link[0]))):
        message = _mark(message, name, f"\x00{i}\x01")
    for i, (name, target) in enumerate(sorted(links, key=lambda link: -len(link[0]))):
        link = f'<a href="{html.escape(target)}">{name}</a>'
        message = message.replace(f"\x00{i}\x01", link)
    return message


def _mark(text: str, name: str, sign: str) -> str:
    """Put a sign in the place of a name where it stands as a word of its own, the first time."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not before.isalnum() and before != "\x00" and not after.isalnum() and after != "\x01":
            return f"{text[:at]}{sign}{text[at + len(name) :]}"
        at = text.find(name, at + 1)
    return text


def _name(agenda: Agenda, kind: str, id_: str) -> str:
    record = agenda.find(kind, id_)
    if isinstance(record, Session):
        return session_mark(record)
    if isinstance(record, Person):
        return person_short(record)
    if isinstance(record, Room | Track):
        return record.name
    if isinstance(record, Wish):
        return f"“{record.kind}”"
    return ""


def _sessions_of(agenda: Agenda, record: Person | Room | Track) -> tuple[str, ...]:
    if isinstance(record, Person):
        return agenda.sessions_with.get(record.id, ())
    if isinstance(record, Room):
        return tuple(s.id for s in agenda.placed if s.placement is not None and s.placement.room == record.id)
    return tuple(s.id for s in agenda.sessions if s.track == record.id)


def _label(text: str, kind: str) -> QtWidgets.QLabel:
    label = QtWidgets.QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if kind:
        label.setProperty("kind", kind)
    return label
