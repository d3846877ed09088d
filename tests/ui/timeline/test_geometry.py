"""Where cards lie: true to time and room, never on each other, back from pixels to the same time."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, late_reception, session, two_rooms
from strategies import agendas

from agendaplanner.ui.timeline.geometry import Geometry, Scale, fitting

scales = st.builds(Scale, st.floats(0.12, 6), st.floats(8, 640))


@given(agendas(), scales)
def test_cards_of_one_column_never_lie_on_each_other(agenda, scale):
    cards = [card for card in Geometry(agenda, scale).cards.values() if not card.spans and card.height > 2]
    for i, a in enumerate(cards):
        for b in cards[i + 1 :]:
            # narrow lanes have at least two pixels each, which may touch
            apart = a.x + a.width <= b.x + 2 or b.x + b.width <= a.x + 2
            assert apart or a.y + a.height <= b.y + 1 or b.y + b.height <= a.y + 1


@given(agendas(), scales)
def test_every_placed_session_has_a_card(agenda, scale):
    assert set(Geometry(agenda, scale).cards) == {s.id for s in agenda.placed}


@given(st.integers(0, 1), st.integers(0, 8 * 12), st.integers(0, 2), scales)
def test_from_pixels_comes_the_time_and_room_that_were_drawn(day, step, column, scale):
    agenda = two_rooms()
    drawing = Geometry(agenda, scale)
    start = at("09:00", day) + timedelta(minutes=5 * step)
    x, y, wide, _ = drawing.rect_of(day, start, 30, column)
    spot = drawing.spot_at(x + wide / 2, y)
    assert (spot.block, spot.column) == (day, column)
    assert abs((spot.start - start).total_seconds()) <= 60 * (0.6 / scale.minute_px + 0.01)


def test_sessions_at_the_same_time_in_one_room_lie_side_by_side():
    agenda = agenda_of(session("1", "09:00"), session("2", "09:30"), session("3", "10:15"))
    cards = Geometry(agenda, Scale(1, 120)).cards
    assert cards["s1"].x < cards["s2"].x
    assert cards["s3"].x == cards["s1"].x
    assert cards["s1"].width + cards["s2"].width <= 120


def test_what_runs_past_midnight_is_drawn_on_the_day_before():
    drawing = Geometry(late_reception(), Scale(1, 100))
    assert drawing.block_at(drawing.cards["s2"].x) == 0
    assert drawing.cards["s2"].y > drawing.cards["s1"].y


def test_one_day_alone_shows_only_its_sessions():
    agenda = agenda_of(session("1", "09:00"), session("2", "09:00", day=1))
    assert set(Geometry(agenda, Scale(1, 100), at("00:00", 1).date()).cards) == {"s2"}


@given(st.integers(300, 4000), st.integers(200, 3000))
def test_fitting_fits(width, height):
    agenda = two_rooms()
    drawing = Geometry(agenda, fitting(agenda, width, height, None, readable=False))
    assert drawing.height <= height + 1
    assert drawing.width <= max(width + 2, 200)
