"""What the hand holds during a drag, as ``drag`` sees it: sessions (``lift``), or an edge of one (``pulling``)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

import msgspec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6 import QtCore

    from agendaplanner.model.changes import Change
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.choices import Choice
    from agendaplanner.ui.timeline.judging import Verdict
    from agendaplanner.ui.timeline.layer import Float
    from agendaplanner.ui.timeline.mouse import MouseList
    from agendaplanner.ui.timeline.overlay import Overlay


class Aim(msgspec.Struct, frozen=True):
    """Where something would be put down."""

    start: datetime
    minutes: int
    room: str | None
    block: int
    column: int | None


class Hold(Protocol):
    """Something that is held. Places are those of the viewport."""

    @property
    def name(self) -> str:
        """What it is."""
        ...

    @property
    def waits(self) -> bool:
        """Whether it comes from the backlog."""
        ...

    @property
    def can_wait(self) -> bool:
        """Whether it can be put into the backlog."""
        ...

    @property
    def cursor(self) -> QtCore.Qt.CursorShape:
        """The cursor meanwhile."""
        ...

    def copy(self, *, copying: bool) -> bool:
        """Mean a copy from now on, or no longer; tell whether that makes a difference."""
        ...

    def overlay(self, timeline: MouseList, look: Look) -> Overlay | None:
        """Give what is painted of where it may go."""
        ...

    def aim(self, timeline: MouseList, place: QtCore.QPoint, *, free: bool) -> Aim | None:
        """Give where it would be put down; ``free`` leaves the grid alone."""
        ...

    def verdict(self, aim: Aim) -> Verdict:
        """Say what would be wrong there."""
        ...

    def floats(self, timeline: MouseList, aim: Aim) -> Sequence[Float]:
        """Give what shows it there."""
        ...

    def place(self, aim: Aim) -> str:
        """Say when and where that is."""
        ...

    def change(self, aim: Aim) -> Change | None:
        """Give the change that puts it down; None where that cannot be."""
        ...

    def choices(self, aim: Aim) -> Sequence[Choice]:
        """Give what can be done where the place is taken; none where it is put down at once."""
        ...

    def put_down_ids(self) -> tuple[str, ...]:
        """Give the sessions to be selected afterwards."""
        ...

    def back(self) -> Change | None:
        """Give the change that puts it into the backlog; None where it is there."""
        ...
