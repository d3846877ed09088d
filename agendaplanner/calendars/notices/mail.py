"""A notice as a mail: plain text and HTML, and the calendar entries as attachments (RFC 6047).

Every header goes through the library's own types, which refuse line breaks; texts are brought to one line before.
"""

from __future__ import annotations

import hashlib
import html
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import TYPE_CHECKING

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.notices.saying import Said, say
from agendaplanner.model.errors import UsageError
from agendaplanner.model.ids import uid_domain_of
from agendaplanner.model.text import file_name, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.calendars.notices.collecting import Notice, Notices
    from agendaplanner.model.records import Meeting

MARK = "X-Agenda-Notice"
"""A header that tells our own mails, so that a later export can take away those that are for nobody any more."""


def mail(notices: Notices, notice: Notice, *, date: datetime) -> EmailMessage:
    """Give a notice as a mail.

    Args:
        notices: All notices, for what they have in common.
        notice: One of them.
        date: When it is written, aware.

    Raises:
        UsageError: The meeting's address is no address.
    """
    meeting = notices.after.agenda.meeting
    said = say(notices, notice)
    found = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    found["From"] = _address(one_line(meeting.contact) or one_line(meeting.title), meeting.contact_email)
    if notice.address:
        found["To"] = _address(notice.person.name, notice.address)
    found["Subject"] = said.subject
    found["Date"] = format_datetime(date)
    found["Message-ID"] = message_id(notices, notice)
    # so that out-of-office programs do not answer (RFC 3834)
    found["Auto-Submitted"] = "auto-generated"
    found[MARK] = "1"
    found.set_content(as_text(said))
    found.add_alternative(as_html(said), subtype="html")
    for number, invitation in enumerate(notice.invitations, 1):
        found.add_attachment(
            invitation.data,
            maintype="text",
            subtype="calendar",
            filename=f"{number:02d}-{'cancelled' if invitation.method == 'CANCEL' else 'session'}.ics",
            params={"method": invitation.method, "charset": "utf-8"},
        )
    found["Content-Language"] = said.language
    # written twice, it is the same bytes
    for number, part in enumerate(part for part in found.walk() if part.is_multipart()):
        part.set_boundary(hashlib.sha256(f"{found['Message-ID']} {number}".encode()).hexdigest()[:40])
    return found


def message_id(notices: Notices, notice: Notice) -> str:
    """Give the Message-ID: the same whenever the notice of one person for one version is written."""
    meeting = notices.after.agenda.meeting
    version = notices.after.version
    host = mail_uri(meeting.contact_email).rpartition("@")[2] or "invalid"
    person = file_name(notice.person.id) or "person"
    number = version.number if version is not None else 0
    return f"<{file_name(uid_domain_of(meeting)) or 'meeting'}.{number}.{person}@{host}>"


def as_text(said: Said) -> str:
    """Give a notice as plain text."""
    parts = [said.greeting, "", said.intro, ""]
    for heading, lines in said.items:
        parts += [heading] if heading else []
        parts += [f"  {line}" if heading else line for line in lines]
        parts.append("")
    return "\n".join([*parts, *said.closing, ""])


def as_html(said: Said) -> str:
    """Give a notice as HTML that needs nothing from elsewhere."""
    parts = [
        f'<!DOCTYPE html>\n<html lang="{said.language}"><head><meta charset="utf-8">',
        f"<title>{html.escape(said.subject)}</title></head>",
        '<body style="font-family: sans-serif; font-size: 15px; line-height: 1.45; color: #222; max-width: 40em">',
        f"<p>{html.escape(said.greeting)}</p>",
        f"<p>{html.escape(said.intro)}</p>",
    ]
    for heading, lines in said.items:
        parts.append('<div style="margin: 0 0 1em 0; padding: 0 0 0 0.8em; border-left: 3px solid #888">')
        if heading:
            parts.append(f"<strong>{html.escape(heading)}</strong><br>")
        parts.append("<br>\n".join(html.escape(line) for line in lines))
        parts.append("</div>")
    parts.append(f'<p style="color: #555">{"<br>".join(html.escape(line) for line in said.closing)}</p>')
    parts.append("</body></html>\n")
    return "\n".join(parts)


def _address(name: str, text: str) -> Address:
    """Give a name and address for a header.

    Raises:
        UsageError: It is no address.
    """
    if not mail_uri(text):
        raise UsageError(f"{text!r} is no e-mail address.")
    local, _, domain = text.strip().rpartition("@")
    host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    return Address(one_line(name), username=_unquoted(local), domain=host)


def _unquoted(local: str) -> str:
    return local[1:-1] if local.startswith('"') else local


def sender(meeting: Meeting) -> str:
    """Give the address that notices come from."""
    return _address("", meeting.contact_email).addr_spec
