from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, changed, session, shared_chair, two_rooms
from strategies import actions_on, agendas

from agendaplanner.model import actions
from agendaplanner.model.changes import merged
from agendaplanner.model.errors import StaleChangeError, UsageError
from agendaplanner.model.history import stamps
from agendaplanner.model.parts import Placement, Role
from agendaplanner.model.records import Paper, Room, Wish


@given(st.data())
def test_undo_of_every_action_is_the_agenda_before_it(data):
    agenda = data.draw(agendas())
    past = [agenda]
    changes = []
    for _ in range(data.draw(st.integers(1, 6))):
        change = data.draw(actions_on(past[-1]))
        past.append(past[-1].apply(change))
        changes.append(change)
    now = past[-1]
    for change, before in zip(reversed(changes), reversed(past[:-1]), strict=True):
        now = now.apply(change.reversed())
        assert now == before
    assert past[0].apply(merged("all", changes)) == past[-1]


@given(st.data())
def test_no_action_leaves_a_reference_to_what_is_gone(data):
    agenda = data.draw(agendas())
    for _ in range(data.draw(st.integers(1, 5))):
        agenda = agenda.apply(data.draw(actions_on(agenda)))
        assert agenda.dangling_references() == []


def test_a_change_made_for_another_agenda_is_refused():
    agenda = shared_chair()
    change = actions.move(agenda, "s4b", at("12:00"), "a")
    moved = agenda.apply(actions.move(agenda, "s4b", at("11:00"), "a"))
    with pytest.raises(StaleChangeError):
        moved.apply(change)


def test_removing_a_person_opens_the_role():
    agenda = shared_chair()
    after = agenda.apply(actions.remove(agenda, agenda.person["berg"]))
    assert after.session["s4b"].roles == (Role(kind="chair", person=None),)


def test_removing_a_room_sends_its_sessions_to_the_backlog():
    agenda = agenda_of(session("1", "09:00", "a"), session("2", "09:00", "b"))
    agenda = agenda.apply(actions.pin(agenda, ["s1"], time=True, room=True))
    after = agenda.apply(actions.remove(agenda, agenda.room["a"]))
    assert [s.id for s in after.waiting] == ["s1"]
    assert not after.session["s1"].pinned_room


def test_removing_a_session_takes_its_wishes_and_leaves_its_papers():
    wish = Wish(id="w", kind="before", sessions=("s1", "s2"))
    paper = Paper(id="p", title="A paper", sessions=("s1", "s2"))
    agenda = agenda_of(session("1"), session("2"), wish, paper)
    after = agenda.apply(actions.remove(agenda, agenda.session["s1"]))
    assert not after.wish
    assert after.paper["p"].sessions == ("s2",)


def test_values_that_make_no_sense_are_refused_with_the_field():
    agenda = shared_chair()
    with pytest.raises(UsageError, match="duration_minutes"):
        actions.set_fields(agenda, agenda.session["s4b"], duration_minutes=0)
    with pytest.raises(UsageError, match=r"'titel'.*'title'"):
        actions.set_fields(agenda, agenda.session["s4b"], titel="x")
    with pytest.raises(UsageError, match="no track"):
        actions.set_fields(agenda, agenda.session["s4b"], track="nowhere")
    with pytest.raises(UsageError, match="needs a room"):
        actions.move(agenda, "s4b", at("10:00"), None)


def test_what_is_not_there_is_named_with_what_may_be_meant():
    agenda = agenda_of(session("-funding"))
    with pytest.raises(UsageError, match="s-funding"):
        actions.move(agenda, "s-fundin", at("10:00"), "a")


def test_moving_the_meeting_moves_everything_on_it():
    agenda = shared_chair()
    after = agenda.apply(actions.shift_days(agenda, 7))
    assert after.session["s4b"].placement.start == at("14:15") + timedelta(days=7)
    assert after.meeting.days[0].opens == at("09:00") + timedelta(days=7)


def test_sequence_counts_reschedules_only():
    agenda = shared_chair()
    log = [actions.set_fields(agenda, agenda.session["s4b"], title="New")]
    agenda = agenda.apply(log[0])
    log.append(actions.move(agenda, "s4b", at("12:00"), "a"))
    assert stamps(log)["s4b"].sequence == 1


def test_put_changes_and_adds_in_one_change_and_refuses_what_makes_no_sense():
    before = two_rooms()
    room = Room(id="new", name="Attic")
    moved = changed(before.session["s1"], placement=Placement(start=at("11:00"), room="new"))
    change = actions.put(before, [moved, room])
    assert change.label == "Edit 2 records"
    after = before.apply(change)
    assert after.room["new"] == room
    assert after.session["s1"] == moved
    assert actions.put(after, [moved]) == actions.NOTHING
    with pytest.raises(UsageError, match="no room"):
        actions.put(before, [moved])
    with pytest.raises(UsageError):
        actions.put(before, [changed(moved, duration_minutes=0), room])
