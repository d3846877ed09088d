"""The tracks with their colours and patterns, in a quiet line below the timeline; a click shows what is in one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.colours import track_colours
from agendaplanner.ui.timeline.facts import track_patterns
from agendaplanner.ui.timeline.lens import Criterion
from agendaplanner.ui.timeline.painting import striped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Track
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.lens import Lens

Qt = QtCore.Qt
HEIGHT, NAME_PX, GAP = 28, 120, 4
SWATCH = 12


class Legend(QtWidgets.QWidget):
    """As many tracks as there is room for, and a menu with all of them."""

    def __init__(self, desk: Desk, look: Look, lens: Lens, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._look = look
        self._lens = lens
        self.setObjectName("legend")
        self.setProperty("kind", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName("Tracks")
        self.buttons: list[QtWidgets.QToolButton] = []
        self._shown: tuple[object, ...] = ()
        self._colours: Mapping[str | None, str] = {}
        self._patterns: Mapping[str | None, int] = {}
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        lens.changed.connect(self._renew)
        look.changed.connect(self._renew)
        self._renew()

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Show as many as there is room for."""
        self._renew()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        self.setVisible(agenda is not None and bool(agenda.tracks))
        if agenda is None:
            return
        shown = (agenda.tracks, self._lens.criteria, self.width(), self._look.colours)
        if shown == self._shown:
            return
        self._shown = shown
        self._colours, self._patterns = track_colours(agenda), track_patterns(agenda)
        focused = next((i for i, button in enumerate(self.buttons) if button.hasFocus()), None)
        for button in self.buttons:
            _take_out(button)
        self.buttons = []
        x = 10
        for number, track in enumerate(agenda.tracks):
            button = self._button(track)
            last = number == len(agenda.tracks) - 1
            if x + button.width() > self.width() - (8 if last else 80):
                _take_out(button)
                x = self._more(agenda, number, x)
                break
            button.move(x, (HEIGHT - button.height()) // 2)
            button.show()
            self.buttons.append(button)
            x += button.width() + GAP
        if focused is not None and focused < len(self.buttons):
            self.buttons[focused].setFocus()

    def _button(self, track: Track) -> QtWidgets.QToolButton:
        button = self._flat()
        metrics = QtGui.QFontMetrics(self._look.font(11))
        words = metrics.elidedText(track.name, Qt.TextElideMode.ElideRight, NAME_PX)
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(self._swatch(track))
        button.setIconSize(QtCore.QSize(SWATCH, SWATCH))
        button.setAccessibleName(f"Show the sessions of track {track.name}")
        button.setToolTip(track.name)
        button.setFixedSize(metrics.horizontalAdvance(words) + SWATCH + 18, 22)
        button.clicked.connect(lambda _=False: self._lens.toggle(Criterion("track", track.id)))
        return button

    def _more(self, agenda: Agenda, first: int, x: int) -> int:
        """Offer all tracks in a menu, where not all have room."""
        button = self._flat()
        left = len(agenda.tracks) - first
        button.setText(f"{left} more" if first else f"{left} tracks")
        button.setAccessibleName("All tracks")
        button.setPopupMode(QtWidgets.QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QtWidgets.QMenu(button)
        # only when it is opened: a large meeting has dozens, and nobody waits for them
        menu.aboutToShow.connect(lambda: self._fill(menu))
        button.setMenu(menu)
        button.setFixedSize(68, 22)
        button.move(x, (HEIGHT - button.height()) // 2)
        button.show()
        self.buttons.append(button)
        return x + button.width()

    def _fill(self, menu: QtWidgets.QMenu) -> None:
        agenda = self._desk.agenda
        menu.clear()
        for track in agenda.tracks if agenda is not None else ():
            action = menu.addAction(self._swatch(track), track.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, track=track: self._lens.toggle(Criterion("track", track.id)))

    def _flat(self) -> QtWidgets.QToolButton:
        button = QtWidgets.QToolButton(self)
        button.setProperty("kind", "small flat")
        return button

    def _swatch(self, track: Track) -> QtGui.QIcon:
        """Give a track's colour and pattern, ringed where it is looked at."""
        colour, pattern = self._colours[track.id], self._patterns[track.id]
        ratio = self.devicePixelRatioF()
        picture = QtGui.QPixmap(round(SWATCH * ratio), round(SWATCH * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QtGui.QPainter(picture)
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(striped(colour, pattern) if pattern else QtGui.QColor(colour))
        painter.drawRoundedRect(QtCore.QRectF(2, 1, 5, 10), 1.5, 1.5)
        if Criterion("track", track.id) in self._lens.criteria:
            painter.setPen(QtGui.QPen(self._look.colour("accent"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QtCore.QRectF(0.7, 0.2, 8, 11.6), 2.5, 2.5)
        painter.end()
        return QtGui.QIcon(picture)


def _take_out(button: QtWidgets.QToolButton) -> None:
    """Take a button out at once: until it is deleted it would be shown with the others, at its old place."""
    button.hide()
    button.deleteLater()
