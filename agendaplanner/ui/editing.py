"""What can be done with the selected sessions: move and resize by a step, pin, send to the backlog, add, remove.

Each is one change, asked for through the desk. Nothing here opens a dialog: all of it can be taken back. Cutting,
copying and pasting are in ``pasting``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, merged
from agendaplanner.model.ids import new_id
from agendaplanner.model.records import Session
from agendaplanner.model.times import clock, short_day, span_text
from agendaplanner.model.words import session_mark
from agendaplanner.ui.timeline.carry import Carry
from agendaplanner.ui.timeline.moving import step_in_length, step_in_rooms, step_in_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

Place = tuple[datetime, "str | None"]


class Editing(QtCore.QObject):
    """Changes to the sessions that are selected."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    # moving

    def move_in_time(self, steps: int) -> None:
        """Move by steps of the grid."""

        def start(agenda: Agenda, session: Session) -> Place | None:
            begin = step_in_time(agenda, session, steps)
            return (begin, session.placement.room) if begin is not None and session.placement is not None else None

        self._move(start, "")

    def move_in_rooms(self, steps: int) -> None:
        """Move to the next room, or the one before."""

        def room(agenda: Agenda, session: Session) -> Place | None:
            found = step_in_rooms(agenda, session, steps)
            return (session.placement.start, found) if found is not None and session.placement is not None else None

        self._move(room, "There is no room further on." if steps > 0 else "There is no room before it.")

    def move_in_days(self, steps: int) -> None:
        """Move to the same time of the meeting's next day, or of the one before."""

        def day(agenda: Agenda, session: Session) -> Place | None:
            if session.placement is None:
                return None
            start, room = session.placement.start, session.placement.room
            dates = [each.date for each in agenda.meeting.days]
            if start.date() not in dates or not 0 <= dates.index(start.date()) + steps < len(dates):
                return None
            wanted = dates[dates.index(start.date()) + steps]
            return start + timedelta(days=(wanted - start.date()).days), room

        self._move(day, "There is no day after it." if steps > 0 else "There is no day before it.")

    def move_to_edge(self, way: int) -> None:
        """Move later (1) or earlier (-1) in the same room to where it meets a neighbour, or to the next free place."""
        agenda, sessions = self._desk.agenda, self._placed()
        if agenda is None or not sessions:
            return
        # the one that is looked at leads
        carry = Carry(agenda, sessions[::-1], self._desk.findings, self._desk.legality)
        place = carry.session.placement
        start = carry.next_start(place.room, place.start, way=way, edge=True) if place is not None else None
        if place is None or start is None:
            self._say(f"No free place {'later' if way > 0 else 'earlier'} in this room.")
            return
        change = carry.change_to(start, place.room)
        if change is not None:
            self._tell_moved(self._desk.do(lambda _: change, origin=self))

    def _move(self, place: Callable[[Agenda, Session], Place | None], stuck: str) -> None:
        """Move all that is selected, or nothing of it; ``stuck`` says why one of them has nowhere to go."""
        agenda, sessions = self._desk.agenda, self._placed()
        if agenda is None or not sessions:
            return
        places = [place(agenda, session) for session in sessions]
        if None in places:
            if stuck:
                which = f"{session_mark(sessions[places.index(None)])} stays where it is" if len(sessions) == 1 else ""
                which = which or f"{session_mark(sessions[places.index(None)])} has nowhere to go, so nothing was moved"
                self._say(f"{which}. {stuck}")
            return

        def make(agenda: Agenda) -> Change:
            changes = [
                actions.move(agenda, session.id, *where)
                for session, where in zip(sessions, places, strict=True)
                if where is not None
            ]
            return changes[0] if len(changes) == 1 else merged(f"Move {len(changes)} sessions", changes)

        self._tell_moved(self._desk.do(make, origin=self))

    def resize(self, steps: int) -> None:
        """Let what is selected end later or earlier by steps of the grid; at least one step is left."""
        agenda, sessions = self._desk.agenda, self._placed()
        if agenda is None or not sessions:
            return
        lengths = {session.id: step_in_length(agenda, session, steps) for session in sessions}

        def make(agenda: Agenda) -> Change:
            changes = [
                actions.resize(agenda, session.id, session.placement.start, lengths[session.id])
                for session in sessions
                if session.placement is not None
            ]
            name = f"Make {len(changes)} sessions {'longer' if steps > 0 else 'shorter'}"
            return changes[0] if len(changes) == 1 else merged(name, changes)

        done = self._desk.do(make, origin=self)
        if done is None:
            self._say("It cannot be shorter.")
            return
        last = sessions[-1]
        what = span_text(lengths[last.id]) if len(sessions) == 1 else f"{len(sessions)} sessions"
        self._desk.told.emit(f"{done.label}: {what}{self._clashes()}", True)

    # where they are

    def toggle_pin(self) -> None:
        """Pin what is selected; if all of it is pinned already, unpin it."""
        ids = [session.id for session in self._placed()]
        if ids:
            on = not all(session.pinned_time and session.pinned_room for session in self._placed())
            self._tell(self._desk.do(lambda agenda: actions.pin(agenda, ids, time=on, room=on), origin=self))

    def to_backlog(self) -> None:
        """Send what is selected back to the backlog."""
        ids = [session.id for session in self._placed()]
        if ids:
            self._tell(self._desk.do(lambda agenda: actions.unplace(agenda, ids), origin=self))

    # whether they are

    def cancel_session(self) -> None:
        """Cancel what is selected; if all of it is cancelled already, let it take place after all."""
        sessions = self._selected()
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
        sessions = self._selected()
        if sessions:
            self._tell(self._desk.do(lambda agenda: actions.remove(agenda, *sessions), origin=self))

    # the selection

    def select_all(self) -> None:
        """Select all sessions that have a place; the one that is looked at stays so."""
        agenda = self._desk.agenda
        if agenda is not None:
            current = self._desk.selected[-1:]
            self._desk.select([*(s.id for s in agenda.placed if s.id not in current), *current])

    def _selected(self) -> list[Session]:
        agenda = self._desk.agenda
        if agenda is None:
            return []
        return [agenda.session[id_] for id_ in self._desk.selected if id_ in agenda.session]

    def _placed(self) -> list[Session]:
        return [session for session in self._selected() if session.placement is not None]

    # what is said of it

    def _say(self, words: str) -> None:
        self._desk.told.emit(words, False)

    def _tell(self, done: Change | None) -> None:
        if done is not None:
            self._desk.told.emit(f"{done.label}{self._clashes()}", True)

    def _tell_moved(self, done: Change | None) -> None:
        """Say where it is now, as whoever moves it by keyboard and does not see it wants to hear it."""
        agenda, current = self._desk.agenda, self._desk.current
        if done is None or agenda is None or current is None or current.placement is None:
            return
        room = agenda.room.get(current.placement.room or "")
        where = ", ".join(filter(None, [clock(current.placement.start), room.name if room is not None else ""]))
        moved = [edit.after for edit in done.edits if isinstance(edit.after, Session)]
        dates = {
            edit.before.placement.start.date()
            for edit in done.edits
            if isinstance(edit.before, Session) and edit.before.placement is not None
        }
        if current.placement.start.date() not in dates:
            where = f"{short_day(current.placement.start)} {where}"
        what = session_mark(current) if len(moved) == 1 else f"{len(moved)} sessions, {session_mark(current)}"
        self._desk.told.emit(f"Moved {what} to {where}{self._clashes()}", True)

    def _clashes(self) -> str:
        """Name the first clash of what is selected, and how many more there are."""
        found = {
            finding.message: None
            for id_ in reversed(self._desk.selected)
            for finding in self._desk.findings_of(id_)
            if finding.severity == "clash"
        }
        if not found:
            return ""
        first, *rest = found
        return f": {first}" + (f" And {len(rest)} more." if rest else "")
