"""The window: its parts, laid out and tied to the desk. What can be done in it is registered in ``registry``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.commands import MENUS, Commands
from agendaplanner.ui.desk import Desk
from agendaplanner.ui.dialogs.help import Keys, about
from agendaplanner.ui.editing import Editing
from agendaplanner.ui.exports import Exporter, show_file
from agendaplanner.ui.files import Files, dropped_files
from agendaplanner.ui.finder import FindBox
from agendaplanner.ui.frame import Frame
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
from agendaplanner.ui.start_page import StartPage
from agendaplanner.ui.status_bar import StatusBar
from agendaplanner.ui.timeline.drag import Drag
from agendaplanner.ui.timeline.page import TimelinePage
from agendaplanner.ui.timeline.view import TimelineView
from agendaplanner.ui.toast import Toast
from agendaplanner.ui.top_bar import TopBar

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from agendaplanner.model.errors import AgendaError
    from agendaplanner.planning.plan import Plan
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.preview.window import Preview
    from agendaplanner.ui.settings import Settings, Theme
    from agendaplanner.ui.tables.page import Tables

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
        self.setMinimumSize(860, 520)
        self.setAcceptDrops(True)

        self._tables: Tables | None = None
        self._preview: Preview | None = None
        with look.undressed():
            self._make(look, settings)
        self._tie()
        self._follow = QtCore.QTimer(self, interval=FOLLOW_EVERY_MS)
        self._follow.timeout.connect(self._look_around)
        self._follow.start()
        self._restore()
        self._opened()

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
        self.start_page = StartPage(self.commands, settings)
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
            start_page=self.start_page,
            left=(self.backlog, self.people),
            centre=self.centre,
            bottom=self.bottom,
            right=self.inspector,
            status=self.status,
        )
        self.setCentralWidget(self.frame)

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
        self.presence.changed.connect(self._say_notes)
        self.planner.started.connect(self._renew)
        self.planner.ended.connect(self._renew)
        self.planner.taken.connect(self._plan_taken)
        self.planner.explained.connect(self.problems.take_explanation)
        self.problems.explain_asked.connect(self.planner.explain)
        self.problems.plan_asked.connect(self.planner.start)
        desk.proposals.changed.connect(self._renew)
        self.timeline.header.room_menu_asked.connect(self.happenings.offer_for_room)
        self.people.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.people.list.customContextMenuRequested.connect(self._person_menu)
        self.exporter.told.connect(self._written)
        self.publisher.written.connect(self._written)
        self.publisher.published.connect(self._published)
        self.publisher.since.changed.connect(lambda: self.status.show_changes(self.publisher.since.summary))
        self.changes.publish_asked.connect(self.publisher.publish)
        waiting.picked_up.connect(self.drag.begin)
        waiting.carried.connect(self.drag.move)
        waiting.put_down.connect(self.drag.drop)
        self.timeline.zoomed.connect(self.status.show_scale)
        self.timeline.lens.changed.connect(self._renew)
        self.timeline.edit_asked.connect(lambda _: self.inspector.edit_title())
        self.timeline.menu_asked.connect(lambda _, at: self._session_menu.popup(at))
        self.bar.day_chosen.connect(self.show_day)
        self.bar.list_chosen.connect(self.show_list)
        self.start_page.open_asked.connect(self.files.open)

    # life

    def _restore(self) -> None:
        geometry = self.settings.bytes_of("window")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1440, 900)
        self.frame.restore(self.settings)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Let go of everything; what was changed is on disk already."""
        self.planner.stop()
        self.exporter.stop()
        self.publisher.stop()
        if self._preview is not None:
            self._preview.close()
            self._preview.press.close()
        self.settings.keep_bytes("window", self.saveGeometry())
        self.frame.keep(self.settings)
        self.desk.open(None)
        event.accept()

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
        self._renew()

    def _look_around(self) -> None:
        """See what others did to the file, and whether they are there."""
        self.desk.follow()
        self.publisher.since.look_for_versions()
        self.presence.look()

    def _say_notes(self) -> None:
        document, elsewhere = self.desk.document, self.presence.elsewhere
        also = f"This meeting is also open in another window {elsewhere}. What is changed in one is seen in the other."
        self.frame.say(document.read_only_reason if document is not None else "", also if elsewhere else "")

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
        for id_ in ("plan", "plan anew", "improve", "mend", "explain", "person away", "room closed"):
            self.commands.action(id_).setEnabled(self.desk.can_change and not self.planner.running)
        self.commands.action("stop").setEnabled(self.planner.running)
        title = agenda.meeting.title if agenda is not None else ""
        self.setWindowTitle(f"{title} – agendaplanner" if title else "agendaplanner")

    def _person_menu(self, at: QtCore.QPoint) -> None:
        row = self.people.list.row_model.row_at(self.people.list.indexAt(at))
        if row is not None:
            self.happenings.offer_for_person(row.id, self.people.list.viewport().mapToGlobal(at))

    # what is said

    def _told(self, words: str, can_be_undone: bool) -> None:
        self.toast.say(words, button="Undo" if can_be_undone else "", act=self.desk.undo if can_be_undone else None)

    def _written(self, words: str, path: Path) -> None:
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
        self.centre.setCurrentWidget(self.proposal_area)
        self.timeline.show_day(day)
        self.bar.mark_day(day)

    @property
    def tables(self) -> Tables:
        """The tables; made when they are looked at first."""
        if self._tables is None:
            from agendaplanner.ui.tables.page import Tables

            self._tables = Tables(self.desk, self.look, self.settings)
            self._tables.shown_on_timeline.connect(self.show_on_timeline)
            self.centre.addWidget(self._tables)
        return self._tables

    def show_list(self, kind: str = "") -> None:
        """Show the tables: those of a kind of record, or whichever was shown last."""
        if kind:
            self.tables.show_kind(kind)
        self.centre.setCurrentWidget(self.tables)
        self.bar.mark_list()
        self.tables.grid.setFocus()

    def show_on_timeline(self, session_id: str = "") -> None:
        """Show a session on the timeline; the current one where none is named."""
        wanted = session_id or (self.desk.selected[-1] if self.desk.selected else "")
        self.show_day(self.timeline.shown_day)
        if wanted:
            self.desk.reveal(wanted)
            self.timeline.setFocus()

    def show_history(self) -> None:
        """Show who changed what."""
        self.frame.bottom.show()
        self.bottom.show_page("History")
        self.history.filter.setFocus()

    def show_changes(self) -> None:
        """Show what changed since the last version."""
        self.frame.bottom.show()
        self.bottom.show_page(CHANGES)
        self.changes.list.setFocus()
        self._renew()

    def toggle_rows(self) -> None:
        """Show rooms as rows, or as columns again; remembered."""
        self.settings.rooms_as_rows = not self.timeline.shows_rows
        self.timeline.show_rows(rows=self.settings.rooms_as_rows)
        self._renew()

    def hide_room(self) -> None:
        """Hide the room that the selected session is in."""
        session = self.desk.current
        if session is not None and session.placement is not None and session.placement.room is not None:
            self.timeline.lens.hide_room(session.placement.room)

    def show_now(self) -> None:
        """Scroll to the time now, on the meeting's days."""
        if not self.timeline.show_now():
            self.desk.told.emit("Today is not a day of this meeting, or it is over for today.", False)

    def step_day(self, steps: int) -> None:
        """Show the next day, after the last one all of them."""
        agenda = self.desk.agenda
        if agenda is not None:
            days = [None, *(day.date for day in agenda.meeting.days)]
            self.show_day(days[(days.index(self.timeline.shown_day) + steps) % len(days)])

    def is_panel_shown(self, name: str) -> bool:
        """Tell whether a panel is shown: "left", "right" or "problems"."""
        return not self.frame.panel(name).isHidden()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        self.frame.panel(name).setVisible(not self.is_panel_shown(name))
        self._renew()

    def choose_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.settings.theme = theme
        self.look.choose(theme)
        self._renew()

    def is_theme(self, theme: Theme) -> bool:
        """Tell whether these are the colours that were chosen."""
        return self.look.theme == theme

    def toggle_shows_every_plan(self) -> None:
        """Show every plan before it is taken, or take at once what moves nothing."""
        self.settings.shows_every_plan = not self.settings.shows_every_plan
        self._renew()

    def show_preview(self) -> None:
        """Show what is printed."""
        from agendaplanner.ui.preview.window import Preview

        if self._preview is None:
            self._preview = Preview(self.desk, self.look, self)
            self._preview.saved.connect(self._written)
        self._preview.show()
        self._preview.raise_()
        self._preview.activateWindow()

    def open_menu(self) -> None:
        """Drop the menu down."""
        self.bar.open_menu()

    def show_keys(self) -> None:
        """Show all keys."""
        Keys(self.commands, self).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        about(self)
