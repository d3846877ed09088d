"""Tab goes through the window as it is laid out; whatever has the focus has a name and is seen."""

from __future__ import annotations

from itertools import pairwise

from PySide6 import QtCore, QtGui, QtTest, QtWidgets

from agendaplanner.ui.tabbing import stops

Qt = QtCore.Qt


def name_of(widget):
    """What a screen reader calls it: its name, or the label that is tied to it."""
    interface = QtGui.QAccessible.queryAccessibleInterface(widget)
    labels = [
        each.text(QtGui.QAccessible.Text.Name)
        for each, relation in interface.relations()
        if relation == QtGui.QAccessible.RelationFlag.Label
    ]
    return " ".join(labels) or interface.text(QtGui.QAccessible.Text.Name)


def walked(window, key=Qt.Key.Key_Tab, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a key until the focus is where it was; give where it was on the way."""
    window.timeline.setFocus()
    found = []
    while (now := window.focusWidget()) not in found and len(found) < 400:
        found.append(now)
        QtTest.QTest.keyClick(now, key, modifiers)
    return found


def opened_session(window):
    session = max(window.desk.agenda.session.values(), key=lambda s: len(s.roles))
    window.desk.select((session.id,))
    form = window.inspector.form
    for group in form._groups:
        form.open_group(group)
    form._fill()
    QtTest.QTest.qWait(50)  # until it is laid out


def test_tab_goes_round_in_the_order_of_the_layout_and_back(window, opened):
    opened()
    opened_session(window)
    forward = walked(window)
    assert forward[0] is window.timeline
    order = list(stops(window))
    start = order.index(window.timeline)
    assert forward == [*order[start:], *order[:start]]
    inspector = window.inspector
    # what stands beside a field's name comes after the field
    own = [stop for stop in forward if inspector.isAncestorOf(stop) and stop.property("kind") != "link"]
    heights = [stop.mapTo(inspector.widget(), QtCore.QPoint(0, stop.height())).y() for stop in own]
    assert all(a <= b + 40 for a, b in pairwise(heights)), "it goes down, not up"
    back = walked(window, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert back == [forward[0], *forward[:0:-1]]


def test_whatever_has_the_focus_has_a_name_and_is_in_sight(window, opened):
    opened()
    opened_session(window)
    window.timeline.setFocus()
    seen = set()
    while (now := window.focusWidget()) not in seen:
        seen.add(now)
        assert name_of(now), now
        assert not now.visibleRegion().isEmpty(), name_of(now)
        QtTest.QTest.keyClick(now, Qt.Key.Key_Tab)
    assert len(seen) > 60


def test_a_list_to_choose_from_is_called_by_its_label(window, opened):
    opened()
    opened_session(window)
    names = {name_of(box) for box in window.inspector.findChildren(QtWidgets.QComboBox) if box.isVisible()}
    assert {"Kind", "Status", "Takes a room", "Room", "Day", "chair", "rapporteur"} <= names
