"""Meetings that are larger, longer or emptier than pages like: readable, in their boxes, and done in a moment."""

from __future__ import annotations

import time
import unicodedata

import pytest
from meetings import agenda_of, meeting, session
from printing.pdf_reading import collisions, flat, outside_margins, pages, whole_text

from agendaplanner.model.records import Room, Track
from agendaplanner.printing.edition import edition_of
from agendaplanner.printing.pieces import PIECES, write_piece
from agendaplanner.printing.programme import glance, programme

_SECONDS = 20
"""Far more than it takes; an endless layout takes longer."""


def check(data: bytes, language: str) -> None:
    for page in pages(data):
        assert not outside_margins(page, mirrored=language == "ar")
        # joined letters have each other's boxes
        apart = tuple(letter for letter in page.letters if unicodedata.bidirectional(letter.text[0]) != "AL")
        assert not collisions(page._replace(letters=apart))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_abstract_of_20000_characters_and_a_title_of_500_without_a_space(language):
    abstract = "\n\n".join(["Donors and recipients differ on what comes first, and both are right. " * 14] * 20)
    assert len(abstract) > 19_000
    titles = ["W" * 500, "漢" * 3 + "i" * 497, "donor/" * 83]
    sessions = [
        session(str(i), f"{9 + i}:00", "a", title=title, abstract=abstract, questions=(title,), kind=kind)
        for i, title in enumerate(titles)
        for kind in ["plenary"]
    ]
    beside = [session(f"b{i}", "14:00", "ab"[i], title="M" * 500, abstract=abstract) for i in range(2)]
    begun = time.perf_counter()
    agenda = agenda_of(meeting(title="W" * 500), *sessions, *beside)
    edition = edition_of(language=language)
    data = programme(agenda, edition=edition)[0]
    assert time.perf_counter() - begun < _SECONDS
    check(data, language)
    check(glance(agenda, edition=edition)[0], language)
    assert flat("Donors and recipients differ") in flat(whole_text(data))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_40_rooms_go_over_pages_with_their_heads(language):
    rooms = [Room(id=f"r{i}", name=f"Room {i + 1}") for i in range(40)]
    tracks = [Track(id=f"t{i}", name=f"Track {i}") for i in range(6)]
    sessions = [
        session(str(i), f"{9 + i // 40}:00", f"r{i % 40}", title=f"Topic {i}", track=f"t{i % 6}") for i in range(200)
    ]
    agenda = agenda_of(*rooms, *tracks, *sessions)
    data, printed = glance(agenda, edition=edition_of(language=language))
    assert printed.pages == 4
    check(data, language)
    read = pages(data)
    for i in range(40):
        assert any(flat(f"Room {i + 1}") in flat(page.text) for page in read)
    for page in read:
        for hour in range(9, 14):  # the times stand on every page
            assert f"{hour:02}:00" in page.text
    text = flat(whole_text(data))
    for i in range(200):
        assert flat(f"Topic {i}") in text


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_no_sessions_at_all(language):
    agenda = agenda_of(meeting())
    edition = edition_of(language=language)
    for data, printed in (programme(agenda, edition=edition), glance(agenda, edition=edition)):
        assert printed.pages >= 1
        check(data, language)
    text = flat(whole_text(glance(agenda, edition=edition_of())[0]))
    assert flat("Nothing is placed yet.") in text


def test_every_piece_says_in_its_list_what_paper_it_takes(tmp_path):
    agenda = agenda_of(session("1", "09:00", "hall"))
    for name, piece in PIECES.items():
        if name in ("programme", "grid", "poster", "signs"):
            for paper in piece.papers:
                assert write_piece(name, agenda, tmp_path / "x.pdf", paper=paper).pages >= 1
