"""What is proposed: at most one change that waits to be accepted or dropped, and one that is shown in passing.

Nothing of it touches the agenda until it is accepted; then it is one change like any other, and one undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore

from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.planning.proposal import Proposal, propose

if TYPE_CHECKING:
    from agendaplanner.checks.check import Findings
    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.ui.desk import Desk

DROPPED = "The agenda was changed in the meantime, so what was proposed is dropped. Ask for it again."


class Proposals(QtCore.QObject):
    """The proposal that waits, if any, and the glimpse of another while something is pointed at."""

    changed = QtCore.Signal()
    """Something else is proposed or shown now."""
    accepted = QtCore.Signal(object)
    """The ``Proposal`` that now stands."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.waiting: Proposal | None = None
        self.glimpse: Proposal | None = None
        self.shows_after = True
        """Whether what waits is shown as it would be, not as it is."""
        desk.changed.connect(self._agenda_changed)
        desk.opened.connect(self._opened)

    @property
    def drawn(self) -> Proposal | None:
        """The proposal that is to be seen on the timeline."""
        return self.glimpse or self.waiting

    @property
    def is_after(self) -> bool:
        """Whether the timeline shows the agenda as it would be."""
        return self.glimpse is not None or (self.waiting is not None and self.shows_after)

    @property
    def shown(self) -> Agenda | None:
        """The agenda that the timeline shows: as it stands, or as it would be."""
        drawn = self.drawn
        return drawn.after if drawn is not None and self.is_after else self._desk.agenda

    @property
    def findings(self) -> Findings | None:
        """The findings of the agenda that is shown."""
        drawn = self.drawn
        if drawn is not None and self.is_after:
            return drawn.findings
        return self._desk.findings if self._desk.is_checked else None

    def findings_of(self, session_id: str) -> tuple[Finding, ...]:
        """Give what is wrong with a session in the agenda that is shown."""
        findings = self.findings
        return findings.of_session(session_id) if findings is not None else ()

    # what waits

    def put(self, proposal: Proposal) -> None:
        """Let a proposal wait to be accepted or dropped, instead of the one that waits."""
        self.waiting, self.glimpse, self.shows_after = proposal, None, True
        self.changed.emit()

    def accept(self) -> Change | None:
        """Make the change that waits."""
        proposal, self.waiting, self.glimpse = self.waiting, None, None
        if proposal is None:
            return None
        done = self._desk.do(lambda _: proposal.change, origin=self)
        self.changed.emit()
        if done is not None:
            self._desk.told.emit(f"{proposal.title}.", True)
            self.accepted.emit(proposal)
        return done

    def drop(self) -> None:
        """Let go of what waits; the agenda stays as it is."""
        if self.waiting is not None:
            self.waiting = self.glimpse = None
            self.changed.emit()

    def show_after(self, after: bool) -> None:
        """Show what waits as it would be, or as it is now."""
        if after != self.shows_after:
            self.shows_after = after
            if self.waiting is not None:
                self.changed.emit()

    # what is shown in passing

    def show_glimpse(self, proposal: Proposal | None) -> None:
        """Show a proposal for as long as something is pointed at; None: no longer."""
        if proposal is not self.glimpse:
            self.glimpse = proposal
            self.changed.emit()

    # the agenda moves on

    def _opened(self) -> None:
        if self.waiting is not None or self.glimpse is not None:
            self.waiting = self.glimpse = None
            self.changed.emit()

    def _agenda_changed(self, _: object) -> None:
        """Keep what waits where it still fits what stands; it was made for an agenda that has moved on."""
        waiting, agenda, findings = self.waiting, self._desk.agenda, self._desk.findings
        had_glimpse, self.glimpse = self.glimpse is not None, None
        if waiting is not None and agenda is not None and findings is not None:
            try:
                again = propose(agenda, findings, waiting.change, waiting.title, notes=waiting.notes)
            except AgendaError:
                again = None
            if again is None or len(again.new_clashes) > len(waiting.new_clashes):
                self.waiting = None
                self._desk.told.emit(DROPPED, False)
            else:
                self.waiting = msgspec.structs.replace(
                    again, costs=waiting.costs, cost_before=waiting.cost_before, cost_after=waiting.cost_after
                )
        if had_glimpse or waiting is not None:
            self.changed.emit()
