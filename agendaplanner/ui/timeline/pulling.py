"""Holding an edge of a session: it begins earlier or later, or ends so; how far it may is shown in its room."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.model import actions
from agendaplanner.model.times import clock_range, short_day, span_text
from agendaplanner.model.words import session_name
from agendaplanner.ui.timeline.carry import Neighbours, Stretch
from agendaplanner.ui.timeline.geometry import spans
from agendaplanner.ui.timeline.ghost import Ghost
from agendaplanner.ui.timeline.hold import Aim
from agendaplanner.ui.timeline.judging import Judge, free_for
from agendaplanner.ui.timeline.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.checks.check import Findings
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.parts import Placement
    from agendaplanner.model.records import Session
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.choices import Choice
    from agendaplanner.ui.timeline.judging import Verdict
    from agendaplanner.ui.timeline.layer import Float
    from agendaplanner.ui.timeline.mouse import Edge, MouseList


class EdgePull:
    """The beginning or end of a placed session, held."""

    def __init__(
        self,
        agenda: Agenda,
        session: Session,
        placement: Placement,
        edge: Edge,
        findings: Findings | None,
        *,
        grabbed: timedelta,
        cursor: QtCore.Qt.CursorShape,
    ) -> None:
        """Take it; ``grabbed`` is how long after the edge the mouse is."""
        self._grabbed = grabbed
        self._cursor = cursor
        self._agenda = agenda
        self._session = session
        self._placement = placement
        self._edge = edge
        self._judge = Judge(agenda, findings)
        self._start = placement.start
        self._end = self._start + timedelta(minutes=session.duration_minutes)
        self._grid = agenda.meeting.grid_minutes
        beside = Neighbours(agenda).beside(session, placement.room, but=(session.id,))
        self._edges = [moment for edges in beside for moment in edges]
        self._verdicts: dict[tuple[datetime, int], Verdict] = {}

    @property
    def name(self) -> str:
        """What it is."""
        return session_name(self._session)

    @property
    def waits(self) -> bool:
        """Only what has a place has edges."""
        return False

    @property
    def can_wait(self) -> bool:
        """An edge cannot be put into the backlog."""
        return False

    @property
    def cursor(self) -> QtCore.Qt.CursorShape:
        """The cursor meanwhile."""
        return self._cursor

    def copy(self, *, copying: bool) -> bool:
        """Edges are not copied."""
        return False

    def overlay(self, timeline: MouseList, look: Look) -> Overlay | None:
        """Show how far it may go in its room; the rest of the timeline is as usual."""
        drawing = timeline.drawing
        if drawing is None:
            return None
        first, last = self._furthest(-1), self._furthest(1)
        stretch = Stretch(None if spans(self._session) else self._placement.room, first, last, "ok")
        block = drawing.block_of(self._start)
        column = None if spans(self._session) else drawing.column_of(self._placement.room)
        if block is None:
            return None
        day = drawing.blocks[block]
        begin = day.midnight + timedelta(minutes=drawing.first)
        whole = QtCore.QRect(*drawing.rect_of(block, begin, drawing.last - drawing.first, column))
        return Overlay(drawing, look, (stretch,), within=QtGui.QRegion(whole), pale=(self._session.id,))

    def _furthest(self, way: int) -> datetime:
        """Give how far the held edge can go one way without a clash that is not there already."""
        edge = self._start if self._edge == "start" else self._end
        if (way > 0) == (self._edge == "start"):
            # shorter is never worse
            return self._end if self._edge == "start" else self._start
        there = self.verdict_of(self._start, self._session.duration_minutes).clashes
        steps, beyond = 0, 24 * 60 // self._grid
        while beyond - steps > 1:
            middle = (steps + beyond) // 2
            start, end = self._with_edge(edge + timedelta(minutes=way * middle * self._grid))
            minutes = round((end - start).total_seconds() / 60)
            if self.verdict_of(start, minutes).clashes > there:
                beyond = middle
            else:
                steps = middle
        return edge + timedelta(minutes=way * steps * self._grid)

    def _with_edge(self, edge: datetime) -> tuple[datetime, datetime]:
        """Give start and end with the held edge elsewhere, at least a step of the grid apart."""
        least = timedelta(minutes=self._grid)
        if self._edge == "start":
            return min(edge, self._end - least), self._end
        return self._start, max(edge, self._start + least)

    def aim(self, timeline: MouseList, place: QtCore.QPoint, *, free: bool) -> Aim | None:
        """Give start and length with the edge at a place; it snaps to the grid and to neighbours' edges."""
        drawing = timeline.drawing
        block = drawing.block_of(self._start) if drawing is not None else None
        if drawing is None or block is None:
            return None
        on = place + timeline.scrolled_to
        spot = drawing.spot_at(on.x(), on.y())
        if spot is None:
            return None
        # it stays on its own day, wherever the mouse goes
        minute = spot.start - drawing.blocks[spot.block].midnight
        edge = drawing.blocks[block].midnight + minute - self._grabbed
        edge = edge.replace(second=0, microsecond=0) if free else drawing.snapped(edge, 0, block, self._edges)
        start, end = self._with_edge(edge)
        column = None if spans(self._session) else drawing.column_of(self._placement.room)
        return Aim(start, round((end - start).total_seconds() / 60), self._placement.room, block, column)

    def verdict(self, aim: Aim) -> Verdict:
        """Say what would be wrong."""
        return self.verdict_of(aim.start, aim.minutes)

    def verdict_of(self, start: datetime, minutes: int) -> Verdict:
        """Say what would be wrong with another start and length."""
        key = (start, minutes)
        if key not in self._verdicts:
            change = actions.resize(self._agenda, self._session.id, start, minutes)
            free = free_for(self._agenda, self._session)
            self._verdicts[key] = self._judge.verdict(change, (self._session.id,), free)
        return self._verdicts[key]

    def floats(self, timeline: MouseList, aim: Aim) -> Sequence[Float]:
        """Give the card as long as it would be."""
        rect = timeline.place_rect(aim.block, aim.start, aim.minutes, aim.column)
        times = clock_range(aim.start, aim.start + timedelta(minutes=aim.minutes))
        words = f"{times} · {span_text(aim.minutes)}"
        return (Ghost(rect, session_name(self._session), words, self.verdict(aim).tone),)

    def place(self, aim: Aim) -> str:
        """Say when it is, and how long."""
        times = clock_range(aim.start, aim.start + timedelta(minutes=aim.minutes))
        return f"{short_day(aim.start)} {times} · {span_text(aim.minutes)}"

    def change(self, aim: Aim) -> Change | None:
        """Give the change."""
        return actions.resize(self._agenda, self._session.id, aim.start, aim.minutes)

    def choices(self, aim: Aim) -> Sequence[Choice]:
        """A longer session is put down at once; what clashes is marked."""
        return ()

    def put_down_ids(self) -> tuple[str, ...]:
        """The session."""
        return (self._session.id,)

    def back(self) -> Change | None:
        """An edge cannot be put into the backlog."""
        return None
