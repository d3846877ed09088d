"""What can be done in the window: every command with its words, key and menu, registered once. A file for each menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.registry import edits, exports, files, help, plans, prepare, publishing, sessions, views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.commands import Command
    from agendaplanner.ui.window import Window


def all_commands(window: Window) -> Iterator[Command]:
    """Give all commands of a window, in the order of the menus."""
    for menu in (files, edits, sessions, plans, prepare, publishing, exports, views, help):
        yield from menu.commands(window)
