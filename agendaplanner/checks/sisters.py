"""Sister meetings that want the same people: who is on several lists, and whose dates clash.

An invitee of a sister meeting is a line: a name, with organisation and address where they are known
(``Name; Organisation; address``), or the hash of an address (``hmac:...``). Lines are matched by address or by name;
what is only alike is asked of somebody, and the answer is kept with the sister meeting.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from agendaplanner.checks.duplicates import Names
from agendaplanner.model.actions import put, set_fields
from agendaplanner.model.errors import UsageError
from agendaplanner.model.ids import new_id
from agendaplanner.model.records import SisterMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Person

HASHED = "hmac:"
LEAST_SALT = 8
MANY = 3
"""Asked for by so many meetings, ours among them, somebody is worth a mark."""
Sure = Literal["confirmed", "the same address", "alike"]


class Overlap(msgspec.Struct, frozen=True):
    """A person of ours and a line of a sister meeting's list."""

    sister: str
    invitee: str
    person: str
    sure: Sure
    """"alike" has to be confirmed by somebody."""
    likeness: float


def sisters(agenda: Agenda) -> tuple[SisterMeeting, ...]:
    """Give the sister meetings, by first day and name."""
    found = cast("Iterable[SisterMeeting]", agenda.table("sister_meeting").values())
    return tuple(sorted(found, key=lambda s: (s.first_day or date.max, s.name)))


def overlaps(agenda: Agenda, *, salt: str = "") -> tuple[Overlap, ...]:
    """Give who is on our list and on a sister meeting's, without those whom somebody has told apart.

    Args:
        agenda: The agenda.
        salt: What the hashes of addresses were made with; without it, hashed lines match nobody.
    """
    people = [p for p in agenda.people if p.invitation != "declined"]
    hashes = {hashed_address(p.email, salt): p.id for p in people if p.email} if salt else {}
    return tuple(each for sister in sisters(agenda) for each in _of_sister(sister, people, hashes))


def _of_sister(sister: SisterMeeting, people: list[Person], hashes: dict[str, str]) -> list[Overlap]:
    found: list[Overlap] = []
    same, others = set(sister.same), set(sister.others)
    alike = _alike(tuple(person.name for person in people), sister.invitees)
    place_of = {person.id: place for place, person in enumerate(people)}
    by_address: dict[str, list[int]] = defaultdict(list)
    for place, person in enumerate(people):
        by_address[person.email.casefold()].append(place)
    confirmed: dict[str, list[int]] = defaultdict(list)
    for line, person_id in sister.same:
        if person_id in place_of:
            confirmed[line].append(place_of[person_id])
    for line in sister.invitees:
        if line.startswith(HASHED):
            if (person_id := hashes.get(line)) is not None:
                found.append(Overlap(sister.id, line, person_id, "the same address", 1.0))
            continue
        addresses = {part.strip().casefold() for part in line.split(";")[1:] if "@" in part}
        at_address = {place for address in addresses for place in by_address.get(address, ())}
        likely = dict(alike[line])
        for place in sorted({*likely, *at_address, *confirmed[line]}):
            person = people[place]
            if (line, person.id) in others:
                continue
            if (line, person.id) in same:
                found.append(Overlap(sister.id, line, person.id, "confirmed", 1.0))
            elif place in at_address:
                found.append(Overlap(sister.id, line, person.id, "the same address", 1.0))
            else:
                found.append(Overlap(sister.id, line, person.id, "alike", round(likely[place], 3)))
    return found


@lru_cache(maxsize=16)
def _alike(names: tuple[str, ...], invitees: tuple[str, ...]) -> dict[str, tuple[tuple[int, float], ...]]:
    """Give by invitee the places of the names that are alike; kept, as lists of names seldom change and are long."""
    known = Names(names)
    return {line: known.alike(line.split(";")[0].strip()) for line in invitees if not line.startswith(HASHED)}


def confirm(agenda: Agenda, sister_id: str, invitee: str, person_id: str, *, same: bool) -> Change:
    """Note that an invitee and a person of ours are one, or two; the answer before is forgotten.

    Raises:
        UsageError: There is no such sister meeting, invitee or person.
    """
    sister = agenda.get(SisterMeeting, sister_id)
    if invitee not in sister.invitees:
        raise UsageError(f"{sister.name} has no invitee {invitee!r}.")
    pair = (invitee, person_id)
    kept = {"same": [p for p in sister.same if p != pair], "others": [p for p in sister.others if p != pair]}
    kept["same" if same else "others"].append(pair)
    label = f"{invitee} is {'on both lists' if same else 'somebody else'}"
    return set_fields(agenda, sister, label=label, same=tuple(kept["same"]), others=tuple(kept["others"]))


def asked_by_many(agenda: Agenda, *, salt: str = "") -> dict[str, int]:
    """Give by person how many meetings ask for them, ours among them, where they are ``MANY`` or more."""
    asked = asked_by(agenda, overlaps(agenda, salt=salt))
    return {person: number + 1 for person, number in asked.items() if number + 1 >= MANY}


def asked_by(agenda: Agenda, found: Iterable[Overlap]) -> dict[str, int]:
    """Count by person how many sister meetings ask for them too; what has to be confirmed counts."""
    return dict(Counter(person for _, person in {(each.sister, each.person) for each in found}))


def date_clashes(agenda: Agenda) -> tuple[str, ...]:
    """Name the sister meetings, by id, that take place on a day of ours."""
    days = [day.date for day in agenda.meeting.days]
    return tuple(
        s.id
        for s in sisters(agenda)
        if s.first_day and any(s.first_day <= d <= (s.last_day or s.first_day) for d in days)
    )


def hashed_address(address: str, salt: str) -> str:
    """Give the salted hash of an address (HMAC with SHA-256, RFC 2104), so that lists are compared without being shown.

    Raises:
        UsageError: The salt is too short to keep anybody from trying all addresses.
    """
    if len(salt) < LEAST_SALT:
        raise UsageError(
            f"A salt needs {LEAST_SALT} characters or more.", advice="Agree on one with the sister meetings, in secret."
        )
    return HASHED + hmac.new(salt.encode(), address.strip().casefold().encode(), hashlib.sha256).hexdigest()


def hashed_list(agenda: Agenda, salt: str) -> tuple[str, ...]:
    """Give the hashed addresses of all who are invited or come, sorted, so that not even their order tells anything.

    Raises:
        UsageError: The salt is too short.
    """
    wanted = {p.email for p in agenda.people if p.email and p.invitation != "declined"}
    return tuple(sorted({hashed_address(address, salt) for address in wanted}))


class Wanted(msgspec.Struct, frozen=True):
    """Somebody whom sister meetings want too."""

    person: str
    meetings: int
    """How many meetings ask for them, ours among them."""
    sisters: tuple[str, ...]
    """Ids."""
    is_open: bool
    """Whether somebody has still to confirm that they are meant."""


def wanted(agenda: Agenda, found: Iterable[Overlap], *, sister: str = "") -> tuple[Wanted, ...]:
    """Give who is wanted by several meetings, those by most first, then by name; of one sister meeting alone where asked."""
    found = list(found)
    asked = asked_by(agenda, found)
    people = {each.person for each in found if not sister or each.sister == sister}
    rows = [
        Wanted(
            id_,
            asked[id_] + 1,
            tuple(dict.fromkeys(each.sister for each in found if each.person == id_)),
            any(each.sure == "alike" and sister in ("", each.sister) for each in found if each.person == id_),
        )
        for id_ in people
    ]
    return tuple(sorted(rows, key=lambda row: (-row.meetings, agenda.person[row.person].name.casefold(), row.person)))


def invitee_line(name: str, organisation: str = "", address: str = "") -> str:
    """Give the line of an invitee.

    >>> invitee_line("Jonas Vik", "UN; New York")
    'Jonas Vik; UN, New York'
    """
    return "; ".join(part.replace(";", ",") for part in (name, organisation, address) if part)


def take_invitees(agenda: Agenda, name: str, lines: Iterable[str], *, label: str = "") -> Change:
    """Take a sister meeting's list of invitees, in place of the one before; the meeting is added where it is new.

    Args:
        agenda: The agenda.
        name: The sister meeting's name, or its id.
        lines: The invitees; answers about those who were on the list before are kept.
        label: What the change is called.
    """
    lines = tuple(dict.fromkeys(lines))
    known = [s for s in sisters(agenda) if s.id == name] or [s for s in sisters(agenda) if s.name == name]
    sister = known[0] if known else SisterMeeting(id=new_id("sister_meeting"), name=name)
    after = msgspec.structs.replace(
        sister,
        invitees=lines,
        same=tuple(pair for pair in sister.same if pair[0] in lines),
        others=tuple(pair for pair in sister.others if pair[0] in lines),
    )
    return put(agenda, [after], label=label or f"Invitees of {sister.name}: {len(lines)}")


def overlap_report(agenda: Agenda, found: Iterable[Overlap], *, sister: str = "") -> str:
    """Give the overlap as Markdown that can be put into a letter; what nobody has confirmed is said to be so.

    Args:
        agenda: The agenda.
        found: Who is on several lists.
        sister: The meeting that the letter goes to, by id: of the others it says how many ask, not which.
    """
    found = list(found)
    clashing = set(date_clashes(agenda))
    names = {each.id: each.name for each in sisters(agenda)}
    lines = [f"# {agenda.meeting.title}: people whom sister meetings invite too", ""]
    for each in sisters(agenda):
        if sister not in ("", each.id):
            continue
        dates = f", {each.first_day} to {each.last_day or each.first_day}" if each.first_day else ""
        clash = " It takes place on the days of this meeting." if each.id in clashing else ""
        number = len({one.person for one in found if one.sister == each.id})
        lines.append(f"- {each.name}{dates}: {number} of {len(each.invitees)} on both lists.{clash}")
    heads = ("person", "asked for by", "") if sister else ("person", "asked for by", "meetings", "")
    lines += ["", f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    for row in wanted(agenda, found, sister=sister):
        cells = [agenda.person[row.person].name, f"{row.meetings} meetings"]
        cells += [] if sister else [", ".join(names[id_] for id_ in row.sisters)]
        lines.append(f"| {' | '.join([*cells, 'to be confirmed' if row.is_open else ''])} |")
    return "\n".join(lines) + "\n"
