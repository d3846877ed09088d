"""What should be there before invitations go out: what the meeting is, and who is to be asked."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agendaplanner.checks.duplicates import duplicates
from agendaplanner.checks.names import folded
from agendaplanner.checks.points.point import MEETING, Place, Point, at_people, gravity
from agendaplanner.checks.sisters import date_clashes, overlaps, sisters
from agendaplanner.model.merging import told_apart
from agendaplanner.model.people import seats
from agendaplanner.model.words import counted, listed

FEW = 200
"""Among so many people all pairs are compared."""

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.points.point import Facts


def invitation_points(facts: Facts) -> Iterator[Point]:
    """Give the points that have a bearing on this meeting."""
    yield from _meeting(facts)
    yield from _people(facts)
    yield from _balance(facts)
    yield from _sisters(facts)


def _meeting(facts: Facts) -> Iterator[Point]:
    meeting = facts.agenda.meeting
    lacking = [word for word, there in (("venue", meeting.venue), ("city", meeting.city)) if not there]
    contact = "Nobody is named whom invitees can ask." if not meeting.contact else ""
    contact = contact or ("The contact has no e-mail address." if not meeting.contact_email else "")
    said = (
        ("meeting-days", "The days are set", "The meeting has no days yet." if not meeting.days else "", "days"),
        (
            "meeting-place",
            "Venue and city are named",
            f"The meeting has {listed(f'no {word}' for word in lacking)}." if lacking else "",
            lacking[0] if lacking else "",
        ),
        ("meeting-contact", "Invitees know whom to ask", contact, "contact_email" if meeting.contact else "contact"),
        (
            "meeting-objectives",
            "The objectives are written",
            "The meeting has no objectives: invitees want to know what it is for." if not meeting.objectives else "",
            "objectives",
        ),
        (
            "meeting-website",
            "There is a website",
            "The meeting has no website." if not meeting.website else "",
            "website",
        ),
    )
    for id_, met, message, field in said:
        yield Point(
            id=id_,
            met=met,
            message=message,
            count=int(bool(message)),
            places=(MEETING,) if message else (),
            severity="hint" if id_ == "meeting-website" else "warning",
            field=field,
        )


def _people(facts: Facts) -> Iterator[Point]:
    agenda, person = facts.agenda, facts.agenda.person
    yield Point(
        id="people",
        met="There is a list of participants",
        message="" if person else "Nobody is on the list of participants.",
        count=int(not person),
        sheet="people",
    )
    if not person:
        return
    twice = _twice(facts)
    yield Point(
        id="people-twice",
        met="Nobody is on the list twice",
        message=f"{counted(len(twice), 'pair of people may be one person', 'pairs of people may be one person each')}.",
        count=len(twice),
        places=tuple(
            Place("person", first, f"{person[first].name} and {person[second].name}") for first, second in twice
        ),
        sheet="people",
    )
    to_invite = [p for p in agenda.people if p.invitation == "to invite"]
    if to_invite:
        unknown = [p for p in to_invite if not p.email]
        yield Point(
            id="to-invite-without-address",
            met="Those to be invited have e-mail addresses",
            message=f"{counted(len(unknown), 'person', 'people')} to be invited "
            f"{'has' if len(unknown) == 1 else 'have'} no e-mail address.",
            count=len(unknown),
            places=at_people(unknown),
            sheet="people",
        )
    full = seats(agenda)
    if full.free is not None:
        free = max(0, full.free - full.invited)
        could = min(free, len(full.waiting))
        even = " even if all who are invited accept" if full.invited else ""
        yield Point(
            id="seats-free",
            met="Nobody waits while a seat is free",
            message=f"{counted(free, 'seat is', 'seats are')} free{even}, and "
            f"{counted(len(full.waiting), 'person waits', 'people wait')} for one.",
            count=could,
            places=at_people(person[id_] for id_ in full.waiting[:could]),
            sheet="people",
        )


def _twice(facts: Facts) -> list[tuple[str, str]]:
    """Give the pairs that may be one person; of very many people only those with the same address or name.

    The page is made anew after each change, and to compare all with all would take longer than that.
    """
    agenda = facts.agenda
    if len(agenda.person) <= FEW:
        return [each.people for each in duplicates(agenda)]
    alike: dict[object, list[str]] = defaultdict(list)
    for person in agenda.people:
        alike[tuple(sorted(folded(person.name).words)) or person.id].append(person.id)
        alike[person.email.casefold() or f" {person.id}"].append(person.id)
    pairs = {told_apart(ids[0], other) for ids in alike.values() for other in ids[1:]}
    return sorted(pairs - set(agenda.meeting.not_same))


def _balance(facts: Facts) -> Iterator[Point]:
    meeting = facts.agenda.meeting
    if any(target.where == "meeting" for target in meeting.targets) and facts.policies["out-of-balance"] != "ignore":
        off = [each for each in facts.found("out-of-balance") if not each.sessions]
        yield Point(
            id="balance",
            met="The participants are in the balance that is wanted",
            message=off[0].message if len(off) == 1 else f"The balance among participants is off in {len(off)} points.",
            severity=gravity(off),
            count=len(off),
            places=tuple(Place("meeting", "meeting", each.message) for each in off) if len(off) > 1 else (),
            sheet="balance",
        )
    if meeting.communities or any(target.of == "community" for target in meeting.targets):
        without = [person for person in facts.listed if not person.community]
        yield Point(
            id="people-without-community",
            met="Everybody's policy community is known",
            message=f"{counted(len(without), 'person has', 'people have')} no policy community, so that the balance leaves "
            f"{'that one' if len(without) == 1 else 'them'} out.",
            count=len(without),
            places=at_people(without),
            sheet="people",
        )


def _sisters(facts: Facts) -> Iterator[Point]:
    agenda, all_ = facts.agenda, sisters(facts.agenda)
    if any(sister.invitees for sister in all_):
        asked = [each for each in overlaps(agenda) if each.sure == "alike"]
        people = dict.fromkeys(each.person for each in asked)
        yield Point(
            id="overlap-open",
            met="It is settled who is on the lists of sister meetings too",
            message=f"{counted(len(people), 'person', 'people')} may be on the list of a sister meeting too: "
            "say who is meant.",
            count=len(people),
            places=at_people(agenda.person[id_] for id_ in people),
            sheet="sisters",
        )
    dated = [sister for sister in all_ if sister.first_day is not None]
    if dated:
        clashing = set(date_clashes(agenda))
        names = [sister.name for sister in dated if sister.id in clashing]
        yield Point(
            id="sister-dates",
            met="No sister meeting is on the same days",
            message=f"{listed(names)} {'is' if len(names) == 1 else 'are'} on the same days.",
            severity="hint",
            count=len(names),
            sheet="sisters",
        )
