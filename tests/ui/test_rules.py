"""The dialog of the rules: what is chosen holds at once, everywhere, and is undone like any change."""

from __future__ import annotations

import pytest
from meetings import painted_room, shared_chair
from PySide6 import QtCore, QtGui, QtTest

from agendaplanner.checks.policies import policies_of
from agendaplanner.checks.rules import RULES
from agendaplanner.document.document import Document
from agendaplanner.ui.dialogs.rules import FOUND, Rules

Qt = QtCore.Qt


@pytest.fixture
def rules(window, opened):
    """The dialog, opened by its command on a meeting with one clash: a chair in two places."""
    opened(shared_chair())
    window.commands.action("rules").trigger()
    (dialog,) = window.findChildren(Rules)
    return dialog


def found(dialog, rule):
    return dialog.table.item(list(RULES).index(rule), FOUND).text()


def choose(dialog, rule, policy):
    """Choose by the keyboard, as a person would: the first letter of the policy."""
    choice = dialog.choices[rule]
    choice.setFocus()
    while choice.currentData() != policy:
        before = choice.currentIndex()
        QtTest.QTest.keyClick(choice, Qt.Key.Key_Down if choice.findData(policy) > before else Qt.Key.Key_Up)
        assert choice.currentIndex() != before


def test_every_rule_has_a_choice_with_a_name_of_its_own(rules):
    names = [choice.accessibleName() for choice in rules.choices.values()]
    assert len(set(names)) == len(RULES) == rules.table.rowCount()
    assert rules.choices["person-twice"].currentText() == "Block (usual)"
    assert found(rules, "person-twice") == "1"
    assert found(rules, "room-twice") == ""


def test_it_is_opened_once(window, rules):
    window.commands.action("rules").trigger()
    assert window.findChildren(Rules) == [rules]


def test_a_choice_holds_at_once_and_is_undone(window, rules):
    choose(rules, "person-twice", "warn")
    assert policies_of(window.desk.agenda.meeting)["person-twice"] == "warn"
    assert window.desk.findings.counts() == {"clash": 0, "warning": 1}
    assert found(rules, "person-twice") == "1"
    choose(rules, "person-twice", "ignore")
    assert found(rules, "person-twice") == ""
    window.desk.undo()
    assert rules.choices["person-twice"].currentData() == "warn"
    window.desk.undo()
    while window.desk.agenda.meeting.rule_policies:
        window.desk.undo()
    assert rules.choices["person-twice"].currentText() == "Block (usual)"
    assert window.desk.findings.counts()["clash"] == 1


def test_the_wheel_changes_nothing(window, rules):
    choice = rules.choices["person-twice"]
    middle = QtCore.QPointF(choice.rect().center())
    event = QtGui.QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QtCore.QPoint(),
        QtCore.QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QtCore.QCoreApplication.sendEvent(choice, event)
    assert choice.currentData() == "block"
    assert not window.desk.agenda.meeting.rule_policies


def test_it_can_be_read_where_nothing_may_be_changed_and_closes_with_the_file(qtbot, window, opened):
    path = opened(painted_room())
    window.desk.open(Document.open(path, read_only=True))
    window.commands.action("rules").trigger()
    dialog = window.findChildren(Rules)[-1]
    assert not dialog.choices["room-closed"].isEnabled()
    assert found(dialog, "room-closed") == "1"
    with qtbot.waitSignal(dialog.destroyed):
        window.desk.open(None)
