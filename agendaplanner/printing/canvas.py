"""The canvas of all printed pieces: ReportLab's, with the document's structure, and colours that are read once.

What is drawn is of an element of the structure (``begin``, ``end``, ``tagged``), or it is decoration: what nobody said
anything of, such as rules, and what was said to be (``decoration``), such as the feet of pages. A line of text that
nobody said anything of is a paragraph.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.colors import toColor
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from agendaplanner.printing.structure.archive import describe_file
from agendaplanner.printing.structure.elements import Annotation, Element, Mark, Tree
from agendaplanner.printing.structure.file import whole_file
from agendaplanner.printing.structure.tree import text_string

if TYPE_CHECKING:
    from collections.abc import Generator

# streams as bytes: a fifth smaller than as text, and written sooner
rl_config.useA85 = 0

_typed: Any = Canvas
_colour: Any = cache(toColor)
_SEEN = frozenset(("S", "s", "f", "f*", "F", "B", "B*", "b", "b*", "Do", "ET", "sh"))
"""What ends an operation that leaves something on the page."""


class SheetCanvas(_typed):
    """A canvas on which colours are named, "#rrggbb", and which knows what is drawn on it.

    Attributes:
        tree: The document's structure.
        tagged_pages: Whether it has one.
    """

    tagged_pages = True

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.tree = Tree()
        self._marked: Element | None = None
        self._silent = 0
        self._settled = 0
        self._stretches: list[Element] = []
        self._pages_done = 0
        super().__init__(*arguments, **options)

    # colours

    def setFillColor(self, aColor: Any, alpha: float | None = None) -> None:
        """Set the colour of text and surfaces."""
        super().setFillColor(_colour(aColor) if isinstance(aColor, str) else aColor, alpha)

    def setStrokeColor(self, aColor: Any, alpha: float | None = None) -> None:
        """Set the colour of lines."""
        super().setStrokeColor(_colour(aColor) if isinstance(aColor, str) else aColor, alpha)

    # structure

    @property
    def is_marking(self) -> bool:
        """Whether what is drawn now is of an element."""
        return self._marked is not None

    @property
    def is_silent(self) -> bool:
        """Whether what is drawn now is decoration whatever it is, or there is no structure."""
        return self._silent > 0 or not self.tagged_pages

    def begin(self, element: Element) -> None:
        """Draw an element, or the next stretch of it, until ``end``."""
        if self._silent or not self.tagged_pages or self._marked is not None:
            return
        self._settle()
        element.place(self.tree.root)
        number = len(self._stretches)
        self._stretches.append(element)
        element.kids.append(Mark(self._pages_done, number))
        self._code.append(f"/{element.kind} <</MCID {number}>> BDC")
        self._marked = element

    def end(self) -> None:
        """End what ``begin`` began; nothing where it began nothing."""
        if self._marked is not None:
            self._code.append("EMC")
            self._marked = None
            self._settled = len(self._code)

    @contextmanager
    def tagged(self, element: Element) -> Generator[None]:
        """Draw an element; what is drawn within one is of that."""
        outer = self._marked is None
        if outer:
            self.begin(element)
        try:
            yield
        finally:
            if outer:
                self.end()

    @contextmanager
    def decoration(self, kind: str = "") -> Generator[None]:
        """Draw what is not read aloud; ``kind``: Header or Footer of a page."""
        marks = bool(kind) and not self.is_silent and self._marked is None
        if marks:
            self._settle()
            self._code.append(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC")
        self._silent += 1
        try:
            yield
        finally:
            self._silent -= 1
            if marks:
                self._code.append("EMC")
                self._settled = len(self._code)

    def hear(self, text: str, *, shaped: bool = False) -> None:
        """Be told what line of text is written now."""
        if self._marked is not None:
            self._marked.hear(text, shaped=shaped)

    def _settle(self) -> None:
        """Mark what was drawn since the last element as decoration."""
        code: list[str] = self._code
        if not self.tagged_pages:
            return
        first = last = -1
        for i in range(self._settled, len(code)):
            ends = code[i].rsplit(None, 1)
            if ends and ends[-1] in _SEEN:
                first = i if first < 0 else first
                last = i
        if first >= 0:
            code.insert(last + 1, "EMC")
            code.insert(first, "/Artifact BMC")
        self._settled = len(code)

    # links

    def lead(self, target: str, box: tuple[float, float, float, float], words: str, element: Element | None) -> None:
        """Make a place of the page lead somewhere.

        Args:
            target: "#" and the name of an anchor, or an address.
            box: The place as it is drawn on now.
            words: What is said of it.
            element: The link in the structure; None: it has one of its own.
        """
        if target.startswith("#"):
            way: Any = self._bookmarkReference(target[1:])
        elif "://" in target or target.startswith("mailto:"):
            way = target
        else:
            return
        if self.is_silent:
            self._addAnnotation(_Link(self._absRect(box, 1), way, words, -1))
            return
        owner = element or Element("Link")
        owner.place(self.tree.root)
        self._addAnnotation(_Link(self._absRect(box, 1), way, words, self.tree.key(owner)))
        number = self._doc.idToObjectNumberAndVersion[f"Annot.NUMBER{self._annotationCount}"][0]
        owner.kids.append(Annotation(self._pages_done, number))

    # pages and forms

    def showPage(self) -> None:
        """End the page."""
        self._settle()
        super().showPage()
        if self.tagged_pages:
            page = self._doc.Pages.pages[-1]
            page.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
            page.Tabs = "/S"
            if self._stretches:
                page.StructParents = self.tree.key(self._stretches)
        self._stretches = []
        self._settled = 0
        self._pages_done += 1

    def beginForm(self, *arguments: Any, **options: Any) -> None:
        """Begin a form: it is of the element on whose page it is shown."""
        self._silent += 1
        super().beginForm(*arguments, **options)

    def endForm(self, **options: Any) -> None:
        """End the form."""
        super().endForm(**options)
        self._silent -= 1
        self._settled = min(self._settled, len(self._code))

    def getpdfdata(self) -> bytes:
        """Give the file."""
        if self._code:
            self.showPage()
        describe_file(self._doc, tagged=self.tagged_pages)
        return whole_file(self._doc, self, self.tree if self.tagged_pages else None)

    def save(self) -> None:
        """Write the file."""
        self._filename.write(self.getpdfdata())


class _Link(pdfdoc.PDFObject):
    """A place that leads somewhere, written in one go."""

    def __init__(self, box: tuple[float, float, float, float], way: Any, words: str, key: int) -> None:
        self._box, self._way, self._words, self._key = box, way, words, key

    def format(self, document: Any) -> bytes:
        """Give it as it stands in the file."""
        left, bottom, right, top = self._box
        if isinstance(self._way, str):
            to = f"/A<</S/URI/URI{text_string(self._way)}>>"
        else:
            to = f"/Dest {document.Reference(self._way).format(document).decode('ascii')}"
        owner = f"/StructParent {self._key}" if self._key >= 0 else ""
        return (
            f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]/Border[0 0 0]/F 4"
            f"/Contents{text_string(self._words)}{owner}{to}>>"
        ).encode("ascii")
