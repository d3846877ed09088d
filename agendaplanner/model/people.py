"""Who takes part: invitations and their answers, seats and the waiting list. Two records made one: ``merging``."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_args

import msgspec

from agendaplanner.model.actions import NOTHING, set_fields
from agendaplanner.model.changes import Change, Edit, edit
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import Invitation
from agendaplanner.model.records import Person

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

    @property
    def sentence(self) -> str:
        """How full it is, in words.

        >>> Seats(60, 52, 0, ("a", "b")).sentence
        '52 of 60 seats, 2 on the waiting list'
        """
        words = f"{self.accepted} have accepted" if self.most is None else f"{self.accepted} of {self.most} seats"
        if self.free is not None and self.free < 0:
            words += f", {-self.free} too many"
        return f"{words}, {len(self.waiting)} on the waiting list" if self.waiting else words


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


def set_limit(agenda: Agenda, most: int | None) -> Change:
    """Say how many people the meeting takes; None: as many as come.

    Raises:
        UsageError: It is less than one.
    """
    words = "Take as many people as come" if most is None else f"Take at most {most} people"
    return set_fields(agenda, agenda.meeting, label=words, most_participants=most)


def give_seats(agenda: Agenda, ids: Iterable[str], *, on: date | None = None) -> Change:
    """Move people up from the waiting list: each is coming now.

    Raises:
        UsageError: Somebody is not on it.
    """
    chosen = [agenda.get(Person, id_) for id_ in dict.fromkeys(ids)]
    for person in chosen:
        if person.invitation != "waiting list":
            raise UsageError(
                f"{person.name} is not on the waiting list.", advice=f"The invitation is: {person.invitation}."
            )
    change = set_invitation(agenda, [person.id for person in chosen], "accepted", on=on)
    who = chosen[0].name if len(chosen) == 1 else f"{len(chosen)} people"
    return Change(f"{who}: a seat from the waiting list", change.edits) if change.edits else NOTHING


def not_answered(agenda: Agenda, since: date) -> tuple[Person, ...]:
    """Give who was invited on a day or before it and has not answered, those who have had longest first.

    Whose invitation has no date is the last.
    """
    late = [p for p in agenda.people if p.invitation == "invited" and (p.invited_on is None or p.invited_on <= since)]
    return tuple(sorted(late, key=lambda p: (p.invited_on is None, p.invited_on or date.min)))
