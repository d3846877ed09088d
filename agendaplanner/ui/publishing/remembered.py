"""What the dialogs remember of each agenda file, in the settings of this user on this machine; no passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.settings import Settings

Kept = TypeVar("Kept", bound=msgspec.Struct)
Security = Literal["starttls", "tls", "none"]


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """Where mail is handed in."""

    host: str = ""
    port: int = 0
    """0: the usual one."""
    security: Security = "starttls"
    user: str = ""
    kept: bool = False
    """Whether the password is in the keyring."""


class CalendarServer(msgspec.Struct, frozen=True, kw_only=True):
    """A calendar server, and what goes there."""

    url: str = ""
    user: str = ""
    calendar: str = ""
    """A calendar that is there for the whole meeting; "": one of its own."""
    rooms: bool = False
    people: bool = False
    kept: bool = False


class CalendarFiles(msgspec.Struct, frozen=True, kw_only=True):
    """Which calendars are written as files, and what is in them."""

    what: tuple[str, ...] = ("whole", "people", "rooms", "tracks")
    breaks: bool = True
    alarm_minutes: int = 0
    """0: no reminder."""


def remembered(settings: Settings, desk: Desk, type_: type[Kept]) -> Kept:
    """Give what is remembered for the file that lies on the desk, or the usual."""
    text = settings.of_file(desk.document.path, type_.__name__) if desk.document and desk.document.path else ""
    try:
        return msgspec.json.decode(text, type=type_) if text else type_()
    except msgspec.MsgspecError:
        return type_()


def remember(settings: Settings, desk: Desk, what: msgspec.Struct) -> None:
    """Remember something for the file that lies on the desk."""
    if desk.document is not None and desk.document.path is not None:
        settings.keep_of_file(desk.document.path, type(what).__name__, msgspec.json.encode(what).decode())
