"""The whole drawing in small, beside a timeline that is much larger than its window. A click or drag goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.ui.colours import mixed, track_colours

if TYPE_CHECKING:
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.painting import Scene
    from agendaplanner.ui.timeline.view import TimelineView

Qt = QtCore.Qt
THICKNESS = 64
EDGE = 4
DIMMED = 0.25
RENDER_AFTER_MS = 120


class MiniMap(QtWidgets.QWidget):
    """All cards as small bars in their tracks' colours, clashes in red, and the window as a frame."""

    def __init__(self, view: TimelineView, look: Look) -> None:
        super().__init__(view)
        self._view = view
        self._look = look
        self.wanted = False
        """Whether the drawing is so large that the map is of use."""
        self._scene: Scene | None = None
        self._window = QtCore.QRect()
        self._picture: QtGui.QPixmap | None = None
        self._of: tuple[object, ...] = ()
        """What the picture shows; zooming and selecting do not change it."""
        self._soon = QtCore.QTimer(self, singleShot=True, interval=RENDER_AFTER_MS)
        self._soon.timeout.connect(self._renew)
        self._grabbed: QtCore.QPoint | None = None
        self.setObjectName("map")
        self.setAccessibleName("The whole timeline in small")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()

    def show_scene(self, scene: Scene | None) -> None:
        """Take what is to be seen in small."""
        self._scene = scene
        shows: tuple[object, ...] = ()
        if scene is not None:
            drawing = scene.geometry
            shows = (drawing.agenda, drawing.arranged, scene.lit, scene.highlighted, self._look.colours)
        if len(shows) != len(self._of) or any(a is not b for a, b in zip(shows, self._of, strict=True)):
            self._of = shows
            self._soon.start()
        self.update()

    def _renew(self) -> None:
        self._picture = None
        self.update()

    def show_window(self, window: QtCore.QRect) -> None:
        """Take which part of the drawing is in the window."""
        if window != self._window:
            before, self._window = self.frame(), window
            self.update(before.adjusted(-2, -2, 2, 2).united(self.frame().adjusted(-2, -2, 2, 2)))

    # from the drawing to the map

    @property
    def _factors(self) -> tuple[float, float]:
        drawing = self._scene.geometry if self._scene is not None else None
        if drawing is None:
            return 1.0, 1.0
        return (self.width() - 2 * EDGE) / max(drawing.width, 1), (self.height() - 2 * EDGE) / max(drawing.height, 1)

    def frame(self) -> QtCore.QRect:
        """Give where the window's frame is on the map."""
        across, along = self._factors
        window = self._window
        place = QtCore.QRect(
            EDGE + round(window.x() * across),
            EDGE + round(window.y() * along),
            max(round(window.width() * across), 6),
            max(round(window.height() * along), 6),
        )
        return place & self.rect().adjusted(1, 1, -2, -2)

    # painting

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the picture, which is kept, and the frame."""
        painter = QtGui.QPainter(self)
        if self._scene is None:
            return
        ratio = self.devicePixelRatioF()
        if self._soon.isActive() and self._picture is None:
            return  # what is under the hand comes first
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._render(self._scene)
        painter.drawPixmap(0, 0, self._picture)
        frame = self.frame()
        painter.fillRect(frame, self._look.colour("accent", 0.10))
        painter.setPen(QtGui.QPen(self._look.colour("accent"), 1.5))
        painter.setRenderHint(QtGui.QPainter.RenderHint.Antialiasing)
        painter.drawRoundedRect(QtCore.QRectF(frame).adjusted(0.5, 0.5, 0.5, 0.5), 3, 3)

    def _render(self, scene: Scene) -> QtGui.QPixmap:
        look, drawing, ratio = self._look, scene.geometry, self.devicePixelRatioF()
        picture = QtGui.QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(look.colour("window"))
        across, along = self._factors
        painter = QtGui.QPainter(picture)

        def small(x: int, y: int, width: int, height: int) -> QtCore.QRectF:
            return QtCore.QRectF(
                EDGE + x * across, EDGE + y * along, max(width * across - 0.5, 1), max(height * along - 0.5, 1)
            )

        for number in range(len(drawing.blocks)):
            painter.fillRect(small(*drawing.open_rect(number)), look.colour("card"))
        tracks, ground = track_colours(drawing.agenda), look.colours.card
        findings = self._view.desk.proposals.findings
        clashing = {
            session
            for finding in (findings.all() if findings is not None else ())
            if finding.severity == "clash"
            for session in finding.sessions
        }
        shades = {track: mixed(ground, colour, 0.7) for track, colour in tracks.items()}
        faint = {colour: mixed(ground, colour, DIMMED) for colour in (look.colours.line, *shades.values())}
        by_colour: dict[str, list[QtCore.QRectF]] = {}
        for card in scene.cards:
            session = drawing.agenda.session[card.id]
            colour = look.colours.line if session.is_quiet else shades.get(session.track, shades[None])
            if scene.is_dimmed(card.id):
                colour = faint[colour]
            elif card.id in clashing:
                colour = look.colours.clash
            by_colour.setdefault(colour, []).append(small(card.x, card.y, card.width, card.height))
        painter.setPen(Qt.PenStyle.NoPen)
        for colour, rects in by_colour.items():
            painter.setBrush(QtGui.QColor(colour))
            painter.drawRects(rects)
        painter.end()
        return picture

    # the mouse

    def mousePressEvent(self, event: QtGui.QMouseEvent) -> None:
        """Take hold of the frame; beside it, bring it here first."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        place = event.position().toPoint()
        self._view.settle()
        if not self.frame().contains(place):
            self._go(place - QtCore.QPoint(self.frame().width() // 2, self.frame().height() // 2))
        self._grabbed = place - self.frame().topLeft()

    def mouseMoveEvent(self, event: QtGui.QMouseEvent) -> None:
        """Move the window."""
        if self._grabbed is not None:
            self._go(event.position().toPoint() - self._grabbed)

    def mouseReleaseEvent(self, event: QtGui.QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def _go(self, corner: QtCore.QPoint) -> None:
        across, along = self._factors
        self._view.horizontalScrollBar().setValue(round((corner.x() - EDGE) / across))
        self._view.verticalScrollBar().setValue(round((corner.y() - EDGE) / along))
