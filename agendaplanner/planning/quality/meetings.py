"""What a plan is like as a whole: rooms, tracks, days, the order of its items, what organisers wished for."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from agendaplanner.checks.policies import kept_rules, wishes_kept
from agendaplanner.checks.wishes import wish_findings
from agendaplanner.model.times import day_of, minute_of, moment_of
from agendaplanner.planning.quality.sizes import big_sessions, bookends, demand, family, ranks
from agendaplanner.planning.quality.spans import in_time, sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Placement
    from agendaplanner.model.records import Meeting
    from agendaplanner.planning.quality.spans import Span
    from agendaplanner.planning.quality.weights import QualityWeights

    Spans = Mapping[str, Span]


def people_too_many(agenda: Agenda, spans: Spans) -> int:
    """Count the people who want sessions beyond what their rooms hold."""
    sizes, found = demand(agenda), 0
    for span in spans.values():
        capacity = agenda.room[span.room].capacity if span.room is not None else None
        if capacity is not None:
            found += max(sizes[span.session.id] - capacity, 0)
    return found


def track_rooms(agenda: Agenda, spans: Spans) -> int:
    """Count the rooms that tracks use beyond one a day; sessions for everyone go where all have room."""
    rooms: dict[object, set[str]] = defaultdict(set)
    for span in spans.values():
        session = span.session
        if session.track in agenda.track and span.room is not None and not session.is_for_everyone:
            rooms[session.track, span.day].add(span.room)
    return sum(len(each) - 1 for each in rooms.values())


def track_minutes(spans: Spans) -> int:
    """Give the minutes that pairs of sessions of one track run at the same time; those for everyone are left out."""
    tracks: dict[str, list[Span]] = defaultdict(list)
    for span in spans.values():
        if span.session.track is not None and not span.session.is_for_everyone:
            tracks[span.session.track].append(span)
    pairs = (pair for each in tracks.values() for pair in sharing(each))
    return sum(min(a.end, b.end) - max(a.start, b.start) for a, b in pairs)


def big_at_the_ends(agenda: Agenda, spans: Spans, weights: QualityWeights) -> int:
    """Count the people of big sessions that touch the first or last stretch of a day."""
    sizes = big_sessions(agenda)
    return sum(
        size
        for s, size in sizes.items()
        if s in spans and touches_ends(agenda.meeting, spans[s].start, spans[s].end, weights.day_end_minutes)
    )


def touches_ends(meeting: Meeting, start: int, end: int, minutes: int) -> bool:
    """Tell whether minutes [start, end) touch the first or last so many minutes of the day they start on."""
    day = day_of(meeting, moment_of(meeting, start))
    if day is None:
        return False
    return start < minute_of(meeting, day.opens) + minutes or end > minute_of(meeting, day.closes) - minutes


def empty_minutes(agenda: Agenda, spans: Spans) -> int:
    """Give the minutes that rooms stand empty between two sessions of a day.

    The time of sessions for everyone (lunch, a plenary elsewhere) is no hole, nor is a gap in which the room is closed.
    """
    everyone = [(span.start, span.end) for span in spans.values() if span.session.is_for_everyone]
    rooms: dict[str, list[Span]] = defaultdict(list)
    for span in spans.values():
        if span.room is not None:
            rooms[span.room].append(span)
    found = 0
    for room, each in rooms.items():
        closures = agenda.room[room].closures
        closed = [(minute_of(agenda.meeting, c.start), minute_of(agenda.meeting, c.end)) for c in closures]
        for a, b in pairwise(sorted(each, key=in_time)):
            if a.day == b.day and a.end < b.start and not any(s < b.start and a.end < e for s, e in closed):
                found += b.start - a.end - _covered(a.end, b.start, everyone)
    return found


def _covered(start: int, end: int, spans: Iterable[tuple[int, int]]) -> int:
    """Give how many of the minutes [start, end) are in any of some spans, which are in the order of their starts."""
    found, at = 0, start
    for begin, stop in spans:
        begin, stop = max(begin, at), min(stop, end)
        if begin < stop:
            found += stop - begin
            at = stop
    return found


def alone_minutes(agenda: Agenda, spans: Spans) -> int:
    """Give the minutes in which one session that is not for everyone is all there is, in a meeting with several rooms.

    Breaks do not count as company.
    """
    if len(agenda.room) < 2:
        return 0
    changes: dict[int, int] = defaultdict(int)
    for span in spans.values():
        if not span.session.is_for_everyone and not span.session.is_quiet:
            changes[span.start] += 1
            changes[span.end] -= 1
    found = running = 0
    for now, later in pairwise(sorted(changes)):
        running += changes[now]
        found += later - now if running == 1 else 0
    return found


def starts_of_families(spans: Spans) -> int:
    """Count the starts, beyond one each, of items that share a number but for its letter."""
    starts: dict[str, set[int]] = defaultdict(set)
    for span in spans.values():
        number = family(span.session)
        if number is not None and not span.session.is_quiet:
            starts[number].add(span.start)
    return sum(len(each) - 1 for each in starts.values())


def ends_out_of_place(agenda: Agenda, spans: Spans) -> int:
    """Count the sessions before the opening, and those after the adoption of conclusions or the closing."""
    return sum(a in spans and b in spans and spans[a].end > spans[b].start for a, b in bookends(agenda))


def minutes_back(agenda: Agenda, spans: Spans) -> int:
    """Give the minutes by which each number's last item starts after the first one of the next number."""
    order = ranks(agenda)
    starts: dict[int, list[int]] = defaultdict(list)
    for session, span in spans.items():
        if session in order:
            starts[order[session]].append(span.start)
    return sum(max(max(starts[a]) - min(starts[b]), 0) for a, b in pairwise(sorted(starts)))


def moved(agenda: Agenda, before: Agenda) -> int:
    """Count the sessions that were placed before and are placed elsewhere now."""

    def placement(where: Agenda, session: str) -> Placement | None:
        found = where.session.get(session)
        return found.placement if found is not None and not found.is_cancelled else None

    pairs = ((placement(before, s), placement(agenda, s)) for s in agenda.session)
    return sum(a is not None and b is not None and a != b for a, b in pairs)


def soft_wishes(agenda: Agenda) -> int:
    """Add up the weights of soft wishes, once for each pair of sessions that breaks them.

    Where the meeting only warns of wishes that are not kept, all of them are soft; where it ignores that, there are none.
    """
    return sum(
        max(wish.weight, 1) * sum(1 for _ in wish_findings(agenda, wish))
        for wish in wishes_kept(agenda, kept_rules(agenda.meeting))
        if not wish.hard
    )
