"""The preview: real pages from the printer's own process, kept up to date, saved and sent to a printer."""

from __future__ import annotations

import pypdf
import pytest
from PySide6 import QtCore, QtPrintSupport, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.ui.preview.window import Preview, send_to

Qt = QtCore.Qt
WAIT_MS = 30_000


@pytest.fixture
def preview(qtbot, window, opened, look):
    example = read_example()
    opened(example.apply(plan_change(example, plan(example, PlanOptions(seed=1)))))
    preview = Preview(window.desk, look, window)
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        preview.show()
    yield preview
    preview.close()
    preview.press.close()


def pick(qtbot, preview, name):
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        preview.choose(name)


def test_the_programme_is_shown_with_all_its_pages(qtbot, preview):
    assert preview.pages.count >= 8
    assert preview.where.text() == f"Page 1 of {preview.pages.count}"
    qtbot.waitUntil(lambda: not is_blank(preview), timeout=WAIT_MS)


def is_blank(preview):
    image = preview.pages.viewport().grab().toImage()
    middle = image.width() // 2
    colours = {image.pixel(middle + dx, y) for y in range(60, image.height(), 3) for dx in (-80, 0, 80)}
    return len(colours) < 4


def test_every_piece_can_be_chosen(qtbot, preview):
    for row in range(preview.pieces.count()):
        name = preview.pieces.item(row).data(Qt.ItemDataRole.UserRole)
        if name != preview.name:
            with qtbot.waitSignal(preview.press.ended, timeout=WAIT_MS):
                preview.choose(name)


def test_a_change_in_the_agenda_is_on_the_page_by_itself(qtbot, window, preview):
    one = window.desk.agenda.placed[0]
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        window.desk.do(lambda agenda: actions.set_fields(agenda, one, title="Zebra crossing"))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(preview.press.path).pages)
    assert "Zebra crossing" in " ".join(text.split())


def test_a_row_of_changes_is_printed_once_or_twice_not_each(qtbot, window, preview):
    answers = []
    preview.press.printed.connect(answers.append)
    one = window.desk.agenda.placed[0]
    for number in range(8):
        window.desk.do(lambda agenda, n=number: actions.set_fields(agenda, agenda.session[one.id], title=f"Title {n}"))
        qtbot.wait(20)
    qtbot.waitUntil(
        lambda: bool(answers) and not preview.press.running and not preview._soon.isActive(), timeout=WAIT_MS
    )
    assert len(answers) <= 3
    assert "Title 7" in " ".join(page.extract_text() for page in pypdf.PdfReader(preview.press.path).pages)


def test_a_room_s_signs_alone(qtbot, preview):
    pick(qtbot, preview, "signs")
    many = preview.pages.count
    box = preview.choices["rooms"]
    assert box.isVisible()
    with qtbot.waitSignal(preview.press.ended, timeout=WAIT_MS):
        box.setCurrentIndex(1)
    assert 0 < preview.pages.count < many


def test_what_cannot_be_printed_says_why(qtbot, window, preview):
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        window.desk.do(lambda agenda: actions.unplace(agenda, [s.id for s in agenda.placed]))
    with qtbot.waitSignal(preview.press.failed, timeout=WAIT_MS):
        preview.choose("signs")
    assert "nothing for a sign" in preview._note.text()
    assert not preview.save.isEnabled()


def test_the_pages_are_saved_as_they_are_seen(qtbot, monkeypatch, preview, tmp_path):
    to = tmp_path / "out.pdf"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    with qtbot.waitSignal(preview.saved):
        qtbot.mouseClick(preview.save, Qt.MouseButton.LeftButton)
    assert to.read_bytes() == preview.press.path.read_bytes()


def test_zoom_with_ctrl_and_the_wheel_and_back_to_the_window(qtbot, preview):
    before = preview.pages.scale
    qtbot.mouseClick(preview.larger, Qt.MouseButton.LeftButton)
    assert preview.pages.scale > before
    qtbot.mouseClick(preview.scale, Qt.MouseButton.LeftButton)
    assert preview.pages.scale == pytest.approx(before)


def test_keys_go_from_page_to_page(qtbot, preview):
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
    qtbot.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.pages.current == 3
    qtbot.keyClick(preview.pages, Qt.Key.Key_Home)
    assert preview.pages.current == 1


def test_pages_go_to_a_printer_each_as_it_lies(qtbot, preview, tmp_path):
    pick(qtbot, preview, "nameplates")
    printer = QtPrintSupport.QPrinter()
    printer.setOutputFormat(QtPrintSupport.QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    printer.setFromTo(1, 2)
    assert send_to(printer, preview.press.path) == 2
    pages = pypdf.PdfReader(tmp_path / "printed.pdf").pages
    assert len(pages) == 2
    assert pages[0].mediabox.width > pages[0].mediabox.height


def test_calling_off_leaves_the_preview_alive(qtbot, preview):
    preview.choose("personal")
    qtbot.wait(200)
    preview.press.cancel()
    assert not preview.press.running
    pick(qtbot, preview, "documents")
    assert preview.pages.count == 1


def test_paper_language_and_style_are_those_that_were_chosen(qtbot, preview):
    for name, value in (("paper", "letter"), ("language", "fr"), ("style", "plain")):
        box = preview.looks[name]
        with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
            box.setCurrentIndex(box.findData(value))
    read = pypdf.PdfReader(preview.press.path)
    assert round(read.pages[0].mediabox.width) == 612
    assert "Sommaire" in read.pages[1].extract_text()
    pick(qtbot, preview, "poster")
    assert preview.looks["paper"].currentData() == "a1"
