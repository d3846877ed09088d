"""People moved by hand: where everybody is in a round as it stands, and what it costs to put somebody elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.words import listed, person_short, session_mark
from agendaplanner.planning.breakouts import account
from agendaplanner.planning.breakouts.choices import choice_of, choice_word
from agendaplanner.planning.breakouts.problem import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agendaplanner.planning.breakouts.reading import Round


class MoveCost(msgspec.Struct, frozen=True):
    """What it would mean to put people in another session of a round."""

    words: tuple[str, ...]
    """Short phrases; none: all is as good as before."""
    breaks: bool
    """Whether something that an allocation never does: too many for the room, parted or brought together against rules."""

    @property
    def sentence(self) -> str:
        """All of it in a line."""
        return "; ".join(self.words) or "as good as before"


def standing_places(round_: Round) -> tuple[int, ...]:
    """Give the session of each person of a round as it stands, by number, or ``NOWHERE``."""
    number = {s.id: i for i, s in enumerate(round_.sessions)}
    index = {p.id: i for i, p in enumerate(round_.people)}
    at = [NOWHERE] * len(round_.people)
    for person, session in round_.before.items():
        at[index[person]] = number[session]
    for person, s in round_.problem.fixed.items():
        at[person] = s
    return tuple(at)


def move_cost(round_: Round, at: Sequence[int], people: Iterable[int], s: int) -> MoveCost:
    """Say what it costs to put some people, by number, in a session (or ``NOWHERE``)."""
    moving = tuple(p for p in people if at[p] != s)
    if not moving:
        return MoveCost((), breaks=False)
    after = list(at)
    for p in moving:
        after[p] = s
    words = [*_wishes(round_, at, moving, s)]
    against = [*_seats(round_, at, after, s), *_company(round_, moving, after)]
    return MoveCost((*words, *against, *_balance(round_, at, after)), bool(against))


def _wishes(round_: Round, at: Sequence[int], moving: Sequence[int], s: int) -> Iterator[str]:
    if len(moving) == 1:
        before, now = (choice_of(round_, moving[0], each) for each in (at[moving[0]], s))
        if before != now and "part" not in (before, now):
            yield choice_word(now) if before == "nowhere" else f"{choice_word(now)} instead of {choice_word(before)}"
        return
    counts = Counter(choice_of(round_, p, s) for p in moving)
    yield listed(f"{n} {choice_word(choice)}" for choice, n in sorted(counts.items()))


def _seats(round_: Round, at: Sequence[int], after: Sequence[int], s: int) -> Iterator[str]:
    problem = round_.problem
    sizes, before = Counter(after), Counter(at)
    if s != NOWHERE and sizes[s] > problem.most[s] and sizes[s] > before[s]:
        yield f"{sizes[s]} for {problem.most[s]} seats in {session_mark(round_.sessions[s])}"
    for left in {at[p] for p in range(len(at)) if at[p] != after[p]} - {NOWHERE, s}:
        if sizes[left] < problem.least[left]:
            yield f"{session_mark(round_.sessions[left])} has {sizes[left]}, and at least {problem.least[left]} are wanted"


def _company(round_: Round, moving: Sequence[int], after: Sequence[int]) -> Iterator[str]:
    names = [person_short(p) for p in round_.people]
    for block in round_.problem.blocks:
        if any(p in moving for p in block) and len({after[p] for p in block}) > 1:
            yield f"{listed(names[p] for p in block)} are no longer together"
    for a, b in round_.problem.apart:
        if (a in moving or b in moving) and after[a] == after[b] != NOWHERE:
            yield f"{names[a]} and {names[b]} must not be together"


def _balance(round_: Round, at: Sequence[int], after: Sequence[int]) -> Iterator[str]:
    before, now = (account.off_balance(round_.problem, each) for each in (at, after))
    for rule in sorted({quota.name for quota in round_.problem.quotas if quota.name}):
        off = now[rule] - before[rule]
        if off:
            yield f"balance by {rule} {'worse' if off > 0 else 'better'} by {abs(off)}"
