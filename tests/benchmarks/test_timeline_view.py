"""The timeline with 1000 sessions in 30 rooms on two days, beside a plain graphics view of the same and a bare window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

import pytest
from meetings import large_meeting

from agendaplanner.document.document import Document

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.exchange.recognise import read_any
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.timeline.geometry import Scale
from agendaplanner.ui.timeline.lens import Criterion
from agendaplanner.ui.window import Window

pytestmark = pytest.mark.benchmark
SIZE = (1600, 1000)
TESTS = Path(__file__).parent.parent
FRAMES = 200
FIRST_PAINT = """
import os, sys, time
from PySide6 import QtCore, QtWidgets
made = 0.0
def end():
    print(made)
    sys.stdout.flush()
    os._exit(0)  # how long it takes to close is another matter
class Bare(QtWidgets.QWidget):
    def paintEvent(self, event):
        QtCore.QTimer.singleShot(0, end)
app = QtWidgets.QApplication([])
if len(sys.argv) == 1:
    window = Bare()
    window.resize(1600, 1000)
else:
    import gc
    gc.disable()  # as the program does until it stands
    from pathlib import Path
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings
    from agendaplanner.ui.window import Window
    look = Look(app, "light")
    window = Window(look, Settings(QtCore.QSettings(sys.argv[2], QtCore.QSettings.Format.IniFormat)))
    window.resize(1600, 1000)
    if sys.argv[1] == "-":
        # without a file: what it takes to make up the sessions is not counted
        begun = time.perf_counter()
        from agendaplanner.document.document import Document
        from meetings import large_meeting
        document = Document.in_memory(large_meeting(sessions=1000, rooms=30))
        made = time.perf_counter() - begun
        window.desk.open(document)
    else:
        window.files.open(Path(sys.argv[1]))
    class Painted(QtCore.QObject):
        def eventFilter(self, watched, event):
            if event.type() == QtCore.QEvent.Type.Paint and window.timeline.drawing is not None:
                QtCore.QTimer.singleShot(0, end)
            return False
    painted = Painted()
    window.timeline.viewport().installEventFilter(painted)
window.show()
app.exec()
"""


def p99(seconds):
    """Give the 99th percentile in milliseconds."""
    return quantiles(seconds, n=100)[98] * 1000


def frames(acts):
    """Give how long each of some acts takes until it is on the screen; what else the machine does is not counted."""
    found = []
    for act in acts:
        begun = process_time()
        act()
        QtWidgets.QApplication.processEvents()
        found.append(process_time() - begun)
    return found


def resident():
    """Give the memory of this process in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4 / 1024


@pytest.fixture
def window(qapp, tmp_path):
    settings = Settings(QtCore.QSettings(str(tmp_path / "s.ini"), QtCore.QSettings.Format.IniFormat))
    window = Window(Look(qapp, "light"), settings)
    window.resize(*SIZE)
    path = tmp_path / "m.agenda"
    Document.create(path, large_meeting(sessions=1000, rooms=30)).close()
    window.show()
    window.files.open(path)
    window.desk.check()
    QtWidgets.QApplication.processEvents()
    yield window
    window.close()


def plain_view(agenda, geometry):
    """Give a graphics view with an item for each session, as anybody would write it."""
    scene = QtWidgets.QGraphicsScene(0, 0, geometry.width, geometry.height)
    for card in geometry.cards.values():
        item = scene.addRect(0, 0, card.width, card.height, QtGui.QPen(Qt_grey), QtGui.QBrush(Qt_white))
        item.setPos(card.x, card.y)
        text = QtWidgets.QGraphicsTextItem(agenda.session[card.id].title, item)
        text.setTextWidth(card.width)
    view = QtWidgets.QGraphicsView(scene)
    scene.setParent(view)  # a view does not keep its scene alive
    view.resize(*SIZE)
    view.show()
    QtTest.QTest.qWaitForWindowExposed(view)
    QtTest.QTest.qWait(50)
    return view


Qt_grey, Qt_white = QtGui.QColor("#888888"), QtGui.QColor("#FFFFFF")


def scrolls(view):
    """Give acts that scroll down and to the right and back."""
    across, down = view.horizontalScrollBar(), view.verticalScrollBar()
    assert across.maximum() > 1000
    for i in range(FRAMES):
        bar = across if i % 3 else down
        step = 60 if (i // 60) % 2 == 0 else -60
        yield lambda bar=bar, step=step: bar.setValue(bar.value() + step)


def test_scroll_zoom_and_memory(window, stopwatch):
    timeline = window.timeline
    at_first = resident()
    timeline.zooming.settle()
    scrolled = frames(scrolls(timeline))
    zoomed, slices = [], []
    middle = timeline.viewport().rect().center()
    for steps in (1, 1, -1, -1, -1, 1, 1, 1, -1, -1) * 2:
        timeline.zooming._begin_warming()  # nobody does anything for a while
        timeline.zooming.warming.finish()
        zoomed += frames([lambda steps=steps: timeline.zoom(steps / 5, middle)] * 5)
        timeline.zooming._wait.stop()
        timeline.zooming._begin_crisp()
        while timeline.zooming.crisp.busy:
            slices += frames([timeline.zooming.crisp.run_slice])
        slices += frames([lambda: None])
    timeline.lens.add(Criterion("room", "r3"))
    lens = frames([timeline.lens.clear, lambda: timeline.lens.add(Criterion("room", "r5"))] * 5)
    timeline.lens.clear()
    timeline.zooming.settle()
    plain = plain_view(window.desk.agenda, timeline.drawing.scaled(Scale(0.8, 92)))
    plain_scrolled = frames(scrolls(plain))
    plain_zoomed = frames([lambda f=f: plain.scale(f, f) for f in ([1.1] * 5 + [1 / 1.1] * 5) * 5])
    plain.close()
    for what, seconds, beside in (
        ("scroll", scrolled, plain_scrolled),
        ("zoom", zoomed, plain_zoomed),
        ("crisp slice", slices, []),
        ("lens", lens, []),
    ):
        note = f"plain graphics view p99 {p99(beside):.1f} ms" if beside else ""
        text = f"p50 {median(seconds) * 1000:.1f}, p99 {p99(seconds):.1f} ms"
        stopwatch.show_text(f"1000 sessions: {what}", text, note)
    stopwatch.show_text("1000 sessions: memory", f"{resident() / at_first:.2f} of that at first paint")
    assert resident() <= 1.3 * at_first


def test_first_paint(tmp_path, samples, stopwatch):
    paths = {"1000 sessions without a file": "-"}
    for name, agenda in (
        ("1000 sessions", large_meeting(sessions=1000, rooms=30)),
        ("FOSDEM 2020", read_any(samples / "fosdem-2020.schedule.xml", timezone="Europe/Brussels").agenda),
    ):
        paths[name] = tmp_path / f"{name}.agenda"
        Document.create(paths[name], agenda).close()

    def run(*arguments):
        command = [sys.executable, "-c", FIRST_PAINT, *map(str, arguments)]
        # with bytecode, as it is installed
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(tmp_path / "bytecode")}
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(TESTS), environment.get("PYTHONPATH", "")]))
        begun = perf_counter()
        ended = subprocess.run(command, check=True, env=environment, capture_output=True, text=True)
        return perf_counter() - begun - float(ended.stdout)

    seconds = {name: [] for name in ("bare window", *paths)}
    for path in paths.values():
        run(path, tmp_path / "s.ini")
    for _ in range(9):
        seconds["bare window"].append(run())
        for name, path in paths.items():
            seconds[name].append(run(path, tmp_path / "s.ini"))
    bare = min(seconds["bare window"])
    for name, each in seconds.items():
        stopwatch.show(f"{name}: start to first paint", each, f"{min(each) / bare:.2f} times the bare window")
