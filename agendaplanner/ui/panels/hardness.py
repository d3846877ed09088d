"""How hard what waits is to place: in how many places each could lie, and what stands against the others.

Worked out a few sessions at a time while nobody waits; a change makes it begin anew.
"""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui

from agendaplanner.planning.best_places import hindrances, places_left

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk

SLICE_S = 0.008
BEGIN_AFTER_MS = 300
FEW = 12
"""Of what has as few places as this it is said why."""


class Hard(msgspec.Struct, frozen=True):
    """How hard a session is to place."""

    places: int
    why: str = ""

    @property
    def words(self) -> str:
        """Say it in a few words."""
        places = "no place" if not self.places else f"{self.places} place{'' if self.places == 1 else 's'}"
        return f"{places}: {self.why}" if self.why else places


class Hardness(QtCore.QObject):
    """Knows how hard each waiting session is to place, as soon as there was time to find out."""

    changed = QtCore.Signal()

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[str, Hard] = {}
        self._left: list[str] = []
        self._timer = QtCore.QTimer(self)
        self._timer.timeout.connect(self._work)
        desk.opened.connect(self._begin)
        desk.changed.connect(self._begin)

    def of(self, session_id: str) -> Hard | None:
        """Give how hard a session is to place; None where it is not known yet."""
        return self._known.get(session_id)

    def _begin(self, *_: object) -> None:
        agenda = self._desk.agenda
        self._left = [s.id for s in agenda.waiting][::-1] if agenda is not None and agenda.meeting.days else []
        waiting = set(self._left)
        # what was known is shown until it is known anew
        self._known = {id_: hard for id_, hard in self._known.items() if id_ in waiting}
        if self._left:
            self._timer.start(BEGIN_AFTER_MS)
        else:
            self._timer.stop()

    def _work(self) -> None:
        agenda, board = self._desk.agenda, self._desk.legality
        if QtGui.QGuiApplication.mouseButtons():
            self._timer.setInterval(BEGIN_AFTER_MS)
            return  # somebody drags: every frame counts
        self._timer.setInterval(0)
        if agenda is None or board is None or not self._left:
            self._timer.stop()
            self.changed.emit()
            return
        if not board.is_ready:
            board.prepare()
            return
        begun = perf_counter()
        while self._left and perf_counter() - begun < SLICE_S:
            session = agenda.session.get(self._left.pop())
            if session is None:
                continue
            of = board.map(session.id)
            places = places_left(of, takes_room=session.takes_room)
            self._known[session.id] = Hard(places, hindrances(of) if places <= FEW else "")
