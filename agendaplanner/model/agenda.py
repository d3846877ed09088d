"""The agenda: a value made of tables of records, with the indexes that everybody asks for.

An agenda is never altered. ``apply`` gives the next one, sharing every table that did not change.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar, cast

from agendaplanner.model.errors import StaleChangeError, UsageError, did_you_mean
from agendaplanner.model.records import (
    KINDS,
    Delegation,
    Meeting,
    Paper,
    Person,
    Recommendation,
    Record,
    Room,
    Session,
    SisterMeeting,
    Track,
    Wish,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agendaplanner.model.changes import Change

R = TypeVar("R", bound=Record)
_EMPTY: Mapping[str, Record] = MappingProxyType({})
_INDEX_OF = {
    "rooms": "room",
    "tracks": "track",
    "people": "person",
    "accepted_count": "person",
    "papers": "paper",
    "papers_for": "paper",
    "_walks": "meeting",
}
"""The indexes that are made of one table alone."""
_OF_COMPANY = frozenset({"people_in", "sessions_with", "groups", "for_everyone"})
"""The indexes that are made of who is in which session, wherever those are."""
_NUMBER = re.compile(r"(\d+)")


class Agenda:
    """All records of a meeting at one moment. Two agendas with the same records are equal."""

    def __init__(self, tables: Mapping[str, Mapping[str, Record]]) -> None:
        self._tables = tables

    @classmethod
    def of(cls, records: Iterable[Record]) -> Agenda:
        """Make an agenda of records. It must hold exactly one meeting.

        Raises:
            UsageError: There is no meeting among the records.
        """
        tables: dict[str, dict[str, Record]] = {}
        for record in records:
            tables.setdefault(kind_of(record), {})[record.id] = record
        if list(tables.get("meeting", {})) != ["meeting"]:
            raise UsageError("An agenda needs exactly one meeting.")
        return cls(tables)

    # records

    def table(self, kind: str) -> Mapping[str, Record]:
        """Give all records of a kind, by id."""
        return self._tables.get(kind, _EMPTY)

    def find(self, kind: str, id_: str) -> Record | None:
        """Give a record, or None."""
        return self.table(kind).get(id_)

    def get(self, record_type: type[R], id_: str) -> R:
        """Give a record that must be there.

        Raises:
            UsageError: No such record; the message names near ids.
        """
        kind = next(kind for kind, each in KINDS.items() if each is record_type)
        found = self.table(kind).get(id_)
        if found is None:
            raise UsageError(f"There is no {kind} {id_!r}.{did_you_mean(id_, self.table(kind))}")
        return cast("R", found)

    def __iter__(self) -> Iterator[Record]:
        for kind in KINDS:
            yield from self.table(kind).values()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Agenda):
            return NotImplemented
        return all(self.table(kind) == other.table(kind) for kind in KINDS)

    __hash__ = None  # pyright: ignore[reportAssignmentType] # equal by content, which is large

    def __repr__(self) -> str:
        return f"<Agenda {self.meeting.title!r}: {len(self.table('session'))} sessions>"

    def apply(self, change: Change) -> Agenda:
        """Give the agenda after a change.

        Raises:
            StaleChangeError: A record is not what the change says it was.
        """
        touched: dict[str, dict[str, Record]] = {}
        for edit in change.edits:
            table = touched.get(edit.kind)
            if table is None:
                table = touched[edit.kind] = dict(self.table(edit.kind))
            if table.get(edit.id) != edit.before:
                raise StaleChangeError(
                    f"{change.label!r} was made for an agenda that has changed since: {edit.kind} {edit.id} is different now.",
                    advice="Look at it again and repeat what you wanted.",
                )
            if edit.after is None:
                del table[edit.id]
            else:
                table[edit.id] = edit.after
        if "meeting" in touched and list(touched["meeting"]) != ["meeting"]:
            raise UsageError("An agenda needs exactly one meeting.")
        after = Agenda({**self._tables, **touched})
        after._take_indexes(self, touched.keys(), change)
        return after

    def _take_indexes(self, before: Agenda, touched: Iterable[str], change: Change) -> None:
        """Keep the indexes that a change leaves as they are: a move is tried out at every step of a drag."""
        known = vars(before)
        kept = {name for name, kind in _INDEX_OF.items() if kind not in touched}
        if all(edit.kind != "session" or _same_company(edit.before, edit.after) for edit in change.edits):
            kept |= _OF_COMPANY
        vars(self).update((name, known[name]) for name in kept if name in known)

    # the tables, typed

    @property
    def meeting(self) -> Meeting:
        """The meeting itself."""
        return cast("Meeting", self._tables["meeting"]["meeting"])

    @property
    def session(self) -> Mapping[str, Session]:
        """Sessions by id."""
        return cast("Mapping[str, Session]", self.table("session"))

    @property
    def person(self) -> Mapping[str, Person]:
        """People by id."""
        return cast("Mapping[str, Person]", self.table("person"))

    @property
    def room(self) -> Mapping[str, Room]:
        """Rooms by id."""
        return cast("Mapping[str, Room]", self.table("room"))

    @property
    def track(self) -> Mapping[str, Track]:
        """Tracks by id."""
        return cast("Mapping[str, Track]", self.table("track"))

    @property
    def paper(self) -> Mapping[str, Paper]:
        """Papers by id."""
        return cast("Mapping[str, Paper]", self.table("paper"))

    @property
    def delegation(self) -> Mapping[str, Delegation]:
        """Delegations by id."""
        return cast("Mapping[str, Delegation]", self.table("delegation"))

    @property
    def wish(self) -> Mapping[str, Wish]:
        """Wishes by id."""
        return cast("Mapping[str, Wish]", self.table("wish"))

    # in the order people expect

    @cached_property
    def rooms(self) -> tuple[Room, ...]:
        """All rooms, in their own order."""
        return tuple(sorted(self.room.values(), key=lambda r: (r.position, natural(r.name), r.id)))

    @cached_property
    def tracks(self) -> tuple[Track, ...]:
        """All tracks, in their own order."""
        return tuple(sorted(self.track.values(), key=lambda t: (t.position, natural(t.name), t.id)))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """All people, by family name."""
        return tuple(sorted(self.person.values(), key=lambda p: ((p.family or p.name).casefold(), p.name, p.id)))

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All papers, by symbol."""
        return tuple(sorted(self.paper.values(), key=lambda p: (natural(p.symbol), p.title, p.id)))

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions: placed ones by start, room and number, then those that wait, by number."""
        order = {room.id: i for i, room in enumerate(self.rooms)}

        def key(s: Session) -> tuple[object, ...]:
            if s.placement is None:
                return (1, 0, 0, natural(s.number), s.title, s.id)
            return (0, s.placement.start, order.get(s.placement.room or "", -1), natural(s.number), s.title, s.id)

        return tuple(sorted(self.session.values(), key=key))

    @cached_property
    def placed(self) -> tuple[Session, ...]:
        """Sessions that take place: placed and not cancelled."""
        return tuple(s for s in self.sessions if s.placement is not None and not s.is_cancelled)

    @cached_property
    def waiting(self) -> tuple[Session, ...]:
        """The backlog: sessions without a placement, cancelled ones left out."""
        return tuple(s for s in self.sessions if s.placement is None and not s.is_cancelled)

    # who, where, what

    @cached_property
    def people_in(self) -> Mapping[str, frozenset[str]]:
        """By session: the persons who must be there (roles, presenters, attendees)."""
        return {s.id: frozenset(people_of(s)) for s in self.session.values()}

    @cached_property
    def sessions_with(self) -> Mapping[str, tuple[str, ...]]:
        """By person: the sessions that the person must be at, in the order of ids. People with none are left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for session_id in sorted(self.session):
            for person in self.people_in[session_id]:
                found[person].append(session_id)
        return {person: tuple(ids) for person, ids in found.items()}

    @cached_property
    def papers_for(self) -> Mapping[str, tuple[Paper, ...]]:
        """By session: its papers. Sessions without are left out."""
        found: dict[str, list[Paper]] = defaultdict(list)
        for paper in self.papers:
            for session_id in paper.sessions:
                found[session_id].append(paper)
        return {session_id: tuple(papers) for session_id, papers in found.items()}

    @cached_property
    def accepted_count(self) -> int:
        """How many people have accepted the invitation."""
        return sum(person.invitation == "accepted" for person in self.person.values())

    @cached_property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """By breakout group: ids of its sessions, cancelled ones left out."""
        found: dict[str, list[str]] = defaultdict(list)
        for session_id in sorted(self.session):
            session = self.session[session_id]
            if session.group and not session.is_cancelled:
                found[session.group].append(session_id)
        return {group: tuple(ids) for group, ids in found.items()}

    @cached_property
    def for_everyone(self) -> tuple[str, ...]:
        """The sessions that everyone is at, by id."""
        return tuple(session.id for session in self.session.values() if session.is_for_everyone)

    def walk_minutes(self, a: str | None, b: str | None) -> int:
        """Give the minutes it takes from one room to another; 0 where nothing is known."""
        if a is None or b is None or a == b:
            return 0
        found = self._walks.get((a, b))
        if found is not None:
            return found
        room_a, room_b = self.room.get(a), self.room.get(b)
        if room_a is None or room_b is None or room_a.building == room_b.building:
            return 0
        return self.meeting.walk_between_buildings_minutes

    @cached_property
    def _walks(self) -> Mapping[tuple[str, str], int]:
        both: dict[tuple[str, str], int] = {}
        for walk in self.meeting.walks:
            a, b = walk.rooms
            both[a, b] = both[b, a] = walk.minutes
        return both

    # soundness

    def dangling_references(self) -> list[tuple[str, str]]:
        """Give (where, what) for each id that a record names and that is not there."""
        return [
            (f"{kind_of(record)} {record.id}.{field}", f"there is no {kind} {id_!r}")
            for record in self
            for kind, id_, field in references(record)
            if id_ not in self.table(kind)
        ]


def _same_company(before: Record | None, after: Record | None) -> bool:
    """Tell whether a session has the same people and group as before, and takes place or not as before."""
    if not isinstance(before, Session) or not isinstance(after, Session):
        return False
    return _company(before) == _company(after)


def _company(session: Session) -> tuple[object, ...]:
    return (
        session.roles,
        session.contributions,
        session.attendees,
        session.group,
        session.is_cancelled,
        session.is_for_everyone,
    )


def people_of(session: Session) -> Iterator[str]:
    """Give the persons who must be at a session; somebody with two parts comes twice."""
    for role in session.roles:
        if role.person is not None:
            yield role.person
    for contribution in session.contributions:
        yield from contribution.presenters
    yield from session.attendees


def references(record: Record) -> Iterator[tuple[str, str, str]]:
    """Give (kind, id, field) for each other record that a record names."""
    if isinstance(record, Session):
        if record.track is not None:
            yield ("track", record.track, "track")
        if record.placement is not None and record.placement.room is not None:
            yield ("room", record.placement.room, "placement.room")
        for room in record.only_rooms:
            yield ("room", room, "only_rooms")
        for role in record.roles:
            if role.person is not None:
                yield ("person", role.person, "roles")
        for contribution in record.contributions:
            for person in contribution.presenters:
                yield ("person", person, "contributions")
        for person in record.attendees:
            yield ("person", person, "attendees")
        for person in record.held:
            yield ("person", person, "held")
    elif isinstance(record, Person):
        if record.delegation is not None:
            yield ("delegation", record.delegation, "delegation")
        for session in record.wants:
            yield ("session", session, "wants")
    elif isinstance(record, Delegation):
        if record.head is not None:
            yield ("person", record.head, "head")
    elif isinstance(record, Paper | Wish):
        for session in record.sessions:
            yield ("session", session, "sessions")
    elif isinstance(record, Recommendation):
        yield ("session", record.session, "session")
    elif isinstance(record, SisterMeeting):
        for _, person in (*record.same, *record.others):
            yield ("person", person, "invitees")
    elif isinstance(record, Meeting):
        for walk in record.walks:
            for room in walk.rooms:
                yield ("room", room, "walks")
        for company in record.company:
            for person in company.people:
                yield ("person", person, "company")
        for pair in record.not_same:
            for person in pair:
                yield ("person", person, "not_same")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Give a key that sorts numbers in text by their value.

    >>> sorted(["10", "9", "3b", "3a"], key=natural)
    ['3a', '3b', '9', '10']
    """
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.casefold()) for part in _NUMBER.split(text) if part
    )
