"""Repairs for what is wrong, looked for in small slices while nobody waits, and kept until the agenda changes."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtWidgets

from agendaplanner.model.changes import Change
from agendaplanner.model.words import person_short
from agendaplanner.planning.mending import Mend, Mending, open_roles, take_role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk

SLICE_SECONDS = 0.006
"""How long it may keep the window at a time."""
BUSY_AGAIN_MS = 120
"""When to look again where the board is not ready, or a button of the mouse is down."""
MOST_ROLES = 3


class Choice(msgspec.Struct, frozen=True):
    """Somebody who could take an open role."""

    words: str
    change: Change


class Offers(msgspec.Struct, frozen=True):
    """What is offered for one finding."""

    mends: tuple[Mend, ...] = ()
    choices: tuple[tuple[str, tuple[Choice, ...]], ...] = ()
    """By open role: who could take it."""

    @property
    def note(self) -> str:
        """What is to be said beside the finding."""
        people = {choice.words for _, choices in self.choices for choice in choices}
        if not self.choices:
            return ""
        return "nobody is free" if not people else f"{len(people)} {'person' if len(people) == 1 else 'people'} could"


class Repairs(QtCore.QObject):
    """What is known of repairs."""

    found = QtCore.Signal(object)
    """The ``Finding`` for which repairs are known now."""

    def __init__(self, desk: Desk, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[Finding, Offers] = {}
        self._queue: deque[Finding] = deque()
        self._work: tuple[Finding, Iterator[Offers | None]] | None = None
        self._timer = QtCore.QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self.longest_slice = 0.0
        """The longest time in seconds that it kept the window since it was made; for whoever measures."""
        desk.opened.connect(self.forget)
        desk.changed.connect(self.forget)

    @QtCore.Slot()
    def forget(self, *_: object) -> None:
        """Forget all: the agenda is another one."""
        self._known.clear()
        self._queue.clear()
        self._work = None
        self._timer.stop()

    def of(self, finding: Finding) -> Offers | None:
        """Give what is offered for a finding; None: not known yet, ``found`` will tell."""
        known = self._known.get(finding)
        if known is None and finding not in self._queue and (self._work is None or self._work[0] != finding):
            self._queue.append(finding)
            if not self._timer.isActive():
                self._timer.start(0)
        return known

    def _go_on(self) -> None:
        desk = self._desk
        agenda, board = desk.agenda, desk.legality
        if agenda is None or board is None or not desk.can_change or not agenda.meeting.days:
            return
        if not board.is_ready or QtWidgets.QApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            self._timer.start(BUSY_AGAIN_MS)
            return
        begun = time.perf_counter()
        told: list[Finding] = []
        while time.perf_counter() - begun < SLICE_SECONDS:
            if self._work is None:
                if not self._queue:
                    break
                finding = self._queue.popleft()
                self._work = (finding, self._look(agenda, finding))
            finding, work = self._work
            offers = next(work, None)
            if offers is not None:
                self._known[finding] = offers
                self._work = None
                told.append(finding)
        self.longest_slice = max(self.longest_slice, time.perf_counter() - begun)
        for finding in told:
            self.found.emit(finding)
        if self._work is not None or self._queue:
            self._timer.start(0)

    def _look(self, agenda: Agenda, finding: Finding) -> Iterator[Offers | None]:
        """Look for what would mend a finding; None where it pauses, at last what was found."""
        findings, board = self._desk.findings, self._desk.legality
        if findings is None or board is None:
            yield Offers()
            return
        mending = Mending(agenda, findings, board)
        if finding.rule == "role-open":
            session = agenda.session[finding.sessions[0]]
            choices: list[tuple[str, tuple[Choice, ...]]] = []
            for kind, index in open_roles(agenda, session)[:MOST_ROLES]:
                yield None
                able = mending.who_could(session, kind)
                choices.append(
                    (
                        kind,
                        tuple(
                            Choice(
                                person_short(agenda.person[each.person]),
                                take_role(agenda, session, kind, index, each.person),
                            )
                            for each in able
                        ),
                    )
                )
            yield Offers(choices=tuple(choices))
            return
        mends: list[Mend] = []
        for mend in mending.mends(finding):
            if mend is not None:
                mends.append(mend)
            yield None
        yield Offers(mends=tuple(mends))
