"""Sister meetings that want the same people: who is on several lists, and whose dates clash.

An invitee of a sister meeting is a line: a name, with organisation and address where they are known
(``Name; Organisation; address``), or the hash of an address (``hmac:...``). Lines are matched by address or by name;
what is only alike is asked of somebody, and the answer is kept with the sister meeting.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from agendaplanner.checks.names import SAME, likeness
from agendaplanner.model.actions import set_fields
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import SisterMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Person

HASHED = "hmac:"
LEAST_SALT = 8
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
    for line in sister.invitees:
        if line.startswith(HASHED):
            if (person_id := hashes.get(line)) is not None:
                found.append(Overlap(sister.id, line, person_id, "the same address", 1.0))
            continue
        name, *more = (part.strip() for part in line.split(";"))
        addresses = {part.casefold() for part in more if "@" in part}
        for person in people:
            if (line, person.id) in others:
                continue
            if (line, person.id) in same:
                found.append(Overlap(sister.id, line, person.id, "confirmed", 1.0))
            elif person.email and person.email.casefold() in addresses:
                found.append(Overlap(sister.id, line, person.id, "the same address", 1.0))
            elif (alike := likeness(name, person.name)) >= SAME:
                found.append(Overlap(sister.id, line, person.id, "alike", round(alike, 3)))
    return found


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


def overlap_report(agenda: Agenda, found: Iterable[Overlap]) -> str:
    """Give the overlap as Markdown that can be put into a letter; what nobody has confirmed is said to be so."""
    found = list(found)
    asked, clashing = asked_by(agenda, found), set(date_clashes(agenda))
    names = {sister.id: sister.name for sister in sisters(agenda)}
    lines = [f"# {agenda.meeting.title}: people whom sister meetings invite too", ""]
    for sister in sisters(agenda):
        dates = f", {sister.first_day} to {sister.last_day or sister.first_day}" if sister.first_day else ""
        clash = " It takes place on the days of this meeting." if sister.id in clashing else ""
        count = len({each.person for each in found if each.sister == sister.id})
        lines.append(f"- {sister.name}{dates}: {count} of {len(sister.invitees)} on both lists.{clash}")
    lines += ["", "| person | asked for by | meetings | |", "| --- | --- | --- | --- |"]
    for person_id, number in sorted(asked.items(), key=lambda item: (-item[1], agenda.person[item[0]].name)):
        own = [each for each in found if each.person == person_id]
        meetings = ", ".join(dict.fromkeys(names[each.sister] for each in own))
        open_ = "to be confirmed" if any(each.sure == "alike" for each in own) else ""
        lines.append(f"| {agenda.person[person_id].name} | {number + 1} meetings | {meetings} | {open_} |")
    return "\n".join(lines) + "\n"
