"""A new meeting made from a template: an agenda whose days, title and ids are then made its own."""

from __future__ import annotations

import contextlib
import os
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from agendaplanner.model.actions import shift_days
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.ids import new_uid_domain

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

WEEKS_AHEAD = 4


def new_agenda(
    template: Agenda, *, title: str | None = None, first_day: date | None = None, timezone: str | None = None
) -> Agenda:
    """Give a template as a meeting of its own, with its own calendar id.

    Without a first day it begins on the Monday four weeks after today; without a time zone it takes this machine's.

    Raises:
        UsageError: The time zone is unknown.
    """
    if first_day is None:
        ahead = date.today() + timedelta(weeks=WEEKS_AHEAD)
        first_day = ahead - timedelta(days=ahead.weekday())
    zone = timezone or local_timezone()
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"There is no time zone {zone!r}.", advice="Give one such as Europe/Oslo.") from error
    moved = template.apply(shift_days(template, (first_day - template.meeting.days[0].date).days))
    meeting = msgspec.structs.replace(
        moved.meeting, title=title or moved.meeting.title, timezone=zone, uid_domain=new_uid_domain()
    )
    return moved.apply(Change("New meeting", (edit(moved.meeting, meeting),)))


def local_timezone() -> str:
    """Give the IANA name of this machine's time zone, or "UTC" where it does not tell."""
    names = [os.environ.get("TZ", "").lstrip(":")]
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names.append(Path("/etc/timezone").read_text(encoding="ascii").strip())
    _, found, name = os.path.realpath("/etc/localtime").partition("zoneinfo/")
    names.append(name if found else "")
    for name in names:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
        return name
    return "UTC"
