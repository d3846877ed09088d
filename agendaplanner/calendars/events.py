"""One session as a VEVENT.

UID, SEQUENCE, DTSTAMP and the like come from the record and the history, never from the clock: the same state written
twice is the same bytes, and an entry that is sent again moves the one that is there (RFC 5545, 3.8.7.4).

Addresses of people stay out of what is published (RFC 5546, 3.2.1, forbids attendees there). They are only in an
invitation, which names the invited person alone, and in a calendar that the organisers ask for by themselves.
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from agendaplanner.calendars.addresses import attendee, organizer, parameter, uri
from agendaplanner.calendars.colours import colour_name
from agendaplanner.calendars.descriptions import description, is_conference, is_web
from agendaplanner.model.ids import uid_domain_of
from agendaplanner.model.text import one_line
from agendaplanner.model.times import in_utc
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    import icalendar

    from agendaplanner.calendars.scopes import Entry
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.history import Stamp
    from agendaplanner.model.records import Person, Session

_ID = re.compile(r"[A-Za-z0-9_.-]{1,100}")
_STATUS = {"draft": "TENTATIVE", "confirmed": "CONFIRMED"}
_LEADS = frozenset({"chair", "co-chair", "moderator"})


def uid(agenda: Agenda, session: Session) -> str:
    """Give a session's UID: its id and the meeting's own random id, so that it is like no other in the world."""
    return f"{_plain_id(session.id)}@{_plain_id(uid_domain_of(agenda.meeting))}"


def _plain_id(text: str) -> str:
    """Give an id as it is where any calendar program can hold it, else letters and digits made from it."""
    return text if _ID.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:20]


def event(entry: Entry, stamp: Stamp, *, people: Iterable[Person] = (), alarm_minutes: int | None = None) -> Any:
    """Give an entry as an ``icalendar.Event``.

    Args:
        entry: A session that has a placement.
        stamp: Its stamp at the time of writing.
        people: Who is named as attendee, those without an address left out.
        alarm_minutes: How long before its start it reminds; None: not at all. Breaks and what is off never do.
    """
    import icalendar

    agenda, session, meeting = entry.agenda, entry.session, entry.agenda.meeting
    assert session.placement is not None
    modified = icalendar.vDatetime(_seconds(stamp.modified))
    start, end = times(agenda, session)
    found = icalendar.Event()
    found["UID"] = icalendar.vText(uid(agenda, session))
    found["DTSTAMP"] = found["LAST-MODIFIED"] = modified
    found["SEQUENCE"] = icalendar.vInt(stamp.sequence)
    found["CREATED"] = icalendar.vDatetime(_seconds(stamp.created))
    found["DTSTART"] = icalendar.vDatetime(_utc_or_local(start))
    found["DTEND"] = icalendar.vDatetime(_utc_or_local(end))
    found["SUMMARY"] = icalendar.vText(summary(session))
    found["STATUS"] = icalendar.vText("CANCELLED" if entry.withdrawn else _STATUS[session.status])
    found["TRANSP"] = icalendar.vText("TRANSPARENT" if session.is_quiet or entry.withdrawn else "OPAQUE")
    found["ORGANIZER"] = organizer(meeting)
    room = agenda.room.get(session.placement.room or "")
    place = map(one_line, (room.name if room else "", meeting.venue, meeting.city))
    if location := ", ".join(filter(None, place)):
        found["LOCATION"] = icalendar.vText(location)
    if text := description(agenda, session):
        found["DESCRIPTION"] = icalendar.vText(text)
    if track := agenda.track.get(session.track or ""):
        if category := one_line(track.name):
            found["CATEGORIES"] = icalendar.vCategory([category])
        if colour := colour_name(track.colour):
            found["COLOR"] = icalendar.vText(colour)
    _add_links(found, agenda, session)
    chairs = {role.person for role in session.roles if role.kind in _LEADS}
    named = [attendee(person, leads=person.id in chairs) for person in people]
    if attendees := [each for each in named if each is not None]:
        found["ATTENDEE"] = attendees
    if alarm_minutes is not None and not entry.withdrawn and not session.is_quiet:
        found.add_component(_alarm(session, alarm_minutes))
    return found


def summary(session: Session) -> str:
    """Give what an entry is called: number and title, or where it has neither, its kind."""
    return one_line(session_name(session)) or session.kind.capitalize()


def times(agenda: Agenda, session: Session) -> tuple[datetime, datetime]:
    """Give start and end of a placed session in the meeting's zone.

    Its length is real time: over a change of the clocks the wall time at its end is another.
    """
    assert session.placement is not None
    zone = ZoneInfo(agenda.meeting.timezone)
    end = in_utc(agenda.meeting, session.placement.start) + timedelta(minutes=session.duration_minutes)
    return session.placement.start.replace(tzinfo=zone), end.astimezone(zone)


def _add_links(found: icalendar.Event, agenda: Agenda, session: Session) -> None:
    """Add the page of the session, its papers and what is attached, and where to take part from elsewhere."""
    import icalendar

    if session.source is not None and is_web(session.source.url):
        found["URL"] = icalendar.vUri(uri(session.source.url))
    papers = [paper.link for paper in agenda.papers_for.get(session.id, ())]
    hrefs = [href for href in (*papers, *(link.href for link in session.attachments)) if is_web(href)]
    if hrefs:
        found["ATTACH"] = [icalendar.vUri(uri(href)) for href in dict.fromkeys(hrefs)]
    conferences: list[icalendar.vUri] = []
    for link in filter(is_conference, session.links):
        conference = icalendar.vUri(uri(link.href))
        conference.params["VALUE"] = "URI"
        conference.params["FEATURE"] = ["AUDIO", "VIDEO"]
        conference.params["LABEL"] = parameter(link.title) or "Video conference"
        conferences.append(conference)
    if conferences:
        found["CONFERENCE"] = conferences


def _alarm(session: Session, minutes: int) -> icalendar.Alarm:
    import icalendar

    alarm = icalendar.Alarm()
    alarm["ACTION"] = icalendar.vText("DISPLAY")
    alarm["DESCRIPTION"] = icalendar.vText(summary(session))
    alarm["TRIGGER"] = icalendar.vDuration(-timedelta(minutes=minutes))
    return alarm


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _utc_or_local(moment: datetime) -> datetime:
    """Give UTC for a meeting in UTC, which needs no time zone in the file, and for an hour that comes twice or never.

    On the night when clocks go back, a local time means its first occurrence (RFC 5545, 3.3.5); not all readers know.
    """
    in_utc_anyway = str(moment.tzinfo) in ("UTC", "Etc/UTC")
    twice_or_never = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    return moment.astimezone(UTC) if in_utc_anyway or twice_or_never else moment
