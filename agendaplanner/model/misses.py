"""Targets for the balance that are missed, by how much, and who could change it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.attendance import has_part, is_at, is_free
from agendaplanner.model.balance import coming, in_order, is_judged, off_side, panel_ids, value_name
from agendaplanner.model.parts import Target
from agendaplanner.model.words import people_listed, session_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session

_NOT_ASKED = ("waiting list", "to invite")
"""Invitations of those who could be invited, first whom to ask first."""


class Miss(msgspec.Struct, frozen=True):
    """A target that some people miss."""

    target: Target
    session: str
    """Its id, or "" for the whole meeting."""
    people: int
    of: int
    more: int
    """How many more of the kind would mend it; negative: how many fewer."""
    could: tuple[str, ...] = ()
    """Who could change it. Of too few: for the meeting those on the waiting list, who has waited
    longest first, then those not invited yet; for a
    session those who are coming and free then and have no part in it, who want it first. Of too many: for the meeting
    others who could be invited; for a session who is merely at it; of a panel, who is in it."""
    asked: tuple[str, ...] = ()
    """For the meeting: who would change it, is invited and has not answered."""

    @property
    def still(self) -> int:
        """How many more must be asked even if all who are asked accept; 0: none."""
        return max(0, self.more - len(self.asked))


def misses(agenda: Agenda) -> tuple[Miss, ...]:
    """Give all targets that are missed, the meeting's own first."""
    return tuple(with_people(agenda, miss) for miss in counted_misses(agenda))


def counted_misses(agenda: Agenda) -> tuple[Miss, ...]:
    """Give all targets that are missed, without who could change it: that is asked of those that are looked at."""
    found = list(_of_meeting(agenda))
    if any(target.where != "meeting" for target in agenda.meeting.targets):
        for session in agenda.sessions:
            found += _of_session(agenda, session)
    return tuple(found)


def meeting_misses(agenda: Agenda) -> Iterator[Miss]:
    """Give the targets of the whole meeting that are missed by those who have accepted."""
    for miss in _of_meeting(agenda):
        yield with_people(agenda, miss)


def session_misses(agenda: Agenda, session: Session) -> Iterator[Miss]:
    """Give the targets for sessions, panels and breakouts that one session misses; none where nobody is named."""
    for miss in _of_session(agenda, session):
        yield with_people(agenda, miss)


def _of_meeting(agenda: Agenda) -> Iterator[Miss]:
    targets = [target for target in agenda.meeting.targets if target.where == "meeting"]
    people = coming(agenda) if targets else ()
    for target in targets:
        if (miss := _miss(target, people, "")) is not None:
            yield miss


def _of_session(agenda: Agenda, session: Session) -> Iterator[Miss]:
    if session.is_cancelled or session.is_quiet:
        return
    panel = panel_ids(session)
    for target in agenda.meeting.targets:
        if target.where == "meeting" or (target.where == "breakouts" and session.kind != "breakout"):
            continue
        ids = panel if target.where == "panels" else agenda.people_in[session.id]
        if not is_judged(session, target.where, len(ids)):
            continue
        miss = _miss(target, [agenda.person[i] for i in ids if i in agenda.person], session.id)
        if miss is not None:
            yield miss


def with_people(agenda: Agenda, miss: Miss) -> Miss:
    """Give a miss with who could change it."""
    target = miss.target
    if not miss.session:
        wants_more = miss.more > 0

        def would(person: Person) -> bool:
            return bool(getattr(person, target.of)) and _fits(person, target) == wants_more

        could = sorted(
            (p for p in agenda.people if p.invitation in _NOT_ASKED and would(p)),
            key=lambda p: (_NOT_ASKED.index(p.invitation), _since(p), (p.family or p.name).casefold()),
        )
        asked = tuple(p.id for p in agenda.people if p.invitation == "invited" and would(p)) if wants_more else ()
        return msgspec.structs.replace(miss, could=tuple(p.id for p in could), asked=asked)
    session = agenda.session[miss.session]
    if miss.more < 0:
        if target.where == "panels":
            there = in_order(agenda, panel_ids(session))
        else:
            there = [p for p in in_order(agenda, session.attendees) if not has_part(session, p.id)]
        return msgspec.structs.replace(miss, could=tuple(p.id for p in there if _fits(p, target)))

    def has_place(person: Person) -> bool:
        # who is at a plenary as everyone is can still be asked to speak in it
        there = has_part(session, person.id) if target.where == "panels" else is_at(agenda, person.id, session)
        return there or not is_free(agenda, person, session)

    could = sorted(
        (p for p in coming(agenda) if _fits(p, target) and not has_place(p)),
        key=lambda p: (session.id not in p.wants, (p.family or p.name).casefold()),
    )
    return msgspec.structs.replace(miss, could=tuple(p.id for p in could))


def _since(person: Person) -> date:
    """Give since when somebody waits: who has waited longest is asked first."""
    waits = person.invitation == "waiting list"
    return (waits and (person.answered_on or person.invited_on)) or date.max


def _fits(person: Person, target: Target) -> bool:
    return (getattr(person, target.of) or "") == target.value


def _miss(target: Target, people: Iterable[Person], session: str) -> Miss | None:
    known = [p for p in people if getattr(p, target.of)]
    of, have = len(known), sum(_fits(p, target) for p in known)
    side = off_side(have, of, target.least_percent, target.most_percent)
    if side == "below":
        # those who are added count among all; where the target is all, nobody can be added
        more = 1
        while more <= of * 100 and 100 * (have + more) < target.least_percent * (of + more):
            more += 1
        return Miss(target, session, have, of, more)
    if side == "above":
        fewer = next((n for n in range(1, have) if 100 * (have - n) <= target.most_percent * (of - n)), have)
        return Miss(target, session, have, of, -fewer)
    return None


def others_needed(miss: Miss) -> int:
    """Give how many others would thin out too many of a kind; 0 where no number of them would."""
    most = miss.target.most_percent
    return max(0, -(-100 * miss.people // most) - miss.of) if most else 0


# in words


def where_words(agenda: Agenda, miss: Miss) -> str:
    """Say where a target is missed: "the meeting", "the panel of 4b Peace agreements"."""
    if not miss.session:
        return "the meeting"
    name = session_name(agenda.session[miss.session])
    return f"the panel of {name}" if miss.target.where == "panels" else name


def miss_sentence(agenda: Agenda, miss: Miss, *, value: str = "") -> str:
    """Say what is off and who could change it.

    Args:
        agenda: The agenda.
        miss: A target that is missed, with who could change it.
        value: What to call those it is about; "": as the target does.
    """
    target = miss.target
    percent = round(100 * miss.people / miss.of)
    limit = f"at least {target.least_percent} %" if miss.more > 0 else f"at most {target.most_percent} %"
    value = value or value_name(agenda, target.of, target.value)
    said = f"{value}: {miss.people} of {miss.of} in {where_words(agenda, miss)} ({percent} %), wanted {limit}."
    if miss.more < 0:
        return f"{said} {_fewer(agenda, miss)}"
    if not miss.session:
        return f"{said} {_invite(agenda, miss)}"
    ask = f"Add {miss.more} more"
    if not miss.could:
        return f"{said} {ask}; nobody who is coming fits and is free then."
    return f"{said} {ask}; coming and free to add: {people_listed(agenda, miss.could)}."


def _invite(agenda: Agenda, miss: Miss) -> str:
    asked = f"{len(miss.asked)} who fit{'s' if len(miss.asked) == 1 else ''}"
    asked += f" {'is' if len(miss.asked) == 1 else 'are'} invited and did not answer yet"
    if miss.asked and not miss.still:
        return f"{miss.more} more would do; {asked}: {people_listed(agenda, miss.asked)}."
    names = _not_asked(agenda, miss.could, miss.still) or ["nobody else in the list fits yet"]
    ask = "; ".join([f"invite {miss.still} more", *names])
    return f"{asked}; {ask}." if miss.asked else f"{ask[0].upper()}{ask[1:]}."


def _not_asked(agenda: Agenda, could: Iterable[str], enough: int) -> list[str]:
    by_status = {status: [p for p in could if agenda.person[p].invitation == status] for status in _NOT_ASKED}
    waiting, not_invited = by_status["waiting list"], by_status["to invite"]
    names = [f"on the waiting list: {people_listed(agenda, waiting)}"] if waiting else []
    if not_invited and len(waiting) < enough:
        names.append(f"not invited yet: {people_listed(agenda, not_invited)}")
    return names


def _fewer(agenda: Agenda, miss: Miss) -> str:
    fewer = f"{-miss.more} fewer would do"
    if not miss.session:
        others = others_needed(miss)
        if not others:
            return f"{fewer}."
        names = _not_asked(agenda, miss.could, others)
        return f"{'; '.join([f'{fewer}, or {others} more of others', *names])}."
    if not miss.could:
        return f"{fewer}; all of them have a part in it."
    there = "in it" if miss.target.where == "panels" else "at it without a part"
    return f"{fewer}; {there}: {people_listed(agenda, miss.could)}."
