"""A real mail server (aiosmtpd) on loopback that keeps what it takes, and fails where a test says so."""

from __future__ import annotations

import email
import email.policy
import socket
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

if TYPE_CHECKING:
    from email.message import EmailMessage

USER, PASSWORD = "office", "päss: wörd"


class MailBox:
    """What the server took, and what it does with each recipient and mail."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        """(recipient, mail)"""
        self.asked = 0
        """How many recipients were named."""
        self.refuse: dict[str, str] = {}
        """By recipient: what it answers instead of taking them."""
        self.fail_at = 0
        """At this recipient (from 1) and all later ones, it does what ``how`` says."""
        self.how = "hang up at RCPT"
        self.line: Any = None
        """The line that the last recipient was named on."""

    @property
    def recipients(self) -> list[str]:
        return [to for to, _ in self.taken]

    def _fails(self) -> bool:
        return bool(self.fail_at) and self.asked >= self.fail_at

    # what aiosmtpd calls

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        self.asked += 1
        self.line = server.transport
        if self._fails() and self.how == "hang up at RCPT":
            server.transport.abort()
            return "421 gone"
        if self._fails() and self.how == "421":
            return "421 4.3.2 Shutting down"
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self._fails() and self.how == "refuse the mail":
            return "554 5.7.1 Looks like spam"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert len(envelope.rcpt_tos) == 1, "each gets a mail of their own"
        self.taken.append((envelope.rcpt_tos[0], message))
        if self._fails() and self.how == "take it and hang up":
            server.transport.abort()
            return "421 gone"
        return "250 OK"


class MailServer:
    """The server in a thread; with ``login`` it takes mail only from who is logged in."""

    def __init__(self, *, login: bool = False) -> None:
        self.box = MailBox()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

        def check(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
            right = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == (
                USER,
                PASSWORD,
            )
            return AuthResult(success=right, handled=False)

        options: dict[str, Any] = {"auth_required": True, "auth_require_tls": False} if login else {}
        self._controller = Controller(
            self.box, hostname="127.0.0.1", port=self.port, authenticator=check if login else None, **options
        )

    def hang_up(self) -> None:
        """Cut the line to whoever sent last."""
        self._controller.loop.call_soon_threadsafe(self.box.line.abort)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()
