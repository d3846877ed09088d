"""The commands of the Plan menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window

IMPROVE_SECONDS = 10


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
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
