from __future__ import annotations

import json

import jsonschema
import pytest
from hypothesis import given
from meetings import agenda_of, late_reception, meeting, session, shared_chair
from strategies import agendas

from agendaplanner.exchange.agenda_json import (
    agenda_schema,
    parse_json,
    read_agenda_json,
    schema_bytes,
    write_agenda_json,
)
from agendaplanner.exchange.recognise import read_any
from agendaplanner.model.codec import record_to_builtins
from agendaplanner.model.errors import AgendaError, FileError
from agendaplanner.model.records import PLURALS
from agendaplanner.resource_files import resource

SCHEMA = jsonschema.Draft202012Validator(agenda_schema())


@given(agendas())
def test_an_agenda_goes_out_and_comes_back_without_loss_and_fits_the_schema(agenda):
    data = write_agenda_json(agenda)
    assert read_agenda_json(data) == agenda
    SCHEMA.validate(json.loads(data))


def test_the_same_agenda_is_the_same_bytes():
    assert write_agenda_json(shared_chair()) == write_agenda_json(shared_chair())


def test_the_file_says_what_it_is_in_words_that_another_program_can_read():
    content = json.loads(write_agenda_json(late_reception()))
    assert (content["format"], content["version"]) == ("agendaplanner-agenda", 1)
    assert content["meeting"]["days"][0] == {"opens": "2008-02-11T09:00:00", "closes": "2008-02-12T01:00:00"}
    assert [each["id"] for each in content["sessions"]] == ["s1", "s2", "s3"]


def test_the_schema_beside_the_program_is_the_one_that_the_records_give():
    """When this fails: write ``schema_bytes()`` to resources/schemas/agenda.schema.json."""
    assert resource("schemas/agenda.schema.json").read_bytes() == schema_bytes()


@pytest.mark.parametrize("path", ["examples/oslo-2008.json", "templates/two-day-meeting.json"])
def test_what_is_shipped_fits_the_schema(path):
    SCHEMA.validate(json.loads(resource(path).read_bytes()))


def test_people_and_addresses_of_the_example_are_invented():
    content = json.loads(resource("examples/oslo-2008.json").read_bytes())
    assert "invented" in resource("examples/oslo-2008.json").read_text("utf-8")
    addresses = [content["meeting"]["contact_email"], *(person["email"] for person in content["people"])]
    assert len(addresses) == 57
    assert all(address.endswith("example.org") for address in addresses)


@pytest.mark.parametrize(
    "content",
    [
        {"sessions": [{"id": "s1"}]},
        {"sessions": [{"id": "s1", "title": "x", "titel": "x"}]},
        {"sessions": [{"id": "s1", "title": "x", "kind": "party"}]},
        {"sessions": [{"id": "s1", "title": "x", "duration_minutes": 0}]},
        {"sesions": []},
        {"rooms": {}},
        {"version": 2},
    ],
)
def test_the_schema_and_the_program_refuse_the_same(content):
    whole = {"format": "agendaplanner-agenda", "version": 1, "meeting": record_to_builtins(meeting()), **content}
    assert list(SCHEMA.iter_errors(whole))
    with pytest.raises(AgendaError):
        read_agenda_json(json.dumps(whole).encode())


def test_the_schema_knows_every_table():
    assert set(agenda_schema()["properties"]) == {"format", "version", *PLURALS.values()}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'{\n "a": 1,\n}', r"m\.json, line 3, column 1: This is not JSON: trailing comma in object"),
        (b'{"a" 1}', r"line 1, column 6: This is not JSON: expected ':'"),
        (b'{"a": 1', r"m\.json: This is not JSON: it ends too early\. Was it downloaded completely\?"),
        (b'{"a": "\xe9"}', r"m\.json, line 1, column 8: This JSON is not in UTF-8"),
        (b'{"a": 1e999999}', "Number out of range"),
        (b'{"a":' * 100_000, "nested too deeply"),
    ],
)
def test_a_fault_in_the_json_is_named_with_its_place(data, words):
    with pytest.raises(FileError, match=words):
        parse_json(data, source="m.json")


def test_an_agenda_keeps_its_own_calendar_domain_or_is_given_one(tmp_path):
    path = tmp_path / "m.json"
    path.write_bytes(write_agenda_json(agenda_of(meeting(uid_domain="mine"), session("1", "09:00"))))
    assert read_any(path).agenda.meeting.uid_domain == "mine"
    path.write_bytes(write_agenda_json(agenda_of(meeting(uid_domain=""), session("1", "09:00"))))
    assert len(read_any(path).agenda.meeting.uid_domain) == 16


def test_a_time_zone_can_be_given_for_agenda_json_too(tmp_path):
    path = tmp_path / "m.json"
    path.write_bytes(write_agenda_json(shared_chair()))
    assert read_any(path, timezone="Asia/Kathmandu").agenda.meeting.timezone == "Asia/Kathmandu"
