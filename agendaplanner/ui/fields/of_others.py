"""The fields of people, rooms, tracks, papers and delegations. No Qt here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import Invitation, PaperStatus
from agendaplanner.ui.fields.field import (
    Field,
    choice,
    day,
    line,
    lines,
    long_text,
    number,
    reference,
    references,
    replace,
    several,
    usual,
)
from agendaplanner.ui.fields.periods import periods
from agendaplanner.ui.fields.reading import period_text, read_period

if TYPE_CHECKING:
    from agendaplanner.model.records import Person, Track
    from agendaplanner.ui.fields.wording import Wording

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def address(name: str, label: str, **more: Any) -> Field:
    """Make a field of an e-mail address, or none."""

    def read(_: Wording, record: Any, text: str) -> Any:
        if text and not _ADDRESS.fullmatch(text):
            raise UsageError(f"“{text}” is no e-mail address.")
        return replace(record, **{name: text})

    return Field(id=name, label=label, show=lambda _, r: getattr(r, name), read=read, **usual(more, width=170))


def _periods(name: str, label: str, noun: str, **more: Any) -> Field:
    return lines(
        name,
        label,
        lambda _, period: period_text(period),
        lambda words, text: read_period(words.agenda.meeting, text),
        help="One a line, such as Mon 09:00 – 12:00 (reason), or a whole day: Tuesday",
        parts=periods(name, noun),
        **more,
    )


def _minutes_of(words: Wording, person: Person) -> int:
    agenda = words.agenda
    return sum(agenda.session[id_].duration_minutes for id_ in agenda.sessions_with.get(person.id, ()))


def _genders(words: Wording) -> list[str]:
    return sorted({person.gender for person in words.agenda.person.values() if person.gender})


def _read_colour(_: Wording, track: Track, text: str) -> Track:
    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", text)
    if text and found is None:
        raise UsageError(f"“{text}” is no colour. Write it as #0072B2; empty takes the next of the palette.")
    return replace(track, colour=f"#{found[1].upper()}" if found is not None else "")


WHO, PART, CONTACT, MORE = "Person", "Part in the meeting", "Contact", "More"

PERSON: tuple[Field, ...] = (
    line("name", "Name", required=True, group=WHO, width=170, help="As printed"),
    line("given", "Given name", group=WHO, width=110),
    line("family", "Family name", group=WHO, width=120),
    line("honorific", "Honorific", group=WHO, width=80, in_table=False),
    line("position", "Position", group=WHO, width=150),
    line("organisation", "Organisation", group=WHO, width=150),
    reference("delegation", "Delegation", "delegation", group=PART, width=130),
    line("country", "Country", group=WHO, width=100, in_table=False),
    line("community", "Policy community", group=PART, width=140, offer=lambda w: w.agenda.meeting.communities),
    line("category", "Category", group=PART, offer=lambda w: w.agenda.meeting.categories),
    choice("invitation", "Invitation", get_args(Invitation), group=PART, width=100),
    day("invited_on", "Invited on", group=PART, in_table=False),
    day("answered_on", "Answered on", group=PART, in_table=False),
    address("email", "E-mail", group=CONTACT),
    line("language", "Language", group=CONTACT, width=90, offer=lambda w: w.languages(), in_table=False),
    _periods("away", "Cannot be there", "absence", group=PART),
    references("wants", "Wants to be at", "session", group=PART, in_table=False, help="First choice first"),
    Field(
        id="sessions",
        label="Sessions",
        show=lambda w, p: str(len(w.agenda.sessions_with.get(p.id, ())) or ""),
        key=lambda w, p: len(w.agenda.sessions_with.get(p.id, ())),
        width=76,
    ),
    Field(
        id="minutes",
        label="Minutes",
        show=lambda w, p: str(_minutes_of(w, p) or ""),
        key=_minutes_of,
        width=76,
    ),
    long_text("needs", "Needs", group=MORE, help="Such as step-free access, or a diet"),
    line(
        "gender",
        "Gender",
        group=MORE,
        width=80,
        in_table=False,
        offer=_genders,
        help="In the person’s own words; recorded only by choice",
    ),
    long_text("biography", "Biography", group=MORE),
)

ROOM: tuple[Field, ...] = (
    line("name", "Name", required=True, group="Room", width=170),
    number(
        "capacity", "Capacity", 0, 1_000_000, may_lack=True, group="Room", help="Empty: not known, so never too small"
    ),
    several(
        "features",
        "Features",
        group="Room",
        width=200,
        offer=lambda w: w.features(),
        help="Such as interpretation; video link; step-free",
    ),
    line("layout", "Layout", group="Room", width=120),
    line("building", "Building", group="Room", width=120),
    _periods("closures", "Closed", "closure", group="Room", in_table=True, width=220),
    number("position", "Order", -10_000, 10_000, group="Room", help="Rooms stand in this order, then by name"),
    Field(
        id="sessions",
        label="Sessions",
        show=lambda w, r: str(sum(s.placement.room == r.id for s in w.agenda.placed if s.placement) or ""),
        key=lambda w, r: sum(s.placement.room == r.id for s in w.agenda.placed if s.placement),
        width=76,
    ),
)

TRACK: tuple[Field, ...] = (
    line("name", "Name", required=True, group="Track", width=220),
    Field(
        id="colour",
        label="Colour",
        group="Track",
        show=lambda _, t: t.colour,
        read=_read_colour,
        help="Such as #0072B2; empty takes the next of the palette",
        width=100,
    ),
    number("position", "Order", -10_000, 10_000, group="Track", help="Tracks stand in this order, then by name"),
    Field(
        id="sessions",
        label="Sessions",
        show=lambda w, t: str(sum(s.track == t.id for s in w.agenda.session.values()) or ""),
        key=lambda w, t: sum(s.track == t.id for s in w.agenda.session.values()),
        width=76,
    ),
)

PAPER: tuple[Field, ...] = (
    line("symbol", "Symbol", group="Paper", width=140, help="Its document symbol"),
    line("title", "Title", required=True, group="Paper", width=280),
    several("authors", "Authors", group="Paper", width=160, help="As printed, with ; between them"),
    day("due", "Due", group="Paper"),
    choice("status", "Status", get_args(PaperStatus), group="Paper", width=110),
    references(
        "sessions", "Sessions", "session", group="Paper", help="What it is for: numbers or titles, with ; between"
    ),
    several("languages", "Languages", group="Paper", offer=lambda w: w.languages()),
    number("pages", "Pages", 0, 100_000, may_lack=True, group="Paper"),
    line("link", "Link", group="Paper", width=160),
)

DELEGATION: tuple[Field, ...] = (
    line("name", "Name", required=True, group="Delegation", width=220),
    line("country", "Country", group="Delegation"),
    line("category", "Category", group="Delegation", offer=lambda w: w.agenda.meeting.categories),
    reference("head", "Head", "person", group="Delegation", width=160),
    Field(
        id="people",
        label="People",
        show=lambda w, d: str(sum(p.delegation == d.id for p in w.agenda.person.values()) or ""),
        key=lambda w, d: sum(p.delegation == d.id for p in w.agenda.person.values()),
        width=76,
    ),
)
