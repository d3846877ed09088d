"""A command of our command line that tells how far it is, can be stopped between two steps, and answers in JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore

from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.ui.jobs import Job, program_command

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


ENDS_WITHIN_MS = 2_000


class Errand(Job):
    """At most one command at a time. What it did before it is stopped, or fails, stays done."""

    progressed = QtCore.Signal(int, int, str)
    """How much is done, of how much, and of what: "notices sent"."""
    done = QtCore.Signal(object)
    """Its answer: a dictionary as the command prints it."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._told = b""
        self._failure: AgendaError | None = None

    def start(self, arguments: Sequence[str], secrets: Mapping[str, str] | None = None) -> None:
        """Run a command.

        Args:
            arguments: Its words, without ``--json`` and ``--watched``.
            secrets: What it is to find in its environment: passwords are not seen among a process's words.
        """
        self._told, self._failure = b"", None
        command = [*program_command(), *arguments, "--json", "--watched"]
        self._run(command, keep_open=True, secrets=secrets)
        if self._process is not None:
            self._process.readyReadStandardError.connect(self._listen)

    def stop(self) -> None:
        """Ask it to stop after the step that it is at; its answer tells what was done."""
        if self._process is not None:
            self._process.closeWriteChannel()

    def _read(self) -> None:
        """Leave the answer until it is whole."""

    def _listen(self) -> None:
        process = self._process
        if process is None:
            return
        self._told += bytes(process.readAllStandardError().data())
        *lines, self._told = self._told.split(b"\n")
        for line in lines:
            try:
                said: dict[str, Any] = json.loads(line)
            except ValueError:
                continue  # words for a terminal
            if "failed" in said:
                why = said["failed"]
                self._failure = AgendaError(why["what"], where=why["where"], advice=why["advice"])
            elif not self._answered:
                self.progressed.emit(said["done"], said["of"], said["what"])

    def _succeeded(self, status: int) -> bool:
        self._listen()
        process = self._process
        if process is None or self._answered:
            return True
        if self._failure is not None:
            self._fail(self._failure)
            return True
        if status != 0:
            return False
        try:
            answer = json.loads(bytes(process.readAllStandardOutput().data()))
        except ValueError:
            self._fail(UsageError("Its answer was not understood. Is it of another version?"))
            return True
        self._answered = True
        self.done.emit(answer)
        return True

    def end(self) -> None:
        """Have it stopped and gone when this returns; a step that is being done has a moment to be done."""
        process = self._process
        if process is not None:
            self.stop()
            process.waitForFinished(ENDS_WITHIN_MS)
        self.cancel()
