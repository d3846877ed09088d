"""Cut, copy, paste and duplicate: sessions go to the backlog or stay, and come to the first free place from where one is.

What was cut waits in the backlog until it is pasted; it is never lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.ids import new_id
from agendaplanner.model.parts import Placement
from agendaplanner.model.times import clock
from agendaplanner.model.words import session_mark
from agendaplanner.ui.timeline.carry import Carry, copy_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.ui.desk import Desk


class Pasting(QtCore.QObject):
    """What was cut or copied last."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: tuple[str, ...] = ()
        self._from: dict[str, Placement] = {}
        self._copies = False
        desk.opened.connect(self._forget)

    def _forget(self) -> None:
        self._ids, self._from, self._copies = (), {}, False

    def cut(self) -> None:
        """Send what is selected to the backlog, to be pasted elsewhere."""
        sessions = self._selected(placed=True)
        if not sessions:
            return
        done = self._desk.do(lambda agenda: actions.unplace(agenda, [s.id for s in sessions]), origin=self)
        if done is not None:
            self._take(sessions, copies=False)
            # the place is where it was cut from, until another one is pointed at
            self._desk.pointed = sessions[-1].placement
            self._desk.told.emit(f"{done.label}. Paste it with Ctrl+V.", True)

    def copy(self) -> None:
        """Remember what is selected; pasting makes new sessions like it."""
        sessions = self._selected()
        if sessions:
            self._take(sessions, copies=True)
            name = session_mark(sessions[0]) if len(sessions) == 1 else f"{len(sessions)} sessions"
            self._desk.told.emit(f"Copied {name}. Paste with Ctrl+V.", False)

    def _take(self, sessions: Sequence[Session], *, copies: bool) -> None:
        self._ids = tuple(session.id for session in sessions)
        self._from = {s.id: s.placement for s in sessions if s.placement is not None}
        self._copies = copies

    def paste(self) -> None:
        """Place what was cut, or copies of what was copied, at the place one is at, or the first free one after it."""
        agenda = self._desk.agenda
        sessions = [agenda.session[id_] for id_ in self._ids if id_ in agenda.session] if agenda is not None else []
        if agenda is None or not sessions:
            self._desk.told.emit("Nothing was cut or copied.", False)
            return
        if not self._copies and any(session.placement is not None for session in sessions):
            self._desk.told.emit("What was cut has a place again.", False)
            return
        at = self._place(agenda, sessions)
        if at is None:
            return
        self._put(agenda, sessions, at, copies=self._copies)

    def duplicate(self) -> None:
        """Make new sessions like those selected, in the first free place after them."""
        agenda, sessions = self._desk.agenda, self._selected()
        if agenda is None or not sessions:
            return
        place = sessions[-1].placement
        if place is None:
            copies = [copy_of(session, new_id("session"), None) for session in sessions]
            self._make(actions.add(agenda, *copies), tuple(each.id for each in copies))
            return
        self._put(agenda, sessions, place, copies=True)

    def _place(self, agenda: Agenda, sessions: Sequence[Session]) -> Placement | None:
        """Give the place one is at: pointed at, of the session looked at, or the meeting's first."""
        if self._desk.pointed is not None:
            return self._desk.pointed
        current = self._desk.current
        if current is not None and current.placement is not None:
            return current.placement
        if sessions[-1].id in self._from:
            return self._from[sessions[-1].id]
        if not agenda.meeting.days:
            self._desk.told.emit("The meeting has no days yet.", False)
            return None
        room = agenda.rooms[0].id if agenda.rooms else None
        return Placement(start=agenda.meeting.days[0].opens, room=room)

    def _put(self, agenda: Agenda, sessions: Sequence[Session], at: Placement, *, copies: bool) -> None:
        # the last one leads: it is the one that is looked at
        carry = Carry(agenda, list(reversed(sessions)), self._desk.findings, self._desk.legality)
        carry.copying = copies
        found = first_place(carry, at)
        if found is None:
            self._desk.told.emit(f"No free place for {carry.name} from {clock(at.start)} on.", False)
            return
        change = carry.change_to(*found)
        if change is not None:
            self._make(change, tuple(reversed(carry.put_down_ids)))

    def _make(self, change: Change, ids: tuple[str, ...]) -> None:
        done = self._desk.do(lambda _: change, origin=self)
        if done is not None:
            self._desk.pointed = None
            self._desk.select(ids)
            self._desk.reveal_asked.emit(ids[-1])
            self._desk.told.emit(done.label, True)

    def _selected(self, *, placed: bool = False) -> list[Session]:
        agenda = self._desk.agenda
        if agenda is None:
            return []
        found = [agenda.session[id_] for id_ in self._desk.selected if id_ in agenda.session]
        return [session for session in found if session.placement is not None or not placed]


def first_place(carry: Carry, at: Placement) -> tuple[datetime, str | None] | None:
    """Give the first start, from a place on, at which nothing in a hand clashes: in its room, else in the nearest."""
    best: tuple[datetime, str | None] | None = None
    for room in carry.rooms_from(at.room):
        start = carry.first_start(room, at.start)
        if start is None:
            continue
        if room == at.room:
            return start, room
        if best is None or start < best[0]:
            best = (start, room)
    return best
