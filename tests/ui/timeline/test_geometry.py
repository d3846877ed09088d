"""Where cards lie: true to time and room, never on each other, back from pixels to the same time."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, late_reception, session, two_rooms
from strategies import agendas

from agendaplanner.ui.timeline.geometry import Geometry, Scale, Showing, fitting

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


@given(st.integers(0, 1), st.integers(0, 8 * 12), st.integers(0, 2), scales, st.booleans())
def test_from_pixels_comes_the_time_and_room_that_were_drawn(day, step, column, scale, rows):
    agenda = two_rooms()
    drawing = Geometry(agenda, scale, None, Showing(rows=rows))
    start = at("09:00", day) + timedelta(minutes=5 * step)
    x, y, wide, high = drawing.rect_of(day, start, 30, column)
    spot = drawing.spot_at(x, y + high / 2) if rows else drawing.spot_at(x + wide / 2, y)
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


@given(st.integers(400, 4000), st.integers(250, 3000), st.booleans())
def test_fitting_fits(width, height, rows):
    agenda, showing = two_rooms(), Showing(rows=rows)
    drawing = Geometry(agenda, fitting(agenda, width, height, None, readable=False, showing=showing), None, showing)
    assert drawing.height <= height + 1
    assert drawing.width <= max(width + 2, 200)


@given(agendas(), scales)
def test_rows_are_columns_turned_over_the_diagonal(agenda, scale):
    turned = Geometry(agenda, scale, None, Showing(rows=True))
    upright = turned.upright
    assert list(turned.cards) == list(upright.cards)
    for id_, card in turned.cards.items():
        other = upright.cards[id_]
        assert (card.y % 1, card.width, card.height) == (0, other.height, other.width)
        assert card.x == other.y


def test_the_same_drawing_at_another_scale_is_as_if_made_anew():
    agenda = two_rooms()
    scaled = Geometry(agenda, Scale(1, 100)).scaled(Scale(2, 150))
    assert scaled.cards == Geometry(agenda, Scale(2, 150)).cards


def test_hidden_rooms_and_rooms_without_sessions_are_left_out():
    agenda = agenda_of(session("1", "09:00", "a"), session("2", "09:00", "b"))
    everything = Geometry(agenda, Scale(1, 100))
    assert len(everything.columns) > 2
    hidden = Geometry(agenda, Scale(1, 100), None, Showing(hidden=frozenset({"a"})))
    assert "a" not in hidden.columns
    assert set(hidden.cards) == {"s2"}
    condensed = Geometry(agenda, Scale(1, 100), None, Showing(condensed=True))
    assert condensed.columns == ("a", "b")
    only = Geometry(agenda, Scale(1, 100), None, Showing(only=frozenset({"s2"})))
    assert (only.columns, set(only.cards)) == (("b",), {"s2"})


def test_what_is_open_is_the_days_hours_across_all_rooms():
    for rows in (False, True):
        drawing = Geometry(two_rooms(), Scale(1, 100), None, Showing(rows=rows))
        x, y, wide, high = drawing.open_rect(0)
        across, along = (high, wide) if rows else (wide, high)
        assert (across, along) == (100 * len(drawing.columns), 9 * 60)
        assert drawing.spot_at(x, y).start == at("09:00")
