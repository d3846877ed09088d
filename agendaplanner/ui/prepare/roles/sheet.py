"""The sheet itself: open roles with who could take them, how much everybody does, and what sessions need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.candidates import OpenRole, load, loads, open_roles
from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.model.words import TO_BE_DEFINED, session_name
from agendaplanner.ui.labels import Segments, scrolled
from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.prepare.charts import Legend
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.roles.candidates import Candidates
from agendaplanner.ui.prepare.roles.load import PARTS, Loads, rows_of
from agendaplanner.ui.prepare.roles.needed import Needed
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
SIDE_BY_SIDE_PX = 700
OPEN, LOAD, NEEDED = "open", "load", "needed"
_PAGES = (OPEN, LOAD, NEEDED)


class Roles(Sheet):
    """Roles: open, needed, and who does much."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self._roles: dict[str, OpenRole] = {}
        self.heading = Heading(self, "Roles")
        self.title, self.words = self.heading.title, self.heading.words
        self.views = Segments(self)
        self.views.offer([("Open", OPEN), ("Who does much", LOAD), ("Needed", NEEDED)])
        self.views.mark(OPEN)
        self.views.chosen.connect(self.show_view)
        self.pages = QtWidgets.QStackedWidget(self)
        for page in (self._open_page(), self._load_page(), self._needed_page()):
            self.pages.addWidget(page)
        lines = sheet_lines(self)
        lines.addWidget(self.heading)
        lines.addWidget(self.views, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.pages, 1)

    # its pages

    def _open_page(self) -> QtWidgets.QWidget:
        page = QtWidgets.QWidget(self)
        self.list = RowList(self.look, "Open roles", parent=page)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._look_at())
        self.candidates = Candidates(self.desk, page)
        self.candidates.said.connect(self._done)
        self.nothing = QtWidgets.QLabel("No role is open. What each kind of session needs is set under “Needed”.", page)
        self.nothing.setProperty("kind", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._open = QtWidgets.QBoxLayout(QtWidgets.QBoxLayout.Direction.LeftToRight, page)
        self._open.setContentsMargins(0, 0, 0, 0)
        self._open.setSpacing(16)
        self._open.addWidget(self.list, 5)
        self._open.addWidget(self.candidates, 6)
        self._open.addWidget(self.nothing, 1)
        return page

    def _load_page(self) -> QtWidgets.QWidget:
        page = QtWidgets.QWidget(self)
        legend = Legend(self.look, page)
        legend.take([(name, number) for number, (name, _) in enumerate(PARTS)])
        self.loads = Loads(self.look, page)
        self.loads.chosen.connect(lambda row: self.desk.inspect("person", [row.person]))
        self.nobody = QtWidgets.QLabel("Nobody has a role yet.", page)
        self.nobody.setProperty("kind", "muted")
        lines = QtWidgets.QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(legend)
        lines.addWidget(self.nobody)
        lines.addWidget(self.loads, 1)
        return page

    def _needed_page(self) -> QtWidgets.QWidget:
        self.needed = Needed(self.desk, self)
        self.needed.setProperty("kind", "surface")
        self.needed.said.connect(self._done)
        return scrolled(self.needed, self)

    # what is shown

    @property
    def view(self) -> str:
        """Which page is shown."""
        return _PAGES[self.pages.currentIndex()]

    def show_view(self, view: object) -> None:
        """Show a page."""
        self.views.mark(view)
        self.pages.setCurrentIndex(_PAGES.index(str(view)))
        if self.desk.agenda is not None:
            self.renew(self.desk.agenda)

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Begin with the session that is looked at, if a role of it is open."""
        super().showEvent(event)
        kind, ids = self.desk.inspected
        if kind == "session" and ids:
            found = next((id_ for id_, role in self._roles.items() if role.session == ids[-1]), None)
            if found is not None:
                self.show_view(OPEN)
                self.list.choose(found)

    def renew(self, agenda: Agenda) -> None:
        """Show the roles as they stand."""
        found = open_roles(agenda)
        doing = loads(agenda)
        much = sum(bool(each.too_much) for each in doing)
        self.heading.say(f"{len(found)} {'is' if len(found) == 1 else 'are'} open" if found else "none is open")
        busy = f" {much} {'person has' if much == 1 else 'people have'} too much to do." if much else ""
        self.words.setText(f"“{TO_BE_DEFINED[0].upper()}{TO_BE_DEFINED[1:]}” is printed where a role is open.{busy}")
        if self.view == OPEN:
            self._show_open(agenda, found)
        elif self.view == LOAD:
            self.loads.take(rows_of(agenda, doing))
            self.nobody.setVisible(not doing)
            self.loads.setVisible(bool(doing))
        else:
            self.needed.renew(agenda)

    def _show_open(self, agenda: Agenda, found: tuple[OpenRole, ...]) -> None:
        before, place = self.list.current_id, self.list.currentIndex().row()
        self._roles = _by_id(found)
        self.list.row_model.take(
            [
                Row(
                    id=id_,
                    title=session_name(agenda.session[role.session]),
                    detail=ROLE_WORDS[role.kind] if role.index is not None else f"{ROLE_WORDS[role.kind]}, not named",
                )
                for id_, role in self._roles.items()
            ]
        )
        self.list.setVisible(bool(found))
        self.nothing.setVisible(not found)
        if before not in self._roles:
            # the next one comes up where one was filled
            ids = list(self._roles)
            self.list.choose(ids[min(max(place, 0), len(ids) - 1)] if ids else None)
        elif self.list.current_id != before:
            self.list.choose(before)
        self._lay_out()
        self._look_at()

    def _look_at(self) -> None:
        agenda = self.desk.agenda
        if agenda is not None:
            role = self._roles.get(self.list.current_id or "")
            self.candidates.look_at(role, agenda, load(agenda))

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Put the two lists beside each other where there is room, else below each other."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        wide = self.width() >= SIDE_BY_SIDE_PX
        direction = QtWidgets.QBoxLayout.Direction
        self._open.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        # below each other the list takes no more than its rows, and never the room of the candidates
        rows = max(1, len(self._roles))
        self.list.setMaximumHeight(16_777_215 if wide else min(rows * 30 + 4, max(94, self.height() // 4)))

    def _done(self, words: str) -> None:
        self.say(words, can_be_undone=True)


def _by_id(found: tuple[OpenRole, ...]) -> dict[str, OpenRole]:
    """Give open roles by an id of their own; one that is filled takes no other's."""
    roles: dict[str, OpenRole] = {}
    for role in found:
        which = f"{role.session} {role.kind}"
        number = sum(each.startswith(which) for each in roles)
        roles[f"{which} {number}"] = role
    return roles
