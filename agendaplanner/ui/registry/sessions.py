"""The commands of the Session menu: what can be done with what is selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
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
