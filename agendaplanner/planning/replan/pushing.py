"""For what chains leave over: pushing in and pushed off again and again, as in construction, as long as few move.

Chains look ahead and are short. Here nothing is looked ahead: who has no place takes the one whose occupants are the
easiest to move, these look for another, and each time that one is pushed off it becomes dearer to push (conflict
statistics: Mueller, Bartak, Rudova 2004, doi:10.1007/978-3-540-30201-8_42).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agendaplanner.planning.replan.chains import Chains
    from agendaplanner.planning.replan.outcome import Place


def push_about(
    chains: Chains,
    left: Iterable[int],
    home: Mapping[int, Place],
    fixed: Iterable[int],
    *,
    most_moved: int,
    steps: int,
    enough: Callable[[int], bool],
) -> frozenset[int]:
    """Find places for tasks that wait by pushing others about, in at most so many steps.

    What stands then is the best that was met: the fewest waiting, then the fewest that moved, at most ``most_moved``.

    Returns:
        The tasks that wait then.
    """
    standing, problem = chains.standing, chains.standing.problem
    waiting, pushed, held = set(left), Counter[int](), frozenset(fixed)
    away = {t for t in home if not chains.is_home(t)}
    best, best_key, best_places = frozenset(waiting), (len(waiting), len(away)), _places(chains)
    for _ in range(steps):
        if not waiting or enough(chains.tries):
            break
        t = min(waiting, key=lambda t: (chains.choice(t) / (1 + pushed[t]), t))
        place = chains.best_place(t)
        blockers: set[int] = set()
        if place is None:
            cheapest: tuple[float, Place, set[int]] | None = None
            for taken in chains.places_taken(t, 2, 0, frozenset((t,))):
                chains.tries += 1
                found = standing.in_the_way(t, *taken)
                cost = sum(
                    (1 + 2 * chains.is_home(o) + 0.1 * problem.tasks[o].steps) * (1 + pushed[o]) ** 1.5 for o in found
                )
                if held.isdisjoint(found) and (cheapest is None or cost < cheapest[0]):
                    cheapest = (cost, taken, found)
            if cheapest is None:
                break  # only what is fixed is in its way
            _, place, blockers = cheapest
        for o in blockers:
            chains.move(o, None)
            pushed[o] += 1
        chains.move(t, place)
        pushed[t] += 1
        waiting = (waiting - {t}) | blockers
        for o in (t, *blockers):
            (away.discard if chains.is_home(o) else away.add)(o)
        if len(away) > most_moved:
            break
        key = (len(waiting), len(away))
        if key < best_key:
            best, best_key, best_places = frozenset(waiting), key, _places(chains)
    for t in range(len(standing.start)):
        if standing.start[t] is not None and best_places.get(t) != (standing.start[t], standing.room[t]):
            standing.lift(t)
    for t, place in best_places.items():
        if standing.start[t] is None:
            standing.put(t, *place)
    return best


def _places(chains: Chains) -> dict[int, Place]:
    standing = chains.standing
    return {t: (start, standing.room[t]) for t, start in enumerate(standing.start) if start is not None}
