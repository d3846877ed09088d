"""A CalDAV server as the rest of this room needs it: its calendars, what is in one, put, delete; errors in plain words.

Requests that a server fails at (5xx), or that get no answer, are repeated: all of them may safely arrive twice.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

import msgspec

from agendaplanner.calendars.server.refusals import MayPassError, ServerError, check_status, not_caldav, sorted_out
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
ATTEMPTS = 3
"""How often a request is made before it counts as failed."""
TIMEOUT_SECONDS = 30
_ALL_EVENTS = """\
<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
<D:prop><D:getetag/><C:calendar-data/></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter></C:filter>
</C:calendar-query>"""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Stored(msgspec.Struct, frozen=True):
    """A calendar object as the server has it."""

    url: str
    etag: str
    data: str


class Calendar(msgspec.Struct, frozen=True):
    """A calendar on the server."""

    url: str
    """Ends with "/"."""
    name: str

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return unquote(self.url.rstrip("/").rpartition("/")[2])


class Connection:
    """A user's calendars on a server. Nothing is sent before the first request."""

    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        *,
        certificates: str | None = None,
        timeout_seconds: float = TIMEOUT_SECONDS,
        pause_seconds: float = 1.0,
    ) -> None:
        """Prepare a connection.

        Args:
            url: Address of the server, of the user's calendars, or of anything beneath; https, or loopback.
            user: Name to log in with.
            password: Password to log in with.
            certificates: A file of certificate authorities to trust instead of the usual ones.
            timeout_seconds: How long an answer is waited for.
            pause_seconds: How long to wait before a request is repeated; twice as long the next time.

        Raises:
            UsageError: The address makes no sense, or would send the password in the clear.
        """
        from caldav.davclient import DAVClient

        self.url = checked_url(url)
        self.user = user
        self._pause = pause_seconds
        self._home: Any = None
        self._client = DAVClient(
            url=self.url,
            username=user,
            password=password,
            timeout=timeout_seconds,  # pyright: ignore[reportArgumentType] # seconds with a fraction will do
            ssl_verify_cert=certificates or True,
            enable_rfc6764=False,
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # calendars

    def calendars(self) -> list[Calendar]:
        """Give the user's calendars.

        Raises:
            ServerError: The server cannot be reached, or refuses.
        """
        found = self._asked(lambda: self._home_set().get_calendars())
        return [Calendar(f"{str(each.url).rstrip('/')}/", self._name(each)) for each in found]

    def make_calendar(self, slug: str, name: str) -> Calendar:
        """Make a calendar of events.

        Raises:
            ServerError: The server refuses.
        """

        def make() -> str:
            made = self._home_set().make_calendar(name=name, cal_id=slug, supported_calendar_component_set=["VEVENT"])
            return str(made.url)

        try:
            return Calendar(f"{self._asked(make).rstrip('/')}/", name)
        except ServerError:
            # made all the same, where the answer to an earlier attempt was lost
            found = next((each for each in self.calendars() if each.slug == slug), None)
            if found is None:
                raise
            return found

    def rename_calendar(self, calendar: Calendar, name: str) -> None:
        """Give a calendar another name for people.

        Raises:
            ServerError: The server refuses.
        """
        from caldav.collection import Calendar as Collection
        from caldav.elements import dav

        collection = Collection(client=self._client, url=calendar.url)
        self._asked(lambda: collection.set_properties([dav.DisplayName(name)]))

    def remove_calendar(self, calendar: Calendar) -> None:
        """Delete a calendar with all that is in it.

        Raises:
            ServerError: The server refuses.
        """
        self._request("DELETE", calendar.url)

    # what is in a calendar

    def entries(self, calendar: Calendar) -> list[Stored]:
        """Give all events of a calendar.

        Raises:
            ServerError: The server refuses.
        """
        from caldav.elements import cdav, dav

        def ask() -> Mapping[str, Mapping[str, Any]]:
            answer = self._client.report(calendar.url, _ALL_EVENTS, 1)
            check_status(answer.status, calendar.url)
            return answer.expand_simple_props([dav.GetEtag(), cdav.CalendarData()])

        found = self._asked(ask)
        return [
            Stored(str(self._client.url.join(url)), props.get(dav.GetEtag.tag) or "", str(data))
            for url, props in found.items()
            if (data := props.get(cdav.CalendarData.tag))
        ]

    def put(self, url: str, data: bytes, *, replaces: str | None) -> None:
        """Write an event.

        Args:
            url: Where.
            data: The calendar object.
            replaces: ETag of what it replaces ("" where the server gave none); None: nothing may stand there.

        Raises:
            ChangedMeanwhileError: Something else stands there.
            ServerError: The server refuses.
        """
        headers = {"Content-Type": "text/calendar; charset=utf-8", **_condition(replaces)}
        self._request("PUT", url, data.decode(), headers)

    def delete(self, stored: Stored) -> None:
        """Delete an event, if it is as it was read; one that is gone already is no error.

        Raises:
            ChangedMeanwhileError: It is another one now.
            ServerError: The server refuses.
        """
        self._request("DELETE", stored.url, headers=_condition(stored.etag), gone_is_fine=True)

    # inside

    def _home_set(self) -> Any:
        if self._home is None:
            try:
                self._home = self._principal().calendar_home_set
            except (AttributeError, KeyError, TypeError, ValueError, AssertionError) as error:
                raise not_caldav(self.url) from error  # what the library makes of a web page
        return self._home

    def _principal(self) -> Any:
        """Find the user on the server: from the given address, or from the one that servers have for the purpose."""
        from caldav.lib.error import AuthorizationError, DAVError

        try:
            return self._client.get_principal()
        except AuthorizationError:
            raise
        except DAVError as error:
            if urlsplit(self.url).path.strip("/") or (error.status or 0) >= 500:
                raise
            self._client.url = self._client.url.join("/.well-known/caldav")
            return self._client.get_principal()

    def _name(self, calendar: Any) -> str:
        return str(self._asked(calendar.get_display_name) or "")

    def _request(
        self,
        method: str,
        url: str,
        body: str = "",
        headers: Mapping[str, str] | None = None,
        *,
        gone_is_fine: bool = False,
    ) -> None:
        def ask() -> None:
            answer = self._client.request(url, method, body, dict(headers or {}))
            if not (gone_is_fine and answer.status in (404, 410)):
                check_status(answer.status, url)

        self._asked(ask)

    def _asked(self, ask: Callable[[], T]) -> T:
        """Ask, and ask again where that may help.

        Raises:
            ServerError: The server cannot be reached, refuses, or fails each time.
        """
        attempt = 1
        while True:
            try:
                return ask()
            except MayPassError as error:
                failed = error
            except Exception as error:  # sorted here; what is ours propagates
                found = sorted_out(error, self.url)
                if found is None:
                    raise
                if not isinstance(found, MayPassError):
                    raise found from error
                failed = found
            if attempt == ATTEMPTS:
                raise failed.error from failed
            time.sleep(self._pause * 2 ** (attempt - 1))
            attempt += 1


def checked_url(url: str) -> str:
    """Give a server's address, with https where it names no scheme.

    Raises:
        UsageError: It makes no sense, holds a password, or is without encryption on another machine.

    >>> checked_url("cloud.example.org/dav")
    'https://cloud.example.org/dav'
    """
    url = url.strip()
    url = url if "://" in url else f"https://{url}"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or any(ord(c) <= 32 for c in url):
        raise UsageError(
            f"{url!r} is no address of a calendar server.", advice="Give one such as https://cloud.example.org/dav"
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError("The server's address must not hold a name or password.", advice="Give the name as user.")
    if parts.scheme == "http" and host not in _LOOPBACK:
        raise UsageError(
            f"{host} would get the password without encryption.", advice="Use its address that begins with https://"
        )
    return url


def _condition(etag: str | None) -> dict[str, str]:
    if etag is None:
        return {"If-None-Match": "*"}
    return {"If-Match": etag} if etag and not etag.startswith("W/") else {}
