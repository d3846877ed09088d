"""Three small exact questions, answered by counting: one after another, in an order, into so many rooms."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

MOST_STATES = 20_000
"""How many sets of sessions are looked at before a question stays open."""
_MOST_WINDOWS = 24
"""How many beginnings and ends of stretches of time are looked at."""


def blocks(steps: int) -> list[int]:
    """Give the lengths of the stretches of a set of steps.

    >>> blocks(0b1101110)
    [3, 2]
    """
    found: list[int] = []
    while steps:
        steps >>= (steps & -steps).bit_length() - 1
        length = (~steps & (steps + 1)).bit_length() - 1
        found.append(length)
        steps >>= length
    return found


def most_used(lengths: Iterable[int], durations: Iterable[int]) -> int:
    """Give how much of some stretches can be used at most: each by a choice of durations that adds up to no more.

    >>> most_used([7, 5], [3, 3, 4])
    11
    """
    stretches = list(lengths)
    most = (1 << (max(stretches, default=0) + 1)) - 1
    sums = 1
    for duration, count in sorted(Counter(durations).items()):
        taken = 1
        while count:  # 1, 2, 4, ... of a kind at once
            taken = min(taken, count)
            sums |= (sums << duration * taken) & most
            count -= taken
            taken *= 2
    return sum((sums & ((1 << (length + 1)) - 1)).bit_length() - 1 for length in stretches)


def too_much(durations: Sequence[int], reaches: Sequence[int]) -> tuple[int, ...] | None:
    """Find sessions that take more time, one after another, than all the steps in which they can be at all.

    Gives their places in the list, or None where the minutes alone prove nothing.
    """
    count = len(durations)
    firsts = [(reach & -reach).bit_length() - 1 for reach in reaches]
    lasts = [reach.bit_length() for reach in reaches]
    seen: set[tuple[int, ...]] = set()
    for begin in _some(sorted(set(firsts))):
        for end in reversed(_some(sorted({lasts[i] for i in range(count) if firsts[i] >= begin}, reverse=True))):
            chosen = tuple(i for i in range(count) if firsts[i] >= begin and lasts[i] <= end)
            if len(chosen) < 2 or chosen in seen:
                continue
            seen.add(chosen)
            open_steps = 0
            for i in chosen:
                open_steps |= reaches[i]
            need = sum(durations[i] for i in chosen)
            if need > open_steps.bit_count() or need > most_used(blocks(open_steps), [durations[i] for i in chosen]):
                return chosen
    return None


def _some(values: list[int]) -> list[int]:
    """Give values that are spread over many, the first among them, in the other direction."""
    step = -(-len(values) // _MOST_WINDOWS)
    return values[:: max(step, 1)][::-1]


def fit_one_after_another(
    durations: Sequence[int], domains: Sequence[int], most_states: int = MOST_STATES
) -> bool | None:
    """Tell whether sessions can follow each other, each from a start of its domain; None where that takes too long.

    Of each set of sessions only the earliest end matters (Held and Karp 1962, doi:10.1137/0110015).
    """
    if not all(domains):
        return False
    count = len(durations)
    if _fit_as_they_end(durations, domains):
        return True
    # of sessions that are alike the first goes first
    order = sorted(range(count), key=lambda i: (durations[i], domains[i]))
    durations, domains = [durations[i] for i in order], [domains[i] for i in order]
    alike = [i > 0 and durations[i] == durations[i - 1] and domains[i] == domains[i - 1] for i in range(count)]
    lasts = [domain.bit_length() - 1 for domain in domains]
    ends: dict[int, int] = {0: 0}
    looked = 0
    for _ in range(count):
        following: dict[int, int] = {}
        for done, end in ends.items():
            left = [i for i in range(count) if not done >> i & 1]
            if any(lasts[i] < end for i in left):
                continue
            for i in left:
                if alike[i] and not done >> (i - 1) & 1:
                    continue
                later = domains[i] >> end
                then = end + (later & -later).bit_length() - 1 + durations[i]
                both = done | 1 << i
                if then < following.get(both, then + 1):
                    following[both] = then
        looked += len(following)
        if looked > most_states:
            return None
        ends = following
    return bool(ends)


def _fit_as_they_end(durations: Sequence[int], domains: Sequence[int]) -> bool:
    """Try the order of the latest possible ends: quick, and often enough."""
    end = 0
    for i in sorted(range(len(durations)), key=lambda i: (domains[i].bit_length() + durations[i], i)):
        later = domains[i] >> end
        if not later:
            return False
        end += (later & -later).bit_length() - 1 + durations[i]
    return True


def fit_in_order(
    domains: Mapping[int, int], follows: Iterable[tuple[int, int, int]], together: Iterable[tuple[int, int]]
) -> bool:
    """Tell whether starts can be chosen so that (a, b, d): b starts at least d after a; and (a, b): both start as one.

    Constraints of these kinds are closed under taking the earlier of two solutions, so the earliest starts decide.
    """
    follows = list(follows)
    if not all(domains.values()) or _go_round(follows):
        return False
    rules = [*follows, *((a, b, 0) for a, b in together), *((b, a, 0) for a, b in together)]
    after: dict[int, list[tuple[int, int]]] = {}
    for a, b, gap in rules:
        after.setdefault(a, []).append((b, gap))
    start = {t: (domain & -domain).bit_length() - 1 for t, domain in domains.items()}
    waiting = list(start)[::-1]  # those that come first are mostly named first
    while waiting:
        t = waiting.pop()
        for other, gap in after.get(t, ()):
            least = start[t] + gap
            if start[other] >= least:
                continue
            later = domains[other] >> least
            if not later:
                return False
            start[other] = least + (later & -later).bit_length() - 1
            waiting.append(other)
    return True


def _go_round(follows: Iterable[tuple[int, int, int]]) -> bool:
    """Tell whether an order comes back to where it began."""
    after: dict[int, list[int]] = {}
    before: Counter[int] = Counter()
    for a, b, _ in follows:
        after.setdefault(a, []).append(b)
        before[b] += 1
    free = [a for a in after if not before[a]]
    while free:
        for b in after.pop(free.pop(), ()):
            before[b] -= 1
            if not before[b]:
                free.append(b)
    return any(before.values())


def room_minutes(
    opened: Sequence[int], closed: Sequence[int], lost: int, durations: Callable[[], Iterable[int]]
) -> int:
    """Give how many steps sessions can use of some rooms at most.

    Args:
        opened: By room, its open steps. Bits.
        closed: By room, how many steps of the opening hours it is closed.
        lost: For how many steps nothing can be in any room.
        durations: Gives the sessions' lengths, where it comes to that.
    """
    lengths = list(durations()) if not lost else []
    found = 0
    for steps, shut in zip(opened, closed, strict=True):
        if lengths:
            found += most_used(blocks(steps), lengths)
        else:
            found += max(steps.bit_count() - max(lost - shut, 0), 0)
    return found
