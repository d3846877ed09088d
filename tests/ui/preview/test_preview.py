"""The preview: real pages from the printer's own process, kept up to date, saved and sent to a printer."""

from __future__ import annotations

import pypdf
import pytest
from PIL import Image
from PySide6 import QtCore, QtPrintSupport, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.ui.preview.printer import send_to
from agendaplanner.ui.preview.window import Preview

Qt = QtCore.Qt
WAIT_MS = 30_000


@pytest.fixture
def preview(qtbot, window, opened, look, settings):
    example = read_example()
    opened(example.apply(plan_change(example, plan(example, PlanOptions(seed=1)))))
    preview = Preview(window.desk, look, settings, window)
    qtbot.addWidget(preview)
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        preview.show()
    yield preview
    preview.stop()


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
    box = preview.filters.choices["rooms"]
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


def again(qtbot, preview, act):
    """Do something, and wait for the pages that come of it."""
    with qtbot.waitSignal(preview.press.printed, timeout=WAIT_MS):
        act()
    return pypdf.PdfReader(preview.press.path)


def take(box, value):
    box.setCurrentIndex(box.findData(value))


def test_paper_and_clock_are_those_that_were_chosen(qtbot, preview):
    read = again(qtbot, preview, lambda: take(preview.looks.paper, "letter"))
    assert round(read.pages[0].mediabox.width) == 612
    pick(qtbot, preview, "front-desk")
    read = again(qtbot, preview, lambda: take(preview.looks.clock, "12"))
    assert "9:00" in read.pages[0].extract_text()
    assert "AM" in read.pages[0].extract_text()
    pick(qtbot, preview, "poster")
    assert preview.looks.paper.currentData() == ""


def tick(qtbot, preview, code):
    qtbot.mouseClick(preview.looks.languages[code], Qt.MouseButton.LeftButton)


def test_two_languages_are_two_files_of_which_either_is_shown(qtbot, monkeypatch, preview, tmp_path):
    pick(qtbot, preview, "front-desk")
    assert not preview.shown.isVisible()
    again(qtbot, preview, lambda: tick(qtbot, preview, "fr"))
    assert preview.shown.isVisible()
    french = preview.shown.findChildren(QtWidgets.QPushButton)[1]
    read = again(qtbot, preview, lambda: qtbot.mouseClick(french, Qt.MouseButton.LeftButton))
    assert "Séances" in read.pages[0].extract_text()
    to = tmp_path / "desk.pdf"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getSaveFileName", lambda *_: (str(to), ""))
    with qtbot.waitSignal(preview.saved, timeout=WAIT_MS):
        qtbot.mouseClick(preview.save, Qt.MouseButton.LeftButton)
    assert "Sessions" in pypdf.PdfReader(tmp_path / "desk.en.pdf").pages[0].extract_text()
    assert "Séances" in pypdf.PdfReader(tmp_path / "desk.fr.pdf").pages[0].extract_text()


def test_there_is_always_a_language(qtbot, preview):
    tick(qtbot, preview, "en")
    assert preview.looks.codes == ("en",)


def test_american_english_is_on_letter_with_months_first(qtbot, preview):
    pick(qtbot, preview, "front-desk")
    again(qtbot, preview, lambda: tick(qtbot, preview, "en-US"))
    read = again(qtbot, preview, lambda: tick(qtbot, preview, "en"))
    assert round(read.pages[0].mediabox.width) == 612
    assert "Monday, February 11" in read.pages[0].extract_text()


def test_style_and_logo_are_in_the_agenda_and_can_be_undone(qtbot, monkeypatch, window, preview, tmp_path):
    def choose(name):
        box = preview.looks.style_box
        box.setCurrentIndex(box.findData(name))
        box.activated.emit(box.currentIndex())

    again(qtbot, preview, lambda: choose("plain"))
    assert window.desk.agenda.meeting.print_style == "plain"
    Image.new("RGB", (90, 30), "#0000AA").save(tmp_path / "ours.png")
    dialog = lambda *_: (str(tmp_path / "ours.png"), "")  # noqa: E731 # stands for a dialog
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", dialog)
    again(qtbot, preview, lambda: qtbot.mouseClick(preview.looks.choose_logo, Qt.MouseButton.LeftButton))
    # beside the agenda: both can be moved together
    assert window.desk.agenda.meeting.logo == "ours.png"
    assert not preview.looks.logo.pixmap().isNull()
    assert len(pypdf.PdfReader(preview.press.path).pages[0].images) == 1
    again(qtbot, preview, lambda: qtbot.mouseClick(preview.looks.remove_logo, Qt.MouseButton.LeftButton))
    assert preview.looks.logo.text() == "None"
    again(qtbot, preview, window.desk.undo)
    assert window.desk.agenda.meeting.logo == "ours.png"
    for _ in range(2):
        again(qtbot, preview, window.desk.undo)
    assert (window.desk.agenda.meeting.logo, preview.looks.style_box.currentData()) == ("", "classic")


def test_a_style_of_one_s_own_is_a_file(qtbot, monkeypatch, window, preview, tmp_path):
    (tmp_path / "ours.json").write_text('{"heading": "sans", "text": "sans", "accent": "#AA0000"}')
    monkeypatch.setattr(QtWidgets.QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "ours.json"), ""))
    box = preview.looks.style_box
    again(qtbot, preview, lambda: box.activated.emit(box.count() - 1))
    assert window.desk.agenda.meeting.print_style == "ours.json"
    assert box.currentText() == "ours"


def test_what_is_printed_for_each_person_goes_into_a_folder(qtbot, monkeypatch, preview, tmp_path):
    pick(qtbot, preview, "running-order")
    again(qtbot, preview, lambda: preview.filters.each.setChecked(True))
    assert preview.save.text() == "Save as PDFs…"
    monkeypatch.setattr(QtWidgets.QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    with qtbot.waitSignal(preview.saved, timeout=WAIT_MS) as told:
        qtbot.mouseClick(preview.save, Qt.MouseButton.LeftButton)
    written = sorted(path.name for path in told.args[1].glob("*.pdf"))
    assert "berg-hedda.pdf" in written
    assert told.args[0].startswith(f"Wrote {len(written)} files")


def test_paper_and_languages_are_remembered_of_the_file(qtbot, window, look, settings, preview):
    again(qtbot, preview, lambda: take(preview.looks.paper, "letter"))
    again(qtbot, preview, lambda: tick(qtbot, preview, "fr"))
    pick(qtbot, preview, "badges")
    again(qtbot, preview, lambda: take(preview.filters.stock, "a6"))
    other = Preview(window.desk, look, settings, window)
    qtbot.addWidget(other)
    assert other.looks.codes == ("en", "fr")
    assert other.looks.paper.currentData() == "letter"
    assert other.filters.stock.currentData() == "a6"
    other.stop()


def test_what_stands_as_it_was_published_is_no_draft(qtbot, window, preview):
    pick(qtbot, preview, "documents")
    assert "Draft" in pypdf.PdfReader(preview.press.path).pages[0].extract_text()
    window.desk.document.publish(label="First circular")
    read = again(qtbot, preview, lambda: take(preview.looks.paper, "letter"))
    assert "Version 1, First circular" in read.pages[0].extract_text()


def test_how_far_it_is_is_told(qtbot, preview):
    preview._show_progress(120, 0)
    assert preview.where.text() == "120 pages made"
    preview._show_progress(3, 40)
    assert preview.where.text() == "File 3 of 40"
    assert (preview.busy.maximum(), preview.busy.value()) == (40, 3)
