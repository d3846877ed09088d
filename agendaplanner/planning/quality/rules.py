"""The list of what plans are judged by: the name each rule has in JSON, its unit, and what it says to people.

None of this blocks a plan: what may not be at all is in ``checks.rules``.
"""

from __future__ import annotations

import msgspec


class QualityRule(msgspec.Struct, frozen=True):
    """Something that is better in one plan than in another."""

    name: str
    unit: str
    """What is counted; more is worse."""
    aim: str
    """What one would like, in a sentence."""
    one: str
    """What it says of an amount of 1."""
    many: str
    """What it says of other amounts: "{amount}" stands for them."""

    @property
    def field(self) -> str:
        """The name of its weight in ``QualityWeights``."""
        return self.name.replace("-", "_")

    def sentence(self, amount: float) -> str:
        """Say what an amount means.

        >>> QUALITY_RULES["moved"].sentence(3)
        '3 sessions are no longer where they were.'
        """
        text = f"{amount:.1f}".removesuffix(".0")
        return self.one if text == "1" else self.many.format(amount=text)


QUALITY_RULES: dict[str, QualityRule] = {
    rule.name: rule
    for rule in (
        QualityRule(
            "wanted-together",
            "people times pairs of sessions",
            "Nobody wants two sessions that run at the same time.",
            "Once somebody wants two sessions that run at the same time.",
            "{amount} times somebody wants two sessions that run at the same time.",
        ),
        QualityRule(
            "room-too-popular",
            "people",
            "Rooms hold all who want to be there.",
            "One person more wants a session than its room holds.",
            "{amount} people more want sessions than their rooms hold.",
        ),
        QualityRule(
            "track-scattered",
            "rooms",
            "A track stays in one room for a day.",
            "A track uses one room more than one a day.",
            "Tracks use {amount} rooms more than one a day.",
        ),
        QualityRule(
            "track-against-itself",
            "minutes",
            "A track does not run against itself.",
            "For a minute two sessions of one track run at the same time.",
            "For {amount} minutes two sessions of one track run at the same time.",
        ),
        QualityRule(
            "hopping",
            "changes",
            "Who chairs or speaks stays in one room and comes on one day.",
            "Once somebody who chairs or speaks must change rooms or come on another day.",
            "{amount} times somebody who chairs or speaks must change rooms or come on another day.",
        ),
        QualityRule(
            "long-work",
            "minutes",
            "Nobody works too long without a break.",
            "Somebody is kept a minute too long without a break.",
            "People are kept {amount} minutes too long without a break.",
        ),
        QualityRule(
            "walk-too-short",
            "minutes",
            "Everybody has time to walk from one room to the next.",
            "Somebody has a minute too little to walk from one room to the next.",
            "People have {amount} minutes too little to walk from one room to the next.",
        ),
        QualityRule(
            "big-at-the-ends",
            "people",
            "The big sessions are not at the ends of the day.",
            "One person's big session is at an end of the day.",
            "{amount} people's big sessions are at an end of the day.",
        ),
        QualityRule(
            "holes",
            "minutes",
            "Rooms do not stand empty between sessions.",
            "A room stands empty for a minute between sessions.",
            "Rooms stand empty for {amount} minutes between sessions.",
        ),
        QualityRule(
            "alone",
            "minutes",
            "What is not for everyone runs beside something else.",
            "For a minute a session that is not for everyone is all there is.",
            "For {amount} minutes a session that is not for everyone is all there is.",
        ),
        QualityRule(
            "number-apart",
            "starts",
            "Items with one number (3a, 3b) run side by side.",
            "Items with one number (3a, 3b) start at one time more than need be.",
            "Items with one number (3a, 3b) start at {amount} times more than one each.",
        ),
        QualityRule(
            "ends-out-of-place",
            "sessions",
            "The opening comes first, the adoption of conclusions and the closing last.",
            "One session is before the opening, or after the adoption of conclusions or the closing.",
            "{amount} times a session is before the opening, or after the adoption of conclusions or the closing.",
        ),
        QualityRule(
            "out-of-order",
            "minutes",
            "The items come in the order of their numbers.",
            "Who follows the numbers goes back a minute in time.",
            "Who follows the numbers goes back {amount} minutes in time.",
        ),
        QualityRule(
            "moved",
            "sessions",
            "Sessions stay where they were.",
            "One session is no longer where it was.",
            "{amount} sessions are no longer where they were.",
        ),
        QualityRule(
            "wish-broken",
            "weight",
            "Soft wishes are kept.",
            "A soft wish of weight 1 is not kept.",
            "Soft wishes of weight {amount} in all are not kept.",
        ),
    )
}
"""Every rule of quality, by name, in the order in which they are shown where they cost the same."""
