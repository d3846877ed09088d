"""The command explain: why what waits cannot be placed, what would help, and doing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many, seconds
from agendaplanner.cli.report import count, print_json, progress_line
from agendaplanner.model.errors import FileError, UsageError

if TYPE_CHECKING:
    import argparse

    from agendaplanner.document.document import Document
    from agendaplanner.planning.explain.explanation import Explanation, Repair


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    explain = commands.add_parser(
        "explain", help="why what waits cannot be placed, and what would help", allow_abbrev=False
    )
    add_file(explain)
    explain.add_argument(
        "--seconds", type=seconds, default=20.0, metavar="S", help="leave off after so many seconds (default: 20)"
    )
    explain.add_argument(
        "--apply", type=how_many, metavar="N", help="make the N-th repair and take the plan that was found with it"
    )
    add_json(explain)
    explain.set_defaults(run=_explain)


def _explain(options: argparse.Namespace) -> int:
    from agendaplanner.planning.explain.explain import explain
    from agendaplanner.planning.explain.explanation import ExplainOptions

    with open_document(options.file, read_only=options.apply is None) as document:
        if options.apply is not None and document.read_only:
            raise FileError(document.read_only_reason, where=str(document.path))
        show = progress_line("sessions placed")
        found = explain(
            document.agenda,
            ExplainOptions(seconds=options.seconds),
            lambda p: show(p.done, p.total) if p.stage == "placing" else None,
        )
        applied = None if options.apply is None else _apply(document, found, options.apply)
    if options.json:
        print_json(_fields(found, applied))
        return 0
    if applied is not None:
        print(f"{applied.message}: done.{_still_waiting(applied)}")
        print(f"To take it back: agendaplanner undo {options.file}")
        return 0
    _print(found, options)
    return 0


def _apply(document: Document, found: Explanation, number: int) -> Repair:
    """Make one of the repairs, with its plan, as one change."""
    from agendaplanner.planning.explain.explain import repair_change

    if number > len(found.repairs):
        known = f"There are {len(found.repairs)}" if len(found.repairs) > 1 else "There is 1"
        raise UsageError(
            f"There is no repair {number}.", advice=f"{known}." if found.repairs else f"There is none. {found.message}"
        )
    repair = found.repairs[number - 1]
    document.do(repair_change(document.agenda, repair))
    return repair


def _fields(found: Explanation, applied: Repair | None) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "feasible": found.feasible,
        "proved": found.proved,
        "message": found.message,
        "reasons": [
            {
                "kind": reason.kind,
                "conflict": reason.conflict,
                "records": [{"kind": kind, "id": id_} for kind, id_ in reason.records],
                "message": reason.message,
            }
            for reason in found.reasons
        ],
        "repairs": [
            {"message": repair.message, "cost": repair.cost, "left_over": repair.left_over} for repair in found.repairs
        ],
        "unplaced": list(found.waiting),
        "seconds": round(found.seconds, 3),
    }
    return fields if applied is None else {**fields, "applied": applied.message}


def _print(found: Explanation, options: argparse.Namespace) -> None:
    print(found.message)
    many = len({reason.conflict for reason in found.reasons}) > 1
    for reason in found.reasons:
        number = f"{reason.conflict + 1}. " if many else ""
        print(f"  {number}{reason.message}")
    if found.feasible:
        if found.waiting:
            print(f"To place it: agendaplanner plan {options.file}")
        return
    if not found.repairs:
        print("Nothing that was tried would help.")
        return
    print("What would help (each was tried):")
    for i, repair in enumerate(found.repairs, 1):
        print(f"  {i}. {repair.message}.{_still_waiting(repair)}")
    print(f"To do one of them: agendaplanner explain {options.file} --apply N")


def _still_waiting(repair: Repair) -> str:
    if not repair.left_over:
        return ""
    verb = "waits" if repair.left_over == 1 else "wait"
    return f" {count(repair.left_over, 'session')} still {verb} then."
