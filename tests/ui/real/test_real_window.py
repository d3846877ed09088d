"""The real window on a real X server with a window manager: driven by xdotool, seen as a screen reader sees it."""

from __future__ import annotations

import time

import pytest
from ui.real import desktop as real

from agendaplanner.document.document import Document
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.plan import PlanOptions, plan, plan_change

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("desktop"),
    pytest.mark.skipif(bool(lacking := real.missing()), reason=lacking),
]


@pytest.fixture(scope="module")
def screen(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desktop")
    path = folder / "meeting.agenda"
    agenda = read_example()
    agenda = agenda.apply(plan_change(agenda, plan(agenda, PlanOptions(seed=1))))
    Document.create(path, agenda).close()
    with real.desktop(folder, str(path)) as seen:
        seen.path = path
        yield seen


def stands(screen):
    with Document.open(screen.path, read_only=True) as document:
        return document.agenda


def centre(item):
    x, y, width, height = item["rect"]
    return x + width // 2, y + height // 2


def test_a_screen_reader_sees_every_session_with_name_words_and_place(screen):
    agenda = stands(screen)
    items = screen.items()
    assert len(items) == len(agenda.placed)
    for session in agenda.placed:
        item = next(each for name, each in items.items() if session.title in name)
        assert item["description"]
        assert item["rect"][2] > 0
        assert item["rect"][3] > 0


def test_every_control_that_takes_the_keyboard_has_a_name(screen):
    nameless = [
        each
        for each in screen.tree()
        if {"focusable", "showing"} <= set(each["states"]) and not each["name"].strip() and each["role"] != "filler"
    ]
    assert nameless == []


def test_a_session_is_dragged_to_another_time_and_taken_back(screen):
    session = next(s for s in stands(screen).placed if not s.is_quiet and not s.pinned_time and not s.is_for_everyone)
    before = session.placement
    x, y = centre(screen.item(session.title))
    screen.drag((x, y), (x, y + 120))
    time.sleep(1)
    if stands(screen).session[session.id].placement == before:
        screen.keys("Return")  # the place is taken: the window asks, and the first answer is at hand
    screen.until(lambda: stands(screen).session[session.id].placement != before, "the move on disk")
    moved = stands(screen).session[session.id].placement
    assert moved.start > before.start
    assert centre(screen.item(session.title))[1] > y
    screen.keys("ctrl+z")
    screen.until(lambda: stands(screen).session[session.id].placement == before, "the move taken back")


def test_escape_calls_a_drag_off(screen):
    session = next(s for s in stands(screen).placed if not s.is_quiet and not s.pinned_time and not s.is_for_everyone)
    x, y = centre(screen.item(session.title))
    screen.drag((x, y), (x, y + 90), let_go=False)
    screen.keys("Escape")
    screen.let_go()
    assert stands(screen).session[session.id].placement == session.placement


def test_a_move_by_keyboard_is_announced_with_where_it_went(screen):
    session = next(s for s in stands(screen).placed if not s.is_quiet and not s.pinned_time and not s.is_for_everyone)
    screen.click(*centre(screen.item(session.title)))
    heard = []
    with screen.listening(heard):
        screen.keys("alt+Down")
        screen.until(
            lambda: stands(screen).session[session.id].placement != session.placement, "the move by keyboard on disk"
        )
    moved = stands(screen).session[session.id].placement
    said = [each["words"] for each in heard if "announcement" in each["event"]]
    assert any(f"{moved.start:%H:%M}" in words for words in said), heard
    screen.keys("ctrl+z")
    screen.until(lambda: stands(screen).session[session.id].placement == session.placement, "the move taken back")


def test_the_arrow_keys_focus_the_item_itself(screen):
    session = next(s for s in stands(screen).placed if s.kind == "opening")
    screen.click(*centre(screen.item(session.title)))
    heard = []
    with screen.listening(heard):
        screen.keys("Down")
    focused = [each for each in heard if "focused" in each["event"]]
    assert focused
    assert focused[-1]["role"] == "list item"
    assert focused[-1]["name"]


def test_everything_is_found_by_one_box(screen):
    screen.keys("ctrl+k")
    screen.type("pin or un")
    screen.keys("Escape")
    screen.keys("ctrl+shift+p")
    screen.keys("Escape")
    assert screen.items()


def test_escape_leaves_the_box_and_not_the_selection(screen):
    session = next(s for s in stands(screen).placed if s.kind == "opening")
    screen.click(*centre(screen.item(session.title)))
    screen.keys("ctrl+k")
    screen.type("zebra")
    screen.keys("Escape")
    selected = [each for each in screen.tree() if each["role"] == "list item" and "selected" in each["states"]]
    assert any(session.title in each["name"] for each in selected)
    assert not any(each["name"].startswith("Nothing found") and "showing" in each["states"] for each in screen.tree())


def test_a_contribution_is_typed_into_the_details_by_keys(screen):
    # one with few roles, so that all of its details are in sight
    session = min(
        (s for s in stands(screen).placed if not s.contributions and not s.is_quiet), key=lambda s: len(s.roles)
    )
    screen.click(*centre(screen.item(session.title)))
    texts = next(each for each in screen.tree() if each["name"] == "Texts" and "focusable" in each["states"])
    screen.click(*centre(texts))
    time.sleep(0.5)
    # over three texts, each with its link, to what adds a contribution
    screen.keys(*["Tab"] * 7, "space")
    screen.type("Welcome by the hosts")
    screen.keys("Tab", "Tab")
    screen.type("10")
    screen.keys("Return")
    screen.until(
        lambda: (
            [(c.title, c.minutes) for c in stands(screen).session[session.id].contributions]
            == [("Welcome by the hosts", 10)]
        ),
        "the contribution on disk",
    )
    names = [each["name"] for each in screen.tree() if "focusable" in each["states"]]
    assert "Contribution 1: Title" in names
    assert "Remove contribution 1" in names
