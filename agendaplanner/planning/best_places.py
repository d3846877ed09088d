"""Where one session would lie best, as the others stand, and what makes it hard to place: read off its legality map."""

from __future__ import annotations

from datetime import datetime  # msgspec looks at it
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.legality import Against

if TYPE_CHECKING:
    from agendaplanner.planning.legality import LegalityBoard, LegalityMap

_WORDS: dict[Against, str] = {
    Against.PERSON_BUSY: "its people are busy",
    Against.PERSON_AWAY: "its people are away",
    Against.EVERYONE: "everyone is elsewhere",
    Against.WISH: "wishes stand against it",
    Against.ROOM_BUSY: "rooms are taken",
    Against.ROOM_CLOSED: "rooms are closed",
    Against.ROOM_UNFIT: "rooms do not suit it",
}
MOST_REASONS = 2
SHARE = 0.25
"""What stands against fewer of the places than this is no reason."""


class BestPlace(msgspec.Struct, frozen=True):
    """A legal place for a session."""

    start: datetime
    room: str | None
    is_warned: bool
    """Whether the checks would warn of it."""


def places_left(of: LegalityMap, *, takes_room: bool) -> int:
    """Give in how many starts and rooms a session could lie without a clash."""
    if not takes_room:
        return of.legal_starts(None).bit_count()
    return sum(of.legal_starts(room).bit_count() for room in of.rooms)


def hindrances(of: LegalityMap) -> str:
    """Say what stands against most places within the hours it may have: "rooms are taken, its people are busy"; or ""."""
    import numpy as np  # a tenth of a second: only once somebody asks

    flags = of.flags()
    within = flags[(flags & Against.HOURS) == 0]
    if not within.size:
        return "it fits into no day"
    shares = {flag: float(np.count_nonzero(within & flag)) / within.size for flag in _WORDS}
    worst = sorted(_WORDS, key=lambda flag: -shares[flag])
    return ", ".join(_WORDS[flag] for flag in worst[:MOST_REASONS] if shares[flag] >= SHARE)


def best_places(board: LegalityBoard, session_id: str, *, most: int = 3) -> list[BestPlace]:
    """Give the best legal places of a session, the best first, each at another time.

    Those without a warning come first, then the least soft cost, the smallest room, the earliest start.

    Raises:
        KeyError: There is no such session, or it is cancelled.
    """
    agenda = board.agenda
    session = agenda.session[session_id]
    of = board.map(session_id, cost=True)
    costs = of.costs
    grid = max(agenda.meeting.grid_minutes // of.step_minutes, 1)
    rooms: list[tuple[int, str | None]] = [*enumerate(of.rooms)] if session.takes_room else [(0, None)]
    best: dict[int, tuple[tuple[bool, float, int, int], str | None]] = {}
    for row, room in rooms:
        legal, warned = of.legal_starts(room), of.warned_starts(room)
        capacity = agenda.room[room].capacity if room is not None else None
        while legal:
            lowest = legal & -legal
            legal ^= lowest
            step = lowest.bit_length() - 1
            if step % grid:
                continue
            cost = float(costs[row, step]) if costs is not None and room is not None else 0.0
            key = (bool(warned & lowest), cost, capacity if capacity is not None else 1_000_000, step)
            if step not in best or key < best[step][0]:
                best[step] = (key, room)
    found: list[BestPlace] = []
    taken: list[int] = []
    apart = max(session.duration_minutes // of.step_minutes, 1)
    for key, room in sorted(best.values(), key=lambda each: each[0]):
        step = key[3]
        # a few minutes later is no other proposal
        if all(abs(step - other) >= apart for other in taken):
            taken.append(step)
            found.append(BestPlace(of.moment(step), room, key[0]))
            if len(found) == most:
                break
    return found
