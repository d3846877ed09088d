"""One session as a VEVENT.

UID, SEQUENCE, DTSTAMP and the like come from the record and the history, never from the clock: the same state written
twice is the same bytes, and an entry that is sent again moves the one that is there (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from agendaplanner.model.history import UNKNOWN, Stamp
from agendaplanner.model.text import one_line, paragraphs
from agendaplanner.model.times import in_utc
from agendaplanner.model.words import roles_line, session_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import icalendar

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_STATUS = {"draft": "TENTATIVE", "confirmed": "CONFIRMED", "cancelled": "CANCELLED"}
_ANSWER = {
    "to invite": "NEEDS-ACTION",
    "invited": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "waiting list": "TENTATIVE",
}


def uid(agenda: Agenda, session: Session) -> str:
    """Give a session's UID: its id and the meeting's own random id, so that it is like no other in the world."""
    domain = agenda.meeting.uid_domain
    if not domain:
        title = f"{agenda.meeting.title}|{agenda.meeting.days[:1]}"
        domain = hashlib.sha256(title.encode()).hexdigest()[:16]
    return f"{session.id}@{domain}"


def event(agenda: Agenda, session: Session, stamps: Mapping[str, Stamp]) -> icalendar.Event:
    """Give a placed session as a VEVENT."""
    import icalendar

    assert session.placement is not None
    meeting = agenda.meeting
    stamp = stamps.get(session.id, UNKNOWN)
    found = icalendar.Event()
    found.add("UID", uid(agenda, session))
    found.add("DTSTAMP", _seconds(stamp.modified))
    found.add("SEQUENCE", stamp.sequence)
    found.add("CREATED", _seconds(stamp.created))
    found.add("LAST-MODIFIED", _seconds(stamp.modified))
    zone = ZoneInfo(meeting.timezone)
    start = session.placement.start.replace(tzinfo=zone)
    # the length is real time: over a change of the clocks the wall time at the end is another
    end = (in_utc(meeting, session.placement.start) + timedelta(minutes=session.duration_minutes)).astimezone(zone)
    found.add("DTSTART", _utc_or_local(start))
    found.add("DTEND", _utc_or_local(end))
    found.add("SUMMARY", one_line(session_name(session)))
    found.add("STATUS", _STATUS[session.status])
    found.add("TRANSP", "TRANSPARENT" if session.is_quiet else "OPAQUE")
    room = agenda.room.get(session.placement.room or "")
    place = [room.name if room else "", meeting.venue, meeting.city]
    if location := ", ".join(one_line(part) for part in place if part):
        found.add("LOCATION", location)
    if text := description(agenda, session):
        found.add("DESCRIPTION", text)
    if session.track and session.track in agenda.track:
        found.add("CATEGORIES", [one_line(agenda.track[session.track].name)])
    if session.source is not None and session.source.url.startswith(("http://", "https://")):
        found.add("URL", one_line(session.source.url))
    if is_address(meeting.contact_email):
        organizer = icalendar.vCalAddress(f"mailto:{meeting.contact_email}")
        organizer.params["CN"] = one_line(meeting.contact or meeting.title)
        found.add("ORGANIZER", organizer, encode=False)
        _add_attendees(found, agenda, session)
    return found


def _add_attendees(found: icalendar.Event, agenda: Agenda, session: Session) -> None:
    """Add those with an address. Without an organizer there must be none (RFC 5545, 3.8.4.1)."""
    import icalendar

    chairs = {role.person for role in session.roles if role.kind in ("chair", "co-chair", "moderator")}
    for person_id in sorted(agenda.people_in[session.id]):
        person = agenda.person[person_id]
        if not is_address(person.email):
            continue
        attendee = icalendar.vCalAddress(f"mailto:{person.email}")
        attendee.params["CN"] = one_line(person.name)
        attendee.params["ROLE"] = "CHAIR" if person_id in chairs else "REQ-PARTICIPANT"
        attendee.params["PARTSTAT"] = _ANSWER[person.invitation]
        found.add("ATTENDEE", attendee, encode=False)


def description(agenda: Agenda, session: Session) -> str:
    """Give what a participant should know, as plain text: roles, presentations, abstract, questions, papers, links."""
    parts: list[str] = []
    if roles := roles_line(agenda, session):
        parts.append(f"{roles}.")
    for contribution in session.contributions:
        names = ", ".join(_name(agenda.person[p]) for p in contribution.presenters)
        minutes = f" ({contribution.minutes} min)" if contribution.minutes else ""
        parts.append(f"• {contribution.title}{f', {names}' if names else ''}{minutes}")
    if abstract := session.abstract or session.description:
        parts += ["", *paragraphs(abstract)]
    if session.questions:
        parts += ["", "For discussion:", *(f"• {one_line(question)}" for question in session.questions)]
    if papers := agenda.papers_for.get(session.id):
        parts += ["", "Documents:", *(f"• {one_line(f'{p.symbol} {p.title}')}" for p in papers)]
        parts += [f"  {p.link}" for p in papers if p.link]
    links = [link for link in (*session.links, *session.attachments) if link.href.startswith(("http://", "https://"))]
    if links:
        parts += ["", *(f"{one_line(link.title)}: {one_line(link.href)}".removeprefix(": ") for link in links)]
    return "\n".join(parts).strip()


def is_address(text: str) -> bool:
    """Tell whether text is an e-mail address that can stand in a calendar file as it is."""
    return _ADDRESS.fullmatch(text) is not None


def _name(person: Person) -> str:
    return one_line(f"{person.honorific} {person.name}")


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _utc_or_local(moment: datetime) -> datetime:
    """Give UTC for a meeting in UTC: it needs no time zone of its own in the file."""
    return moment.astimezone(UTC) if str(moment.tzinfo) in ("UTC", "Etc/UTC") else moment
