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
    editing, pasting = window.editing, window.pasting
    yield Command(
        id="add session",
        text="Add a session",
        menu="Session",
        shortcut="Ctrl+Shift+N",
        needs="writing",
        run=window.showing.add_session,
        help="It waits in the backlog until it has a place",
    )
    yield Command(
        id="rename",
        text="Rename",
        menu="Session",
        shortcut="F2",
        needs="selection",
        run=lambda: window.timeline.rename() or window.inspector.edit_title(),
        help="On its card; what waits is renamed in the details",
    )
    yield Command(
        id="cut",
        text="Cut",
        menu="Session",
        shortcut="Ctrl+X",
        needs="selection",
        run=pasting.cut,
        help="To the backlog, to be pasted elsewhere",
        new_group=True,
    )
    yield Command(
        id="copy session", text="Copy", menu="Session", shortcut="Ctrl+C", needs="selection", run=pasting.copy
    )
    yield Command(
        id="paste",
        text="Paste",
        menu="Session",
        shortcut="Ctrl+V",
        needs="writing",
        run=pasting.paste,
        help="At the place that was clicked or is selected, or the first free one after it",
    )
    yield Command(
        id="duplicate",
        text="Duplicate",
        menu="Session",
        shortcut="Ctrl+D",
        needs="selection",
        run=pasting.duplicate,
        help="A new session like it, in the first free place after it",
    )
    yield Command(id="select all", text="Select all", menu="Session", shortcut="Ctrl+A", run=editing.select_all)
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
        id="edge earlier",
        text="Move earlier to the neighbour or a free place",
        menu="Session",
        shortcut="Ctrl+Alt+Up; Alt+Home",
        needs="selection",
        run=partial(editing.move_to_edge, -1),
        help="In its room: to where it meets what is beside it, then on to the next place in which it fits",
    )
    yield Command(
        id="edge later",
        text="Move later to the neighbour or a free place",
        menu="Session",
        shortcut="Ctrl+Alt+Down; Alt+End",
        needs="selection",
        run=partial(editing.move_to_edge, 1),
        help="In its room: to where it meets what is beside it, then on to the next place in which it fits",
    )
    yield Command(
        id="shorter",
        text="Make shorter",
        menu="Session",
        shortcut="Alt+-",
        needs="selection",
        run=partial(editing.resize, -1),
        help="By a step of the grid",
        new_group=True,
    )
    yield Command(
        id="longer",
        text="Make longer",
        menu="Session",
        shortcut="Alt++; Alt+=",
        needs="selection",
        run=partial(editing.resize, 1),
        help="By a step of the grid",
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
