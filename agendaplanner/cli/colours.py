"""The command colours: how many slots the parallel sessions need at least, and why; or the colours of any graph."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, seconds, whole_number
from agendaplanner.cli.report import print_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from agendaplanner.planning.colouring.options import Colouring, ColouringOptions, ColouringProgress


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    colours = commands.add_parser(
        "colours", help="how many slots the parallel sessions need at least, and why", allow_abbrev=False
    )
    add_file(colours, "the agenda file, or a graph in the DIMACS form (.col)")
    colours.add_argument(
        "--seconds", type=seconds, metavar="S", help="stop after so many seconds with the fewest that were found"
    )
    colours.add_argument(
        "--seed", type=whole_number, default=0, metavar="N", help="another number, another search (default: 0)"
    )
    add_json(colours)
    colours.set_defaults(run=_colours)


def _colours(options: argparse.Namespace) -> int:
    from agendaplanner.planning.colouring.dimacs import looks_like_dimacs
    from agendaplanner.planning.colouring.options import ColouringOptions

    chosen = ColouringOptions(seed=options.seed, seconds=options.seconds)
    if looks_like_dimacs(options.file):
        return _graph(options, chosen)
    return _agenda(options, chosen)


def _graph(options: argparse.Namespace, chosen: ColouringOptions) -> int:
    from agendaplanner.planning.colouring.dimacs import read_dimacs
    from agendaplanner.planning.colouring.portfolio import colour

    graph = read_dimacs(options.file)
    with_progress = _Line()
    found = colour(graph, chosen, with_progress.show)
    with_progress.end()
    if options.json:
        print_json(_fields(found))
        return 0
    print(f"{len(graph)} vertices, {len(graph.edges)} edges: {_result(found)}")
    if found.clique:
        print(f"These {len(found.clique)} are all joined with each other: {' '.join(found.clique)}")
    return 0


def _agenda(options: argparse.Namespace, chosen: ColouringOptions) -> int:
    from agendaplanner.planning.colouring.slots import parallel_slots

    with open_document(options.file, read_only=True) as document:
        agenda = document.agenda
    with_progress = _Line()
    slots = parallel_slots(agenda, chosen, with_progress.show)
    with_progress.end()
    if options.json:
        reasons = [
            {"sessions": list(each.sessions), "people": list(each.people), "wishes": list(each.wishes)}
            for each in slots.reasons
        ]
        more = {"at_least": slots.at_least, "by_rooms": slots.by_rooms, "reasons": reasons, "message": slots.message}
        print_json({**_fields(slots.by_conflicts), **more})
    else:
        print(slots.message)
    return 0


def _fields(found: Colouring) -> dict[str, Any]:
    return {
        "colours": found.colours,
        "lower_bound": found.lower_bound,
        "optimal": found.optimal,
        "clique": list(found.clique),
        "assignment": found.assignment,
    }


def _result(found: Colouring) -> str:
    if found.optimal:
        return f"{found.colours} colours, and fewer will not do."
    return f"{found.colours} colours; at least {found.lower_bound} are needed."


class _Line:
    """Shows on one line of a terminal how far it is; on anything else it is silent."""

    def __init__(self) -> None:
        self.show: Callable[[ColouringProgress], None] | None = self._show if sys.stderr.isatty() else None
        self._shown = False

    def _show(self, progress: ColouringProgress) -> None:
        colours = "" if progress.colours is None else f"{progress.colours} colours, "
        sys.stderr.write(
            f"\r{colours}at least {progress.lower_bound}; {progress.stage}, {progress.seconds:.0f} s\033[K"
        )
        sys.stderr.flush()
        self._shown = True

    def end(self) -> None:
        """Clear the line."""
        if self._shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
