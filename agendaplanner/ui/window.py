"""The window: its parts, laid out and tied to the desk. What can be done in it is registered in ``registry``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.commands import MENUS, Commands
from agendaplanner.ui.desk import Desk
from agendaplanner.ui.editing import Editing
from agendaplanner.ui.exports import Exporter, show_file
from agendaplanner.ui.files import Files, dropped_files
from agendaplanner.ui.finder import FindBox
from agendaplanner.ui.frame import Frame
from agendaplanner.ui.keys_first import is_for_list
from agendaplanner.ui.panels.backlog import Backlog
from agendaplanner.ui.panels.bottom import Bottom
from agendaplanner.ui.panels.history import History
from agendaplanner.ui.panels.inspector import Inspector
from agendaplanner.ui.panels.people import People
from agendaplanner.ui.panels.problems import Problems
from agendaplanner.ui.pasting import Pasting
from agendaplanner.ui.planning.bar import ProposalArea
from agendaplanner.ui.planning.happenings import Happenings
from agendaplanner.ui.planning.note import PlanNote
from agendaplanner.ui.planning.planner import Planner
from agendaplanner.ui.presence import Presence
from agendaplanner.ui.publishing.changes import NAME as CHANGES
from agendaplanner.ui.publishing.changes import Changes
from agendaplanner.ui.publishing.publisher import Publisher
from agendaplanner.ui.registry import all_commands
from agendaplanner.ui.showing import Showing
from agendaplanner.ui.start_page import StartPage
from agendaplanner.ui.status_bar import StatusBar
from agendaplanner.ui.tabbing import go
from agendaplanner.ui.timeline.drag import Drag
from agendaplanner.ui.timeline.page import TimelinePage
from agendaplanner.ui.timeline.view import TimelineView
from agendaplanner.ui.toast import Toast
from agendaplanner.ui.top_bar import TopBar

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.model.errors import AgendaError
    from agendaplanner.planning.plan import Plan
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
FOLLOW_EVERY_MS = 1_500


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
        self.pasting = Pasting(self.desk, self)
        self.planner = Planner(self.desk, settings, self)
        self.happenings = Happenings(self.desk, self.planner, self)
        self.exporter = Exporter(self.desk, self)
        self.publisher = Publisher(self.desk, look, settings, self.exporter, self)
        self.showing = Showing(self)
        self.setMinimumSize(860, 520)
        self.setAcceptDrops(True)

        with look.undressed():
            self._make(look, settings)
        self._tie()
        self._follow = QtCore.QTimer(self, interval=FOLLOW_EVERY_MS)
        self._follow.timeout.connect(self._look_around)
        self._follow.start()
        self._restore()
        self.renew()

    # layout

    def _make(self, look: Look, settings: Settings) -> None:
        """Make the parts."""
        self.timeline = TimelineView(self.desk, look)
        self.timeline.show_rows(rows=settings.rooms_as_rows)
        self.timeline_page = TimelinePage(self.desk, look, self.timeline)
        self.proposal_area = ProposalArea(self.desk, look, self.timeline_page)
        self.backlog = Backlog(self.desk, look)
        self.people = People(self.desk, look)
        self.problems = Problems(self.desk, look)
        self.history = History(self.desk, look)
        self.bottom = Bottom()
        self.bottom.add("Clashes and warnings", self.problems, self.problems.head)
        self.changes = Changes(self.desk, look, self.publisher.since)
        self.bottom.add(CHANGES, self.changes, self.changes.head)
        self.bottom.add("History", self.history)
        self.inspector = Inspector(self.desk, look)
        self.centre = QtWidgets.QStackedWidget()
        self.centre.addWidget(self.proposal_area)
        self.commands = Commands(self)
        for command in all_commands(self):
            self.commands.add(command)
        self.addActions(list(self.commands.actions()))
        self.find_box = FindBox(self.desk, look, self.commands, self)
        self.bar = TopBar(self.desk, look, self.commands, self._menu(), self.find_box)
        self.status = StatusBar(self.desk, self.commands)
        self.presence = Presence(self)
        self._lay_out()
        self.toast = Toast(self, self.timeline)
        self.plan_note = PlanNote(self.planner, look, self)
        self.drag = Drag(self, self.desk, look, self.timeline, self.backlog, self.bar.days)

    def _lay_out(self) -> None:
        for part, kind in ((self.backlog, "backlog"), (self.people, "surface")):
            part.setProperty("kind", kind)
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.frame = Frame(
            bar=self.bar,
            start_page=self._make_start_page,
            left=(self.backlog, self.people),
            centre=self.centre,
            bottom=self.bottom,
            right=self.inspector,
            status=self.status,
        )
        self.setCentralWidget(self.frame)

    @property
    def start_page(self) -> StartPage:
        """What is seen with no file open."""
        return cast("StartPage", self.frame.start_page)

    def _make_start_page(self) -> QtWidgets.QWidget:
        page = StartPage(self.commands, self.settings)
        page.open_asked.connect(self.files.open)
        return page

    def _menu(self) -> QtWidgets.QMenu:
        """Give the menu, which is filled when it drops down first."""
        menu = QtWidgets.QMenu(self)
        menu.aboutToShow.connect(partial(self._fill_menu, menu), Qt.ConnectionType.SingleShotConnection)
        self.session_menu = QtWidgets.QMenu("Session", self)
        self.commands.fill(self.session_menu, "Session")
        return menu

    def _fill_menu(self, menu: QtWidgets.QMenu) -> None:
        for name in MENUS:
            part = menu.addMenu(name)
            self.commands.fill(part, name)
            if name == "File":
                self._recent_menu = QtWidgets.QMenu("Open recent", part)
                before = self.commands.action("example")
                part.insertMenu(before, self._recent_menu)
                self._recent_menu.aboutToShow.connect(self._fill_recent)

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self.settings.recent:
            self._recent_menu.addAction(path.name).triggered.connect(lambda _=False, path=path: self.files.open(path))
        if self._recent_menu.isEmpty():
            self._recent_menu.addAction("None yet").setEnabled(False)

    def _tie(self) -> None:
        desk, waiting = self.desk, self.backlog.list
        desk.opened.connect(self._opened)
        desk.changed.connect(self.renew)
        desk.selection_changed.connect(self.renew)
        desk.told.connect(self._told)
        desk.failed.connect(self.show_fault)
        self.presence.changed.connect(self._say_notes)
        self.planner.started.connect(self.renew)
        self.planner.ended.connect(self.renew)
        self.planner.taken.connect(self._plan_taken)
        self.planner.explained.connect(self.problems.take_explanation)
        self.problems.explain_asked.connect(self.planner.explain)
        self.problems.plan_asked.connect(self.planner.start)
        desk.proposals.changed.connect(self.renew)
        self.timeline.header.room_menu_asked.connect(self._room_menu)
        self.timeline.lens.changed.connect(self._lens_changed)
        self.people.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.people.list.customContextMenuRequested.connect(self._person_menu)
        self.exporter.told.connect(self.say_written)
        self.publisher.written.connect(self.say_written)
        self.publisher.published.connect(self._published)
        self.publisher.since.changed.connect(lambda: self.status.show_changes(self.publisher.since.summary))
        self.changes.publish_asked.connect(self.publisher.publish)
        waiting.picked_up.connect(self.drag.begin)
        waiting.carried.connect(self.drag.move)
        waiting.put_down.connect(self.drag.drop)
        self.timeline.zoomed.connect(self.status.show_scale)
        self.timeline.lens.changed.connect(self.renew)
        self.timeline.edit_asked.connect(lambda _: self.inspector.edit_title())
        self.timeline.menu_asked.connect(lambda _, at: self.session_menu.popup(at))
        self.timeline_page.empty.asked.connect(self.showing.begin)
        self.bar.day_chosen.connect(self.showing.show_day)
        self.bar.list_chosen.connect(self.showing.show_list)
        self.bar.prepare_chosen.connect(self.showing.show_sheet)

    # life

    def _restore(self) -> None:
        geometry = self.settings.bytes_of("window")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        self.frame.restore(self.settings)

    def close_file(self) -> None:
        """Go back to the start page."""
        self.desk.open(None)

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Show ways to begin, where nothing was opened before."""
        if self.desk.document is None:
            self._opened()
        super().showEvent(event)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Let go of everything; what was changed is on disk already."""
        self.planner.stop()
        self.exporter.stop()
        self.publisher.stop()
        self.showing.stop()
        self.settings.keep_bytes("window", self.saveGeometry())
        self.frame.keep(self.settings)
        self.desk.open(None)
        event.accept()

    def event(self, event: QtCore.QEvent) -> bool:
        """Leave letters and Delete to a list that has the focus, rather than to a command."""
        if event.type() == QtCore.QEvent.Type.ShortcutOverride:
            focus = QtWidgets.QApplication.focusWidget()
            if is_for_list(event, focus):
                event.accept()
                return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the window as it is laid out."""
        return go(self, forward=forward)

    def dragEnterEvent(self, event: QtGui.QDragEnterEvent) -> None:
        """Take a file that is dragged over the window."""
        if len(dropped_files(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QtGui.QDropEvent) -> None:
        """Open or import the file that was let go."""
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.files.take(files[0])

    def _opened(self) -> None:
        document = self.desk.document
        self.presence.come(document.path if document is not None and not document.read_only else None)
        self.frame.show_meeting(there=document is not None)
        self._say_notes()
        if document is not None:
            self.timeline.setFocus()
        else:
            self.start_page.renew()
            self.start_page.setFocus()
        self.bar.mark_day(None)
        self.renew()

    def _look_around(self) -> None:
        """See what others did to the file, and whether they are there."""
        self.desk.follow()
        self.publisher.since.look_for_versions()
        self.presence.look()

    def _say_notes(self) -> None:
        document, elsewhere = self.desk.document, self.presence.elsewhere
        also = f"This meeting is also open in another window {elsewhere}. What is changed in one is seen in the other."
        self.frame.say(document.read_only_reason if document is not None else "", also if elsewhere else "")

    def renew(self, *_: object) -> None:
        """Say what can be done now, and on what."""
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
        for id_ in ("plan", "plan anew", "improve", "mend", "explain", "person away", "room closed"):
            self.commands.action(id_).setEnabled(self.desk.can_change and not self.planner.running)
        self.commands.action("stop").setEnabled(self.planner.running)
        title = agenda.meeting.title if agenda is not None else ""
        self.setWindowTitle(f"{title} – agendaplanner" if title else "agendaplanner")

    def _lens_changed(self) -> None:
        lens = self.timeline.lens
        self.people.mark(lens.person)
        self.inspector.schedule.mark(frozenset((each.kind, each.value) for each in lens.criteria))
        self.showing.have_seen(lens.sessions() or frozenset())

    def _room_menu(self, room: str, at: QtCore.QPoint) -> None:
        look_at = ("Its own timeline", lambda: self.desk.look_at("room", room))
        hide = ("Hide this room", lambda: self.timeline.lens.hide_room(room))
        self.happenings.offer_for_room(room, at, look_at, hide)

    def _person_menu(self, at: QtCore.QPoint) -> None:
        row = self.people.list.row_model.row_at(self.people.list.indexAt(at))
        if row is not None:
            self.happenings.offer_for_person(row.id, self.people.list.viewport().mapToGlobal(at))

    # what is said

    def _told(self, words: str, can_be_undone: bool) -> None:
        self.toast.say(words, button="Undo" if can_be_undone else "", act=self.desk.undo if can_be_undone else None)

    def say_written(self, words: str, path: Path) -> None:
        """Say what was written, and offer to open it."""
        self.toast.say(words, button="Open", act=lambda: show_file(path))

    def _published(self, words: str) -> None:
        calendars = ("Write calendars…", self.publisher.write_calendars)
        self.toast.say(words, button="Tell people…", act=self.publisher.tell_people, other=calendars)

    def show_fault(self, error: AgendaError) -> None:
        """Show what went wrong and what to do."""
        self.toast.say("\n".join(filter(None, [error.what, error.where, error.advice])), tone="fault")

    def show_mistake(self, words: str, report: Path | None) -> None:
        """Tell of a mistake of ours, and where the report of it is."""
        if report is None:
            self.toast.say(words, tone="fault")
        else:
            self.toast.say(words, tone="fault", button="Show the report", act=lambda: show_file(report))

    def _plan_taken(self, plan: Plan) -> None:
        self.problems.take_left_over({each.session: each.message for each in plan.unplaced})
