"""E-mail addresses and names as calendars hold them: mailto URIs, and text within a parameter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    import icalendar

    from agendaplanner.model.records import Meeting, Person

_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|\"[^\"\\@\x00-\x1f\x7f-\x9f]+\"")
_DOMAIN = re.compile(r"(?:[\w](?:[\w-]{0,61}[\w])?\.)*[\w](?:[\w-]{0,61}[\w])?")
_SAFE = "!$'*+-._~"
"""What may stand unquoted before the @ of a mailto URI."""
_NO_MAIL = "invalid:nomail"
"""Where a published calendar must name an organizer (RFC 5546, 3.2.1) and the meeting has no address; Apple's word."""
_ANSWER = {
    "to invite": "NEEDS-ACTION",
    "invited": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "declined": "DECLINED",
    "waiting list": "TENTATIVE",
}


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


def uri(href: str) -> str:
    """Give a web address as a URI (RFC 3986): what may not stand in one is percent-encoded.

    >>> uri("https://example.org/møte 1?a=b&c=%20")
    'https://example.org/m%C3%B8te%201?a=b&c=%20'
    """
    return quote(one_line(href), safe="%:/?#[]@!$&'()*+,;=~-._")


def parameter(text: str) -> str:
    """Give text for a parameter, where a backslash means itself, though readers take it for more."""
    return one_line(text).replace("\\", "/")


def organizer(meeting: Meeting) -> icalendar.vCalAddress:
    """Give the meeting's contact as ORGANIZER."""
    import icalendar

    found = icalendar.vCalAddress(mail_uri(meeting.contact_email) or _NO_MAIL)
    if name := parameter(meeting.contact) or parameter(meeting.title):
        found.params["CN"] = name
    return found


def attendee(person: Person, *, leads: bool) -> icalendar.vCalAddress | None:
    """Give a person as ATTENDEE: in the chair, or taking part; None without an address."""
    import icalendar

    mail = mail_uri(person.email)
    if not mail:
        return None
    found = icalendar.vCalAddress(mail)
    if name := parameter(person.name):
        found.params["CN"] = name
    found.params["ROLE"] = "CHAIR" if leads else "REQ-PARTICIPANT"
    found.params["PARTSTAT"] = _ANSWER[person.invitation]
    return found
