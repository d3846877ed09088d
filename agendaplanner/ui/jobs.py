"""Work in a process of its own, so that the window stays alive: the planner, and commands of our own command line.

To cancel is to kill: neither leaves anything half-done (files are put in place whole, plans are taken by the window).
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore

from agendaplanner.planning.construct import Progress
from agendaplanner.planning.plan import Plan
from agendaplanner.planning.worker import decode_message, encode_request, worker_command

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.plan import PlanOptions

KILLED_WITHIN_MS = 3_000


class Job(QtCore.QObject):
    """A process that runs at most once at a time."""

    failed = QtCore.Signal(str)
    """Why it came to nothing, in words."""
    ended = QtCore.Signal()
    """It is over, in whatever way, after all other signals."""

    def __init__(self, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._process: QtCore.QProcess | None = None
        self._answered = False

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._process is not None

    def cancel(self) -> None:
        """Call it off; nothing was changed."""
        process = self._process
        if process is None:
            return
        self._answered = True
        process.kill()
        process.waitForFinished(KILLED_WITHIN_MS)

    def _run(self, command: Sequence[str], request: bytes = b"") -> None:
        if self.running:
            raise RuntimeError("this job is running already")
        self._answered = False
        process = self._process = QtCore.QProcess(self)
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        process.start()
        if request:
            process.write(QtCore.QByteArray(request))
        process.closeWriteChannel()

    def _read(self) -> None:
        raise NotImplementedError

    def _succeeded(self, status: int) -> bool:
        """Say what a process that ended by itself has come to; False where it owes an answer."""
        raise NotImplementedError

    def _error(self, error: QtCore.QProcess.ProcessError) -> None:
        if error == QtCore.QProcess.ProcessError.FailedToStart and self._process is not None:
            self._fail(f"The work could not be started: {self._process.errorString()}.")
            self._over()

    def _finished(self, status: int, how: QtCore.QProcess.ExitStatus) -> None:
        process = self._process
        if process is None:
            return
        self._read()
        if not self._answered:
            ended = how == QtCore.QProcess.ExitStatus.NormalExit
            if not ended or not self._succeeded(status):
                words = bytes(process.readAllStandardError().data()).decode("utf-8", "replace").strip()
                last = words.splitlines()[-1] if words else f"exit status {status}"
                self._fail(f"It ended without a result. {last}")
        self._over()

    def _fail(self, words: str) -> None:
        if not self._answered:
            self._answered = True
            self.failed.emit(words)

    def _over(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit()


class PlanJob(Job):
    """The planner at work."""

    progressed = QtCore.Signal(object)
    """A ``Progress``."""
    found = QtCore.Signal(object)
    """The ``Plan``."""

    def start(self, agenda: Agenda, options: PlanOptions) -> None:
        """Ask for a plan."""
        self._run(worker_command(), encode_request(agenda, options))

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data())
            if self._answered:
                return
            try:
                message = decode_message(line)
            except (msgspec.MsgspecError, KeyError):
                self._fail("The planner's answer was not understood. Is it of another version?")
                return
            if isinstance(message, Progress):
                self.progressed.emit(message)
            elif isinstance(message, Plan):
                self._answered = True
                self.found.emit(message)
            else:
                self._fail(message.message)

    def _succeeded(self, status: int) -> bool:
        return False


class CommandJob(Job):
    """A command of our own command line at work: what takes long is done there, the same for people and scripts."""

    done = QtCore.Signal(str)
    """What it said."""

    def start(self, arguments: Sequence[str]) -> None:
        """Run a command."""
        self._run([*program_command(), *arguments])

    def _read(self) -> None:
        """Leave what it says until it is done."""

    def _succeeded(self, status: int) -> bool:
        process = self._process
        if process is None or status != 0:
            return False
        self._answered = True
        self.done.emit(bytes(process.readAllStandardOutput().data()).decode("utf-8", "replace").strip())
        return True


def program_command() -> list[str]:
    """Give the command that starts this program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "agendaplanner"]


def _environment() -> QtCore.QProcessEnvironment:
    """Give a child what it needs to find this very program, also from a checkout that is not installed."""
    environment = QtCore.QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONIOENCODING", "utf-8")
    if not getattr(sys, "frozen", False):
        here = str(Path(__file__).resolve().parent.parent.parent)
        known = environment.value("PYTHONPATH")
        environment.insert("PYTHONPATH", f"{here}{os.pathsep}{known}" if known else here)
    return environment
