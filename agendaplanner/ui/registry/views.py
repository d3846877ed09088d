"""The commands of the View menu."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from agendaplanner.ui.commands import Command
from agendaplanner.ui.settings import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.window import Window


def commands(window: Window) -> Iterator[Command]:
    """Give the commands of this menu, in its order."""
    timeline = window.timeline
    yield Command(id="zoom in", text="Zoom in", menu="View", shortcut="Ctrl++; Ctrl+=", run=partial(timeline.zoom, 1))
    yield Command(id="zoom out", text="Zoom out", menu="View", shortcut="Ctrl+-", run=partial(timeline.zoom, -1))
    yield Command(id="fit", text="Fit everything into the window", menu="View", shortcut="Ctrl+0", run=timeline.fit)
    yield Command(
        id="fit day", text="Fit the day into the window", menu="View", shortcut="Ctrl+9", run=timeline.fit_day
    )
    yield Command(
        id="rows",
        text="Rooms as rows",
        menu="View",
        shortcut="Ctrl+R",
        run=window.showing.toggle_rows,
        checked=lambda: timeline.shows_rows,
        help="Time runs to the right; else rooms are columns and it runs down",
    )
    yield Command(
        id="filter",
        text="Look for people, tracks, rooms…",
        menu="View",
        shortcut="Ctrl+F",
        run=window.showing.look_for,
        help="Dim or hide all sessions that do not belong to them",
        new_group=True,
    )
    yield Command(
        id="filter off", text="Show everything as usual", menu="View", run=lambda: window.timeline_page.filter.clear()
    )
    yield Command(
        id="hide room",
        text="Hide the room of the selected session",
        menu="View",
        run=window.showing.hide_room,
    )
    yield Command(
        id="empty rooms",
        text="Leave out rooms without sessions",
        menu="View",
        run=lambda: timeline.lens.condense(condense=not timeline.lens.condensed),
        checked=lambda: timeline.lens.condensed,
    )
    yield Command(id="all rooms", text="Show all rooms", menu="View", run=timeline.lens.show_all_rooms)
    yield Command(
        id="about session",
        text="Tell all of the selected session",
        menu="View",
        shortcut="Ctrl+Space",
        run=timeline.hover.toggle,
        help="What the mouse shows when it rests on a session",
        new_group=True,
    )
    yield Command(
        id="now", text="Show what is on now", menu="View", shortcut="Ctrl+Shift+H", run=window.showing.show_now
    )
    yield Command(
        id="next shown day",
        text="Show the next day",
        menu="View",
        shortcut="Ctrl+PgDown",
        run=partial(window.showing.step_day, 1),
        new_group=True,
    )
    yield Command(
        id="all days",
        text="Show all days",
        menu="View",
        shortcut="Ctrl+Home",
        run=partial(window.showing.show_day, None),
    )
    for name, part in (("left", "Waiting and people"), ("problems", "Clashes and warnings"), ("right", "Details")):
        yield Command(
            id=f"panel {name}",
            text=part,
            menu="View",
            run=partial(window.showing.toggle_panel, name),
            checked=partial(window.showing.is_panel_shown, name),
            new_group=name == "left",
        )
    for theme in THEMES:
        words = "Colours of the system" if theme == "system" else f"{theme.capitalize()} colours"
        yield Command(
            id=f"theme {theme}",
            text=words,
            menu="View",
            needs="nothing",
            run=partial(window.showing.choose_theme, theme),
            checked=partial(window.showing.is_theme, theme),
            new_group=theme == "system",
        )
