"""What the sessions hand on: recommendations, how they stand, and their synthesis by objective and by addressee."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, cast

import msgspec

from agendaplanner.model.actions import set_fields
from agendaplanner.model.records import Recommendation
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change

Stance = Literal["agreed", "for further discussion", "not desirable to integrate"]
STANCES: tuple[Stance, ...] = ("agreed", "for further discussion", "not desirable to integrate")
By = Literal["objective", "addressee", "session", "stance"]
NONE_NAMED = ""
"""The key of what names no objective or addressee."""


class Group(msgspec.Struct, frozen=True):
    """Recommendations that belong together."""

    key: str
    """An objective, an addressee, a stance, or the name of a session; "" for those that name none."""
    recommendations: tuple[str, ...]
    """Ids, those agreed first, then in the order of their sessions."""


def stance_of(recommendation: Recommendation) -> Stance:
    """Say how a recommendation stands."""
    if recommendation.agreed:
        return "agreed"
    return "not desirable to integrate" if recommendation.undesirable else "for further discussion"


def set_stance(agenda: Agenda, id_: str, stance: Stance) -> Change:
    """Say how a recommendation stands.

    Raises:
        UsageError: There is no such recommendation.
    """
    return set_fields(
        agenda,
        agenda.get(Recommendation, id_),
        label=f"Recommendation: {stance}",
        agreed=stance == "agreed",
        undesirable=stance == "not desirable to integrate",
    )


def recommendations(agenda: Agenda) -> tuple[Recommendation, ...]:
    """Give all recommendations in the order of their sessions; those of one session agreed ones first."""
    order = {session.id: i for i, session in enumerate(agenda.sessions)}
    found = cast("Iterable[Recommendation]", agenda.table("recommendation").values())
    return tuple(sorted(found, key=lambda r: (order.get(r.session, -1), STANCES.index(stance_of(r)), r.text, r.id)))


def synthesis(agenda: Agenda, by: By) -> tuple[Group, ...]:
    """Group the recommendations; one that answers two objectives is in both, and what names none comes last.

    Objectives come in the meeting's order, also those that nothing answers; addressees by name.
    """
    found: dict[str, list[Recommendation]] = defaultdict(list)
    if by == "objective":
        found.update({objective: [] for objective in agenda.meeting.objectives})
    elif by == "stance":
        found.update({stance: [] for stance in STANCES})
    for each in recommendations(agenda):
        for key in _keys(agenda, each, by):
            found[key].append(each)
    keys = list(found)
    if by == "addressee":
        keys.sort(key=str.casefold)
    keys.sort(key=lambda key: key == NONE_NAMED)
    return tuple(
        Group(key, tuple(r.id for r in sorted(found[key], key=lambda r: STANCES.index(stance_of(r))))) for key in keys
    )


def _keys(agenda: Agenda, recommendation: Recommendation, by: By) -> tuple[str, ...]:
    match by:
        case "objective":
            return tuple(dict.fromkeys(recommendation.objectives)) or (NONE_NAMED,)
        case "addressee":
            return tuple(dict.fromkeys(each.strip() for each in recommendation.addressed_to.split(";")))
        case "session":
            return (session_name(agenda.session[recommendation.session]),)
        case "stance":
            return (stance_of(recommendation),)
