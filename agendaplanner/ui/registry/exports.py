"""The commands of the Export menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command
from agendaplanner.ui.exports import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
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
