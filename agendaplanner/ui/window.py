"""The window: its parts, laid out and tied to the desk. What can be done in it is registered in ``registry``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.commands import MENUS, Commands
from agendaplanner.ui.desk import Desk
from agendaplanner.ui.dialogs.help import Keys, about
from agendaplanner.ui.editing import Editing
from agendaplanner.ui.exports import Exporter, show_file
from agendaplanner.ui.files import Files
from agendaplanner.ui.finder import FindBox
from agendaplanner.ui.panels.backlog import Backlog
from agendaplanner.ui.panels.inspector import Inspector
from agendaplanner.ui.panels.people import People
from agendaplanner.ui.panels.problems import Problems
from agendaplanner.ui.planning import Planner, PlanNote
from agendaplanner.ui.registry import all_commands
from agendaplanner.ui.start_page import StartPage
from agendaplanner.ui.status_bar import StatusBar
from agendaplanner.ui.timeline.drag import Drag
from agendaplanner.ui.timeline.view import TimelineView
from agendaplanner.ui.toast import Toast
from agendaplanner.ui.top_bar import TopBar

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.errors import AgendaError
    from agendaplanner.planning.plan import Plan
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings, Theme

Qt = QtCore.Qt
FOLLOW_EVERY_MS = 1_500
LEFT_PX, RIGHT_PX, PROBLEMS_PX = 222, 300, 190


class Window(QtWidgets.QMainWindow):
    """A meeting in a window."""

    def __init__(self, look: Look, settings: Settings) -> None:
        super().__init__()
        self.look = look
        self.settings = settings
        self.desk = Desk()
        self.desk.setParent(self)
        self.files = Files(self.desk, settings, self)
        self.editing = Editing(self.desk, self)
        self.planner = Planner(self.desk, self)
        self.exporter = Exporter(self.desk, self)
        self.setMinimumSize(860, 520)

        self.timeline = TimelineView(self.desk, look)
        self.backlog = Backlog(self.desk, look)
        self.people = People(self.desk, look)
        self.problems = Problems(self.desk, look)
        self.inspector = Inspector(self.desk, look)
        self.commands = Commands(self)
        for command in all_commands(self):
            self.commands.add(command)
        self.addActions(list(self.commands.actions()))
        self.find_box = FindBox(self.desk, look, self.commands, self)
        self.bar = TopBar(self.desk, look, self.commands, self._menu(), self.find_box)
        self.status = StatusBar(self.desk, self.commands)
        self.start_page = StartPage(self.commands, settings)
        self.note = QtWidgets.QLabel()
        self._lay_out()
        self.toast = Toast(self, self.timeline)
        self.plan_note = PlanNote(self.planner, self)
        self.drag = Drag(self, self.desk, look, self.timeline, self.backlog)
        self._tie()
        self._follow = QtCore.QTimer(self, interval=FOLLOW_EVERY_MS)
        self._follow.timeout.connect(self.desk.follow)
        self._follow.start()
        self._restore()
        self._opened()

    # layout

    def _lay_out(self) -> None:
        for part, kind in ((self.backlog, "backlog"), (self.people, "surface")):
            part.setProperty("kind", kind)
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.left = QtWidgets.QSplitter(Qt.Orientation.Vertical)
        self.left.setProperty("kind", "left")
        self.left.addWidget(self.backlog)
        self.left.addWidget(self.people)
        self.left.setSizes([420, 300])
        self.centre = QtWidgets.QSplitter(Qt.Orientation.Vertical)
        self.centre.addWidget(self.timeline)
        self.centre.addWidget(self.problems)
        self.centre.setStretchFactor(0, 1)
        self.centre.setSizes([600, PROBLEMS_PX])
        self.right = QtWidgets.QWidget()
        self.right.setProperty("kind", "right")
        self.right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = QtWidgets.QVBoxLayout(self.right)
        inside.setContentsMargins(1, 0, 0, 0)
        inside.addWidget(self.inspector)
        self.across = QtWidgets.QSplitter(Qt.Orientation.Horizontal)
        for part in (self.left, self.centre, self.right):
            self.across.addWidget(part)
        self.across.setStretchFactor(1, 1)
        self.across.setSizes([LEFT_PX, 1000, RIGHT_PX])
        self.left.setMinimumWidth(150)
        self.right.setMinimumWidth(230)
        for splitter in (self.left, self.centre, self.across):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self.pages = QtWidgets.QStackedWidget()
        self.pages.addWidget(self.start_page)
        self.pages.addWidget(self.across)
        self.note.setProperty("kind", "note")
        self.note.setWordWrap(True)
        self.note.setContentsMargins(16, 8, 16, 8)
        whole = QtWidgets.QWidget()
        lines = QtWidgets.QVBoxLayout(whole)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        for part in (self.bar, self.note, self.pages, self.status):
            lines.addWidget(part, 1 if part is self.pages else 0)
        self.setCentralWidget(whole)

    def _menu(self) -> QtWidgets.QMenu:
        menu = QtWidgets.QMenu(self)
        for name in MENUS:
            part = menu.addMenu(name)
            self.commands.fill(part, name)
            if name == "File":
                self._recent_menu = QtWidgets.QMenu("Open recent", part)
                before = self.commands.action("example")
                part.insertMenu(before, self._recent_menu)
                self._recent_menu.aboutToShow.connect(self._fill_recent)
        self._session_menu = QtWidgets.QMenu(self)
        self.commands.fill(self._session_menu, "Session")
        return menu

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.settings.recent:
            self._recent_menu.addAction(path.name).triggered.connect(lambda _=False, path=path: self.files.open(path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction("None yet").setEnabled(False)

    def _tie(self) -> None:
        desk, waiting = self.desk, self.backlog.list
        desk.opened.connect(self._opened)
        desk.changed.connect(self._renew)
        desk.selection_changed.connect(self._renew)
        desk.told.connect(self._told)
        desk.failed.connect(self.show_fault)
        self.planner.started.connect(self._renew)
        self.planner.ended.connect(self._renew)
        self.planner.taken.connect(self._plan_taken)
        self.exporter.told.connect(self._written)
        waiting.picked_up.connect(self.drag.begin)
        waiting.carried.connect(self.drag.move)
        waiting.put_down.connect(self.drag.drop)
        self.timeline.zoomed.connect(self.status.show_scale)
        self.timeline.edit_asked.connect(lambda _: self.inspector.edit_title())
        self.timeline.menu_asked.connect(lambda _, at: self._session_menu.popup(at))
        self.bar.day_chosen.connect(self.show_day)
        self.start_page.open_asked.connect(self.files.open)

    # life

    def _restore(self) -> None:
        geometry = self.settings.bytes_of("window")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        for name, splitter in (("left", self.left), ("centre", self.centre), ("across", self.across)):
            state = self.settings.bytes_of(f"splitter-{name}")
            if not state.isEmpty():
                splitter.restoreState(state)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Let go of everything; what was changed is on disk already."""
        self.planner.stop()
        self.exporter.stop()
        self.settings.keep_bytes("window", self.saveGeometry())
        for name, splitter in (("left", self.left), ("centre", self.centre), ("across", self.across)):
            self.settings.keep_bytes(f"splitter-{name}", splitter.saveState())
        self.desk.open(None)
        event.accept()

    def _opened(self) -> None:
        document = self.desk.document
        self.pages.setCurrentWidget(self.across if document is not None else self.start_page)
        self.note.setVisible(document is not None and document.read_only)
        if document is not None:
            self.note.setText(document.read_only_reason)
            self.timeline.setFocus()
        else:
            self.start_page.renew()
            self.start_page.setFocus()
        self.bar.mark_day(None)
        self._renew()

    def _renew(self, *_: object) -> None:
        document, agenda = self.desk.document, self.desk.agenda
        self.commands.enable(
            file=document is not None, writing=self.desk.can_change, selection=bool(self.desk.selected)
        )
        undo, redo = self.commands.action("undo"), self.commands.action("redo")
        for action, word, label in (
            (undo, "Undo", document.undo_label if document is not None else None),
            (redo, "Redo", document.redo_label if document is not None else None),
        ):
            action.setText(f"{word}: {label}" if label else word)
            action.setToolTip(action.text())
            action.setEnabled(label is not None and self.desk.can_change)
        for id_ in ("plan", "plan anew", "improve"):
            self.commands.action(id_).setEnabled(self.desk.can_change and not self.planner.running)
        self.commands.action("stop").setEnabled(self.planner.running)
        title = agenda.meeting.title if agenda is not None else ""
        self.setWindowTitle(f"{title} – agendaplanner" if title else "agendaplanner")

    # what is said

    def _told(self, words: str, can_be_undone: bool) -> None:
        self.toast.say(words, button="Undo" if can_be_undone else "", act=self.desk.undo if can_be_undone else None)

    def _written(self, words: str, path: Path) -> None:
        self.toast.say(words, button="Open", act=lambda: show_file(path))

    def show_fault(self, error: AgendaError) -> None:
        """Show what went wrong and what to do."""
        self.toast.say("\n".join(filter(None, [error.what, error.where, error.advice])), tone="fault")

    def _plan_taken(self, plan: Plan) -> None:
        self.problems.take_left_over({each.session: each.message for each in plan.unplaced})

    # what commands do to the window itself

    def close_file(self) -> None:
        """Go back to the start page."""
        self.desk.open(None)

    def clear_selection(self) -> None:
        """Select nothing, and show everything as usual."""
        self.desk.select(())
        self.desk.highlight(())

    def add_session(self) -> None:
        """Add a session and put the cursor into its title."""
        if self.editing.add() is not None:
            self.inspector.edit_title()

    def show_day(self, day: date | None) -> None:
        """Show one day, or all."""
        self.timeline.show_day(day)
        self.bar.mark_day(day)

    def step_day(self, steps: int) -> None:
        """Show the next day, after the last one all of them."""
        agenda = self.desk.agenda
        if agenda is not None:
            days = [None, *(day.date for day in agenda.meeting.days)]
            self.show_day(days[(days.index(self.timeline.shown_day) + steps) % len(days)])

    def _panel(self, name: str) -> QtWidgets.QWidget:
        panels: dict[str, QtWidgets.QWidget] = {"left": self.left, "right": self.right, "problems": self.problems}
        return panels[name]

    def is_panel_shown(self, name: str) -> bool:
        """Tell whether a panel is shown: "left", "right" or "problems"."""
        return not self._panel(name).isHidden()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        self._panel(name).setVisible(not self.is_panel_shown(name))
        self._renew()

    def choose_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.settings.theme = theme
        self.look.choose(theme)
        self._renew()

    def is_theme(self, theme: Theme) -> bool:
        """Tell whether these are the colours that were chosen."""
        return self.look.theme == theme

    def open_menu(self) -> None:
        """Drop the menu down."""
        self.bar.open_menu()

    def show_keys(self) -> None:
        """Show all keys."""
        Keys(self.commands, self).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        about(self)
