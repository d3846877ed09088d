"""What commands do to the window itself: show days, tables, panels, colours and the preview. Nothing of it is in the file.

What is looked at seldom is made, and its code read, when it is looked at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.publishing.changes import NAME as CHANGES

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from PySide6 import QtWidgets

    from agendaplanner.ui.prepare.page import Prepare
    from agendaplanner.ui.prepare.sheet import Sheet, SheetName
    from agendaplanner.ui.preview.window import Preview
    from agendaplanner.ui.settings import Theme
    from agendaplanner.ui.tables.page import Tables
    from agendaplanner.ui.window import Window


class Showing:
    """What a window shows of its meeting."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._tables: Tables | None = None
        self._preview: Preview | None = None
        self._prepare: Prepare | None = None

    def stop(self) -> None:
        """Close what is open beside the window, because the window closes."""
        if self._preview is not None:
            self._preview.stop()
        if self._prepare is not None:
            self._prepare.stop()

    def clear_selection(self) -> None:
        """Select nothing; where nothing is selected, look through nobody any more."""
        desk, lens = self._window.desk, self._window.timeline.lens
        person = lens.person
        if person is not None and not desk.selected:
            desk.look_through("person", person)
        desk.select(())
        desk.highlight(())

    def add_session(self) -> None:
        """Add a session and put the cursor into its title."""
        if self._window.editing.add() is not None:
            self._window.inspector.edit_title()

    def look_for(self) -> None:
        """Have somebody type what is looked for: in the table that is shown, else on the timeline."""
        window = self._window
        if self._tables is not None and window.centre.currentWidget() is self._tables:
            self._tables.filter.setFocus()
            self._tables.filter.selectAll()
            return
        self.show_day(window.timeline.shown_day)
        window.timeline_page.filter.begin()

    def have_seen(self, ids: Collection[str]) -> None:
        """Scroll to the first of some sessions, where none of those that the timeline shows is in sight."""
        agenda, timeline = self._window.desk.agenda, self._window.timeline
        cards = timeline.drawing.cards if timeline.drawing is not None else {}
        there = [s.id for s in agenda.placed if s.id in ids and s.id in cards] if agenda is not None else []
        sight = timeline.viewport().rect()
        rects = [timeline.visualRect(timeline.sessions.index_of(id_)) for id_ in there]
        if there and not any(rect.intersects(sight) for rect in rects):
            timeline.reveal(there[0])

    def begin(self, what: str) -> None:
        """Begin with what a meeting has none of: its "days", "rooms" or "sessions"."""
        if what == "days":
            self._window.frame.show_panel("right", on=True)
            self._window.inspector.edit_days()
        elif what == "rooms":
            self.show_list("room")
            self.tables.grid.add_row()
        else:
            self.add_session()

    def show_day(self, day: date | None) -> None:
        """Show one day, or all."""
        self._show(self._window.proposal_area)
        self._window.timeline.show_day(day)
        self._window.bar.mark_day(day)

    @property
    def tables(self) -> Tables:
        """The tables; made when they are looked at first."""
        if self._tables is None:
            from agendaplanner.ui.tables.page import Tables

            self._tables = Tables(self._window.desk, self._window.look, self._window.settings)
            self._tables.shown_on_timeline.connect(self.show_on_timeline)
            self._tables.session_menu = self._window.session_menu
            self._window.centre.addWidget(self._tables)
        return self._tables

    def show_list(self, kind: str = "") -> None:
        """Show the tables: those of a kind of record, or whichever was shown last."""
        if kind:
            self.tables.show_kind(kind)
        self._show(self.tables)
        self._window.bar.mark_list()
        self.tables.grid.setFocus()

    @property
    def prepare(self) -> Prepare:
        """The preparation page; made when it is looked at first."""
        if self._prepare is None:
            from agendaplanner.ui.prepare.page import Prepare

            self._prepare = Prepare(self._window.desk, self._window.look, self._window.settings)
            self._prepare.sheet_made.connect(self._tie_sheet)
            self._window.centre.addWidget(self._prepare)
        return self._prepare

    def _tie_sheet(self, sheet: Sheet) -> None:
        sheet.list_asked.connect(self.show_list)
        sheet.session_asked.connect(self.show_on_timeline)
        sheet.command_asked.connect(lambda id_: self._window.commands.action(id_).trigger())
        sheet.export_asked.connect(self._window.exporter.ask)
        sheet.written.connect(self._window.say_written)
        since = self._window.publisher.since
        since.changed.connect(lambda: sheet.take_versions(since.versions))
        sheet.take_versions(since.versions)

    def show_sheet(self, name: SheetName | None = None) -> None:
        """Show the preparation: a sheet of it, or whichever was shown last."""
        self._show(self.prepare)
        self.prepare.show_sheet(name or self.prepare.shown)
        self.prepare.names[self.prepare.shown].setFocus()
        self._window.bar.mark_prepare()

    def _show(self, page: QtWidgets.QWidget) -> None:
        """Show a page of the centre; the sheets of the preparation need the room that lists take beside the others."""
        self._window.frame.set_aside(on=page is self._prepare)
        self._window.centre.setCurrentWidget(page)

    def show_on_timeline(self, session_id: str = "") -> None:
        """Show a session on the timeline; the current one where none is named."""
        desk, timeline = self._window.desk, self._window.timeline
        wanted = session_id or (desk.selected[-1] if desk.selected else "")
        self.show_day(timeline.shown_day)
        if wanted:
            desk.reveal(wanted)
            timeline.setFocus()

    def show_history(self) -> None:
        """Show who changed what."""
        self._window.frame.show_panel("problems", on=True)
        self._window.bottom.show_page("History")
        self._window.history.filter.setFocus()

    def show_changes(self) -> None:
        """Show what changed since the last version."""
        self._window.frame.show_panel("problems", on=True)
        self._window.bottom.show_page(CHANGES)
        self._window.changes.list.setFocus()
        self._window.renew()

    def toggle_rows(self) -> None:
        """Show rooms as rows, or as columns again; remembered."""
        settings, timeline = self._window.settings, self._window.timeline
        settings.rooms_as_rows = not timeline.shows_rows
        timeline.show_rows(rows=settings.rooms_as_rows)
        self._window.renew()

    def hide_room(self) -> None:
        """Hide the room that the selected session is in."""
        session = self._window.desk.current
        if session is not None and session.placement is not None and session.placement.room is not None:
            self._window.timeline.lens.hide_room(session.placement.room)

    def show_now(self) -> None:
        """Scroll to the time now, on the meeting's days."""
        if not self._window.timeline.show_now():
            self._window.desk.told.emit("Today is not a day of this meeting, or it is over for today.", False)

    def step_day(self, steps: int) -> None:
        """Show the next day, after the last one all of them."""
        agenda = self._window.desk.agenda
        if agenda is not None:
            days = [None, *(day.date for day in agenda.meeting.days)]
            self.show_day(days[(days.index(self._window.timeline.shown_day) + steps) % len(days)])

    def is_panel_shown(self, name: str) -> bool:
        """Tell whether a panel is shown: "left", "right" or "problems"."""
        return not self._window.frame.panel(name).isHidden()

    def toggle_panel(self, name: str) -> None:
        """Show or hide a panel."""
        self._window.frame.show_panel(name, on=not self.is_panel_shown(name))
        self._window.renew()

    def choose_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._window.settings.theme = theme
        self._window.look.choose(theme)
        self._window.renew()

    def is_theme(self, theme: Theme) -> bool:
        """Tell whether these are the colours that were chosen."""
        return self._window.look.theme == theme

    def toggle_shows_every_plan(self) -> None:
        """Show every plan before it is taken, or take at once what moves nothing."""
        settings = self._window.settings
        settings.shows_every_plan = not settings.shows_every_plan
        self._window.renew()

    def show_rules(self) -> None:
        """Show what is done about each rule."""
        from agendaplanner.ui.dialogs.rules import show_rules

        show_rules(self._window.desk, self._window.look, self._window)

    def show_preview(self, piece: str = "") -> None:
        """Show what is printed."""
        if self._preview is None:
            from agendaplanner.ui.preview.window import Preview

            self._preview = Preview(self._window.desk, self._window.look, self._window.settings, self._window)
            self._preview.saved.connect(self._window.say_written)
        if piece:
            self._preview.choose(piece)
        self._preview.show()
        self._preview.raise_()
        self._preview.activateWindow()

    def open_menu(self) -> None:
        """Drop the menu down."""
        self._window.bar.open_menu()

    def show_keys(self) -> None:
        """Show all keys."""
        from agendaplanner.ui.dialogs.help import Keys

        Keys(self._window.commands, self._window).exec()

    def show_about(self) -> None:
        """Say what this program is."""
        from agendaplanner.ui.dialogs.help import about

        about(self._window)
