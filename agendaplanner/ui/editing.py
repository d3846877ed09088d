"""What can be done with the selected sessions: move by a step, pin, send to the backlog, add, remove.

Each is one change, asked for through the desk. Nothing here opens a dialog: all of it can be taken back.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, merged
from agendaplanner.model.ids import new_id
from agendaplanner.model.records import Session
from agendaplanner.model.words import session_mark
from agendaplanner.ui.timeline.moving import step_in_rooms, step_in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk


class Editing(QtCore.QObject):
    """Changes to the sessions that are selected."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def move_in_time(self, steps: int) -> None:
        """Move by steps of the grid."""

        def start(agenda: Agenda, session: Session) -> tuple[datetime, str | None] | None:
            begin = step_in_time(agenda, session, steps)
            return (begin, session.placement.room) if begin is not None and session.placement is not None else None

        self._move("Move {name}", start)

    def move_in_rooms(self, steps: int) -> None:
        """Move to the next room, or the one before."""

        def room(agenda: Agenda, session: Session) -> tuple[datetime, str | None] | None:
            found = step_in_rooms(agenda, session, steps)
            return (session.placement.start, found) if found is not None and session.placement is not None else None

        self._move("Move {name}", room)

    def move_in_days(self, steps: int) -> None:
        """Move to the same time of the meeting's next day, or of the one before."""

        def day(agenda: Agenda, session: Session) -> tuple[datetime, str | None] | None:
            if session.placement is None:
                return None
            start, room = session.placement.start, session.placement.room
            dates = [each.date for each in agenda.meeting.days]
            if start.date() not in dates or not 0 <= dates.index(start.date()) + steps < len(dates):
                return None
            wanted = dates[dates.index(start.date()) + steps]
            return start + timedelta(days=(wanted - start.date()).days), room

        self._move("Move {name}", day)

    def _move(self, label: str, place: Callable[[Agenda, Session], tuple[datetime, str | None] | None]) -> None:
        def make(agenda: Agenda) -> Change:
            changes: list[Change] = []
            for id_ in self._desk.selected:
                session = agenda.session.get(id_)
                where = place(agenda, session) if session is not None else None
                if where is not None:
                    changes.append(actions.move(agenda, id_, *where))
            if len(changes) == 1:
                return changes[0]
            return merged(label.format(name=f"{len(changes)} sessions"), changes)

        self._tell(self._desk.do(make, origin=self))

    def toggle_pin(self) -> None:
        """Pin what is selected; if all of it is pinned already, unpin it."""
        ids = [id_ for id_ in self._desk.selected if self._session(id_, placed=True)]
        if ids:
            on = not all((s := self._session(id_)) is not None and s.pinned_time and s.pinned_room for id_ in ids)
            self._tell(self._desk.do(lambda agenda: actions.pin(agenda, ids, time=on, room=on), origin=self))

    def to_backlog(self) -> None:
        """Send what is selected back to the backlog."""
        ids = [id_ for id_ in self._desk.selected if self._session(id_, placed=True)]
        if ids:
            self._tell(self._desk.do(lambda agenda: actions.unplace(agenda, ids), origin=self))

    def cancel_session(self) -> None:
        """Cancel what is selected; if all of it is cancelled already, let it take place after all."""
        sessions = [s for id_ in self._desk.selected if (s := self._session(id_)) is not None]
        if not sessions:
            return
        status = "draft" if all(s.is_cancelled for s in sessions) else "cancelled"
        verb = "Cancel" if status == "cancelled" else "Reinstate"
        name = session_mark(sessions[0]) if len(sessions) == 1 else f"{len(sessions)} sessions"

        def make(agenda: Agenda) -> Change:
            return merged(f"{verb} {name}", [actions.set_fields(agenda, s, status=status) for s in sessions])

        self._tell(self._desk.do(make, origin=self))

    def add(self) -> str | None:
        """Add a session; it waits in the backlog. Gives its id."""
        session = Session(id=new_id("session"), title="New session")
        done = self._desk.do(lambda agenda: actions.add(agenda, session), origin=self)
        self._tell(done)
        if done is None:
            return None
        self._desk.select((session.id,))
        return session.id

    def remove(self) -> None:
        """Remove what is selected from the agenda altogether."""
        sessions = [s for id_ in self._desk.selected if (s := self._session(id_)) is not None]
        if sessions:
            self._tell(self._desk.do(lambda agenda: actions.remove(agenda, *sessions), origin=self))

    def _session(self, id_: str, *, placed: bool = False) -> Session | None:
        agenda = self._desk.agenda
        session = agenda.session.get(id_) if agenda is not None else None
        return None if session is None or (placed and session.placement is None) else session

    def _tell(self, done: Change | None) -> None:
        if done is not None:
            clashes = [
                finding.message
                for id_ in self._desk.selected
                for finding in self._desk.findings_of(id_)
                if finding.severity == "clash"
            ]
            self._desk.told.emit(f"{done.label}. {clashes[0]}" if clashes else done.label, True)
