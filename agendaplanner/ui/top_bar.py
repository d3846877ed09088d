"""The bar at the top: what meeting this is, which day is shown, one box that finds everything, and the main actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.times import DAY_NAMES, date_range, short_day
from agendaplanner.ui.labels import ElidedLabel, Segments

if TYPE_CHECKING:
    from datetime import date

    from PySide6 import QtGui

    from agendaplanner.ui.commands import Commands
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.finder import FindBox
    from agendaplanner.ui.look import Look

HEIGHT = 52
WITH_EXPORT_PX, WITH_PUBLISH_PX, WITH_LONG_NAMES_PX = 900, 1000, 1100
MOST_SEGMENTS = 4
LIST, PREPARE = "list", "prepare"


class TopBar(QtWidgets.QWidget):
    """Title, days, find box, actions."""

    day_chosen = QtCore.Signal(object)
    """A date, or None for all days."""
    list_chosen = QtCore.Signal()
    prepare_chosen = QtCore.Signal()

    def __init__(
        self,
        desk: Desk,
        look: Look,
        commands: Commands,
        menu: QtWidgets.QMenu,
        find: FindBox,
        parent: QtWidgets.QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._marked: object = None
        self.setProperty("kind", "bar")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        line = QtWidgets.QHBoxLayout(self)
        line.setContentsMargins(8, 0, 14, 0)
        line.setSpacing(8)

        self._menu = self._flat("menu", "Menu (F10)")
        self._menu.setMenu(menu)
        self._menu.setPopupMode(QtWidgets.QToolButton.ToolButtonPopupMode.InstantPopup)
        line.addWidget(self._menu)
        self.title = ElidedLabel(self, kind="title")
        line.addWidget(self.title)
        self.place = ElidedLabel(self, kind="muted")
        line.addWidget(self.place, 1)

        self.days = Segments(self)
        self.days.chosen.connect(self._chosen)
        line.addWidget(self.days)
        line.addWidget(find)
        self._undo = self._flat("undo", "")
        self._undo.setDefaultAction(commands.action("undo"))
        self._redo = self._flat("redo", "")
        self._redo.setDefaultAction(commands.action("redo"))
        for button in (self._undo, self._redo):
            button.setToolButtonStyle(QtCore.Qt.ToolButtonStyle.ToolButtonIconOnly)
            line.addWidget(button)
        self._export = QtWidgets.QPushButton("Export", self)
        self._export_menu = QtWidgets.QMenu(self)
        commands.fill(self._export_menu, "Export")
        self._export.setMenu(self._export_menu)
        line.addWidget(self._export)
        self._publish = QtWidgets.QPushButton("Publish", self)
        publish = commands.action("publish")
        self._publish.setToolTip(publish.statusTip())
        self._publish.clicked.connect(publish.trigger)
        publish.changed.connect(lambda: self._publish.setEnabled(publish.isEnabled()))
        line.addWidget(self._publish)
        self._plan = QtWidgets.QPushButton("Plan", self)
        self._plan.setProperty("kind", "main")
        self._plan_action = commands.action("plan")
        self._plan.clicked.connect(self._plan_action.trigger)
        self._plan_action.changed.connect(self._plan_changed)
        line.addWidget(self._plan)
        look.changed.connect(self._icons)
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        self._icons()
        self._renew()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Leave out of a narrow bar what is in the menu as well."""
        super().resizeEvent(event)
        self._renew_narrow()

    def _renew_narrow(self) -> None:
        shown = self._desk.agenda is not None
        self._publish.setVisible(shown and self.width() >= WITH_PUBLISH_PX)
        self._export.setVisible(shown and self.width() >= WITH_EXPORT_PX)
        agenda = self._desk.agenda
        if agenda is not None:
            dates = [day.date for day in agenda.meeting.days]
            names = segments(dates, short=self.width() < WITH_LONG_NAMES_PX)
            self.days.offer([*names, ("List", LIST), ("Prepare", PREPARE)])
            self.days.mark(self._marked)

    def _flat(self, icon: str, words: str) -> QtWidgets.QToolButton:
        button = QtWidgets.QToolButton(self)
        button.setProperty("kind", "flat")
        button.setObjectName(icon)
        button.setAccessibleName(words or icon.capitalize())
        button.setToolTip(words)
        return button

    def _icons(self) -> None:
        self._menu.setIcon(self._look.icon("menu"))
        for button in (self._undo, self._redo):
            action: QtGui.QAction = button.defaultAction()
            action.setIcon(self._look.icon(button.objectName()))

    def _plan_changed(self) -> None:
        self._plan.setEnabled(self._plan_action.isEnabled())
        self._plan.setToolTip(self._plan_action.toolTip())

    def open_menu(self) -> None:
        """Drop the menu down."""
        self._menu.showMenu()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        shown = agenda is not None
        for widget in (self.days, self._plan, self._undo, self._redo):
            widget.setVisible(shown)
        self._renew_narrow()
        if agenda is None:
            self.title.setText("agendaplanner")
            self.place.setText("")
            return
        meeting = agenda.meeting
        self.title.setText(meeting.title)
        self.place.setText(", ".join(filter(None, [meeting.city, date_range(meeting.days)])))

    def _chosen(self, value: object) -> None:
        if value == LIST:
            self.list_chosen.emit()
        elif value == PREPARE:
            self.prepare_chosen.emit()
        else:
            self.day_chosen.emit(value)

    def mark_list(self) -> None:
        """Show that the list is in view."""
        self._mark(LIST)

    def mark_prepare(self) -> None:
        """Show that the preparation is in view."""
        self._mark(PREPARE)

    def mark_day(self, day: date | None) -> None:
        """Show which day is in view."""
        self._mark(day)

    def _mark(self, value: object) -> None:
        self._marked = value
        self.days.mark(value)


def segments(dates: list[date], *, short: bool = False) -> list[tuple[str, date | None]]:
    """Give the choices among days: each day by name, and all of them in the middle of two.

    Args:
        dates: The days.
        short: Whether there is little room.

    >>> from datetime import date
    >>> [name for name, _ in segments([date(2008, 2, 11), date(2008, 2, 12)])]
    ['Monday', 'Both days', 'Tuesday']
    """
    if len(dates) == 2:
        first, second = dates
        names = [DAY_NAMES[day.weekday()][: 3 if short else None] for day in dates]
        return [(names[0], first), ("Both" if short else "Both days", None), (names[1], second)]
    if len(dates) < 2:
        return [("Timeline", None)]
    few = len(dates) <= MOST_SEGMENTS
    return [("All days", None), *((short_day(day) if few else f"{day.day}", day) for day in dates)]
