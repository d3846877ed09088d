"""Sending notices by SMTP: each at most once, whatever fails; a run that was broken off is simply run again."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, Protocol

import msgspec

from agendaplanner.calendars.notices.mail import mail, sender
from agendaplanner.model.errors import AgendaError, UsageError

if TYPE_CHECKING:
    from email.message import EmailMessage

    from agendaplanner.calendars.notices.collecting import Notice, Notices

Security = Literal["starttls", "tls", "none"]
PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
TIMEOUT_SECONDS = 30
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}
_GONE = 421
"""The server is about to hang up (RFC 5321, 4.2.3)."""


class MailError(AgendaError):
    """The mail server cannot be reached, refuses, or fails."""


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed in."""

    host: str
    port: int | None = None
    """None: the usual one."""
    user: str = ""
    """"": without logging in."""
    password: str = ""
    security: Security = "starttls"
    certificates: str | None = None
    """A file of certificate authorities to trust instead of the usual ones."""

    def __post_init__(self) -> None:
        if not self.host or any(ord(c) <= 32 for c in self.host):
            raise UsageError(f"{self.host!r} is no mail server.", advice="Give one such as smtp.example.org.")
        if self.security == "none" and self.user and self.host not in _LOOPBACK:
            raise UsageError(
                f"{self.host} would get the password without encryption.", advice="Use TLS, or send without logging in."
            )

    @property
    def name(self) -> str:
        """Host and port."""
        return f"{self.host}:{self.port or PORTS[self.security]}"


class Ledger(Protocol):
    """What remembers to whom notices of a version went out; see ``document.sent``."""

    def known(self) -> Mapping[str, Entry]:
        """Give what is known, by person."""
        ...

    def begin(self, person: str, address: str) -> bool:
        """Note that a notice is about to go out; False where it went out already."""
        ...

    def done(self, person: str) -> None:
        """Note that it went out."""
        ...

    def refused(self, person: str) -> None:
        """Note that it did not."""
        ...


class Entry(Protocol):
    """What a ledger knows of one notice."""

    @property
    def state(self) -> str:
        """Whether it was "sent", or may have been ("sending")."""
        ...


class Sending(msgspec.Struct, frozen=True, kw_only=True):
    """To whom notices went out, or would go out; people by id."""

    sent: tuple[str, ...]
    """Now (in a dry run: would be)."""
    already: tuple[str, ...]
    """Before."""
    unknown: tuple[str, ...]
    """An earlier run was broken off just as theirs went out; they are left out, not to be told twice."""
    without_address: tuple[str, ...]
    refused: Mapping[str, str]
    """What the server said, by person; the others got theirs."""
    stopped: bool = False


def send(
    notices: Notices,
    ledger: Ledger,
    server: MailServer | None,
    *,
    again: frozenset[str] = frozenset(),
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Sending:
    """Send notices to those who did not get theirs yet.

    Args:
        notices: All notices of a version.
        ledger: Who got theirs.
        server: Where they are handed in; None: a dry run, which tells who would get one.
        again: People of whom it is not known whether they got theirs, and who are to get it now.
        progress: Told how many of those to be sent now were, of how many.
        cancelled: Asked between two mails whether to stop.

    Raises:
        MailError: The server cannot be reached, or fails; run again, and those who are left get theirs.
        FileError: The ledger cannot be written; nothing went out that is not noted.
    """
    known = {person: entry.state for person, entry in ledger.known().items()}
    without = tuple(each.person.id for each in notices.all if not each.address)
    already = tuple(each.person.id for each in notices.all if known.get(each.person.id) == "sent")
    unknown = tuple(
        each.person.id for each in notices.all if known.get(each.person.id) == "sending" and each.person.id not in again
    )
    skipped = {*without, *already, *unknown}
    due = [each for each in notices.all if each.person.id not in skipped]
    if server is None:
        due_ids = tuple(each.person.id for each in due)
        return Sending(sent=due_ids, already=already, unknown=unknown, without_address=without, refused={})
    for each in due:
        if each.person.id in known:
            ledger.refused(each.person.id)
    sent: list[str] = []
    refused: dict[str, str] = {}
    stopped = False
    with _Line(server) as line:
        for done, each in enumerate(due, 1):
            if cancelled():
                stopped = True
                break
            message = mail(notices, each, date=datetime.now(UTC))
            why = _send_one(line, ledger, notices, each, message, len(sent), len(due))
            if why is None:
                sent.append(each.person.id)
            elif why:
                refused[each.person.id] = why
            if progress is not None:
                progress(done, len(due))
    return Sending(
        sent=tuple(sent), already=already, unknown=unknown, without_address=without, refused=refused, stopped=stopped
    )


def _send_one(
    line: _Line, ledger: Ledger, notices: Notices, notice: Notice, message: EmailMessage, sent: int, due: int
) -> str | None:
    """Send one; gives None where it went out, "" where another process has it, else why the server refused it."""
    line.ready()
    person = notice.person.id
    if not ledger.begin(person, notice.address):
        return ""
    try:
        why = line.hand_in(sender(notices.after.agenda.meeting), notice.address, message)
    except _NotHandedIn as error:
        ledger.refused(person)
        raise _broken_off(error.error, sent, due) from error
    except _Unknown as error:  # the ledger keeps it as "sending"
        raise _broken_off(error.error, sent, due, unsure=notice.person.name) from error
    if why:
        ledger.refused(person)
        return why
    ledger.done(person)
    return None


def _broken_off(error: MailError, sent: int, due: int, *, unsure: str = "") -> MailError:
    doubt = f" Whether {unsure} got theirs is not known, so they will be left out." if unsure else ""
    return MailError(
        f"{error.what} {sent} of {due} notices had gone out.{doubt}",
        where=error.where,
        advice="Send again: those who got theirs get no second one.",
    )


class _NotHandedIn(Exception):
    """A mail did not go out, for certain."""

    def __init__(self, error: MailError) -> None:
        super().__init__(str(error))
        self.error = error


class _Unknown(Exception):
    """The line broke after the mail was handed over, before the server said whether it takes it."""

    def __init__(self, error: MailError) -> None:
        super().__init__(str(error))
        self.error = error


class _Line:
    """A line to a mail server, opened when it is first needed, and again once where it was cut between two mails."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> _Line:
        return self

    def __exit__(self, *_: object) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()

    def ready(self) -> None:
        """See that the line is open.

        Raises:
            MailError: It cannot be opened.
        """
        if self._smtp is not None:
            try:
                if self._smtp.noop()[0] == 250:
                    return
            except (smtplib.SMTPException, OSError):
                pass
            self._smtp.close()
        self._smtp = _opened(self._server)

    def hand_in(self, from_: str, to: str, message: EmailMessage) -> str:
        """Hand a mail in; gives "" where the server took it, else why it does not.

        Raises:
            _NotHandedIn: The server fails; the mail did not go out.
            _Unknown: The line broke at the moment when it matters.
        """
        assert self._smtp is not None
        smtp = self._smtp
        where = self._server.name
        options: list[str] = []
        if not (from_ + to).isascii():
            if not smtp.has_extn("smtputf8"):
                return "this mail server takes no addresses with letters beyond a-z"
            options.append("SMTPUTF8")
        try:
            smtp.rset()
            code, answer = smtp.mail(from_, options)
            if code == 250:
                code, answer = smtp.rcpt(to)
        except (smtplib.SMTPException, OSError) as error:
            raise _NotHandedIn(MailError("The line to the mail server broke.", where=where)) from error
        if code == _GONE:
            raise _NotHandedIn(MailError("The mail server hung up.", where=where))
        if code not in (250, 251):
            return f"{code} {_said(answer)}"
        try:
            code, answer = smtp.data(message.as_bytes())
        except smtplib.SMTPDataError as error:  # it refused before the mail was handed over
            if error.smtp_code == _GONE:
                raise _NotHandedIn(MailError("The mail server hung up.", where=where)) from error
            return f"{error.smtp_code} {_said(error.smtp_error)}"
        except (smtplib.SMTPException, OSError) as error:
            raise _Unknown(MailError("The line to the mail server broke.", where=where)) from error
        if code == _GONE:
            raise _NotHandedIn(MailError("The mail server hung up.", where=where))
        return "" if code == 250 else f"{code} {_said(answer)}"


def _opened(server: MailServer) -> smtplib.SMTP:
    """Open a line: encrypted and logged in as the server wants it.

    Raises:
        MailError: That is not possible.
    """
    where = server.name
    smtp: smtplib.SMTP | None = None
    try:
        context = ssl.create_default_context(cafile=server.certificates)
        port = server.port or PORTS[server.security]
        smtp = (
            smtplib.SMTP_SSL(server.host, port, timeout=TIMEOUT_SECONDS, context=context)
            if server.security == "tls"
            else smtplib.SMTP(server.host, port, timeout=TIMEOUT_SECONDS)
        )
        if server.security == "starttls":
            smtp.starttls(context=context)
        smtp.ehlo()
        if server.user:
            _log_in(smtp, server)
    except BaseException as error:
        if smtp is not None:
            smtp.close()
        found = _why_not_opened(error, server, where)
        if found is None:
            raise
        raise found from error
    return smtp


def _log_in(smtp: smtplib.SMTP, server: MailServer) -> None:
    if (server.user + server.password).isascii():
        smtp.login(server.user, server.password)
        return
    # the library logs in with ASCII alone (RFC 4616 has UTF-8)
    if "PLAIN" not in smtp.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError("no way to log in with letters beyond a-z")
    secret = base64.b64encode(f"\0{server.user}\0{server.password}".encode()).decode()
    code, answer = smtp.docmd("AUTH", f"PLAIN {secret}")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, answer)


def _why_not_opened(error: BaseException, server: MailServer, where: str) -> MailError | None:
    """Give what kept a line from being opened, in plain words; None for a mistake of ours."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return MailError("The mail server does not accept this name and password.", where=where, advice="Check both.")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        starttls = server.security == "starttls" and "STARTTLS" in str(error)
        what = "does not encrypt (STARTTLS)" if starttls else "does not let anybody log in this way"
        return MailError(
            f"The mail server {what}, so nothing was sent.", where=where, advice="Check server, port and security."
        )
    if isinstance(error, ssl.SSLError):
        return MailError(
            "The mail server's certificate cannot be trusted, or it does not speak TLS here; nothing was sent.",
            where=where,
            advice="Check server, port and security.",
        )
    if isinstance(error, socket.gaierror):
        return MailError("There is no such mail server.", where=where, advice="Check its name and the network.")
    if isinstance(error, smtplib.SMTPException | OSError):
        return MailError(
            "The mail server cannot be reached.", where=where, advice="Check its name, the port and the network."
        )
    return None


def _said(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:200]
