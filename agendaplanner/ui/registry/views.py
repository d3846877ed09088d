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
    yield Command(id="zoom in", text="Zoom in", menu="View", shortcut="Ctrl++; Ctrl+=", run=partial(timeline.zoom, 1.2))
    yield Command(id="zoom out", text="Zoom out", menu="View", shortcut="Ctrl+-", run=partial(timeline.zoom, 1 / 1.2))
    yield Command(id="fit", text="Fit into the window", menu="View", shortcut="Ctrl+0", run=timeline.fit)
    yield Command(
        id="next shown day",
        text="Show the next day",
        menu="View",
        shortcut="Ctrl+PgDown",
        run=partial(window.step_day, 1),
        new_group=True,
    )
    yield Command(
        id="all days",
        text="Show all days",
        menu="View",
        shortcut="Ctrl+Home",
        run=partial(window.show_day, None),
    )
    for name, part in (("left", "Waiting and people"), ("problems", "Clashes and warnings"), ("right", "Details")):
        yield Command(
            id=f"panel {name}",
            text=part,
            menu="View",
            run=partial(window.toggle_panel, name),
            checked=partial(window.is_panel_shown, name),
            new_group=name == "left",
        )
    for theme in THEMES:
        words = "Colours of the system" if theme == "system" else f"{theme.capitalize()} colours"
        yield Command(
            id=f"theme {theme}",
            text=words,
            menu="View",
            needs="nothing",
            run=partial(window.choose_theme, theme),
            checked=partial(window.is_theme, theme),
            new_group=theme == "system",
        )
