"""The commands of the Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
    yield Command(
        id="keys",
        text="Keys and mouse",
        menu="Help",
        shortcut="F1",
        needs="nothing",
        run=window.showing.show_keys,
    )
    yield Command(
        id="menu", text="Open the menu", menu="Help", shortcut="F10", needs="nothing", run=window.showing.open_menu
    )
    yield Command(id="about", text="About agendaplanner", menu="Help", needs="nothing", run=window.showing.show_about)
