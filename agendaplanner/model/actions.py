"""Actions: pure functions from an agenda to the change that does what somebody asked for.

They check that the request makes sense for the records, not whether the result has clashes: clashes are shown, not
forbidden. Nothing is altered here; ``Document.do`` applies the change.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import msgspec

from agendaplanner.model.agenda import references
from agendaplanner.model.changes import Change, Edit, edit, edits_between
from agendaplanner.model.errors import AgendaError, UsageError, did_you_mean
from agendaplanner.model.parts import Company, Contribution, Period, Placement
from agendaplanner.model.records import (
    Delegation,
    Meeting,
    Paper,
    Person,
    Recommendation,
    Record,
    Room,
    Session,
    SisterMeeting,
    Wish,
    kind_of,
)
from agendaplanner.model.times import clock, moment_of, short_day
from agendaplanner.model.words import session_mark, session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agendaplanner.model.agenda import Agenda

NOTHING = Change("Nothing", ())
"""The change of an action that finds all as it should be."""


def name_of(record: Record) -> str:
    """Name a record of any kind to people."""
    if isinstance(record, Session):
        return session_name(record)
    if isinstance(record, Wish):
        return f"“{record.kind}”"
    for field in ("name", "title", "text", "kind"):
        if value := getattr(record, field, ""):
            return str(value)
    return record.id


# any record


def add(agenda: Agenda, *records: Record, label: str = "") -> Change:
    """Add records.

    Raises:
        UsageError: An id is taken, or a record names another that is not there.
    """
    arriving = {(kind_of(record), record.id) for record in records}
    for record in records:
        if agenda.find(kind_of(record), record.id) is not None:
            raise UsageError(f"There is a {kind_of(record)} {record.id!r} already.")
        _require_references(agenda, record, arriving)
    first = records[0] if records else None
    if not label and first is not None:
        label = f"Add {name_of(first)}" if len(records) == 1 else f"Add {len(records)} records"
    return Change(label, tuple(edit(None, record) for record in records))


def set_fields(agenda: Agenda, record: Record, *, label: str = "", **fields: Any) -> Change:
    """Give some fields of a record new values, checked as a file's would be.

    Raises:
        UsageError: There is no such field, the value does not fit it, or it names a record that is not there.
    """
    current = agenda.get(type(record), record.id)
    names = {field.name for field in msgspec.structs.fields(record)}
    for name in fields:
        if name not in names or name == "id":
            raise UsageError(f"A {kind_of(record)} has no field {name!r} to set.{did_you_mean(name, names)}")
    after = checked(msgspec.structs.replace(current, **fields))
    if after == current:
        return NOTHING
    _require_references(agenda, after, set())
    return Change(label or f"Edit {name_of(after)}", (edit(current, after),))


def put(agenda: Agenda, records: Iterable[Record], *, label: str = "") -> Change:
    """Let records stand as they are given, as one change: those that are there with new values, others added.

    Raises:
        UsageError: A field holds what it should not, or names a record that is not there.
    """
    wanted = {(kind_of(record), record.id): record for record in records}
    for record in wanted.values():
        _require_references(agenda, checked(record), set(wanted))
    pairs = [(agenda.find(*key), record) for key, record in wanted.items()]
    edits = tuple(edit(before, after) for before, after in pairs if before != after)
    if not edits:
        return NOTHING
    one = edits[0].after
    return Change(label or (f"Edit {name_of(one)}" if len(edits) == 1 and one else f"Edit {len(edits)} records"), edits)


def remove(agenda: Agenda, *records: Record, label: str = "") -> Change:
    """Remove records, and their mention in all others: a role becomes open, a session goes back to the backlog."""
    gone = {(kind_of(record), record.id) for record in records}
    if ("meeting", "meeting") in gone:
        raise UsageError("The meeting itself cannot be removed.")
    edits: list[Edit] = []
    for record in agenda:
        key = (kind_of(record), record.id)
        if key in gone:
            edits.append(edit(record, None))
        elif any(ref[:2] in gone for ref in references(record)):
            after = _without(record, gone)
            edits.append(edit(record, after))
    if not label and records:
        label = f"Remove {name_of(records[0])}" if len(records) == 1 else f"Remove {len(records)} records"
    return Change(label, tuple(edits))


# sessions


def move(agenda: Agenda, session_id: str, start: datetime, room: str | None) -> Change:
    """Place a session at a start (wall time) and room; one that takes no room of its own has room None.

    Raises:
        UsageError: No such session or room, or a room is missing.
    """
    session = agenda.get(Session, session_id)
    if room is not None:
        where = agenda.get(Room, room).name
    elif session.takes_room:
        raise UsageError(f"{session_name(session)} needs a room.")
    else:
        where = ""
    placement = Placement(start=start, room=room)
    if placement == session.placement:
        return NOTHING
    after = msgspec.structs.replace(session, placement=placement)
    place = ", ".join(filter(None, [f"{short_day(start)} {clock(start)}", where]))
    how = "Place {} on {}" if session.placement is None else "Move {} to {}"
    return Change(how.format(session_mark(session), place), (edit(session, after),))


def unplace(agenda: Agenda, session_ids: Iterable[str]) -> Change:
    """Send sessions back to the backlog. Their pins go with the placement."""
    sessions = [agenda.get(Session, session_id) for session_id in dict.fromkeys(session_ids)]
    edits = tuple(
        edit(s, msgspec.structs.replace(s, placement=None, pinned_time=False, pinned_room=False))
        for s in sessions
        if s.placement is not None
    )
    name = session_mark(sessions[0]) if len(sessions) == 1 else f"{len(edits)} sessions"
    return Change(f"Send {name} to the backlog", edits) if edits else NOTHING


def pin(agenda: Agenda, session_ids: Iterable[str], *, time: bool | None = None, room: bool | None = None) -> Change:
    """Pin or unpin time and room of placed sessions, so that planning leaves them there; None leaves a pin as it is.

    Raises:
        UsageError: A session to be pinned is not placed.
    """
    edits: list[Edit] = []
    for session_id in dict.fromkeys(session_ids):
        session = agenda.get(Session, session_id)
        if session.placement is None and (time or room):
            raise UsageError(f"{session_name(session)} is not placed yet.", advice="Place it, then pin it.")
        after = msgspec.structs.replace(
            session,
            pinned_time=session.pinned_time if time is None else time,
            pinned_room=session.pinned_room if room is None else room,
        )
        if after != session:
            edits.append(edit(session, after))
    if not edits:
        return NOTHING
    verb = "Pin" if time or room else "Unpin"
    one = edits[0].after
    name = session_mark(one) if len(edits) == 1 and isinstance(one, Session) else f"{len(edits)} sessions"
    return Change(f"{verb} {name}", tuple(edits))


def resize(agenda: Agenda, session_id: str, start: datetime, minutes: int) -> Change:
    """Give a placed session another start and duration (dragging an edge)."""
    session = agenda.get(Session, session_id)
    if session.placement is None:
        raise UsageError(f"{session_name(session)} is not placed yet.")
    placement = msgspec.structs.replace(session.placement, start=start)
    return set_fields(
        agenda,
        session,
        label=f"Make {session_mark(session)} {minutes} minutes long",
        placement=placement,
        duration_minutes=minutes,
    )


def swap(agenda: Agenda, a: str, b: str) -> Change:
    """Let two placed sessions change places."""
    first, second = agenda.get(Session, a), agenda.get(Session, b)
    if first.placement is None or second.placement is None:
        raise UsageError("Both sessions must be placed to change places.")
    return Change(
        f"Swap {session_mark(first)} and {session_mark(second)}",
        (
            edit(first, msgspec.structs.replace(first, placement=second.placement)),
            edit(second, msgspec.structs.replace(second, placement=first.placement)),
        ),
    )


def take_plan(agenda: Agenda, placements: Mapping[str, Placement | None], *, label: str = "Plan") -> Change:
    """Take a plan that was found: the placements of some sessions, by id (None: back to the backlog)."""
    edits: list[Edit] = []
    for session_id in sorted(placements):
        session = agenda.get(Session, session_id)
        if session.placement != placements[session_id]:
            edits.append(edit(session, msgspec.structs.replace(session, placement=placements[session_id])))
    if not edits:
        return NOTHING
    return Change(f"{label}: {len(edits)} session{'s' if len(edits) > 1 else ''}", tuple(edits))


def fill_role(agenda: Agenda, session_id: str, index: int, person: str | None) -> Change:
    """Put a person in a session's role (0-based place in its list of roles), or leave it open with None."""
    session = agenda.get(Session, session_id)
    if not 0 <= index < len(session.roles):
        raise UsageError(f"{session_name(session)} has no role {index + 1}.")
    roles = list(session.roles)
    roles[index] = msgspec.structs.replace(roles[index], person=person)
    who = agenda.get(Person, person).name if person is not None else "nobody yet"
    return set_fields(
        agenda, session, label=f"{roles[index].kind.capitalize()} of {session_mark(session)}: {who}", roles=tuple(roles)
    )


# what comes in the way


def mark_away(agenda: Agenda, person_id: str, periods: Iterable[Period]) -> Change:
    """Note that a person cannot be at the meeting during some periods; what was known stays.

    Raises:
        UsageError: No such person.
    """
    person = agenda.get(Person, person_id)
    return set_fields(agenda, person, label=f"{person.name} is away", away=_with_periods(person.away, periods))


def close_room(agenda: Agenda, room_id: str, periods: Iterable[Period]) -> Change:
    """Close a room during some periods, beside those in which it is closed already.

    Raises:
        UsageError: No such room.
    """
    room = agenda.get(Room, room_id)
    return set_fields(agenda, room, label=f"Close {room.name}", closures=_with_periods(room.closures, periods))


def _with_periods(known: tuple[Period, ...], more: Iterable[Period]) -> tuple[Period, ...]:
    """Add those periods that do not lie within a known one."""
    found = list(known)
    for period in more:
        if not any(each.start <= period.start and period.end <= each.end for each in found):
            found.append(period)
    return tuple(found)


# the whole agenda


def shift_days(agenda: Agenda, days: int) -> Change:
    """Move the whole meeting by some days: its days, every placement, absence, closure and due time that hangs on it."""
    shift = timedelta(days=days)

    def moved(value: Any) -> Any:
        if isinstance(value, datetime):
            return value + shift
        if isinstance(value, tuple):
            return tuple(moved(each) for each in cast("tuple[Any, ...]", value))
        if isinstance(value, msgspec.Struct):
            return type(value)(**{f: moved(getattr(value, f)) for f in value.__struct_fields__})
        return value

    edits = tuple(edit(r, moved(r)) for r in agenda if isinstance(r, Meeting | Room | Session | Person))
    edits = tuple(e for e in edits if e.before != e.after)
    start = moment_of(agenda.meeting, 0) + shift
    return Change(f"Move the meeting to {short_day(start)}", edits) if edits and days else NOTHING


def replace_all(agenda: Agenda, other: Agenda, *, label: str) -> Change:
    """Make this agenda equal to another one (an import into an existing file)."""
    before = {(kind_of(r), r.id): r for r in agenda}
    after = {(kind_of(r), r.id): r for r in other}
    return Change(label, edits_between(before, after))


def checked(record: Record) -> Record:
    """Give the record back if its fields hold what they should.

    Raises:
        UsageError: A field does not; the message names it.
    """
    from agendaplanner.model.codec import record_from_builtins, record_to_builtins  # codec imports the agenda

    try:
        record_from_builtins(kind_of(record), record_to_builtins(record))
    except AgendaError as error:
        raise UsageError(error.what) from error
    return record


def _require_references(agenda: Agenda, record: Record, arriving: set[tuple[str, str]]) -> None:
    for kind, id_, field in references(record):
        if agenda.find(kind, id_) is None and (kind, id_) not in arriving:
            known = agenda.table(kind)
            raise UsageError(f"{name_of(record)}, {field}: there is no {kind} {id_!r}.{did_you_mean(id_, known)}")


def _without(record: Record, gone: set[tuple[str, str]]) -> Record | None:
    """Give a record with no mention of records that go; None where it makes no sense without them."""
    replace = msgspec.structs.replace
    if isinstance(record, Session):
        placement = record.placement
        lost_room = placement is not None and ("room", placement.room) in gone
        return replace(
            record,
            track=None if ("track", record.track) in gone else record.track,
            placement=None if lost_room else placement,
            pinned_time=record.pinned_time and not lost_room,
            pinned_room=record.pinned_room and not lost_room,
            only_rooms=tuple(room for room in record.only_rooms if ("room", room) not in gone),
            roles=tuple(replace(r, person=None) if ("person", r.person) in gone else r for r in record.roles),
            contributions=tuple(_without_presenters(c, gone) for c in record.contributions),
            attendees=tuple(p for p in record.attendees if ("person", p) not in gone),
            held=tuple(p for p in record.held if ("person", p) not in gone),
        )
    if isinstance(record, Person):
        return replace(
            record,
            delegation=None if ("delegation", record.delegation) in gone else record.delegation,
            wants=tuple(s for s in record.wants if ("session", s) not in gone),
        )
    if isinstance(record, Delegation):
        return replace(record, head=None)
    if isinstance(record, Paper):
        return replace(record, sessions=tuple(s for s in record.sessions if ("session", s) not in gone))
    if isinstance(record, Wish):
        left = tuple(s for s in record.sessions if ("session", s) not in gone)
        return replace(record, sessions=left) if len(left) > 1 or record.kind == "keep with track" else None
    if isinstance(record, Recommendation):
        return None
    if isinstance(record, Meeting):
        return replace(
            record,
            walks=tuple(w for w in record.walks if not any(("room", r) in gone for r in w.rooms)),
            company=tuple(left for each in record.company if len((left := _company_left(each, gone)).people) > 1),
            not_same=tuple(pair for pair in record.not_same if not any(("person", p) in gone for p in pair)),
        )
    if isinstance(record, SisterMeeting):
        return replace(
            record,
            same=tuple(pair for pair in record.same if ("person", pair[1]) not in gone),
            others=tuple(pair for pair in record.others if ("person", pair[1]) not in gone),
        )
    return record


def _company_left(company: Company, gone: set[tuple[str, str]]) -> Company:
    return msgspec.structs.replace(company, people=tuple(p for p in company.people if ("person", p) not in gone))


def _without_presenters(contribution: Contribution, gone: set[tuple[str, str]]) -> Contribution:
    presenters = tuple(p for p in contribution.presenters if ("person", p) not in gone)
    return msgspec.structs.replace(contribution, presenters=presenters)
