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
    yield Command(
        id="print",
        text="Print…",
        menu="Export",
        help="Programme, grid, signs, badges, plates, sheets: seen first, then saved as PDF or sent to a printer",
        run=window.showing.show_preview,
        shortcut="Ctrl+P",
    )
    for export in EXPORTS:
        yield Command(
            id=export.id,
            text=export.text,
            menu="Export",
            help=export.help,
            run=window.publisher.write_calendars
            if export.id == "export calendars"
            else partial(window.exporter.ask, export),
            new_group=export.new_group or export.id == EXPORTS[0].id,
        )
