"""The preview: which piece, of what, and its pages; to be saved as PDF or sent to a printer."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.text import file_name
from agendaplanner.model.times import long_day
from agendaplanner.ui.labels import named
from agendaplanner.ui.preview.pages import Pages, page_image
from agendaplanner.ui.preview.press import Press

if TYPE_CHECKING:
    from agendaplanner.model.errors import AgendaError
    from agendaplanner.printing.pieces import Piece
    from agendaplanner.printing.worker import Answer, Order
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
REFRESH_AFTER_MS = 150
"""How long after a change the pages are made anew: a row of changes is one."""
PRINTER_DPI = 300


class Preview(QtWidgets.QWidget):
    """A window of its own, beside the plan: what is printed follows what is planned."""

    saved = QtCore.Signal(str, object)
    """Words, and the path."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        from agendaplanner.printing.pieces import PIECES

        super().__init__(parent, Qt.WindowType.Window)
        self._desk, self._look = desk, look
        self._pieces = PIECES
        self.setWindowTitle("Print")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1060, 820)
        self.press = Press(self)
        self.pages = Pages(look, self)
        self._note = QtWidgets.QLabel(self)
        self._note.setProperty("kind", "note")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(16, 8, 16, 8)
        self._note.hide()
        self._soon = QtCore.QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._soon.timeout.connect(self._print)
        across = QtWidgets.QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self._side())
        middle = QtWidgets.QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._bar())
        middle.addWidget(self._note)
        middle.addWidget(self.pages, 1)
        across.addLayout(middle, 1)
        self._tie()
        self._fill_choices()
        self.pieces.setCurrentRow(0)

    # layout

    def _side(self) -> QtWidgets.QWidget:
        side = QtWidgets.QWidget(self)
        side.setProperty("kind", "surface")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(250)
        lines = QtWidgets.QVBoxLayout(side)
        lines.setContentsMargins(14, 14, 14, 14)
        lines.setSpacing(10)
        self.pieces = QtWidgets.QListWidget(side)
        self.pieces.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        for name, piece in self._pieces.items():
            item = QtWidgets.QListWidgetItem(piece.title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(piece.says)
            self.pieces.addItem(item)
        self.pieces.setSpacing(3)
        self.pieces.setFixedHeight(len(self._pieces) * (self.pieces.fontMetrics().height() + 8) + 8)
        lines.addLayout(named("What to print", self.pieces))
        self.says = QtWidgets.QLabel(side)
        self.says.setProperty("kind", "muted")
        self.says.setWordWrap(True)
        lines.addWidget(self.says)
        self.choices: dict[str, QtWidgets.QComboBox] = {}
        self._choosing: dict[str, QtWidgets.QWidget] = {}
        for what, title in (("days", "Day"), ("rooms", "Room"), ("delegations", "Delegation"), ("people", "Person")):
            box = QtWidgets.QComboBox(side)
            holder = QtWidgets.QWidget(side)
            holder.setLayout(named(title, box))
            self.choices[what], self._choosing[what] = box, holder
            lines.addWidget(holder)
        self.stock = QtWidgets.QComboBox(side)
        self._stock_holder = QtWidgets.QWidget(side)
        self._stock_holder.setLayout(named("Stock", self.stock))
        lines.addWidget(self._stock_holder)
        self.code = QtWidgets.QLineEdit(side)
        self.code.setPlaceholderText("https://example.org/{person}.ics")
        self.code.setToolTip("Where a person's calendar is, {person} standing for the id; printed as a code to scan")
        self._code_holder = QtWidgets.QWidget(side)
        self._code_holder.setLayout(named("Calendar behind the code", self.code))
        lines.addWidget(self._code_holder)
        self.looks = {name: QtWidgets.QComboBox(side) for name in ("paper", "language", "style")}
        for name, box in self.looks.items():
            lines.addLayout(named(name.capitalize(), box))
        self._fill_looks()
        lines.addStretch(1)
        return side

    def _bar(self) -> QtWidgets.QWidget:
        bar = QtWidgets.QWidget(self)
        bar.setProperty("kind", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setFixedHeight(52)
        line = QtWidgets.QHBoxLayout(bar)
        line.setContentsMargins(14, 0, 14, 0)
        line.setSpacing(8)
        self.where = QtWidgets.QLabel(bar)
        self.where.setProperty("kind", "muted")
        line.addWidget(self.where)
        self.busy = QtWidgets.QProgressBar(bar)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(90)
        self.busy.setAccessibleName("Making the pages")
        self.cancel_button = QtWidgets.QPushButton("Cancel", bar)
        for widget in (self.busy, self.cancel_button):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            widget.hide()
            line.addWidget(widget)
        line.addStretch(1)
        self.smaller = QtWidgets.QPushButton("−", bar)
        self.smaller.setAccessibleName("Smaller")
        self.scale = QtWidgets.QPushButton(bar)
        self.scale.setToolTip("As wide as the window")
        self.scale.setMinimumWidth(70)
        self.larger = QtWidgets.QPushButton("+", bar)
        self.larger.setAccessibleName("Larger")
        self.save = QtWidgets.QPushButton("Save as PDF…", bar)
        self.send = QtWidgets.QPushButton("Print…", bar)
        self.send.setProperty("kind", "main")
        for button in (self.smaller, self.scale, self.larger, self.save, self.send):
            line.addWidget(button)
        return bar

    def _tie(self) -> None:
        self.pieces.currentRowChanged.connect(self._piece_chosen)
        for box in (*self.choices.values(), self.stock, *self.looks.values()):
            box.currentIndexChanged.connect(self._changed)
        self.code.textChanged.connect(self._changed)
        self.pages.page_changed.connect(self._show_place)
        self.pages.scaled.connect(lambda percent: self.scale.setText(f"{percent} %"))
        self.smaller.clicked.connect(lambda: self.pages.zoom(-1))
        self.larger.clicked.connect(lambda: self.pages.zoom(1))
        self.scale.clicked.connect(self.pages.fit)
        self.save.clicked.connect(self.ask_save)
        self.send.clicked.connect(self.ask_print)
        self.cancel_button.clicked.connect(self.press.cancel)
        self.press.began.connect(lambda: self._show_busy(busy=True))
        self.press.ended.connect(lambda: self._show_busy(busy=False))
        self.press.printed.connect(self._printed)
        self.press.failed.connect(self._failed)
        self._desk.changed.connect(self._agenda_changed)
        self._desk.opened.connect(self._another_file)
        for keys, act in (("Ctrl+P", self.ask_print), ("Ctrl+S", self.ask_save), ("Escape", self.close)):
            QtGui.QShortcut(QtGui.QKeySequence(keys), self, act)

    # what is chosen

    @property
    def piece(self) -> Piece:
        """The piece that is chosen."""
        return self._pieces[self.name]

    @property
    def name(self) -> str:
        """Its name."""
        item = self.pieces.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else next(iter(self._pieces))

    def choose(self, name: str) -> None:
        """Show a piece."""
        self.pieces.setCurrentRow(list(self._pieces).index(name))

    def _fill_choices(self) -> None:
        from agendaplanner.printing.handouts.badges import STOCKS

        agenda = self._desk.agenda
        if agenda is None:
            return
        offered: dict[str, list[tuple[str, Any]]] = {
            "days": [(long_day(day.date), day.date) for day in agenda.meeting.days],
            "rooms": [(room.name, room.id) for room in agenda.rooms],
            "delegations": sorted((d.name, d.id) for d in agenda.delegation.values()),
            "people": [(person.name, person.id) for person in agenda.people],
        }
        for what, box in self.choices.items():
            before = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem("All", None)
            for title, value in offered[what]:
                box.addItem(title, value)
            box.setCurrentIndex(max(box.findData(before), 0))
            box.blockSignals(False)
        if not self.stock.count():
            self.stock.blockSignals(True)
            for name, stock in STOCKS.items():
                self.stock.addItem(stock.title, name)
            self.stock.blockSignals(False)

    def _fill_looks(self) -> None:
        from agendaplanner.printing.edition import style_names
        from agendaplanner.printing.words import language_name, languages

        for code in languages():
            self.looks["language"].addItem(language_name(code), code)
        self.looks["style"].addItem("As the meeting says", "")
        for name in style_names():
            self.looks["style"].addItem(name.capitalize(), name)

    def _offer_papers(self, names: tuple[str, ...]) -> None:
        from agendaplanner.printing.paper import PAPERS

        box = self.looks["paper"]
        before = box.currentData()
        with QtCore.QSignalBlocker(box):
            box.clear()
            for name in names:
                box.addItem(PAPERS[name].title, name)
            box.setCurrentIndex(max(box.findData(before), 0))

    def _piece_chosen(self) -> None:
        piece = self.piece
        self._offer_papers(piece.papers)
        self.says.setText(f"{piece.says}.")
        for what, holder in self._choosing.items():
            holder.setVisible(what in piece.by)
        self._stock_holder.setVisible("stock" in piece.options)
        self._code_holder.setVisible("calendar_url" in piece.options)
        self.pages.verticalScrollBar().setValue(0)
        self._changed()

    def _order(self) -> Order:
        from agendaplanner.printing.handouts.base import Selection
        from agendaplanner.printing.worker import Order

        piece, document = self.piece, self._desk.document
        chosen = {
            what: frozenset({box.currentData()})
            for what, box in self.choices.items()
            if what in piece.by and box.currentData() is not None
        }
        options: dict[str, Any] = {}
        if "stock" in piece.options:
            options["stock"] = self.stock.currentData()
        if "calendar_url" in piece.options and self.code.text().strip():
            options["calendar_url"] = self.code.text().strip()
        on = document.changed_at.astimezone().date() if document is not None else None
        looks: dict[str, str] = {name: box.currentData() or "" for name, box in self.looks.items()}
        selection = Selection(**chosen)
        return Order(number=0, piece=self.name, path="", on=on, selection=selection, options=options, **looks)

    # making the pages

    def _changed(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _agenda_changed(self, _: object) -> None:
        self._fill_choices()
        self._changed()

    def _another_file(self) -> None:
        if self._desk.document is None:
            self.close()
        else:
            self._fill_choices()
            self._changed()

    def _print(self) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            self.press.print(agenda, self._order())

    def _printed(self, answer: Answer) -> None:
        self.pages.show_file(self.press.path)
        self._say("\n".join(answer.warnings[:3]) + (" …" if len(answer.warnings) > 3 else ""))
        self._allow(there=True)

    def _failed(self, error: AgendaError) -> None:
        self.pages.clear()
        self._say(" ".join(filter(None, [error.what, error.advice])))
        self._allow(there=False)

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _allow(self, *, there: bool) -> None:
        self.save.setEnabled(there)
        self.send.setEnabled(there)

    def _show_busy(self, *, busy: bool) -> None:
        self.busy.setVisible(busy)
        self.cancel_button.setVisible(busy)

    def _show_place(self, page: int, count: int) -> None:
        self.where.setText(f"Page {page} of {count}" if count else "")

    # what comes of it

    def ask_save(self) -> None:
        """Ask where to keep the PDF."""
        document = self._desk.document
        if document is None or document.path is None or not self.save.isEnabled():
            return
        proposed = document.path.parent / f"{file_name(document.path.stem) or 'agenda'}-{self.name}.pdf"
        chosen, _ = QtWidgets.QFileDialog.getSaveFileName(self, "Save as PDF", str(proposed), "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".pdf")
            try:
                shutil.copyfile(self.press.path, path)
            except OSError as error:
                self._say(f"{path.name} cannot be written: {error.strerror}. Choose another place.")
                return
            self.saved.emit(f"Wrote {path.name}: {self.pages.count} pages.", path)

    def ask_print(self) -> None:
        """Ask which printer, and print."""
        from PySide6 import QtPrintSupport

        if not self.send.isEnabled():
            return
        printer = QtPrintSupport.QPrinter(QtPrintSupport.QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.piece.title)
        dialog = QtPrintSupport.QPrintDialog(printer, self)
        dialog.setOption(QtPrintSupport.QAbstractPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, self.pages.count)
        if dialog.exec():
            send_to(printer, self.press.path)

    # life

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Make the pages."""
        super().showEvent(event)
        self._fill_choices()
        self._piece_chosen()
        self._soon.start(0)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Stop what is being printed; the process goes too."""
        self.press.cancel()
        super().closeEvent(event)


def send_to(printer: Any, path: Path) -> int:
    """Send the pages of a PDF to a printer, each turned as it is; give how many."""
    import pypdfium2

    document: Any = pypdfium2.PdfDocument(path.read_bytes())
    first = max(printer.fromPage(), 1)
    last = min(printer.toPage() or len(document), len(document))
    painter: QtGui.QPainter | None = None
    for number in range(first, last + 1):
        width, height = document.get_page_size(number - 1)
        size = QtGui.QPageSize(QtCore.QSizeF(min(width, height), max(width, height)), QtGui.QPageSize.Unit.Point)
        printer.setPageSize(size)
        across = QtGui.QPageLayout.Orientation.Landscape if width > height else QtGui.QPageLayout.Orientation.Portrait
        printer.setPageOrientation(across)
        printer.setFullPage(True)
        if painter is None:
            painter = QtGui.QPainter(printer)
        else:
            printer.newPage()
        dpi = min(printer.resolution(), PRINTER_DPI)
        image = page_image(document, number - 1, dpi / 72)
        painter.drawImage(QtCore.QRectF(0, 0, *(each / 72 * printer.resolution() for each in (width, height))), image)
    if painter is not None:
        painter.end()
    document.close()
    return last - first + 1
