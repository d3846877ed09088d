"""What would mend one thing that is wrong, beside everything that stands: a move, a swap, somebody else in a role.

Quick and modest, for the list of clashes: one step each, found on the legality board, and tried by the checks: it takes
what is wrong away and brings nothing new. Whoever wants more asks for a re-plan or an explanation. The search pauses
often, so that a window stays alive meanwhile.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.needs import required_roles, size_of
from agendaplanner.model import actions
from agendaplanner.model.changes import Change
from agendaplanner.model.parts import Role
from agendaplanner.model.records import Paper
from agendaplanner.model.times import DAY_NAMES, clock, day_of
from agendaplanner.model.words import person_short, session_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.checks.check import Findings
    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import RoleKind
    from agendaplanner.model.parts import Placement
    from agendaplanner.model.records import Person, Session
    from agendaplanner.planning.legality import LegalityBoard

MOST = 3
"""How many repairs are offered for one finding."""
MOST_MOVES = 2
MOST_PEOPLE = 12
"""How many are listed who could take an open role."""
_TRIED = 8
"""How many places of one session are tried by the checks."""
_SWAPS = 24
"""How many other sessions are looked at for a swap."""
_NEAR = 3
"""How many of the nearest starts of a room and day are looked at, either way."""

OTHER_DAY, OTHER_ROOM, A_QUARTER, A_SEAT = 6.0, 2.0, 0.4, 0.2
"""What a move costs: about what it asks of those who have been told where the session is."""


class Mend(msgspec.Struct, frozen=True):
    """Something that would mend a finding; it was tried."""

    message: str
    """What it does, as a request: "Move 4d to Tue 11:05, Room B"."""
    change: Change
    cost: float


class Candidate(msgspec.Struct, frozen=True):
    """Somebody who could take a role."""

    person: str
    same_community: bool
    sessions: int
    """How many sessions they are in already."""


class Mending:
    """Looks for what would mend findings of one agenda, as it stands."""

    def __init__(self, agenda: Agenda, findings: Findings, board: LegalityBoard) -> None:
        self._agenda = agenda
        self._findings = findings
        self._board = board

    def mends(self, finding: Finding) -> Iterator[Mend | None]:
        """Give what would mend a finding, the best first of its kind; None where it pauses. At most ``MOST``."""
        found = 0
        for mend in self._all(finding):
            yield mend
            found += mend is not None
            if found >= MOST:
                return

    def _all(self, finding: Finding) -> Iterator[Mend | None]:
        if finding.rule == "role-open":
            return
        if finding.rule in ("paper-overdue", "paper-late"):
            yield from self._circulated(finding)
            return
        movable = [s for s in self._sessions(finding) if _can_move(s)]
        moves: list[Mend] = []
        for session in movable:
            for mend in self._moves(finding, session):
                if mend is not None:
                    moves.append(mend)
                yield None
        moves.sort(key=lambda mend: (mend.cost, mend.message))
        yield from moves[:MOST_MOVES]
        if finding.rule in ("person-twice", "person-away", "walk-too-short"):
            yield from self._others(finding)
        if len(moves) < MOST_MOVES:
            for session in movable:
                yield from self._swaps(finding, session)

    def _sessions(self, finding: Finding) -> list[Session]:
        found = (self._agenda.session.get(id_) for id_ in finding.sessions)
        return [s for s in found if s is not None and s.placement is not None and not s.is_cancelled]

    # trying

    def _mends(self, finding: Finding, change: Change) -> bool:
        """Tell whether a change takes a finding away and brings nothing new, other words for what was there aside."""
        agenda = self._agenda.apply(change)
        difference = self._findings.copy().update(agenda, change.keys)
        gone, new = {_identity(f) for f in difference.gone}, {_identity(f) for f in difference.new}
        return _identity(finding) in gone - new and not new - gone

    # moving

    def _moves(self, finding: Finding, session: Session) -> Iterator[Mend | None]:
        """Give the best places for a session, each tried."""
        places = sorted(self._places(session), key=lambda place: place[0])
        yield None
        taken: set[tuple[date, str | None]] = set()
        for cost, start, room in places[:_TRIED]:
            if (start.date(), room) in taken:
                continue  # five minutes later is no other repair
            change = actions.move(self._agenda, session.id, start, room)
            if change.edits and self._mends(finding, change):
                yield Mend(self._move_words(session, start, room), change, cost)
                taken.add((start.date(), room))
                if len(taken) == MOST_MOVES:
                    return
            else:
                yield None

    def _places(self, session: Session) -> Iterator[tuple[float, datetime, str | None]]:
        """Give (cost, start, room) of the legal places nearest to where it is, in each room and day."""
        assert session.placement is not None
        agenda, place = self._agenda, session.placement
        board_map = self._board.map(session.id)
        step = self._board.problem.step_of(place.start)
        grid = max(agenda.meeting.grid_minutes // board_map.step_minutes, 1)
        days = self._board.problem.days
        rooms: list[str | None] = [room.id for room in agenda.rooms] if session.takes_room else [place.room]
        for room in rooms:
            legal = board_map.legal_starts(room)
            for begin, end in days:
                inside = legal >> begin & ((1 << (end - begin)) - 1)
                middle = min(max(step, begin), end) - begin
                for start in (*_after(inside, middle, begin, grid), *_before(inside, middle, begin, grid)):
                    moment = board_map.moment(start)
                    if (moment, room) != (place.start, place.room):
                        yield (self._cost_of_move(session, place, moment, room), moment, room)

    def _cost_of_move(self, session: Session, place: Placement, start: datetime, room_id: str | None) -> float:
        agenda = self._agenda
        minutes = abs((start - place.start).total_seconds()) / 60
        day, was = day_of(agenda.meeting, start), day_of(agenda.meeting, place.start)
        cost = OTHER_DAY if day != was else A_QUARTER * minutes / 15
        if room_id != place.room:
            cost += OTHER_ROOM
        room = agenda.room.get(room_id or "")
        if room is not None and room.capacity is not None:
            # a room that is far too large is a pity as well
            cost += A_SEAT * max(size_of(agenda, session) - room.capacity, 0)
            cost += 0.002 * max(room.capacity - size_of(agenda, session), 0)
        return cost

    def _move_words(self, session: Session, start: datetime, room_id: str | None) -> str:
        place = session.placement
        room = self._agenda.room.get(room_id or "")
        parts: list[str] = []
        if place is None or start != place.start:
            parts.append(f"{DAY_NAMES[start.weekday()][:3]} {clock(start)}")
        if room is not None and (place is None or room.id != place.room or not parts):
            parts.append(room.name)
        return f"Move {session_mark(session)} to {', '.join(parts)}"

    def _swaps(self, finding: Finding, session: Session) -> Iterator[Mend | None]:
        """Give a session that it could change places with."""
        assert session.placement is not None
        here = session.placement
        others = [
            s
            for s in self._agenda.placed
            if s.id not in finding.sessions and _can_move(s) and s.takes_room == session.takes_room and not s.is_quiet
        ]
        others.sort(key=lambda s: _apart(s, here.start))
        for other in others[:_SWAPS]:
            if self._board.swap(session.id, other.id).is_legal:
                change = actions.swap(self._agenda, session.id, other.id)
                if self._mends(finding, change):
                    yield Mend(change.label, change, 2 * OTHER_ROOM)
                    return
            yield None

    # people

    def _others(self, finding: Finding) -> Iterator[Mend | None]:
        """Give somebody else for a role that is in two places at once, or of somebody who is away."""
        for session in self._sessions(finding):
            for index, role in enumerate(session.roles):
                if role.person not in finding.people:
                    continue
                for who in self.who_could(session, role.kind, instead_of=role.person)[:2]:
                    change = actions.fill_role(self._agenda, session.id, index, who.person)
                    if self._mends(finding, change):
                        person = self._agenda.person[who.person]
                        cost = OTHER_ROOM + who.sessions + (0 if who.same_community else 2)
                        yield Mend(f"{person_short(person)} {_DOES[role.kind]} {session_mark(session)}", change, cost)
                        break
                    yield None

    def who_could(self, session: Session, kind: RoleKind, *, instead_of: str | None = None) -> list[Candidate]:
        """Give who could take a role: free then, not in the session yet; of the same community and with least to do first."""
        agenda = self._agenda
        there = agenda.people_in[session.id]
        community = agenda.person[instead_of].community if instead_of is not None else ""
        busy = self._busy_beside(session)
        found = [
            Candidate(p.id, bool(community) and p.community == community, len(agenda.sessions_with.get(p.id, ())))
            for p in agenda.people
            if p.invitation in ("accepted", "invited", "to invite")
            and p.id not in there
            and p.id not in busy
            and not _is_away(p, session)
        ]
        has_led = {p for s in agenda.session.values() for r in s.roles if r.kind == kind and (p := r.person)}

        def order(c: Candidate) -> tuple[object, ...]:
            person = agenda.person[c.person]
            accepted = person.invitation == "accepted"
            name = (person.family or person.name).casefold()
            return (not accepted, not c.same_community, c.person not in has_led, c.sessions, name, c.person)

        return sorted(found, key=order)[:MOST_PEOPLE]

    def _busy_beside(self, session: Session) -> set[str]:
        """Give those who are needed elsewhere while a session runs."""
        if session.placement is None:
            return set()
        start = session.placement.start
        end = start + timedelta(minutes=session.duration_minutes)
        busy: set[str] = set()
        for other in self._agenda.placed:
            if other.id != session.id and other.placement is not None:
                begin = other.placement.start
                if begin < end and start < begin + timedelta(minutes=other.duration_minutes):
                    busy |= self._agenda.people_in[other.id]
        return busy

    # papers

    def _circulated(self, finding: Finding) -> Iterator[Mend]:
        for id_ in finding.papers:
            paper = self._agenda.get(Paper, id_)
            label = f"{paper.symbol or paper.title} is circulated"
            change = actions.set_fields(self._agenda, paper, label=label, status="circulated")
            yield Mend("Mark as circulated", change, 0.0)


def open_roles(agenda: Agenda, session: Session) -> list[tuple[RoleKind, int | None]]:
    """Give the roles of a session that nobody has: the kind, and its place among the roles, None where it is not there."""
    there = {role.kind for role in session.roles}
    found: list[tuple[RoleKind, int | None]] = [
        (role.kind, i) for i, role in enumerate(session.roles) if role.person is None
    ]
    return found + [(kind, None) for kind in required_roles(agenda, session) if kind not in there]


def take_role(agenda: Agenda, session: Session, kind: RoleKind, index: int | None, person: str) -> Change:
    """Give the change that puts somebody in an open role, which is added where it is not there yet."""
    if index is not None:
        return actions.fill_role(agenda, session.id, index, person)
    label = f"{kind.capitalize()} of {session_mark(session)}: {agenda.person[person].name}"
    roles = (*session.roles, Role(kind=kind, person=person))
    return actions.set_fields(agenda, session, label=label, roles=roles)


_DOES: dict[str, str] = {
    "chair": "chairs",
    "co-chair": "co-chairs",
    "rapporteur": "reports on",
    "presenter": "presents in",
    "panellist": "joins the panel of",
    "discussant": "discusses in",
    "moderator": "moderates",
    "interpreter": "interprets in",
    "secretariat": "assists in",
}


def _identity(finding: Finding) -> tuple[object, ...]:
    """Give what makes two findings the same although their words differ."""
    people = finding.people if finding.rule == "person-away" else ()
    return (finding.rule, finding.severity, frozenset(finding.sessions), finding.papers, finding.wishes, people)


def _can_move(session: Session) -> bool:
    return session.placement is not None and not (session.pinned_time or session.pinned_room or session.is_cancelled)


def _is_away(person: Person, session: Session) -> bool:
    if session.placement is None:
        return False
    start = session.placement.start
    end = start + timedelta(minutes=session.duration_minutes)
    return any(away.start < end and start < away.end for away in person.away)


def _apart(session: Session, start: datetime) -> float:
    return abs((session.placement.start - start).total_seconds()) if session.placement is not None else float("inf")


def _after(inside: int, middle: int, begin: int, grid: int) -> Iterable[int]:
    """Give the first legal starts on the grid from the middle of a day on. Bits."""
    rest, at, found = inside >> middle, middle, list[int]()
    while rest and len(found) < _NEAR:
        skip = (rest & -rest).bit_length() - 1
        at, rest = at + skip, rest >> skip
        if (begin + at) % grid == 0:
            found.append(begin + at)
            jump = grid
        else:
            jump = grid - (begin + at) % grid
        at, rest = at + jump, rest >> jump
    return found


def _before(inside: int, middle: int, begin: int, grid: int) -> Iterable[int]:
    """Give the last legal starts on the grid before the middle of a day. Bits."""
    rest, found = inside & ((1 << middle) - 1), list[int]()
    while rest and len(found) < _NEAR:
        at = rest.bit_length() - 1
        off = (begin + at) % grid
        if off == 0:
            found.append(begin + at)
        rest &= (1 << max(at - (off or grid) + 1, 0)) - 1
    return found
