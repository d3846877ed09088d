"""The commands of the Publish menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
    publisher = window.publisher
    yield Command(
        id="publish",
        text="Publish…",
        menu="Publish",
        shortcut="Ctrl+U",
        needs="writing",
        run=publisher.publish,
        help="What stands becomes the next version: what is in the way and what is new in it is shown first",
    )
    yield Command(
        id="changes",
        text="What changed",
        menu="Publish",
        shortcut="Ctrl+Shift+D",
        run=window.showing.show_changes,
        help="Since the version that was published last, or from any version to a later one",
    )
    yield Command(
        id="tell people",
        text="Tell people…",
        menu="Publish",
        run=publisher.tell_people,
        help="Each person what changed for them, and nobody else: as mails, as files, as a table",
        new_group=True,
    )
    yield Command(
        id="calendar server",
        text="Calendar server…",
        menu="Publish",
        run=publisher.on_server,
        help="The meeting's calendars on a CalDAV server, of the whole, of each room and person",
    )
    yield Command(
        id="write calendars",
        text="Write calendars…",
        menu="Publish",
        run=publisher.write_calendars,
        help="iCalendar files of the whole meeting, of each person, room, track and session",
    )
