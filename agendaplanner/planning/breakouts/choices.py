"""Which of their choices people get, counted and in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agendaplanner.model.attendance import has_part
from agendaplanner.planning.breakouts.problem import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agendaplanner.planning.breakouts.allocate import RulePrice
    from agendaplanner.planning.breakouts.reading import Round

_WORDS = {
    "1": "first choice",
    "2": "second choice",
    "3": "third choice",
    "other": "not asked for",
    "no wish": "without a wish",
    "part": "with a part",
    "nowhere": "without a place",
}


def choices_of(round_: Round, at: Sequence[int]) -> Counter[str]:
    """Count what people get: their choice "1", "2", ...; "other", "no wish", "part", "nowhere"."""
    return Counter(choice_of(round_, person, s) for person, s in enumerate(at))


def choice_of(round_: Round, person: int, s: int) -> str:
    """Say which choice of a person a session is, as in ``choices_of``; both by number."""
    if s == NOWHERE:
        return "nowhere"
    session, wishes = round_.sessions[s], round_.wishes[person]
    if has_part(session, round_.people[person].id):
        return "part"
    if not wishes:
        return "no wish"
    return str(wishes.index(session.id) + 1) if session.id in wishes else "other"


def in_order(choices: Iterable[str]) -> list[str]:
    """Put choices in their order: the first choice first, those who had none last.

    >>> in_order(["other", "10", "2", "1", "part"])
    ['1', '2', '10', 'other', 'part']
    """
    last = tuple(word for word in _WORDS if not word.isdigit())
    return sorted(choices, key=lambda c: (0, int(c)) if c.isdigit() else (1, last.index(c)))


def choice_word(choice: str) -> str:
    """Give a choice in words.

    >>> choice_word("2"), choice_word("12")
    ('second choice', 'choice 12')
    """
    return _WORDS.get(choice, f"choice {choice}")


def choices_sentence(choices: Mapping[str, int]) -> str:
    """Say how many people get what.

    >>> choices_sentence({"part": 2, "1": 31, "2": 1})
    '31 first choice, 1 second choice, 2 with a part'
    """
    return ", ".join(f"{choices[c]} {choice_word(c)}" for c in in_order(choices) if choices[c])


def price_sentence(price: RulePrice) -> str:
    """Say how far a rule is kept and what that costs: what people get with it, and would get without it.

    >>> from agendaplanner.planning.breakouts.allocate import RulePrice
    >>> price_sentence(RulePrice("community", 0, 26, 7, {"1": 23, "2": 4, "no wish": 7}))
    'Balance by community: kept, costs 7 first choices (without it: 23 first, 4 second, off by 26).'
    """
    firsts = price.first_choices
    cost = f"costs {firsts if firsts > 0 else 'no'} first {'choices' if firsts > 1 else 'choice'}"
    counts = (
        (c, word) for c, word in (("1", "first"), ("2", "second"), ("3", "third")) if price.choices_without.get(c)
    )
    without = ", ".join(f"{price.choices_without[c]} {word}" for c, word in counts) or "no choices"
    if price.rule == "keep":
        moved = {0: "nobody moves", 1: "1 person moves"}.get(price.off, f"{price.off} people move")
        return f"Keeping places: {moved}, {cost} (from scratch: {without}, {price.off_without} would move)."
    kept = "kept" if not price.off else f"off by {price.off}"
    name = {"together": "People together", "apart": "People apart"}.get(price.rule, f"Balance by {price.rule}")
    return f"{name}: {kept}, {cost} (without it: {without}, off by {price.off_without})."
