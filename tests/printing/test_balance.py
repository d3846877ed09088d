"""The balance on paper: what is counted, what is wanted and what is off can be read, in every language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, person, session
from printing.pdf_reading import collisions, flat, pages

import agendaplanner.printing.handouts.balance as drawing
from agendaplanner.model.balance import FIELD_WORDS
from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Target
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.pieces import write_piece
from agendaplanner.printing.words import languages, words_of

TARGETS = (
    Target(of="community", value="defence", least_percent=50),
    Target(of="community", value="diplomacy", most_percent=40, where="breakouts"),
)


@pytest.fixture(scope="module")
def agenda():
    return agenda_of(
        meeting(targets=TARGETS, communities=("diplomacy", "defence")),
        *(person(f"d{i}", "D", f"Dip{i}", community="diplomacy", language="fr") for i in range(3)),
        person("e", "E", "Eno", community="defence"),
        person("w", "W", "Waits", community="defence", invitation="waiting list"),
        session("1", "09:00", kind="breakout", roles=(("chair", "d1"), ("panellist", "e")), attendees=("d2",)),
        session("2", "09:00", "b", day=1, kind="breakout", roles=(("chair", "d0"),)),
    )


@pytest.fixture
def printed(tmp_path, agenda):
    def print_(of=agenda, **how):
        path = tmp_path / "balance.pdf"
        write_piece("balance", of, path, **how)
        return pages(path.read_bytes())

    return print_


def test_counts_targets_and_what_is_off_are_there(printed):
    text = flat(" ".join(page.text for page in printed()))
    for words in (
        "diplomacy", "3 · 75 %", "1 · 25 %", "wanted at least 50 %, too few", "French", "Not recorded", "4 of 7",
        "1 Topic 1", "2 Topic 2", "2+ · 1", "The whole meeting: defence 1 of 4 (25 %), wanted at least 50 %",
        "2 more needed · could change it: W. Waits", "1 Topic 1: diplomacy 2 of 3 (67 %), wanted at most 40 %",
    ):  # fmt: skip
        assert flat(words) in text, words


def test_only_the_chosen_sessions_are_there(printed, agenda):
    day = agenda.meeting.days[1].date
    text = flat(" ".join(page.text for page in printed(selection=Selection(days=frozenset({day})))))
    assert flat("2 Topic 2") in text
    assert flat("1 Topic 1") not in text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_is_over_anything_in_any_language(printed, language, paper):
    for page in printed(language=language, paper=paper):
        assert not collisions(page)
        assert all(x.left >= 0 and x.right <= page.width for x in page.letters)


def test_every_language_knows_its_words():
    source = Path(drawing.__file__).read_text("utf-8")
    said = set(re.findall(r'\b(?:say|_say)\(\s*"([^"]+)"', source)) | set(FIELD_WORDS.values())
    said |= {"balance", "Balance", "all country offices", "too few", "too many", "Each session", "Each panel"}
    said |= {"could change it: {people}"}
    assert len(said) > 20
    for language in ("fr", "ar"):
        assert [text for text in sorted(said) if not words_of(language).knows(text)] == []


def test_with_nobody_there_is_nothing_to_print(printed):
    nobody = agenda_of(*(person(id_, "N", id_, invitation="declined") for id_ in ("berg", "okafor", "lind")))
    with pytest.raises(UsageError, match="Nobody has accepted"):
        printed(nobody)
