"""Parts that are no stretches of time: contributions, links, walks, required roles, targets, company. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import msgspec

from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import RoleKind, SessionKind, TargetField, TargetScope
from agendaplanner.model.parts import Company, Contribution, Link, Target, Walk
from agendaplanner.ui.fields.parts import Column, Parts, of_attribute
from agendaplanner.ui.fields.reading import (
    pieces,
    read_choice,
    read_minutes,
    read_number,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.records import Meeting
    from agendaplanner.ui.fields.parts import Texts, Values
    from agendaplanner.ui.fields.wording import Wording

_NARROW = 46
replace = msgspec.structs.replace


def _people_of(words: Wording, text: str, _: Values) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.names("person").id_of("person", name) for name in pieces(text)))


def _people_offered(words: Wording, _: Texts) -> Sequence[str]:
    return words.names("person").offered


_OF_CONTRIBUTIONS, _WITH_CONTRIBUTIONS = of_attribute("contributions")

CONTRIBUTIONS = Parts(
    noun="contribution",
    columns=(
        Column(id="title", label="Title", show=lambda _, part: part.title, needed=True),
        Column(
            id="presenters",
            label="Presenters",
            show=lambda words, part: "; ".join(words.names("person").of(id_) for id_ in part.presenters),
            read=_people_of,
            offer=_people_offered,
            several=True,
            line=1,
        ),
        Column(
            id="minutes",
            label="Minutes",
            show=lambda _, part: "" if part.minutes is None else str(part.minutes),
            read=lambda _, text, _values: read_minutes(text) if text else None,
            line=1,
            width=_NARROW,
            tail="min",
            hint="–",
        ),
    ),
    of=_OF_CONTRIBUTIONS,
    into=_WITH_CONTRIBUTIONS,
    make=lambda values, _: Contribution(**values),
    in_order=True,
)


def _read_address(_: Wording, text: str, _values: Values) -> str:
    if " " in text or "." not in text:
        raise UsageError(f"“{text}” is no link. Write it as https://example.org/x.")
    return text


def links(name: str, noun: str, kinds: Sequence[str]) -> Parts:
    """Give the links in an attribute: address, title, and what kind of thing it is."""
    of, into = of_attribute(name)
    return Parts(
        noun=noun,
        columns=(
            Column(
                id="href",
                label="Address",
                show=lambda _, link: link.href,
                read=_read_address,
                needed=True,
                hint="https://…",
            ),
            Column(id="title", label="Title", show=lambda _, link: link.title, line=1),
            Column(
                id="kind",
                label="Kind",
                show=lambda _, link: link.kind,
                offer=lambda _, _texts: kinds,
                line=1,
                width=86,
            ),
        ),
        of=of,
        into=into,
        make=lambda values, _: Link(**values),
        in_order=True,
    )


def _room(id_: str, label: str, at: int, **more: Any) -> Column:
    return Column(
        id=id_,
        label=label,
        show=lambda words, walk: words.names("room").of(walk.rooms[at]),
        read=lambda words, text, _: words.names("room").id_of("room", text),
        editor="choice",
        offer=lambda words, _: words.names("room").offered,
        needed=True,
        **more,
    )


def _make_walk(values: Values, _: Walk | None) -> Walk:
    if values["one"] == values["other"]:
        raise UsageError("There is no walk from a room to itself.")
    return Walk(rooms=(values["one"], values["other"]), minutes=values["minutes"])


_OF_WALKS, _WITH_WALKS = of_attribute("walks")

WALKS = Parts(
    noun="walk",
    columns=(
        _room("one", "One room", 0),
        _room("other", "Other room", 1, line=1),
        Column(
            id="minutes",
            label="Minutes",
            show=lambda _, walk: str(walk.minutes),
            read=lambda _, text, _values: read_number(text, 0, 10_080, "The walk"),
            needed=True,
            line=1,
            width=_NARROW,
            tail="min",
            hint="5",
        ),
    ),
    of=_OF_WALKS,
    into=_WITH_WALKS,
    make=_make_walk,
    blame="other",
)


def _read_roles(_: Wording, text: str, _values: Values) -> tuple[str, ...]:
    found = [read_choice(piece, get_args(RoleKind), "role") for piece in pieces(text.replace(",", ";"))]
    return tuple(dict.fromkeys(found))


def _with_required(meeting: Meeting, parts: tuple[Any, ...]) -> Meeting:
    kinds = [kind for kind, _ in parts]
    twice = next((kind for kind in kinds if kinds.count(kind) > 1), "")
    if twice:
        raise UsageError(f"It is said already what roles a {twice} must have.")
    return replace(meeting, required_roles=dict(parts))


REQUIRED_ROLES = Parts(
    noun="kind of session",
    columns=(
        Column(
            id="kind",
            label="Kind",
            show=lambda _, pair: pair[0],
            read=lambda _, text, _values: read_choice(text, get_args(SessionKind), "kind of session"),
            editor="choice",
            offer=lambda _, _texts: get_args(SessionKind),
            needed=True,
        ),
        Column(
            id="roles",
            label="Roles",
            show=lambda _, pair: "; ".join(pair[1]),
            read=_read_roles,
            offer=lambda _, _texts: get_args(RoleKind),
            several=True,
            line=1,
            lead="must have",
            hint="none",
        ),
    ),
    of=lambda meeting: tuple(meeting.required_roles.items()),
    into=_with_required,
    make=lambda values, _: (values["kind"], values["roles"]),
    blame="kind",
)
"""By kind of session, the roles that it must have."""


def _percent(id_: str, label: str, empty: int, **more: Any) -> Column:
    return Column(
        id=id_,
        label=label,
        show=lambda _, target: "" if getattr(target, id_) == empty else str(getattr(target, id_)),
        read=lambda _, text, _values: read_number(text.rstrip("% "), 0, 100, "A share") if text else empty,
        line=1,
        width=42,
        hint=str(empty),
        **more,
    )


def _show_target(words: Wording, target: Target) -> str:
    return words.names("delegation").of(target.value) if target.of == "delegation" else target.value


def _read_target(words: Wording, text: str, values: Values) -> str:
    return words.names("delegation").id_of("delegation", text) if values["of"] == "delegation" else text


def _target_values(words: Wording, texts: Texts) -> Sequence[str]:
    """Give what people have in the field that the target is of."""
    meeting, field = words.agenda.meeting, texts["of"]
    if field == "delegation":
        return words.names("delegation").offered
    if field not in get_args(TargetField):
        return ()
    said = {"community": meeting.communities, "category": meeting.categories}.get(field, ())
    theirs = sorted({getattr(person, field) for person in words.agenda.person.values()})
    return list(dict.fromkeys(filter(None, [*said, *theirs])))


_OF_TARGETS, _WITH_TARGETS = of_attribute("targets")

TARGETS = Parts(
    noun="target",
    columns=(
        Column(
            id="of",
            label="Share by",
            show=lambda _, target: target.of,
            read=lambda _, text, _values: read_choice(text, get_args(TargetField), "field of a person"),
            editor="choice",
            offer=lambda _, _texts: get_args(TargetField),
            needed=True,
            width=112,
        ),
        Column(id="value", label="Value", show=_show_target, read=_read_target, offer=_target_values, needed=True),
        _percent("least_percent", "Least percent", 0, lead="from"),
        _percent("most_percent", "Most percent", 100, lead="to", tail="%"),
        Column(
            id="where",
            label="Among the people of",
            show=lambda _, target: target.where,
            read=lambda _, text, _values: read_choice(text or "meeting", get_args(TargetScope), "place for a balance"),
            editor="choice",
            offer=lambda _, _texts: get_args(TargetScope),
            line=2,
            lead="in",
            hint="meeting",
        ),
    ),
    of=_OF_TARGETS,
    into=_WITH_TARGETS,
    make=lambda values, _: Target(**values),
    blame="most_percent",
)


def _make_company(values: Values, _: Company | None) -> Company:
    if len(values["people"]) < 2:
        raise UsageError("It takes two people or more.")
    return Company(**values)


_OF_COMPANY, _WITH_COMPANY = of_attribute("company")

COMPANY = Parts(
    noun="group of people",
    columns=(
        Column(
            id="together",
            label="Together or apart",
            show=lambda _, part: "together" if part.together else "apart",
            read=lambda _, text, _values: (
                read_choice(text or "together", ("together", "apart"), "choice") == "together"
            ),
            editor="choice",
            offer=lambda _, _texts: ("together", "apart"),
            hint="together",
        ),
        Column(
            id="people",
            label="People",
            show=lambda words, part: "; ".join(words.names("person").of(id_) for id_ in part.people),
            read=_people_of,
            offer=_people_offered,
            several=True,
            needed=True,
            line=1,
        ),
        Column(id="reason", label="Reason", show=lambda _, part: part.reason, line=2),
    ),
    of=_OF_COMPANY,
    into=_WITH_COMPANY,
    make=_make_company,
    blame="people",
)
"""Who must be together in breakouts, and who must not."""
