"""What participants may see of an agenda: decided field by field in one table, for everything that is handed to them.

A field that is not in the table is not handed out; a test says so where a record gets a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, cast

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.attendance import COMING, has_part
from agendaplanner.model.parts import Part
from agendaplanner.model.records import Delegation, Person, Record, Session

if TYPE_CHECKING:
    from collections.abc import Mapping

Share = Literal["shared", "kept", "web"]
"""Handed to participants; kept to the organisers; handed out where it is an address on the web, not a path of theirs."""


def _table(*, shared: str = "", kept: str = "", web: str = "") -> Mapping[str, Share]:
    columns: tuple[tuple[Share, str], ...] = (("shared", shared), ("kept", kept), ("web", web))
    return {field: share for share, fields in columns for field in fields.split()}


FIELDS: Mapping[str, Mapping[str, Share]] = {
    "Meeting": _table(
        shared="id title subtitle acronym venue city country timezone days hosts in_association_with contact contact_email"
        " website languages introduction objectives practical communities categories walks walk_between_buildings_minutes"
        " uid_domain source",
        kept="symbol_prefix grid_minutes required_roles most_participants targets company not_same papers_due_days"
        " rule_policies print_style logo",
    ),
    "Room": _table(shared="id name capacity features building position source", kept="layout closures"),
    "Track": _table(shared="id name colour position"),
    "Session": _table(
        shared="id title number subtitle kind abstract description questions duration_minutes track dimension languages"
        " status roles contributions attendees placement group everyone needs_room links attachments source",
        kept="held least_people most_people features_needed expected_size pinned_time pinned_room only_rooms only_within"
        " notes report",
    ),
    "Person": _table(
        shared="id name given family honorific position organisation delegation country community category biography",
        kept="email language gender invitation invited_on answered_on away wants needs source",
    ),
    "Delegation": _table(shared="id name country category head"),
    "Paper": _table(shared="id title symbol authors status languages pages sessions", kept="due", web="link"),
    # of these kinds nothing is handed out: not even that there is one
    "Wish": _table(kept="id kind sessions hard weight minutes reason"),
    "SisterMeeting": _table(kept="id name first_day last_day city invitees same others"),
    "Recommendation": _table(kept="id session text agreed undesirable addressed_to dimension objectives"),
    # what records are made of
    "Period": _table(kept="start end reason"),
    "Day": _table(shared="opens closes"),
    "Walk": _table(shared="rooms minutes"),
    "Link": _table(shared="title kind", web="href"),
    "Source": _table(shared="id guid slug kind", kept="fields", web="url"),
    "RulePolicy": _table(kept="rule policy"),
    "Target": _table(kept="of value least_percent most_percent where"),
    "Company": _table(kept="people together reason"),
    "Role": _table(shared="kind person"),
    "Contribution": _table(shared="title presenters minutes"),
    "Placement": _table(shared="start room"),
}
"""By record, and by what records are made of: what becomes of each field."""


def for_participants(agenda: Agenda) -> Agenda:
    """Give an agenda with what participants may see alone.

    Of the people those are left who come or have a part in a session that takes place, of the delegations those that
    send one of them: who is asked, has declined or waits is nobody else's business.
    """
    seen = frozenset(
        p.id
        for p in agenda.people
        if p.invitation in COMING or any(has_part(s, p.id) for s in agenda.session.values() if not s.is_cancelled)
    )
    sending = {agenda.person[id_].delegation for id_ in seen}
    records: list[Record] = []
    for record in agenda:
        hidden = (isinstance(record, Person) and record.id not in seen) or (
            isinstance(record, Delegation) and record.id not in sending
        )
        if not hidden and FIELDS[type(record).__name__].get("id") == "shared":
            records.append(_of_people(_cleared(record), seen))
    return Agenda.of(records)


def _cleared(struct: Record | Part) -> Any:
    """Give a record or a part of one without the fields that are kept."""
    table = FIELDS[type(struct).__name__]
    fields: dict[str, Any] = {}
    for field in msgspec.structs.fields(struct):
        value = getattr(struct, field.name)
        share = table.get(field.name, "kept")
        if share == "shared":
            fields[field.name] = _value(value)
        elif share == "web" and str(value).startswith(("http://", "https://")):
            fields[field.name] = value
        elif field.required:
            fields[field.name] = ""
    return type(struct)(**fields)


def _value(value: Any) -> Any:
    if isinstance(value, Part):
        return _cleared(value)
    if isinstance(value, tuple):
        return tuple(_value(each) for each in cast("tuple[Any, ...]", value))
    return value


def _of_people(record: Record, seen: frozenset[str]) -> Record:
    """Give a record that names nobody but those who are seen."""
    replace = msgspec.structs.replace
    if isinstance(record, Delegation):
        return replace(record, head=record.head if record.head in seen else None)
    if isinstance(record, Session):
        return replace(
            record,
            roles=tuple(r if r.person in seen else replace(r, person=None) for r in record.roles),
            contributions=tuple(
                replace(c, presenters=tuple(p for p in c.presenters if p in seen)) for c in record.contributions
            ),
            attendees=tuple(p for p in record.attendees if p in seen),
        )
    return record
