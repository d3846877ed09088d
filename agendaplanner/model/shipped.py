"""The agendas that come with the program: the example meeting, and the templates a new one can start from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.codec import decode_agenda
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda

TWO_DAYS, ONE_DAY, EMPTY = "two-day-meeting", "one-day-meeting", "empty"
"""The templates: the usual meeting, one that is over in a day, days with nothing on them."""


def template_of_days(days: int) -> str:
    """Give the name of the template that a meeting of so many days is made from."""
    return ONE_DAY if days == 1 else TWO_DAYS


def read_example() -> Agenda:
    """Give the example meeting as it is shipped: most sessions wait to be placed."""
    return _read(resource("examples/oslo-2008.json"))


def templates() -> dict[str, Path]:
    """Give the templates that a new agenda can start from, by name."""
    return {path.stem: path for path in sorted(resource("templates").glob("*.json"))}


def read_template(name: str) -> Agenda:
    """Give a template.

    Raises:
        KeyError: There is none of this name.
    """
    return _read(templates()[name])


def _read(path: Path) -> Agenda:
    return decode_agenda(path.read_bytes(), source=path.name)
