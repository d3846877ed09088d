"""Text in boxes: measured, broken, shrunk and cut short, never wider or higher than the box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.printing.fit import balanced, elided, fitted, width, wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SERIF_BOLD, Ink, register


@pytest.fixture(autouse=True)
def _fonts() -> None:
    register()


words = st.text(alphabet="aiW-/ éΩж", max_size=80)


@given(text=words, space=st.floats(20, 300))
def test_lines_are_no_wider_than_the_space_and_lose_no_letter(text, space):
    lines = wrapped(text, SANS, 7.6, space)
    assert all(width(line, SANS, 7.6) <= space for line in lines)
    assert "".join(lines).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


@given(text=words, space=st.floats(20, 300), height=st.floats(0, 60))
def test_fitted_text_is_no_higher_than_the_box(text, space, height):
    size, lines = fitted(text, SANS_BOLD, (7.6, 6.4, 5.6), space, height)
    assert len(lines) * size * 1.22 <= height
    assert all(width(line, SANS_BOLD, size) <= space for line in lines)


def test_a_break_sign_wider_than_a_hyphen_is_within_the_box():
    for space in (29.0, 28.5, 30.0, 31.0):
        assert all(width(line, SANS_BOLD, 5.6) <= space for line in wrapped("WWWWaa/ж/", SANS_BOLD, 5.6, space))


def test_the_largest_size_that_fits_is_taken():
    assert fitted("Opening", SANS_BOLD, (7.6, 5.6), 100, 20) == (7.6, ("Opening",))
    assert fitted("Opening", SANS_BOLD, (7.6, 5.6), 100, 7)[0] == 5.6
    assert fitted("Opening", SANS_BOLD, (7.6, 5.6), 100, 3)[1] == ()


def test_a_long_word_is_broken_behind_its_own_hyphen():
    assert wrapped("Relax-and-Recover", SANS, 8, 50)[0] == "Relax-and-"


def test_what_does_not_fit_ends_in_an_ellipsis():
    assert elided("Adoption of conclusions", SANS, 8, 60).endswith("…")
    assert elided("Closing", SANS, 8, 60) == "Closing"
    assert elided("Closing", SANS, 8, 2) == ""


def test_a_title_does_not_end_in_one_lone_word():
    title = "Diplomacy, Development and Integrated Planning in Fragile States"
    assert wrapped(title, SERIF_BOLD, 27, 471)[-1] == "States"
    assert balanced(title, SERIF_BOLD, 27, 471) == (
        "Diplomacy, Development",
        "and Integrated Planning",
        "in Fragile States",
    )


def test_ink_replaces_what_looks_the_same_and_drops_what_is_not_seen():
    ink = Ink()
    assert ink.text("a\u2011b \u202ec\u00ad ﬁn\ufe0f") == "a-b c fin"
    assert ink.warnings == ()
    assert ink.markup("a < b & c") == "a &lt; b &amp; c"


def test_ink_names_a_missing_character_once():
    ink = Ink()
    assert ink.text("\U0001f600\U0001f600", "a title") == "��"
    ink.text("\U0001f600", "elsewhere")
    assert ink.warnings == ("The character 😀 (U+1F600) is in none of the fonts; it first stands in a title.",)
