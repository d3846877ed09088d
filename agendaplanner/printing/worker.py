"""Printing in a process of its own, so that a window stays alive: requests in, answers out, a line of JSON each.

It stays until its input ends: what it has loaded need not be loaded again for the next page. To call a request off, kill
it: files are put in place whole.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.codec import agenda_from_builtins, agenda_to_builtins
from agendaplanner.model.errors import AgendaError
from agendaplanner.printing.handouts.base import Selection
from agendaplanner.printing.pieces import write_piece

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be printed."""

    number: int
    """Of the request; its answer has the same."""
    piece: str
    path: str
    version: str = ""
    on: date | None = None
    selection: Selection = Selection()
    paper: str = ""
    style: str = ""
    language: str = ""
    logo: str = ""
    options: dict[str, Any] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it."""

    number: int
    pages: int = 0
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
        sys.stdout.write(msgspec.json.encode(answer).decode() + "\n")
        sys.stdout.flush()


def _printed(agenda: Agenda, order: Order) -> Answer:
    written = write_piece(
        order.piece,
        agenda,
        Path(order.path),
        version=order.version,
        on=order.on,
        selection=order.selection,
        paper=order.paper,
        style=order.style,
        language=order.language,
        logo=order.logo,
        **order.options,
    )
    return Answer(number=order.number, pages=written.pages, warnings=written.warnings)
