"""What should be there before the programme is printed: the plan, who does what, and what is read in it."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from agendaplanner.checks.candidates import open_roles
from agendaplanner.checks.needs import required_roles
from agendaplanner.checks.points.point import (
    MEETING,
    Place,
    Point,
    at_people,
    at_rooms,
    at_sessions,
    dated,
    gravity,
    usual,
)
from agendaplanner.checks.rules import RULES
from agendaplanner.model.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.findings import Finding
    from agendaplanner.checks.points.point import Facts
    from agendaplanner.model.records import Person, Session

_ABOUT_SOMETHING = frozenset({"plenary", "working session", "breakout", "keynote", "talk", "workshop", "side meeting"})
"""The kinds of session of which readers want to know what they are about."""
_DISCUSSED = frozenset({"working session", "breakout"})
_ELSEWHERE = frozenset({"role-open", "paper-overdue", "paper-late", "too-many-people"})
"""The rules that have points of their own."""


def printing_points(facts: Facts) -> Iterator[Point]:
    """Give the points that have a bearing on this meeting."""
    yield from _plan(facts)
    yield from _roles(facts)
    yield from _warnings(facts)
    yield from _people(facts)
    yield from _texts(facts)
    if facts.published is not None:
        yield Point(
            id="not-published",
            met=f"Version {facts.published.version} is published",
            message="Nothing is published yet.",
            count=int(not facts.published.version),
            command="publish",
        )


def _plan(facts: Facts) -> Iterator[Point]:
    agenda = facts.agenda
    yield Point(
        id="sessions",
        met="There are sessions",
        message="The agenda has no sessions yet.",
        count=int(not facts.sessions),
        command="add session",
    )
    if not facts.sessions:
        return
    waiting = agenda.waiting
    yield Point(
        id="unplaced",
        met="Every session has a place",
        message=f"{counted(len(waiting), 'session has', 'sessions have')} no place yet.",
        count=len(waiting),
        places=at_sessions(waiting),
        on_timeline=True,
    )
    clashes = [each for each in facts.findings if each.severity == "clash" and not _stands_for_itself(each)]
    yield Point(
        id="clashes",
        met="Nothing clashes",
        message=clashes[0].message
        if len(clashes) == 1
        else f"{counted(len(clashes), 'clash', 'clashes')} in the plan.",
        severity="clash",
        count=len(clashes),
        places=tuple(_place_of(each) for each in clashes),
        on_timeline=True,
    )
    unknown = [room for room in facts.rooms if room.capacity is None]
    if facts.rooms:
        yield Point(
            id="rooms-without-capacity",
            met="It is known how many each room holds",
            message=f"{counted(len(unknown), 'room has', 'rooms have')} no capacity, so that it is not checked whether "
            "people fit.",
            severity=usual(len(unknown), len(facts.rooms)),
            count=len(unknown),
            places=at_rooms(unknown),
            field="capacity",
        )


def _stands_for_itself(finding: Finding) -> bool:
    """Tell whether another point looks at it."""
    return finding.rule in _ELSEWHERE or (finding.rule == "out-of-balance" and not finding.sessions)


def _place_of(finding: Finding) -> Place:
    """Give where a finding is, in its own words."""
    for kind, ids in (("session", finding.sessions), ("person", finding.people), ("room", finding.rooms)):
        if ids:
            return Place(kind, ids[0], finding.message)
    return Place("meeting", "meeting", finding.message)


def _roles(facts: Facts) -> Iterator[Point]:
    agenda = facts.agenda
    if facts.policies["role-open"] != "ignore" and any(s.roles or required_roles(agenda, s) for s in facts.sessions):
        found = open_roles(agenda)
        kinds = Counter(role.kind for role in found)
        words = listed((counted(count, kind) for kind, count in kinds.most_common()), most=5)
        yield Point(
            id="roles-open",
            met="Every role has somebody",
            message=f"{counted(len(found), 'role is', 'roles are')} open: {words}.",
            severity=gravity(facts.found("role-open")),
            count=len(found),
            places=at_sessions(agenda.session[id_] for id_ in dict.fromkeys(role.session for role in found)),
            sheet="roles",
        )
    with_talks = [session for session in facts.sessions if session.contributions]
    if with_talks:
        without = [s for s in with_talks if any(not c.presenters for c in s.contributions)]
        number = sum(not c.presenters for s in without for c in s.contributions)
        yield Point(
            id="presentations-open",
            met="Every presentation has a presenter",
            message=f"{counted(number, 'presentation has', 'presentations have')} no presenter.",
            count=number,
            places=at_sessions(without),
            field="contributions",
        )


def _warnings(facts: Facts) -> Iterator[Point]:
    """Give what a check warns of beside the points that stand for themselves, by rule."""
    for name, rule in RULES.items():
        found = [each for each in facts.found(name) if each.severity == "warning" and not _stands_for_itself(each)]
        if not found:
            continue
        yield Point(
            id=name,
            met=rule.title,
            message=found[0].message if len(found) == 1 else f"{rule.title}: {len(found)} times.",
            count=len(found),
            places=tuple(_place_of(each) for each in found),
            on_timeline=True,
            sheet="balance" if name == "out-of-balance" else "",
        )


def _people(facts: Facts) -> Iterator[Point]:
    people = facts.agenda.people
    if any(person.invited_on is not None or person.invitation == "invited" for person in people):
        asked = [person for person in people if person.invitation == "invited"]
        days = sorted(person.invited_on for person in asked if person.invited_on is not None)
        first = f"; the first was invited on {dated(days[0])}" if days and len(asked) > 1 else ""
        first = first or (f"; the invitation went out on {dated(days[0])}" if days else "")
        yield Point(
            id="unanswered",
            met="Everybody who is invited has answered",
            message=f"{counted(len(asked), 'person has', 'people have')} not answered{first}.",
            count=len(asked),
            places=tuple(_asked(p) for p in sorted(asked, key=lambda p: p.invited_on or date.max)),
            sheet="people",
        )
    speaking = {id_ for s in facts.sessions for id_ in _speakers(s)}
    speakers = [person for person in people if person.id in speaking]
    if any(person.biography for person in speakers):
        without = [person for person in speakers if not person.biography]
        yield Point(
            id="speakers-without-biography",
            met="Every speaker has a biography",
            message=f"{counted(len(without), 'speaker has', 'speakers have')} no biography.",
            severity="hint",
            count=len(without),
            places=at_people(without),
            field="biography",
        )


def _asked(person: Person) -> Place:
    """Give somebody who was invited, with the date of it."""
    when = f", invited on {dated(person.invited_on)}" if person.invited_on is not None else ""
    return Place("person", person.id, f"{person.name}{when}", person.name)


def _speakers(session: Session) -> Iterator[str]:
    yield from (role.person for role in session.roles if role.person is not None)
    for contribution in session.contributions:
        yield from contribution.presenters


def _texts(facts: Facts) -> Iterator[Point]:
    meeting = facts.agenda.meeting
    about = [session for session in facts.sessions if session.kind in _ABOUT_SOMETHING]
    if about:
        without = [session for session in about if not (session.abstract or session.description)]
        yield Point(
            id="sessions-without-abstract",
            met="Every session says what it is about",
            message=f"{counted(len(without), 'session has', 'sessions have')} no abstract.",
            severity=usual(len(without), len(about)),
            count=len(without),
            places=at_sessions(without),
            field="abstract",
        )
    discussed = [session for session in facts.sessions if session.kind in _DISCUSSED]
    if any(session.questions for session in discussed):
        without = [session for session in discussed if not session.questions]
        yield Point(
            id="sessions-without-questions",
            met="Every discussion has its questions",
            message=f"{counted(len(without), 'session has', 'sessions have')} no questions for discussion.",
            severity=usual(len(without), len(discussed)),
            count=len(without),
            places=at_sessions(without),
            field="questions",
        )
    if any(session.status == "confirmed" for session in facts.sessions):
        drafts = [session for session in facts.sessions if session.status == "draft"]
        yield Point(
            id="sessions-draft",
            met="Every session is confirmed",
            message=f"{counted(len(drafts), 'session is a draft', 'sessions are drafts')}, not confirmed.",
            severity="hint",
            count=len(drafts),
            places=at_sessions(drafts),
            field="status",
        )
    for id_, met, there, message in (
        ("practical", "There is practical information", meeting.practical, "There is no practical information."),
        ("logo", "The cover has a logo", meeting.logo, "The cover has no logo."),
    ):
        yield Point(
            id=id_,
            met=met,
            message=message,
            severity="hint",
            count=int(not there),
            places=() if there else (MEETING,),
            field=id_,
        )
