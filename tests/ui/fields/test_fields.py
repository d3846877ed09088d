"""Every field: what it shows can be typed again, and what makes no sense is refused in a sentence."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from meetings import LIND, OKAFOR, agenda_of, at, between, changed, meeting, session
from strategies import agendas

from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import KINDS, Paper, Room, kind_of
from agendaplanner.model.shipped import read_example
from agendaplanner.ui.fields.catalogue import FIELDS, told
from agendaplanner.ui.fields.reading import read_moment, read_period
from agendaplanner.ui.fields.wording import Wording


def field(kind, id_):
    return next(each for each in FIELDS[kind] if each.id == id_)


def typed(agenda, record, id_, text):
    return field(kind_of(record), id_).put(Wording(agenda), record, text)


def test_what_the_example_shows_can_be_typed_again():
    agenda = read_example()
    words = Wording(agenda)
    for record in agenda:
        for each in FIELDS.get(kind_of(record), ()):
            if each.read is not None:
                assert each.put(words, record, each.show(words, record)) == record, (each.id, record.id)


@given(agendas())
def test_a_text_that_was_shown_shows_again_after_it_was_typed(agenda):
    words = Wording(agenda)
    for record in agenda:
        for each in FIELDS.get(kind_of(record), ()):
            if each.read is None:
                continue
            shown = each.show(words, record)
            try:
                after = each.put(words, record, shown)
            except UsageError:
                continue  # what files may hold and people would not type
            assert each.show(words, each.put(words, after, each.show(words, after))) == each.show(words, after)


@pytest.mark.parametrize(
    "text",
    [
        "Tue 11:05",
        "tuesday 11.05",
        "12 Feb 11:05",
        "Tue 12 Feb 11:05",
        "2008-02-12 11:05",
        "12.2.2008 11:05",
        "2008-02-12T11:05:00",
    ],
)
def test_a_moment_is_read_as_people_write_it(text):
    assert read_moment(meeting(), text) == at("11:05", 1)


@pytest.mark.parametrize("text", ["", "soon", "11:05", "Fri 11:05", "Mon 12 Feb 11:05", "Tue 25:00", "30 Feb 09:00"])
def test_a_moment_that_makes_no_sense_is_refused_with_an_example(text):
    with pytest.raises(UsageError, match=r"Tue 12 Feb"):
        read_moment(meeting(), text)


def test_periods():
    assert read_period(meeting(), "Mon 09:00 – 12:00 (painting)") == between("09:00", "12:00", reason="painting")
    assert read_period(meeting(), "Mon 18:00 to Tue 09:00").end == at("09:00", 1)
    assert read_period(meeting(), "Tuesday") == between("00:00", "24:00", 1)
    with pytest.raises(UsageError, match="ends before"):
        read_period(meeting(), "Mon 12:00-09:00")


def test_a_start_places_what_waits_in_a_room_that_is_free_and_empty_sends_it_back():
    agenda = agenda_of(session("1", "09:00", "a"), session("2"))
    placed = typed(agenda, agenda.session["s2"], "start", "Mon 09:30")
    assert (placed.placement.start, placed.placement.room) == (at("09:30"), "b")
    pinned = changed(placed, pinned_time=True)
    assert typed(agenda, pinned, "start", "") == agenda.session["s2"]


def test_a_room_without_a_start_and_a_pin_without_a_place_are_refused():
    agenda = agenda_of(session("2"))
    for id_, text in (("room", "Room A"), ("pinned", "time")):
        with pytest.raises(UsageError, match=r"Give it a start|not placed"):
            typed(agenda, agenda.session["s2"], id_, text)


def test_roles_are_names_and_open_ones_stay_open():
    agenda = agenda_of(session("1", roles=[("rapporteur", "berg")], kind="plenary"))
    one = typed(agenda, agenda.session["s1"], "role chair", "M. Lind; to be defined")
    assert [(r.kind, r.person) for r in one.roles] == [("chair", "lind"), ("chair", None), ("rapporteur", "berg")]
    none = typed(agenda, one, "role chair", "")
    assert [(r.kind, r.person) for r in none.roles] == [("chair", None), ("rapporteur", "berg")]
    with pytest.raises(UsageError, match="Did you mean"):
        typed(agenda, one, "role chair", "Maja Lint")


def test_two_of_the_same_name_are_told_apart():
    agenda = agenda_of(changed(OKAFOR, name="Maja Lind"), session("1"))
    names = Wording(agenda).names("person")
    assert {names.of("lind"), names.of("okafor")} == {"Maja Lind · lind", "Maja Lind · okafor"}
    with pytest.raises(UsageError):
        names.id_of("person", "Maja Lind")
    assert names.id_of("person", "Maja Lind · lind") == LIND.id


@pytest.mark.parametrize(
    ("kind", "id_", "text"),
    [
        ("session", "title", " "),
        ("session", "minutes", "long"),
        ("session", "minutes", "0"),
        ("session", "kind", "party"),
        ("session", "track", "Sudan"),
        ("session", "only_within", "whenever"),
        ("session", "contributions", "a | nobody known"),
        ("session", "links", "no link"),
        ("person", "email", "somewhere"),
        ("room", "capacity", "-4"),
        ("track", "colour", "blue"),
        ("paper", "due", "soon"),
        ("meeting", "days", "2008-02-11"),
        ("meeting", "timezone", "Mars"),
        ("meeting", "required_roles", "plenary: king"),
        ("meeting", "walks", "here and there"),
        ("person", "sessions", "3"),
    ],
)  # fmt: skip
def test_nonsense_is_refused_in_a_sentence(kind, id_, text):
    agenda = read_example()
    with pytest.raises(UsageError) as error:
        field(kind, id_).put(Wording(agenda), next(iter(agenda.table(kind).values())), text)
    assert error.value.what[0].isupper() or error.value.what[0] == "“"
    assert "`" not in error.value.what


def test_a_change_is_told_by_its_fields():
    before = agenda_of(session("1", "09:00", "a"), Paper(id="x", title="Paper"))
    changes = actions.put(
        before,
        [
            changed(before.session["s1"], title="Other", placement=None, abstract="long " * 50),
            Room(id="new", name="Attic"),
        ],
    )
    lines = told(before, before.apply(changes), changes)
    assert (
        lines[0]
        == "1 Other: Title Topic 1 → Other, Start Mon 11 Feb 09:00 → none, Room Room A → none, Abstract rewritten"
    )
    assert lines[1] == "Add room Attic"
    assert told(before, before.apply(changes), changes, most=1)[1:] == ["and 1 more"]


NOT_TYPED = {
    "id",
    "source",  # what another format said
    "uid_domain",  # part of every calendar's UID
    "rule_policies",  # a dialog of its own
    "not_same",  # answered where duplicates are shown
    "same",  # answered where sister meetings are compared
    "others",
}
UNDER_OTHER_NAMES = {
    "duration_minutes": "minutes",
    "placement": "start",
    "pinned_time": "pinned",
    "pinned_room": "pinned",
    "roles": "role chair",
    "agreed": "state",
    "undesirable": "state",
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_field_of_every_record_can_be_typed_somewhere(kind):
    typed_in = {each.id for each in FIELDS[kind] if each.read is not None}
    names = {each.name for each in msgspec.structs.fields(KINDS[kind])} - NOT_TYPED
    assert {UNDER_OTHER_NAMES.get(name, name) for name in names} <= typed_in


def test_a_part_written_in_a_line_is_read_again():
    agenda = read_example()
    words = Wording(agenda)
    for record in agenda:
        for each in FIELDS[kind_of(record)]:
            if each.parts is not None:
                for part in each.parts.of(record):
                    assert each.parts.read_line(words, each.parts.write_line(words, part)) == part, (each.id, part)
