"""Text in every script: shaped, in order, within its lines, and found again in the PDF by independent readers."""

from __future__ import annotations

import io
import shutil
import subprocess
import unicodedata

import pypdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.platypus import SimpleDocTemplate

from agendaplanner.printing.canvas import SheetCanvas
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fonts import SANS, SERIF, Ink, face_stack, is_simple, register
from agendaplanner.printing.text.faces import CJK_HINT, CJK_REGULAR, all_characters, system_font
from agendaplanner.printing.text.lines import Span, lines_of
from agendaplanner.printing.text.paragraph import ShapedParagraph, paragraph
from agendaplanner.printing.text.single import width, write

SENTENCES = {
    "Arabic": "ترتبط الدبلوماسية والتنمية والدفاع",
    "Hebrew": "דיפלומטיה ופיתוח",
    "Devanagari": "श्री क्षेत्री शान्ति र विकास",
    "Bengali": "বাংলাদেশ শান্তি ও উন্নয়ন",
    "Tamil": "தமிழ் அமைதி",
    "Ethiopic": "ዲፕሎማሲ እና ልማት",
    "Thai": "การทูตและการพัฒนา ที่น้ำ",
    "Khmer": "ការទូតនិងការអភិវឌ្ឍន៍",
    "Armenian": "Հայաստան",
    "Georgian": "საქართველო",
    "Latin, Greek and Cyrillic": "Žofia Ærø, Ελλάδα, Україна",
    "a mark over a letter": "q\u0308 with a mark",
}
needs_pdftotext = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")


@pytest.fixture(autouse=True)
def _fonts():
    register()


def document(*markups, style="intro"):
    into = io.BytesIO()
    ink = Ink()
    story = [paragraph(ink.markup(text), Edition().styles[style]) for text in markups]
    SimpleDocTemplate(into, initialFontName=SERIF).build(story, canvasmaker=SheetCanvas)
    assert ink.warnings == ()
    return into.getvalue()


def read_by_poppler(data, tmp_path):
    (tmp_path / "p.pdf").write_bytes(data)
    done = subprocess.run(["pdftotext", tmp_path / "p.pdf", "-"], capture_output=True, timeout=30, check=True)
    assert done.stderr == b""
    return plain(done.stdout.decode())


def plain(text):
    """Give text without what turns or joins, marks in one order."""
    kept = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFC", kept)


@needs_pdftotext
@pytest.mark.parametrize("script", [s for s in SENTENCES if s != "Khmer"])
def test_what_is_printed_is_found_again(script, tmp_path):
    found = read_by_poppler(document(SENTENCES[script]), tmp_path)
    for word in SENTENCES[script].split():
        assert plain(word) in found


@pytest.mark.parametrize("script", SENTENCES)
def test_every_font_is_embedded_and_has_every_glyph(script):
    reader = pypdf.PdfReader(io.BytesIO(document(SENTENCES[script])))
    for font in reader.pages[0]["/Resources"]["/Font"].values():
        descriptor = font.get("/FontDescriptor") or font["/DescendantFonts"][0]["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    for run in (p.run for line in spans_in_lines(SENTENCES[script]) for p in line.pieces):
        assert 0 not in {glyph.id for glyph in run.glyphs}


def spans_in_lines(text, space=400):
    return lines_of([Span(text=text, stack=face_stack(SERIF), size=10)], space)


@pytest.mark.skipif(system_font(CJK_REGULAR) is None, reason="needs Noto Sans CJK")
@needs_pdftotext
def test_chinese_japanese_and_korean_from_the_system(tmp_path):
    data = document("中文 日本語 かな 한국어 mixed")
    found = read_by_poppler(data, tmp_path)
    for word in ("中文", "日本語", "한국어", "mixed"):
        assert word in found
    page = pypdfium2.PdfDocument(data)[0].render(scale=1).to_numpy()
    assert (page < 128).any()


def test_without_a_font_for_it_the_reader_is_told_what_to_install(monkeypatch):
    monkeypatch.setattr("agendaplanner.printing.fonts.all_characters", lambda: frozenset())
    ink = Ink()
    assert ink.text("和", "a title") == "\ufffd"
    assert ink.warnings[-1] == CJK_HINT


@needs_pdftotext
def test_a_mixed_line_is_in_the_order_of_its_own_direction(tmp_path):
    data = document("DCD/DAC(2007)29 الوثيقة (النسخة 4)", "الدول الهشة 2008")
    text = pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()
    assert "DCD/DAC(2007)29" in text
    letters = [
        (page.get_charbox(i)[0], page.get_text_range(i, 1))
        for page in [pypdfium2.PdfDocument(data)[0].get_textpage()]
        for i in range(page.count_chars())
    ]
    year = min(x for x, letter in letters if letter == "8")
    alef = max(x for x, letter in letters if letter == "ا")
    assert year < alef  # the year ends the Arabic line: it is at its left end


def test_an_arabic_paragraph_begins_at_the_right():
    line = spans_in_lines("الدول الهشة")[0]
    assert line.base == 1
    assert spans_in_lines("abc الدول")[0].base == 0


@given(
    text=st.text(alphabet="abc אבג ابت กข คำ क्षि 中文 12()\u0301\u200d", max_size=60),
    space=st.floats(1, 300),
)
@settings(max_examples=60)
def test_lines_are_within_their_space_and_lose_nothing(text, space):
    lines = spans_in_lines(text, space)
    shown = "".join(p.run.text for line in lines for p in sorted(line.pieces, key=lambda p: 0))
    assert sorted(shown.replace(" ", "")) == sorted(c for c in text if not c.isspace() and c not in "\u200e\u200f")
    for line in lines:
        letters = sum(unicodedata.combining(c) == 0 for p in line.pieces for c in p.run.text)
        assert line.width <= space + 0.01 or letters <= 4  # a cluster that is wider than the line


@given(st.text(max_size=40))
@settings(max_examples=60)
def test_anything_typed_is_written_on_a_line_without_a_fault(text):
    register()
    shown = Ink().text(text.replace("\n", " "))
    canvas = SheetCanvas(io.BytesIO(), initialFontName=SANS)
    canvas.setFont(SANS, 9)
    write(canvas, 100, 100, shown)
    write(canvas, 100, 80, shown, "right")
    assert width(shown, SANS, 9) >= 0
    assert canvas.getpdfdata().startswith(b"%PDF")


def test_plain_text_takes_the_short_way():
    assert is_simple("Plain Latin, Ελλάδα, Москва — 10:30")
    assert not isinstance(paragraph("plain", Edition().styles["body"]), ShapedParagraph)
    assert isinstance(paragraph("שלום", Edition().styles["body"]), ShapedParagraph)


def test_a_long_paragraph_is_split_over_pages_without_a_lonely_line():
    data = document("ترتبط الدبلوماسية والتنمية والدفاع في الدول الهشة. " * 200)
    reader = pypdf.PdfReader(io.BytesIO(data))
    assert len(reader.pages) > 1


def test_links_in_mixed_text_lead_where_they_say():
    into = io.BytesIO()
    text = paragraph('<a href="https://example.org">الوثيقة</a> and more', Edition().styles["body"])
    SimpleDocTemplate(into, initialFontName=SERIF).build([text], canvasmaker=SheetCanvas)
    page = pypdf.PdfReader(io.BytesIO(into.getvalue())).pages[0]
    assert [a.get_object()["/A"]["/URI"] for a in page["/Annots"]] == ["https://example.org"]


def test_packaged_faces_have_the_scripts_that_are_promised():
    for script, text in SENTENCES.items():
        missing = [c for c in text if ord(c) not in all_characters() and not is_simple(c) and not c.isspace()]
        assert [c for c in missing if unicodedata.category(c) not in ("Mn", "Cf")] == [], script
