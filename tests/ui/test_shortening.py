"""Words that are made to fit: titles are cut first, so that what is to be done with them is still read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.ui.shortening import shortened

LONG = "Move “Designing and producing open source hardware” to Sat 10:10"


def test_what_fits_stays_as_it_is():
    assert shortened(LONG, len(LONG), len) == LONG


def test_the_title_is_cut_and_the_place_still_read():
    assert shortened(LONG, 40, len) == "Move “Designing and produ…” to Sat 10:10"


def test_of_two_titles_the_longer_one_gives_more():
    words = "“Funding” and “Designing and producing” at once"
    assert shortened(words, 40, len) == "“Funding” and “Designing and p…” at once"


def test_where_nothing_of_the_title_is_left_to_cut_the_end_goes():
    assert shortened(LONG, 20, len) == "Move “Designin…” to…"


@given(st.text("ab “”…", max_size=60), st.integers(1, 70))
def test_they_always_fit(words, wide):
    assert len(shortened(words, wide, len)) <= wide
