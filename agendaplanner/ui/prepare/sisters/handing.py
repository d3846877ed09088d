"""What is taken from sister meetings and handed to them: lists, reports, hashed addresses."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.sisters import LEAST_SALT, hashed_list, overlap_report, overlaps, sisters, take_invitees
from agendaplanner.document.document import Document
from agendaplanner.exchange.invitees import invitees_of, read_invitees
from agendaplanner.model.errors import AgendaError
from agendaplanner.model.files import write_atomically
from agendaplanner.model.text import file_name
from agendaplanner.ui.labels import answers, named

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.prepare.sheet import Sheet

LISTS = "Lists (*.csv *.tsv *.txt *.xlsx *.agenda)"
REPORTS = "PDF (*.pdf);;Markdown (*.md)"


class Handing(QtCore.QObject):
    """The menu of what is handed over, and the secret that hashes are made with.

    Attributes:
        secret: Kept while the window is open, and nowhere else.
    """

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self.secret = ""
        self._menu = QtWidgets.QMenu(sheet)
        self.report = self._menu.addAction("Report on the overlap…", self._report_on_all)
        self._letters = self._menu.addMenu("Report for one of them")
        self._letters.aboutToShow.connect(self._fill_letters)
        self._menu.addSeparator()
        self.hashes = self._menu.addAction("Our addresses as hashes…", self._write_hashes)
        self._menu.addAction("The secret of the hashes…", self._ask_secret)

    def menu(self) -> QtWidgets.QMenu:
        """Give the menu."""
        return self._menu

    def allow(self, *, there: bool, overlap: bool) -> None:
        """Say what can be handed over: whether there are sister meetings, and people on two lists."""
        self.report.setEnabled(overlap)
        self._letters.setEnabled(there and overlap)

    def _fill_letters(self) -> None:
        self._letters.clear()
        agenda = self._sheet.desk.agenda
        for each in sisters(agenda) if agenda is not None else ():
            self._letters.addAction(each.name.replace("&", "&&"), partial(self._write_report, each.id))

    def _report_on_all(self) -> None:
        self._write_report("")

    def _write_report(self, sister: str) -> None:
        agenda = self._sheet.desk.agenda
        path = self._place("overlap.pdf", REPORTS)
        if agenda is None or path is None:
            return
        found = overlaps(agenda, salt=self.secret)
        try:
            if path.suffix.lower() == ".pdf":
                # here and not by our command line, to which the secret would have to be told
                from agendaplanner.printing.handouts.overlap import write_overlap

                write_overlap(agenda, path, found=found, sister=sister)
            else:
                write_atomically(path, overlap_report(agenda, found, sister=sister).encode())
        except AgendaError as error:
            self._sheet.desk.failed.emit(error)
            return
        self._sheet.say_written(f"The report is in {path.name}.", path)

    def _write_hashes(self) -> None:
        if not self.secret and not self._ask_secret():
            return
        agenda = self._sheet.desk.agenda
        path = self._place("hashed-addresses.txt", "Text (*.txt)")
        if agenda is None or path is None:
            return
        try:
            lines = hashed_list(agenda, self.secret)
            write_atomically(path, "\n".join(lines).encode())
        except AgendaError as error:
            self._sheet.desk.failed.emit(error)
            return
        self._sheet.say_written(f"{len(lines)} hashed addresses are in {path.name}; no address is.", path)

    def _place(self, name: str, kinds: str) -> Path | None:
        document = self._sheet.desk.document
        folder = document.path.parent if document is not None and document.path is not None else Path.home()
        chosen, kind = QtWidgets.QFileDialog.getSaveFileName(self._sheet, "Write", str(folder / name), kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(".md" if "*.md" in kind else Path(name).suffix)

    def _ask_secret(self) -> bool:
        asking = Secret(self.secret, self._sheet)
        if asking.exec() != QtWidgets.QDialog.DialogCode.Accepted:
            return False
        self.secret = asking.field.text()
        agenda = self._sheet.desk.agenda
        if agenda is not None:
            self._sheet.renew(agenda)
        return bool(self.secret)


class Secret(QtWidgets.QDialog):
    """Asks for the secret that all sister meetings share."""

    def __init__(self, secret: str, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("The secret of the hashes")
        self.setMinimumWidth(420)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        words = QtWidgets.QLabel(
            "With the same secret, all sister meetings make the same hash of an address: who is on two lists is found "
            "without handing lists over. Agree on one by telephone, not by mail. It is not kept in the file.",
            self,
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        lines.addWidget(words)
        self.field = QtWidgets.QLineEdit(secret, self)
        self.field.setEchoMode(QtWidgets.QLineEdit.EchoMode.PasswordEchoOnEdit)
        self.field.setPlaceholderText(f"{LEAST_SALT} characters or more")
        self.field.textChanged.connect(self._allow)
        lines.addLayout(named("Secret", self.field))
        buttons, self.ok = answers(self, "Use it")
        lines.addWidget(buttons)
        self._allow()

    def _allow(self, *_: object) -> None:
        self.ok.setEnabled(len(self.field.text()) >= LEAST_SALT)


class ListOf(QtWidgets.QDialog):
    """Asks whose list it is."""

    def __init__(self, agenda: Agenda, proposed: str, number: int, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("List of a sister meeting")
        self.setMinimumWidth(420)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 16, 16, 16)
        lines.setSpacing(12)
        words = QtWidgets.QLabel(f"The list has {number} invitees. Whose is it?", self)
        words.setProperty("kind", "muted")
        lines.addWidget(words)
        self.name = QtWidgets.QComboBox(self)
        self.name.setEditable(True)
        self.name.addItems([each.name for each in sisters(agenda)])
        self.name.setCurrentText(proposed)
        self.name.editTextChanged.connect(self._allow)
        lines.addLayout(named("Sister meeting", self.name))
        self.hint = QtWidgets.QLabel(
            "A list of the same meeting is replaced; your answers about its people stay.", self
        )
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        lines.addWidget(self.hint)
        buttons, self.ok = answers(self, "Take the list")
        lines.addWidget(buttons)
        self._allow()

    def _allow(self, *_: object) -> None:
        self.ok.setEnabled(bool(self.name.currentText().strip()))


def take_list(sheet: Sheet) -> None:
    """Ask for a list and whose it is, and take it as one change."""
    document = sheet.desk.document
    folder = document.path.parent if document is not None and document.path is not None else Path.home()
    chosen, _ = QtWidgets.QFileDialog.getOpenFileName(sheet, "List of invitees", str(folder), LISTS)
    agenda = sheet.desk.agenda
    if not chosen or agenda is None:
        return
    path = Path(chosen)
    try:
        lines, proposed = _read(path)
    except AgendaError as error:
        sheet.desk.failed.emit(error)
        return
    asking = ListOf(agenda, proposed, len(lines), sheet)
    if asking.exec() == QtWidgets.QDialog.DialogCode.Accepted:
        name = asking.name.currentText().strip()
        if sheet.desk.do(lambda now: take_invitees(now, name, lines)) is not None:
            sheet.say(f"{name}: {len(lines)} invitees.", can_be_undone=True)


def _read(path: Path) -> tuple[tuple[str, ...], str]:
    """Read a list; an agenda file names its meeting."""
    if path.suffix == ".agenda":
        with Document.open(path, read_only=True) as other:
            meeting = other.agenda.meeting
            return invitees_of(other.agenda), meeting.acronym or meeting.title
    return read_invitees(path), file_name(path.stem).replace("-", " ").replace("_", " ").capitalize()
