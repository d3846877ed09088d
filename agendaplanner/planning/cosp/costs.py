"""A CoSP conference compiled for the solver: what each decision costs, weights and time slots multiplied in.

The rules themselves are in ``score``, which shares nothing with this; that both agree is a law that is tested.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.cosp import CospInstance
from agendaplanner.planning.cosp.conflicts import (
    Pair,
    attendee_conflicts,
    chair_conflicts,
    presenter_conflicts,
    timezone_penalty,
)

if TYPE_CHECKING:
    from agendaplanner.model.cosp import Rule


class Costs(msgspec.Struct, frozen=True):
    """What decisions cost. Pairs that cost nothing are left out."""

    instance: CospInstance
    members: tuple[tuple[int, ...], ...]
    """By track: its submissions."""
    cell: tuple[tuple[tuple[int, ...], ...], ...]
    """A track having a room in a session, shape (tracks, sessions, rooms)."""
    stay: tuple[tuple[int, ...], ...]
    """A submission being in a session, all its time slots together, shape (submissions, sessions)."""
    room: tuple[tuple[int, ...], ...]
    """A submission being in a room, all its time slots together, shape (submissions, rooms)."""
    beside: dict[Pair, int]
    """Two tracks having rooms in one session, for each pair of their rooms."""
    together: dict[Pair, int]
    """Two submissions being in different rooms of one session."""
    at_once: dict[Pair, int]
    """Two submissions being in one time slot."""
    many_rooms: int
    """A track having one more room, over all sessions."""
    parallel: int
    """A track having one more room in a session."""
    torn: int
    """A track having a gap between its sessions."""
    misplaced: int
    """A submission not being at its place among its track's."""

    def needs_rooms(self, track: int) -> bool:
        """Tell whether it matters in which room each of a track's submissions is, even if each session has one only."""
        return any(any(self.room[i]) for i in self.members[track])

    def needs_slots(self, track: int) -> bool:
        """Tell whether it matters in which time slots a track's submissions are."""
        return bool(self.at_once) and not set(self.members[track]).isdisjoint(i for pair in self.at_once for i in pair)


def compile_costs(instance: CospInstance) -> Costs:
    """Compile a conference."""

    def weight(rule: Rule) -> int:
        return instance.weights.get(rule, 0)

    submissions = range(len(instance.submissions))
    beside: dict[Pair, int] = defaultdict(int)
    for a, track in enumerate(instance.tracks):
        for b, penalty in enumerate(track.similar[a + 1 :], start=a + 1):
            beside[a, b] += weight("similar-tracks") * penalty
    for pair in chair_conflicts(instance):
        beside[pair] += weight("chairs-conflicts")
    members: list[list[int]] = [[] for _ in instance.tracks]
    for i in submissions:
        members[instance.submissions[i].track].append(i)
    late = weight("submissions-timezones")
    return Costs(
        instance=instance,
        members=tuple(tuple(each) for each in members),
        cell=tuple(
            tuple(
                tuple(
                    weight("tracks-sessions") * track.sessions[s]
                    + weight("tracks-rooms") * track.rooms[r]
                    + weight("sessions-rooms") * instance.closed[s][r]
                    for r in range(len(instance.rooms))
                )
                for s in range(len(instance.sessions))
            )
            for track in instance.tracks
        ),
        stay=tuple(
            tuple(
                instance.submissions[i].slots
                * (
                    weight("submissions-sessions") * instance.submissions[i].sessions[s]
                    + (late * timezone_penalty(instance, i, s) if late else 0)
                )
                for s in range(len(instance.sessions))
            )
            for i in submissions
        ),
        room=tuple(
            tuple(
                instance.submissions[i].slots * weight("submissions-rooms") * penalty
                for penalty in instance.submissions[i].rooms
            )
            for i in submissions
        ),
        beside={pair: cost for pair, cost in sorted(beside.items()) if cost},
        together=_pairs(instance, weight("presenters-conflicts"), weight("attendees-conflicts")),
        at_once=_pairs(instance, weight("presenters-conflicts-timeslot"), weight("attendees-conflicts-timeslot")),
        many_rooms=weight("rooms-per-track"),
        parallel=weight("parallel-tracks"),
        torn=weight("consecutive-tracks"),
        misplaced=weight("submissions-order"),
    )


def _pairs(instance: CospInstance, presenters: int, attendees: int) -> dict[Pair, int]:
    found: dict[Pair, int] = defaultdict(int)
    for weight, pairs in ((presenters, presenter_conflicts), (attendees, attendee_conflicts)):
        if weight:
            for pair in pairs(instance):
                found[pair] += weight
    return dict(sorted(found.items()))
