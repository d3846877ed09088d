"""What can be done in the window: every command with its words, key and menu, registered once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command
from agendaplanner.ui.exports import EXPORTS
from agendaplanner.ui.settings import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


IMPROVE_SECONDS = 10


def all_commands(window: Window) -> Iterator[Command]:
    """Give all commands of a window, in the order of the menus."""
    yield from _files(window)
    yield from _edits(window)
    yield from _sessions(window)
    yield from _plans(window)
    yield from _exports(window)
    yield from _views(window)
    yield from _help(window)


def _files(window: Window) -> Iterator[Command]:
    files = window.files
    yield Command(
        id="new",
        text="New meeting…",
        menu="File",
        shortcut="Ctrl+N",
        needs="nothing",
        run=files.ask_new,
        help="Two days, rooms, and the sessions that every meeting has",
    )
    yield Command(
        id="open",
        text="Open…",
        menu="File",
        shortcut="Ctrl+O",
        needs="nothing",
        run=files.ask_open,
        help="An agenda file",
    )
    yield Command(
        id="example",
        text="Example meeting",
        menu="File",
        needs="nothing",
        run=files.example,
        help="A policy meeting in Oslo with invented people, most of it waiting to be placed",
    )
    yield Command(
        id="import",
        text="Import…",
        menu="File",
        shortcut="Ctrl+I",
        needs="nothing",
        run=files.ask_import,
        help="A schedule as XML or JSON, or agenda JSON, as a new agenda file",
        new_group=True,
    )
    yield Command(
        id="copy",
        text="Save a copy…",
        menu="File",
        shortcut="Ctrl+Shift+S",
        run=files.ask_copy,
        help="With all its history; what you change is saved by itself",
    )
    yield Command(
        id="close",
        text="Close the file",
        menu="File",
        shortcut="Ctrl+W",
        run=window.close_file,
        new_group=True,
    )
    yield Command(id="quit", text="Quit", menu="File", shortcut="Ctrl+Q", needs="nothing", run=window.close)


def _edits(window: Window) -> Iterator[Command]:
    desk = window.desk
    yield Command(id="undo", text="Undo", menu="Edit", shortcut="Ctrl+Z", needs="writing", run=desk.undo)
    yield Command(
        id="redo",
        text="Redo",
        menu="Edit",
        shortcut="Ctrl+Shift+Z; Ctrl+Y",
        needs="writing",
        run=desk.redo,
    )
    yield Command(
        id="find",
        text="Find or do anything…",
        menu="Edit",
        shortcut="Ctrl+K; Ctrl+Shift+P",
        needs="nothing",
        run=lambda: window.find_box.begin(),
        help="Sessions, people, rooms, commands",
        new_group=True,
    )
    yield Command(
        id="clear",
        text="Clear the selection",
        menu="Edit",
        shortcut="Escape",
        run=window.clear_selection,
        help="And show everything as usual again",
    )


def _sessions(window: Window) -> Iterator[Command]:
    editing = window.editing
    yield Command(
        id="add session",
        text="Add a session",
        menu="Session",
        shortcut="Ctrl+Shift+N",
        needs="writing",
        run=window.add_session,
        help="It waits in the backlog until it has a place",
    )
    yield Command(
        id="rename",
        text="Edit the title",
        menu="Session",
        shortcut="F2",
        needs="selection",
        run=lambda: window.inspector.edit_title(),
    )
    yield Command(
        id="earlier",
        text="Move earlier",
        menu="Session",
        shortcut="Alt+Up",
        needs="selection",
        run=partial(editing.move_in_time, -1),
        help="By a step of the grid",
        new_group=True,
    )
    yield Command(
        id="later",
        text="Move later",
        menu="Session",
        shortcut="Alt+Down",
        needs="selection",
        run=partial(editing.move_in_time, 1),
        help="By a step of the grid",
    )
    yield Command(
        id="much earlier",
        text="Move earlier by six steps",
        menu="Session",
        shortcut="Alt+Shift+Up",
        needs="selection",
        run=partial(editing.move_in_time, -6),
    )
    yield Command(
        id="much later",
        text="Move later by six steps",
        menu="Session",
        shortcut="Alt+Shift+Down",
        needs="selection",
        run=partial(editing.move_in_time, 6),
    )
    yield Command(
        id="room before",
        text="Move to the room before",
        menu="Session",
        shortcut="Alt+Left",
        needs="selection",
        run=partial(editing.move_in_rooms, -1),
    )
    yield Command(
        id="next room",
        text="Move to the next room",
        menu="Session",
        shortcut="Alt+Right",
        needs="selection",
        run=partial(editing.move_in_rooms, 1),
    )
    yield Command(
        id="day before",
        text="Move to the day before",
        menu="Session",
        shortcut="Alt+PgUp",
        needs="selection",
        run=partial(editing.move_in_days, -1),
    )
    yield Command(
        id="next day",
        text="Move to the next day",
        menu="Session",
        shortcut="Alt+PgDown",
        needs="selection",
        run=partial(editing.move_in_days, 1),
    )
    yield Command(
        id="pin",
        text="Pin or unpin",
        menu="Session",
        shortcut="P",
        needs="selection",
        run=editing.toggle_pin,
        help="Planning leaves what is pinned where it is",
        new_group=True,
    )
    yield Command(
        id="unplace",
        text="Send to the backlog",
        menu="Session",
        shortcut="Delete; Backspace",
        needs="selection",
        run=editing.to_backlog,
    )
    yield Command(
        id="cancel session",
        text="Cancel or reinstate",
        menu="Session",
        needs="selection",
        run=editing.cancel_session,
        help="A cancelled session stays on record and goes out as cancelled in calendars",
    )
    yield Command(
        id="remove",
        text="Remove from the agenda",
        menu="Session",
        shortcut="Ctrl+Delete",
        needs="selection",
        run=editing.remove,
    )


def _plans(window: Window) -> Iterator[Command]:
    planner = window.planner
    yield Command(
        id="plan",
        text="Plan what waits",
        menu="Plan",
        shortcut="F5",
        needs="writing",
        run=planner.start,
        help="Find a place without clashes for everything that waits; what stands moves only where it must",
    )
    yield Command(
        id="plan anew",
        text="Plan everything anew",
        menu="Plan",
        shortcut="Shift+F5",
        needs="writing",
        run=partial(planner.start, from_scratch=True),
        help="Everything but what is pinned finds a new place",
    )
    yield Command(
        id="improve",
        text="Make the plan better",
        menu="Plan",
        shortcut="F6",
        needs="writing",
        run=partial(planner.start, improve_seconds=IMPROVE_SECONDS),
        help=f"{IMPROVE_SECONDS} seconds of looking for a better plan: people who want two things at once, scattered "
        "tracks, long ways, gaps. What is pinned stays",
    )
    yield Command(id="stop", text="Stop planning", menu="Plan", run=planner.stop)


def _exports(window: Window) -> Iterator[Command]:
    for export in EXPORTS:
        yield Command(
            id=export.id,
            text=export.text,
            menu="Export",
            help=export.help,
            run=partial(window.exporter.ask, export),
            shortcut="Ctrl+P" if export.id == "export programme" else "",
            new_group=export.new_group,
        )


def _views(window: Window) -> Iterator[Command]:
    timeline = window.timeline
    yield Command(id="zoom in", text="Zoom in", menu="View", shortcut="Ctrl++; Ctrl+=", run=partial(timeline.zoom, 1.2))
    yield Command(id="zoom out", text="Zoom out", menu="View", shortcut="Ctrl+-", run=partial(timeline.zoom, 1 / 1.2))
    yield Command(id="fit", text="Fit into the window", menu="View", shortcut="Ctrl+0", run=timeline.fit)
    yield Command(
        id="next shown day",
        text="Show the next day",
        menu="View",
        shortcut="Ctrl+PgDown",
        run=partial(window.step_day, 1),
        new_group=True,
    )
    yield Command(
        id="all days",
        text="Show all days",
        menu="View",
        shortcut="Ctrl+Home",
        run=partial(window.show_day, None),
    )
    for name, part in (("left", "Waiting and people"), ("problems", "Clashes and warnings"), ("right", "Details")):
        yield Command(
            id=f"panel {name}",
            text=part,
            menu="View",
            run=partial(window.toggle_panel, name),
            checked=partial(window.is_panel_shown, name),
            new_group=name == "left",
        )
    for theme in THEMES:
        words = "Colours of the system" if theme == "system" else f"{theme.capitalize()} colours"
        yield Command(
            id=f"theme {theme}",
            text=words,
            menu="View",
            needs="nothing",
            run=partial(window.choose_theme, theme),
            checked=partial(window.is_theme, theme),
            new_group=theme == "system",
        )


def _help(window: Window) -> Iterator[Command]:
    yield Command(
        id="keys",
        text="Keys and mouse",
        menu="Help",
        shortcut="F1",
        needs="nothing",
        run=window.show_keys,
    )
    yield Command(id="menu", text="Open the menu", menu="Help", shortcut="F10", needs="nothing", run=window.open_menu)
    yield Command(id="about", text="About agendaplanner", menu="Help", needs="nothing", run=window.show_about)
