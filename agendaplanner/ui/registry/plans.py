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
    yield Command(
        id="mend",
        text="Resolve clashes with the fewest moves",
        menu="Plan",
        needs="writing",
        run=planner.replan,
        help="What clashes moves, and as little else as can be",
    )
    yield Command(
        id="explain",
        text="Explain what waits",
        menu="Plan",
        shortcut="F7",
        needs="writing",
        run=planner.explain,
        help="Why what waits cannot be placed without a clash, and what would help",
    )
    yield Command(id="stop", text="Stop planning", menu="Plan", run=planner.stop)
    yield Command(
        id="show every plan",
        text="Show every plan before it is taken",
        menu="Plan",
        needs="nothing",
        run=window.showing.toggle_shows_every_plan,
        checked=lambda: window.settings.shows_every_plan,
        help="Also one that only places what waits, and moves nothing",
    )
    yield from _happenings(window)
    yield Command(
        id="rules",
        text="Rules…",
        menu="Plan",
        run=window.showing.show_rules,
        help="What is done about each rule that the agenda is checked against: block, warn or ignore",
        new_group=True,
    )


def _happenings(window: Window) -> Iterator[Command]:
    """Give the commands for what comes in the way, before the meeting and on the day."""
    happenings = window.happenings
    yield Command(
        id="person away",
        text="A person drops out…",
        menu="Plan",
        needs="writing",
        run=happenings.person_away,
        help="As few sessions as can be move",
        new_group=True,
    )
    yield Command(
        id="room closed",
        text="A room closes…",
        menu="Plan",
        needs="writing",
        run=happenings.room_closed,
        help="As few sessions as can be move",
    )
    yield Command(
        id="takes longer",
        text="The session takes longer…",
        menu="Plan",
        needs="selection",
        run=happenings.takes_longer,
        help="The selected session stays, and others make way",
    )
    yield Command(
        id="keep here",
        text="Keep the session here, move the others",
        menu="Plan",
        needs="selection",
        run=happenings.keep_here,
        help="What is selected is pinned, and what clashes with it moves",
    )
    yield Command(
        id="late",
        text="Running late…",
        menu="Plan",
        shortcut="F8",
        needs="writing",
        run=happenings.late,
        help="The rest of a day begins later, in one room or everywhere; what is pinned stays",
        new_group=True,
    )
    yield Command(
        id="swap rooms",
        text="Swap two rooms…",
        menu="Plan",
        needs="writing",
        run=happenings.swap,
        help="For a time, or for the whole meeting",
    )
