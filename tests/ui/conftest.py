"""A window for tests, with settings of its own, driven by mouse and keys as a person would."""

from __future__ import annotations

import pytest
from PySide6 import QtCore, QtGui

from agendaplanner.document.document import Document
from agendaplanner.model.shipped import read_example
from agendaplanner.ui.look import Look
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window


@pytest.fixture(autouse=True)
def nothing_stays():
    """Windows that were closed are really deleted: else each makes the next ones slower, as their styles are made anew."""
    yield
    if QtCore.QCoreApplication.instance() is not None:
        QtCore.QCoreApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete.value)
        # what a test put there belongs to Python, which is gone when Qt would let go of it
        QtGui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def look(qapp):
    QtCore.QStandardPaths.setTestModeEnabled(True)  # the example's copy is not put among the user's files
    return Look(qapp, "light")


@pytest.fixture
def settings(tmp_path):
    return Settings(QtCore.QSettings(str(tmp_path / "settings.ini"), QtCore.QSettings.Format.IniFormat))


@pytest.fixture
def window(qtbot, look, settings):
    window = Window(look, settings)
    window.resize(1400, 900)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def opened(window, tmp_path):
    """Give a function that opens an agenda (the example where none is given) in the window, from a file."""

    def open_(agenda=None):
        path = tmp_path / "meeting.agenda"
        Document.create(path, agenda if agenda is not None else read_example()).close()
        assert window.files.open(path)
        window.desk.check()  # else it is done when the agenda has been painted
        QtCore.QCoreApplication.processEvents()  # and what it found is laid out
        return path

    return open_
