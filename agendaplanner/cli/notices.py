"""The command ``notices``: tell each person what changed for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.caldav import read_password
from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, how_many, printable, whole_number
from agendaplanner.cli.report import count, print_json, print_notes
from agendaplanner.cli.watching import Watch, add_watched
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.calendars.notices.collecting import Notice, Notices
    from agendaplanner.calendars.notices.sending import MailServer, Sending
    from agendaplanner.calendars.notices.writing import WrittenNotices
    from agendaplanner.document.document import Document

PASSWORD_VARIABLE = "AGENDAPLANNER_SMTP_PASSWORD"


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    notices = commands.add_parser(
        "notices",
        help="tell each person what changed for them: mails, a table for mail merge, or sent by SMTP",
        description="Tell each person what changed for them with a published version, in their language, and nobody who "
        "has no change. Nothing is sent without --send; with it, nobody gets the notice of a version twice, however "
        f"often it is run. The password is asked for, or comes from the system's keyring, ${PASSWORD_VARIABLE} or a file.",
        allow_abbrev=False,
    )
    add_file(notices)
    notices.add_argument(
        "--to", type=Path, metavar="DIR", help="write the mails (.eml) and the table (.csv, .xlsx) here"
    )
    notices.add_argument(
        "--of-version", type=how_many, dest="number", metavar="N", help="the version to tell of (default: the newest)"
    )
    notices.add_argument(
        "--since",
        type=whole_number,
        metavar="N",
        help="the version that people know (default: the one before; 0: they know nothing yet)",
    )
    notices.add_argument("--send", action="store_true", help="send the mails to those who did not get theirs yet")
    notices.add_argument("--smtp", metavar="HOST[:PORT]", help="the mail server")
    notices.add_argument("--user", default="", metavar="NAME", help="the name to log in with (default: do not)")
    notices.add_argument(
        "--security", choices=("starttls", "tls", "none"), default="starttls", help="encryption (default: %(default)s)"
    )
    notices.add_argument(
        "--ca", type=Path, metavar="PATH", help="certificate authorities to trust instead of the usual"
    )
    notices.add_argument("--password-file", type=Path, metavar="PATH", help="a file whose first line is the password")
    notices.add_argument("--remember", action="store_true", help="keep the password in the system's keyring")
    notices.add_argument(
        "--again",
        action="append",
        default=[],
        type=printable,
        metavar="PERSON",
        help="send to this person though an earlier run was broken off just as theirs went out",
    )
    add_json(notices)
    add_watched(notices)
    notices.set_defaults(run=_notices)


def _notices(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.notices.collecting import collect
    from agendaplanner.calendars.notices.sending import send
    from agendaplanner.calendars.notices.writing import write_notices

    with Watch(watched=options.watched) as watch, open_document(options.file, read_only=not options.send) as document:
        server = _server(options)
        number, since = _versions(document, options)
        before = document.edition(since) if since else None
        found = collect(before, document.edition(number), progress=watch.progress("people looked at"))
        written = (
            write_notices(found, options.to, progress=watch.progress("mails written"), cancelled=watch.cancelled)
            if options.to is not None
            else None
        )
        again = frozenset(named((n.person for n in found.all), name, "person").id for name in options.again)
        sending = send(
            found,
            document.sent(number),
            server,
            again=again,
            progress=watch.progress("notices sent"),
            cancelled=watch.cancelled,
        )
    if options.json:
        print_json(
            {
                "from": since,
                "to": number,
                "notices": [_fields(found, notice, texts=options.watched) for notice in found.all],
                "files": [str(path) for path in written.files] if written is not None else [],
                "dry_run": server is None,
                **msgspec.to_builtins(sending),
                "stopped": sending.stopped or (written is not None and written.stopped),
            }
        )
        return 0
    _print(found, written, sending, since, number, dry_run=server is None)
    return 0


def _versions(document: Document, options: argparse.Namespace) -> tuple[int, int]:
    """Give the version to tell of, and the one that people know (0: none)."""
    known = document.versions()
    if not known:
        raise UsageError(
            "Nothing is published yet, so there is nothing to tell.",
            advice=f"Try: agendaplanner publish {options.file}",
        )
    number = document.version(options.number).number if options.number else known[-1].number
    since = number - 1 if options.since is None else options.since
    if not 0 <= since < number:
        raise UsageError(
            f"Version {since} is not before version {number}.", advice="--since wants an earlier one, or 0."
        )
    return number, since


def _server(options: argparse.Namespace) -> MailServer | None:
    from agendaplanner.calendars.credentials import store_password
    from agendaplanner.calendars.notices.sending import MailServer

    if not options.send:
        return None
    if not options.smtp:
        raise UsageError("To send, a mail server is needed.", advice="Give it with --smtp smtp.example.org.")
    host, _, port = options.smtp.rpartition(":") if options.smtp.count(":") == 1 else (options.smtp, "", "")
    if port and not (port.isdecimal() and 0 < int(port) < 65536):
        raise UsageError(f"{port!r} is no port of a mail server.")
    server = MailServer(
        host=host,
        port=int(port) if port else None,
        user=options.user,
        security=options.security,
        certificates=str(options.ca) if options.ca is not None else None,
    )
    if not options.user:
        return server
    password = read_password(options, server.name, PASSWORD_VARIABLE)
    if options.remember:
        store_password(server.name, options.user, password)
    return msgspec.structs.replace(server, password=password)


def _fields(found: Notices, notice: Notice, *, texts: bool) -> dict[str, Any]:
    """Say who is told what; with texts also in which words, as the window shows them."""
    from agendaplanner.calendars.notices.mail import as_html, as_text
    from agendaplanner.calendars.notices.saying import say

    said = say(found, notice) if texts else None
    words = {"subject": said.subject, "text": as_text(said), "html": as_html(said)} if said is not None else {}
    return {
        "person": notice.person.id,
        "name": notice.person.name,
        "address": notice.address,
        "language": found.language(notice).code,
        "changes": [{"session": each.session, "kind": each.kind, "message": each.message} for each in notice.changes],
        "meeting": [{"field": each.field, "message": each.message} for each in notice.meeting],
        **words,
    }


def _print(
    found: Notices, written: WrittenNotices | None, sending: Sending, since: int, number: int, *, dry_run: bool
) -> None:
    names = {notice.person.id: notice.person.name for notice in found.all}
    base = f"version {since}" if since else "nothing"
    print(f"From {base} to version {number}: {count(len(found.all), 'person')} with a change.")
    for notice in found.all:
        where = notice.address or "no address"
        print(f"  {notice.person.name} <{where}>: {count(notice.count, 'change')}, {found.language(notice).code}")
    if written is not None:
        print(f"Wrote {count(len(written.files), 'file')}.")
    notes = [f"{names[person]}: {why}; not sent." for person, why in sending.refused.items()]
    notes += (
        f"Whether {names[person]} got theirs is not known, because a run was broken off; --again {person} sends it."
        for person in sending.unknown
    )
    if sending.without_address:
        notes.append(f"Without an address: {', '.join(names[person] for person in sending.without_address)}.")
    print_notes(notes)
    had = f", {count(len(sending.already), 'person')} had theirs" if sending.already else ""
    if dry_run:
        print(f"Nothing was sent. --send would send {count(len(sending.sent), 'mail')}{had}.")
    else:
        print(f"Sent {count(len(sending.sent), 'mail')}{had}.")
