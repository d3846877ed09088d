"""Whatever an agenda holds, every piece is a file that can be read or a sentence that says why not; never a traceback."""

from __future__ import annotations

import time
from functools import cache

import pytest
from meetings import agenda_of, changed, meeting, person, session
from printing.pdf_reading import flat, pages
from printing.structure_reading import faults

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import AgendaError, FileError
from agendaplanner.model.parts import Contribution
from agendaplanner.model.records import Delegation, Paper, Recommendation, Room, Track
from agendaplanner.printing.pieces import PIECES, write_piece

MOST_SECONDS = 30
"""Of the processor, on a slow machine: what takes longer has no end."""


def said_everywhere(text: str, long: str = "") -> Agenda:
    """An agenda with the same text in every field."""
    long = long or text
    people = [
        changed(
            person(f"p{i}", text, text, honorific=text, position=text, organisation=text, biography=long),
            delegation="d",
            community=text,
        )
        for i in range(3)
    ]
    sessions = [
        session(
            str(i), f"{9 + i}:00", "r" if i else "hall", title=text, subtitle=text, abstract=long, questions=(text, text),
            track="t", roles=[("chair", "p0"), ("rapporteur", None), *[("panellist", "p1")] * 12],
            contributions=(Contribution(title=text, presenters=("p1",), minutes=5),), kind="breakout",
        )
        for i in range(3)
    ]  # fmt: skip
    described = meeting(
        title=text, subtitle=text, hosts=(text,) * 3, in_association_with=(text,) * 30, city=text, country=text, venue=text,
        acronym=text, introduction=long, objectives=(text,) * 3, practical=long, contact=text, contact_email=text,
        website=text,
    )  # fmt: skip
    return agenda_of(
        described, Track(id="t", name=text), Delegation(id="d", name=text), Room(id="r", name=text), *people, *sessions,
        Paper(id="x", symbol=text, title=text, authors=(text,), sessions=("s1",), link=text),
        Recommendation(id="rec", session="s1", text=text, addressed_to=text),
    )  # fmt: skip


def forty_rooms() -> Agenda:
    """Forty rooms, all in use at the same time, all day."""
    rooms = [Room(id=f"r{i}", name=f"Room {i} on floor {i % 5}") for i in range(40)]
    held = [
        session(str(i), f"{9 + i % 8}:00", f"r{i % 40}", title=f"Session {i} of many", roles=[("chair", "berg")])
        for i in range(160)
    ]
    return agenda_of(*rooms, *held)


def a_crowd() -> Agenda:
    """A session with hundreds of people, and hundreds of papers."""
    people = [person(f"p{i}", f"Given{i}", f"Family{i}") for i in range(300)]
    return agenda_of(
        *people,
        session("1", "09:00", "hall", roles=[("panellist", each.id) for each in people] + [("rapporteur", "p0")]),
        *(Paper(id=f"x{i}", symbol=f"DOC({i})", title="A title " * 8, sessions=("s1",)) for i in range(150)),
    )


AGENDAS = {
    "a title of 500 characters without a space and a text of 20,000": lambda: said_everywhere(
        "Word" * 125, "Many words about peace. " * 830
    ),
    "20,000 characters without a space": lambda: said_everywhere("a/b-" * 20, "x" * 20_000),
    "controls and halves of characters": lambda: said_everywhere("a\x00b\x07\x1b[31m\ud800c\udfff\ufeff\u202e\u2028d"),
    "nothing that is seen": lambda: said_everywhere("\x00\x07\u200b\ud800 "),
    "markup and paths": lambda: said_everywhere(
        '<img src="/etc/passwd"/> <b> &lt; ../../etc/passwd </para><a href="javascript:x">y</a>'
    ),
    "Arabic without an end": lambda: said_everywhere("الدول الهشة " * 40, "الدول الهشة " * 400),
    "40 rooms": forty_rooms,
    "a crowd": a_crowd,
    "no session": lambda: Agenda.of([meeting()]),
    "no day": lambda: Agenda.of([meeting(days=())]),
}
made = cache(lambda name: AGENDAS[name]())


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("name", AGENDAS)
def test_every_piece_is_a_file_or_a_sentence(tmp_path, name, piece):
    path = tmp_path / "x.pdf"
    begun = time.process_time()
    try:
        write_piece(piece, made(name), path, language="ar" if "Arabic" in name else "en")
    except AgendaError:
        assert not list(tmp_path.iterdir())
        return
    assert time.process_time() - begun < MOST_SECONDS
    data = path.read_bytes()
    read = pages(data, every=40 if name in ("40 rooms", "a crowd") else 8)
    for page in read:
        assert not [
            x for x in page.letters if x.left < 0 or x.right > page.width or x.bottom < 0 or x.top > page.height
        ]
    if piece in ("programme", "grid", "participants"):
        assert faults(data) == []


def test_markup_is_printed_as_it_was_typed(tmp_path):
    write_piece("programme", made("markup and paths"), tmp_path / "x.pdf")
    text = flat("".join(page.text for page in pages((tmp_path / "x.pdf").read_bytes())))
    assert text.count(flat('<img src="/etc/passwd"/>')) > 5


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n broken", b"%PDF-1.4", b"\xff\xd8\xff\xe0"])
def test_a_logo_that_is_no_image_is_said_to_be_none(tmp_path, content):
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(FileError):
        write_piece("programme", agenda_of(session("1", "09:00")), tmp_path / "x.pdf", logo=str(tmp_path / "logo.png"))
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("where", ["nowhere.png", "."])
def test_a_logo_that_is_not_there_is_named(tmp_path, where):
    with pytest.raises(FileError):
        write_piece("programme", agenda_of(session("1", "09:00")), tmp_path / "x.pdf", logo=str(tmp_path / where))
