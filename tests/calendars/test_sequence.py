"""UID, SEQUENCE and the time stamps of entries, as the history of a document gives them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import icalendar
import msgspec
import pytest
from calendar_readers import seen
from hypothesis import given
from hypothesis import strategies as st
from meetings import LIND, agenda_of, at, changed, meeting, session, two_rooms
from strategies import actions_on, agendas

from agendaplanner.calendars.calendar import calendar_of
from agendaplanner.calendars.events import uid
from agendaplanner.calendars.scopes import WHOLE
from agendaplanner.document.document import Document
from agendaplanner.exchange.recognise import adopted
from agendaplanner.model import actions
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.history import stamps
from agendaplanner.model.records import Paper


def sequence(document: Document, id_: str = "s1") -> int:
    return document.stamps()[id_].sequence


def with_fields(document: Document, kind: str, id_: str, **fields) -> None:
    document.do(actions.set_fields(document.agenda, document.agenda.find(kind, id_), **fields))


@pytest.fixture
def document():
    with Document.in_memory(two_rooms()) as document:
        yield document


def test_a_new_session_begins_at_nought(document):
    assert {stamp.sequence for stamp in document.stamps().values()} == {0}


def test_each_move_raises_the_sequence_and_undo_does_too(document):
    document.do(actions.move(document.agenda, "s1", at("11:00"), "a"))
    assert sequence(document) == 1
    document.undo()
    assert sequence(document) == 2
    document.redo()
    assert sequence(document) == 3
    assert sequence(document, "s2") == 0


@pytest.mark.parametrize(
    ("fields", "raised"),
    [
        ({"duration_minutes": 30}, 1),
        ({"status": "cancelled"}, 1),
        ({"status": "confirmed"}, 1),
        ({"title": "Another title"}, 0),
        ({"pinned_time": True}, 0),
        ({"notes": "for us"}, 0),
    ],
)
def test_only_time_place_and_status_raise_it(document, fields, raised):
    before = document.stamps()["s1"]
    with_fields(document, "session", "s1", **fields)
    after = document.stamps()["s1"]
    assert after.sequence == raised
    assert after.modified > before.modified
    assert after.created == before.created


@pytest.mark.parametrize(
    ("kind", "id_", "fields", "raised", "touched"),
    [
        ("meeting", "meeting", {"timezone": "Europe/Lisbon"}, 1, True),
        ("meeting", "meeting", {"venue": "City Hall"}, 1, True),
        ("meeting", "meeting", {"contact": "Front desk"}, 0, True),
        ("meeting", "meeting", {"practical": "Bring a coat"}, 0, False),
        ("room", "a", {"name": "Room Amundsen"}, 1, True),
        ("room", "b", {"name": "Room Bjørnson"}, 0, False),
        ("room", "a", {"capacity": 61}, 0, False),
        ("person", "berg", {"email": "hanna@example.org"}, 0, True),
        ("person", "berg", {"needs": "no stairs"}, 0, False),
        ("person", "okafor", {"name": "C. Okafor"}, 0, False),
    ],
)
def test_what_an_entry_says_of_others_counts_too(document, kind, id_, fields, raised, touched):
    """Session 1 is in room A with Hanna Berg in the chair."""
    before = document.stamps()["s1"]
    with_fields(document, kind, id_, **fields)
    after = document.stamps()["s1"]
    assert (after.sequence, after.modified > before.modified) == (raised, touched)


def test_a_paper_touches_the_sessions_that_get_it_lose_it_or_keep_it(document):
    document.do(actions.add(document.agenda, Paper(id="a1", title="Lessons", sessions=("s1", "s2"))))
    before = document.stamps()
    with_fields(document, "paper", "a1", sessions=("s2", "s3"))
    moved = document.stamps()
    assert {id_ for id_ in moved if moved[id_] != before[id_]} == {"s1", "s3"}
    with_fields(document, "paper", "a1", title="Lessons learnt")
    named = document.stamps()
    assert {id_ for id_ in named if named[id_] != moved[id_]} == {"s2", "s3"}
    with_fields(document, "paper", "a1", pages=12)
    assert document.stamps() == named


def test_a_session_that_was_removed_and_came_back_goes_on_counting(document):
    document.do(actions.remove(document.agenda, document.agenda.session["s1"]))
    document.undo()
    assert sequence(document) == 2


def test_stamps_in_the_file_are_from_the_history_so_that_two_exports_are_the_same_bytes(tmp_path):
    with Document.create(tmp_path / "m.agenda", two_rooms()) as document:
        document.do(actions.move(document.agenda, "s1", at("11:00"), "a"))
        first = calendar_of(document.edition(), WHOLE)
    with Document.open(tmp_path / "m.agenda") as document:
        assert calendar_of(document.edition(), WHOLE) == first
        stamp = document.stamps()["s1"]
    (event,) = (e for e in icalendar.Calendar.from_ical(first).walk("VEVENT") if e["UID"].startswith("s1@"))
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == stamp.modified.replace(microsecond=0)
    assert event["CREATED"].dt == stamp.created.replace(microsecond=0)
    assert event["SEQUENCE"] == 1


def test_importing_over_a_meeting_keeps_its_uids(document):
    before = seen(calendar_of(document.edition(), WHOLE))
    newer = agenda_of(
        meeting(uid_domain="another"), session("1", "15:00", "a"), session("2", "09:00", "b"), session("4", "10:00")
    )
    document.do(actions.replace_all(document.agenda, adopted(document.agenda, newer), label="Import"))
    after = seen(calendar_of(document.edition(), WHOLE))
    assert before.keys() & after.keys() == {uid(document.agenda, document.agenda.session[id_]) for id_ in ("s1", "s2")}
    assert document.stamps()["s1"].sequence == 1
    assert document.stamps()["s4"].sequence == 0


def test_the_domain_of_the_file_wins_over_the_one_that_is_read():
    old = agenda_of(meeting(uid_domain="first"), session("1", "09:00"))
    new = agenda_of(meeting(uid_domain="second"), session("1", "10:00"))
    assert adopted(old, new).meeting.uid_domain == "first"


@given(st.data())
def test_through_any_history_sequence_is_never_lowered_and_uids_stay(data):
    with Document.in_memory(data.draw(agendas(min_sessions=1, max_sessions=4))) as document:
        known = document.stamps()
        for _ in range(data.draw(st.integers(1, 5))):
            was = document.agenda
            step = data.draw(st.sampled_from(["do", "do", "undo", "redo"]))
            if step == "do":
                document.do(data.draw(actions_on(document.agenda)))
            elif step == "undo":
                document.undo()
            else:
                document.redo()
            now = document.stamps()
            for id_, stamp in known.items():
                assert now[id_].sequence >= stamp.sequence
                assert now[id_].modified >= stamp.modified
                assert now[id_].created == stamp.created
                before, after = was.session.get(id_), document.agenda.session.get(id_)
                if before and after and before.placement != after.placement:
                    assert now[id_].sequence > stamp.sequence
            known = now


def test_many_edits_of_people_do_not_make_it_slow():
    """The cost is that of the sessions a change concerns, not of all: 2000 edits among 200 sessions."""
    records = [session(str(i), "09:00", roles=[("chair", "berg")] if i else [("chair", "lind")]) for i in range(200)]
    agenda = agenda_of(*records)
    first = Change("New", tuple(edit(None, record) for record in agenda), time=datetime(2008, 1, 1, tzinfo=UTC))
    log, current = [first], LIND
    for i in range(2000):
        renamed = changed(current, needs=str(i), email=f"maja{i}@example.org")
        log.append(Change("Edit", (edit(current, renamed),), time=first.time + timedelta(minutes=i)))
        current = renamed
    found = stamps(log)
    assert found["s0"].modified == first.time + timedelta(minutes=1999)
    assert found["s1"].modified == first.time


def test_fields_named_in_the_rules_are_fields_of_the_records():
    from agendaplanner.model.history import _PLACE, _TOLD
    from agendaplanner.model.records import KINDS

    for kind, fields in [*_PLACE.items(), *_TOLD.items()]:
        assert set(fields) <= {field.name for field in msgspec.structs.fields(KINDS[kind])}
