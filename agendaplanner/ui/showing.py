"""What commands do to the window itself: show days, tables, panels, colours and the preview. Nothing of it is in the file.

What is looked at seldom is made, and its code read, when it is looked at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.publishing.changes import NAME as CHANGES

if TYPE_CHECKING:
    from datetime import date

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

    def stop(self) -> None:
        """Close what is open beside the window, because the window closes."""
        if self._preview is not None:
            self._preview.close()
            self._preview.press.close()

    def clear_selection(self) -> None:
        """Select nothing, and show everything as usual."""
        self._window.desk.select(())
        self._window.desk.highlight(())

    def add_session(self) -> None:
        """Add a session and put the cursor into its title."""
        if self._window.editing.add() is not None:
            self._window.inspector.edit_title()

    def show_day(self, day: date | None) -> None:
        """Show one day, or all."""
        self._window.centre.setCurrentWidget(self._window.proposal_area)
        self._window.timeline.show_day(day)
        self._window.bar.mark_day(day)

    @property
    def tables(self) -> Tables:
        """The tables; made when they are looked at first."""
        if self._tables is None:
            from agendaplanner.ui.tables.page import Tables

            self._tables = Tables(self._window.desk, self._window.look, self._window.settings)
            self._tables.shown_on_timeline.connect(self.show_on_timeline)
            self._window.centre.addWidget(self._tables)
        return self._tables

    def show_list(self, kind: str = "") -> None:
        """Show the tables: those of a kind of record, or whichever was shown last."""
        if kind:
            self.tables.show_kind(kind)
        self._window.centre.setCurrentWidget(self.tables)
        self._window.bar.mark_list()
        self.tables.grid.setFocus()

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
        self._window.frame.bottom.show()
        self._window.bottom.show_page("History")
        self._window.history.filter.setFocus()

    def show_changes(self) -> None:
        """Show what changed since the last version."""
        self._window.frame.bottom.show()
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
        self._window.frame.panel(name).setVisible(not self.is_panel_shown(name))
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

    def show_preview(self) -> None:
        """Show what is printed."""
        if self._preview is None:
            from agendaplanner.ui.preview.window import Preview

            self._preview = Preview(self._window.desk, self._window.look, self._window)
            self._preview.saved.connect(self._window.say_written)
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
