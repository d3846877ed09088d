"""What came out, of every piece in every language, as readers that know nothing of us find it."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from PIL import Image
from printing.every_piece import EVERY_PIECE, LANGUAGES, meeting_of_all_sorts, printed
from printing.pdf_reading import collisions, flat, outline, pages, reader
from printing.structure_reading import Structured, faults

from agendaplanner.printing.pieces import write_piece
from agendaplanner.printing.words import words_of

pieces = pytest.mark.parametrize(
    ("name", "language"), EVERY_PIECE, ids=[f"{name}-{language}" for name, language in EVERY_PIECE]
)


def ran(tool: str, data: bytes, folder, *arguments: str) -> str:
    """Run a program on a file; give what it says, or skip where it is not there."""
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not on this machine")
    file = folder / "x.pdf"
    file.write_bytes(data)
    placed = [str(file) if each == "FILE" else each for each in arguments]
    done = subprocess.run([tool, *placed], capture_output=True, timeout=60, check=False)
    said = done.stdout.decode("utf-8", "replace")
    assert done.returncode == 0, said + done.stderr.decode("utf-8", "replace")
    assert not done.stderr, done.stderr
    return said


@pieces
def test_qpdf_finds_no_fault(tmp_path, name, language):
    assert "No syntax or stream encoding errors found" in ran(
        "qpdf", printed(name, language), tmp_path, "--check", "FILE"
    )


@pieces
def test_poppler_finds_every_font_in_the_file_with_its_text(tmp_path, name, language):
    rows = ran("pdffonts", printed(name, language), tmp_path, "FILE").splitlines()[2:]
    assert rows
    for row in rows:
        embedded, subset, to_unicode = row.split()[-5:-2]
        assert (embedded, subset, to_unicode) == ("yes", "yes", "yes"), row


@pieces
def test_poppler_reads_the_structure(tmp_path, name, language):
    said = ran("pdfinfo", printed(name, language), tmp_path, "-struct", "FILE")
    assert said.startswith("Document")
    assert re.search(r"^\s+(H1|P|Table)\b", said, re.M)


@pieces
def test_everything_on_its_pages_is_in_the_structure_or_decoration(name, language):
    assert faults(printed(name, language)) == []


@pieces
def test_no_letter_is_off_the_sheet_or_on_another(name, language):
    for page in pages(printed(name, language)):
        assert not [
            x for x in page.letters if x.left < 0 or x.right > page.width or x.bottom < 0 or x.top > page.height
        ]
        assert not collisions(page)


@pieces
def test_its_text_is_found_again(tmp_path, name, language):
    agenda = meeting_of_all_sorts()
    text = flat(ran("pdftotext", printed(name, language), tmp_path, "FILE", "-"))
    people = agenda.people[1:2] if name in ("badges", "nameplates", "personal") else ()
    sessions = (
        [each for each in agenda.placed if not each.is_quiet] if name in ("programme", "front-desk", "signs") else ()
    )
    for words in (*(person.family for person in people), *(each.title.split()[0] for each in sessions)):
        assert flat(words) in text, words
    assert len(text) > 100


@pieces
def test_it_says_what_it_is_and_in_which_language(name, language):
    opened = reader(printed(name, language))
    said = opened.xmp_metadata
    assert opened.trailer["/Root"]["/Lang"] == language
    assert said is not None
    assert opened.metadata is not None
    assert said.dc_title["x-default"] == opened.metadata.title
    assert said.dc_language == [language]
    assert said.xmp_create_date.date() == opened.metadata.creation_date.date()
    packet = opened.trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in packet
    assert "pdfuaid" not in packet  # one of its rules is not met: see docs/paper.md
    intent = opened.trailer["/Root"]["/OutputIntents"][0]
    assert intent["/DestOutputProfile"].get_data()[36:40] == b"acsp"  # a profile of colours


@pytest.mark.parametrize("language", LANGUAGES)
def test_outline_and_links_of_the_programme_lead_to_its_pages(language):
    data = printed("programme", language)
    read, opened = pages(data), reader(data)
    assert len(outline(data)) > 20
    for _, _, number in outline(data):
        assert 0 <= number < len(read)
    numbers = {page.indirect_reference.idnum for page in opened.pages}
    links = [each.get_object() for page in opened.pages for each in page.get("/Annots", ())]
    assert len(links) > 100
    assert {link["/Dest"][0].idnum for link in links if "/Dest" in link} <= numbers
    addresses = [link["/A"]["/URI"] for link in links if "/A" in link]
    assert addresses[-2:] == ["mailto:secretariat@example.org", "https://oslo-2008.example.org"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programme_is_read_in_order(language):
    """Sessions one after the other, each with its heading, then its times, then what is said of it."""
    agenda, root = meeting_of_all_sorts(), Structured(printed("programme", language)).root
    articles = [node for node in root.all("Art") if node.kids[0].kind in ("H3", "H4")]
    assert len(articles) == sum(not each.is_quiet for each in agenda.placed)
    items = [node for node in articles if node.kids[0].kind == "H3"]
    assert all(node.kids[1].kind == "P" for node in items)
    (objectives,) = (node for node in root.kids if node.attributes.get("/ListNumbering") == "/Decimal")
    assert len(objectives.kids) == len(agenda.meeting.objectives)
    assert len(root.all("TOCI")) == sum(level < 2 for level, _, _ in outline(printed("programme", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_at_a_glance_is_a_table_with_times_in_words(language):
    agenda, root = meeting_of_all_sorts(), Structured(printed("grid", language)).root
    tables = root.all("Table")
    assert len(tables) == 2
    for table in tables:
        assert len([cell for cell in table.kids[0].kids if cell.kind == "TH"]) == 4
    spans = [node.said for node in root.all("Span")]
    assert len(spans) == len(agenda.placed)
    assert all(re.search(r"\d", said) for said in spans)


def test_text_from_right_to_left_is_said_in_its_order():
    root = Structured(printed("programme", "ar")).root
    assert words_of("ar")("Annotated agenda") in [node.said for node in root.all("H1")]


def test_the_logo_says_whose_it_is(tmp_path):
    Image.new("RGB", (30, 10), "#336699").save(tmp_path / "logo.png")
    write_piece("programme", meeting_of_all_sorts(), tmp_path / "x.pdf", logo=str(tmp_path / "logo.png"))
    data = (tmp_path / "x.pdf").read_bytes()
    assert [node.alt for node in Structured(data).root.all("Figure")] == [
        "Logo: Norwegian Ministry of Foreign Affairs, Norad"
    ]
    assert faults(data) == []


def test_feet_and_heads_are_not_read():
    data = printed("programme", "en")
    contents = reader(data).pages[4].get_contents()
    assert contents is not None
    assert contents.get_data().count(b"/Subtype/Footer") == 1
    assert contents.get_data().count(b"/Subtype/Header") == 1


def test_a_booklet_claims_no_structure(tmp_path):
    write_piece("programme", meeting_of_all_sorts(), tmp_path / "x.pdf", booklet="a4")
    opened = reader((tmp_path / "x.pdf").read_bytes())
    assert "/StructTreeRoot" not in opened.trailer["/Root"]
