"""What comes in the way, and what is done about it: each is asked for, and comes out as a proposal.

The dialogs are read from disk when one is asked for.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.planning.proposal import propose

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.dialogs.happenings import (
        Happening,
        PersonAway,
        RoomClosed,
        RunningLate,
        SwapRooms,
        TakesLonger,
    )
    from agendaplanner.ui.planning.planner import Planner

H = TypeVar("H", bound="Happening")


class Happenings(QtCore.QObject):
    """Asks in a small dialog, and proposes."""

    def __init__(self, desk: Desk, planner: Planner, window: QtWidgets.QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._planner = planner
        self._window = window

    # re-planning

    def person_away(self, person: str | None = None) -> PersonAway | None:
        """Ask who drops out; then as few sessions as can be move."""
        agenda = self._ready()
        if agenda is None:
            return None
        from agendaplanner.ui.dialogs.happenings import PersonAway

        dialog = PersonAway(agenda, self._window, person or self._inspected_person(agenda))
        dialog.accepted.connect(lambda: self._planner.replan(dialog.change))
        return _opened(dialog)

    def room_closed(self, room: str | None = None) -> RoomClosed | None:
        """Ask which room closes; then as few sessions as can be move."""
        agenda = self._ready()
        if agenda is None:
            return None
        from agendaplanner.ui.dialogs.happenings import RoomClosed

        dialog = RoomClosed(agenda, self._window, room or self._current_room())
        dialog.accepted.connect(lambda: self._planner.replan(dialog.change))
        return _opened(dialog)

    def takes_longer(self) -> TakesLonger | None:
        """Ask how long the selected session takes; then others make way."""
        agenda, session = self._ready(), self._desk.current
        if agenda is None or session is None:
            return None
        from agendaplanner.ui.dialogs.happenings import TakesLonger

        dialog = TakesLonger(agenda, self._window, session)
        dialog.accepted.connect(lambda: self._planner.replan(dialog.change))
        return _opened(dialog)

    def keep_here(self) -> None:
        """Pin what is selected where it is, and let the others make way."""
        agenda = self._ready()
        ids = [s for s in self._desk.selected if agenda is not None and agenda.session[s].placement is not None]
        if agenda is None or not ids:
            return
        change = actions.pin(agenda, ids, time=True, room=True)
        self._planner.replan(change if change.edits else None)

    # the day itself

    def late(self, room: str | None = None) -> RunningLate | None:
        """Ask how late it is; the rest of the day is pushed."""
        agenda = self._ready()
        if agenda is None:
            return None
        from agendaplanner.ui.dialogs.happenings import RunningLate

        dialog = RunningLate(agenda, self._window, self._now(agenda), room)

        def accepted() -> None:
            late = dialog.late
            nothing = "Nothing begins then or later that is not pinned, or on time again after what is pinned."
            self._propose(agenda, late.change, late.change.label, dialog.notes(late), nothing)

        dialog.accepted.connect(lambda: self._try(accepted))
        return _opened(dialog)

    def swap(self, room: str | None = None) -> SwapRooms | None:
        """Ask which rooms change places."""
        agenda = self._ready()
        if agenda is None:
            return None
        from agendaplanner.ui.dialogs.happenings import SwapRooms

        dialog = SwapRooms(agenda, self._window, room or self._current_room())

        def accepted() -> None:
            change = dialog.change
            self._propose(agenda, change, change.label, dialog.notes, "Nothing is in these rooms then.")

        dialog.accepted.connect(lambda: self._try(accepted))
        return _opened(dialog)

    # where one is

    def offer_for_room(self, room: str, at: QtCore.QPoint, *views: tuple[str, Callable[[], object]]) -> QtWidgets.QMenu:
        """Offer at a global place what can be done with a room, and how it can be looked at."""
        return self._offer(
            at,
            views,
            ("The room closes…", lambda: self.room_closed(room)),
            ("Running late here…", lambda: self.late(room)),
            ("Swap with another room…", lambda: self.swap(room)),
        )

    def offer_for_person(self, person: str, at: QtCore.QPoint) -> QtWidgets.QMenu:
        """Offer at a global place what can be done about a person."""
        return self._offer(at, (), ("Drops out…", lambda: self.person_away(person)))

    def _offer(
        self,
        at: QtCore.QPoint,
        views: Sequence[tuple[str, Callable[[], object]]],
        *offers: tuple[str, Callable[[], object]],
    ) -> QtWidgets.QMenu:
        menu = QtWidgets.QMenu(self._window)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        for words, act in views:  # looking is allowed also where nothing may be changed
            menu.addAction(words).triggered.connect(lambda _=False, act=act: act())
        if views:
            menu.addSeparator()
        for words, act in offers:
            action = menu.addAction(words)
            action.setEnabled(self._desk.can_change)
            action.triggered.connect(lambda _=False, act=act: act())
        menu.popup(at)
        return menu

    # inside

    def _ready(self) -> Agenda | None:
        agenda = self._desk.agenda
        if agenda is None or not self._desk.can_change:
            return None
        if not agenda.meeting.days:
            self._desk.told.emit("The meeting has no days yet. Give it its days with opening hours first.", False)
            return None
        return agenda

    def _propose(self, agenda: Agenda, change: Change, title: str, notes: tuple[str, ...], nothing: str) -> None:
        if not change.edits or self._desk.findings is None:
            self._desk.told.emit(nothing, False)
            return
        if agenda is not self._desk.agenda:
            self._desk.told.emit("The agenda has changed meanwhile. Ask again.", False)
            return
        self._desk.proposals.put(propose(agenda, self._desk.findings, change, title, notes=notes))

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except AgendaError as error:
            self._desk.failed.emit(error)

    def _current_room(self) -> str | None:
        session = self._desk.current
        return session.placement.room if session is not None and session.placement is not None else None

    def _inspected_person(self, agenda: Agenda) -> str | None:
        """Give the person that is looked at in the details."""
        kind, ids = self._desk.inspected
        return ids[-1] if kind == "person" and ids and ids[-1] in agenda.person else None

    def _now(self, agenda: Agenda) -> datetime:
        """Give the time on the meeting's clock while it goes on; else the selected session's start, or the first day's."""
        now = datetime.now(ZoneInfo(agenda.meeting.timezone)).replace(tzinfo=None, second=0, microsecond=0)
        if any(day.opens <= now < day.closes for day in agenda.meeting.days):
            return now
        session = self._desk.current
        if session is not None and session.placement is not None:
            return session.placement.start
        return agenda.meeting.days[0].opens


def _opened(dialog: H) -> H:
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
