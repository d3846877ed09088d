"""What a calendar server, or the way to it, refuses: sorted into what may pass and what will not, in plain words."""

from __future__ import annotations

from agendaplanner.model.errors import AgendaError

_DONE = range(200, 300)
_MAY_PASS = {408, 425, 429}
_CHANGED_MEANWHILE = 412
_WORDS: dict[int, tuple[str, str]] = {
    401: (
        "The server does not accept this name and password.",
        "Check both; some servers want a password made for apps.",
    ),
    403: (
        "The server does not let you do this here.",
        "You may lack the right to write to this calendar, or the address is somebody else's.",
    ),
    404: ("There is nothing at this address.", "Check the address of the server."),
    405: ("The server does not allow this here.", "Is this the address of a calendar server (CalDAV)?"),
    409: ("The server has this entry in another place already.", "Remove it there, or publish to that calendar."),
    413: ("An entry is too large for this server.", ""),
    507: ("The server has no room left.", "Ask whoever runs it."),
}


class ServerError(AgendaError):
    """The calendar server cannot be reached, refuses, or fails."""


class ChangedMeanwhileError(ServerError):
    """What was to be replaced is not what was read: somebody else was faster."""


class MayPassError(Exception):
    """The server failed for a reason that may pass; ``error`` is what to say if it does not."""

    def __init__(self, error: ServerError) -> None:
        super().__init__(str(error))
        self.error = error


def check_status(status: int, url: str) -> None:
    """See whether an answer is a success.

    Raises:
        MayPassError: No, but it may be the next time.
        ServerError: No, and it will not be.
    """
    if status in _DONE:
        return
    if status == _CHANGED_MEANWHILE:
        raise ChangedMeanwhileError("Somebody else changed this entry meanwhile.", where=url, advice="Publish again.")
    if status in _WORDS:
        what, advice = _WORDS[status]
        raise ServerError(what, where=url, advice=advice)
    error = ServerError(f"The server failed (status {status}).", where=url, advice="Publish again later.")
    if status >= 500 or status in _MAY_PASS:
        raise MayPassError(error)
    raise error


def sorted_out(error: Exception, url: str) -> ServerError | MayPassError | None:
    """Give what an error of the library or the network means, or None: it is a mistake of ours.

    Args:
        error: What was raised.
        url: Where.
    """
    from caldav.lib.error import DAVError, RateLimitError
    from lxml.etree import XMLSyntaxError

    if isinstance(error, RateLimitError):
        return MayPassError(ServerError("The server has too much to do.", where=url, advice="Publish again later."))
    if isinstance(error, DAVError):
        where = str(error.url or "")  # some errors of the library have their text there
        try:
            check_status(error.status or _status_in(where), where if _is_address(where) else url)
        except (ServerError, MayPassError) as found:
            return found if error.status or _status_in(where) else not_caldav(url)
        return not_caldav(url)
    if isinstance(error, XMLSyntaxError):
        return not_caldav(url)
    if isinstance(error, OSError):
        return _network(error, url)
    return None


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(letter.isspace() for letter in text)


def _status_in(text: str) -> int:
    """Give the status that an error's text begins with ("404 Not Found ..."), or 0."""
    return int(text[:3]) if text[:3].isdecimal() and text[3:4] == " " else 0


def not_caldav(url: str) -> ServerError:
    """Give the error for a server that does not answer as a calendar server."""
    return ServerError(
        "This does not answer as a calendar server (CalDAV).",
        where=url,
        advice="Ask whoever runs the server for its CalDAV address.",
    )


def _network(error: OSError, url: str) -> ServerError | MayPassError:
    names = {each.__name__ for each in type(error).__mro__}
    text = str(error)
    if "SSLError" in names or "certificate" in text.lower():
        return ServerError(
            "The server's certificate cannot be trusted, so nothing was sent.",
            where=url,
            advice="Check the address; for a server of your own, name its certificate authority.",
        )
    if names & {"InvalidURL", "InvalidSchema", "MissingSchema", "LocationParseError"}:
        return ServerError("This is no address of a server.", where=url)
    if "TooManyRedirects" in names:
        return not_caldav(url)
    if names & {"Timeout", "ReadTimeout", "ConnectTimeout"}:
        return MayPassError(ServerError("The server does not answer.", where=url, advice="Publish again later."))
    return MayPassError(
        ServerError(
            "The server cannot be reached.", where=url, advice="Check the address and the network, then publish again."
        )
    )
