"""What participants may see: every field of every record is decided on, and what is kept is gone."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from private_values import private_agenda, unset_fields
from strategies import agendas

from agendaplanner.model import parts, records
from agendaplanner.model.for_participants import FIELDS, for_participants

STRUCTS = {
    name: each
    for name, each in (vars(parts) | vars(records)).items()
    if isinstance(each, type) and issubclass(each, records.Record | parts.Part) and each.__struct_fields__
    and each not in (records.Record, parts.Part)
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCTS)
def test_every_field_is_decided_on(name):
    """When this fails: decide in ``FIELDS`` whether participants may see the new field."""
    assert set(FIELDS[name]) == set(STRUCTS[name].__struct_fields__)


def test_nothing_else_is_decided_on():
    assert set(FIELDS) == set(STRUCTS)


def test_the_private_agenda_says_something_in_every_field_that_is_kept():
    agenda, _ = private_agenda()
    # a path that must be there, and what has two or three values only
    usual = {"Meeting.logo", "Recommendation.undesirable", "Company.together", "Target.where"}
    kept = {f"{name}.{field}" for name, table in FIELDS.items() for field, share in table.items() if share != "shared"}
    assert unset_fields(agenda) & kept <= usual


def test_what_is_kept_is_gone_and_what_is_shared_is_there():
    agenda, secrets = private_agenda()
    seen = for_participants(agenda)
    text = repr(list(seen))
    assert [value for value in secrets if value in text] == []
    assert set(seen.person) == {"berg", "lind"}
    assert set(seen.delegation) == {"d"}
    assert not any(seen.table(kind) for kind in ("wish", "sister_meeting", "recommendation"))
    assert seen.session["s1"].attendees == ("lind",)
    assert seen.session["s1"].links[0].href == "https://example.org/1"
    assert seen.meeting.contact_email == "desk@example.org"
    for record in seen:
        for field in msgspec.structs.fields(record):
            if FIELDS[type(record).__name__][field.name] == "kept":
                usual = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
                assert getattr(record, field.name) == usual, (record.id, field.name)


@given(agendas())
@settings(max_examples=40, deadline=None)
def test_any_agenda_stays_sound(agenda):
    seen = for_participants(agenda)
    assert seen.dangling_references() == []
    assert set(seen.session) == set(agenda.session)
    assert for_participants(seen) == seen
