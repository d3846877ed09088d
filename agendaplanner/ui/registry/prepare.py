"""The commands of the Prepare menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command
from agendaplanner.ui.prepare.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
    for number, sheet in enumerate(SHEETS, start=1):
        yield Command(
            id=f"prepare {sheet.name}",
            text=sheet.title,
            menu="Prepare",
            shortcut=f"Ctrl+Alt+{number}",
            run=partial(window.showing.show_sheet, sheet.name),
            help=sheet.help,
        )
    yield Command(
        id="print balance",
        text="Print the Balance…",
        menu="Prepare",
        help="Shares and targets as charts on paper: seen first, then saved as PDF or printed",
        run=partial(window.showing.show_preview, "balance"),
        needs="file",
        new_group=True,
    )
    yield Command(
        id="print documents",
        text="Print the List of Documents…",
        menu="Prepare",
        help="A checklist of papers: symbols, copies, laid out; seen first, then saved as PDF or printed",
        run=partial(window.showing.show_preview, "documents"),
        needs="file",
    )
    yield Command(
        id="print door-lists",
        text="Print Door Lists…",
        menu="Prepare",
        help="For each breakout the names of those who are in it, to tick off at the door",
        run=partial(window.showing.show_preview, "door-lists"),
        needs="file",
    )
    yield Command(
        id="import people",
        text="Import People…",
        menu="Prepare",
        help="A list of people from a .csv, .tsv or .xlsx file, looked at before it is taken in",
        run=partial(_on_people, window, "ask_file"),
        needs="writing",
        new_group=True,
    )
    yield Command(
        id="paste people",
        text="Paste People",
        menu="Prepare",
        help="A list of people that was copied from a spreadsheet, a mail or a text",
        run=partial(_on_people, window, "paste"),
        needs="writing",
    )
    yield Command(
        id="duplicate people",
        text="Find Duplicates",
        menu="Prepare",
        help="People who may be here twice, side by side: merged, or known to be two",
        run=partial(_on_people, window, "show_duplicates"),
    )
    yield Command(
        id="allocate",
        text="Allocate People to Breakouts",
        menu="Prepare",
        help="By wishes, room and balance; shown before anything changes",
        run=partial(_allocate, window),
        needs="writing",
    )


def _on_people(window: Window, what: str) -> None:
    """Show the sheet on participants, and have it do something."""
    window.showing.show_sheet("people")
    getattr(window.showing.prepare.sheet("people"), what)()


def _allocate(window: Window) -> None:
    """Show the sheet on breakouts, and have it find who goes where."""
    from agendaplanner.ui.prepare.breakouts.sheet import Breakouts

    window.showing.show_sheet("breakouts")
    sheet = window.showing.prepare.sheet("breakouts")
    assert isinstance(sheet, Breakouts)
    sheet.allocate()
