"""What would move if a session were dropped somewhere: the others that make way, quick enough to be shown in a drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.parts import Placement
from agendaplanner.model.times import minute_of
from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.replan.chains import Chains

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.planning.legality import LegalityBoard

TRIES = 400
"""How many places are looked at for one session that makes way."""
MOST_EXTRA = 3
"""How many more may move for it."""
_LOOKED_AT = (48, 12)


class MakesWay(msgspec.Struct, frozen=True):
    """A session that would move, with where it would go; ``after`` is None where no place was found quickly."""

    session: str
    before: Placement
    after: Placement | None


class Preview(msgspec.Struct, frozen=True):
    """What dropping a session would do to the others."""

    placement: Placement
    """Where it is dropped."""
    moves: tuple[MakesWay, ...]
    """The others that make way, those it would lie on first."""
    stuck: tuple[str, ...]
    """Sessions that it would clash with and that are pinned where they are."""
    tries: int
    """Places looked at; counted so that tests can see that a preview costs little."""

    @property
    def is_whole(self) -> bool:
        """Whether everything that makes way has a place, and nothing pinned is in the way."""
        return not self.stuck and all(move.after is not None for move in self.moves)

    @property
    def placements(self) -> dict[str, Placement | None]:
        """The placements of the others: with the session's own, what ``plan_change`` takes."""
        return {move.session: move.after for move in self.moves}


def preview(board: LegalityBoard, session_id: str, start: datetime, room_id: str | None) -> Preview:
    """Say what would move where if a session were put down at a wall time in a room.

    The session itself goes where it is put, whatever speaks against it. The board is left as it was.

    Raises:
        KeyError: There is no such session or room, or the session is cancelled.
    """
    standing, problem = board.standing, board.problem
    t, room = problem.index[session_id], board.room_number(room_id)
    # off the planner's steps, it takes all those that it touches
    minute, step = minute_of(problem.agenda.meeting, start), problem.step_minutes
    begin = minute // step
    steps = -(-(minute + problem.tasks[t].session.duration_minutes) // step) - begin
    home = {o: (at, standing.room[o]) for o, at in enumerate(standing.start) if at is not None}
    fixed = {o for o, task in enumerate(problem.tasks) if task.is_fixed and o in home} | {t}
    try:
        if standing.start[t] is not None:
            standing.lift(t)
        pushed = standing.in_the_way(t, begin, room, steps=steps)
        standing.put(t, begin, room, steps=steps)
        for o in pushed - fixed:
            standing.lift(o)
        chains = Chains(standing, home, fixed, looked_at=_LOOKED_AT)
        chains.insert_all(
            pushed - fixed, tries_each=TRIES, most_extra=MOST_EXTRA, extra_in_all=MOST_EXTRA + len(pushed)
        )
        moves: list[MakesWay] = []
        for o, place in home.items():
            now = standing.start[o]
            after = None if now is None else (now, standing.room[o])
            before = problem.tasks[o].session.placement
            if o == t or after == place or before is None:
                continue
            where = None
            if after is not None:
                other = None if after[1] == NO_ROOM else problem.rooms[after[1]]
                where = Placement(start=problem.moment_of(after[0]), room=other)
            moves.append(MakesWay(problem.tasks[o].session.id, before, where))
        first = {problem.tasks[o].session.id for o in pushed}
        moves.sort(key=lambda move: (move.session not in first, move.before.start, move.session))
        stuck = sorted(problem.tasks[o].session.id for o in pushed & fixed)
        return Preview(Placement(start=start, room=room_id), tuple(moves), tuple(stuck), chains.tries)
    finally:
        for o, at in enumerate(standing.start):
            if at is not None and home.get(o) != (at, standing.room[o]):
                standing.lift(o)
        if t in home and standing.start[t] is not None:
            standing.lift(t)  # it may have been put down with another length
        for o, place in home.items():
            if standing.start[o] is None:
                standing.put(o, *place)
