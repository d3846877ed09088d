"""Who takes part: invitations and their answers, seats and the waiting list, and two records made one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from agendaplanner.model.actions import NOTHING, checked
from agendaplanner.model.changes import Change, Edit, edit, merged
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import Invitation
from agendaplanner.model.records import Delegation, Meeting, Person, Record, Session, SisterMeeting, Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda

INVITATIONS: tuple[Invitation, ...] = get_args(Invitation)


class Seats(msgspec.Struct, frozen=True):
    """How full the meeting is."""

    most: int | None
    accepted: int
    invited: int
    """Who have not answered."""
    waiting: tuple[str, ...]
    """The waiting list, those longest on it first."""

    @property
    def free(self) -> int | None:
        """Seats that are left if nobody else answers; negative where too many have accepted; None: no limit."""
        return None if self.most is None else self.most - self.accepted


class Step(msgspec.Struct, frozen=True):
    """How many people an invitation has come so far with."""

    status: Invitation
    people: tuple[str, ...]
    """By family name."""
    first: date | None
    """The first and last date that is noted."""
    last: date | None


def funnel(agenda: Agenda) -> tuple[Step, ...]:
    """Give for each status of invitations who has it, in the order in which they follow."""
    steps: list[Step] = []
    for status in INVITATIONS:
        people = [p for p in agenda.people if p.invitation == status]
        dates = sorted(each for p in people if (each := _date_of(p)) is not None)
        steps.append(
            Step(status, tuple(p.id for p in people), dates[0] if dates else None, dates[-1] if dates else None)
        )
    return tuple(steps)


def _date_of(person: Person) -> date | None:
    return (
        person.invited_on if person.invitation in ("to invite", "invited") else person.answered_on or person.invited_on
    )


def seats(agenda: Agenda) -> Seats:
    """Say how full the meeting is, and who waits."""
    waiting = sorted(
        (p for p in agenda.people if p.invitation == "waiting list"),
        key=lambda p: (p.answered_on or p.invited_on or date.max, (p.family or p.name).casefold(), p.id),
    )
    return Seats(
        agenda.meeting.most_participants,
        agenda.accepted_count,
        sum(p.invitation == "invited" for p in agenda.people),
        tuple(p.id for p in waiting),
    )


def set_invitation(agenda: Agenda, ids: Iterable[str], status: str, *, on: date | None = None) -> Change:
    """Note how far people's invitations are, and when that came to be.

    Raises:
        UsageError: There is no such person or status.
    """
    if status not in INVITATIONS:
        raise UsageError(
            f"An invitation cannot be {status!r}.{did_you_mean(status, INVITATIONS)}",
            advice=f"It is one of: {', '.join(INVITATIONS)}.",
        )
    field = "invited_on" if status == "invited" else "answered_on"
    dated: dict[str, Any] = {} if status == "to invite" or on is None else {field: on}
    edits: list[Edit] = []
    for id_ in dict.fromkeys(ids):
        person = agenda.get(Person, id_)
        after = msgspec.structs.replace(person, invitation=status, **dated)
        if after != person:
            edits.append(edit(person, after))
    one = edits[0].after if len(edits) == 1 else None
    who = one.name if isinstance(one, Person) else f"{len(edits)} people"
    return Change(f"{who}: {status}", tuple(edits)) if edits else NOTHING


# two records made one

_JOINED = ("biography", "needs")
"""Texts of which both are kept, one after the other."""
_UNITED = ("away", "wants")
_ASIDE = ("id", "name", "source", "invitation", *_JOINED, *_UNITED)
_RANK: tuple[Invitation, ...] = ("accepted", "declined", "waiting list", "invited", "to invite")
"""Of two invitations the first of these stands: it says most."""


def merge_people(agenda: Agenda, keep: str, *others: str) -> Change:
    """Make several records of one person one: all that names the others names the one that is kept.

    Fields that it has empty are filled from the others; what they say differently is kept in its source, so that
    nothing is lost.

    Raises:
        UsageError: There is no such person, or only one of them.
    """
    gone = tuple(dict.fromkeys(other for other in others if other != keep))
    if not gone:
        raise UsageError("Two different people are needed for a merge.")
    person = agenda.get(Person, keep)
    whole = person
    for other in gone:
        whole = _united(whole, agenda.get(Person, other))
    edits = [edit(person, checked(whole))] if whole != person else []
    edits += [edit(agenda.get(Person, other), None) for other in gone]
    for record in agenda:
        if isinstance(record, Person):
            continue
        after = _renamed(record, dict.fromkeys(gone, keep))
        if after != record:
            edits.append(edit(record, after))
    return Change(f"Merge {len(gone) + 1} records of {person.name}", tuple(edits))


def merge_pairs(agenda: Agenda, pairs: Iterable[tuple[str, str]]) -> Change:
    """Merge several pairs, (kept, gone) each, as one change.

    Raises:
        UsageError: There is no such person, or one is gone by an earlier pair.
    """
    changes: list[Change] = []
    for keep, gone in pairs:
        changes.append(merge_people(agenda, keep, gone))
        agenda = agenda.apply(changes[-1])
    if len(changes) == 1:
        return changes[0]
    return merged(f"Merge {len(changes)} people", changes) if changes else NOTHING


def _united(person: Person, other: Person) -> Person:
    fields: dict[str, Any] = {}
    differing: list[tuple[str, str]] = [("merged id", other.id)]
    if other.name != person.name:
        differing.append(("merged name", other.name))
    for field in person.__struct_fields__:
        mine, theirs = getattr(person, field), getattr(other, field)
        if field in _JOINED and theirs and theirs not in mine:
            fields[field] = f"{mine}\n\n{theirs}".strip()
        elif field in _UNITED:
            fields[field] = tuple(dict.fromkeys((*mine, *theirs)))
        elif field not in _ASIDE and theirs and not mine:
            fields[field] = theirs
        elif field not in _ASIDE and theirs and theirs != mine:
            differing.append((f"merged {field}", str(theirs)))
    fields["invitation"] = min(person.invitation, other.invitation, key=_RANK.index)
    source, theirs = person.source or Source(), other.source or Source()
    same = {f: getattr(source, f) or getattr(theirs, f) for f in ("id", "guid", "slug", "url", "kind")}
    lost = [(f"merged source {f}", getattr(theirs, f)) for f in same if getattr(theirs, f) not in ("", same[f])]
    fields["source"] = Source(**same, fields=(*source.fields, *differing, *lost, *theirs.fields))
    return msgspec.structs.replace(person, **fields)


def _renamed(record: Record, to: dict[str, str]) -> Record:
    """Give a record in which people have other ids; who would be named twice for one thing is named once."""
    replace = msgspec.structs.replace

    def ids(people: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(to.get(p, p) for p in people))

    if isinstance(record, Session):
        roles = [replace(r, person=to.get(r.person or "", r.person)) for r in record.roles]
        if any(r.person in to for r in record.roles):
            roles = _once(roles)
        contributions = tuple(replace(c, presenters=ids(c.presenters)) for c in record.contributions)
        return replace(record, roles=tuple(roles), contributions=contributions, attendees=ids(record.attendees))
    if isinstance(record, Delegation):
        return replace(record, head=to.get(record.head or "", record.head))
    if isinstance(record, Meeting):
        company = tuple(replace(c, people=ids(c.people)) for c in record.company)
        return replace(record, company=tuple(c for c in company if len(c.people) > 1))
    if isinstance(record, SisterMeeting):

        def pairs(known: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
            return tuple(dict.fromkeys((line, to.get(p, p)) for line, p in known))

        return replace(record, same=pairs(record.same), others=pairs(record.others))
    return record


def _once(roles: Iterable[Any]) -> list[Any]:
    """Give roles, each person's once; those that are open all stay."""
    kept: list[Any] = []
    for role in roles:
        if role.person is None or role not in kept:
            kept.append(role)
    return kept
