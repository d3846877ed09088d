"""The commands of the File menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
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
        help="A schedule as XML or JSON, agenda JSON or a calendar, as a new agenda file; or when somebody is busy (.ics)",
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
