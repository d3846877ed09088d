"""A hand on the mouse: drags as Qt delivers them, step by step, with the button held."""

from __future__ import annotations

from PySide6 import QtCore, QtGui, QtWidgets

Qt = QtCore.Qt
GRIP_PX = 9
"""How far below a card's upper edge it is taken hold of: nearer, it is the edge that is dragged."""


def _send(widget, kind, at, button, buttons, modifiers):
    place = widget.mapFromGlobal(at)
    event = QtGui.QMouseEvent(kind, QtCore.QPointF(place), QtCore.QPointF(at), button, buttons, modifiers)
    QtWidgets.QApplication.sendEvent(widget, event)


def press(widget, at, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press the left button at a global place."""
    _send(
        widget, QtCore.QEvent.Type.MouseButtonPress, at, Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, modifiers
    )


def move(widget, at, modifiers=Qt.KeyboardModifier.NoModifier):
    """Move with the left button held; the widget that was pressed keeps getting the mouse."""
    _send(widget, QtCore.QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, modifiers)


def release(widget, at, modifiers=Qt.KeyboardModifier.NoModifier):
    """Let the left button go."""
    _send(
        widget, QtCore.QEvent.Type.MouseButtonRelease, at, Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, modifiers
    )


def carry(widget, begin, end, *, steps=5, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press at a global place and go to another, without letting go."""
    press(widget, begin, modifiers)
    for i in range(1, steps + 1):
        move(widget, begin + (end - begin) * i / steps, modifiers)


def drag(widget, begin, end, **options):
    """Drag from one global place to another."""
    carry(widget, begin, end, **options)
    release(widget, end)


def place_of(window, session_id):
    """Give the global place of the upper part of a session's card."""
    timeline = window.timeline
    rect = timeline.card_rect(session_id)
    return timeline.viewport().mapToGlobal(QtCore.QPoint(rect.center().x(), rect.top() + GRIP_PX))


def spot(window, moment, room, *, below=GRIP_PX):
    """Give the global place at which a card's upper part lies if the session starts at a time in a room."""
    timeline = window.timeline
    drawing = timeline.drawing
    block = drawing.block_of(moment)
    x, y, wide, _ = drawing.rect_of(block, moment, 5, drawing.column_of(room))
    at = QtCore.QPoint(x + wide // 2 - timeline.horizontalOffset(), y + below - timeline.verticalOffset())
    return timeline.viewport().mapToGlobal(at)


def row_place(view, row):
    """Give the global place of the middle of a list's row."""
    return view.viewport().mapToGlobal(view.visualRect(view.model().index(row)).center())
