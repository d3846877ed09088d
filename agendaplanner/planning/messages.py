"""What the window and the planner's own process say to each other: requests, progress and results, a line of JSON each.

A request holds the whole agenda, so the planner needs no file and knows of no window. What came in the way (somebody is
away, a room is closed, a session is longer now) is in the agenda that a re-plan is asked for.
"""

from __future__ import annotations

from typing import Any, Literal, cast

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, Edit
from agendaplanner.model.codec import agenda_from_builtins, agenda_to_builtins, record_from_builtins, record_to_builtins
from agendaplanner.planning.breakouts.allocate import Allocation
from agendaplanner.planning.breakouts.problem import AllocateOptions
from agendaplanner.planning.explain.explanation import ExplainOptions, Explanation
from agendaplanner.planning.plan import Plan, PlanOptions
from agendaplanner.planning.replan.replan import Replan, ReplanOptions

Options = PlanOptions | ReplanOptions | ExplainOptions | AllocateOptions
Ask = Literal["plan", "improve", "replan", "explain", "allocate"]
Stage = Literal[
    "placing", "improving", "moving", "counting", "proving", "trying repairs", "allocating", "pricing rules"
]

STOP = b"stop\n"
"""The line that asks for the best so far."""


class Request(msgspec.Struct, frozen=True):
    """What is asked of the planner."""

    ask: Ask
    agenda: Agenda
    options: Options


class Working(msgspec.Struct, frozen=True):
    """How far it is."""

    stage: Stage
    done: int = 0
    total: int = 0
    cost: float | None = None
    """What the best plan so far leaves to be wished for, while it is being improved; or the best allocation."""


class Planned(msgspec.Struct, frozen=True):
    """A plan, with what the agenda cost before by rule."""

    plan: Plan
    cost_before: dict[str, float]


class Replanned(msgspec.Struct, frozen=True):
    """A re-plan, with what the agenda cost by rule: as it was asked for, and with the moves."""

    replan: Replan
    cost_before: dict[str, float]
    cost_after: dict[str, float]


class Explained(msgspec.Struct, frozen=True):
    """An explanation."""

    explanation: Explanation


class Allocated(msgspec.Struct, frozen=True):
    """Allocations, one for each round that was asked for."""

    allocations: tuple[Allocation, ...]


class Failure(msgspec.Struct, frozen=True):
    """Why there is no result."""

    what: str
    where: str = ""
    advice: str = ""


Result = Planned | Replanned | Explained | Allocated
Message = Working | Result | Failure

_OPTIONS: dict[Ask, type[Options]] = {
    "plan": PlanOptions,
    "improve": PlanOptions,
    "replan": ReplanOptions,
    "explain": ExplainOptions,
    "allocate": AllocateOptions,
}
_MESSAGES: dict[str, type[Working | Planned | Replanned | Allocated | Failure]] = {
    "progress": Working,
    "planned": Planned,
    "replanned": Replanned,
    "allocated": Allocated,
    "error": Failure,
}


def encode_request(request: Request) -> bytes:
    """Give the line that asks."""
    fields = {
        "ask": request.ask,
        "agenda": agenda_to_builtins(request.agenda),
        "options": msgspec.to_builtins(request.options),
    }
    return msgspec.json.encode(fields) + b"\n"


def decode_request(line: bytes) -> Request:
    """Read the line that asks.

    Raises:
        msgspec.MsgspecError: It is no request.
        KeyError: A part of it is missing, or nothing of the kind can be asked.
        AgendaError: Its agenda makes no sense.
    """
    fields: dict[str, Any] = msgspec.json.decode(line)
    ask = cast("Ask", fields["ask"])
    return Request(ask, agenda_from_builtins(fields["agenda"]), msgspec.convert(fields["options"], _OPTIONS[ask]))


def encode_message(message: Message) -> bytes:
    """Give a line of the answer."""
    if isinstance(message, Explained):
        return msgspec.json.encode({"explained": _explanation_fields(message.explanation)}) + b"\n"
    name = next(name for name, each in _MESSAGES.items() if isinstance(message, each))
    return msgspec.json.encode({name: message}) + b"\n"


def decode_message(line: bytes) -> Message:
    """Read a line of the answer.

    Raises:
        msgspec.MsgspecError: It is no such line: the planner is of another version.
        KeyError: The same.
        AgendaError: The same.
    """
    ((name, fields),) = cast("dict[str, Any]", msgspec.json.decode(line)).items()
    if name == "explained":
        return Explained(_explanation_of(fields))
    return msgspec.convert(fields, _MESSAGES[name])


def _explanation_fields(explanation: Explanation) -> dict[str, Any]:
    """Give an explanation as plain values; the records in its repairs say of which kind they are."""
    fields: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(explanation, repairs=()))
    fields["repairs"] = [
        {
            **msgspec.to_builtins(msgspec.structs.replace(repair, change=Change(repair.change.label, ()))),
            "change": _change_fields(repair.change),
        }
        for repair in explanation.repairs
    ]
    return fields


def _explanation_of(fields: dict[str, Any]) -> Explanation:
    changes = [_change_of(repair.pop("change")) for repair in fields["repairs"]]
    for repair, change in zip(fields["repairs"], changes, strict=True):
        repair["change"] = {"label": change.label, "edits": ()}
    bare = msgspec.convert(fields, Explanation)
    whole = (msgspec.structs.replace(r, change=c) for r, c in zip(bare.repairs, changes, strict=True))
    return msgspec.structs.replace(bare, repairs=tuple(whole))


def _change_fields(change: Change) -> dict[str, Any]:
    edits = [
        {
            "kind": edit.kind,
            "id": edit.id,
            "before": None if edit.before is None else record_to_builtins(edit.before),
            "after": None if edit.after is None else record_to_builtins(edit.after),
        }
        for edit in change.edits
    ]
    return {"label": change.label, "edits": edits}


def _change_of(fields: dict[str, Any]) -> Change:
    edits = (
        Edit(
            each["kind"],
            each["id"],
            *(
                None if record is None else record_from_builtins(each["kind"], record)
                for record in (each["before"], each["after"])
            ),
        )
        for each in fields["edits"]
    )
    return Change(fields["label"], tuple(edits))
