"""The fields of a session, its place and its people among them. No Qt here."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, get_args

from agendaplanner.checks.needs import required_roles, room_faults
from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import ROLE_WORDS, RoleKind, SessionKind, SessionStatus
from agendaplanner.model.parts import Contribution, Link, Placement, Role
from agendaplanner.model.times import end_of
from agendaplanner.model.words import TO_BE_DEFINED, session_mark
from agendaplanner.ui.fields.columns import CONTRIBUTIONS, links
from agendaplanner.ui.fields.field import (
    Field,
    by_kind_or_not,
    choice,
    line,
    lines,
    long_text,
    number,
    reference,
    references,
    replace,
    several,
)
from agendaplanner.ui.fields.periods import periods
from agendaplanner.ui.fields.reading import (
    moment_text,
    period_text,
    pieces,
    read_choice,
    read_minutes,
    read_moment,
    read_period,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.fields.wording import Wording

PINS = ("", "time", "room", "time and room")
SESSION, PLACE, ROLES, ATTENDANCE, NEEDS, TEXTS, INSIDE = (
    "Session",
    "Place",
    "Roles",
    "Attendance",
    "What it needs of a place",
    "Texts",
    "For the organisers",
)


def _show_start(_: Wording, session: Session) -> str:
    return moment_text(session.placement.start) if session.placement is not None else ""


def _read_start(words: Wording, session: Session, text: str) -> Session:
    if not text:
        return replace(session, placement=None, pinned_time=False, pinned_room=False)
    agenda, place = words.agenda, session.placement
    start = read_moment(agenda.meeting, text, near=place.start.date() if place is not None else None)
    if place is not None:
        return replace(session, placement=replace(place, start=start))
    room = free_room(agenda, session, start) if session.takes_room else None
    return replace(session, placement=Placement(start=start, room=room))


def free_room(agenda: Agenda, session: Session, start: datetime) -> str:
    """Give the first room that will do for a session and is free then; where none is, the first that will do, or the first.

    Raises:
        UsageError: The meeting has no room.
    """
    end = start + timedelta(minutes=session.duration_minutes)
    taken = {
        other.placement.room
        for other in agenda.placed
        if other.placement is not None and other.id != session.id and other.placement.start < end
        if (ends := end_of(other)) is not None and ends > start
    }
    # a session that is only being added is in no index yet
    known = session.id in agenda.session
    fit = [room.id for room in agenda.rooms if not known or not room_faults(agenda, session, room)]
    rooms = fit or [room.id for room in agenda.rooms]
    if not rooms:
        raise UsageError("The meeting has no room yet.", advice="Add one in the table of rooms.")
    return next((room for room in rooms if room not in taken), rooms[0])


def _show_room(words: Wording, session: Session) -> str:
    return words.names("room").of(session.placement.room) if session.placement is not None else ""


def _read_room(words: Wording, session: Session, text: str) -> Session:
    place = session.placement
    if not text:
        if place is not None and session.takes_room and place.room is not None:
            raise UsageError(
                f"{session_mark(session)} takes a room.", advice="Clear its start to send it to the backlog."
            )
        return session if place is None else replace(session, placement=replace(place, room=None))
    room = words.names("room").id_of("room", text)
    if place is None:
        raise UsageError(f"{session_mark(session)} has no start yet.", advice="Give it a start, then a room.")
    return replace(session, placement=replace(place, room=room))


def _show_pins(_: Wording, session: Session) -> str:
    return PINS[session.pinned_time + 2 * session.pinned_room]


def _read_pins(_: Wording, session: Session, text: str) -> Session:
    word = {"yes": "time and room", "both": "time and room", "no": ""}.get(text.casefold(), text)
    which = PINS.index(read_choice(word, PINS, "pin")) if word else 0
    if which and session.placement is None:
        raise UsageError(f"{session_mark(session)} is not placed yet.", advice="Give it a start, then pin it.")
    return replace(session, pinned_time=which in (1, 3), pinned_room=which in (2, 3))


def _show_role(kind: RoleKind, words: Wording, session: Session) -> str:
    names = words.names("person")
    return "; ".join(
        names.of(role.person) if role.person is not None else TO_BE_DEFINED
        for role in session.roles
        if role.kind == kind
    )


def _read_role(kind: RoleKind, words: Wording, session: Session, text: str) -> Session:
    names = words.names("person")
    people: list[str | None] = [
        None if piece.casefold() in (TO_BE_DEFINED, "open", "?") else names.id_of("person", piece)
        for piece in pieces(text)
    ]
    if not people and kind in required_roles(words.agenda, session) and any(r.kind == kind for r in session.roles):
        people = [None]  # a role that must be filled stays open
    others = [role for role in session.roles if role.kind != kind]
    # where it stood, else in the order that roles have
    at = next((i for i, role in enumerate(session.roles) if role.kind == kind), None)
    if at is None:
        order = get_args(RoleKind)
        at = sum(order.index(role.kind) <= order.index(kind) for role in others)
    else:
        at = sum(role.kind != kind for role in session.roles[:at])
    roles = (*others[:at], *(Role(kind=kind, person=person) for person in people), *others[at:])
    return replace(session, roles=roles)


def _role(kind: RoleKind) -> Field:
    return Field(
        id=f"role {kind}",
        label=ROLE_WORDS[kind],
        group=ROLES,
        show=partial(_show_role, kind),
        read=partial(_read_role, kind),
        offer=lambda words: words.names("person").offered,
        several=True,
        help="Names, with ; between them. “to be defined” leaves the role open.",
        width=150,
        in_table=kind in ("chair", "rapporteur"),
    )


def _show_contribution(words: Wording, part: Contribution) -> str:
    people = "; ".join(words.names("person").of(id_) for id_ in part.presenters)
    minutes = f"{part.minutes} min" if part.minutes is not None else ""
    return " | ".join([part.title, people, minutes]).rstrip(" |")


def _read_contribution(words: Wording, text: str) -> Contribution:
    title, people, minutes, *more = [part.strip() for part in text.split("|")] + ["", ""]
    if not title or any(more):
        raise UsageError(f"“{text}” should be: title | presenter; presenter | minutes.")
    ids = tuple(words.names("person").id_of("person", name) for name in pieces(people))
    return Contribution(title=title, presenters=ids, minutes=read_minutes(minutes) if minutes else None)


def _read_link(_: Wording, text: str) -> Link:
    href, _bar, title = (part.strip() for part in text.partition("|"))
    if " " in href or "." not in href:
        raise UsageError(f"“{href}” is no link. Write it as https://example.org/x | title.")
    return Link(href=href, title=title)


def _link_text(_: Wording, link: Link) -> str:
    return f"{link.href} | {link.title}" if link.title else link.href


def _minutes(_: Wording, session: Session, text: str) -> Session:
    return replace(session, duration_minutes=read_minutes(text))


def _links(name: str, label: str, noun: str, kinds: Sequence[str]) -> Field:
    """Make a field of links; typed in a line, a link that stays keeps what kind it is."""
    parts = links(name, noun, kinds)
    made = lines(name, label, _link_text, _read_link, group=TEXTS, help="One a line: address | title", parts=parts)
    read = made.read

    def keeping(words: Wording, session: Session, text: str) -> Any:
        kinds = {link.href: link.kind for link in getattr(session, name)}
        after = read(words, session, text) if read is not None else session
        parts = tuple(replace(link, kind=kinds.get(link.href, "")) for link in getattr(after, name))
        return replace(after, **{name: parts})

    return replace(made, read=keeping)


FIELDS: tuple[Field, ...] = (
    line("number", "Number", group=SESSION, width=64, help="Its number on the agenda, such as 4b"),
    line("title", "Title", required=True, group=SESSION, width=260),
    line("subtitle", "Subtitle", group=SESSION, width=160, in_table=False),
    choice("kind", "Kind", get_args(SessionKind), group=SESSION, width=120),
    Field(
        id="start",
        label="Start",
        group=PLACE,
        show=_show_start,
        read=_read_start,
        key=lambda _, s: s.placement.start if s.placement is not None else None,
        help="Day and time, such as Tue 11:05; empty: it waits in the backlog",
        width=128,
        first=2,
    ),
    Field(
        id="room",
        label="Room",
        group=PLACE,
        show=_show_room,
        read=_read_room,
        editor="choice",
        offer=lambda words: ("", *words.names("room").offered),
        width=130,
        first=3,
    ),
    Field(
        id="minutes",
        label="Minutes",
        group=PLACE,
        show=lambda _, s: str(s.duration_minutes),
        read=_minutes,
        key=lambda _, s: s.duration_minutes,
        help="How long it is: 90, or 1 h 30 min",
        width=76,
        first=1,
    ),
    Field(
        id="pinned",
        label="Pinned",
        group=PLACE,
        show=_show_pins,
        read=_read_pins,
        editor="choice",
        offer=lambda _: PINS,
        help="Planning leaves what is pinned where it is",
        width=100,
        first=6,
    ),
    reference("track", "Track", "track", group=SESSION, width=130),
    choice("status", "Status", get_args(SessionStatus), group=SESSION, width=90),
    *(_role(kind) for kind in get_args(RoleKind)),
    references(
        "attendees", "Attendees", "person", group=ATTENDANCE, in_table=False, help="Who must be there without a role"
    ),
    references(
        "held",
        "Stay at it",
        "person",
        group=ATTENDANCE,
        in_table=False,
        help="Attendees who stay here when people are allocated to breakouts anew",
    ),
    number("least_people", "At least", 0, 1_000_000, may_lack=True, group=ATTENDANCE, width=90, in_table=False),
    number("most_people", "At most", 1, 1_000_000, may_lack=True, group=ATTENDANCE, width=90, in_table=False),
    choice("dimension", "Dimension", ("", "bilateral", "multilateral", "both"), group=SESSION, in_table=False),
    number("expected_size", "Expected size", 0, 1_000_000, may_lack=True, group=NEEDS, width=110, in_table=False),
    several("features_needed", "Needs of the room", group=NEEDS, offer=lambda w: w.features(), in_table=False),
    references("only_rooms", "Only in these rooms", "room", group=NEEDS, in_table=False, help="Empty: any room"),
    lines(
        "only_within",
        "Only within",
        lambda _, period: period_text(period),
        lambda words, text: read_period(words.agenda.meeting, text),
        group=NEEDS,
        help="One a line, such as Mon 09:00 – 12:00; none: anywhere in the opening hours",
        parts=periods("only_within", "period", reason=False),
    ),
    line(
        "group",
        "Breakout group",
        group=NEEDS,
        offer=lambda w: w.groups(),
        in_table=False,
        help="Sessions of the same group run at the same time",
    ),
    by_kind_or_not("everyone", "Everyone is at it", group=NEEDS, in_table=False),
    by_kind_or_not("needs_room", "Takes a room", group=NEEDS, in_table=False, first=0),
    several("languages", "Languages", group=NEEDS, offer=lambda w: w.languages(), in_table=False),
    long_text("abstract", "Abstract", group=TEXTS),
    long_text("description", "Description", group=TEXTS),
    lines("questions", "Questions for discussion", group=TEXTS, help="One a line"),
    lines(
        "contributions",
        "Contributions",
        _show_contribution,
        _read_contribution,
        group=TEXTS,
        help="One a line: title | presenter; presenter | minutes",
        parts=CONTRIBUTIONS,
    ),
    _links("links", "Links", "link", ("recording", "slides", "video conference", "website")),
    _links("attachments", "Attachments", "attachment", ("slides", "paper", "handout")),
    long_text("notes", "Notes", group=INSIDE, help="Never printed"),
    long_text("report", "Rapporteur's notes", group=INSIDE, help="Printed in the report on outcomes alone"),
)
"""The fields of a session, in the order of the table's columns."""
