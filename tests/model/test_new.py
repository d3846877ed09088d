"""A new meeting: its days, hours and rooms are those that were asked for, and nothing in it clashes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.checks.check import check
from agendaplanner.model.errors import UsageError
from agendaplanner.model.new import Shape, new_agenda
from agendaplanner.model.shipped import EMPTY, read_template, template_of_days, templates

ROOMS = (("Great hall", 80), ("Library", None))


@given(
    days=st.integers(1, 6),
    opens=st.integers(6 * 4, 11 * 4).map(lambda q: time(q // 4, q % 4 * 15)),
    closes=st.integers(15 * 4, 23 * 4).map(lambda q: time(q // 4, q % 4 * 15)),
    rooms=st.lists(st.sampled_from(["A", "B", "C", "D", "E"]), min_size=1, unique=True),
)
def test_a_new_meeting_has_the_shape_that_was_asked_for_and_no_clash(days, opens, closes, rooms):
    shape = Shape(days=days, opens=opens, closes=closes, rooms=tuple((name, None) for name in rooms))
    agenda = new_agenda(
        read_template(template_of_days(days)),
        title="T",
        first_day=date(2027, 5, 3),
        timezone="Europe/Oslo",
        shape=shape,
    )
    assert [day.date for day in agenda.meeting.days] == [date(2027, 5, 3) + timedelta(days=i) for i in range(days)]
    assert {(day.opens.time(), day.closes.time()) for day in agenda.meeting.days} == {(opens, closes)}
    assert [room.name for room in agenda.rooms] == rooms
    assert [f for f in check(agenda) if f.severity == "clash"] == []
    kinds = {session.kind for session in agenda.placed}
    assert {"opening", "closing"} <= kinds
    last = max(agenda.placed, key=lambda s: s.placement.start)
    assert last.kind == "closing"
    assert last.placement.start.date() == agenda.meeting.days[-1].date


def test_a_day_that_closes_after_midnight():
    shape = Shape(days=1, opens=time(18), closes=time(2), rooms=ROOMS)
    agenda = new_agenda(read_template(EMPTY), first_day=date(2027, 5, 3), timezone="UTC", shape=shape)
    assert agenda.meeting.days[0].closes.date() == date(2027, 5, 4)
    assert not agenda.session


def test_every_template_is_without_clashes():
    for name in templates():
        agenda = new_agenda(read_template(name), timezone="UTC")
        assert [f for f in check(agenda) if f.severity == "clash"] == []


def test_two_meetings_never_have_the_same_calendar_id():
    made = {new_agenda(read_template(EMPTY), timezone="UTC").meeting.uid_domain for _ in range(20)}
    assert len(made) == 20


@pytest.mark.parametrize("rooms", [(), (("A", None), ("A", 3)), ((" ", None),)])
def test_rooms_without_names_of_their_own_are_refused(rooms):
    with pytest.raises(UsageError, match=r"room|name"):
        new_agenda(
            read_template(EMPTY), timezone="UTC", shape=Shape(days=1, opens=time(9), closes=time(17), rooms=rooms)
        )
