"""The timeline with what belongs to it: above it what is looked at, below it the tracks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets

from agendaplanner.ui.timeline.empty import EmptyNote
from agendaplanner.ui.timeline.legend import Legend
from agendaplanner.ui.timeline.lens import Criterion

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.strip import FilterStrip
    from agendaplanner.ui.timeline.view import TimelineView


class TimelinePage(QtWidgets.QWidget):
    """Filter strip, timeline, legend."""

    def __init__(self, desk: Desk, look: Look, timeline: TimelineView) -> None:
        super().__init__()
        self._desk, self._look, self._timeline = desk, look, timeline
        self._filter: FilterStrip | None = None
        self.legend = Legend(desk, look, timeline.lens, self)
        self.empty = EmptyNote(desk, timeline)
        lines = self._lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(timeline, 1)
        lines.addWidget(self.legend)
        timeline.lens.changed.connect(self._lens_changed)
        timeline.header.room_chosen.connect(lambda room: timeline.lens.toggle(Criterion("room", room)))

    @property
    def filter(self) -> FilterStrip:
        """The strip over the timeline; made when something is looked for first."""
        if self._filter is None:
            from agendaplanner.ui.timeline.strip import FilterStrip

            self._filter = FilterStrip(self._desk, self._look, self._timeline.lens, self)
            self._filter.left.connect(self._timeline.setFocus)
            self._lines.insertWidget(0, self._filter)
        return self._filter

    def _lens_changed(self) -> None:
        lens = self._timeline.lens
        if self._filter is None and (lens.criteria or lens.hidden_rooms):
            self.filter.show()
