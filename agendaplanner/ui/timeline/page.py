"""The timeline with what belongs to it: above it what is looked at, below it the tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.ui.timeline.legend import Legend
from agendaplanner.ui.timeline.lens import Criterion
from agendaplanner.ui.timeline.strip import FilterStrip

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.view import TimelineView


class TimelinePage(QtWidgets.QWidget):
    """Filter strip, timeline, legend."""

    def __init__(self, desk: Desk, look: Look, timeline: TimelineView) -> None:
        super().__init__()
        self._timeline = timeline
        self.filter = FilterStrip(desk, look, timeline.lens, self)
        self.legend = Legend(desk, look, timeline.lens, self)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self.filter)
        lines.addWidget(timeline, 1)
        lines.addWidget(self.legend)
        self.filter.left.connect(timeline.setFocus)
        timeline.header.room_chosen.connect(lambda room: timeline.lens.toggle(Criterion("room", room)))
