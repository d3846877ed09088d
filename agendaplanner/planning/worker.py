"""The planner in a process of its own, so that a window stays alive: a request in, progress and a plan out.

One line of JSON on standard input asks; lines of JSON on standard output answer: ``{"progress": ...}`` as it goes, then
``{"plan": ...}`` or ``{"error": ...}``. To cancel, kill the process: it has nothing that could be left half-done.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.codec import agenda_from_builtins, agenda_to_builtins
from agendaplanner.model.errors import AgendaError
from agendaplanner.planning.construct import Progress
from agendaplanner.planning.plan import Plan, PlanOptions, plan

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

WORKER_OPTION = "--planning-worker"


class Failure(msgspec.Struct, frozen=True):
    """Why there is no plan."""

    message: str


def worker_command() -> list[str]:
    """Give the command that starts the worker: this Python's, or the frozen application itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, WORKER_OPTION]
    return [sys.executable, "-m", "agendaplanner.planning"]


def encode_request(agenda: Agenda, options: PlanOptions) -> bytes:
    """Give the line that asks for a plan."""
    return msgspec.json.encode({"agenda": agenda_to_builtins(agenda), "options": msgspec.to_builtins(options)}) + b"\n"


def decode_message(line: bytes) -> Progress | Plan | Failure:
    """Read one line of the worker's answer.

    Raises:
        msgspec.MsgspecError: It is no such line: the worker is of another version.
    """
    message: dict[str, Any] = msgspec.json.decode(line)
    if "progress" in message:
        return msgspec.convert(message["progress"], Progress)
    if "plan" in message:
        return msgspec.convert(message["plan"], Plan)
    return Failure(str(message["error"]))


def serve(line: bytes) -> None:
    """Answer one request on standard output."""
    try:
        request: dict[str, Any] = msgspec.json.decode(line)
        agenda = agenda_from_builtins(request["agenda"])
        options = msgspec.convert(request["options"], PlanOptions)
        found = plan(agenda, options, progress=lambda progress: _say({"progress": msgspec.to_builtins(progress)}))
        _say({"plan": msgspec.to_builtins(found)})
    except AgendaError as error:
        _say({"error": str(error)})
    except (msgspec.MsgspecError, KeyError) as error:
        _say({"error": f"The planner did not understand the request: {error}"})


def _say(message: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.encode(message).decode() + "\n")
    sys.stdout.flush()
