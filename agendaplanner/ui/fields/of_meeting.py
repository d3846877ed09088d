"""The fields of the meeting itself. No Qt here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from agendaplanner.ui.fields.columns import COMPANY, REQUIRED_ROLES, TARGETS, WALKS
from agendaplanner.ui.fields.field import Field, line, lines, long_text, number, parts_field, replace, several
from agendaplanner.ui.fields.of_others import address
from agendaplanner.ui.fields.periods import DAYS
from agendaplanner.ui.fields.reading import read_minutes

if TYPE_CHECKING:
    from collections.abc import Sequence


@cache
def _time_zones() -> Sequence[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone or zone == "UTC")


@cache
def _styles() -> Sequence[str]:
    from agendaplanner.printing.edition import style_names  # seldom asked for

    return style_names()


_MEETING, _TIMES, _HOSTS, _SAID, _RULES, _PEOPLE, _PRINT = (
    "Meeting",
    "Days and times",
    "Hosts and contact",
    "Texts",
    "Rules",
    "People and balance",
    "Papers and print",
)

MEETING: tuple[Field, ...] = (
    line("title", "Title", required=True, group=_MEETING),
    line("subtitle", "Subtitle", group=_MEETING),
    line("acronym", "Acronym", group=_MEETING),
    line("venue", "Venue", group=_MEETING),
    line("city", "City", group=_MEETING),
    line("country", "Country", group=_MEETING),
    parts_field("days", "Days", DAYS, group=_TIMES, help="A day may close after midnight"),
    line(
        "timezone",
        "Time zone",
        required=True,
        group=_TIMES,
        offer=lambda _: _time_zones(),
        help="Its IANA name, such as Europe/Oslo",
    ),
    Field(
        id="grid_minutes",
        label="Grid",
        group=_TIMES,
        show=lambda _, m: str(m.grid_minutes),
        read=lambda _, m, text: replace(m, grid_minutes=read_minutes(text)),
        help="Starts are multiples of so many minutes",
    ),
    several("hosts", "Hosts", group=_HOSTS),
    several("in_association_with", "In association with", group=_HOSTS),
    line("contact", "Contact", group=_HOSTS),
    address("contact_email", "Contact’s e-mail", group=_HOSTS),
    line("website", "Website", group=_HOSTS),
    several("languages", "Languages", group=_MEETING),
    long_text("introduction", "Introduction", group=_SAID),
    lines("objectives", "Objectives", group=_SAID, help="One a line"),
    long_text("practical", "Practical information", group=_SAID),
    parts_field("walks", "Walks between rooms", WALKS, group=_RULES, help="How many minutes it takes, either way"),
    number("walk_between_buildings_minutes", "Minutes between buildings", 0, 10_080, group=_RULES),
    parts_field(
        "required_roles",
        "Roles that sessions must have",
        REQUIRED_ROLES,
        group=_RULES,
        help="For kinds of session where it is other than usual",
    ),
    number(
        "most_participants",
        "Most participants",
        1,
        1_000_000,
        may_lack=True,
        group=_PEOPLE,
        hint="not limited",
        help="How many people can take part; empty: not limited",
    ),
    several("communities", "Policy communities", group=_PEOPLE, help="Those that should be in balance"),
    several("categories", "Categories of participant", group=_PEOPLE),
    parts_field("targets", "Balance that is wanted", TARGETS, group=_PEOPLE, help="A share of the people, in percent"),
    parts_field(
        "company", "Who is together in breakouts", COMPANY, group=_PEOPLE, help="Who must be together, and who apart"
    ),
    line(
        "symbol_prefix",
        "Document symbols begin with",
        group=_PRINT,
        hint="DCD/DAC(2008)",
        help="Such as DCD/DAC(2008)",
    ),
    number(
        "papers_due_days",
        "Papers are due so many days before",
        0,
        365,
        may_lack=True,
        group=_PRINT,
        hint="each has its own date",
        help="Days before the first day; empty: each has its own date",
    ),
    line(
        "print_style",
        "Print style",
        group=_PRINT,
        editor="choice",
        offer=lambda _: _styles(),
        hint="classic",
        file_filter="Styles (*.json)",
        help="The name of a style, or the path of a file with one",
    ),
    line(
        "logo",
        "Logo",
        group=_PRINT,
        hint="none",
        file_filter="Images (*.png *.jpg *.jpeg)",
        help="The path of the image on the cover of the programme",
    ),
)
