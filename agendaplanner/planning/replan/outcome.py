"""What a search for new places came to, in the planner's numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from agendaplanner.planning.problem import Task

Place = tuple[int, int]
"""Start and room."""


class Outcome(msgspec.Struct):
    """What a search came to."""

    places: dict[int, Place]
    """By task, all that have a place."""
    left: frozenset[int]
    held: bool
    """Whether something pinned found no place and stays where it clashes."""
    moved: int

    @property
    def key(self) -> tuple[int, int]:
        """The less the better."""
        return (len(self.left), self.moved)


def insists(task: Task) -> bool:
    """Tell whether a task may not be left over: its time or its room is pinned, or would be if it had one."""
    return task.session.pinned_time or task.session.pinned_room
