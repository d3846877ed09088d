"""The account: what an agenda costs, by rule, from its records and in minutes.

The search has figures of its own that are kept up to date move by move (``improve.state``); tests hold the two
together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.planning.quality import meetings, persons
from agendaplanner.planning.quality.rules import QUALITY_RULES
from agendaplanner.planning.quality.spans import spans_of
from agendaplanner.planning.quality.weights import QualityWeights

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda


class RuleCost(msgspec.Struct, frozen=True, kw_only=True):
    """What an agenda costs by one rule."""

    rule: str
    amount: float
    unit: str
    weight: float
    """What a unit costs."""
    cost: float
    share: float
    """Of the whole cost: from 0 to 1."""
    sentence: str


class QualityReport(msgspec.Struct, frozen=True, kw_only=True):
    """What an agenda leaves to be wished for."""

    rules: tuple[RuleCost, ...]
    """The dearest first; rules that are wholly kept are left out, those without weight come last."""
    cost: float

    def by_rule(self) -> dict[str, float]:
        """Give the cost of each rule that costs anything."""
        return {each.rule: each.cost for each in self.rules if each.cost}

    def amount(self, rule: str) -> float:
        """Give the amount of a rule; 0 where it is wholly kept."""
        return next((each.amount for each in self.rules if each.rule == rule), 0.0)


def cost(agenda: Agenda, before: Agenda | None = None, weights: QualityWeights | None = None) -> QualityReport:
    """Say what an agenda leaves to be wished for; with an agenda of before also what has moved since."""
    weights = weights or QualityWeights()
    found = amounts(agenda, before, weights)
    # the last digits of sums of decimals are noise
    costs = {rule: round(amount * weights.of(rule), 6) for rule, amount in found.items()}
    total = sum(costs.values())
    order = list(QUALITY_RULES)
    return QualityReport(
        rules=tuple(
            RuleCost(
                rule=rule,
                amount=found[rule],
                unit=QUALITY_RULES[rule].unit,
                weight=weights.of(rule),
                cost=costs[rule],
                share=costs[rule] / total if total else 0.0,
                sentence=QUALITY_RULES[rule].sentence(found[rule]),
            )
            for rule in sorted(found, key=lambda rule: (-costs[rule], order.index(rule)))
            if found[rule]
        ),
        cost=total,
    )


def amounts(agenda: Agenda, before: Agenda | None, weights: QualityWeights) -> dict[str, float]:
    """Give the amount of every rule, in its unit."""
    spans = spans_of(agenda)
    hops, kept_long, walks = persons.work(agenda, spans, weights)
    found: dict[str, float] = {
        "wanted-together": persons.wanted_together(agenda, spans),
        "room-too-popular": meetings.people_too_many(agenda, spans),
        "track-scattered": meetings.track_rooms(agenda, spans),
        "track-against-itself": meetings.track_minutes(spans),
        "hopping": hops,
        "long-work": kept_long,
        "walk-too-short": walks,
        "big-at-the-ends": meetings.big_at_the_ends(agenda, spans, weights),
        "holes": meetings.empty_minutes(agenda, spans),
        "alone": meetings.alone_minutes(agenda, spans),
        "number-apart": meetings.starts_of_families(spans),
        "ends-out-of-place": meetings.ends_out_of_place(agenda, spans),
        "out-of-order": meetings.minutes_back(agenda, spans),
        "moved": meetings.moved(agenda, before) if before is not None else 0,
        "wish-broken": meetings.soft_wishes(agenda),
    }
    return {rule: float(found[rule]) for rule in QUALITY_RULES}
