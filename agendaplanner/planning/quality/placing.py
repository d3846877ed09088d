"""What each place of one session would cost, as the others stand: all starts and rooms at once, to be shown in a drag.

Of the rules of quality it knows those that change with the place of one session alone: who wants what runs then, rooms
too small, its track against itself, the ends of the day, soft wishes. The least that a place costs says nothing; the
difference between two places does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from agendaplanner.checks.policies import kept_rules, wishes_kept
from agendaplanner.planning.quality.meetings import touches_ends
from agendaplanner.planning.quality.sizes import big_sessions, demand, wants_of
from agendaplanner.planning.quality.weights import QualityWeights
from agendaplanner.planning.standing import by_member, ties_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from agendaplanner.planning.problem import Problem
    from agendaplanner.planning.standing import Standing, Tie

    Costs = npt.NDArray[np.float64]

PLACE_RULES = ("wanted-together", "room-too-popular", "track-against-itself", "big-at-the-ends", "wish-broken")
"""The rules of quality that are counted here."""


class PlaceCosts:
    """The tables that the costs of places are made from; they hold as long as only placements change."""

    def __init__(self, problem: Problem, weights: QualityWeights | None = None) -> None:
        agenda = problem.agenda
        self._weights = weights or QualityWeights()
        self._wants: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for wants in wants_of(agenda):
            for session in wants:
                self._wants[session].append(wants)
        self._want_counts: dict[str, Sequence[tuple[int, int]]] = {}
        self._ends: dict[int, Costs] = {}
        self._demand = demand(agenda)
        self._big = big_sessions(agenda)
        soft = tuple(wish for wish in wishes_kept(agenda, kept_rules(agenda.meeting)) if not wish.hard)
        self._ties = by_member(problem, (tie for tie in ties_in(problem, soft) if tie.rule == "wish-broken"))

    def of(self, standing: Standing, t: int) -> npt.NDArray[np.float64]:
        """Give what each place of a task costs, shape (rooms, starts), in people who cannot have what they want."""
        import numpy as np  # a tenth of a second: only once costs are asked for

        problem = standing.problem
        by_time = self._wanted(standing, t) + self._against_its_track(standing, t) + self._at_the_ends(problem, t)
        by_room = np.zeros(len(problem.rooms))
        size = self._demand[problem.tasks[t].session.id]
        for room, capacity in enumerate(problem.capacity):
            if 0 <= capacity < size:
                by_room[room] = self._weights.room_too_popular * (size - capacity)
        for tie in self._ties[t]:
            weight = tie.weight * self._weights.wish_broken
            beside = standing.placed_beside(t, tie) if tie.kind == "before" else tie.members
            others = [o for o in beside if o is not None and o != t and standing.start[o] is not None]
            for o in others:
                if tie.kind == "same room":
                    by_room += weight
                    by_room[standing.room[o]] -= weight if standing.room[o] >= 0 else 0.0
                else:
                    by_time += weight * self._breaking(standing, t, tie, o)
        return by_room[:, None] + by_time[None, :]

    def _wanted(self, standing: Standing, t: int) -> Costs:
        """Count at each start those who want the session and another that runs then."""
        import numpy as np

        problem = standing.problem
        task = problem.tasks[t]
        changes = np.zeros(problem.horizon + 1)
        for other, count in self._counts(problem, task.session.id):
            start = standing.start[other]
            if other != t and start is not None:
                first, end = max(start - task.steps + 1, 0), max(start + problem.tasks[other].steps, 0)
                if first < problem.horizon:
                    changes[first] += count
                    changes[min(end, problem.horizon)] -= count
        return np.cumsum(changes)[:-1] * self._weights.wanted_together

    def _counts(self, problem: Problem, session_id: str) -> Sequence[tuple[int, int]]:
        """Give the tasks that those want who want a session, with how many do."""
        found = self._want_counts.get(session_id)
        if found is None:
            counts = Counter(chain.from_iterable(self._wants.get(session_id, ())))
            found = self._want_counts[session_id] = tuple((problem.index[s], count) for s, count in counts.items())
        return found

    def _against_its_track(self, standing: Standing, t: int) -> Costs:
        """Give at each start the minutes that others of the track run meanwhile."""
        import numpy as np

        problem = standing.problem
        task = problem.tasks[t]
        found = np.zeros(problem.horizon)
        if task.track < 0 or task.session.is_for_everyone:
            return found
        starts = np.arange(problem.horizon)
        for o in problem.tasks_of_track[task.track]:
            other, start = problem.tasks[o], standing.start[o]
            if o != t and start is not None and not other.session.is_for_everyone:
                both = np.minimum(starts + task.steps, start + other.steps) - np.maximum(starts, start)
                found += np.maximum(both, 0)
        return found * problem.step_minutes * self._weights.track_against_itself

    def _at_the_ends(self, problem: Problem, t: int) -> Costs | float:
        """Give what it costs a big session to be at an end of the day, at each start; 0 for others."""
        import numpy as np

        session = problem.tasks[t].session
        if session.id not in self._big:
            return 0.0
        length, step = session.duration_minutes, problem.step_minutes
        if length not in self._ends:
            meeting, minutes = problem.agenda.meeting, self._weights.day_end_minutes
            begins = range(0, problem.horizon * step, step)
            touching = [touches_ends(meeting, begin, begin + length, minutes) for begin in begins]
            self._ends[length] = np.array(touching, dtype=np.float64)
        return self._ends[length] * (self._big[session.id] * self._weights.big_at_the_ends)

    def _breaking(self, standing: Standing, t: int, tie: Tie, other: int) -> Costs:
        """Say of each start whether it breaks a tie with one other placed task: 1 or 0."""
        import numpy as np

        starts = standing.problem.horizon
        wide = -(-starts // 8)
        kept = standing.starts_beside(t, tie, other) & ((1 << starts) - 1)
        packed = np.frombuffer(kept.to_bytes(wide, "little"), dtype=np.uint8)
        return 1.0 - np.unpackbits(packed, bitorder="little")[:starts].astype(np.float64)
