"""The time now on a timeline, on the days of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6 import QtCore

from agendaplanner.model.times import day_of
from agendaplanner.ui.timeline.ground import now_rects

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.ui.timeline.view import TimelineView

EVERY_MS = 20_000


class Now(QtCore.QObject):
    """Keeps a timeline's line of the time now where it belongs."""

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QtCore.QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(view.tell_time)

    def tell(self, time: datetime) -> None:
        """Show a time, with its zone, if it is on a day of the meeting."""
        view = self._view
        if view.scene is None or view.drawing is None:
            self._timer.stop()
            return
        self._timer.start()
        meeting = view.drawing.agenda.meeting
        now = time.astimezone(ZoneInfo(meeting.timezone)).replace(tzinfo=None)
        day = day_of(meeting, now)
        before, view.scene.now = view.scene.now, now if day is not None else None
        today = day.date if day is not None else None
        if view.header.today != today:
            view.header.today = today
            view.header.update()
        if before != view.scene.now:
            for moment in filter(None, (before, view.scene.now)):
                for rect in now_rects(view.drawing, moment):
                    view.viewport().update(rect.translated(-view.scrolled_to).adjusted(-1, -1, 1, 1))

    def show(self) -> bool:
        """Scroll to the time now; tells whether it is on the drawing."""
        view = self._view
        now = view.scene.now if view.scene is not None else None
        if now is None or view.drawing is None:
            return False
        day = day_of(view.drawing.agenda.meeting, now)
        if day is not None and view.shown_day not in (None, day.date):
            view.show_day(None)
        rects = now_rects(view.drawing, now)
        for rect in rects[1:]:
            size, rows = view.viewport().size(), view.shows_rows
            view.horizontalScrollBar().setValue(rect.x() - size.width() // (3 if rows else 12))
            view.verticalScrollBar().setValue(rect.y() - size.height() // (12 if rows else 3))
        return bool(rects)
