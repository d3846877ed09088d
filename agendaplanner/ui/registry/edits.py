"""The commands of the Edit menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command
from agendaplanner.ui.tables.tabs import TABS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
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
        id="list",
        text="Show the list",
        menu="Edit",
        shortcut="Ctrl+L",
        run=window.showing.show_list,
        help="Sessions, people, rooms, tracks, papers and delegations as tables",
        new_group=True,
    )
    for kind, name in TABS[1:]:
        yield Command(
            id=f"list {kind}",
            text=f"{name} as a table",
            menu="Edit",
            run=partial(window.showing.show_list, kind),
        )
    yield Command(
        id="show on timeline",
        text="Show on the timeline",
        menu="Edit",
        shortcut="Ctrl+Shift+L",
        needs="selection",
        run=window.showing.show_on_timeline,
    )
    yield Command(
        id="history",
        text="History",
        menu="Edit",
        shortcut="Ctrl+H",
        run=window.showing.show_history,
        help="Who changed what, and the way back",
    )
    yield Command(
        id="clear",
        text="Clear the selection",
        menu="Edit",
        shortcut="Escape",
        run=window.showing.clear_selection,
        help="And show everything as usual again",
    )
