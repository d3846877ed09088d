"""The structure of a document: elements in their order, and the file that holds them."""

from __future__ import annotations

import io

from hypothesis import given, settings
from hypothesis import strategies as st
from printing.pdf_reading import reader
from printing.structure_reading import Structured, faults

from agendaplanner.printing.canvas import SheetCanvas
from agendaplanner.printing.fonts import SANS, register
from agendaplanner.printing.structure.elements import Element, cell, figure, head_cell
from agendaplanner.printing.structure.tree import text_string
from agendaplanner.printing.text.single import write


def drawn(draw) -> bytes:
    """Give a file that something was drawn into."""
    register()
    canvas = SheetCanvas(io.BytesIO(), initialFontName=SANS, lang="en", invariant=1)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.setTitle("A")
    canvas.setFont(SANS, 10)
    draw(canvas)
    return canvas.getpdfdata()


def told(data: bytes) -> list[tuple[str, str]]:
    return [(node.kind, node.said) for node in Structured(data).root.walk()][1:]


def test_elements_stand_where_they_are_drawn_first_and_within_what_they_are_of():
    def draw(canvas):
        section = Element("Sect")
        late, heading = section.child("P"), Element("H1", section)
        write(canvas, 50, 700, "of nobody")
        with canvas.tagged(heading):
            write(canvas, 50, 680, "a heading")
        with canvas.tagged(late):
            write(canvas, 50, 660, "before it")

    assert told(drawn(draw)) == [("P", ""), ("Sect", ""), ("P", ""), ("H1", "")]
    assert faults(drawn(draw)) == []


def test_what_nobody_spoke_of_is_decoration():
    def draw(canvas):
        canvas.line(1, 1, 5, 5)
        canvas.saveState()
        canvas.setFillColor("#123456")
        canvas.rect(1, 1, 5, 5, fill=1)
        canvas.restoreState()
        with canvas.decoration("Footer"):
            write(canvas, 50, 20, "Page 1")
            write(canvas, 50, 10, "صفحة")
        with canvas.decoration():
            write(canvas, 50, 30, "again")

    data = drawn(draw)
    assert told(data) == []
    assert faults(data) == []
    assert reader(data).pages[0].get_contents().get_data().count(b"/Artifact") == 3


def test_an_element_within_one_is_of_that_and_pages_go_on():
    element = Element("P")

    def draw(canvas):
        for _ in range(3):
            canvas.setFont(SANS, 10)
            with canvas.tagged(element), canvas.tagged(Element("H1")):
                write(canvas, 50, 700, "on and on")
            canvas.showPage()

    data = drawn(draw)
    (only,) = Structured(data).root.kids
    assert only.marks == ((0, 0), (1, 0), (2, 0))
    assert faults(data) == []


def test_shaped_text_is_said_in_the_order_of_reading():
    def draw(canvas):
        with canvas.tagged(Element("P")):
            write(canvas, 50, 700, "الدول الهشة")
            write(canvas, 50, 680, "and states")

    assert told(drawn(draw)) == [("P", "الدول الهشة and states")]


def test_tables_figures_and_links():
    table = Element("Table")
    row, other = table.child("TR"), table.child("TR")

    def draw(canvas):
        for made, text in ((head_cell(row, "Column"), "a"), (head_cell(row, "Column"), "b"), (cell(other, 2), "c")):
            with canvas.tagged(made):
                write(canvas, 50, 700, text)
        with canvas.tagged(figure("A square", 1, 1, 9, 9)):
            canvas.rect(1, 1, 8, 8)
        canvas.bookmarkHorizontal("here", 0, 0)
        link = Element("Link")
        with canvas.tagged(link):
            write(canvas, 50, 500, "there")
        canvas.lead("#here", (50, 500, 60, 510), "there", link)
        canvas.lead("https://example.org/(a)", (50, 400, 60, 410), "(a) é", None)
        canvas.lead("no address", (50, 400, 60, 410), "x", None)

    data = drawn(draw)
    assert faults(data) == []
    assert [node.attributes.get("/ColSpan") for node in Structured(data).root.all("TD")] == [2]
    annotations = [each.get_object() for each in reader(data).pages[0]["/Annots"]]
    assert [each["/Contents"] for each in annotations] == ["there", "(a) é"]
    assert annotations[1]["/A"]["/URI"] == "https://example.org/(a)"


def test_faults_are_found():
    def draw(canvas):
        with canvas.tagged(Element("H2")):
            write(canvas, 50, 700, "no first heading")
        with canvas.tagged(Element("Figure")):
            canvas.rect(1, 1, 8, 8)

    assert faults(drawn(draw)) == ["an image says nothing", "heading 2 follows 0"]


@given(st.text(max_size=30))
@settings(max_examples=60)
def test_any_text_comes_back_from_a_string(text):
    shown = text.encode("utf-16-be", "replace").decode("utf-16-be")
    data = drawn(lambda canvas: canvas.begin(Element("Figure", alt=text)) or canvas.rect(1, 1, 2, 2) or canvas.end())
    assert text_string(text)[0] in "(<"
    assert Structured(data).root.all("Figure")[0].alt == shown


def test_thousands_of_objects_are_found_again():
    def draw(canvas):
        for i in range(1200):
            with canvas.tagged(Element("P")):
                write(canvas, 50, 50 + i / 2, str(i))
            if i % 400 == 399:
                canvas.showPage()
                canvas.setFont(SANS, 10)

    data = drawn(draw)
    assert len(Structured(data).root.kids) == 1200
    assert faults(data) == []
    assert drawn(draw) == data
