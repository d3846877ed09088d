"""Scheduling a CoSP conference: the cheapest schedule that is found in the time given, and how far it may be from the best.

Three models, each saying more than the one before, none allowing a schedule to be cheaper than it is: without rooms,
with rooms but not minding whether a track stays in one, and the whole. Each is solved for costs in a narrow window above
what is proved already, where nearly all rooms are too dear to be thought of. A window in which there is nothing raises
the bound, and the next is tried; the first in which there is something has the best. What is found on the way is given
rooms as cheap as can be, which makes a schedule. Where time runs out in a window, the rest of it goes into making the best
that is known better.

A schedule that is handed out has been verified, and scored by ``score``, which knows nothing of the model.
"""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.cosp import CospSchedule, CospScore
from agendaplanner.model.errors import UsageError
from agendaplanner.planning.cosp.cells import schedule_of
from agendaplanner.planning.cosp.costs import compile_costs
from agendaplanner.planning.cosp.exact import Exact
from agendaplanner.planning.cosp.racing import Racing, run_race
from agendaplanner.planning.cosp.score import score
from agendaplanner.planning.cosp.shape import Shape
from agendaplanner.planning.cosp.verify import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.cosp import CospInstance
    from agendaplanner.planning.cosp.costs import Costs
    from agendaplanner.planning.cosp.racing import Found, Values

FIRST_WINDOW = 2
"""How far above the bound the first window reaches, at least ..."""
FIRST_WINDOW_SHARE = 0.001
"""... and at least this share of the bound."""
WIDER = 3
"""How much wider the next window is after one that was quickly done with ..."""
QUICK = 0.005
"""... in this share of the time;"""
SLOW = 0.015
"""one that took more than this is followed by one half as wide."""
GIVEN_UP_WIDER = 5
"""How much wider the next window is after one that was given up."""
PATIENCE = 0.6
"""The share of the time left that a window may take."""


class CospOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to look for a schedule.

    Raises:
        UsageError: An option makes no sense.
    """

    seconds: float = 60.0
    """Stop after so long with the best found."""
    seed: int = 0
    workers: int = 2
    """How many threads the solver may have."""

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= 86_400:
            raise UsageError(f"A schedule cannot take {self.seconds} seconds.", advice="Give a number above 0.")
        if not 1 <= self.workers <= 64:
            raise UsageError(f"There cannot be {self.workers} workers.", advice="Give a number from 1 to 64.")
        if not 0 <= self.seed < 2**31:
            raise UsageError(f"{self.seed} is no seed.", advice="Give a number from 0 to 2147483647.")


class CospProgress(msgspec.Struct, frozen=True):
    """How far it is."""

    seconds: float
    cost: int | None
    """What the best schedule so far costs."""
    bound: int
    """What no schedule can cost less than."""


class CospResult(msgspec.Struct, frozen=True, kw_only=True):
    """What was found."""

    schedule: CospSchedule | None
    """None where none was found in time."""
    score: CospScore | None
    bound: int
    """No schedule costs less; proved."""
    seconds: float
    seed: int
    cancelled: bool = False

    @property
    def proved(self) -> bool:
        """Whether no schedule is cheaper."""
        return self.score is not None and self.score.total == self.bound


def solve(
    instance: CospInstance,
    options: CospOptions | None = None,
    *,
    progress: Callable[[CospProgress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> CospResult:
    """Find the cheapest schedule by the rules that have a weight, in which every submission has its place.

    Args:
        instance: The conference.
        options: How long and with what.
        progress: Called, in whatever thread, with each better schedule and bound.
        cancelled: Asked often whether to stop with the best so far.

    Raises:
        UsageError: There is no schedule at all: something is too long, or there is too little room.
    """
    options = options or CospOptions()
    longest = max((session.slots for session in instance.sessions), default=0)
    for submission in instance.submissions:
        if submission.slots > longest:
            raise UsageError(
                f"{submission.name} takes {submission.slots} time slots, and no session has so many.",
                advice=f"The longest has {longest}.",
            )
    return _Search(compile_costs(instance), options, progress, cancelled).run()


class _Search:
    """One run, with the best that is known so far."""

    def __init__(
        self,
        costs: Costs,
        options: CospOptions,
        progress: Callable[[CospProgress], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._costs = costs
        self._options = options
        self._progress = progress
        self._asked = cancelled
        self._begun = time.perf_counter()
        self._lock = threading.Lock()
        self._detailed: frozenset[int] = frozenset()
        self._best: tuple[CospSchedule, CospScore] | None = None
        self._bound = 0
        self._bare = 0
        """The bound without rooms: what rooms cost beyond the cheapest comes on top of it."""
        self._guess: tuple[Exact, Values] | None = None
        """What the model before has found: a good place to begin."""
        self._stopped = False

    def run(self) -> CospResult:
        self._without_rooms(plain=True)
        if not self._done():
            self._without_rooms(plain=False)
        if self._costs.many_rooms:
            self._windows(steady=False, share=0.5)
        self._windows(steady=True, share=1.0)
        while not self._done():
            before = self._bound, self._best, self._detailed
            top = None if self._best is None else self._cost() - 1
            near = top is not None and top - self._bound <= FIRST_WINDOW
            self._whole([top], share=1.0, steady=True, race=near)
            if before == (self._bound, self._best, self._detailed):
                break
        if self._best is None:
            return self._result(None, None)
        schedule, found = self._best
        wrong = verify(self._costs.instance, schedule)
        if wrong:
            raise AssertionError(f"the schedule is wrong: {wrong[0]}")
        return self._result(schedule, found)

    # stages

    def _without_rooms(self, *, plain: bool) -> None:
        """Solve without rooms; plain, to have something soon."""
        exact = Exact(self._costs, Shape(rooms=False, plain=plain))
        found = self._solve([exact], share=0.1 if plain else 0.3, keep=False)
        if found.infeasible:
            raise _does_not_fit()
        self._bare = max(self._bare, found.bound)
        self._raise_bound(self._bare)
        if found.value is not None:
            self._guess = exact, found.value
            self._add_rooms(exact, found.value, plain=plain)

    def _add_rooms(self, exact: Exact, value: Values, *, plain: bool = False) -> None:
        """Give what was found without minding rooms, or staying in one, rooms as cheap as can be."""
        decided = exact.decided(value)
        several = frozenset(key[0] for key, more in exact.more.items() if value(more))
        whole = Exact(self._costs, Shape(plain=plain, detailed=several))
        for group, line in zip(whole.groups, whole.w, strict=True):
            for s, w in enumerate(line):
                if w is not None:
                    whole.model.add(w == sum(decided.session[i] == s for i in group))
        for key, more in exact.more.items():
            whole.model.add(whole.more[key] == value(more))
        # plain, any will do, for there must be one
        self._solve([whole], share=0.3 if plain else 0.02, first=plain)

    def _windows(self, *, steady: bool, share: float) -> None:
        """Look in a window above the bound; where there is nothing, in the next.

        Windows get wider while they are quickly done with, narrower where they are not, and much wider where one was
        given up: in a wide one it is easier to find something, in a narrow one to prove that there is nothing.
        """
        width = 0 if steady else max(FIRST_WINDOW, round(FIRST_WINDOW_SHARE * self._bound))
        given_up = False
        end = self._left() * (1 - share)
        while not self._done() and self._left() > end:
            # a wide one beside it, but not where what is expected to be there is looked for
            tops = [self._bound + width, self._bound + (max(FIRST_WINDOW, width * WIDER) if width else 0)]
            highest = None if self._best is None else self._cost() - 1
            if highest is not None:
                if not steady and tops[0] > highest:
                    return
                tops = [min(top, highest) for top in tops]
            begun = self._left()
            found = self._whole(tops, share=PATIENCE * (begun - end) / begun, steady=steady, race=not given_up)
            took = (begun - self._left()) / self._options.seconds
            if found.value is not None:
                return
            if not found.infeasible:
                if tops[0] == highest:
                    return
                width, given_up = max(FIRST_WINDOW, width) * GIVEN_UP_WIDER, True
            elif took < QUICK:
                width = max(1, width * WIDER)
            elif took > SLOW:
                width //= 2

    def _whole(self, tops: list[int | None] | list[int], *, share: float, steady: bool, race: bool) -> Found:
        """Solve with rooms for costs up to some; what is in it is proved, and so is that nothing is.

        Of several workers the first looks up to the first, the others up to the others.
        """
        models: list[Exact] = []
        for top in dict.fromkeys(tops) if race and self._options.workers > 1 else tops[:1]:
            shape = Shape(
                steady=steady,
                detailed=self._detailed,
                dearest=None if top is None else top - self._bare,
                most=top,
                least=self._bound,
            )
            models.append(Exact(self._costs, shape))
            if self._guess is not None and (race or self._best is None):
                models[-1].hint_like(*self._guess)
            elif self._best is not None:
                models[-1].hint(self._best[0])
        found = self._solve(models, share=share, race=race)
        top = found.exact.shape.most
        if found.infeasible and top is not None:
            self._raise_bound(top + 1)
        elif found.infeasible and self._best is None:
            raise _does_not_fit()
        elif not found.infeasible:
            self._raise_bound(found.bound if top is None else min(found.bound, top + 1))
        if found.value is not None:
            if not steady:
                self._guess = found.exact, found.value
                self._add_rooms(found.exact, found.value)
            elif found.optimal and self._cost_of(found.exact, found.value) != found.bound:
                # what the model leaves out mattered where a track has several rooms at once, or its order and its time
                # slots go together: have it put in for those
                decided = found.exact.decided(found.value)
                self._detailed |= {
                    t for (t, _), rooms in decided.rooms.items() if len(rooms) > 1 or self._costs.needs_slots(t)
                }
        return found

    def _cost_of(self, exact: Exact, value: Values) -> int | None:
        schedule = schedule_of(self._costs, exact.decided(value))
        return None if schedule is None else score(self._costs.instance, schedule).total

    # solving

    def _solve(
        self, models: list[Exact], *, share: float, keep: bool = True, race: bool = True, first: bool = False
    ) -> Found:
        """Solve models for a share of the time that is left, keeping the schedules that are found."""

        def ask() -> bool:
            self._stopped = self._stopped or (self._asked is not None and self._asked())
            return self._stopped

        def see(exact: Exact, value: Values) -> None:
            if keep and exact.shape.steady:
                self._keep(schedule_of(self._costs, exact.decided(value)))

        how = Racing(
            seconds=max(0.05, self._left() * share),
            seed=self._options.seed,
            workers=self._options.workers,
            apart=race,
            first=first,
        )
        return run_race(models, how, see=see, stopped=ask)

    def _keep(self, schedule: CospSchedule | None) -> None:
        if schedule is None:
            return
        found = score(self._costs.instance, schedule)
        with self._lock:
            if self._best is None or found.total < self._best[1].total:
                self._best = schedule, found
                self._tell()

    def _raise_bound(self, bound: int) -> None:
        if bound > self._bound:
            self._bound = bound if self._best is None else min(bound, self._best[1].total)
            self._tell()

    # where it stands

    def _cost(self) -> int:
        if self._best is None:
            raise AssertionError("asked for the cost of nothing")
        return self._best[1].total

    def _left(self) -> float:
        return self._options.seconds - (time.perf_counter() - self._begun)

    def _done(self) -> bool:
        proved = self._best is not None and self._cost() <= self._bound
        return proved or self._stopped or self._left() < 0.1

    def _tell(self) -> None:
        if self._progress is not None:
            cost = None if self._best is None else self._cost()
            self._progress(CospProgress(time.perf_counter() - self._begun, cost, self._bound))

    def _result(self, schedule: CospSchedule | None, found: CospScore | None) -> CospResult:
        return CospResult(
            schedule=schedule,
            score=found,
            bound=self._bound,
            seconds=time.perf_counter() - self._begun,
            seed=self._options.seed,
            cancelled=self._stopped,
        )


def _does_not_fit() -> UsageError:
    return UsageError(
        "The submissions do not fit into the sessions and rooms.",
        advice="A track has a room of a session to itself: add a session, a room or time slots.",
    )
