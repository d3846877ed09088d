"""Printing in a process of its own, so that a window stays alive: requests in, answers out, a line of JSON each.

It stays until its input ends: what it has loaded need not be loaded again for the next page. To call a request off, kill
it: files are put in place whole.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.codec import agenda_from_builtins, agenda_to_builtins
from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.model.files import make_folder
from agendaplanner.model.versions import Version
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.pieces import targets, write_piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda

_TELL_EVERY_SECONDS = 0.1


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be printed."""

    number: int
    """Of the request; its answers have the same."""
    piece: str
    path: str
    """The PDF; a folder with ``each``. Of several languages each has its code in the name."""
    version: str | Version = ""
    on: date | None = None
    selection: Selection = Selection()
    each: bool = False
    """Whether each person gets a file."""
    languages: tuple[str, ...] = ()
    paper: str = ""
    style: str = ""
    clock: str = ""
    logo: str = ""
    folder: str = ""
    """Where the agenda's file lies."""
    options: dict[str, Any] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it, or how far it is."""

    number: int
    over: bool = True
    """Whether it is done, or failed; else more is to come."""
    done: int = 0
    """How many pages, or of several files files, are made."""
    of: int = 0
    """How many there will be; 0: not known."""
    pages: int = 0
    files: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str = ""
    advice: str = ""


def encode_order(agenda: Agenda, order: Order) -> bytes:
    """Give the line that asks for a piece."""
    request = {"agenda": agenda_to_builtins(agenda), "order": msgspec.to_builtins(order)}
    return msgspec.json.encode(request) + b"\n"


def decode_answer(line: bytes) -> Answer:
    """Read a line of the answer.

    Raises:
        msgspec.MsgspecError: It is no such line.
    """
    return msgspec.json.decode(line, type=Answer)


def serve(lines: Iterable[bytes]) -> None:
    """Answer requests on standard output until there are no more."""
    for line in lines:
        request: dict[str, Any] = msgspec.json.decode(line)
        order = msgspec.convert(request["order"], Order)
        try:
            answer = _printed(agenda_from_builtins(request["agenda"]), order)
        except AgendaError as error:
            answer = Answer(number=order.number, error=error.what, advice=error.advice)
        _say(answer)


def _say(answer: Answer) -> None:
    sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
    sys.stdout.flush()


class _Progress:
    """Tells how far it is, not more often than anyone can see."""

    def __init__(self, number: int) -> None:
        self._number, self._last = number, time.monotonic()

    def __call__(self, done: int, of: int) -> None:
        now = time.monotonic()
        if now - self._last >= _TELL_EVERY_SECONDS:
            self._last = now
            _say(Answer(number=self._number, over=False, done=done, of=of))


def _printed(agenda: Agenda, order: Order) -> Answer:
    folder, to = Path(order.folder) if order.folder else None, Path(order.path)
    wanted = list(targets(order.piece, agenda, to, order.selection, languages=order.languages, each=order.each))
    progress = _Progress(order.number)
    pages, warnings = 0, dict[str, None]()
    for i, target in enumerate(wanted):
        if order.each:
            make_folder(target.path.parent)
        written = write_piece(
            order.piece,
            agenda,
            target.path,
            version=order.version,
            on=order.on,
            selection=target.selection,
            paper=order.paper,
            style=order.style,
            language=target.language,
            clock=order.clock,
            logo=order.logo,
            folder=folder,
            progress=progress if len(wanted) == 1 else None,
            **order.options,
        )
        pages += written.pages
        warnings |= dict.fromkeys(written.warnings)
        progress(i + 1, len(wanted))
    if not wanted:
        raise UsageError("Nobody is among these for whom this could be printed.")
    files = tuple(str(target.path) for target in wanted)
    return Answer(number=order.number, pages=pages, files=files, warnings=tuple(warnings))
