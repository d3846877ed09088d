"""A notice in words: one heading for each session, and under it what changed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.calendars.notices.languages import ENGLISH
from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.calendars.notices.collecting import Notice, Notices
    from agendaplanner.calendars.notices.phrases import Phrases
    from agendaplanner.model.change_facts import SessionChange, State


class Said(msgspec.Struct, frozen=True):
    """A notice in words, each on one line, in plain text."""

    language: str
    subject: str
    greeting: str
    intro: str
    items: tuple[tuple[str, tuple[str, ...]], ...]
    """(heading, lines): what changed of each session, and of the meeting (heading "")."""
    closing: tuple[str, ...]


def say(notices: Notices, notice: Notice) -> Said:
    """Say a notice in the language of its person."""
    words = notices.language(notice)
    meeting = notices.after.agenda.meeting
    title = one_line(meeting.title)
    items: list[tuple[str, tuple[str, ...]]] = []
    if notice.meeting:
        items.append(("", tuple(_meeting_lines(words, notice))))
    items += (
        (
            _line((change.after or _was(change)).name),
            tuple(map(_line, _lines(notices, words, change, notice.person.id))),
        )
        for change in notice.changes
    )
    if notices.is_first:
        subject, intro = words.subject_first.format(meeting=title), words.intro_first.format(meeting=title)
    else:
        version = notices.after.version
        number = words.version.format(number=version.number) if version is not None else ""
        intro = words.intro.format(meeting=title, version=number)
        intro = intro if number else intro.replace(" ()", "")
        one = notice.changes[0] if notice.count == 1 and notice.changes else None
        subject = (
            words.subject_one.format(meeting=title, title=_line((one.after or _was(one)).name))
            if one is not None
            else words.subject.format(meeting=title, count=notice.count)
        )
    closing = [words.calendar] if notice.invitations else []
    closing.append(words.zone.format(zone=_zone(meeting.timezone)))
    contact = ", ".join(filter(None, map(one_line, (meeting.contact, meeting.contact_email))))
    closing.append(words.questions.format(contact=contact))
    # honorifics are English words; elsewhere "Guten Tag Ms Berg" would be odd
    honorific = notice.person.honorific if words is ENGLISH else ""
    name = one_line(f"{honorific} {notice.person.name}")
    return Said(words.code, _line(subject), words.greeting.format(name=name), intro, tuple(items), tuple(closing))


def _lines(notices: Notices, words: Phrases, change: SessionChange, person: str) -> Iterator[str]:
    """Say what changed of a session, the most important first."""
    was, now = change.before, change.after
    match change.kind:
        case "new" | "joined" if now is not None:
            roles, place = _roles_of(words, now, person), _place(words, now)
            if notices.is_first:
                yield f"{place} ({roles})" if roles else place
            elif roles:
                yield words.joined_as.format(place=place, roles=roles)
            else:
                yield (words.new if change.kind == "new" else words.joined).format(place=place)
        case "left":
            yield words.left
        case "cancelled" if was is not None:
            yield words.cancelled.format(place=_place(words, was))
        case "withdrawn" if was is not None:
            waits = change.session in notices.after.agenda.session
            yield (words.waits if waits else words.withdrawn).format(place=_place(words, was))
        case _:
            yield from _differences(notices, words, change, person)


def _differences(notices: Notices, words: Phrases, change: SessionChange, person: str) -> Iterator[str]:
    was, now = _was(change), change.after
    assert now is not None
    if "moved" in change.aspects:
        zones = was.timezone != now.timezone
        yield words.now.format(place=_place(words, now, zone=zones))
        yield words.was.format(place=_place(words, was, zone=zones))
    elif "room" in change.aspects:
        yield words.room.format(
            after=now.room_name or words.no_room,
            before=was.room_name or words.no_room,
            time=words.when(now.start, now.end),
        )
    if "people" in change.aspects:
        yield from _people(notices, words, was, now, person)
    if "title" in change.aspects:
        yield words.title.format(after=now.name, before=was.name)
    if "text" in change.aspects:
        before = dict(was.texts)
        parts = [words.parts.get(name, name) for name, value in now.texts if before.get(name) != value]
        yield words.text.format(parts=words.listed(parts))
    if "status" in change.aspects:
        yield words.confirmed if now.status == "confirmed" else words.provisional


def _people(notices: Notices, words: Phrases, was: State, now: State, person: str) -> Iterator[str]:
    """Say who came and who went, a line for each role."""
    agendas = (notices.comparison.after, notices.comparison.before)

    def named(people: list[str]) -> str:
        found = (next((side.person[id_] for side in agendas if id_ in side.person), None) for id_ in people)
        names = [
            words.you if each is not None and each.id == person else person_short(each) if each else "?"
            for each in found
        ]
        return words.listed(names)

    gone = [each for each in was.people if each not in now.people]
    come = [each for each in now.people if each not in was.people]
    for role in dict.fromkeys(role for role, _ in (*come, *gone)):
        new, old = (named([id_ for r, id_ in each if r == role]) for each in (come, gone))
        text = words.instead if new and old else words.added if new else words.gone
        yield text.format(role=words.roles.get(role, role), new=new, old=old)


def _meeting_lines(words: Phrases, notice: Notice) -> Iterator[str]:
    for each in notice.meeting:
        field = words.fields.get(each.field, each.field)
        before, after = (one_line(text) or words.none for text in (each.before, each.after))
        yield words.meeting_field.format(field=field, before=before, after=after)


def _roles_of(words: Phrases, state: State, person: str) -> str:
    roles = [role for role, id_ in state.people if id_ == person and role != "participant"]
    return words.listed([words.roles.get(role, role) for role in dict.fromkeys(roles)])


def _place(words: Phrases, state: State, *, zone: bool = False) -> str:
    time = words.when(state.start, state.end) + (f" ({state.timezone})" if zone else "")
    return words.place.format(time=time, room=state.room_name) if state.room_name else time


def _was(change: SessionChange) -> State:
    assert change.before is not None
    return change.before


def _zone(name: str) -> str:
    """Give a time zone's name for people: its city, and the whole name."""
    city = name.rpartition("/")[2].replace("_", " ")
    return f"{city} ({name})" if "/" in name else name


def _line(text: str) -> str:
    return one_line(text)
