"""How pieces look: the meeting's style and logo, kept in the agenda; languages, paper and clock, remembered beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.actions import set_fields
from agendaplanner.model.errors import AgendaError
from agendaplanner.ui.labels import named

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.settings import Settings

_REMEMBERED = "print"
_A_FILE = "\0file"
_LOGO_PX = QtCore.QSize(200, 44)


class _Remembered(msgspec.Struct, frozen=True):
    """What is remembered of a file."""

    languages: tuple[str, ...] = ()
    paper: str = ""
    clock: str = ""


class Looks(QtWidgets.QWidget):
    """The choices; a change of style or logo is a change of the agenda, and can be undone."""

    changed = QtCore.Signal()
    """Other languages, another paper or clock; what is in the agenda tells its change itself."""

    def __init__(self, desk: Desk, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._settings = desk, settings
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.style_box = QtWidgets.QComboBox(self)
        self.style_box.activated.connect(self._style_chosen)
        lines.addLayout(named("Style", self.style_box))
        self.logo = QtWidgets.QLabel(self)
        self.logo.setProperty("kind", "muted")
        self.logo.setWordWrap(True)
        self.choose_logo = QtWidgets.QPushButton("Choose…", self)
        self.choose_logo.setAccessibleName("Choose a logo")
        self.choose_logo.clicked.connect(self.ask_logo)
        self.remove_logo = QtWidgets.QPushButton("Remove", self)
        self.remove_logo.setAccessibleName("Remove the logo")
        self.remove_logo.clicked.connect(lambda: self._set("Remove the logo", logo=""))
        lines.addLayout(named("Logo", self.logo))
        buttons = QtWidgets.QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self.choose_logo, self.remove_logo):
            button.setProperty("kind", "act")
            buttons.addWidget(button)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        self.languages = self._languages(lines)
        self.paper = QtWidgets.QComboBox(self)
        self.paper.currentIndexChanged.connect(self._chosen)
        lines.addLayout(named("Paper", self.paper))
        self.clock = QtWidgets.QComboBox(self)
        for words, value in (
            ("As is usual in the language", ""),
            ("24 hours, 13:30", "24"),
            ("12 hours, 1:30 PM", "12"),
        ):
            self.clock.addItem(words, value)
        self.clock.currentIndexChanged.connect(self._chosen)
        lines.addLayout(named("Clock", self.clock))

    def _languages(self, lines: QtWidgets.QVBoxLayout) -> dict[str, QtWidgets.QCheckBox]:
        from agendaplanner.printing.words import language_name, languages

        label = QtWidgets.QLabel("Languages: a file in each")
        label.setProperty("kind", "small")
        lines.addWidget(label)
        found: dict[str, QtWidgets.QCheckBox] = {}
        grid = QtWidgets.QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for i, code in enumerate(languages()):
            check = found[code] = QtWidgets.QCheckBox(language_name(code), self)
            check.setAccessibleName(f"An edition in {language_name(code)}")
            check.toggled.connect(self._language_ticked)
            grid.addWidget(check, i // 2, i % 2)
        lines.addLayout(grid)
        return found

    # what is chosen

    @property
    def codes(self) -> tuple[str, ...]:
        """The languages that are ticked, in their order; none: that of the style."""
        return tuple(code for code, check in self.languages.items() if check.isChecked())

    def fields(self) -> dict[str, Any]:
        """Give paper and clock as an order names them."""
        return {"paper": self.paper.currentData() or "", "clock": self.clock.currentData() or ""}

    # what is there to choose

    def offer_papers(self, names: tuple[str, ...]) -> None:
        """Offer the papers of a piece; what was chosen stays so where it is made for it."""
        from agendaplanner.printing.paper import PAPERS

        before = self.paper.currentData() or self._remembered().paper
        with QtCore.QSignalBlocker(self.paper):
            self.paper.clear()
            self.paper.addItem("As is usual", "")
            for name in names:
                self.paper.addItem(PAPERS[name].title, name)
            self.paper.setCurrentIndex(max(self.paper.findData(before), 0))

    def another_file(self) -> None:
        """Show what is remembered of the file that is open now."""
        remembered = self._remembered()
        with QtCore.QSignalBlocker(self.clock):
            self.clock.setCurrentIndex(max(self.clock.findData(remembered.clock), 0))
        for code, check in self.languages.items():
            with QtCore.QSignalBlocker(check):
                check.setChecked(code in (remembered.languages or (self._usual_language(),)))
        with QtCore.QSignalBlocker(self.paper):
            self.paper.setCurrentIndex(max(self.paper.findData(remembered.paper), 0))
        self.show_meeting()

    def _usual_language(self) -> str:
        """Give the language of the meeting's style."""
        from agendaplanner.printing.edition import style_named, style_names

        agenda = self._desk.agenda
        style = agenda.meeting.print_style if agenda is not None else ""
        if not style or style in style_names():
            return "en"
        try:
            return style_named(str(self._whole(style)))[0].language or "en"
        except AgendaError:
            return "en"  # what is wrong with it is said where the pages are made

    def show_meeting(self) -> None:
        """Show the meeting's style and logo as they stand."""
        from agendaplanner.printing.edition import style_named, style_names

        agenda = self._desk.agenda
        if agenda is None:
            return
        style, logo = agenda.meeting.print_style or "classic", agenda.meeting.logo
        names = style_names()
        with QtCore.QSignalBlocker(self.style_box):
            self.style_box.clear()
            for name in names:
                self.style_box.addItem(name.capitalize(), name)
                says = style_named(name)[0].title
                self.style_box.setItemData(self.style_box.count() - 1, says, QtCore.Qt.ItemDataRole.ToolTipRole)
            if style not in names:
                self.style_box.addItem(Path(style).stem, style)
                self.style_box.setItemData(self.style_box.count() - 1, style, QtCore.Qt.ItemDataRole.ToolTipRole)
            self.style_box.addItem("A file…", _A_FILE)
            self.style_box.setCurrentIndex(self.style_box.findData(style))
        self._show_logo(logo)
        for widget in (self.style_box, self.choose_logo):
            widget.setEnabled(self._desk.can_change)
        self.remove_logo.setEnabled(self._desk.can_change and bool(logo))

    def _show_logo(self, logo: str) -> None:
        self.logo.setToolTip(logo)
        reader = QtGui.QImageReader(str(self._whole(logo))) if logo else None
        image = reader.read() if reader is not None else QtGui.QImage()
        if image.isNull():
            self.logo.setPixmap(QtGui.QPixmap())
            self.logo.setMinimumHeight(0)
            self.logo.setText(f"{Path(logo).name} cannot be read: pieces are printed without it." if logo else "None")
            return
        ratio = self.devicePixelRatioF()
        size = image.size().scaled(_LOGO_PX * ratio, QtCore.Qt.AspectRatioMode.KeepAspectRatio)
        image = image.scaled(
            size, QtCore.Qt.AspectRatioMode.KeepAspectRatio, QtCore.Qt.TransformationMode.SmoothTransformation
        )
        # on white, as on paper: what is dark is seen in a dark window too
        shown = QtGui.QPixmap(image.size())
        shown.fill(QtCore.Qt.GlobalColor.white)
        painter = QtGui.QPainter(shown)
        painter.drawImage(0, 0, image)
        painter.end()
        shown.setDevicePixelRatio(ratio)
        self.logo.setPixmap(shown)
        self.logo.setMinimumHeight(round(size.height() / ratio))

    # choosing

    def _style_chosen(self, index: int) -> None:
        name = self.style_box.itemData(index)
        if name == _A_FILE:
            self.show_meeting()
            chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self, "A style", str(self._folder()), "Styles (*.json)")
            if chosen:
                self._set(f"Print in the style {Path(chosen).stem}", print_style=self._named_from(chosen))
        else:
            self._set(f"Print in the style {name}", print_style=name)

    def ask_logo(self) -> None:
        """Ask for an image."""
        kinds = "Images (*.png *.jpg *.jpeg)"
        chosen, _ = QtWidgets.QFileDialog.getOpenFileName(self, "The logo", str(self._folder()), kinds)
        if chosen:
            self._set("Choose the logo", logo=self._named_from(chosen))

    def _set(self, label: str, **fields: str) -> None:
        self._desk.do(lambda agenda: set_fields(agenda, agenda.meeting, label=label, **fields))
        self.show_meeting()

    def _language_ticked(self) -> None:
        if not self.codes:
            check = self.sender()
            if isinstance(check, QtWidgets.QCheckBox):
                with QtCore.QSignalBlocker(check):
                    check.setChecked(True)  # there is always one
            return
        self._chosen()

    def _chosen(self) -> None:
        path = self._path()
        if path is not None:
            kept = _Remembered(self.codes, self.paper.currentData() or "", self.clock.currentData() or "")
            self._settings.keep_of_file(path, _REMEMBERED, msgspec.json.encode(kept).decode())
        self.changed.emit()

    # files

    def _path(self) -> Path | None:
        return self._desk.document.path if self._desk.document is not None else None

    def _folder(self) -> Path:
        path = self._path()
        return path.parent if path is not None else Path.home()

    def _named_from(self, chosen: str) -> str:
        """Name a file from the agenda's folder where it lies in it: both can be moved together."""
        try:
            return Path(chosen).resolve().relative_to(self._folder().resolve()).as_posix()
        except ValueError:
            return chosen

    def _whole(self, name: str) -> Path:
        return self._folder() / name

    def _remembered(self) -> _Remembered:
        path = self._path()
        try:
            return (
                msgspec.json.decode(self._settings.of_file(path, _REMEMBERED) or "{}", type=_Remembered)
                if path
                else _Remembered()
            )
        except msgspec.MsgspecError:
            return _Remembered()
