"""What a plan could not do, in sentences: who, which room or which wish stands in the way, and what pins hold back."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import room_faults, size_of
from agendaplanner.checks.policies import kept_rules
from agendaplanner.model.times import span_text
from agendaplanner.model.words import listed, person_short, session_mark, session_name
from agendaplanner.planning.board import Board
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.problem import HARD, NO_ROOM, Problem, mask, starts_free

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session


class Unplaced(msgspec.Struct, frozen=True, kw_only=True):
    """A session that found no place, and what stands in its way."""

    session: str
    message: str
    people: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    blockers: tuple[str, ...] = ()
    """Sessions that stand in the way."""


class PinClash(msgspec.Struct, frozen=True, kw_only=True):
    """A clash that a plan leaves because what clashes is pinned so."""

    rule: str
    sessions: tuple[str, ...]
    """All that clash; at least one is pinned."""
    message: str


def pin_clashes(agenda: Agenda, findings: Iterable[Finding]) -> tuple[PinClash, ...]:
    """Say of the clashes of an agenda that was planned which pins are the reason."""
    found: list[PinClash] = []
    for finding in findings:
        sessions = [agenda.session[s] for s in finding.sessions]
        marks = [session_mark(s) for s in sessions if s.pinned_time or s.pinned_room]
        if finding.severity != "clash" or not marks:
            continue
        if len(marks) == 1:
            advice = f"{marks[0]} is pinned there: move it yourself or take the pin off."
        else:
            advice = f"{listed(marks)} are pinned there: move one yourself or take its pin off."
        message = f"{finding.message} {advice}"
        found.append(PinClash(rule=finding.rule, sessions=finding.sessions, message=message))
    return tuple(found)


def unplaced_reasons(agenda: Agenda, session_ids: tuple[str, ...]) -> tuple[Unplaced, ...]:
    """Say for some waiting sessions of an agenda what stands in the way of each, as the others are placed now."""
    if not session_ids:
        return ()
    problem = compile_problem(agenda)
    board = Board(problem)
    for t, task in enumerate(problem.tasks):
        if task.start is not None:
            board.place(t, task.start, task.room)
    return tuple(_reason(problem, board, problem.index[session_id]) for session_id in session_ids)


def _reason(problem: Problem, board: Board, t: int) -> Unplaced:
    agenda, task = problem.agenda, problem.tasks[t]
    session = task.session
    name = session_name(session)
    length = span_text(session.duration_minutes)
    if not task.rooms:
        return Unplaced(session=session.id, message=_no_room(agenda, session), rooms=session.only_rooms)
    in_hours = 0
    for start, end in problem.days if "outside-hours" in problem.keeps else ((0, problem.horizon),):
        in_hours |= mask(start, end - task.steps + 1)
    if not in_hours:
        return Unplaced(session=session.id, message=f"{name} takes {length}; no day of the meeting is open so long.")
    candidates = in_hours & problem.within(session) if "time-not-allowed" in problem.keeps else in_hours
    if not candidates:
        why = "which does not fit into the times it is limited to"
        return Unplaced(session=session.id, message=f"{name} takes {length}, {why}.")
    apart = _at_odds_with_group(problem, t)
    if apart is not None:
        return apart
    culprits = _culprits(problem, board, t, candidates)
    return _sentence(problem, board, t, candidates, culprits)


def _no_room(agenda: Agenda, session: Session) -> str:
    """Say which need no room meets."""
    name = session_name(session)
    if not agenda.rooms:
        return f"{name} needs a room; the meeting has none."
    keeps = kept_rules(agenda.meeting)
    faults = [keeps.intersection(room_faults(agenda, session, room)) for room in agenda.rooms]
    if all("room-too-small" in fault for fault in faults):
        most = max(room.capacity or 0 for room in agenda.rooms)
        return f"{name} expects {size_of(agenda, session)} people; the largest room holds {most}."
    lacking = [f for f in session.features_needed if not any(f in room.features for room in agenda.rooms)]
    if lacking:
        return f"{name} needs {listed(lacking)}; no room has it."
    parts = [f"for {size_of(agenda, session)} people", *(f"with {feature}" for feature in session.features_needed)]
    if session.only_rooms:
        parts.append(f"among {listed(agenda.room[r].name for r in session.only_rooms)}")
    return f"{name} needs a room {listed(parts)}; no room is all of that."


def _at_odds_with_group(problem: Problem, t: int) -> Unplaced | None:
    """Find two sessions that should start together with this one, or are it, and cannot run at the same time."""
    unit = problem.units[problem.unit_of[t]]
    pairs = [(a, b) for a, b in combinations(unit, 2) if problem.are_at_odds(a, b)]
    if not pairs:
        return None
    # rather a pair that it is in itself
    a, b = min(pairs, key=lambda pair: t not in pair)
    a, b = (b, a) if b == t else (a, b)
    shared = sorted(set(problem.tasks[a].people) & set(problem.tasks[b].people))
    people = tuple(problem.people[p] for p in shared)
    if people:
        names = listed(person_short(problem.agenda.person[p]) for p in people)
        why = f"{names} {'is' if len(people) == 1 else 'are'} needed in both"
    elif problem.tasks[a].everyone or problem.tasks[b].everyone:
        why = f"everyone is at {session_mark(problem.tasks[a if problem.tasks[a].everyone else b].session)}"
    else:
        why = "a wish keeps the two from running at the same time"
    wishes = {link.wish for link in problem.links[a] if link.hard and link.other == b and not people}
    marks = [session_mark(problem.tasks[i].session) for i in (a, b)]
    start = f"must start together with {marks[1] if a == t else listed(marks)}"
    return Unplaced(
        session=problem.tasks[t].session.id,
        message=f"{session_name(problem.tasks[t].session)} {start}, but {why}.",
        people=people,
        wishes=tuple(sorted(wishes)),
        blockers=tuple(problem.tasks[i].session.id for i in (a, b) if i != t),
    )


Culprit = tuple[str, str]
"""("person", id), ("wish", id) or ("session", id)."""


def _culprits(problem: Problem, board: Board, t: int, candidates: int) -> Mapping[Culprit, int]:
    """Give, by culprit, the starts that it alone takes away. Bits."""
    agenda, task = problem.agenda, problem.tasks[t]
    whole = mask(0, problem.horizon)
    found: dict[Culprit, int] = {}
    for person in task.attending:
        busy = 0
        for other in problem.tasks_of_person[person]:
            if other != t and (start := board.start[other]) is not None:
                busy |= mask(start, start + problem.tasks[other].steps)
        if "person-away" in problem.keeps:
            busy |= problem.touched(agenda.person[problem.people[person]].away)
        found["person", problem.people[person]] = candidates & ~starts_free(whole & ~busy, task.steps)
    for link in problem.links[t]:
        other = board.start[link.other]
        if link.hard and other is not None:
            key = ("wish", link.wish)
            found[key] = found.get(key, 0) | candidates & ~board.link_starts(t, link, other)
    if task.company >= HARD:
        found["wish", _company_wish(agenda, task.session.id)] = candidates & ~_with_company(board, t)
    for other, start in enumerate(board.start):
        each = problem.tasks[other]
        if start is None or other == t or not (each.everyone or task.everyone) or (each.quiet and task.quiet):
            continue
        taken = mask(start - task.steps + 1, start + each.steps)
        found["session", each.session.id] = candidates & taken
    return {culprit: starts for culprit, starts in found.items() if starts}


def _company_wish(agenda: Agenda, session_id: str) -> str:
    kept = (w.id for w in agenda.wish.values() if w.hard and w.kind == "keep with track" and session_id in w.sessions)
    return min(kept)


def _with_company(board: Board, t: int) -> int:
    """Give the starts at which one of a task's rooms is free on a day when its track is there. Bits."""
    found = 0
    for room in board.rooms_for(t):
        free = board.starts_in(t, room)
        found |= board.company(t, room) & free
    return found


def _sentence(problem: Problem, board: Board, t: int, candidates: int, culprits: Mapping[Culprit, int]) -> Unplaced:
    """Name the few that take most: those without whom there would be a place, then the greatest."""
    agenda, task = problem.agenda, problem.tasks[t]
    session = task.session
    rooms_free = 0
    for room in board.rooms_for(t):
        rooms_free |= board.starts_in(t, room)
    no_room = candidates & ~rooms_free
    left = candidates & ~no_room
    chosen: list[Culprit] = []
    remaining = dict(culprits)
    while left and remaining and len(chosen) < 4:
        culprit = max(remaining, key=lambda c: ((remaining[c] & left).bit_count(), c))
        if not remaining[culprit] & left:
            break
        left &= ~remaining.pop(culprit)
        chosen.append(culprit)
    parts = [_part(problem, board, t, culprit) for culprit in chosen]
    rooms: tuple[str, ...] = ()
    if no_room:
        rooms = tuple(problem.rooms[r] for r in task.rooms if r != NO_ROOM)
        names = listed((agenda.room[r].name for r in rooms), most=3)
        verb = "is" if len(rooms) == 1 else "are"
        far = ", or too far away," if problem.walks else ""
        parts.append(f"{names} {verb} taken or closed{far} at {'the other' if chosen else 'all'} times")
    what = f"{session_name(session)} needs {span_text(session.duration_minutes)}"
    people = tuple(id_ for kind, id_ in chosen if kind == "person")
    if people:
        what += (
            f" when {listed(person_short(agenda.person[p]) for p in people)} {'is' if len(people) == 1 else 'are'} free"
        )
    return Unplaced(
        session=session.id,
        message=f"{what}: {'; '.join(parts)}." if parts else f"{what}, and moving the others made no room for it.",
        people=people,
        rooms=rooms,
        wishes=tuple(id_ for kind, id_ in chosen if kind == "wish"),
        blockers=tuple(id_ for kind, id_ in chosen if kind == "session"),
    )


def _part(problem: Problem, board: Board, t: int, culprit: Culprit) -> str:
    agenda, (kind, id_) = problem.agenda, culprit
    if kind == "session":
        return (
            f"everyone is at {session_mark(agenda.session[id_])}"
            if agenda.session[id_].is_for_everyone
            else (f"{session_mark(agenda.session[id_])} runs then")
        )
    if kind == "wish":
        wish = agenda.wish[id_]
        others = [session_mark(agenda.session[s]) for s in wish.sessions if s in agenda.session]
        why = f" ({wish.reason})" if wish.reason else ""
        return f"the wish “{wish.kind}” for {listed(others)}{why}"
    person = agenda.person[id_]
    busy: Counter[str] = Counter()
    for other in agenda.sessions_with.get(id_, ()):
        o = problem.index.get(other)
        if o is not None and o != t and board.start[o] is not None:
            busy[session_mark(agenda.session[other])] += 1
    doing = [f"is in {listed(sorted(busy), most=5)}"] if busy else []
    doing += ["is away"] if person.away else []
    return f"{person_short(person)} {listed(doing)}"
