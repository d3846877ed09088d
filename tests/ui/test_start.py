"""Start-up is a feature: the window loads nothing that it does not use yet, and says clearly why it cannot start."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from agendaplanner.document.document import Document
from agendaplanner.model.shipped import read_example

LOADED = """
import json, sys
from pathlib import Path
from PySide6 import QtCore, QtWidgets
application = QtWidgets.QApplication([])
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window
settings = Settings(QtCore.QSettings(sys.argv[2], QtCore.QSettings.Format.IniFormat))
window = Window(Look(application, "light"), settings)
window.resize(1200, 800)
window.show()
assert window.files.open(Path(sys.argv[1]))
one = window.desk.agenda.waiting[0]
window.drag.begin(one.id, QtCore.QPoint(50, 50))
window.drag.move(QtCore.QPoint(600, 400), free=False)
window.drag.drop()
application.processEvents()
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
window.close()
"""


def test_opening_and_dragging_load_no_solver_and_no_writer(tmp_path):
    path = tmp_path / "m.agenda"
    Document.create(path, read_example()).close()
    done = subprocess.run(
        [sys.executable, "-c", LOADED, path, tmp_path / "settings.ini"],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "PySide6" in loaded
    assert loaded & {"ortools", "pandas", "networkx", "reportlab", "icalendar"} == set()


def test_without_a_display_the_window_says_so_and_does_not_abort(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "agendaplanner"], capture_output=True, text=True, timeout=60, env=environment
    )
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "Traceback" not in done.stderr
