"""Words on cards: in the order of their importance, and never outside the card."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6 import QtGui

from agendaplanner.ui.timeline.card_text import BADGE_HEIGHT, CardTexts
from agendaplanner.ui.timeline.facts import Badge, Facts
from agendaplanner.ui.wrapping import wrapped


def facts(**fields):
    usual = {
        "number": "4b",
        "title": "Comprehensive or focussed peace agreements",
        "detail": "Chair H. Berg · Rapp. to be defined",
        "track": "Transitions",
        "badges": (Badge("clash", "clash", "alert"), Badge("role open", "warning", "person")),
        "stripe": "#0072B2",
        "pattern": 0,
        "fill": "#FFFFFF",
        "quiet": False,
        "clash": True,
    }
    return Facts(**(usual | fields))


@pytest.fixture(scope="module")
def texts(look):
    return CardTexts(look)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.integers(2, 500),
    st.integers(2, 400),
    st.text("aå łΩЖ漢字ب-", max_size=60),
    st.sampled_from(["", "1", "12a", "Annex 14"]),
    st.integers(0, 2),
    st.booleans(),
)
def test_no_word_and_no_badge_leaves_its_card(texts, width, height, title, number, badges, quiet):
    card = facts(title=title, number=number, badges=facts().badges[:badges], quiet=quiet)
    laid = texts.of("s", card, width, height)
    if laid.turned:
        width, height = height, width
    for run in laid.runs:
        assert run.x >= 0
        assert run.y >= -2
        assert run.x + run.width <= width + 2
    for badge in laid.badges:
        assert badge.x >= 0
        assert badge.x + badge.width <= width
        assert badge.y + 6 <= height
    text_ends = max((run.y + 13 for run in laid.runs if run.style == "detail"), default=0)
    in_words = [badge for badge in laid.badges if badge.text]
    assert all(badge.y >= text_ends - 1 for badge in in_words)
    assert all(badge.y + BADGE_HEIGHT <= height for badge in in_words)


def test_a_low_card_says_number_and_title_in_one_line(texts):
    laid = texts.of("s", facts(badges=()), 300, 24)
    assert [run.style for run in laid.runs] == ["number", "title"]


def test_a_very_low_card_is_a_bar_without_words(texts):
    assert not texts.of("s", facts(), 300, 10).runs


def test_a_large_card_says_who_leads(texts):
    laid = texts.of("s", facts(), 240, 120)
    assert "detail" in {run.style for run in laid.runs}
    assert [badge.text for badge in laid.badges if badge.text] == ["clash", "role open"]


def test_a_word_that_is_too_long_for_its_line_is_broken_with_a_hyphen(look):
    lines = wrapped("Reconciliation", look.font(12), 60, 60, 5)
    assert len(lines) > 1
    assert all(line.endswith("-") for line in lines[:-1])
    assert "".join(line.rstrip("-") for line in lines) == "Reconciliation"
    metrics = QtGui.QFontMetricsF(look.font(12))
    assert all(metrics.horizontalAdvance(line) <= 66 for line in lines)


def test_what_does_not_fit_is_elided(look):
    lines = wrapped("one two three four five six seven eight nine", look.font(12), 60, 60, 2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_the_track_is_named_where_a_line_is_free(texts):
    large, small = texts.of("s", facts(badges=()), 240, 120), texts.of("s", facts(badges=()), 240, 40)
    assert "track" in {run.style for run in large.runs}
    assert "track" not in {run.style for run in small.runs}


def test_badges_are_words_or_icons_or_dots_as_there_is_room(texts):
    wide, narrow, tiny = (texts.of("s", facts(), *size).badges for size in ((240, 120), (120, 30), (40, 30)))
    assert all(badge.text and badge.icon for badge in wide)
    assert all(badge.icon and not badge.text for badge in narrow)
    assert not any(badge.icon or badge.text for badge in tiny)


def test_a_break_across_many_rooms_says_its_name_more_than_once(texts):
    laid = texts.of("s", facts(quiet=True, title="Lunch"), 3000, 40)
    assert len(laid.runs) >= 3
    turned = texts.of("s", facts(quiet=True, title="Lunch"), 30, 400)
    assert turned.turned
    assert all(run.x + run.width <= 400 for run in turned.runs)


def test_what_was_laid_out_is_kept_for_several_sizes_and_only_for_what_the_card_says_now(texts):
    card = facts()
    first = texts.of("s", card, 200, 80)
    texts.of("s", card, 100, 40)
    assert texts.of("s", card, 200, 80) is first
    assert not texts.has("s", facts(title="Another"), 200, 80)
