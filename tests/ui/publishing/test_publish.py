"""Publishing from the window: what stands in the way, what is new, and what is offered next."""

from __future__ import annotations

import pytest
from hands import row_place
from meetings import at
from published_meetings import three_sessions
from PySide6 import QtCore

from agendaplanner.checks.policies import set_rule_policy
from agendaplanner.model import actions
from agendaplanner.ui.publishing.calendars import Calendars
from agendaplanner.ui.publishing.people import TellPeople
from agendaplanner.ui.publishing.publish import Publish

Qt = QtCore.Qt


@pytest.fixture
def dialog(window):
    """Give a function that opens the dialog as the button in the bar does."""

    def open_():
        window.bar._publish.click()
        return window.findChild(Publish)

    return open_


def test_a_version_is_published_with_its_label_and_the_next_step_is_offered(qtbot, window, opened, dialog):
    opened(three_sessions())
    found = dialog()
    assert found.windowTitle() == "Publish version 1"
    assert found.changes_head.text() == "The first version: 4 sessions with a place."
    assert not found.blockers.isVisible()
    qtbot.keyClicks(found.label, "Second circular")
    qtbot.keyClicks(found.note, "for the hosts")
    qtbot.keyClick(found.note, Qt.Key.Key_Return)
    (version,) = window.desk.document.versions()
    assert (version.label, version.note) == ("Second circular", "for the hosts")
    assert window.toast.words == "Published: version 1, Second circular."
    assert window.status.changes.text() == "As published in version 1"
    qtbot.mouseClick(window.toast._button, Qt.MouseButton.LeftButton)
    tell = window.findChild(TellPeople)
    assert tell.isVisible()
    qtbot.waitUntil(lambda: not tell.errand.running, timeout=20_000)


def test_the_other_button_of_the_word_writes_calendars(qtbot, window, first, monkeypatch):
    asked = []
    monkeypatch.setattr(Calendars, "exec", lambda self: asked.append(self.version.currentText()))
    window.publisher._published(window.desk.document.version(1))
    qtbot.mouseClick(window.toast._second, Qt.MouseButton.LeftButton)
    assert asked == ["Version 1, First"]


def test_a_clash_is_in_the_way_until_it_is_put_right(qtbot, window, first, dialog):
    window.desk.do(lambda a: actions.move(a, "s2", at("09:00"), "a"))
    found = dialog()
    (row,) = found.blockers.row_model.rows
    assert "Room A" in row.title
    assert not found.ok.isEnabled()
    at_row = found.blockers.viewport().mapFromGlobal(row_place(found.blockers, 0))
    qtbot.mouseClick(found.blockers.viewport(), Qt.MouseButton.LeftButton, pos=at_row)
    assert window.desk.selected[-1] in ("s1", "s2")
    window.desk.do(lambda a: actions.move(a, "s2", at("10:00"), "b"))
    assert not found.ok.isEnabled(), "who chairs 2 reports on 3"
    window.desk.do(lambda a: actions.move(a, "s2", at("11:00"), "b"))
    assert found.ok.isEnabled()
    assert found.ok.text() == "Publish"
    qtbot.waitUntil(lambda: found.changes_head.text() == "Since version 1, First: 1 moved")


def test_what_only_blocks_publication_can_be_published_with(qtbot, window, first, dialog):
    window.desk.do(lambda a: set_rule_policy(a, "role-open", "block publication"))
    window.desk.do(lambda a: actions.fill_role(a, "s3", 1, None))
    found = dialog()
    assert found.blockers_head.text() == "1 thing stands in the way"
    assert found.ok.text() == "Publish anyway"
    found.ok.click()
    assert len(window.desk.document.versions()) == 2


def test_nothing_new_is_nothing_to_publish(window, first, dialog):
    found = dialog()
    assert not found.ok.isEnabled()
    assert found.word.text() == "Nothing has changed since the last version: it is published as it is."
    window.close_file()
    assert not found.isVisible()
