"""The preview: which piece, of what, and its pages; to be saved as PDF or sent to a printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.labels import Segments
from agendaplanner.ui.preview.filters import Filters
from agendaplanner.ui.preview.looks import Looks
from agendaplanner.ui.preview.pages import Pages
from agendaplanner.ui.preview.press import Press
from agendaplanner.ui.preview.printer import ask_printer
from agendaplanner.ui.preview.saving import Saving

if TYPE_CHECKING:
    from agendaplanner.model.errors import AgendaError
    from agendaplanner.printing.pieces import Piece
    from agendaplanner.printing.worker import Answer, Order
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
REFRESH_AFTER_MS = 150
"""How long after a change the pages are made anew: a row of changes is one."""
_PIECES_PX, _CHOICES_PX = 168, 250


class Preview(QtWidgets.QWidget):
    """A window of its own, beside the plan: what is printed follows what is planned."""

    saved = QtCore.Signal(str, object)
    """Words, and the path."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget) -> None:
        from agendaplanner.printing.pieces import PIECES

        super().__init__(parent, Qt.WindowType.Window)
        self._desk, self._look = desk, look
        self._pieces = PIECES
        self.setWindowTitle("Print")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(760, 460)
        self.resize(1180, 820)
        self.press = Press(self)
        self.pages = Pages(look, self)
        self.filters = Filters(desk, settings, self)
        self.looks = Looks(desk, settings, self)
        self.saving = Saving(desk, self)
        self._note = QtWidgets.QLabel(self)
        self._note.setProperty("kind", "note")
        self._note.setWordWrap(True)
        self._note.setContentsMargins(16, 8, 16, 8)
        self._note.hide()
        self._soon = QtCore.QTimer(self, singleShot=True, interval=REFRESH_AFTER_MS)
        self._soon.timeout.connect(self._print)
        self._lay_out()
        self._tie()
        self._allow(there=False)  # until there are pages
        self._fill()
        self.looks.another_file()
        self.filters.another_file()
        self.pieces.setCurrentRow(0)

    # layout

    def _lay_out(self) -> None:
        down = QtWidgets.QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._bar())
        across = QtWidgets.QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._list())
        middle = QtWidgets.QVBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._note)
        middle.addWidget(self.pages, 1)
        across.addLayout(middle, 1)
        across.addWidget(self._side())
        down.addLayout(across, 1)

    def _list(self) -> QtWidgets.QWidget:
        left = QtWidgets.QWidget(self)
        left.setProperty("kind", "left")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        left.setFixedWidth(_PIECES_PX)
        lines = QtWidgets.QVBoxLayout(left)
        lines.setContentsMargins(8, 10, 8, 10)
        self.pieces = QtWidgets.QListWidget(left)
        self.pieces.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.pieces.setAccessibleName("What to print")
        self.pieces.setSpacing(3)
        for name, piece in self._pieces.items():
            item = QtWidgets.QListWidgetItem(piece.title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setToolTip(piece.says)
            self.pieces.addItem(item)
        lines.addWidget(self.pieces)
        return left

    def _side(self) -> QtWidgets.QWidget:
        side = QtWidgets.QScrollArea(self)
        side.setProperty("kind", "right")
        side.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setFixedWidth(_CHOICES_PX)
        inner = QtWidgets.QWidget(side)
        inner.setProperty("kind", "surface")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QtWidgets.QVBoxLayout(inner)
        lines.setContentsMargins(14, 12, 14, 14)
        lines.setSpacing(8)
        self.says = QtWidgets.QLabel(inner)
        self.says.setProperty("kind", "muted")
        self.says.setWordWrap(True)
        lines.addWidget(self.says)
        lines.addWidget(self.filters)
        heading = QtWidgets.QLabel("Looks", inner)
        heading.setProperty("kind", "heading")
        heading.setContentsMargins(0, 6, 0, 0)
        lines.addWidget(heading)
        lines.addWidget(self.looks)
        lines.addStretch(1)
        side.setWidget(inner)
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
        self.where.setMinimumWidth(112)
        line.addWidget(self.where)
        self.busy = QtWidgets.QProgressBar(bar)
        self.busy.setTextVisible(False)
        self.busy.setFixedWidth(80)
        self.busy.setAccessibleName("Making the pages")
        self.cancel_button = QtWidgets.QPushButton("Cancel", bar)
        for widget in (self.busy, self.cancel_button):
            policy = widget.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(policy)
            widget.hide()
            line.addWidget(widget)
        line.addStretch(1)
        self.shown = Segments(bar)
        line.addWidget(self.shown)
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
        self.filters.changed.connect(self._chosen)
        self.looks.changed.connect(self._chosen)
        self.shown.chosen.connect(self._show_language)
        self.pages.page_changed.connect(self._show_place)
        self.pages.scaled.connect(lambda percent: self.scale.setText(f"{percent} %"))
        self.smaller.clicked.connect(lambda: self.pages.zoom(-1))
        self.larger.clicked.connect(lambda: self.pages.zoom(1))
        self.scale.clicked.connect(self.pages.fit)
        self.save.clicked.connect(self.ask_save)
        self.send.clicked.connect(self.ask_print)
        self.cancel_button.clicked.connect(self.cancel)
        self.saving.saved.connect(self.saved)
        self.saving.failed.connect(lambda error: self._say(" ".join(filter(None, [error.what, error.advice]))))
        for press in (self.press, self.saving.press):
            press.began.connect(self._show_busy)
            press.ended.connect(self._show_busy)
            press.progressed.connect(self._show_progress)
        self.press.printed.connect(self._printed)
        self.press.failed.connect(self._failed)
        self._desk.changed.connect(self._agenda_changed)
        self._desk.opened.connect(self._another_file)
        for keys, act in (
            ("Ctrl+P", self.ask_print),
            ("Ctrl+S", self.ask_save),
            ("Escape", self.close),
            ("Ctrl+Z", self._desk.undo),
            ("Ctrl+Shift+Z", self._desk.redo),
        ):
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

    @property
    def language(self) -> str:
        """The language of the pages that are shown: one of those that are ticked."""
        codes = self.looks.codes
        return self._language if self._language in codes else codes[0]

    _language = "en"

    def choose(self, name: str) -> None:
        """Show a piece."""
        self.pieces.setCurrentRow(list(self._pieces).index(name))

    def _fill(self) -> None:
        agenda = self._desk.agenda
        if agenda is not None:
            self.filters.offer(agenda)

    def _piece_chosen(self) -> None:
        piece = self.piece
        self.looks.offer_papers(piece.papers)
        self.filters.show_for(piece)
        self.says.setText(f"{piece.says}.")
        self.pages.verticalScrollBar().setValue(0)
        self._chosen()

    def _chosen(self) -> None:
        """Show what can be done with what is chosen, and make the pages."""
        from agendaplanner.printing.words import language_name

        codes = self.looks.codes
        self.shown.offer([(language_name(code), code) for code in codes] if len(codes) > 1 else [])
        self.shown.setVisible(len(codes) > 1)
        self.shown.mark(self.language)
        several = len(codes) > 1 or self.filters.wants_each(self.piece)
        self.save.setText("Save as PDFs…" if several else "Save as PDF…")
        self._changed()

    def _show_language(self, code: object) -> None:
        self._language = str(code)
        self._chosen()

    def _order(self) -> Order:
        from agendaplanner.document.standing import standing
        from agendaplanner.printing.worker import Order

        piece, document = self.piece, self._desk.document
        assert document is not None
        return Order(
            number=0,
            piece=self.name,
            path="",
            version=standing(document) or "",
            on=document.changed_at.astimezone().date(),
            selection=self.filters.selection(piece),
            languages=(self.language,),
            folder=str(document.path.parent) if document.path is not None else "",
            options=self.filters.options(piece),
            **self.looks.fields(),
        )

    # making the pages

    def _changed(self) -> None:
        if self.isVisible():
            self._soon.start()

    def _agenda_changed(self, _: object) -> None:
        self._fill()
        self.looks.show_meeting()
        self._changed()

    def _another_file(self) -> None:
        if self._desk.document is None:
            self.close()
        else:
            self._fill()
            self.looks.another_file()
            self.filters.another_file()
            self._chosen()

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

    def cancel(self) -> None:
        """Call off what is being printed and saved."""
        self.press.cancel()
        self.saving.press.cancel()

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _allow(self, *, there: bool) -> None:
        self.save.setEnabled(there)
        self.send.setEnabled(there)

    def _show_busy(self) -> None:
        busy = self.press.running or self.saving.press.running
        self.busy.setRange(0, 0)
        self.busy.setVisible(busy)
        self.cancel_button.setVisible(busy)
        if not busy:
            self._show_place(self.pages.current, self.pages.count)

    def _show_progress(self, done: int, of: int) -> None:
        self.busy.setRange(0, of)
        self.busy.setValue(done)
        self.where.setText(f"File {done} of {of}" if of else f"{done} pages made")

    def _show_place(self, page: int, count: int) -> None:
        self.where.setText(f"Page {page} of {count}" if count else "")

    # what comes of it

    def ask_save(self) -> None:
        """Ask where to keep what is shown: one PDF, or one in each language, or one for each person."""
        if self.save.isEnabled() and self._desk.document is not None:
            each = self.filters.wants_each(self.piece)
            order = msgspec.structs.replace(self._order(), languages=self.looks.codes, each=each)
            self.saving.ask(order, self.press.path, self.pages.count)

    def ask_print(self) -> None:
        """Ask which printer, and print."""
        if self.send.isEnabled():
            ask_printer(self, self.piece.title, self.press.path, self.pages.count)

    # life

    def showEvent(self, event: QtGui.QShowEvent) -> None:
        """Make the pages."""
        super().showEvent(event)
        self._fill()
        self._piece_chosen()
        self._soon.start(0)

    def closeEvent(self, event: QtGui.QCloseEvent) -> None:
        """Stop what is being printed; the process goes too."""
        self.cancel()
        super().closeEvent(event)

    def stop(self) -> None:
        """Close it for good, with the processes and the pages."""
        self.close()
        self.pages.clear()
        self.press.close()
        self.saving.press.close()
