"""How the window looks now: the theme in force, its fonts, icons and style sheet. The colours themselves: ``colours``."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtSvg

from agendaplanner.resource_files import resource
from agendaplanner.ui.colours import DARK, LIGHT, Colours, mixed
from agendaplanner.ui.style import stylesheet

if TYPE_CHECKING:
    from collections.abc import Generator

    from PySide6 import QtWidgets

    from agendaplanner.ui.settings import Theme

SMALL_PX, NORMAL_PX, LARGE_PX = 11, 13, 15


class Look(QtCore.QObject):
    """The theme in force. Whoever paints asks it, and repaints when it changes."""

    changed = QtCore.Signal()

    def __init__(self, application: QtWidgets.QApplication, theme: Theme) -> None:
        super().__init__()
        self._application = application
        self._family = _load_fonts()
        self._tiles: dict[tuple[str, str], QtGui.QPixmap] = {}
        # style sheets take pictures from files only
        self._pictures = QtCore.QTemporaryDir()
        self.theme = theme
        self.colours = LIGHT
        application.setStyle("Fusion")
        application.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def choose(self, theme: Theme) -> None:
        """Take a theme."""
        self.theme = theme
        self._apply()

    @contextmanager
    def undressed(self) -> Generator[None]:
        """Leave the style sheet off while many widgets are made and put together, each time to be measured anew."""
        sheet = self._application.styleSheet()
        self._application.setStyleSheet("")
        try:
            yield
        finally:
            self._application.setStyleSheet(sheet)

    def _system_changed(self) -> None:
        if self.theme == "system":
            self._apply()

    def _apply(self) -> None:
        # bare X servers do not know a scheme: they are taken as light
        system_is_dark = self._application.styleHints().colorScheme() == QtCore.Qt.ColorScheme.Dark
        dark = self.theme == "dark" or (self.theme == "system" and system_is_dark)
        self.colours = DARK if dark else LIGHT
        self._tiles.clear()
        self._application.setFont(self.font())
        self._application.setPalette(_palette(self.colours))
        self._application.setStyleSheet(
            stylesheet(self.colours, self._picture_file("down"), self._picture_file("check"))
        )
        self.changed.emit()

    def _picture_file(self, name: str) -> str:
        """Give the path of an icon of ours, in the theme's colours, for the style sheet."""
        colour = self.colours.on_accent if name == "check" else self.colours.muted
        path = Path(self._pictures.path()) / f"{name}{colour}.svg".replace("#", "-")
        if not path.exists():
            drawing = resource(f"icons/{name}.svg").read_text("utf-8")
            path.write_text(drawing.replace("currentColor", colour), "utf-8")
        return path.as_posix()

    def font(self, pixels: int = NORMAL_PX, *, bold: bool = False) -> QtGui.QFont:
        """Give the window's font in a size; numbers have equal width."""
        font = QtGui.QFont(self._family) if self._family else self._application.font()
        font.setPixelSize(pixels)
        font.setWeight(QtGui.QFont.Weight.DemiBold if bold else QtGui.QFont.Weight.Normal)
        font.setFeature(QtGui.QFont.Tag("tnum"), 1)
        return font

    def colour(self, name: str, alpha: float = 1.0) -> QtGui.QColor:
        """Give a colour of the theme by its name, or a "#rrggbb"."""
        colour = QtGui.QColor(name if name.startswith("#") else getattr(self.colours, name))
        colour.setAlphaF(alpha)
        return colour

    def icon(self, name: str, colour: str = "text") -> QtGui.QIcon:
        """Give an icon of ours, in a colour of the theme."""
        icon = QtGui.QIcon()
        icon.addPixmap(self.picture(name, self.colour(colour)))
        icon.addPixmap(self.picture(name, self.colour("muted", 0.55)), QtGui.QIcon.Mode.Disabled)
        return icon

    def picture(self, name: str, colour: QtGui.QColor, size: int = 16) -> QtGui.QPixmap:
        """Give an icon as a picture, crisp on this machine's screens."""
        ratio = self._application.devicePixelRatio()
        pixmap = QtGui.QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(QtCore.Qt.GlobalColor.transparent)
        drawing = resource(f"icons/{name}.svg").read_text("utf-8").replace("currentColor", colour.name())
        painter = QtGui.QPainter(pixmap)
        painter.setOpacity(colour.alphaF())
        QtSvg.QSvgRenderer(QtCore.QByteArray(drawing.encode())).render(painter)
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def hatch(self, colour: str, alpha: float = 1.0, *, lines: str = "slanted") -> QtGui.QBrush:
        """Give a brush of thin lines, "slanted" or "upright", in a colour of the theme."""
        key = (f"{colour}{alpha}", lines)
        if key not in self._tiles:
            size = 8
            ratio = max(1, round(self._application.devicePixelRatio()))
            tile = QtGui.QPixmap(size * ratio, size * ratio)
            tile.fill(QtCore.Qt.GlobalColor.transparent)
            painter = QtGui.QPainter(tile)
            painter.scale(ratio, ratio)
            painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
            painter.setPen(QtGui.QPen(self.colour(colour, alpha), 1.0))
            if lines == "upright":
                painter.drawLine(QtCore.QPointF(2.5, 0), QtCore.QPointF(2.5, size))
            else:
                for shift in (-size, 0, size):  # the corners of the tile need their neighbours' lines
                    painter.drawLine(QtCore.QPointF(shift - 1, size + 1), QtCore.QPointF(shift + size + 1, -1))
            painter.end()
            tile.setDevicePixelRatio(ratio)
            self._tiles[key] = tile
        return QtGui.QBrush(self._tiles[key])


def _load_fonts() -> str:
    """Load the window's own font; give its family, or "" where it cannot be loaded and the system's is used."""
    family = ""
    for name in ("Inter-Regular.otf", "Inter-SemiBold.otf"):
        try:
            number = QtGui.QFontDatabase.addApplicationFont(str(resource(f"fonts/{name}")))
        except FileNotFoundError:
            continue
        if number >= 0:
            family = QtGui.QFontDatabase.applicationFontFamilies(number)[0]
    return family


def _palette(colours: Colours) -> QtGui.QPalette:
    role = QtGui.QPalette.ColorRole
    palette = QtGui.QPalette()
    wanted = {
        role.Window: colours.surface,
        role.Base: colours.card,
        role.AlternateBase: colours.window,
        role.Button: colours.surface,
        role.ToolTipBase: colours.chip,
        role.ToolTipText: colours.on_chip,
        role.Text: colours.text,
        role.WindowText: colours.text,
        role.ButtonText: colours.text,
        role.BrightText: colours.clash,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Link: colours.accent,
        role.Mid: colours.line,
        role.Light: colours.card,
        role.Midlight: colours.line,
        role.Dark: colours.line,
        role.Shadow: colours.line,
    }
    for each, colour in wanted.items():
        palette.setColor(each, QtGui.QColor(colour))
    faint = QtGui.QColor(mixed(colours.surface, colours.muted, 0.7))
    for each in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Disabled, each, faint)
    return palette
