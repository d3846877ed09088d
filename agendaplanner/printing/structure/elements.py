"""Elements of a document's structure: headings, paragraphs, lists, tables, links, as readers for the blind know them.

An element is made where the text is; it takes its place behind what was drawn before it, when it is first drawn. One that
is drawn in parts, over lines or pages, is one element all the same.
"""

from __future__ import annotations

from typing import NamedTuple

_UNSPOKEN = dict.fromkeys((0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""What only turns the direction of what is seen."""


class Mark(NamedTuple):
    """A stretch of a page that is an element's: the page from 0, and the number of the stretch on it."""

    page: int
    number: int


class Annotation(NamedTuple):
    """What can be clicked on a page and belongs to an element, by the number of its object."""

    page: int
    object: int


class Element:
    """A part of a document's structure.

    Attributes:
        kind: Its type as PDF names it: H1 to H6, P, L, LI, Lbl, LBody, Table, TR, TH, TD, Link, Figure, Sect, Art.
        within: What it is a part of; None: the document.
        alt: What is said in place of what cannot be read, such as an image.
        said: What is said in place of its text, where the order of its signs on the page is not that of reading.
        attributes: What else PDF wants to know, in its own syntax, such as ``/O/Table/Scope/Column``.
        kids: Its parts in the order of reading.
    """

    __slots__ = (
        "_listed",
        "_placed",
        "_shaped",
        "_words",
        "alt",
        "attributes",
        "kids",
        "kind",
        "number",
        "said",
        "within",
    )

    def __init__(
        self, kind: str, within: Element | None = None, *, alt: str = "", said: str = "", attributes: str = ""
    ) -> None:
        self.kind, self.within = kind, within
        self.alt, self.said, self.attributes = alt, said, attributes
        self.kids: list[Element | Mark | Annotation] = []
        self.number = 0
        self._placed = self._listed = self._shaped = False
        self._words: list[str] = []

    def place(self, root: Element) -> None:
        """Take its place, and those above it theirs."""
        if self._placed:
            return
        self._placed = True
        if self.within is None:
            self.within = root
        if self.within is not root:
            self.within.place(root)
        if not self._listed:
            self.within.kids.append(self)

    def settle(self) -> None:
        """Be told that it stands among the parts of what it is within already."""
        self._listed = True

    def child(self, kind: str, *, alt: str = "", said: str = "", attributes: str = "") -> Element:
        """Give a part of it that has its place at once, before what is drawn later."""
        made = Element(kind, self, alt=alt, said=said, attributes=attributes)
        made.settle()
        self.kids.append(made)
        return made

    def hear(self, text: str, *, shaped: bool) -> None:
        """Be told a line of its text as it is written; ``shaped``: its signs need not stand in the order of reading."""
        self._words.append(text)
        if shaped:
            self._shaped = True

    @property
    def spoken(self) -> str:
        """What is said in place of its text, or ""."""
        return (self.said or (" ".join(self._words) if self._shaped else "")).translate(_UNSPOKEN)


class Tree:
    """The structure of one document.

    Attributes:
        root: The document.
        parents: For each page and each annotation, by a key of their own, what they belong to: of a page the elements of
            its stretches by their numbers.
    """

    def __init__(self) -> None:
        self.root = Element("Document")
        self.parents: list[Element | list[Element]] = []

    def key(self, owner: Element | list[Element]) -> int:
        """Give a page or an annotation its key."""
        self.parents.append(owner)
        return len(self.parents) - 1

    def elements(self) -> list[Element]:
        """Give all elements, each before its parts, and number them from 0."""
        found: list[Element] = []
        left = [self.root]
        while left:
            element = left.pop()
            element.number = len(found)
            found.append(element)
            left += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
        return found


def figure(alt: str, left: float, bottom: float, right: float, top: float) -> Element:
    """Give an image in a place of the page, in points, of which is said what it shows."""
    return Element("Figure", alt=alt, attributes=f"/O/Layout/BBox[{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]")


def head_cell(row: Element, scope: str) -> Element:
    """Give the head of a column or row of a table; ``scope``: Column or Row."""
    return row.child("TH", attributes=f"/O/Table/Scope/{scope}")


def cell(row: Element, span: int = 1) -> Element:
    """Give a cell of a table, over so many columns."""
    return row.child("TD", attributes=f"/O/Table/ColSpan {span}" if span > 1 else "")


def list_entry(of: Element) -> Element:
    """Give the text of an entry of a list."""
    return Element("LBody", Element("LI", of))
