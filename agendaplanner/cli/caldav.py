"""The command ``caldav``: the meeting on a calendar server."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many, printable
from agendaplanner.cli.report import count, print_json
from agendaplanner.cli.watching import Watch, add_watched
from agendaplanner.model.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from agendaplanner.calendars.server.content import Per
    from agendaplanner.calendars.server.publishing import Published

PASSWORD_VARIABLE = "AGENDAPLANNER_CALDAV_PASSWORD"
_DONE = {
    "make calendar": "New calendar",
    "rename calendar": "Renamed",
    "delete": "Deleted",
    "change": "Changed",
    "add": "New",
    "remove calendar": "Removed calendar",
}


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    caldav = commands.add_parser(
        "caldav",
        help="bring the meeting's calendars on a calendar server (CalDAV) up to date",
        description="Bring the meeting's calendars on a calendar server up to date. Only what differs is sent; what was "
        "withdrawn is deleted; entries of others are left alone. A run that was broken off is simply run again. "
        f"The password is asked for, or comes from the system's keyring, from ${PASSWORD_VARIABLE}, or from a file; it "
        "is never in the agenda file.",
        allow_abbrev=False,
    )
    add_file(caldav)
    caldav.add_argument("--url", required=True, metavar="URL", help="the server, such as https://cloud.example.org/dav")
    caldav.add_argument("--user", required=True, metavar="NAME", help="the name to log in with")
    caldav.add_argument(
        "--per", default="", metavar="WHAT", help="a calendar for each of these as well: rooms, people, or rooms,people"
    )
    caldav.add_argument(
        "--calendar", type=printable, default="", metavar="NAME", help="a calendar that is there, for the whole meeting"
    )
    caldav.add_argument(
        "--of-version",
        type=how_many,
        dest="number",
        metavar="N",
        help="as a published version stood (default: as it stands now)",
    )
    caldav.add_argument("--dry-run", action="store_true", help="only say what would be done")
    caldav.add_argument("--remove", action="store_true", help="take everything of this meeting off the server again")
    caldav.add_argument("--password-file", type=Path, metavar="PATH", help="a file whose first line is the password")
    caldav.add_argument("--remember", action="store_true", help="keep the password in the system's keyring")
    caldav.add_argument("--ca", type=Path, metavar="PATH", help="certificate authorities to trust instead of the usual")
    add_json(caldav)
    add_watched(caldav)
    caldav.set_defaults(run=_caldav)


def _caldav(options: argparse.Namespace) -> int:
    from agendaplanner.calendars.credentials import store_password
    from agendaplanner.calendars.server.connection import Connection, checked_url
    from agendaplanner.calendars.server.content import own_slug, own_slugs, uid_end, wanted_calendars
    from agendaplanner.calendars.server.publishing import Wanted, publish

    per = _per(options.per)
    into = options.calendar
    with Watch(watched=options.watched) as watch:
        server = checked_url(options.url)
        with open_document(options.file, read_only=True) as document:
            edition = document.edition(options.number)
        password = read_password(options, server, PASSWORD_VARIABLE)
        agenda = edition.agenda
        if options.remove:
            # in a calendar of somebody else's choosing, ours are deleted; calendars of our own go
            wanted = [Wanted("", into, {})] if into else []
            own = (own_slug(agenda),)
        else:
            wanted, own = wanted_calendars(edition, per, into=into), own_slugs(agenda, per)
        with Connection(server, options.user, password, certificates=_existing(options.ca)) as connection:
            connection.calendars()  # a wrong password is not to be remembered
            if options.remember:
                store_password(server, options.user, password)
            done = publish(
                connection,
                wanted,
                uid_end(agenda),
                own,
                dry_run=options.dry_run,
                progress=watch.progress("changes made"),
                cancelled=watch.cancelled,
            )
    if options.json:
        steps = [{"what": step.what, "calendar": step.calendar, "title": step.title} for step in done.steps]
        print_json(
            {"server": server, "dry_run": options.dry_run, "steps": steps, "same": done.same, "stopped": done.stopped}
        )
        return 0
    _print(done, dry_run=options.dry_run)
    return 0


def _print(done: Published, *, dry_run: bool) -> None:
    for step in done.steps:
        if step.what in ("make calendar", "rename calendar", "remove calendar"):
            print(f"  {_DONE[step.what]}: {step.calendar}")
        else:
            print(f"  {_DONE[step.what]}: {step.title} [{step.calendar}]")
    if not done.steps:
        print(f"The server has it all already: {count(done.same, 'entry')} as they should be.")
        return
    made = f"{count(len(done.steps), 'change')} {'to be made (nothing was sent)' if dry_run else 'made'}"
    print(f"{made}, {count(done.same, 'entry')} as they should be already.")


def _per(text: str) -> tuple[Per, ...]:
    known: Sequence[Per] = ("rooms", "people")
    words = [word.strip() for word in text.split(",") if word.strip()]
    for word in words:
        if word not in known:
            raise UsageError(
                f"There are no calendars per {word!r}.{did_you_mean(word, known)}", advice="There is: rooms, people."
            )
    return tuple(each for each in known if each in words)


def _existing(path: Path | None) -> str | None:
    if path is not None and not path.is_file():
        raise UsageError(f"There is no file {path}.", advice="--ca wants a file of certificates (PEM).")
    return str(path) if path is not None else None


def read_password(
    options: argparse.Namespace, server: str, variable: str, ask: Callable[[str], str] = getpass.getpass
) -> str:
    """Give the password for a server: from a file, the environment, the system's keyring, or whoever sits there.

    Raises:
        UsageError: There is none, and nobody to ask.
        FileError: The file cannot be read.
    """
    from agendaplanner.calendars.credentials import stored_password
    from agendaplanner.model.files import read_bytes

    if options.password_file is not None:
        lines = read_bytes(options.password_file, most=10_000).decode("utf-8", "replace").splitlines()
        if not lines or not lines[0]:
            raise UsageError(f"{options.password_file} has no password in its first line.")
        return lines[0]
    if os.environ.get(variable):
        return os.environ[variable]
    found = stored_password(server, options.user)
    if found is not None:
        return found
    if not sys.stdin.isatty():
        raise UsageError(
            f"There is no password for {options.user} on {server}.",
            advice=f"Give it with --password-file or ${variable}, or log in once with --remember.",
        )
    return ask(f"Password of {options.user} on {server}: ")
