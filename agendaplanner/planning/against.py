"""What speaks against the places of one session, as flags: the shape of an answer, whoever gives it."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

from agendaplanner.planning.problem import NO_ROOM

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Against(IntFlag):
    """What speaks against a start and room."""

    HOURS = 1
    """Outside opening hours, or the times the session is limited to."""
    PERSON_BUSY = 2
    PERSON_AWAY = 4
    EVERYONE = 8
    """Beside a session that everyone is at."""
    WISH = 16
    """A wish (a soft one only warns), or the start of its breakout group."""
    ROOM_BUSY = 32
    ROOM_CLOSED = 64
    ROOM_UNFIT = 128
    """Too small, lacks a feature, or not one of the rooms it is limited to."""
    ROOM_MISSING = 256
    """No room, for a session that takes one."""
    WALK = 512
    """Somebody would have too little time to walk from the session before, or to the next."""


class Side:
    """What speaks against the places of a session, all of one gravity: as clashes, or as warnings.

    Attributes:
        by_room: Flags with the starts that they speak against in each room. Bits.
        unfit: By room: whether it will not do at any time.
        wishes: By room, the last one for having none: the starts that wishes about rooms speak against. Bits.
    """

    def __init__(self, rooms: int) -> None:
        self.by_room: list[tuple[Against, list[int]]] = []
        self.unfit = [False] * rooms
        self.wishes = [0] * (rooms + 1)
        self.is_room_missing = False
        self._by_time: dict[Against, int] = {}
        self._any_time = 0

    def add_times(self, flag: Against, starts: int) -> None:
        """Note starts that something speaks against in any room. Bits."""
        self._by_time[flag] = self._by_time.get(flag, 0) | starts

    def settle(self) -> None:
        """Add up what was noted."""
        for starts in self._by_time.values():
            self._any_time |= starts

    def against_in(self, room: int) -> int:
        """Give the starts against which anything speaks in a room. Bits."""
        found = self._any_time | self.wishes[room]
        if room == NO_ROOM:
            return -1 if self.is_room_missing else found
        if self.unfit[room]:
            return -1
        for _, starts in self.by_room:
            found |= starts[room]
        return found

    def at(self, step: int, room: int) -> Against:
        """Give what speaks against one place."""
        found = Against(0)
        for flag, starts in self._by_time.items():
            if starts >> step & 1:
                found |= flag
        if self.wishes[room] >> step & 1:
            found |= Against.WISH
        if room == NO_ROOM:
            return found | (Against.ROOM_MISSING if self.is_room_missing else Against(0))
        for flag, starts in self.by_room:
            if starts[room] >> step & 1:
                found |= flag
        return found | (Against.ROOM_UNFIT if self.unfit[room] else Against(0))

    def flags(self, starts: int, whole: int) -> npt.NDArray[np.uint16]:
        """Give what speaks against every place, shape (rooms, starts); ``whole`` has a bit for each start."""
        import numpy as np  # only whoever counts needs it; the window does not

        rooms = len(self.unfit)
        by_room = [*self.by_room, (Against.WISH, self.wishes[:rooms])] if any(self.wishes) else self.by_room
        wide = -(-starts // 8) or 1
        rows = [*self._by_time.values(), *(row for _, each in by_room for row in each)]
        packed = b"".join((row & whole).to_bytes(wide, "little") for row in rows)
        table = np.frombuffer(packed, dtype=np.uint8).reshape(len(rows), wide)
        bits = np.unpackbits(table, axis=1, bitorder="little")[:, :starts].astype(np.uint16)
        times = len(self._by_time)
        weights = np.array([int(flag) for flag in self._by_time], dtype=np.uint16)
        found = np.broadcast_to((bits[:times] * weights[:, None]).sum(axis=0, dtype=np.uint16), (rooms, starts)).copy()
        for i, (flag, _) in enumerate(by_room):
            first = times + i * rooms
            found |= bits[first : first + rooms] * np.uint16(flag)
        found[np.array(self.unfit, dtype=bool)] |= np.uint16(Against.ROOM_UNFIT)
        return found
