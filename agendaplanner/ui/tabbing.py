"""Where Tab goes: through everything in the order that it is laid out, also where parts were made later than others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6 import QtCore, QtWidgets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Qt = QtCore.Qt
_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
_WHOLE = (QtWidgets.QComboBox, QtWidgets.QAbstractSpinBox, QtWidgets.QLineEdit)
"""What is one thing for whoever tabs, whatever it is made of."""


def go(window: QtWidgets.QWidget, *, forward: bool) -> bool:
    """Give the focus to what is laid out next, or before; False where there is nothing else."""
    order = list(stops(window))
    now = QtWidgets.QApplication.focusWidget()
    if not order or order == [now]:
        return False
    step = 1 if forward else -1
    at = order.index(now) if now in order else (-1 if forward else 0)
    to = order[(at + step) % len(order)]
    to.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    around = to.parentWidget()
    while around is not None:
        if isinstance(around, QtWidgets.QScrollArea):
            around.ensureWidgetVisible(to)
        around = around.parentWidget()
    return True


def stops(widget: QtWidgets.QWidget) -> Iterator[QtWidgets.QWidget]:
    """Give what takes the focus in a widget, as it is laid out: from left to right, then down."""
    if not widget.isVisible() or not widget.isEnabled():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, _WHOLE):
        return
    done: set[QtWidgets.QWidget] = set()
    for child in (*_laid_out(widget), *widget.findChildren(QtWidgets.QWidget, options=_DIRECT)):
        if child not in done and not child.isWindow():
            done.add(child)
            yield from stops(child)


@runtime_checkable
class Ordered(Protocol):
    """A widget in which Tab does not go by the layout: its fields before its buttons."""

    def tab_order(self) -> Sequence[QtWidgets.QWidget]:
        """Give what Tab goes through first in it, in order."""
        ...


def _laid_out(widget: QtWidgets.QWidget) -> Iterator[QtWidgets.QWidget]:
    if isinstance(widget, Ordered):
        yield from widget.tab_order()
    elif isinstance(widget, QtWidgets.QSplitter):
        yield from (part for i in range(widget.count()) if (part := widget.widget(i)) is not None)
    elif isinstance(widget, QtWidgets.QMainWindow):
        if (centre := widget.centralWidget()) is not None:
            yield centre
    elif (layout := widget.layout()) is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QtWidgets.QLayout) -> Iterator[QtWidgets.QWidget]:
    for i in range(layout.count()):
        item = layout.itemAt(i)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _in_layout(inner)
        elif (child := item.widget()) is not None:
            yield child
