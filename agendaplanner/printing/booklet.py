"""Booklets: the pages of a document two on a side, in the order in which folded sheets are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.pdfbase import pdfdoc

from agendaplanner.printing.canvas import SheetCanvas

if TYPE_CHECKING:
    from agendaplanner.printing.paper import Paper


def sides(pages: int, *, mirrored: bool = False) -> list[tuple[int, int]]:
    """Give the pages of each side of the folded sheets, from the outermost: (left, right), counted from 1; 0 is blank.

    Front and back follow each other. What is read from right to left has its spine at the right.

    >>> sides(5)
    [(0, 1), (2, 0), (0, 3), (4, 5)]
    """
    whole = -(-pages // 4) * 4
    found: list[tuple[int, int]] = []
    for first in range(1, whole // 2 + 1):
        pair = (whole + 1 - first, first) if first % 2 else (first, whole + 1 - first)
        left, right = (number if number <= pages else 0 for number in pair)
        found.append((right, left) if mirrored else (left, right))
    return found


def booklet_canvas(sheet: Paper, *, mirrored: bool) -> Any:
    """Give a canvas whose pages go onto such sheets when it is saved. It has no links and no outline: it is paper."""
    typed: Any = SheetCanvas  # what it keeps of a page has no public names, and no types

    class BookletCanvas(typed):
        """Keeps each page as a form until all are there. What is folded is not read aloud: it has no structure."""

        tagged_pages = False

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._kept: list[tuple[str, float, float]] = []
            self._sides = 0

        @property
        def sides_printed(self) -> int:
            """How many sides of paper there are."""
            return self._sides

        def showPage(self) -> None:
            """Keep the page."""
            width, height = self._pagesize
            name = f"booklet-{len(self._kept)}"
            form: Any = pdfdoc.PDFFormXObject(lowerx=0, lowery=0, upperx=width, uppery=height)
            form.compression = self._pageCompression
            form.setStreamList([self._preamble, *self._code])
            self._setColorSpace(form)
            self._setExtGState(form)
            self._setXObjects(form)
            self._setAnnotations(form)
            self._doc.addForm(name, form)
            self._kept.append((name, width, height))
            self._pageNumber += 1
            self._restartAccumulators()
            self.init_graphics_state()
            self.state_stack = []

        def save(self) -> None:
            """Put the pages onto the sheets, and write the file."""
            if self._code and not self._kept:
                self.showPage()
            pair = sides(len(self._kept), mirrored=mirrored)
            across = sheet.across
            self._restartAccumulators()
            self.setPageSize(across.size)
            for left, right in pair:
                for number, x in ((left, 0.0), (right, across.width / 2)):
                    if number:
                        self._place(number - 1, x, across.width / 2, across.height)
                super().showPage()
            self._sides = len(pair)
            super().save()

        def _place(self, index: int, x: float, width: float, height: float) -> None:
            """Draw a page into a half of a side, as large as it fits; one that lies across is turned."""
            name, wide, high = self._kept[index]
            turned = wide > high
            if turned:
                wide, high = high, wide
            k = min(width / wide, height / high)
            self.saveState()
            self.translate(x + (width - wide * k) / 2, (height - high * k) / 2)
            self.scale(k, k)
            if turned:
                self.translate(wide, 0)
                self.rotate(90)
            self.doForm(name)
            self.restoreState()

        # what can be clicked has no place on paper

        def lead(self, *_arguments: Any, **_options: Any) -> None:
            """Make no link."""

        def bookmarkHorizontal(self, *_arguments: Any, **_options: Any) -> None:
            """Set no bookmark."""

        def addOutlineEntry(self, *_arguments: Any, **_options: Any) -> None:
            """Make no entry."""

    return BookletCanvas
