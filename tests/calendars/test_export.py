from __future__ import annotations

import pytest
from calendar_readers import READERS, seen
from hypothesis import given
from hypothesis import strategies as st
from meetings import BERG, agenda_of, changed, meeting, person, session, two_rooms
from strategies import agendas

from agendaplanner.calendars.calendar import CalendarOptions, calendar_of
from agendaplanner.calendars.export import file_names, write_calendars
from agendaplanner.calendars.scopes import Scope
from agendaplanner.model.errors import FileError
from agendaplanner.model.records import Room, Track
from agendaplanner.model.shipped import read_example
from agendaplanner.model.versions import Edition

PLENARY = session("1", "09:00", "hall", kind="plenary", roles=[("chair", "okafor")])
COFFEE = session("", "10:30", None, id="coffee", title="Coffee", kind="break")
BREAKOUT = session("2", "11:00", "a", kind="breakout", roles=[("rapporteur", "berg")], track="t")
OTHER = session("3", "11:00", "b", kind="breakout", attendees=("okafor",))
WAITS = session("4", roles=[("chair", "berg")])
CALLED_OFF = session("5", "14:00", "a", status="cancelled", roles=[("chair", "berg")])


def small_day():
    """A plenary, a coffee break, two breakouts at once, one session that waits and one that is cancelled."""
    track = Track(id="t", name="Peace")
    return agenda_of(meeting(uid_domain="x"), track, PLENARY, COFFEE, BREAKOUT, OTHER, WAITS, CALLED_OFF)


def calendar(agenda, kind="whole", id_="", **options):
    return calendar_of(Edition(agenda), Scope(kind, id_), CalendarOptions(**options))


def ids(data: bytes) -> set[str]:
    return {uid.split("@")[0] for uid in seen(data)}


def test_the_whole_meeting_has_all_that_is_placed_and_says_what_is_cancelled():
    found = seen(calendar(small_day()))
    assert {uid.split("@")[0] for uid in found} == {"s1", "coffee", "s2", "s3", "s5"}
    assert found["s5@x"].status == "CANCELLED"


def test_a_person_has_the_sessions_that_need_the_person_and_those_for_everyone():
    assert ids(calendar(small_day(), "person", "berg")) == {"s1", "coffee", "s2", "s5"}
    assert ids(calendar(small_day(), "person", "okafor")) == {"s1", "coffee", "s3"}
    assert ids(calendar(small_day(), "person", "lind")) == {"s1", "coffee"}


def test_breaks_can_be_left_out():
    assert ids(calendar(small_day(), "person", "lind", breaks=False)) == {"s1"}


def test_a_room_has_what_is_in_it():
    assert ids(calendar(small_day(), "room", "a")) == {"s2", "s5"}
    assert ids(calendar(small_day(), "room", "hall")) == {"s1"}


def test_a_track_has_its_sessions():
    assert ids(calendar(small_day(), "track", "t")) == {"s2"}


def test_a_calendar_with_nothing_in_it_is_still_a_calendar():
    assert ids(calendar(agenda_of(), "room", "a")) == set()


@given(agendas())
def test_laws_of_who_has_what(agenda):
    for person_id in agenda.person:
        expected = {
            s.id
            for s in agenda.sessions
            if s.placement is not None and (person_id in agenda.people_in[s.id] or s.is_for_everyone)
        }
        assert ids(calendar(agenda, "person", person_id)) == expected
    for room_id in agenda.room:
        expected = {s.id for s in agenda.sessions if s.placement is not None and s.placement.room == room_id}
        assert ids(calendar(agenda, "room", room_id)) == expected


# files


def test_the_example_gets_a_file_for_each_of_its_people_and_rooms_that_both_readers_understand(tmp_path):
    agenda = read_example()
    written = write_calendars(Edition(agenda), tmp_path)
    found = sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ics"))
    assert sum(path.startswith("people/") for path in found) == len(agenda.person) == 56
    assert sum(path.startswith("rooms/") for path in found) == len(agenda.room) == 4
    assert sum(path.startswith("tracks/") for path in found) == len(agenda.track)
    assert "meeting.ics" in found
    assert len(written.files) == len(found)
    for path in written.files:
        assert READERS[0](path.read_bytes()) == READERS[1](path.read_bytes())


def test_only_what_is_asked_for_is_written(tmp_path):
    written = write_calendars(Edition(small_day()), tmp_path, what=["rooms"])
    assert {path.parent.name for path in written.files} == {"rooms"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rooms"]


def test_calendars_of_who_has_left_are_removed_and_nothing_else(tmp_path):
    write_calendars(Edition(small_day()), tmp_path)
    mine = tmp_path / "people" / "mine.ics"
    mine.write_text("BEGIN:VCALENDAR\r\nPRODID:-//me//EN\r\nEND:VCALENDAR\r\n", encoding="utf-8")
    (tmp_path / "people" / "notes.txt").write_text("keep", encoding="utf-8")
    renamed = agenda_of(
        changed(BERG, name="Hanna Lie", family="Lie"), *small_day().session.values(), small_day().track["t"]
    )
    written = write_calendars(Edition(renamed), tmp_path)
    assert [path.name for path in written.removed] == ["berg-hanna.ics"]
    assert (tmp_path / "people" / "lie-hanna.ics").exists()
    assert mine.exists()
    assert (tmp_path / "people" / "notes.txt").exists()


def test_progress_is_told_up_to_the_last_file(tmp_path):
    told = []
    written = write_calendars(Edition(two_rooms()), tmp_path, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(written.files), len(written.files))
    assert len(told) == len(written.files)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="file: This folder cannot be made"):
        write_calendars(Edition(two_rooms()), tmp_path / "file")


def test_people_with_the_same_name_have_files_of_their_own(tmp_path):
    twins = [person("p1", "Anna", "Berg"), person("p2", "Anna", "Berg"), person("p3", "Änna", "Berg")]
    written = write_calendars(Edition(agenda_of(*twins, Room(id="r", name="Room A!"))), tmp_path)
    names = sorted(path.name for path in written.files if path.parent.name == "people" and "-anna" in path.name)
    assert names == ["berg-anna-p1.ics", "berg-anna-p2.ics", "berg-anna-p3.ics"]


NAMES = st.one_of(
    st.sampled_from(["", "con", "NUL", "..", "a/b", "A B", "a-b", "a b-2", "é", "e", "中文", "x" * 300, ".hidden"]),
    st.text(max_size=12),
)


@given(st.dictionaries(NAMES.filter(bool), NAMES, max_size=8))
def test_file_names_are_safe_and_no_two_are_the_same_on_any_system(names):
    found = file_names(names)
    assert found.keys() == names.keys()
    assert len({name.casefold() for name in found.values()}) == len(found)
    for name in found.values():
        stem = name.removesuffix(".ics")
        assert stem
        assert stem.isascii()
        assert stem.replace("-", "").replace("_", "").isalnum()
        assert len(name) < 150
        assert stem not in ("con", "nul", "aux", "prn")
