"""What a schedule costs by the rules of the CoSP family, each with its weight and what it counts.

The rules are those of the evaluator that comes with CoSPLib (github.com/ahmedkheiri/CSPLib, ``Solution.py``), coded from
what it does. Worth knowing: what a submission costs in a session or room counts once for each time slot that it takes;
tracks that run beside each other are counted by pairs of rooms; a track's submissions are in the order of session, then
room, then time slot, and each that is not at its own place counts 1. A rule of weight 0 is not looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from agendaplanner.model.cosp import RULES, CospCost, CospScore
from agendaplanner.planning.cosp.conflicts import (
    attendee_conflicts,
    chair_conflicts,
    presenter_conflicts,
    timezone_penalty,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agendaplanner.model.cosp import CospInstance, CospSchedule, Rule
    from agendaplanner.planning.cosp.conflicts import Pair

    Items = Iterator[tuple[str, int]]

SPLIT = 10_000_000
"""What the evaluator adds for a submission of several time slots with too few or too many of them in a room."""
TORN = 1_000_000_000
"""What it adds where their numbers do not follow each other, or there are none."""


def score(instance: CospInstance, schedule: CospSchedule) -> CospScore:
    """Score a schedule; also one that is not whole, as the evaluator does."""
    weights = {**instance.weights, "submissions-split": 1}
    costs = [
        CospCost(rule, weights.get(rule, 0), tuple(_ITEMS[rule](instance, schedule)) if weights.get(rule, 0) else ())
        for rule in RULES
    ]
    return CospScore(tuple(costs))


def _cells(schedule: CospSchedule) -> Iterator[tuple[int, int, int]]:
    """Give (session, room, track) for what tracks have."""
    for s, rooms in enumerate(schedule.tracks):
        for r, track in enumerate(rooms):
            if track is not None:
                yield s, r, track


def _uses(schedule: CospSchedule) -> Iterator[tuple[int, int, int, int]]:
    """Give (session, room, time slot, submission) for what is on."""
    for s, rooms in enumerate(schedule.slots):
        for r, slots in enumerate(rooms):
            for k, submission in enumerate(slots):
                if submission is not None:
                    yield s, r, k, submission


def _tracks_sessions(instance: CospInstance, schedule: CospSchedule) -> Items:
    for s, _, t in _cells(schedule):
        if penalty := instance.tracks[t].sessions[s]:
            yield f"{instance.tracks[t].name} - {instance.sessions[s].name}", penalty


def _tracks_rooms(instance: CospInstance, schedule: CospSchedule) -> Items:
    for _, r, t in _cells(schedule):
        if penalty := instance.tracks[t].rooms[r]:
            yield f"{instance.tracks[t].name} - {instance.rooms[r]}", penalty


def _sessions_rooms(instance: CospInstance, schedule: CospSchedule) -> Items:
    for s, r, _ in _cells(schedule):
        if penalty := instance.closed[s][r]:
            yield f"{instance.sessions[s].name} - {instance.rooms[r]}", penalty


def _similar_tracks(instance: CospInstance, schedule: CospSchedule) -> Items:
    for a, b, s in _beside(schedule):
        if a != b and (penalty := instance.tracks[a].similar[b]):
            yield f"{instance.tracks[a].name} - {instance.tracks[b].name} - {instance.sessions[s].name}", penalty


def _chairs(instance: CospInstance, schedule: CospSchedule) -> Items:
    at_odds = chair_conflicts(instance)
    for a, b, _ in _beside(schedule):
        if (min(a, b), max(a, b)) in at_odds:
            yield f"{instance.tracks[a].name} - {instance.tracks[b].name}", 1


def _beside(schedule: CospSchedule) -> Iterator[tuple[int, int, int]]:
    """Give (track, track, session) for each pair of rooms that are used in a session, in the order of rooms."""
    for s, rooms in enumerate(schedule.tracks):
        for a, b in combinations([track for track in rooms if track is not None], 2):
            yield a, b, s


def _rooms_per_track(instance: CospInstance, schedule: CospSchedule) -> Items:
    rooms: dict[int, set[int]] = defaultdict(set)
    for _, r, t in _cells(schedule):
        rooms[t].add(r)
    for t, used in sorted(rooms.items()):
        if len(used) > 1:
            yield instance.tracks[t].name, len(used) - 1


def _parallel_tracks(instance: CospInstance, schedule: CospSchedule) -> Items:
    for (t, s), count in sorted(Counter((t, s) for s, _, t in _cells(schedule)).items()):
        if count > 1:
            yield f"{instance.tracks[t].name} - {instance.sessions[s].name}", count - 1


def _consecutive_tracks(instance: CospInstance, schedule: CospSchedule) -> Items:
    sessions: dict[int, set[int]] = defaultdict(set)
    for s, _, t in _cells(schedule):
        sessions[t].add(s)
    for t, used in sorted(sessions.items()):
        if max(used) - min(used) + 1 > len(used):
            yield instance.tracks[t].name, 1


def _order(instance: CospInstance, schedule: CospSchedule) -> Items:
    in_turn: dict[int, list[int]] = defaultdict(list)
    for s, r, _, i in _uses(schedule):
        track = schedule.tracks[s][r]
        if track is not None and i not in in_turn[track]:
            in_turn[track].append(i)
    for _, submissions in sorted(in_turn.items()):
        for place, i in enumerate(submissions, start=1):
            if instance.submissions[i].order not in (0, place):
                yield instance.submissions[i].name, 1


def _timezones(instance: CospInstance, schedule: CospSchedule) -> Items:
    for s, _, _, i in _uses(schedule):
        if penalty := timezone_penalty(instance, i, s):
            yield f"{instance.submissions[i].name} - {instance.sessions[s].name}", penalty


def _submissions_sessions(instance: CospInstance, schedule: CospSchedule) -> Items:
    for s, _, _, i in _uses(schedule):
        if penalty := instance.submissions[i].sessions[s]:
            yield f"{instance.submissions[i].name} - {instance.sessions[s].name}", penalty


def _submissions_rooms(instance: CospInstance, schedule: CospSchedule) -> Items:
    for _, r, _, i in _uses(schedule):
        if penalty := instance.submissions[i].rooms[r]:
            yield f"{instance.submissions[i].name} - {instance.rooms[r]}", penalty


def _presenters(instance: CospInstance, schedule: CospSchedule) -> Items:
    return _in_session(instance, schedule, presenter_conflicts(instance))


def _attendees(instance: CospInstance, schedule: CospSchedule) -> Items:
    return _in_session(instance, schedule, attendee_conflicts(instance))


def _presenters_timeslot(instance: CospInstance, schedule: CospSchedule) -> Items:
    return _in_timeslot(instance, schedule, presenter_conflicts(instance))


def _attendees_timeslot(instance: CospInstance, schedule: CospSchedule) -> Items:
    return _in_timeslot(instance, schedule, attendee_conflicts(instance))


def _in_session(instance: CospInstance, schedule: CospSchedule, at_odds: frozenset[Pair]) -> Items:
    """Count pairs at odds in one session, but not in one room: there they are one after the other."""
    for s in range(len(instance.sessions)):
        here = sorted({(r, i) for session, r, _, i in _uses(schedule) if session == s})
        for (r, i), (q, j) in combinations(here, 2):
            if r != q and (min(i, j), max(i, j)) in at_odds:
                yield f"{instance.submissions[i].name} - {instance.submissions[j].name}", 1


def _in_timeslot(instance: CospInstance, schedule: CospSchedule, at_odds: frozenset[Pair]) -> Items:
    """Count pairs at odds in the same time slot, once for each that they share."""
    now: dict[Pair, set[int]] = defaultdict(set)
    for s, _, k, i in _uses(schedule):
        now[s, k].add(i)
    for _, here in sorted(now.items()):
        for i, j in combinations(sorted(here), 2):
            if (i, j) in at_odds:
                yield f"{instance.submissions[i].name} - {instance.submissions[j].name}", 1


def _split(instance: CospInstance, schedule: CospSchedule) -> Items:
    found: dict[int, list[int]] = {i: [] for i, each in enumerate(instance.submissions) if each.slots > 1}
    rooms: Counter[tuple[int, int, int]] = Counter()
    for s, r, k, i in _uses(schedule):
        if i in found:
            found[i].append(k)
            rooms[s, r, i] += 1
    for (_, _, i), count in sorted(rooms.items()):
        if count != instance.submissions[i].slots:
            yield instance.submissions[i].name, SPLIT
    for i, slots in found.items():
        if not slots:
            yield instance.submissions[i].name, TORN
            return
        if sum(range(slots[0], slots[-1] + 1)) != sum(
            slots
        ):  # as the evaluator asks, not whether they follow each other
            yield instance.submissions[i].name, TORN


_ITEMS: dict[Rule, Callable[[CospInstance, CospSchedule], Items]] = {
    "tracks-sessions": _tracks_sessions,
    "tracks-rooms": _tracks_rooms,
    "sessions-rooms": _sessions_rooms,
    "submissions-timezones": _timezones,
    "submissions-sessions": _submissions_sessions,
    "submissions-rooms": _submissions_rooms,
    "consecutive-tracks": _consecutive_tracks,
    "similar-tracks": _similar_tracks,
    "rooms-per-track": _rooms_per_track,
    "presenters-conflicts": _presenters,
    "chairs-conflicts": _chairs,
    "attendees-conflicts": _attendees,
    "parallel-tracks": _parallel_tracks,
    "submissions-order": _order,
    "presenters-conflicts-timeslot": _presenters_timeslot,
    "attendees-conflicts-timeslot": _attendees_timeslot,
    "submissions-split": _split,
}
