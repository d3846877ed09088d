"""Explaining: why not everything has a place, as far as that can be proved, and what would help.

First the meeting is planned; who has a place for all needs no reasons. What is left over, and what pins leave of clashes,
is where counting looks for a proof, then CP-SAT. Only what was tried is offered as a repair.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.changes import merged
from agendaplanner.model.words import listed, session_mark
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.explain.certificates import certificates, is_proved_impossible
from agendaplanner.planning.explain.core import SubModel, find_core, reduced
from agendaplanner.planning.explain.explanation import (
    MOST_REASONS,
    ExplainOptions,
    ExplainProgress,
    Explanation,
    Reason,
    Repair,
    Stage,
)
from agendaplanner.planning.explain.facts import Conflict, Element, Facts
from agendaplanner.planning.explain.repairs import Candidate, Option, candidates, elements_of
from agendaplanner.planning.explain.sentences import reasons_of
from agendaplanner.planning.explain.trying import Attempt, attempt, only_with, with_plan
from agendaplanner.planning.reasons import Unplaced, unplaced_reasons
from agendaplanner.planning.stopping import after_seconds, after_steps, when_any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change, Key

_STEPS_A_SESSION = 3
"""How many placing steps the first plan may take for each session; sound meetings need hardly more than one."""
_PLANNING_SHARE = 0.2
"""What part of the time that is left the first plan may take."""
_STEPS_OF_A_REPAIR = 120
"""How many placing steps a repair may take, beside the plan that stands: what works takes a few."""
_SAME_KIND = 2
"""How many repairs of one kind are offered against one conflict."""
_MOST_CONFLICTS = 6
_FEW = 60
"""Up to how many sessions the search is always made twice, the second time filling every hole."""
_TRIED = 14
"""How many repairs are tried on the whole meeting at most, ..."""
_FAILED = 6
"""... and how many of them in vain."""


def explain(
    agenda: Agenda,
    options: ExplainOptions | None = None,
    progress: Callable[[ExplainProgress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Explanation:
    """Say whether everything can be placed without a clash; if not, why, and which changes would help.

    "Cannot" is claimed with proof only. The proof looks at hard rules with starts on the meeting's grid; that a session
    keeps with its track is left out of it, which makes it no less of a proof.
    """
    return _Explaining(agenda, options or ExplainOptions(), progress, cancelled or (lambda: False)).run()


def repair_change(agenda: Agenda, repair: Repair) -> Change:
    """Give the one change that makes a repair and takes the plan that was found with it: one undo."""
    changed = agenda.apply(repair.change)
    plan = actions.take_plan(changed, repair.placements)
    return merged(repair.message, [repair.change, plan])


class _Explaining:
    def __init__(
        self,
        agenda: Agenda,
        options: ExplainOptions,
        progress: Callable[[ExplainProgress], None] | None,
        cancelled: Callable[[], bool],
    ) -> None:
        self.agenda = agenda
        self.options = options
        self.progress = progress
        self.cancelled = cancelled
        self.begun = time.perf_counter()

    def run(self) -> Explanation:
        agenda = self.agenda
        able = [s for s in agenda.session.values() if not s.is_cancelled]
        if not able:
            return self._end(True, message="There is no session that would need a place.")
        if not agenda.meeting.days:
            reason = Reason(kind="no-days", records=(("meeting", "meeting"),), message="The meeting has no days yet.")
            waiting = tuple(s.id for s in able)
            message = "Nothing can be placed before the meeting has days with opening hours."
            return self._end(False, reasons=(reason,), message=message, waiting=waiting)
        found = self._plan()
        if found.cancelled:
            return self._end(
                None, message="This was stopped before anything was found out.", proved=False, cancelled=True
            )
        if not found.wrong:
            return self._possible(found)
        if self._is_small():
            found = self._without_holes(found)
        conflicts = self._conflicts(found) if found.wrong else []
        if not conflicts and not self._is_small():
            found = self._without_holes(found)
        if not found.wrong:
            return self._possible(found)
        if conflicts:
            return self._impossible(found, conflicts)
        return self._open(found)

    # what comes out

    def _end(
        self,
        feasible: bool | None,
        *,
        message: str,
        reasons: tuple[Reason, ...] = (),
        repairs: tuple[Repair, ...] = (),
        proved: bool = True,
        waiting: tuple[str, ...] = (),
        cancelled: bool = False,
    ) -> Explanation:
        return Explanation(
            feasible=feasible,
            reasons=reasons,
            repairs=repairs,
            seconds=time.perf_counter() - self.begun,
            proved=proved,
            message=message,
            waiting=waiting,
            cancelled=cancelled or self.cancelled(),
        )

    def _possible(self, found: Attempt) -> Explanation:
        waiting = [s for s in self.agenda.waiting if found.agenda.session[s.id].placement is not None]
        if not waiting and found.agenda == self.agenda:
            return self._end(True, message="Everything has its place, without a clash.")
        marks = listed((session_mark(s) for s in waiting), most=6)
        what = f"Everything that waits can be placed ({marks})" if waiting else "All clashes can be resolved"
        return self._end(True, message=f"{what}: plan does it.", waiting=tuple(s.id for s in waiting))

    def _impossible(self, found: Attempt, conflicts: Sequence[Conflict]) -> Explanation:
        facts = Facts(compile_problem(self.agenda))
        causes: dict[frozenset[Element], list[Conflict]] = {}
        for conflict in conflicts:
            causes.setdefault(_trouble(conflict), []).append(conflict)
        reasons: list[Reason] = []
        shown = 0
        for same in causes.values():
            more = reasons_of(facts, same, shown)
            if not reasons or len(reasons) + len(more) <= MOST_REASONS:
                reasons += more
                shown += 1
        message = "Not everything can have a place without a clash as long as all of this holds."
        if len(causes) > 1:
            message = f"Not everything can have a place without a clash, for {len(causes)} separate causes."
        if len(causes) > shown:
            message += f" {f'{shown} of them are' if shown > 1 else 'One is'} shown."
        repairs = self._repairs(found, conflicts)
        return self._end(False, reasons=tuple(reasons), repairs=repairs, message=message, waiting=found.left_over)

    def _open(self, found: Attempt) -> Explanation:
        """Say honestly that neither a plan nor a proof was found."""
        unplaced = unplaced_reasons(found.agenda, found.left_over)
        reasons = tuple(
            Reason(kind="left-over", records=_records(each), message=each.message, conflict=i)
            for i, each in enumerate(unplaced[:MOST_REASONS])
        )
        if not found.left_over:
            broken = {violation.rule for violation in found.violations}
            clashes = [each for each in check(found.agenda) if each.blocks_publication and each.rule in broken]
            clashes = clashes[:MOST_REASONS]
            reasons = tuple(
                Reason(kind="clash", records=_concerned(each), message=each.message, conflict=i)
                for i, each in enumerate(clashes)
            )
        marks = listed((session_mark(self.agenda.session[s]) for s in found.left_over), most=6)
        left = f"left over {marks}" if found.left_over else "left clashes with what is pinned"
        message = f"No proof that it is impossible was found; the search {left}."
        pseudo = [] if found.left_over else [elements_of((), (), v.sessions) for v in found.violations]
        pseudo += [
            elements_of(each.people, each.wishes, (each.session, *each.blockers[:3]))
            for each in unplaced[:MOST_REASONS]
        ]
        repairs = self._repairs(found, pseudo, proved=False)
        return self._end(None, reasons=reasons, repairs=repairs, proved=False, message=message, waiting=found.left_over)

    # steps

    def _left(self) -> float:
        return self.options.seconds - (time.perf_counter() - self.begun)

    def _say(self, stage: Stage, done: int, total: int) -> None:
        if self.progress is not None:
            self.progress(ExplainProgress(stage, done, total))

    def _plan(self, *, tight: bool = False) -> Attempt:
        steps = _STEPS_A_SESSION * len(self.agenda.session) + 400
        return attempt(
            self.agenda,
            seed=self.options.seed,
            stop=when_any(after_steps(steps), after_seconds(max(self._left() * _PLANNING_SHARE, 0.1))),
            tight=tight,
            progress=lambda p: self._say("placing", p.placed, p.total),
            cancelled=self.cancelled,
        )

    def _is_small(self) -> bool:
        return len(self.agenda.session) <= _FEW

    def _without_holes(self, found: Attempt) -> Attempt:
        """Search once more, filling every hole, and give the better plan."""
        return found if self._is_over() else min(found, self._plan(tight=True), key=lambda each: each.wrong)

    def _hot(self, facts: Facts, found: Attempt) -> list[int]:
        """Give the tasks in trouble: without a place, or in a clash that a pin leaves."""
        index = facts.problem.index
        ids = dict.fromkeys([*found.left_over, *(s for violation in found.violations for s in violation.sessions)])
        tasks = facts.problem.tasks
        return sorted((index[s] for s in ids), key=lambda t: (tasks[t].domain.bit_count() * len(tasks[t].rooms), t))

    def _conflicts(self, found: Attempt) -> list[Conflict]:
        """Give conflicts that are proved: one, then those that are left without a session of each."""
        conflicts: list[Conflict] = []
        known: set[frozenset[Element]] = set()
        agenda, rest = self.agenda, found
        while rest.wrong and len(conflicts) < _MOST_CONFLICTS and not self._is_over():
            facts = Facts(compile_problem(agenda))
            hot = self._hot(facts, rest)
            more = self._counted(facts, hot)
            if not more and self.options.prove:
                self._say("proving", len(conflicts), len(conflicts) + 1)
                # a part of the time, the less where something is proved already
                core = find_core(facts, hot, self._left() * (0.1 if conflicts else 0.4), self._is_over)
                more = [] if core is None else [core]
            new = [each for each in more if _causes(each) not in known]
            if not new:
                break
            conflicts += new
            known.update(_causes(each) for each in new)
            gone = {self._one_of(facts, conflict, hot) for conflict in new}
            agenda = only_with(agenda, [s for s in agenda.session if s not in gone])
            start = only_with(rest.agenda, list(agenda.session))
            stop = when_any(after_steps(_STEPS_OF_A_REPAIR), after_seconds(max(self._left() * 0.05, 0.1)))
            rest = attempt(start, seed=self.options.seed, stop=stop, cancelled=self.cancelled)
        in_trouble = {("session", s) for s in (*found.left_over, *(s for v in found.violations for s in v.sessions))}
        # what holds up most first, and of that the simplest
        return sorted(conflicts, key=lambda c: (-len(c & in_trouble), len(c), sorted(c)))

    def _counted(self, facts: Facts, hot: Sequence[int]) -> list[Conflict]:
        self._say("counting", 0, len(hot))
        found: list[Conflict] = []
        for each in certificates(facts, hot, self._is_over):
            conflict = each.conflict
            if not each.is_minimal and self.options.prove:
                conflict = reduced(facts, conflict, self._left()) or conflict
            found.append(conflict)
        return found

    def _is_over(self) -> bool:
        return self.cancelled() or self._left() <= 0

    @staticmethod
    def _one_of(facts: Facts, conflict: Conflict, hot: Sequence[int]) -> str:
        """Give the session without which a conflict is none: rather one that is in trouble."""
        tasks = facts.tasks_in(conflict)
        return facts.id_of(next((t for t in hot if t in tasks), tasks[0]))

    # repairs

    def _repairs(self, found: Attempt, conflicts: Sequence[Conflict], *, proved: bool = True) -> tuple[Repair, ...]:
        if not self.options.repairs:
            return ()
        able: list[tuple[float, int, str, tuple[Option, ...]]] = []
        for i, conflict in enumerate(conflicts[:_MOST_CONFLICTS]):
            for candidate in candidates(self.agenda, conflict):
                if self.cancelled() or self._left() <= 0:
                    break
                chosen = self._promising(candidate, conflict) if proved else candidate.options
                if chosen:
                    able.append((chosen[0].cost, i, candidate.kind, chosen))
        able.sort(key=lambda each: (each[0], each[1], each[2], each[3][0].message))
        most = max(_SAME_KIND, -(-self.options.repairs // max(len(conflicts), 1)))
        taken: dict[tuple[int, str], int] = {}
        of_conflict: dict[int, int] = {}
        repairs: list[Repair] = []
        tried = 0
        for _, i, kind, chosen in able:
            if len(repairs) >= self.options.repairs or tried >= _TRIED or self.cancelled() or self._left() <= 0:
                break
            if taken.get((i, kind), 0) >= (1 if kind == "leave out" else _SAME_KIND) or of_conflict.get(i, 0) >= most:
                continue
            self._say("trying repairs", tried, min(len(able), _TRIED))
            if tried - len(repairs) >= _FAILED:
                break
            for option in chosen:
                tried += 1
                repair = self._tried(option, found)
                if repair is not None and repair.message not in {each.message for each in repairs}:
                    repairs.append(repair)
                    taken[i, kind] = taken.get((i, kind), 0) + 1
                    of_conflict[i] = of_conflict.get(i, 0) + 1
                    break
        return tuple(sorted(repairs, key=lambda repair: (repair.cost, repair.message)))

    def _promising(self, candidate: Candidate, conflict: Conflict) -> tuple[Option, ...]:
        """Give the first option with which the sessions of the conflict could be placed, were there no others."""
        ids = sorted(id_ for kind, id_ in conflict if kind == "session")
        if len(ids) > _FEW:
            # nothing that concerns one of so many will do
            return candidate.options[-1:] if candidate.kind in ("open a room", "longer day") else ()
        by_counting = _is_proved_by_counting(only_with(self.agenda, ids))
        for option in candidate.options:
            there = only_with(self.agenda.apply(option.change), ids)
            if not (_is_proved_by_counting(there) if by_counting else _is_impossible(there)):
                return (option, *candidate.options[candidate.options.index(option) + 1 :][:1])
        return ()

    def _tried(self, option: Option, found: Attempt) -> Repair | None:
        """Plan the whole meeting with a change; None where it does not help."""
        changed = self.agenda.apply(option.change)
        start = with_plan(changed, option.change, found.agenda)
        stop = when_any(after_steps(_STEPS_OF_A_REPAIR), after_seconds(max(self._left() * 0.1, 0.1)))
        then = attempt(start, seed=self.options.seed, stop=stop, cancelled=self.cancelled)
        if then.wrong and self._is_small() and not self._is_over():
            again = attempt(changed, seed=self.options.seed, stop=stop, tight=True, cancelled=self.cancelled)
            then = min(then, again, key=lambda each: each.wrong)
        if then.cancelled or then.wrong >= found.wrong or len(then.left_over) > len(found.left_over):
            return None
        placements = {
            s.id: s.placement for s in then.agenda.session.values() if s.placement != changed.session[s.id].placement
        }
        return Repair(
            message=option.message,
            cost=option.cost,
            change=option.change,
            placements=placements,
            left_over=len(then.left_over),
        )


def _is_proved_by_counting(agenda: Agenda) -> bool:
    return is_proved_impossible(Facts(compile_problem(agenda)))


def _is_impossible(agenda: Agenda) -> bool:
    """Ask CP-SAT about all of a small agenda."""
    facts = Facts(compile_problem(agenda))
    model = SubModel(facts, range(len(facts.problem.tasks)), hours_hold=True)
    return model.conflict(model.elements, 1.0) is not None


def _causes(conflict: Conflict) -> frozenset[Element]:
    """Give what a conflict is due to, whichever sessions it shows itself in."""
    return frozenset(e for e in conflict if e[0] != "session") or conflict


_OF_A_SESSION = {"limit", "pin time", "pin room", "size", "features", "choice"}


def _trouble(conflict: Conflict) -> frozenset[Element]:
    """Give what single sessions that are in the same trouble have in common; of other conflicts their causes."""
    causes = _causes(conflict)
    if sum(kind == "session" for kind, _ in conflict) > 1:
        return causes
    return frozenset((kind, "") if kind in _OF_A_SESSION else (kind, id_) for kind, id_ in causes)


def _concerned(finding: Finding) -> tuple[Key, ...]:
    named = (
        ("session", finding.sessions),
        ("person", finding.people),
        ("room", finding.rooms),
        ("wish", finding.wishes),
    )
    return tuple((kind, id_) for kind, ids in named for id_ in ids)


def _records(unplaced: Unplaced) -> tuple[Key, ...]:
    named = (("session", (unplaced.session, *unplaced.blockers)), ("person", unplaced.people))
    more = (("room", unplaced.rooms), ("wish", unplaced.wishes))
    return tuple((kind, id_) for kind, ids in (*named, *more) for id_ in ids)
