"""Dragging on the timeline at 1000 sessions, 30 rooms, 2 days, 1600x1000, off the screen: what each frame takes.

A frame is an event sent and everything done that follows from it, painting included. The aims in the table are those
that the window was designed for, on a machine that does nothing else.
"""

from __future__ import annotations

import gc
import time

import pytest
from benchmarks.planted import planted_meeting
from hands import carry, move, press, release
from meetings import large_meeting
from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.planning.messages import Request
from agendaplanner.planning.plan import PlanOptions, plan_change
from agendaplanner.ui.desk import Desk
from agendaplanner.ui.jobs import PlanJob
from agendaplanner.ui.look import Look
from agendaplanner.ui.timeline.drag import Drag
from agendaplanner.ui.timeline.view import TimelineView

pytestmark = pytest.mark.benchmark
Qt = QtCore.Qt
FRAMES = 300


def placed_meeting(sessions):
    if sessions != 1000:
        rooms = -(-sessions // 36)  # 36 half hours
        return large_meeting(sessions=sessions, people=24 * rooms, rooms=rooms)
    planted = planted_meeting(sessions=sessions, rooms=30)
    return planted.agenda.apply(plan_change(planted.agenda, planted.plan))


class Stage:
    """A timeline in a window of its own, with nothing beside it."""

    def __init__(self, qtbot, look, path, agenda):
        Document.create(path, agenda).close()
        self.window = QtWidgets.QMainWindow()
        self.desk = Desk()
        self.desk.setParent(self.window)
        self.timeline = TimelineView(self.desk, look)
        self.backlog = QtWidgets.QFrame(self.window)
        self.backlog.hide()
        self.window.setCentralWidget(self.timeline)
        self.drag = Drag(self.window, self.desk, look, self.timeline, self.backlog)
        self.window.resize(1600, 1000)
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.desk.open(Document.open(path))
        self.desk.check()
        self.desk.legality.prepare()
        qtbot.wait(400)

    @property
    def viewport(self):
        return self.timeline.viewport()

    def seen(self):
        """Give sessions whose cards are in the middle of the viewport."""
        area = self.viewport.rect().adjusted(120, 120, -120, -120)
        cards = [c for c in self.timeline.drawing.cards.values() if not c.spans]
        return [c.id for c in cards if area.contains(self.timeline.card_rect(c.id))]

    def middle_of(self, session_id):
        return self.viewport.mapToGlobal(self.timeline.card_rect(session_id).center())


@pytest.fixture
def stage(qtbot, qapp, tmp_path):
    look = Look(qapp, "light")
    made = []

    def make(sessions):
        made.append(Stage(qtbot, look, tmp_path / f"m{sessions}.agenda", placed_meeting(sessions)))
        return made[-1]

    yield make
    for each in made:
        each.drag.cancel()
        each.desk.open(None)


def frame(act, clock=time.process_time):
    """Do something and all that follows from it; give the milliseconds, by default of this process alone."""
    begun = clock()
    act()
    QtWidgets.QApplication.processEvents()
    return (clock() - begun) * 1000


def percentile(found, share=0.99):
    ordered = sorted(found)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def tell(stopwatch, what, found, bound):
    stopwatch.show(
        what, [percentile(found, 0.5) / 1000], f"p99 {percentile(found):.2f} ms of {len(found)}, aim {bound} ms"
    )


def frames_of_a_drag(stage, session_id):
    viewport = stage.viewport
    begin = stage.middle_of(session_id)
    carry(viewport, begin, begin + QtCore.QPoint(30, 30), steps=2)
    assert stage.drag.active
    QtWidgets.QApplication.processEvents()
    size = viewport.size()
    found = []
    for i in range(FRAMES):
        x = 100 + (i * 7) % (size.width() - 200)
        y = 100 + (i * 3) % (size.height() - 200)
        at = viewport.mapToGlobal(QtCore.QPoint(x, y))
        found.append(frame(lambda at=at: move(viewport, at)))
    stage.drag.cancel()
    release(viewport, begin)
    return found


def test_drag_frames(stage, stopwatch):
    medians = {}
    for sessions in (300, 1000, 3000):
        there = stage(sessions)
        some = there.seen()[0]
        frames_of_a_drag(there, some)  # fonts and words are laid out once
        gc.collect()
        found = frames_of_a_drag(there, some)
        medians[sessions] = percentile(found, 0.5)
        tell(stopwatch, f"{sessions} sessions: a frame of a drag", found, 1)
        there.window.hide()
    # ten times the sessions: what grows with them must be a small part of a frame
    assert medians[3000] <= 4 * medians[300]
    stopwatch.show_text("a frame with 3000 sessions to one with 300", f"{medians[3000] / medians[300]:.2f}", "aim 1.5")


def test_press_and_drop(stage, stopwatch):
    there = stage(1000)
    presses, drops = [], []
    for session_id in there.seen()[:40]:
        begin = there.middle_of(session_id)
        press(there.viewport, begin)
        QtWidgets.QApplication.processEvents()
        far = begin + QtCore.QPoint(0, 14)
        presses.append(frame(lambda far=far: move(there.viewport, far)))
        # where it is free, so that nothing is asked
        revision = there.desk.document.revision
        drops.append(frame(lambda far=far: release(there.viewport, far), time.perf_counter))
        if there.drag.active:
            there.drag.cancel()
            drops.pop()
        elif there.desk.document.revision == revision:
            drops.pop()
        else:
            there.desk.undo()
            QtWidgets.QApplication.processEvents()
            there.desk.legality.prepare()
    tell(stopwatch, "1000 sessions: picked up until its places are shown", presses, 16)
    assert drops
    tell(stopwatch, "1000 sessions: dropped until repainted and on disk", drops, 30)


def test_auto_scrolling_frames(stage, stopwatch):
    there = stage(1000)
    timeline, viewport = there.timeline, there.viewport
    timeline.zoom(1.6)
    timeline.settle()
    QtWidgets.QApplication.processEvents()
    some = there.seen()[0]
    begin = there.middle_of(some)
    found = []
    for corner in ("right", "bottom", "left", "top"):
        size = viewport.size()
        at = {
            "right": QtCore.QPoint(size.width() - 4, size.height() // 2),
            "bottom": QtCore.QPoint(size.width() // 2, size.height() - 4),
            "left": QtCore.QPoint(4, size.height() // 2),
            "top": QtCore.QPoint(size.width() // 2, 4),
        }[corner]
        if not there.drag.active:
            carry(viewport, begin, begin + QtCore.QPoint(30, 30), steps=2)
        move(viewport, viewport.mapToGlobal(at))
        QtWidgets.QApplication.processEvents()
        there.drag.edges.stop()
        found += [frame(there.drag.edges.tick) for _ in range(60)]
    there.drag.cancel()
    tell(stopwatch, "1000 sessions: a frame of a drag that scrolls at the edge", found, 8)


def test_drag_frames_while_the_planner_works(stage, stopwatch, qtbot):
    there = stage(1000)
    some = there.seen()[0]
    frames_of_a_drag(there, some)
    idle = sorted(frames_of_a_drag(there, some))
    job = PlanJob(there.window)
    with qtbot.waitSignal(job.progressed, timeout=60_000):
        job.start(Request(ask="plan", agenda=there.desk.agenda, options=PlanOptions(improve_seconds=20)))
    try:
        busy = sorted(frames_of_a_drag(there, some) + frames_of_a_drag(there, some))
        assert job.running
    finally:
        job.cancel()
    tell(stopwatch, "1000 sessions: a frame of a drag while the planner works", busy, 2)
    ratio = percentile(busy, 0.5) / percentile(idle, 0.5)
    stopwatch.show_text("a frame with the planner at work to one without", f"{ratio:.2f}", "aim 2")
    assert ratio <= 4
