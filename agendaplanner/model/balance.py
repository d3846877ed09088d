"""The balance among people: shares by community, category and so on, against the targets of the meeting.

Shares are of those of whom it is known; nobody is guessed at.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, get_args

import msgspec

from agendaplanner.model.actions import set_fields
from agendaplanner.model.attendance import COMING, is_at
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import TargetField
from agendaplanner.model.records import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Person, Session

TARGET_FIELDS: tuple[TargetField, ...] = get_args(TargetField)
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

    @property
    def percent(self) -> float:
        """The share; 0 of nobody."""
        return 100 * self.people / self.of if self.of else 0.0


class Miss(msgspec.Struct, frozen=True):
    """A target that some people miss."""

    target: Target
    session: str
    """Its id, or "" for the whole meeting."""
    people: int
    of: int
    more: int
    """How many more of the kind would mend it; negative: how many fewer."""
    could: tuple[str, ...]
    """Who could change it: for the meeting those on the waiting list, then those not invited yet; for a session those
    who are coming and have no part in it, those who want it first."""


def shares(
    agenda: Agenda, people: Iterable[Person], field: TargetField, *, where: str = "meeting"
) -> tuple[Share, ...]:
    """Give the shares of some people by a field, the largest first; targets that nobody fits are there with 0."""
    values = [value for p in people if (value := getattr(p, field) or "")]
    count = Counter(values)
    targets = {t.value: t for t in agenda.meeting.targets if t.of == field and t.where == where}
    count.update({value: 0 for value in targets})
    found: list[Share] = []
    for value, number in count.items():
        target = targets.get(value)
        low, high = (target.least_percent, target.most_percent) if target else (0, 100)
        found.append(Share(_named(agenda, field, value), number, len(values), low, high))
    return tuple(sorted(found, key=lambda s: (-s.people, s.value)))


def coming(agenda: Agenda) -> tuple[Person, ...]:
    """Give who has accepted."""
    return tuple(p for p in agenda.people if p.invitation in COMING)


def panel(agenda: Agenda, session: Session) -> tuple[Person, ...]:
    """Give who speaks in a session: chairs, presenters, panellists, discussants, moderators."""
    ids = {r.person for r in session.roles if r.kind in _PANEL}
    ids |= {p for c in session.contributions for p in c.presenters}
    return tuple(p for p in agenda.people if p.id in ids)


def misses(agenda: Agenda) -> tuple[Miss, ...]:
    """Give all targets that are missed, the meeting's own first."""
    found = list(meeting_misses(agenda))
    if any(target.where != "meeting" for target in agenda.meeting.targets):
        for session in agenda.sessions:
            found += session_misses(agenda, session)
    return tuple(found)


def meeting_misses(agenda: Agenda) -> Iterator[Miss]:
    """Give the targets of the whole meeting that are missed by those who have accepted."""
    people = coming(agenda)
    for target in agenda.meeting.targets:
        if target.where == "meeting" and (miss := _miss(agenda, target, people, "")) is not None:
            order = ("waiting list", "to invite")
            could = sorted(
                (p for p in agenda.people if p.invitation in order and _fits(p, target)),
                key=lambda p: (order.index(p.invitation), (p.family or p.name).casefold()),
            )
            yield msgspec.structs.replace(miss, could=tuple(p.id for p in could) if miss.more > 0 else ())


def session_misses(agenda: Agenda, session: Session) -> Iterator[Miss]:
    """Give the targets for sessions, panels and breakouts that one session misses; none where nobody is named."""
    if session.is_cancelled or session.is_quiet or session.is_for_everyone:
        return
    named = agenda.people_in[session.id]
    for target in agenda.meeting.targets:
        if target.where == "meeting" or (target.where == "breakouts" and session.kind != "breakout"):
            continue
        people = panel(agenda, session) if target.where == "panels" else [agenda.person[p] for p in sorted(named)]
        miss = _miss(agenda, target, people, session.id)
        if miss is None:
            continue
        could = sorted(
            (p for p in coming(agenda) if not is_at(agenda, p.id, session) and _fits(p, target)),
            key=lambda p: (session.id not in p.wants, (p.family or p.name).casefold()),
        )
        yield msgspec.structs.replace(miss, could=tuple(p.id for p in could) if miss.more > 0 else ())


def set_target(agenda: Agenda, of: str, value: str, least: int, most: int = 100, *, where: str = "meeting") -> Change:
    """Set a target, in percent, in place of the one there is for the same kind of people; 0 to 100 takes it away.

    Raises:
        UsageError: There is no such field or place, or the numbers are none.
    """
    if of not in TARGET_FIELDS:
        raise UsageError(
            f"There is no balance by {of!r}.{did_you_mean(of, TARGET_FIELDS)}",
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
    name = _named(agenda, of, value)
    label = f"Target for {name}: {least} to {most} %" if (least, most) != (0, 100) else f"No target for {name}"
    return set_fields(agenda, agenda.meeting, label=label, targets=tuple(others))


def _fits(person: Person, target: Target) -> bool:
    return (getattr(person, target.of) or "") == target.value


def _miss(agenda: Agenda, target: Target, people: Iterable[Person], session: str) -> Miss | None:
    known = [p for p in people if getattr(p, target.of)]
    if not known:
        return None
    of, have = len(known), sum(_fits(p, target) for p in known)
    if 100 * have < target.least_percent * of:
        # those who are added count among all; where the target is all, nobody can be added
        more = 1
        while more <= of * 100 and 100 * (have + more) < target.least_percent * (of + more):
            more += 1
        return Miss(target, session, have, of, more, ())
    if 100 * have > target.most_percent * of:
        fewer = next((n for n in range(1, have) if 100 * (have - n) <= target.most_percent * (of - n)), have)
        return Miss(target, session, have, of, -fewer, ())
    return None


def _named(agenda: Agenda, field: TargetField, value: str) -> str:
    delegation = agenda.delegation.get(value) if field == "delegation" else None
    return delegation.name if delegation else value


def miss_sentence(agenda: Agenda, miss: Miss) -> str:
    """Say what is off and who could change it."""
    from agendaplanner.model.words import people_listed, session_name  # words needs only the agenda

    target, percent = miss.target, round(100 * miss.people / miss.of)
    value = _named(agenda, target.of, target.value)
    what = {"panels": "the panel of ", "breakouts": "", "sessions": ""}.get(target.where, "")
    where = f"{what}{session_name(agenda.session[miss.session])}" if miss.session else "the meeting"
    wanted = f"at least {target.least_percent} %" if miss.more > 0 else f"at most {target.most_percent} %"
    said = f"{value}: {miss.people} of {miss.of} in {where} ({percent} %), wanted {wanted}."
    if miss.more <= 0:
        return f"{said} {-miss.more} fewer would do."
    verb = "Add" if miss.session else "Invite"
    ask = f"{said} {verb} {miss.more} more"
    if not miss.could:
        return f"{ask}; nobody in the list fits yet."
    if miss.session:
        return f"{ask}; coming and free to add: {people_listed(agenda, miss.could)}."
    waiting = [p for p in miss.could if agenda.person[p].invitation == "waiting list"]
    if waiting:
        return f"{ask}; on the waiting list: {people_listed(agenda, waiting)}."
    return f"{ask}; not invited yet: {people_listed(agenda, miss.could)}."
