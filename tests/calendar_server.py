"""A real calendar server (Radicale) on loopback, and a door before it that can fail as servers and networks do."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

USER, PASSWORD = "planner", "päss word:1"
READER = "reader"

_CONFIG = """\
[server]
hosts = 127.0.0.1:{port}
[auth]
type = htpasswd
htpasswd_filename = {folder}/users
htpasswd_encryption = plain
delay = 0
[rights]
type = from_file
file = {folder}/rights
[storage]
filesystem_folder = {folder}/collections
[logging]
level = error
"""
_RIGHTS = """\
[root]
user = .+
collection =
permissions = R
[home]
user = planner
collection = planner(/.*)?
permissions = RrWw
[reader]
user = reader
collection = reader(/.*)?
permissions = Rr
"""


class Radicale:
    """The server in a process of its own; ``kill`` and ``start`` again keep what it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        (folder / "users").write_text(f"{USER}:{PASSWORD}\n{READER}:{PASSWORD}\n", "utf-8")
        (folder / "rights").write_text(_RIGHTS, "utf-8")
        (folder / "config").write_text(_CONFIG.format(port=self.port, folder=folder), "utf-8")
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        # what it writes need not outlive the machine, and waiting for the disk would be most of the time
        begin = "import os, runpy; os.fsync = lambda _: None; runpy.run_module('radicale', run_name='__main__')"
        command = [sys.executable, "-c", begin, "--config", str(self.folder / "config")]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            assert self._process.poll() is None, "Radicale did not start"
            time.sleep(0.05)
        raise AssertionError("Radicale does not listen")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


Fault = str
"""What the door does with a request: "" lets it through, "500" and "503" answer so, "drop" closes the connection without
asking the server, "lost" lets it through and loses the answer."""


class Door:
    """A proxy on loopback before the server: notes each request, and fails where a function says so."""

    def __init__(self, port: int, *, certificate: Path | None = None) -> None:
        self.requests: list[tuple[str, str]] = []
        """(method, path)"""
        self.fault: Callable[[str, int], Fault] = lambda _method, _number: ""
        """Given the method and how many of it came so far (from 1)."""
        self.before: Callable[[str, int], None] = lambda _method, _number: None
        door = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def handle_any(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                door.requests.append((self.command, self.path))
                number = door.count(self.command)
                door.before(self.command, number)
                fault = door.fault(self.command, number)
                if fault == "drop":
                    return
                if fault.isdecimal():
                    self.send_response(int(fault))
                    self.end_headers()
                    return
                there = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                headers = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
                there.request(self.command, self.path, body, headers)
                answer = there.getresponse()
                content = answer.read()
                if fault == "lost":
                    return
                self.send_response(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in ("connection", "content-length", "transfer-encoding"):
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_PUT = do_DELETE = do_PROPFIND = do_PROPPATCH = do_REPORT = do_MKCALENDAR = do_OPTIONS = (
                handle_any
            )

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        scheme = "http"
        if certificate is not None:
            scheme, context = "https", ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
            self._server.handle_error = lambda *_: None  # a client that does not trust it hangs up
        self.url = f"{scheme}://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True, kwargs={"poll_interval": 0.02}).start()

    def count(self, method: str) -> int:
        """How many requests of a method came."""
        return sum(each == method for each, _ in self.requests)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def self_made_certificate(path: Path) -> Path:
    """A certificate for loopback that nobody has signed, with its key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path.write_bytes(made.public_bytes(pem) + secret)
    return path


@contextlib.contextmanager
def radicale(folder: Path) -> Iterator[Radicale]:
    """A server that is ended with the block."""
    server = Radicale(folder)
    server.start()
    try:
        yield server
    finally:
        server.kill()
