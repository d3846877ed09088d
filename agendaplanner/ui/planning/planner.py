"""Asks the planner's process for plans, re-plans and explanations, and makes proposals of what it finds.

The agenda stays as it is until a proposal is accepted. A plan that only places what waited is taken at once, with undo,
unless the settings ask for every plan to be shown first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, merged
from agendaplanner.model.errors import AgendaError, UsageError
from agendaplanner.ui.jobs import PlanJob
from agendaplanner.ui.planning.proposal import propose

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.explain.explanation import Explanation
    from agendaplanner.planning.messages import Ask, Explained, Options, Planned, Replanned, Result
    from agendaplanner.planning.plan import Plan
    from agendaplanner.planning.replan.replan import Replan
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.settings import Settings

NO_FIT = "The agenda was changed while the plan was made, and the two do not fit."
LOST = "This was found for an agenda that has changed since."


class Planner(QtCore.QObject):
    """Asks, and proposes what comes back."""

    started = QtCore.Signal(str)
    """What was asked: "plan", "improve", "replan" or "explain"."""
    progressed = QtCore.Signal(object)
    """A ``Working``."""
    ended = QtCore.Signal()
    taken = QtCore.Signal(object)
    """A ``Plan`` that was found: it stands now, is proposed, or changes nothing."""
    explained = QtCore.Signal(object)
    """An ``Explanation`` of the agenda as it stands."""

    def __init__(self, desk: Desk, settings: Settings, parent: QtCore.QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._settings = settings
        self._asked_for: Agenda | None = None
        self._ask: Ask = "plan"
        self._cause = Change("", ())
        self._job = PlanJob(self)
        self._job.progressed.connect(self.progressed)
        self._job.found.connect(self._found)
        self._job.failed.connect(desk.failed)
        self._job.ended.connect(self.ended)
        desk.opened.connect(self.stop)

    @property
    def running(self) -> bool:
        """Whether the planner is at work."""
        return self._job.running

    # asking

    def start(self, *, from_scratch: bool = False, improve_seconds: float | None = None) -> None:
        """Place what waits.

        Args:
            from_scratch: Place everything anew but what is pinned.
            improve_seconds: Then make the plan better for so long; whatever is not pinned may move.
        """
        # the planner's side is large, and windows open without anybody having planned yet
        from agendaplanner.planning.plan import PlanOptions

        ask: Ask = "plan" if improve_seconds is None else "improve"
        self._start(ask, PlanOptions(from_scratch=from_scratch, improve_seconds=improve_seconds))

    def replan(self, cause: Change | None = None) -> None:
        """Let as few sessions as can be move after something has changed: what, is part of the proposal.

        Args:
            cause: Somebody is away, a room is closed, a session is longer or pinned; None: mend what clashes now.
        """
        from agendaplanner.planning.replan.replan import ReplanOptions

        if cause is not None and not cause.edits:
            self._desk.told.emit("That is so already.", False)
            return
        self._start("replan", ReplanOptions(), cause)

    def explain(self) -> None:
        """Find out why what waits cannot be placed, or what clashes cannot be resolved."""
        from agendaplanner.planning.explain.explanation import ExplainOptions

        self._start("explain", ExplainOptions())

    def _start(self, ask: Ask, options: Options, cause: Change | None = None) -> None:
        from agendaplanner.planning.messages import Request

        agenda = self._desk.agenda
        if agenda is None or not self._desk.can_change or self.running:
            return
        self._cause = cause or Change("", ())
        try:
            changed = agenda.apply(self._cause)
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self._desk.proposals.drop()
        self._asked_for, self._ask = agenda, ask
        self._job.start(Request(ask, changed, options))
        self.started.emit(ask)

    @QtCore.Slot()
    def stop(self) -> None:
        """Call it off; the agenda stays as it is."""
        self._job.cancel()

    @QtCore.Slot()
    def take_what_it_has(self) -> None:
        """Have it leave off with the best so far, which is then proposed."""
        self._job.stop()

    # what comes back

    def _found(self, result: Result) -> None:
        from agendaplanner.planning.messages import Explained, Planned, Replanned

        agenda = self._desk.agenda
        if agenda is None or self._desk.findings is None:
            return
        if isinstance(result, Planned):
            self._planned(agenda, result)
        elif isinstance(result, Replanned):
            self._replanned(agenda, result)
        elif isinstance(result, Explained):
            self._explained(agenda, result)

    def _planned(self, agenda: Agenda, result: Planned) -> None:
        plan = result.plan
        # it was made for an agenda that may have moved on while it worked
        if agenda != self._asked_for and not _still_holds(agenda, plan):
            self._desk.failed.emit(UsageError(NO_FIT, advice="Plan again."))
            return
        change = actions.take_plan(agenda, plan.placements)
        if not change.edits:
            self._desk.told.emit(self._nothing(plan), False)
        elif plan.moved or plan.cancelled or self._ask == "improve" or self._settings.shows_every_plan:
            self._propose(agenda, _label(change, plan_summary(plan)), result)
        else:
            done = self._desk.do(lambda _: _label(change, plan_summary(plan)), origin=self)
            if done is not None:
                self._desk.told.emit(plan_summary(plan) + ".", True)
        self.taken.emit(plan)

    def _nothing(self, plan: Plan) -> str:
        if plan.unplaced:
            return plan_summary(plan) + "."
        if self._ask == "improve":
            best = "no plan costs less" if plan.proved_best else "nothing better was found"
            return f"The plan stays as it is: {best}."
        return "Everything has its place already."

    def _propose(self, agenda: Agenda, change: Change, result: Planned) -> None:
        # an agenda with less in it costs less, and clashes have no price: only what is whole and sound can be compared
        assert self._desk.findings is not None
        comparable = not agenda.waiting and not self._desk.findings.counts()["clash"]
        before = result.cost_before if comparable else None
        notes = tuple(each.message for each in result.plan.unplaced)
        notes += tuple(each.message for each in result.plan.pin_clashes)
        if result.plan.proved_best:
            notes = ("No plan costs less.", *notes)
        title = change.label
        self._put(agenda, change, title, (before, result.plan.cost), notes)

    def _replanned(self, agenda: Agenda, result: Replanned) -> None:
        if agenda != self._asked_for:
            self._desk.failed.emit(UsageError(NO_FIT, advice="Ask for it again."))
            return
        found, cause = result.replan, self._cause
        changed = agenda.apply(cause)
        summary = replan_summary(found)
        title = f"{cause.label}: {summary}" if cause.edits else f"{summary[0].upper()}{summary[1:]}"
        change = merged(title, [cause, actions.take_plan(changed, found.placements)])
        if not change.edits:
            self._desk.told.emit("Nothing clashes: nothing has to move.", False)
            return
        notes = tuple(each.message for each in (*found.unplaced, *found.pin_clashes))
        # what loses its place costs nothing any more: that is no gain
        before = None if any(move.after is None for move in found.moves) else result.cost_before
        self._put(agenda, change, title, (before, result.cost_after), notes)

    def _put(
        self,
        agenda: Agenda,
        change: Change,
        title: str,
        costs: tuple[dict[str, float] | None, dict[str, float]],
        notes: tuple[str, ...],
    ) -> None:
        from agendaplanner.planning.breakouts.touched import touched_allocations

        assert self._desk.findings is not None
        notes += tuple(each.message for each in touched_allocations(agenda, agenda.apply(change)))
        self._desk.proposals.put(propose(agenda, self._desk.findings, change, title, costs=costs, notes=notes))

    def _explained(self, agenda: Agenda, result: Explained) -> None:
        explanation: Explanation = result.explanation
        if agenda != self._asked_for:
            self._desk.failed.emit(UsageError(LOST, advice="Explain again."))
            return
        self.explained.emit(explanation)


def _still_holds(agenda: Agenda, plan: Plan) -> bool:
    from agendaplanner.planning.verify import verify_plan

    if any(session_id not in agenda.session for session_id in plan.placements):
        return False
    return not verify_plan(agenda, agenda.apply(actions.take_plan(agenda, plan.placements)))


def _label(change: Change, label: str) -> Change:
    return msgspec.structs.replace(change, label=label)


def plan_summary(plan: Plan) -> str:
    """Say in a line what a plan came to."""
    left = len(plan.unplaced)
    moved = f"{plan.moved} moved" if plan.moved else ""
    stopped = "stopped early" if plan.cancelled and left else ""
    placed = sum(placement is not None for placement in plan.placements.values())
    waits = f"{left} found no place" if left else ""
    all_placed = f"all {placed} sessions have a place" if not left and not plan.cancelled else f"{placed} have a place"
    return f"Plan: {', '.join(filter(None, [all_placed, moved, waits, stopped]))}"


def replan_summary(found: Replan) -> str:
    """Say in a line how many sessions move, and whether fewer could: "2 sessions move, the fewest possible"."""
    lost = sum(move.after is None for move in found.moves)
    moved = found.moved - lost
    if not found.moved:
        return "nothing has to move"
    parts: list[str] = []
    if moved:
        parts.append("1 session moves" if moved == 1 else f"{moved} sessions move")
        if found.is_least:
            parts.append("the fewest possible")
    if lost:
        parts.append(f"{lost} {'loses its place' if lost == 1 else 'lose their place'}")
    return ", ".join(parts)
