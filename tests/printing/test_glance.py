"""The days at a glance: true to scale, nothing over anything, every word inside its session's card."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from meetings import agenda_of, at, large_meeting, meeting, session
from printing.pdf_reading import collisions, flat, middle, outside_margins, pages
from printing.programmes import oslo, small

from agendaplanner.model.parts import Day
from agendaplanner.model.records import Room
from agendaplanner.printing.glance_layout import A4_ACROSS, GRID_BOTTOM, Box, boxes, glance_pages, grids
from agendaplanner.printing.programme import glance
from agendaplanner.printing.walk import times

if TYPE_CHECKING:
    from printing.pdf_reading import Letter, Page

    from agendaplanner.model.agenda import Agenda

_HAIR = 0.4


def shown(agenda: Agenda) -> list[list[Box]]:
    """Give the boxes of each page."""
    return [[box for grid in grids(page) for box in boxes(grid)] for page in glance_pages(agenda)]


def grid_pages(data: bytes) -> list[Page]:
    """Give the pages with grids: behind them stands in full what had no room in its box."""
    return [page for page in pages(data) if not page.text.startswith("In full")]


def holds(box: Box, letter: Letter) -> bool:
    x, y = middle(letter)
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def check_words(page: Page, on_page: list[Box]) -> dict[str, str]:
    """Assert that each letter of a grid lies inside one card, and give what stands in each, by session."""
    found: dict[str, list[str]] = {}
    for letter in page.letters:
        inside = [box for box in on_page if holds(box, letter)]
        if not inside:
            continue
        assert len(inside) == 1
        box = inside[0]
        assert box.left - _HAIR <= letter.left, (box, letter)
        assert letter.right <= box.right + _HAIR, (box, letter)
        assert box.bottom - _HAIR <= letter.bottom, (box, letter)
        assert letter.top <= box.top + _HAIR, (box, letter)
        found.setdefault(box.session.id, []).append(letter.text)
    outside = [
        letter
        for letter in page.letters
        if GRID_BOTTOM < letter.bottom < A4_ACROSS.top - 4
        and not any(holds(box, letter) for box in on_page)
        and letter.text not in "0123456789:"
    ]
    assert not outside
    return {id_: "".join(letters) for id_, letters in found.items()}


def check_apart(on_page: list[Box]) -> None:
    for a, b in combinations(on_page, 2):
        wide = min(a.right, b.right) - max(a.left, b.left)
        high = min(a.top, b.top) - max(a.bottom, b.bottom)
        assert wide <= 0.01 or high <= 0.01, (a, b)


@pytest.mark.parametrize("agenda", [oslo(), small()], ids=["oslo", "small"])
def test_each_card_holds_its_own_words_whole(agenda):
    data, _ = glance(agenda)
    for page, on_page in zip(grid_pages(data), shown(agenda), strict=True):
        words = check_words(page, on_page)
        check_apart(on_page)
        assert not collisions(page)
        for box in on_page:
            number = "" if box.session.is_quiet else box.session.number
            # so few sessions leave room for their whole titles
            assert flat(number + box.session.title) in flat(words[box.session.id])


def test_chairs_stand_in_the_cards():
    data, _ = glance(oslo())
    words = check_words(pages(data)[0], shown(oslo())[0])
    for session_ in oslo().placed:
        if any(role.kind == "chair" for role in session_.roles):
            assert "Chair:" in words[session_.id]
    assert "tobedefined" in words["s-agreements"]


def test_every_session_stands_once():
    for agenda in (oslo(), small()):
        ids = [box.session.id for on_page in shown(agenda) for box in on_page]
        assert sorted(ids) == sorted(session_.id for session_ in agenda.placed)


def test_is_true_to_scale_and_hours_are_level():
    page = glance_pages(oslo())[0]
    monday, tuesday = grids(page)
    assert monday.scale == tuesday.scale
    assert monday.y(at("09:00")) == tuesday.y(at("09:00", 1))
    for grid in (monday, tuesday):
        for box in boxes(grid):
            start, end = times(box.session)
            assert box.top - box.bottom == pytest.approx(box.session.duration_minutes * grid.scale)
            assert box.top == pytest.approx(grid.y(start))
            assert box.bottom == pytest.approx(grid.y(end))
            assert box.bottom >= GRID_BOTTOM - 0.01


def test_rooms_have_their_columns_and_plenaries_span_them():
    (on_page,) = shown(small())
    grid = grids(glance_pages(small())[0])[0]
    by_id = {box.session.id: box for box in on_page}
    assert [room.name for room in grid.panel.rooms if room] == ["Room A", "Room B", "Plenary hall"]
    for id_ in ("s1", "sc"):
        assert (by_id[id_].left, by_id[id_].right) == pytest.approx((grid.left, grid.right))
    for column, id_ in enumerate(("s2a", "s2b", "s2c")):
        assert by_id[id_].left == pytest.approx(grid.left + column * grid.column)
        assert by_id[id_].right == pytest.approx(grid.left + (column + 1) * grid.column)


def test_what_runs_beside_a_plenary_does_not_lie_under_it():
    agenda = agenda_of(
        session("1", "09:00", "hall", kind="plenary"),
        session("2", "09:30", "hall", kind="plenary"),
        session("3", "09:15", "b"),
        session("4", "09:15", "b"),
        session("5", "09:00", None, kind="meal", title="Lunch"),
        session("6", "09:00", "a"),
    )
    data, _ = glance(agenda)
    for page, on_page in zip(grid_pages(data), shown(agenda), strict=True):
        check_apart(on_page)
        assert len(check_words(page, on_page)) == 6
    assert "Without a room" in pages(data)[0].text


def test_lunch_stands_where_rooms_are_free():
    agenda = agenda_of(
        session("1", "09:00", "a"), session("2", "09:00", "hall"), session("3", "09:00", "b"),
        session("4", "12:00", "hall"), session("5", "12:00", None, kind="meal", title="Lunch"),
    )  # fmt: skip
    (on_page,) = shown(agenda)
    grid = grids(glance_pages(agenda)[0])[0]
    lunch = next(box for box in on_page if box.session.title == "Lunch")
    assert (lunch.left, lunch.right) == pytest.approx((grid.left, grid.left + 2 * grid.column))


def test_many_rooms_go_over_pages_with_their_heads():
    agenda = large_meeting(sessions=900)
    data, printed = glance(agenda)
    layout = glance_pages(agenda)
    read = pages(data)
    assert printed.pages == len(layout) == len(read)
    names: list[str] = []
    for page, layout_page in zip(read, layout, strict=True):
        (panel,) = layout_page.panels
        assert f"({panel.part} of {panel.parts})" in page.text
        for room in panel.rooms:
            assert room is not None
            assert flat(room.name) in flat(page.text)
            names.append(room.name)
        assert not outside_margins(page)
    assert sorted(names) == sorted([room.name for room in agenda.rooms] * 2)
    assert sum(len(on_page) for on_page in shown(agenda)) == 900


def test_very_short_and_very_long_sessions_stay_on_the_page():
    agenda = agenda_of(
        meeting(days=(Day(opens=at("09:00"), closes=at("20:00")),)),
        session("1", "09:00", "a", minutes=1),
        session("2", "09:01", "a", minutes=3),
        session("3", "09:00", "b", minutes=10_000),
    )
    data, _ = glance(agenda)
    for page, on_page in zip(grid_pages(data), shown(agenda), strict=True):
        assert not outside_margins(page)
        assert all(box.bottom >= GRID_BOTTOM - 1 for box in on_page)


def test_long_names_of_rooms_stay_in_their_columns():
    rooms = [Room(id=f"r{i}", name=f"Salle de conférence Jean-{'x' * 60} {i}", position=i) for i in range(9)]
    agenda = agenda_of(*rooms, *(session(str(i), "09:00", f"r{i}") for i in range(9)))
    (page,) = pages(glance(agenda)[0])
    assert not collisions(page)
    assert not outside_margins(page)


def test_what_is_cut_short_has_a_number_and_stands_in_full_behind():
    long = "Reconciling the conflicting interests of donors with the long-term stability of the places they help"
    rooms = [Room(id=f"r{i}", name=f"Room {i}") for i in range(9)]
    agenda = agenda_of(
        *rooms,
        *(session(str(i), "09:00", f"r{i}", title=f"{long} {i}", minutes=20) for i in range(9)),
        session("x", "10:00", "r1", title="Short", minutes=60),
    )
    grid, behind = pages(glance(agenda)[0])
    assert "…" in grid.text
    text = behind.text.replace("\n", " ")
    for i in range(9):
        assert f"{long} {i}" in " ".join(text.split())
    assert f"Mon 11 Feb, 09:00–09:20, Room {8}" in text
    assert "Short" not in behind.text
    assert not collisions(grid)
    assert not collisions(behind)
    assert not outside_margins(behind)
