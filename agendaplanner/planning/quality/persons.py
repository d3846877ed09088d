"""What a plan is like for its people: what they want and cannot have, how they hop, work and walk."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from agendaplanner.planning.quality.sizes import wants_of, works_in
from agendaplanner.planning.quality.spans import Span, in_time, sharing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.quality.weights import QualityWeights


def wanted_together(agenda: Agenda, spans: Mapping[str, Span]) -> int:
    """Count the pairs of sessions that run at the same time, once for each person who wants both."""
    return sum(1 for wants in wants_of(agenda) for _ in sharing(spans[s] for s in wants if s in spans))


def work(agenda: Agenda, spans: Mapping[str, Span], weights: QualityWeights) -> tuple[int, int, int]:
    """Give how often people change rooms or days, the minutes they work too long, and those they lack to walk."""
    busy: dict[str, list[Span]] = defaultdict(list)
    for span in spans.values():
        for person in agenda.people_in[span.session.id]:
            busy[person].append(span)
    hops = kept_long = walks = 0
    for person, each in busy.items():
        each.sort(key=in_time)
        hops += changes([span for span in each if person in works_in(span.session)])
        kept_long += minutes_too_long(each, weights)
        walks += minutes_short(agenda, each)
    return hops, kept_long, walks


def changes(spans: Sequence[Span]) -> int:
    """Count a person's changes of rooms within days, and the days beyond the first."""
    found = max(len({span.day for span in spans}) - 1, 0)
    for a, b in pairwise(span for span in spans if span.room is not None):
        found += a.day == b.day and a.room != b.room
    return found


def minutes_too_long(spans: Sequence[Span], weights: QualityWeights) -> int:
    """Give the minutes by which a person's stretches of work without a break are too long."""
    found = 0
    begun = ends = None
    for span in spans:
        if begun is None or ends is None or span.start - ends >= weights.rest_minutes:
            if begun is not None and ends is not None:
                found += max(ends - begun - weights.work_limit_minutes, 0)
            begun, ends = span.start, span.end
        else:
            ends = max(ends, span.end)
    if begun is not None and ends is not None:
        found += max(ends - begun - weights.work_limit_minutes, 0)
    return found


def minutes_short(agenda: Agenda, spans: Sequence[Span]) -> int:
    """Give the minutes that a person lacks to walk from one session to the next; where two overlap, nothing is said."""
    found = 0
    for a, b in pairwise(spans):
        if b.start >= a.end:
            found += max(agenda.walk_minutes(a.room, b.room) - (b.start - a.end), 0)
    return found
