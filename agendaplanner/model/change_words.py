"""How changes are said: one sentence for a session, to everybody or to one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.times import when
from agendaplanner.model.words import listed, person_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agendaplanner.model.change_facts import Aspect, SessionChange, Sides, State

_STATUS = {"confirmed": "confirmed now", "draft": "provisional again"}
_FIELDS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "venue": "Venue",
    "city": "City",
    "timezone": "Time zone",
    "contact": "Contact",
    "contact_email": "Contact e-mail",
}


def place(state: State) -> str:
    """Say when and where a session is: "Mon 11 Feb 13:00-14:30 Room 2"."""
    return f"{when(state.start, state.end)} {state.room_name}".strip()


def sentence(sides: Sides, change: SessionChange, person: str | None = None) -> str:
    """Say what changed of a session; to a person whose id is given, as "you"."""
    was, now = change.before, change.after
    match change.kind:
        case "new" if now is not None:
            return f"{now.name}: new, {place(now)}"
        case "joined" if now is not None:
            return f"{now.name}: you take part{_as_roles(now, person)}, {place(now)}"
        case "left" if was is not None:
            return f"{was.name}: you no longer take part (it is on {place(sides.states_after[was.session])})"
        case "cancelled" if was is not None:
            return f"{was.name}: cancelled (was {place(was)})"
        case "withdrawn" if was is not None:
            waits = change.session in sides.after.session
            return f"{was.name}: {'without a place for now' if waits else 'no longer on the agenda'} (was {place(was)})"
        case _:
            assert was is not None
            return f"{was.name}: {'; '.join(clauses(sides, change, change.aspects, person))}"


def clauses(sides: Sides, change: SessionChange, aspects: Iterable[Aspect], person: str | None = None) -> Iterator[str]:
    """Say some of what differs of a session that is on both programmes."""
    was, now = change.before, change.after
    assert was is not None
    assert now is not None
    aspects = tuple(aspects)
    if "moved" in aspects or "room" in aspects:
        zones = ("", "") if was.timezone == now.timezone else (f" ({was.timezone})", f" ({now.timezone})")
        yield f"{place(was)}{zones[0]} -> {place(now)}{zones[1]}"
    if "people" in aspects:
        yield people_clause(sides, was, now, person)
    if "title" in aspects:
        yield f"now called “{now.name}”"
    if "text" in aspects:
        before = dict(was.texts)
        yield f"{listed((word for word, value in now.texts if before[word] != value), most=9)} changed"
    if "status" in aspects:
        yield _STATUS[now.status]


def people_clause(sides: Sides, was: State, now: State, person: str | None = None) -> str:
    """Say who came and who went, in which role."""

    def name(id_: str) -> str:
        if id_ == person:
            return "you"
        found = sides.after.person.get(id_) or sides.before.person.get(id_)
        return person_short(found) if found is not None else id_

    gone = [each for each in was.people if each not in now.people]
    come = [each for each in now.people if each not in was.people]
    said: list[str] = []
    for role in dict.fromkeys(role for role, _ in (*come, *gone)):
        came, went = ([id_ for r, id_ in people if r == role] for people in (come, gone))
        who, one = listed(map(name, came or went)), len(came or went) == 1 and person not in (came or went)
        takes_part = role == "participant"
        if came and went and not takes_part:
            said.append(f"{who} {'is' if one else 'are'} {role} instead of {listed(map(name, went))}")
            continue
        if came:
            said.append(f"{who} {'joins' if one else 'join'}{'' if takes_part else f' as {role}'}")
        if went:
            who, one = listed(map(name, went)), len(went) == 1 and person not in went
            no_longer = (
                f"no longer {'takes' if one else 'take'} part"
                if takes_part
                else f"{'is' if one else 'are'} no longer {role}"
            )
            said.append(f"{who} {no_longer}")
    return ", ".join(said)


def meeting_sentence(field: str, before: str, after: str) -> str:
    """Say what changed of the meeting itself."""
    return f"{_FIELDS[field]} of the meeting: {before or 'none'} -> {after or 'none'}"


def _as_roles(state: State, person: str | None) -> str:
    roles = [role for role, id_ in state.people if id_ == person and role != "participant"]
    return f" as {listed(roles)}" if roles else ""
