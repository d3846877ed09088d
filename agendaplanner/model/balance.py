"""The balance among people: shares by community, category and so on, against the targets of the meeting.

Shares are of those of whom it is known; nobody is guessed at, and how many it is not recorded of is said. What is off,
and who could change it, is in ``misses``.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, get_args

import msgspec

from agendaplanner.model.actions import set_fields
from agendaplanner.model.attendance import COMING, people_at
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import TargetField, TargetScope
from agendaplanner.model.parts import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Person, Session

TARGET_FIELDS: tuple[TargetField, ...] = get_args(TargetField)
TARGET_SCOPES: tuple[TargetScope, ...] = get_args(TargetScope)
BalanceField = Literal["community", "category", "delegation", "country office", "country", "language", "gender"]
"""What people can be counted by. A country office is not a field of its own: it is a category, told apart by country."""
BALANCE_FIELDS: tuple[BalanceField, ...] = get_args(BalanceField)
FIELD_WORDS: dict[BalanceField, str] = {
    "community": "Policy community",
    "category": "Category",
    "delegation": "Delegation",
    "country office": "Country office",
    "country": "Country",
    "language": "Language",
    "gender": "Gender, where recorded",
}
"""How each is written above what is counted by it."""
COUNTRY_OFFICES = "country office"
"""The category of those who come from a country office."""
ALL_OFFICES = "all country offices"
"""The share of them all, before that of each."""

_SCALES = (10, 20, 25, 40, 50, 60, 80, 100)
_Bounds = dict[tuple[TargetField, str], tuple[int, int]]
_PANEL = frozenset({"chair", "co-chair", "presenter", "panellist", "discussant", "moderator"})


class Share(msgspec.Struct, frozen=True):
    """How many of some people are of a kind."""

    value: str
    """Of a delegation its name."""
    people: int
    of: int
    """Of so many it is known."""
    low: int
    """The target in percent; 0 to 100 where there is none."""
    high: int
    target: tuple[TargetField, str] | None = None
    """Which field and value a target for it is set by (of a delegation the id); None: it can have none."""

    @property
    def percent(self) -> float:
        """The share; 0 of nobody."""
        return 100 * self.people / self.of if self.of else 0.0

    @property
    def has_target(self) -> bool:
        """Whether the meeting wants something of it."""
        return (self.low, self.high) != (0, 100)

    @property
    def off(self) -> Literal["", "below", "above"]:
        """Whether it misses its target, and on which side; nothing is missed by nobody."""
        return off_side(self.people, self.of, self.low, self.high)


class Balance(msgspec.Struct, frozen=True):
    """Some people counted by a field."""

    where: TargetScope
    """Whose targets count."""
    session: str
    """Its id, or "" for the whole meeting."""
    people: int
    not_recorded: int
    """Of so many of them it is not known."""
    shares: tuple[Share, ...]
    """The largest first."""


def off_side(people: int, of: int, low: int, high: int) -> Literal["", "below", "above"]:
    """Tell on which side so many of some people miss a target in percent.

    Where no whole number of so many people is within the target, the nearest below and above it will do.

    >>> off_side(1, 4, 40, 60), off_side(2, 3, 40, 60), off_side(3, 3, 40, 60)
    ('below', '', 'above')
    """
    if not of:
        return ""
    least, most = -(-low * of // 100), high * of // 100
    if least > most:
        least, most = most, least
    return "below" if people < least else "above" if people > most else ""


def balance_of(
    agenda: Agenda,
    people: Iterable[Person],
    field: BalanceField,
    *,
    where: TargetScope = "meeting",
    session: str = "",
) -> Balance:
    """Count some people by a field, the largest share first.

    What has a target is there with 0 where nobody fits, and so is every policy community of the meeting.

    Args:
        agenda: The agenda.
        people: Those who are counted.
        field: What they are counted by.
        where: Whose targets count.
        session: The session that they are at; "" for the whole meeting.

    Raises:
        UsageError: There is no such field.
    """
    if field not in BALANCE_FIELDS:
        raise UsageError(
            f"There is no balance by {field!r}.{did_you_mean(field, BALANCE_FIELDS)}",
            advice=f"It is by one of: {', '.join(BALANCE_FIELDS)}.",
        )
    everyone = tuple(people)
    judged = not session or is_judged(agenda.session[session], where, len(everyone))
    bounds = _bounds(agenda, where) if judged else {}
    known: TargetField = "category" if field == "country office" else field
    of = sum(1 for p in everyone if getattr(p, known))
    if field == "country office":
        found = _of_country_offices(everyone, bounds, of)
    else:
        found = _of_field(agenda, everyone, field, bounds, of)
    return Balance(where, session, len(everyone), len(everyone) - of, tuple(found))


def _of_field(
    agenda: Agenda, people: tuple[Person, ...], field: TargetField, bounds: _Bounds, of: int
) -> Iterator[Share]:
    count = Counter[str](value for p in people if (value := getattr(p, field) or ""))
    count.update({value: 0 for target_field, value in bounds if target_field == field})
    if field == "community" and count:
        count.update(dict.fromkeys(agenda.meeting.communities, 0))
    names = {value: value_name(agenda, field, value) for value in count}
    for value, number in sorted(count.items(), key=lambda each: (-each[1], names[each[0]].casefold())):
        low, high = bounds.get((field, value), (0, 100))
        yield Share(names[value], number, of, low, high, (field, value))


def _of_country_offices(people: tuple[Person, ...], bounds: _Bounds, of: int) -> Iterator[Share]:
    """Give the share of all country offices, then that of each; the target is that of their category."""
    theirs = [p for p in people if is_of_country_office(p)]
    if theirs or ("category", COUNTRY_OFFICES) in bounds:
        low, high = bounds.get(("category", COUNTRY_OFFICES), (0, 100))
        yield Share(ALL_OFFICES, len(theirs), of, low, high, ("category", COUNTRY_OFFICES))
    offices = Counter(map(country_office, theirs))
    for office, number in sorted(offices.items(), key=lambda each: (-each[1], each[0].casefold())):
        yield Share(office, number, of, 0, 100)


def _bounds(agenda: Agenda, where: TargetScope) -> _Bounds:
    """Give least and most percent by field and value; in a breakout what is wanted of sessions counts as well."""
    found: dict[tuple[TargetField, str], tuple[int, int]] = {}
    for scope in ("sessions", "breakouts") if where == "breakouts" else (where,):
        for target in agenda.meeting.targets:
            if target.where == scope:
                low, high = found.get((target.of, target.value), (0, 100))
                low, high = max(low, target.least_percent), min(high, target.most_percent)
                own = (target.least_percent, target.most_percent)
                found[target.of, target.value] = (low, high) if low <= high else own
    return found


def is_of_country_office(person: Person) -> bool:
    """Tell whether somebody comes from a country office."""
    return person.category.casefold().startswith(COUNTRY_OFFICES)


def country_office(person: Person) -> str:
    """Name the country office that somebody comes from."""
    return person.country or person.organisation or person.position or person.name


def value_name(agenda: Agenda, field: str, value: str) -> str:
    """Name a value of a field to people: of a delegation, which records name by its id, the name."""
    delegation = agenda.delegation.get(value) if field == "delegation" else None
    return delegation.name if delegation else value


# whom a balance is among


def coming(agenda: Agenda) -> tuple[Person, ...]:
    """Give who has accepted."""
    return tuple(p for p in agenda.people if p.invitation in COMING)


def panel_ids(session: Session) -> frozenset[str]:
    """Give who speaks in a session: chairs, presenters, panellists, discussants, moderators."""
    ids = {r.person for r in session.roles if r.kind in _PANEL and r.person is not None}
    return frozenset(ids.union(*(c.presenters for c in session.contributions)))


def is_judged(session: Session, where: TargetScope, people: int) -> bool:
    """Tell whether targets count for a session: what everyone is at is as the meeting is, and one person no panel."""
    return not session.is_for_everyone or (where == "panels" and people > 1)


def people_counted(agenda: Agenda, where: TargetScope, session: Session | None = None) -> tuple[Person, ...]:
    """Give whom a balance is among: all who come, or who is at a session, or who speaks in it."""
    if session is None:
        return coming(agenda)
    if where == "panels":
        return in_order(agenda, panel_ids(session))
    return people_at(agenda, session) if session.is_for_everyone else in_order(agenda, agenda.people_in[session.id])


def in_order(agenda: Agenda, ids: Iterable[str]) -> tuple[Person, ...]:
    """Give people by family name."""
    found = (agenda.person[i] for i in ids if i in agenda.person)
    return tuple(sorted(found, key=lambda p: ((p.family or p.name).casefold(), p.name, p.id)))


def counted_sessions(agenda: Agenda, where: TargetScope) -> tuple[Session, ...]:
    """Give the sessions that have a balance of their own: items that take place; of breakouts only these."""
    return tuple(
        s
        for s in agenda.sessions
        if not s.is_cancelled and not s.is_quiet and (where != "breakouts" or s.kind == "breakout")
    )


def scope_of(session: Session) -> TargetScope:
    """Give whose targets count for who is at a session: those for breakouts in a breakout."""
    return "breakouts" if session.kind == "breakout" else "sessions"


def balances(agenda: Agenda, field: BalanceField, where: TargetScope) -> tuple[Balance, ...]:
    """Count by a field everywhere in a scope: the whole meeting, or each session, panel or breakout with anybody in it."""
    if where == "meeting":
        return (balance_of(agenda, coming(agenda), field),)
    found: list[Balance] = []
    for session in counted_sessions(agenda, where):
        people = people_counted(agenda, where, session)
        if people:
            targets = where if where == "panels" else scope_of(session)
            found.append(balance_of(agenda, people, field, where=targets, session=session.id))
    return tuple(found)


# targets


def set_target(
    agenda: Agenda, of: str, value: str, least: int, most: int = 100, *, where: TargetScope | str = "meeting"
) -> Change:
    """Set a target, in percent, in place of the one there is for the same kind of people; 0 to 100 takes it away.

    Raises:
        UsageError: There is no such field or place, or the numbers are none.
    """
    if of not in TARGET_FIELDS:
        raise UsageError(
            f"There is no target by {of!r}.{did_you_mean(of, TARGET_FIELDS)}",
            advice=f"It is by one of: {', '.join(TARGET_FIELDS)}.",
        )
    others = [t for t in agenda.meeting.targets if (t.of, t.value, t.where) != (of, value, where)]
    if (least, most) != (0, 100):
        try:
            others.append(
                msgspec.convert(
                    {"of": of, "value": value, "least_percent": least, "most_percent": most, "where": where}, Target
                )
            )
        except (msgspec.ValidationError, ValueError) as error:
            raise UsageError(
                f"This is no target: {error}.", advice="Give percents from 0 to 100, the least first."
            ) from error
    name = value_name(agenda, of, value)
    label = f"Target for {name}: {least} to {most} %" if (least, most) != (0, 100) else f"No target for {name}"
    return set_fields(agenda, agenda.meeting, label=label, targets=tuple(others))


def wanted(low: int, high: int) -> str:
    """Say what a target wants.

    >>> wanted(25, 40), wanted(25, 100), wanted(0, 40), wanted(50, 50)
    ('25 to 40 %', 'at least 25 %', 'at most 40 %', '50 %')
    """
    if low == high:
        return f"{low} %"
    if high == 100:
        return f"at least {low} %"
    return f"{low} to {high} %" if low else f"at most {high} %"


def reach(shares: Iterable[Share]) -> int:
    """Give how many percent a chart of shares must reach to, so that all and their targets are on it."""
    most = max((max(s.percent, s.low, s.high if s.high < 100 else 0) for s in shares), default=0)
    return next(each for each in _SCALES if most <= each)
