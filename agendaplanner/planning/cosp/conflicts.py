"""Who is at odds with whom in a CoSP conference, and when it is too early or too late for whom."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.cosp import CospInstance

Pair = tuple[int, int]
"""Two of them, the lower first."""
DAY_MINUTES = 1440


def presenter_conflicts(instance: CospInstance) -> frozenset[Pair]:
    """Give the pairs of submissions that share a presenter, or of which one is presented by a chair of the other's track."""
    presented = _by_person(instance, (each.presenters for each in instance.submissions))
    return frozenset(_met(presented, presented) | _chaired(instance, presented))


def attendee_conflicts(instance: CospInstance) -> frozenset[Pair]:
    """Give the pairs of submissions of which an attendee of one is attendee, presenter or track chair of the other."""
    attended = _by_person(instance, (each.attendees for each in instance.submissions))
    presented = _by_person(instance, (each.presenters for each in instance.submissions))
    return frozenset(_met(attended, attended) | _met(attended, presented) | _chaired(instance, attended))


def chair_conflicts(instance: CospInstance) -> frozenset[Pair]:
    """Give the pairs of tracks that share a chair."""
    chaired: dict[str, set[int]] = defaultdict(set)
    for t, track in enumerate(instance.tracks):
        for person in track.chairs:
            chaired[person].add(t)
    return frozenset(pair for tracks in chaired.values() for pair in combinations(sorted(tracks), 2))


def timezone_penalty(instance: CospInstance, submission: int, session: int) -> int:
    """Give the penalty for a time slot of a session on the clock of a submission's presenters.

    It is unsuitable where it begins before the less suitable hours, or ends after or before them; less suitable where
    it begins before the suitable hours or ends after them. A session that runs over the presenters' midnight ends early
    in their day.
    """
    hours, when = instance.hours, instance.sessions[session]
    shift = instance.submissions[submission].utc_offset_minutes - hours.utc_offset_minutes
    start, end = (when.start_minute + shift) % DAY_MINUTES, (when.end_minute + shift) % DAY_MINUTES
    earliest, latest = hours.less_suitable
    if start < earliest or end > latest or end < earliest:
        return hours.unsuitable_penalty
    if start < hours.suitable[0] or end > hours.suitable[1]:
        return hours.less_suitable_penalty
    return 0


def _by_person(instance: CospInstance, people: Iterable[tuple[str, ...]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for i, names in zip(range(len(instance.submissions)), people, strict=True):
        for name in names:
            found[name].add(i)
    return found


def _met(ones: dict[str, set[int]], others: dict[str, set[int]]) -> set[Pair]:
    return {
        (min(i, j), max(i, j))
        for name, members in ones.items()
        for i in members
        for j in others.get(name, ())
        if i != j
    }


def _chaired(instance: CospInstance, people: dict[str, set[int]]) -> set[Pair]:
    """Give the pairs of a person's submission and one of another track that the person chairs."""
    found: set[Pair] = set()
    for j, submission in enumerate(instance.submissions):
        for chair in instance.tracks[submission.track].chairs:
            found |= {
                (min(i, j), max(i, j))
                for i in people.get(chair, ())
                if instance.submissions[i].track != submission.track
            }
    return found
