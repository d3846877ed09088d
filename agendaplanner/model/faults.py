"""What makes no sense in somebody else's file, gathered so that all of it is named at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
MOST_NAMED = 10


class Faults:
    """What makes no sense in a file. Reading goes on after a fault, and ``done`` names them all."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._found: list[tuple[str, str]] = []

    def add(self, where: str, what: str) -> None:
        """Note a fault at a place in the file."""
        self._found.append((where, what))

    def value(self, where: str, text: str, read: Callable[[str], T], otherwise: T) -> T:
        """Read a value; where it makes no sense, note that and give another one to go on with."""
        try:
            return read(text)
        except ValueError as error:
            self.add(where, str(error))
            return otherwise

    def done(self) -> None:
        """Stop here if anything was wrong.

        Raises:
            FileError: It names every fault, or the first ten.
        """
        if not self._found:
            return
        if len(self._found) == 1:
            where, what = self._found[0]
            raise FileError(f"{what}.", where=f"{self.source}, {where}", advice="Correct it in the file.")
        lines = [f"  {where}: {what}." for where, what in self._found[:MOST_NAMED]]
        if len(self._found) > MOST_NAMED:
            lines.append(f"  and {len(self._found) - MOST_NAMED} more.")
        what = "\n".join([f"{len(self._found)} things make no sense:", *lines, "Correct them in the file."])
        raise FileError(what, where=self.source)
