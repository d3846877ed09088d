"""What the balance sheet says: names of fields and values, captions, who they are, what a target can be for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from agendaplanner.model.balance import (
    ALL_OFFICES,
    COUNTRY_OFFICES,
    Balance,
    BalanceField,
    coming,
    country_office,
    is_of_country_office,
    value_name,
)
from agendaplanner.model.words import listed
from agendaplanner.ui.publishing.people import language_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import TargetField, TargetScope
    from agendaplanner.model.records import Person

SCOPES: tuple[tuple[str, TargetScope], ...] = (
    ("Who is at each session", "sessions"),
    ("Each panel", "panels"),
    ("Each breakout", "breakouts"),
)
_EMPTY = {
    "gender": "Nobody’s gender is recorded. It is recorded only by choice, in a person’s own words.",
    "country office": "Nobody comes from a country office: it is a category of participants.",
}
_MOST_NAMES = 12


def shown(field: str, value: str) -> str:
    """Name a value that a share has: of languages, which records name by their codes, the name."""
    return language_name(value) if field == "language" else value


def target_name(agenda: Agenda, field: str, value: str) -> str:
    """Name what a target is for."""
    return shown(field, value_name(agenda, field, value))


def caption(found: Balance, by: BalanceField, scale: int) -> str:
    """Say who are counted in a chart, of how many it is not known, and how far the bars reach."""
    of = f"{found.people} {'person' if found.people == 1 else 'people'}"
    whom = "who have accepted" if not found.session else "on its panel" if found.where == "panels" else "at it"
    if not found.people:
        return "Nobody has accepted yet." if not found.session else "Nobody is named in it yet."
    if not found.shares:
        return f"{of} {whom}. {_EMPTY.get(by, f'Nobody’s {by} is recorded.')}"
    not_known = f", not recorded of {found.not_recorded}" if found.not_recorded else ""
    band = " Between the marks lies the target." if any(share.has_target for share in found.shares) else ""
    return f"{of} {whom}{not_known}. The whole width is {scale} %.{band}"


def who_by_value(agenda: Agenda, people: Iterable[Person], by: BalanceField) -> dict[str, str]:
    """Name by value who they are; by "" those of whom it is not recorded."""
    by_value: dict[str, list[str]] = {}
    for person in people:
        if by != "country office":
            by_value.setdefault(value_name(agenda, by, getattr(person, by) or ""), []).append(person.name)
        elif is_of_country_office(person):
            for value in (country_office(person), ALL_OFFICES):
                by_value.setdefault(value, []).append(person.name)
    return {value: listed(names, most=_MOST_NAMES) for value, names in by_value.items()}


def target_choices(agenda: Agenda, by: BalanceField, found: Balance) -> list[tuple[str, tuple[TargetField, str]]]:
    """Give what a target can be for, by name: what is in the chart, and what the meeting has beside."""
    if by == "country office":
        return [(ALL_OFFICES, ("category", COUNTRY_OFFICES))]
    field = cast("TargetField", by)
    values = [share.target[1] for share in found.shares if share.target is not None]
    values += [getattr(person, field) or "" for person in coming(agenda)]
    values += {"community": agenda.meeting.communities, "category": agenda.meeting.categories}.get(field, ())
    values += list(agenda.delegation) if field == "delegation" else []
    return [(target_name(agenda, field, value), (field, value)) for value in dict.fromkeys(filter(None, values))]
