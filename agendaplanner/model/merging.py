"""Two records of one person made one, and two people who look like one told apart for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.actions import NOTHING, checked, set_fields
from agendaplanner.model.changes import Change, edit, merged
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.parts import Source
from agendaplanner.model.records import Delegation, Meeting, Person, Record, Session, SisterMeeting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import Invitation

_JOINED = ("biography", "needs")
"""Texts of which both are kept, one after the other."""
_UNITED = ("away", "wants")
CHOOSABLE: tuple[str, ...] = tuple(
    field for field in Person.__struct_fields__ if field not in ("id", "source", *_JOINED, *_UNITED)
)
"""Fields of which only one value can stand."""
_RANK: tuple[Invitation, ...] = ("accepted", "declined", "waiting list", "invited", "to invite")
"""Of two invitations the first of these stands: it says most."""


def merge_people(agenda: Agenda, keep: str, *others: str, take: Iterable[str] = ()) -> Change:
    """Make several records of one person one: all that names the others names the one that is kept.

    Fields that it has empty are filled from the others; what they say differently is kept in its source, so that
    nothing is lost.

    Args:
        agenda: The agenda.
        keep: The id of the record that stays.
        *others: The ids of those that go.
        take: Fields in which what another says stands, of several the last one's that says anything.

    Raises:
        UsageError: There is no such person, or only one of them, or no such field to be taken.
    """
    gone = tuple(dict.fromkeys(other for other in others if other != keep))
    if not gone:
        raise UsageError("Two different people are needed for a merge.")
    wanted = tuple(take)
    for field in wanted:
        if field not in CHOOSABLE:
            raise UsageError(
                f"{field!r} cannot be taken from another record.{did_you_mean(field, CHOOSABLE)}",
                advice=f"It is one of: {', '.join(CHOOSABLE)}.",
            )
    person = agenda.get(Person, keep)
    whole = person
    for other in gone:
        whole = _united(whole, agenda.get(Person, other), frozenset(wanted))
    edits = [edit(person, checked(whole))] if whole != person else []
    edits += [edit(agenda.get(Person, other), None) for other in gone]
    for record in agenda:
        if isinstance(record, Person):
            continue
        after = _renamed(record, dict.fromkeys(gone, keep))
        if after != record:
            edits.append(edit(record, after))
    return Change(f"Merge {len(gone) + 1} records of {whole.name}", tuple(edits))


def merge_pairs(agenda: Agenda, pairs: Iterable[tuple[str, str]], *, take: Iterable[str] = ()) -> Change:
    """Merge several pairs, (kept, gone) each, as one change; ``take`` as in ``merge_people``.

    Raises:
        UsageError: There is no such person, or one is gone by an earlier pair.
    """
    changes: list[Change] = []
    fields = tuple(take)
    for keep, gone in pairs:
        changes.append(merge_people(agenda, keep, gone, take=fields))
        agenda = agenda.apply(changes[-1])
    if len(changes) == 1:
        return changes[0]
    return merged(f"Merge {len(changes)} people", changes) if changes else NOTHING


def differing(a: Person, b: Person) -> tuple[str, ...]:
    """Give the fields of which both records say something, and not the same."""
    found = ((field, getattr(a, field), getattr(b, field)) for field in CHOOSABLE)
    return tuple(field for field, one, other in found if one and other and one != other)


def set_not_same(agenda: Agenda, pairs: Iterable[tuple[str, str]], *, on: bool = True) -> Change:
    """Remember that the people of each pair are two, so that they are not taken for duplicates again; or forget it.

    Raises:
        UsageError: There is no such person, or a pair is one person.
    """
    wanted: list[tuple[str, str]] = []
    for a, b in pairs:
        one, other = agenda.get(Person, a), agenda.get(Person, b)
        if one.id == other.id:
            raise UsageError(f"{one.name} is one person.", advice="Name two records.")
        wanted.append(told_apart(one.id, other.id))
    known = agenda.meeting.not_same
    after = (
        tuple(dict.fromkeys((*known, *wanted)))
        if on
        else tuple(pair for pair in known if pair not in frozenset(wanted))
    )
    if len(wanted) == 1:
        names = " and ".join(agenda.person[id_].name for id_ in wanted[0])
        label = f"{names} are two people" if on else f"{names} may be one person"
    else:
        label = f"{len(wanted)} pairs {'are two people each' if on else 'may be one person each'}"
    return set_fields(agenda, agenda.meeting, label=label, not_same=after)


def told_apart(a: str, b: str) -> tuple[str, str]:
    """Give the pair that says of two people that they are two, the same whoever is named first.

    >>> told_apart("p2", "p1")
    ('p1', 'p2')
    """
    return (a, b) if a < b else (b, a)


def _united(person: Person, other: Person, take: frozenset[str]) -> Person:
    fields: dict[str, Any] = {}
    kept_aside: list[tuple[str, str]] = [("merged id", other.id)]
    for field in (*CHOOSABLE, *_JOINED, *_UNITED):
        mine, theirs = getattr(person, field), getattr(other, field)
        if field in _JOINED:
            if theirs and theirs not in mine:
                fields[field] = f"{mine}\n\n{theirs}".strip()
        elif field in _UNITED:
            fields[field] = tuple(dict.fromkeys((*mine, *theirs)))
        elif field == "invitation":
            fields[field] = theirs if field in take else min(mine, theirs, key=_RANK.index)
        elif theirs and theirs != mine:
            stands, goes = (theirs, mine) if field in take or not mine else (mine, theirs)
            fields[field] = stands
            if goes:
                kept_aside.append((f"merged {field}", str(goes)))
    source, theirs = person.source or Source(), other.source or Source()
    same = {f: getattr(source, f) or getattr(theirs, f) for f in ("id", "guid", "slug", "url", "kind")}
    lost = [(f"merged source {f}", getattr(theirs, f)) for f in same if getattr(theirs, f) not in ("", same[f])]
    fields["source"] = Source(**same, fields=(*source.fields, *kept_aside, *lost, *theirs.fields))
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
        fields = {"attendees": ids(record.attendees), "held": ids(record.held)}
        return replace(record, roles=tuple(roles), contributions=contributions, **fields)
    if isinstance(record, Delegation):
        return replace(record, head=to.get(record.head or "", record.head))
    if isinstance(record, Meeting):
        company = tuple(replace(c, people=ids(c.people)) for c in record.company)
        apart = (told_apart(to.get(a, a), to.get(b, b)) for a, b in record.not_same)
        return replace(
            record,
            company=tuple(c for c in company if len(c.people) > 1),
            not_same=tuple(dict.fromkeys((a, b) for a, b in apart if a != b)),
        )
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
