from __future__ import annotations

import json

import pytest
from hypothesis import given
from meetings import shared_chair
from strategies import agendas

from agendaplanner.model.codec import RecordFaults, decode_agenda, encode_agenda
from agendaplanner.model.errors import AgendaError


@given(agendas())
def test_an_agenda_comes_back_as_it_was(agenda):
    assert decode_agenda(encode_agenda(agenda)) == agenda


def altered(**changes):
    content = json.loads(encode_agenda(shared_chair()))
    for path, value in changes.items():
        *steps, last = path.split("__")
        place = content
        for step in steps:
            place = place[int(step) if step.isdecimal() else step]
        place[last] = value
    return json.dumps(content)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "other"}, "no agenda"),
        ({"version": 99}, "newer"),
        ({"sessionz": []}, "Did you mean 'sessions'"),
        ({"sessions__0__titel": "x"}, "Did you mean 'title'"),
        ({"sessions__0__duration_minutes": -5}, "duration_minutes"),
        ({"sessions__1__id": "s4b"}, "used twice"),
        ({"sessions__0__track": "gone"}, "there is no track 'gone'"),
        ({"meeting__timezone": "Europe/Olso"}, "no IANA time zone"),
        ({"meeting__days__0__closes": "2027-03-01T08:00:00"}, "close after it opens"),
    ],
)
def test_what_makes_no_sense_is_named(changes, words):
    with pytest.raises(AgendaError, match=words):
        decode_agenda(altered(**changes))


def test_all_faults_of_a_file_are_reported_together():
    with pytest.raises(RecordFaults) as caught:
        decode_agenda(altered(sessions__0__duration_minutes=-5, sessions__1__number=7))
    assert [where for where, _ in caught.value.faults] == ["sessions[0]", "sessions[1]"]
