"""What is off, in sentences, each with the buttons that would change it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.attendance import add_attendees, give_role, set_attendees
from agendaplanner.model.misses import Miss, counted_misses, miss_sentence, with_people
from agendaplanner.model.people import seats, set_invitation
from agendaplanner.model.words import people_listed, session_mark
from agendaplanner.ui.prepare.balance.wording import target_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.ui.desk import Desk

Qt = QtCore.Qt
FEW, STEP = 2, 12


class OffList(QtWidgets.QWidget):
    """The targets that are missed. Few are shown, so that the chart stays in view; more are asked for."""

    said = QtCore.Signal(str)
    """Something was done: what to say."""
    role_asked = QtCore.Signal(str)
    """Somebody should be chosen for an open role of a session: its id."""

    def __init__(self, desk: Desk, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._shown = FEW
        self._session = ""
        self._made: tuple[tuple[str, Miss], ...] = ()
        self._lines = QtWidgets.QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.rows: list[QtWidgets.QWidget] = []
        self.more = QtWidgets.QPushButton("", self)
        self.more.setProperty("kind", "link")
        self.more.clicked.connect(self._show_more)
        self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def renew(self, agenda: Agenda, session: str) -> tuple[int, int]:
        """Show what is off in a session, or with "" everywhere; give how often that is, and how often everywhere."""
        self._session = session
        everywhere = counted_misses(agenda)
        found = [miss for miss in everywhere if session in ("", miss.session)]
        looked_at = [with_people(agenda, miss) for miss in found[: self._shown]]
        told = tuple(
            (miss_sentence(agenda, miss, value=target_name(agenda, miss.target.of, miss.target.value)), miss)
            for miss in looked_at
        )
        left = len(found) - len(told)
        self.more.setText(f"Show {left} more" if left <= STEP else f"Show {STEP} more of {left}")
        self.more.setVisible(left > 0)
        if told != self._made:
            self._made = told
            for row in self.rows:
                self._lines.removeWidget(row)
                row.hide()
                row.deleteLater()
            self.rows = [self._row(agenda, sentence, miss) for sentence, miss in told]
            for i, row in enumerate(self.rows):
                self._lines.insertWidget(i, row)
        return len(found), len(everywhere)

    def _show_more(self) -> None:
        self._shown += STEP
        if self._desk.agenda is not None:
            self.renew(self._desk.agenda, self._session)

    def _row(self, agenda: Agenda, sentence: str, miss: Miss) -> QtWidgets.QWidget:
        row = QtWidgets.QWidget(self)
        lines = QtWidgets.QVBoxLayout(row)
        lines.setContentsMargins(0, 6, 0, 8)
        lines.setSpacing(6)
        label = QtWidgets.QLabel(sentence, row)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        lines.addWidget(label)
        buttons = list(self._buttons(agenda, miss, row))
        about = sentence.partition(",")[0]
        for button in buttons:
            # heard alone, "Open…" says nothing
            button.setAccessibleName(f"{button.text()} ({about})")
        if buttons:
            line = QtWidgets.QHBoxLayout()
            line.setSpacing(6)
            for button in buttons:
                line.addWidget(button)
            line.addStretch(1)
            lines.addLayout(line)
        return row

    # what can be done about it

    def _buttons(self, agenda: Agenda, miss: Miss, row: QtWidgets.QWidget) -> Iterator[QtWidgets.QPushButton]:
        can = self._desk.can_change
        if not miss.session:
            if can and miss.more > 0:
                yield from self._to_invite(agenda, miss, row)
            if people := (*miss.asked, *miss.could):
                yield self._menu("Open…", people, self._open, row)
            return
        session = agenda.session[miss.session]
        if can and miss.more > 0 and miss.could:
            if miss.target.where == "panels":
                if any(role.person is None for role in session.roles):
                    yield self._button("Choose for the open role", partial(self.role_asked.emit, session.id), row)
                yield self._menu("Add to the panel…", miss.could, partial(self._add_panellist, session.id), row)
            else:
                names = _names(agenda, miss.could[: miss.more])
                add = partial(self._add, session.id, miss.could[: miss.more])
                yield self._button(f"Add {names}", add, row)
                if len(miss.could) > miss.more:
                    yield self._menu("Add another…", miss.could, lambda id_: self._add(session.id, (id_,)), row)
        elif can and miss.more < 0 and miss.could and miss.target.where != "panels":
            yield self._menu("Take out…", miss.could, partial(self._take_out, session.id), row)
        yield self._button(f"Open {session_mark(session)}", partial(self._desk.inspect, "session", [session.id]), row)

    def _to_invite(self, agenda: Agenda, miss: Miss, row: QtWidgets.QWidget) -> Iterator[QtWidgets.QPushButton]:
        for status, words in (("waiting list", "from the waiting list"), ("to invite", "who are not invited yet")):
            could = [p for p in miss.could if agenda.person[p].invitation == status][: miss.still]
            if could:
                yield self._button(f"Invite {len(could)} {words}", partial(self._invite, could), row)
                return

    def _button(self, text: str, run: Callable[[], object], parent: QtWidgets.QWidget) -> QtWidgets.QPushButton:
        button = QtWidgets.QPushButton(text.replace("&", "&&"), parent)
        button.setProperty("kind", "act")
        button.clicked.connect(lambda: run())
        return button

    def _menu(
        self, text: str, people: Sequence[str], run: Callable[[str], object], parent: QtWidgets.QWidget
    ) -> QtWidgets.QPushButton:
        """Give a button with a menu of people, made when it is opened."""
        button = QtWidgets.QPushButton(text, parent)
        button.setProperty("kind", "act")
        menu = QtWidgets.QMenu(button)

        def fill() -> None:
            agenda = self._desk.agenda
            menu.clear()
            for id_ in people[:40]:
                if agenda is not None and id_ in agenda.person:
                    person = agenda.person[id_]
                    words = " · ".join(filter(None, [person.name, person.organisation or person.country]))
                    menu.addAction(words.replace("&", "&&")).triggered.connect(partial(_call, run, id_))

        menu.aboutToShow.connect(fill)
        button.setMenu(menu)
        return button

    def _open(self, person: str) -> None:
        self._desk.inspect("person", [person])

    def _do(self, make: Callable[[Agenda], Change], words: str) -> None:
        if self._desk.do(make) is not None:
            self.said.emit(words)

    def _invite(self, people: Sequence[str]) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            words = f"Noted as invited: {_names(agenda, people)}."
            full = seats(agenda)
            if full.free is not None and full.free < full.invited + len(people):
                words += f" More are invited than the {max(full.free, 0)} seats that are free."
            self._do(lambda agenda: set_invitation(agenda, people, "invited", on=date.today()), words)

    def _add(self, session: str, people: Sequence[str]) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            self._do(
                lambda agenda: add_attendees(agenda, session, people),
                f"Added to {session_mark(agenda.session[session])}: {_names(agenda, people)}.",
            )

    def _take_out(self, session: str, person: str) -> None:
        def make(agenda: Agenda) -> Change:
            left = [each for each in agenda.session[session].attendees if each != person]
            label = f"Take {agenda.person[person].name} out of {session_mark(agenda.session[session])}"
            return set_attendees(agenda, {session: left}, label=label)

        agenda = self._desk.agenda
        if agenda is not None:
            self._do(make, f"{agenda.person[person].name} is no longer in {session_mark(agenda.session[session])}.")

    def _add_panellist(self, session: str, person: str) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            words = f"{agenda.person[person].name} is a panellist of {session_mark(agenda.session[session])}."
            self._do(lambda agenda: give_role(agenda, session, "panellist", person), words)


def _call(run: Callable[[str], object], id_: str, _checked: bool = False) -> None:
    run(id_)


def _names(agenda: Agenda, people: Sequence[str]) -> str:
    return people_listed(agenda, people, most=3)
