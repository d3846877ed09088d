"""Planning an agenda: what is asked for, and the plan that comes out, verified before anyone sees it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.check import check
from agendaplanner.checks.policies import avoided_rules, kept_rules
from agendaplanner.checks.rules import RULES
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Placement
from agendaplanner.planning.board import Board
from agendaplanner.planning.compiling import compile_problem
from agendaplanner.planning.construct import Progress, construct
from agendaplanner.planning.improve.anneal import Budget
from agendaplanner.planning.improve.improvement import improve
from agendaplanner.planning.problem import NO_ROOM
from agendaplanner.planning.quality.account import cost
from agendaplanner.planning.quality.weights import QualityWeights
from agendaplanner.planning.reasons import PinClash, Unplaced, pin_clashes, unplaced_reasons
from agendaplanner.planning.stopping import after_seconds, after_steps, when_any
from agendaplanner.planning.verify import verify, verify_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Session
    from agendaplanner.planning.construct import Stopped
    from agendaplanner.planning.improve.improvement import Improved
    from agendaplanner.planning.problem import Problem

STEPS_A_SESSION = 60
"""How many placing steps a search may take for each session before what waits is left over."""
SMALL = 60
"""Up to so many sessions every plan is improved for a moment ..."""
TRIES_A_SESSION = 250
"""... with so many tries for each session that is placed anew ..."""
MOST_TRIES = 6000
"""... and no more than these: a fifth of a second."""


class PlanOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What a plan should be.

    Raises:
        UsageError: An option makes no sense.
    """

    seed: int = 0
    seconds: float | None = None
    """Stop after so long with the best found; None: after counted steps, so that a seed gives the same plan anywhere."""
    from_scratch: bool = False
    """Place everything anew but what is pinned."""
    improve_seconds: float | None = None
    """Make the plan better for so long, moving whatever is not pinned."""
    improve_steps: int | None = None
    """Make it better with so many tries: the same plan anywhere; 0: leave it as it was constructed.

    Where neither is given, what is placed anew in a small meeting is improved for a moment, and nothing else moves.
    """
    exact: bool = True
    """Whether a small meeting's plan may be solved exactly where ``improve_seconds`` leave time for it.

    The solver takes hundreds of megabytes: a process with a window says no, or lets the worker plan.
    """
    weights: QualityWeights = QualityWeights()

    def __post_init__(self) -> None:
        if self.improve_seconds is not None and not 0 < self.improve_seconds <= 86_400:
            raise UsageError(
                f"A plan cannot be improved for {self.improve_seconds} seconds.", advice="Give a number above 0."
            )
        if self.improve_steps is not None and self.improve_steps < 0:
            raise UsageError("A plan cannot be improved with less than no tries.", advice="Give 0 or more.")
        if self.seconds is not None and not 0 < self.seconds <= 86_400:
            raise UsageError(f"A plan cannot take {self.seconds} seconds.", advice="Give a number above 0.")


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that was found."""

    placements: dict[str, Placement | None]
    """By session id, all sessions that are not cancelled; None where there is no place."""
    unplaced: tuple[Unplaced, ...]
    pin_clashes: tuple[PinClash, ...] = ()
    """What is wrong because it was pinned so: the plan leaves it, and says it."""
    moved: int
    """How many sessions that stood before stand elsewhere now."""
    seconds: float
    seed: int
    steps: int
    cost: dict[str, float]
    """What it leaves to be wished for, by rule."""
    verified: bool
    cancelled: bool = False
    tries: int = 0
    """How many changes the improvement tried."""
    proved_best: bool = False
    """Whether no plan costs less: said only with a proof."""


def plan(
    agenda: Agenda,
    options: PlanOptions | None = None,
    *,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """Find a place for everything that waits, leaving what is pinned where it is.

    What was placed already moves only where it has a clash or stands in the way of what has no other place. What the
    meeting only wants to be warned of, or ignores, may be where nothing else is found, and as little of it as can be;
    rules that it ignores count for nothing but that sessions have rooms of their own within the hours. What is
    pinned, wholly or by half, is never left over: where nothing fits its pin it stays as it stands, clash and all. The
    plan has been looked at by ``verify_plan``.

    Raises:
        UsageError: The meeting has no days.
    """
    options = options or PlanOptions()
    if not agenda.meeting.days:
        raise UsageError("The meeting has no days yet.", advice="Give it its days with opening hours, then plan.")
    begun = time.perf_counter()
    avoids = avoided_rules(agenda.meeting)
    problem = compile_problem(agenda, from_scratch=options.from_scratch, keeps=avoids)
    stop = after_steps(STEPS_A_SESSION * len(problem.tasks) + 500)
    if options.seconds is not None:
        stop = when_any(stop, after_seconds(options.seconds))
    tolerated = _tolerated(agenda, avoids) if not options.from_scratch else frozenset[int]()

    def search(problem: Problem, tight: bool = False) -> Stopped:
        return construct(
            problem,
            seed=options.seed,
            stop=stop,
            tight=tight,
            tolerated=tolerated,
            progress=progress,
            cancelled=cancelled,
        )

    found = search(problem)
    if found.left_over and not found.cancelled and not stop(0):
        again = search(problem, tight=True)
        if len(again.left_over) < len(found.left_over):
            found = again
    placed = _placements(problem, found.placements)
    for keeps in _ever_fewer(agenda, avoids):
        if not found.left_over or found.cancelled or stop(0):
            break
        so_far = agenda.apply(plan_change(agenda, placed))
        tolerated = _tolerated(so_far, keeps)
        freer = compile_problem(so_far, keeps=keeps)
        again = search(freer)
        if len(again.left_over) < len(found.left_over):
            found, placed = again, _placements(freer, again.placements)
    placements, after = _sound(agenda, placed)
    improved = _improve(problem, placements, found, options, progress, cancelled)
    if improved is not None:
        better = {**placements, **_placements(problem, improved.placements)}
        then = agenda.apply(plan_change(agenda, better))
        if not verify_plan(agenda, then):
            placements, after = better, then
    findings = check(after)
    left_over = tuple(session_id for session_id, placement in placements.items() if placement is None)
    return Plan(
        placements=placements,
        unplaced=unplaced_reasons(after, left_over) if not found.cancelled else (),
        pin_clashes=pin_clashes(after, findings),
        moved=sum(_moved(agenda.session[s], placement) for s, placement in placements.items()),
        seconds=time.perf_counter() - begun,
        seed=options.seed,
        steps=found.steps,
        cost=cost(after, None if options.from_scratch else agenda, options.weights).by_rule(),
        verified=True,
        cancelled=found.cancelled or (improved is not None and improved.cancelled),
        tries=improved.steps if improved is not None else 0,
        proved_best=improved is not None and improved.proved_best,
    )


def _tolerated(agenda: Agenda, keeps: frozenset[str]) -> frozenset[int]:
    """Give the tasks that may stay where they stand, though the plan would not put them there.

    A rule speaks against it that is only kept where it can be; or others must be passed on the way from one session to
    another, which the search takes more strictly than the checks do.
    """
    must = kept_rules(agenda.meeting)
    if keeps <= must and "walk-too-short" not in must:
        return frozenset()
    problem = compile_problem(agenda, keeps=must)
    board = Board(problem)
    wrong = {session for violation in verify(agenda) for session in violation.sessions}
    for t, task in enumerate(problem.tasks):
        if task.start is None or task.start < 0:
            continue
        if task.session.id not in wrong or board.fixed[t] or board.is_legal(t, task.start, task.room):
            board.place(t, task.start, task.room)
    return frozenset(t for t, start in enumerate(board.start) if start is not None)


def _ever_fewer(agenda: Agenda, avoids: frozenset[str]) -> Iterator[frozenset[str]]:
    """Give the rules to keep without one more of those that need not be each time, the lightest first."""
    keeps = avoids
    for rule in reversed(RULES):
        if rule in avoids - kept_rules(agenda.meeting):
            keeps -= {rule}
            yield keeps


def plan_change(agenda: Agenda, found: Plan | Mapping[str, Placement | None]) -> Change:
    """Give the change that takes a plan: one change, one undo."""
    return actions.take_plan(agenda, found.placements if isinstance(found, Plan) else found)


def _placements(problem: Problem, found: Mapping[int, tuple[int, int]]) -> dict[str, Placement | None]:
    """Give placements for starts and rooms; what stays keeps its very placement, also one that lies off the grid."""
    placements: dict[str, Placement | None] = {task.session.id: None for task in problem.tasks}
    for t, (start, room) in found.items():
        task = problem.tasks[t]
        if task.start == start and task.room == room and task.session.placement is not None:
            placements[task.session.id] = task.session.placement
        else:
            room_id = None if room == NO_ROOM else problem.rooms[room]
            placements[task.session.id] = Placement(start=problem.moment_of(start), room=room_id)
    return placements


def _improve(
    problem: Problem,
    placements: Mapping[str, Placement | None],
    found: Stopped,
    options: PlanOptions,
    progress: Callable[[Progress], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Improved | None:
    """Make a plan better as the options ask, or a small one for a moment; None where there is nothing to do."""
    rooms = {room: i for i, room in enumerate(problem.rooms)}
    placed = {
        problem.index[s]: (problem.step_of(place.start), rooms.get(place.room or "", NO_ROOM))
        for s, place in placements.items()
        if place is not None
    }
    tasks = problem.tasks
    only: frozenset[int] | None = None
    budget = Budget(steps=options.improve_steps, seconds=options.improve_seconds)
    if options.improve_steps is None and options.improve_seconds is None:
        # a moment, for what is placed anew: what stood and was left where it was stays
        only = frozenset(t for t in placed if tasks[t].start is None or placed[t] != (tasks[t].start, tasks[t].room))
        if len(tasks) > SMALL or found.left_over:
            return None
        budget = Budget(steps=min(TRIES_A_SESSION * len(only), MOST_TRIES), seconds=options.seconds)
    if not placed or found.cancelled or budget.steps == 0:
        return None

    def tell(steps: int, cost: float) -> None:
        if progress is not None:
            progress(Progress(len(found.placements), len(tasks), found.steps + steps, cost))

    return improve(
        problem,
        placed,
        budget,
        weights=options.weights,
        seed=options.seed,
        only=only,
        exact=options.exact and options.improve_seconds is not None,
        told=tell,
        cancelled=cancelled,
    )


def _sound(agenda: Agenda, placements: dict[str, Placement | None]) -> tuple[dict[str, Placement | None], Agenda]:
    """Give placements that the verifier has nothing to say against, with the agenda that has them.

    The search was careful already. What it was not told in time to place what is pinned (it was cancelled), or cannot
    foresee (whether a session has company of its track), is put back where its pin has it, or left over.
    """
    sound = {s: _where_pinned(agenda.session[s]) if place is None else place for s, place in placements.items()}
    while True:
        after = agenda.apply(plan_change(agenda, sound))
        violations = verify_plan(agenda, after)
        if not violations:
            return sound, after
        at_fault = [s for violation in violations for s in reversed(violation.sessions)]
        able = [s for s in at_fault if s in sound and sound[s] != _where_pinned(agenda.session[s])]
        if not able:
            raise AssertionError(f"the plan breaks {violations[0]}")
        # rather what has no pin
        chosen = min(able, key=lambda s: _where_pinned(agenda.session[s]) is not None)
        sound[chosen] = _where_pinned(agenda.session[chosen])


def _where_pinned(session: Session) -> Placement | None:
    """Give the place in which a session stands if it may not be left over."""
    return session.placement if session.pinned_time or session.pinned_room else None


def _moved(session: Session, placement: Placement | None) -> bool:
    return session.placement is not None and session.placement != placement
