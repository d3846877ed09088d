"""The pages of a PDF, one below the other: rendered when they come into view, at the scale they are looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui, QtWidgets

if TYPE_CHECKING:
    from pathlib import Path

    from agendaplanner.ui.look import Look

Qt = QtCore.Qt
GAP, EDGE = 18, 20
SCALES = (0.25, 0.35, 0.5, 0.7, 0.85, 1.0, 1.2, 1.5, 2.0, 3.0, 4.0)
"""Of the size on paper, at 96 pixels to the inch."""
_PX_PER_POINT = 96 / 72
MOST_KEPT = 24
"""Rendered pages kept; others are rendered again when they are looked at."""


class Pages(QtWidgets.QAbstractScrollArea):
    """The pages; Ctrl and the wheel make them larger, Page Up and Down go through them."""

    page_changed = QtCore.Signal(int, int)
    """The page in view, from 1, and how many there are."""
    scaled = QtCore.Signal(int)
    """The scale in percent."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._document: Any = None
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[int] = []
        self._kept: dict[int, QtGui.QImage] = {}
        self._scale: float | None = None
        self.setAccessibleName("Pages")
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._late = QtCore.QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._render_one)
        look.changed.connect(self.viewport().update)

    # what is shown

    def show_file(self, path: Path) -> None:
        """Show the pages of a file; the place that is looked at stays."""
        import pypdfium2

        self.clear(keep_place=True)
        # read whole: the file is written anew while this is shown
        self._document = pypdfium2.PdfDocument(path.read_bytes())
        self._sizes = [self._document.get_page_size(i) for i in range(len(self._document))]
        self._lay_out()

    def clear(self, *, keep_place: bool = False) -> None:
        """Show nothing."""
        if self._document is not None:
            self._document.close()
        self._document, self._sizes, self._kept = None, [], {}
        if not keep_place:
            self._lay_out()

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def scale(self) -> float:
        """The scale: 1 as on paper."""
        if self._scale is not None:
            return self._scale
        widest = max((width for width, _ in self._sizes), default=595.0)
        return max(min((self.viewport().width() - 2 * EDGE) / (widest * _PX_PER_POINT), 2.0), 0.08)

    def zoom(self, steps: int) -> None:
        """Make the pages larger or smaller."""
        now = self.scale
        if steps > 0:
            self._take_scale(next((each for each in SCALES if each > now * 1.01), SCALES[-1]))
        else:
            self._take_scale(next((each for each in reversed(SCALES) if each < now * 0.99), SCALES[0]))

    def fit(self) -> None:
        """Make the pages as wide as the window."""
        self._take_scale(None)

    def go_to(self, page: int) -> None:
        """Show a page, from 1."""
        if 1 <= page <= self.count:
            self.verticalScrollBar().setValue(self._tops[page - 1] - GAP)

    @property
    def current(self) -> int:
        """The page in view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 3
        return sum(top <= middle for top in self._tops) if self._tops else 0

    def _take_scale(self, scale: float | None) -> None:
        place = self._place()
        self._scale = scale
        self._kept.clear()
        self._lay_out()
        self.verticalScrollBar().setValue(round(place * self.verticalScrollBar().maximum()))

    def _place(self) -> float:
        bar = self.verticalScrollBar()
        return bar.value() / bar.maximum() if bar.maximum() else 0.0

    def _lay_out(self) -> None:
        scale, y = self.scale, GAP
        self._tops = []
        for _, height in self._sizes:
            self._tops.append(y)
            y += round(height * scale * _PX_PER_POINT) + GAP
        widest = max((round(width * scale * _PX_PER_POINT) for width, _ in self._sizes), default=0) + 2 * EDGE
        size = self.viewport().size()
        self.verticalScrollBar().setRange(0, max(0, y - size.height()))
        self.verticalScrollBar().setPageStep(size.height())
        self.verticalScrollBar().setSingleStep(48)
        self.horizontalScrollBar().setRange(0, max(0, widest - size.width()))
        self.horizontalScrollBar().setPageStep(size.width())
        self.scaled.emit(round(scale * 100))
        self.page_changed.emit(self.current, self.count)
        self.viewport().update()

    def _rect(self, page: int) -> QtCore.QRect:
        width, height = (round(each * self.scale * _PX_PER_POINT) for each in self._sizes[page])
        left = max((self.viewport().width() - width) // 2, EDGE) - self.horizontalScrollBar().value()
        return QtCore.QRect(left, self._tops[page] - self.verticalScrollBar().value(), width, height)

    # painting

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint what is in view; what is not rendered yet is a blank sheet for a moment."""
        painter = QtGui.QPainter(self.viewport())
        painter.fillRect(event.rect(), self._look.colour("window"))
        for page in self._in_view():
            rect = self._rect(page)
            painter.fillRect(rect.adjusted(-1, -1, 1, 1), self._look.colour("line"))
            image = self._kept.get(page)
            if image is None:
                painter.fillRect(rect, QtGui.QColor("#FFFFFF"))
                self._late.start()
            else:
                painter.drawImage(rect, image)

    def _in_view(self) -> list[int]:
        high = self.viewport().height()
        return [page for page in range(self.count) if self._rect(page).bottom() >= 0 and self._rect(page).top() <= high]

    def _render_one(self) -> None:
        """Render one page that is in view and is not there yet."""
        page = next((page for page in self._in_view() if page not in self._kept), None)
        if page is None or self._document is None:
            return
        ratio = self.devicePixelRatioF()
        self._kept[page] = page_image(self._document, page, self.scale * _PX_PER_POINT * ratio)
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self.viewport().update(self._rect(page).adjusted(-2, -2, 2, 2))
        self._late.start()

    # events

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Keep the pages as wide as the window where they are fitted to it."""
        super().resizeEvent(event)
        if self._scale is None:
            self._kept.clear()
        self._lay_out()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Scroll."""
        self.viewport().update()
        self.page_changed.emit(self.current, self.count)

    def wheelEvent(self, event: QtGui.QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QtGui.QKeyEvent) -> None:
        """Go from page to page."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in steps:
            self.go_to(min(max(self.current + steps[Qt.Key(event.key())], 1), self.count))
        elif event.key() == Qt.Key.Key_Home:
            self.go_to(1)
        elif event.key() == Qt.Key.Key_End:
            self.go_to(self.count)
        else:
            super().keyPressEvent(event)


def page_image(document: Any, page: int, px_per_point: float) -> QtGui.QImage:
    """Render a page of a PDF."""
    bitmap = document[page].render(scale=px_per_point, rev_byteorder=False, prefer_bgrx=True)
    image = QtGui.QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QtGui.QImage.Format.Format_RGB32)
    return image.copy()  # the buffer goes with the bitmap
