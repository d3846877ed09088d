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

from agendaplanner.model.errors import AgendaError, UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.planning.messages import Request

KILLED_WITHIN_MS = 3_000


class Job(QtCore.QObject):
    """A process that runs at most once at a time."""

    failed = QtCore.Signal(object)
    """Why it came to nothing: an ``AgendaError``."""
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

    def _run(
        self,
        command: Sequence[str],
        request: bytes = b"",
        *,
        keep_open: bool = False,
        secrets: Mapping[str, str] | None = None,
    ) -> None:
        if self.running:
            raise RuntimeError("this job is running already")
        self._answered = False
        process = self._process = QtCore.QProcess(self)
        process.setProgram(command[0])
        process.setArguments(list(command[1:]))
        environment = child_environment()
        for name, value in (secrets or {}).items():
            environment.insert(name, value)
        process.setProcessEnvironment(environment)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._error)
        process.start()
        if request:
            process.write(QtCore.QByteArray(request))
        if not keep_open:
            process.closeWriteChannel()

    def _read(self) -> None:
        raise NotImplementedError

    def _succeeded(self, status: int) -> bool:
        """Say what a process that ended by itself has come to; False where it owes an answer."""
        raise NotImplementedError

    def _error(self, error: QtCore.QProcess.ProcessError) -> None:
        if error == QtCore.QProcess.ProcessError.FailedToStart and self._process is not None:
            self._fail(UsageError(f"The work could not be started: {self._process.errorString()}."))
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
                self._fail(UsageError(f"It ended without a result. {last}"))
        self._over()

    def _fail(self, error: AgendaError) -> None:
        if not self._answered:
            self._answered = True
            self.failed.emit(error)

    def _over(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self.ended.emit()


class PlanJob(Job):
    """The planner at work."""

    progressed = QtCore.Signal(object)
    """A ``Working``."""
    found = QtCore.Signal(object)
    """The ``Result``."""

    def start(self, request: Request) -> None:
        """Ask for a plan, a re-plan or an explanation."""
        # much is behind it, and windows open without anybody having planned yet
        from agendaplanner.planning.messages import encode_request

        self._run(worker_command(), encode_request(request), keep_open=True)

    def stop(self) -> None:
        """Ask for the best that it has; that comes as the result."""
        if self._process is not None and not self._answered:
            from agendaplanner.planning.messages import STOP

            self._process.write(QtCore.QByteArray(STOP))

    def _read(self) -> None:
        from agendaplanner.planning.messages import Failure, Working, decode_message

        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data())
            if self._answered:
                return
            try:
                message = decode_message(line)
            except (msgspec.MsgspecError, KeyError, AgendaError):
                self._fail(UsageError("The planner's answer was not understood. Is it of another version?"))
                return
            if isinstance(message, Working):
                self.progressed.emit(message)
            elif isinstance(message, Failure):
                self._fail(UsageError(message.what, where=message.where, advice=message.advice))
            else:
                self._answered = True
                self.found.emit(message)

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


def worker_command() -> list[str]:
    """Give the command that starts the planner's own process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--planning-worker"]
    return [sys.executable, "-m", "agendaplanner.planning"]


def program_command() -> list[str]:
    """Give the command that starts this program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "agendaplanner"]


def child_environment() -> QtCore.QProcessEnvironment:
    """Give a child what it needs to find this very program, also from a checkout that is not installed."""
    environment = QtCore.QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONIOENCODING", "utf-8")
    if not getattr(sys, "frozen", False):
        here = str(Path(__file__).resolve().parent.parent.parent)
        known = environment.value("PYTHONPATH")
        environment.insert("PYTHONPATH", f"{here}{os.pathsep}{known}" if known else here)
    return environment
