"""One session as a VEVENT.

UID, SEQUENCE, DTSTAMP and the like come from the record and the history, never from the clock: the same state written
twice is the same bytes, and an entry that is sent again moves the one that is there (RFC 5545, 3.8.7.4).
"""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import quote
from zoneinfo import ZoneInfo

from agendaplanner.model.history import UNKNOWN, Stamp
from agendaplanner.model.ids import uid_domain_of
from agendaplanner.model.text import one_line, paragraphs, without_controls
from agendaplanner.model.times import in_utc
from agendaplanner.model.words import roles_line, session_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    import icalendar

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session

_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|\"[^\"\\@\x00-\x1f\x7f-\x9f]+\"")
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)*[\w](?:[\w-]{0,61}[\w])?")
_SAFE = "!$'*+-._~"
"""What may stand unquoted before the @ of a mailto URI."""
_ID = re.compile(r"[A-Za-z0-9_.-]{1,100}")
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
    return f"{_plain_id(session.id)}@{_plain_id(uid_domain_of(agenda.meeting))}"


def _plain_id(text: str) -> str:
    """Give an id as it is where any calendar program can hold it, else letters and digits made from it."""
    return text if _ID.fullmatch(text) else hashlib.sha256(text.encode()).hexdigest()[:20]


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
    place = map(one_line, (room.name if room else "", meeting.venue, meeting.city))
    if location := ", ".join(filter(None, place)):
        found.add("LOCATION", location)
    if text := description(agenda, session):
        found.add("DESCRIPTION", text)
    if session.track and session.track in agenda.track:
        found.add("CATEGORIES", [one_line(agenda.track[session.track].name)])
    if session.source is not None and session.source.url.startswith(("http://", "https://")):
        found.add("URL", one_line(session.source.url))
    if mail := mail_uri(meeting.contact_email):
        organizer = icalendar.vCalAddress(mail)
        organizer.params["CN"] = _parameter(meeting.contact) or _parameter(meeting.title)
        found.add("ORGANIZER", organizer, encode=False)
        _add_attendees(found, agenda, session)
    return found


def _add_attendees(found: icalendar.Event, agenda: Agenda, session: Session) -> None:
    """Add those with an address. Without an organizer there must be none (RFC 5545, 3.8.4.1)."""
    import icalendar

    chairs = {role.person for role in session.roles if role.kind in ("chair", "co-chair", "moderator")}
    for person_id in sorted(agenda.people_in[session.id]):
        person = agenda.person[person_id]
        mail = mail_uri(person.email)
        if not mail:
            continue
        attendee = icalendar.vCalAddress(mail)
        attendee.params["CN"] = _parameter(person.name)
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
        parts.append(f"• {one_line(contribution.title)}{f', {names}' if names else ''}{minutes}")
    if abstract := session.abstract or session.description:
        parts += ["", *paragraphs(abstract)]
    if session.questions:
        parts += ["", "For discussion:", *(f"• {one_line(question)}" for question in session.questions)]
    if papers := agenda.papers_for.get(session.id):
        parts += ["", "Documents:", *(f"• {one_line(f'{p.symbol} {p.title}')}" for p in papers)]
        parts += [f"  {one_line(p.link)}" for p in papers if p.link]
    links = [link for link in (*session.links, *session.attachments) if link.href.startswith(("http://", "https://"))]
    if links:
        parts += ["", *(f"{one_line(link.title)}: {one_line(link.href)}".removeprefix(": ") for link in links)]
    return without_controls("\n".join(parts)).strip()


def mail_uri(text: str) -> str:
    """Give an e-mail address as a "mailto:" URI (RFC 6068), or "" where the text is no single address.

    >>> mail_uri("hanna.berg+oslo@example.org"), mail_uri("a@example.org, b@example.org")
    ('mailto:hanna.berg+oslo@example.org', '')
    """
    local, at, domain = text.strip().rpartition("@")
    if not at or _LOCAL.fullmatch(local) is None or _DOMAIN.fullmatch(domain) is None:
        return ""
    try:
        host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return f"mailto:{quote(local, safe=_SAFE)}@{host}"


def _parameter(text: str) -> str:
    """Give text for a parameter, where a backslash means itself, though readers take it for more."""
    return one_line(text).replace("\\", "/")


def _name(person: Person) -> str:
    return one_line(f"{person.honorific} {person.name}")


def _seconds(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _utc_or_local(moment: datetime) -> datetime:
    """Give UTC for a meeting in UTC, which needs no time zone in the file, and for an hour that comes a second time.

    On the night when clocks go back, a local time means its first occurrence (RFC 5545, 3.3.5).
    """
    in_utc_anyway = str(moment.tzinfo) in ("UTC", "Etc/UTC")
    second_time = moment.fold and moment.utcoffset() != moment.replace(fold=0).utcoffset()
    return moment.astimezone(UTC) if in_utc_anyway or second_time else moment
