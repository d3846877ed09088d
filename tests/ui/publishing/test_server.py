"""The meeting on a real calendar server, from the window."""

from __future__ import annotations

import pytest
from calendar_server import PASSWORD, USER, Door, radicale
from meetings import at
from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.ui.publishing.remembered import CalendarServer, remembered
from agendaplanner.ui.publishing.server import OnServer

Qt = QtCore.Qt
PATIENCE_MS = 30_000


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "radicale"
    folder.mkdir()
    with radicale(folder) as server:
        yield server


@pytest.fixture
def wait(qtbot):
    """Give a function that waits until a dialog's errand has ended."""

    def wait_for(dialog):
        qtbot.waitUntil(lambda: not dialog.errand.running, timeout=PATIENCE_MS)

    return wait_for


@pytest.fixture
def dialog(qtbot, window):
    """Give a function that opens the dialog."""

    def open_(url="", password=PASSWORD):
        window.commands.action("calendar server").trigger()
        found = window.findChild(OnServer)
        if url:
            found.url.setText(url)
            found.user.setText(USER)
            found.password.field.setText(password)
        return found

    return open_


def test_what_would_change_is_seen_first_then_done_and_remembered(
    qtbot, window, second, server, dialog, wait, ring, settings
):
    found = dialog(server.url)
    found.rooms.setChecked(True)
    found.password.keep.setChecked(True)
    assert not found.ok.isEnabled()
    qtbot.mouseClick(found.look_first, Qt.MouseButton.LeftButton)
    wait(found)
    rows = found.list.row_model.rows
    assert {row.detail for row in rows} == {"New calendar", "Add"}
    assert f"{len(rows)} changes to be made" in found.said.text()
    assert "Nothing was sent." in found.said.text()
    assert found.ok.text() == f"Make {len(rows)} changes"
    qtbot.mouseClick(found.ok, Qt.MouseButton.LeftButton)
    wait(found)
    assert found.said.text() == f"{len(rows)} changes made. The server has what was to go there."
    kept = remembered(settings, window.desk, CalendarServer)
    assert (kept.url, kept.user, kept.rooms, kept.people, kept.kept) == (server.url, USER, True, False, True)
    found.close()
    qtbot.waitUntil(lambda: window.findChild(OnServer) is None)
    window.desk.do(lambda a: actions.move(a, "s2", at("15:00", 1), "a"))
    again = dialog()  # all as it was, and the password from the keyring
    assert again.url.text() == server.url
    again.version.setCurrentIndex(again.version.findData(0))
    again.version.activated.emit(0)
    qtbot.mouseClick(again.look_first, Qt.MouseButton.LeftButton)
    wait(again)
    assert [(row.title, row.detail) for row in again.list.row_model.rows] == [
        ("2 Topic 2", "Delete"),
        ("2 Topic 2", "Change"),
        ("2 Topic 2", "Add"),
    ]
    assert PASSWORD.encode() not in second.read_bytes()


def test_a_server_that_fails_half_way_is_told_and_the_rest_follows(qtbot, window, second, server, dialog, wait):
    door = Door(server.port)
    door.fault = lambda method, number: "drop" if method == "PUT" and number >= 3 else ""
    found = dialog(door.url)
    qtbot.mouseClick(found.look_first, Qt.MouseButton.LeftButton)
    wait(found)
    steps = found._steps
    qtbot.mouseClick(found.ok, Qt.MouseButton.LeftButton)
    wait(found)
    assert found.said.property("kind") == "bad"
    assert f"of {steps} changes had been made" in found.said.text()
    door.fault = lambda _method, _number: ""
    qtbot.mouseClick(found.ok, Qt.MouseButton.LeftButton)
    wait(found)
    assert found.said.text().endswith("The server has what was to go there.")
    assert 0 < len(found.list.row_model.rows) < steps
    door.close()


def test_a_wrong_password_is_said_and_not_kept(qtbot, window, second, server, dialog, wait, ring):
    found = dialog(server.url, password="wrong")
    found.password.keep.setChecked(True)
    qtbot.mouseClick(found.look_first, Qt.MouseButton.LeftButton)
    wait(found)
    assert "does not accept this name and password" in found.said.text()
    assert not ring.exists()
    assert not found.ok.isEnabled()


def test_what_was_shown_is_forgotten_when_something_else_is_wanted(qtbot, window, second, server, dialog, wait):
    found = dialog(server.url)
    qtbot.mouseClick(found.look_first, Qt.MouseButton.LeftButton)
    wait(found)
    assert found.ok.isEnabled()
    found.people.setChecked(True)
    assert not found.ok.isEnabled()
    assert found.list.row_model.rows == ()
