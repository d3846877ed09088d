"""Conflicts in words: each element a sentence that a secretariat understands, together no more than a few.

What belongs together is one reason: a person's sessions, minutes and absence; the pins of a session; all that is for
everyone. A reason so made is needed as its elements are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agendaplanner.checks.needs import size_of
from agendaplanner.model.agenda import natural
from agendaplanner.model.times import clock, short_day, span_text, when
from agendaplanner.model.words import listed, person_short, session_mark
from agendaplanner.planning.explain.explanation import MOST_REASONS, Reason
from agendaplanner.planning.explain.facts import HOURS, ROOMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from agendaplanner.model.changes import Key
    from agendaplanner.model.parts import Period
    from agendaplanner.model.records import Session
    from agendaplanner.planning.explain.facts import Conflict, Facts

_MOST_NAMES = 6
_FEW_ROOMS = 3
_FEW_PINS = 3
_FEW_ORDERS = 5


def reasons_of(facts: Facts, conflicts: Sequence[Conflict], number: int = 0) -> tuple[Reason, ...]:
    """Give the reasons of a conflict, the most telling first; or of several single sessions with the same trouble."""
    together: Conflict = frozenset(element for conflict in conflicts for element in conflict)
    return tuple(_Sentences(facts, together, number, separate=len(conflicts) > 1).all())


class _Sentences:
    def __init__(self, facts: Facts, conflict: Conflict, number: int, *, separate: bool) -> None:
        self.facts = facts
        self.agenda = facts.problem.agenda
        self.conflict = conflict
        self.number = number
        self.separate = separate
        self.of_kind: dict[str, list[str]] = defaultdict(list)
        for kind, id_ in sorted(conflict):
            self.of_kind[kind].append(id_)
        sessions = [self.agenda.session[s] for s in self.of_kind["session"]]
        self.sessions = sorted(sessions, key=lambda s: (natural(s.number), s.title, s.id))
        self.hours_said = False

    def all(self) -> Iterator[Reason]:
        """Give all reasons."""
        found = [*self._people(), *self._alone(), *self._rooms(), *self._wishes(), *self._everyone()]
        found += [*self._limits(), *self._pins(), *self._closures(), *self._hours()]
        if not found:
            found = list(self._no_room_at_all())
        if self.separate:
            # the sessions are each in trouble by itself: what is said of them all is one reason
            found = list(_gathered(found, {"pin", "limit", "room-size", "room-features", "room-choice", "hours"}))
        yield from found if len(found) <= MOST_REASONS else _gathered(found)

    def _reason(self, kind: str, message: str, records: Iterable[Key]) -> Reason:
        return Reason(kind=kind, records=tuple(dict.fromkeys(records)), message=message, conflict=self.number)

    def _marks(self, sessions: Iterable[Session]) -> str:
        return listed((session_mark(s) for s in sessions), most=_MOST_NAMES)

    def _keys(self, sessions: Iterable[Session]) -> list[Key]:
        return [("session", s.id) for s in sessions]

    def _minutes(self, sessions: Iterable[Session]) -> str:
        return span_text(sum(s.duration_minutes for s in sessions))

    # people

    def _people(self) -> Iterator[Reason]:
        people = self.of_kind["person"]
        alone = len(people) == 1 and not self.of_kind["wish"] and not self.of_kind["group"] and not self._has(ROOMS)
        for id_ in people:
            who = person_short(self.agenda.person[id_])
            theirs = [s for s in self.sessions if id_ in self.agenda.people_in[s.id]]
            keys: list[Key] = [("person", id_), *self._keys(theirs)]
            marks = "both " * (len(theirs) == 2) + self._marks(theirs)
            if not alone:
                yield self._reason("person", f"{who} is needed in {marks}.", keys)
                continue
            others = [s for s in self.sessions if s not in theirs]
            needed = f"{who} is needed in {marks}, {self._minutes(theirs)} in all"
            yield self._reason("person", f"{needed}, {self._but(id_, theirs, others)}.", keys)
        for id_ in self.of_kind["away"]:
            if not (alone and id_ in people):
                person = self.agenda.person[id_]
                times = listed(_period(away) for away in person.away)
                whose = [s for s in self.sessions if id_ in self.agenda.people_in[s.id]]
                message = f"{person_short(person)}, needed in {self._marks(whose)}, is away {times}."
                yield self._reason("person-away", message, [("person", id_), *self._keys(whose)])

    def _but(self, person: str, theirs: Sequence[Session], others: Sequence[Session]) -> str:
        """Say how little time there is for a person's sessions."""
        there = 0
        for session in theirs:
            t = self.facts.problem.index[session.id]
            there |= self.facts.reach(t, self.facts.domain(t, self.conflict))
        have = there.bit_count() * self.facts.problem.step_minutes
        self.hours_said = True
        plain = not any(
            self.of_kind[kind] for kind in ("limit", "pin time", "closures", "pin room", "size", "features")
        )
        alone = set(self.of_kind["away"]) <= {person}
        if not plain or not alone or others:
            where = "but there is only {} for that"
        else:
            where = "but is at the meeting only {}" if self.of_kind["away"] else "but the meeting is open only {}"
        if have < sum(s.duration_minutes for s in theirs):
            return where.format(span_text(have) if have else "no time")
        if self.of_kind["away"] and alone:
            away = listed(_period(each) for each in self.agenda.person[person].away)
            return f"which do not fit one after another into the time left (away {away})"
        return "which do not fit one after another into the times they can have"

    # one session alone, and rooms

    def _alone(self) -> Iterator[Reason]:
        """Say of a single session that no day is open so long."""
        if len(self.sessions) != 1 or not self._has(HOURS) or len(self.conflict) != 2:
            return
        (session,) = self.sessions
        self.hours_said = True
        length = span_text(session.duration_minutes)
        message = f"{session_mark(session)} takes {length}; no day of the meeting is open so long."
        yield self._reason("hours", message, [("meeting", "meeting"), ("session", session.id)])

    def _rooms(self) -> Iterator[Reason]:
        sizes = [self.agenda.session[id_] for id_ in self.of_kind["size"]]
        if len(sizes) > _FEW_ROOMS:
            least = min(size_of(self.agenda, s) for s in sizes)
            message = f"{self._marks(sizes)} expect {least} people or more; {self._how_small(sizes[0], least)}."
            yield self._reason("room-size", message, self._keys(sizes))
            sizes = []
        for session in sizes:
            size = size_of(self.agenda, session)
            message = f"{session_mark(session)} expects {size} people; {self._how_small(session, size)}."
            yield self._reason("room-size", message, [("session", session.id)])
        by_features: dict[tuple[str, ...], list[Session]] = defaultdict(list)
        for id_ in self.of_kind["features"]:
            by_features[self.agenda.session[id_].features_needed].append(self.agenda.session[id_])
        for features, sessions in by_features.items():
            rooms = [room for room in self.agenda.rooms if set(features) <= set(room.features)]
            have = f"only {listed(r.name for r in rooms)} {'has' if len(rooms) == 1 else 'have'} it"
            verb = "needs" if len(sessions) == 1 else "need"
            message = f"{self._marks(sessions)} {verb} {listed(features)}; {have if rooms else 'no room has it'}."
            records: list[Key] = [*self._keys(sessions), *(("room", room.id) for room in rooms)]
            yield self._reason("room-features", message, records)
        for id_ in self.of_kind["choice"]:
            session = self.agenda.session[id_]
            rooms = [self.agenda.room[r] for r in session.only_rooms if r in self.agenda.room]
            message = f"{session_mark(session)} may only be in {listed((r.name for r in rooms), most=_MOST_NAMES)}."
            yield self._reason("room-choice", message, [("session", id_), *(("room", r.id) for r in rooms)])
        if self._has(ROOMS):
            yield self._rooms_at_once()

    def _how_small(self, session: Session, size: int) -> str:
        """Say which rooms that would do are too small."""
        agenda, facts = self.agenda, self.facts
        others = self.conflict - {("size", session.id)}
        able = [agenda.rooms[r] for r in facts.rooms(facts.problem.index[session.id], others)]
        small = [room for room in able if room.capacity is not None and room.capacity < size]
        if len(small) == len(agenda.rooms):
            return f"the largest room holds {max(room.capacity or 0 for room in small)}"
        if len(small) > _FEW_ROOMS:
            return f"{len(small)} of the rooms are too small"
        return listed((f"{room.name} holds {room.capacity}" for room in small), most=_FEW_ROOMS)

    def _rooms_at_once(self) -> Reason:
        facts, problem = self.facts, self.facts.problem
        takers = [s for s in self.sessions if s.takes_room and not s.is_for_everyone]
        rooms = sorted({r for s in takers for r in facts.rooms(problem.index[s.id], self.conflict)})
        there = problem.open if self._has(HOURS) else 0
        have = 0
        for r in rooms:
            shut = problem.closed[r] if ("closures", problem.rooms[r]) in self.conflict else 0
            have += (there & ~shut).bit_count() * problem.step_minutes
        names = listed((self.agenda.room[problem.rooms[r]].name for r in rooms), most=_MOST_NAMES)
        if len(rooms) > _MOST_NAMES:
            names = f"{'the' if len(rooms) == len(problem.rooms) else 'these'} {len(rooms)} rooms"
        need = sum(s.duration_minutes for s in takers)
        message = f"{self._marks(takers)} take {span_text(need)} of {names}"
        if there and need > have:
            self.hours_said = True
            message += f", {'which is' if len(rooms) == 1 else 'which are'} open only {span_text(have)} in all"
        else:
            message += ", where one session takes place at a time"
        records: list[Key] = [*self._keys(takers), *(("room", problem.rooms[r]) for r in rooms)]
        return self._reason("rooms", f"{message}.", records)

    def _no_room_at_all(self) -> Iterator[Reason]:
        if not self.agenda.rooms:
            yield self._reason(
                "no-rooms", "The meeting has no rooms.", [("meeting", "meeting"), *self._keys(self.sessions)]
            )
        else:
            yield self._reason("session", f"{self._marks(self.sessions)} cannot take place.", self._keys(self.sessions))

    def _closures(self) -> Iterator[Reason]:
        closed = self.of_kind["closures"]
        if len(closed) > _FEW_ROOMS:
            rooms = sorted((self.agenda.room[id_] for id_ in closed), key=lambda r: (r.position, natural(r.name)))
            each = listed((f"{r.name} {listed(_period(c) for c in r.closures)}" for r in rooms), most=_FEW_ROOMS)
            yield self._reason("room-closed", f"Rooms are closed: {each}.", [("room", r.id) for r in rooms])
            return
        for id_ in closed:
            room = self.agenda.room[id_]
            message = f"{room.name} is closed {listed(_period(each) for each in room.closures)}."
            yield self._reason("room-closed", message, [("room", id_)])

    # what was asked for

    def _wishes(self) -> Iterator[Reason]:
        orders = [id_ for id_ in self.of_kind["wish"] if self.agenda.wish[id_].kind == "before"]
        if len(orders) > _FEW_ORDERS:
            yield self._orders(orders)
        for id_ in self.of_kind["wish"]:
            if len(orders) > _FEW_ORDERS and id_ in orders:
                continue
            wish = self.agenda.wish[id_]
            named = set(self.of_kind["session"])
            sessions = [self.agenda.session[s] for s in dict.fromkeys(wish.sessions) if s in named]
            marks, gap = self._marks(sessions), span_text(wish.minutes or 0)
            words = {
                "before": f"{', then '.join(session_mark(s) for s in sessions)}: they must be in this order",
                "gap": f"{marks} must be at least {gap} apart",
                "same time": f"{marks} must start at the same time",
                "not at the same time": f"{marks} may not run at the same time",
                "not the same day": f"{marks} may not be on the same day",
                "same room": f"{marks} must be in the same room",
                "keep with track": f"{marks} must be with others of the track",
            }[wish.kind]
            if wish.kind == "before" and len(sessions) == 2:
                words = f"{session_mark(sessions[0])} must come before {session_mark(sessions[1])}"
            if wish.kind == "before" and wish.minutes:
                words += f", at least {gap} apart"
            why = f" ({wish.reason})" if wish.reason else ""
            yield self._reason("wish", f"{words}{why}.", [("wish", id_), *self._keys(sessions)])
        for id_ in self.of_kind["group"]:
            sessions = [s for s in self.sessions if s.group == id_]
            message = f"{self._marks(sessions)} must start together (“{id_}”)."
            yield self._reason("group", message, self._keys(sessions))

    def _orders(self, ids: Sequence[str]) -> Reason:
        """Say many orders in one sentence."""
        named = set(self.of_kind["session"])
        wishes = [self.agenda.wish[id_] for id_ in ids]
        rows = [[self.agenda.session[s] for s in dict.fromkeys(wish.sessions) if s in named] for wish in wishes]
        rows = [row for row in rows if len(row) > 1]
        rows.sort(key=lambda row: [natural(s.number) for s in row])
        each = listed((" before ".join(session_mark(s) for s in row) for row in rows), most=_FEW_ORDERS)
        records: list[Key] = [*(("wish", id_) for id_ in ids), *self._keys(s for row in rows for s in row)]
        return self._reason("wish", f"{len(ids)} wishes set an order: {each}.", records)

    def _everyone(self) -> Iterator[Reason]:
        sessions = [self.agenda.session[s] for s in self.of_kind["everyone"]]
        if sessions:
            marks = self._marks(sorted(sessions, key=lambda s: (natural(s.number), s.title)))
            message = f"Everyone is at {marks}, {self._minutes(sessions)}{' in all' * (len(sessions) > 1)}."
            yield self._reason("everyone", message, self._keys(sessions))

    def _limits(self) -> Iterator[Reason]:
        by_times: dict[tuple[Period, ...], list[Session]] = defaultdict(list)
        for session in self.sessions:
            if ("limit", session.id) in self.conflict:
                by_times[session.only_within].append(session)
        for within, sessions in by_times.items():
            verb = "takes" if len(sessions) == 1 else "take"
            takes = f"{self._marks(sessions)} {verb} {self._minutes(sessions)}{' in all' * (len(sessions) > 1)}"
            times = " or ".join(_period(each) for each in within)
            yield self._reason("limit", f"{takes} and may only be within {times}.", self._keys(sessions))

    def _pins(self) -> Iterator[Reason]:
        ids = {*self.of_kind["pin time"], *self.of_kind["pin room"]}
        sessions = [s for s in self.sessions if s.id in ids]
        if len(sessions) <= _FEW_PINS and not (self.separate and sessions):
            for session in sessions:
                message = f"{session_mark(session)} is pinned to {self._pin(session)}."
                yield self._reason("pin", message, self._pinned(session))
            return
        each = listed((f"{session_mark(s)} to {self._pin(s)}" for s in sessions), most=_MOST_NAMES)
        records = [key for session in sessions for key in self._pinned(session)]
        yield self._reason("pin", f"Sessions are pinned: {each}.", records)

    def _pin(self, session: Session) -> str:
        place, parts = session.placement, list[str]()
        if place is not None and ("pin time", session.id) in self.conflict:
            length = span_text(session.duration_minutes)
            parts.append(f"{short_day(place.start)} {clock(place.start)} ({length})")
        if place is not None and place.room is not None and ("pin room", session.id) in self.conflict:
            parts.append(self.agenda.room[place.room].name)
        return ", ".join(parts)

    def _pinned(self, session: Session) -> list[Key]:
        place = session.placement
        if place is None or place.room is None or ("pin room", session.id) not in self.conflict:
            return [("session", session.id)]
        return [("session", session.id), ("room", place.room)]

    def _hours(self) -> Iterator[Reason]:
        if not self._has(HOURS) or self.hours_said:
            return
        days = self.agenda.meeting.days
        times = listed((when(day.opens, day.closes) for day in days), most=5)
        message = f"The meeting is open {times}."
        if not self.separate and (len(self.sessions) > 1 or not self.of_kind["pin time"]):
            takes = f"take {self._minutes(self.sessions)} in all"
            if len(self.sessions) == 1:
                takes = f"takes {self._minutes(self.sessions)}"
            message = f"{self._marks(self.sessions)} {takes}; the meeting is open {times}."
        yield self._reason("hours", message, [("meeting", "meeting"), *self._keys(self.sessions)])

    def _has(self, element: tuple[str, str]) -> bool:
        return element in self.conflict


def _gathered(reasons: Sequence[Reason], kinds: Collection[str] = ()) -> Iterator[Reason]:
    """Put reasons of one kind together: of these kinds, else of the most frequent until there are few enough."""
    by_kind: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        by_kind[reason.kind].append(reason)
    together = set(kinds)
    many = len(reasons)
    for kind, found in sorted(by_kind.items(), key=lambda item: -len(item[1])):
        if kinds or many <= MOST_REASONS:
            break
        together.add(kind)
        many -= len(found) - 1
    for kind, found in by_kind.items():
        if kind not in together or len(found) < 2:
            yield from found
            continue
        records = tuple(dict.fromkeys(key for reason in found for key in reason.records))
        message = " ".join(reason.message for reason in found)
        yield Reason(kind=kind, records=records, message=message, conflict=found[0].conflict)


def _period(period: Period) -> str:
    why = f" ({period.reason})" if period.reason else ""
    if period.start.date() == period.end.date():
        return f"{when(period.start, period.end)}{why}"
    return f"{short_day(period.start)} {clock(period.start)} to {short_day(period.end)} {clock(period.end)}{why}"
