"""Our quick ways give what ReportLab's slow ones give."""

from __future__ import annotations

import io

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from printing.pdf_reading import flat, reader, whole_text
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, SimpleDocTemplate

from agendaplanner.printing.canvas import SheetCanvas
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fonts import SANS, SERIF, escaped
from agendaplanner.printing.structure.elements import Element
from agendaplanner.printing.text.markup import parts_of
from agendaplanner.printing.text.metrics import plain_width, shown
from agendaplanner.printing.text.paragraph import paragraph

STYLES = Edition().styles
FRAMES = ("{}", "<i>{}</i>", '<font color="#5C646C">{}</font>', '<link href="#x">{}</link>')
words = st.text(st.sampled_from("abcimwMW.-é–Жα()"), min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=40).map(" ".join)


few = st.lists(words, min_size=1, max_size=8).map(" ".join)


def lines_of(made, width: float) -> list[str]:
    """Give the text of each line of a paragraph of ReportLab's."""
    made.wrap(width, 10_000)
    para = made.blPara
    if para.kind == 0:
        return [" ".join(line[1]) for line in para.lines]
    return ["".join(part.text for part in line.words).strip() for line in para.lines]


@given(text=texts, width=st.floats(30, 400))
@settings(max_examples=80)
def test_lines_end_where_reportlab_ends_them(text, width):
    style = STYLES["sans"]
    assert lines_of(paragraph(escaped(text), style), width) == lines_of(Paragraph(escaped(text), style), width)


@given(parts=st.lists(st.tuples(st.sampled_from(FRAMES), few), min_size=2, max_size=4), width=st.floats(90, 400))
@settings(max_examples=50)
def test_lines_of_several_kinds_end_there_too(parts, width):
    markup = " ".join(frame.format(escaped(text)) for frame, text in parts)
    style = STYLES["sans"]
    assert lines_of(paragraph(markup, style), width) == lines_of(Paragraph(markup, style), width)


@given(st.lists(words, max_size=8).map(" ".join))
@example("a  b")
def test_text_is_as_wide_as_reportlab_says(text):
    assert plain_width(text, SERIF, 9.6) == pytest.approx(stringWidth(text, SERIF, 9.6))


@pytest.mark.parametrize(
    "markup",
    [
        'a <i>b &amp; c</i> d<br/>e <link href="#item-1">3a</link>, <link href="https://example.org/?a=1&amp;b=2">x</link>',
        '<font color="#5C646C">1</font>&nbsp;&nbsp; T',
    ],
)
def test_markup_is_read_as_reportlab_reads_it(markup):
    def told(parts):
        found: list[tuple] = []
        for part in parts:
            look = (part.fontName, part.textColor, tuple(part.link), bool(getattr(part, "lineBreak", False)))
            if found and found[-1][0] == look and not look[-1]:
                found[-1] = (look, found[-1][1] + part.text)
            else:
                found.append((look, part.text))
        return found

    style = STYLES["body"]
    read = parts_of(markup, Paragraph("x", style).frags[0])
    assert read is not None
    assert told(read) == told(Paragraph(markup, style).frags)


def test_markup_that_is_not_known_is_left_to_reportlab():
    assert parts_of("H<sub>2</sub>O", Paragraph("x", STYLES["body"]).frags[0]) is None
    assert [frag.text for frag in paragraph("H<sub>2</sub>O", STYLES["body"]).frags] == ["H", "2", "O"]


@given(st.text(st.sampled_from("ab(\\)éЖα\u00a0–€"), min_size=1, max_size=30))
@settings(max_examples=40)
def test_letters_are_the_same_in_the_file(text):
    canvas = SheetCanvas(io.BytesIO(), initialFontName=SANS)
    assert shown(canvas._doc, SANS, text) == shown(canvas._doc, SANS, text)
    canvas.setFont(SANS, 9)
    from agendaplanner.printing.text.single import write

    write(canvas, 50, 100, text)
    assert flat(whole_text(canvas.getpdfdata())) == flat(text)


def test_letters_beyond_the_first_subset_of_a_font_are_found_again():
    many = "".join(
        chr(code) for code in (*range(0x100, 0x180), *range(0x391, 0x3A2), *range(0x410, 0x450), *range(0x1E00, 0x1E80))
    )
    into = io.BytesIO()
    story = [paragraph(many[i : i + 20], STYLES["body"]) for i in range(0, len(many), 20)]
    SimpleDocTemplate(into, initialFontName=SERIF).build(story, canvasmaker=SheetCanvas)
    assert flat(whole_text(into.getvalue())) == flat(many)
    assert len([name for name in reader(into.getvalue()).pages[0]["/Resources"]["/Font"]]) > 1


def test_parts_of_a_paragraph_over_pages_are_one_element():
    element = Element("P")
    into = io.BytesIO()
    story = [paragraph("Many words on more than one page. " * 400, STYLES["body"], element=element)]
    SimpleDocTemplate(into, initialFontName=SERIF).build(story, canvasmaker=SheetCanvas)
    assert len(reader(into.getvalue()).pages) > 1
    assert len({mark.page for mark in element.kids}) == len(reader(into.getvalue()).pages)
