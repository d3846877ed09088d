"""Reads a PDF's structure with pypdf, and the marks in its pages with a few lines of our own; finds what is not as it should."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from printing.pdf_reading import reader

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<<|>>|<[0-9A-Fa-f\s]*>|[\[\]]|/[^\s/<>\[\]()]*|[^\s/<>\[\]()]+", re.S)
_SEEN = {b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"Do", b"sh"}
_STANDARD = {
    "Document", "Sect", "Art", "H1", "H2", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Link",
    "Figure", "Span", "TOC", "TOCI",
}  # fmt: skip


class Node(NamedTuple):
    """An element with what it holds."""

    kind: str
    said: str
    alt: str
    attributes: dict[str, Any]
    marks: tuple[tuple[int, int], ...]
    """(page, number) of its own stretches."""
    annotations: tuple[Any, ...]
    kids: tuple[Node, ...]
    number: int
    """Of its object."""

    def walk(self) -> Iterator[Node]:
        """Give it and all within it."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, *kinds: str) -> list[Node]:
        """Give those of some kinds, in the order of reading."""
        return [node for node in self.walk() if node.kind in kinds]


class Structured:
    """A document with its structure.

    Attributes:
        root: The element of the document.
    """

    def __init__(self, data: bytes) -> None:
        self.reader = reader(data)
        self.catalog: Any = self.reader.trailer["/Root"]
        self._pages = {page.indirect_reference.idnum: i for i, page in enumerate(self.reader.pages)}
        self.root = self._node(self.catalog["/StructTreeRoot"].raw_get("/K"))
        self.marks = [self._marks_of(page) for page in self.reader.pages]

    def _node(self, reference: Any) -> Node:
        element = reference.get_object()
        page = self._pages[element.raw_get("/Pg").idnum] if "/Pg" in element else None
        marks: list[tuple[int, int]] = []
        annotations: list[Any] = []
        kids: list[Node] = []
        inside = element.get("/K", [])
        for kid in inside if isinstance(inside, list) else [inside]:
            if isinstance(kid, int):
                assert page is not None
                marks.append((page, int(kid)))
                continue
            found = kid.get_object()
            if found.get("/Type") == "/MCR":
                marks.append((self._pages[found.raw_get("/Pg").idnum], int(found["/MCID"])))
            elif found.get("/Type") == "/OBJR":
                annotations.append(found["/Obj"])
            else:
                assert found.raw_get("/P").idnum == reference.idnum
                kids.append(self._node(kid))
        return Node(
            str(element["/S"])[1:], str(element.get("/ActualText", "")), str(element.get("/Alt", "")),
            dict(element.get("/A", {})), tuple(marks), tuple(annotations), tuple(kids), reference.idnum,
        )  # fmt: skip

    def _marks_of(self, page: Any) -> Counter[int]:
        """Count the stretches of a page; what is drawn is in one, or is decoration."""
        contents = page.get_contents()
        found: Counter[int] = Counter()
        if contents is None:
            return found
        depth: list[bool] = []
        """For each open mark, whether it says whose it is."""
        tokens = [match.group() for match in _TOKEN.finditer(contents.get_data())]
        for i, token in enumerate(tokens):
            if token in (b"BDC", b"BMC"):
                before = tokens[max(0, i - 12) : i]
                if b"/MCID" in before[-4:]:
                    found[int(tokens[i - 2])] += 1
                    assert not any(depth), "one stretch within another"
                    depth.append(True)
                else:
                    depth.append(b"/Artifact" in before)
            elif token == b"EMC":
                depth.pop()
            elif token in _SEEN:
                assert any(depth), f"{token} belongs to nothing: {b' '.join(tokens[max(0, i - 8) : i + 1])}"
        assert not depth
        return found


def faults(data: bytes) -> list[str]:
    """Say what of a file's structure is not as PDF/UA wants it, as far as a program can tell."""
    document = Structured(data)
    catalog, found = document.catalog, []
    if not (
        catalog.get("/Lang") and catalog["/MarkInfo"]["/Marked"] and catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    ):
        found.append("language, mark or title is missing")
    nodes = list(document.root.walk())
    found += [f"a kind of its own: {node.kind}" for node in nodes if node.kind not in _STANDARD]
    # each stretch of a page is one element's, and the page knows whose
    owners: dict[tuple[int, int], int] = {}
    for node in nodes:
        for mark in node.marks:
            if mark in owners:
                found.append(f"stretch {mark} is of two elements")
            owners[mark] = node.number
    for number, (page, marks) in enumerate(zip(document.reader.pages, document.marks, strict=True)):
        if page.get("/Tabs") != "/S":
            found.append(f"page {number} does not go by its structure")
        if {(number, mark) for mark in marks} != {mark for mark in owners if mark[0] == number} or max(
            marks.values(), default=1
        ) > 1:
            found.append(f"page {number} has other stretches than its structure")
        if marks:
            back = _way_back(catalog["/StructTreeRoot"]["/ParentTree"], page["/StructParents"])
            if [owners[number, mark] for mark in sorted(marks)] != [each.idnum for each in back]:
                found.append(f"page {number} leads back to other elements")
    links = {
        each.get_object().indirect_reference.idnum for page in document.reader.pages for each in page.get("/Annots", ())
    }
    tagged = [each for node in document.root.all("Link") for each in node.annotations]
    if links != {each.indirect_reference.idnum for each in tagged}:
        found.append("a link is in no element")
    found += ["a link says nothing" for each in tagged if not each.get("/Contents")]
    found += [
        "an image says nothing"
        for node in document.root.all("Figure")
        if not node.alt or "/BBox" not in node.attributes
    ]
    found += _heading_faults(document.root)
    for table in document.root.all("Table"):
        found += _table_faults(table)
    for items in document.root.all("L"):
        found += ["a list of other things" for item in items.kids if item.kind != "LI"]
    return found


def _heading_faults(root: Node) -> list[str]:
    levels = [int(node.kind[1]) for node in root.all("H1", "H2", "H3", "H4")]
    return [
        f"heading {level} follows {before}"
        for before, level in zip([0, *levels], levels, strict=False)
        if level > before + 1
    ]


def _table_faults(table: Node) -> list[str]:
    if any(row.kind != "TR" for row in table.kids):
        return ["a table of other things than rows"]
    widths = {sum(int(cell.attributes.get("/ColSpan", 1)) for cell in row.kids) for row in table.kids}
    scopes = [cell.attributes.get("/Scope") for row in table.kids for cell in row.kids if cell.kind == "TH"]
    return ([f"rows of {widths} cells"] if len(widths) > 1 else []) + ([] if all(scopes) else ["a head of nothing"])


def _way_back(tree: Any, key: int) -> Any:
    """Look a page up in the tree that leads from pages to elements."""
    for kid in tree["/Kids"]:
        low, high = kid["/Limits"]
        if low <= key <= high:
            numbers = kid["/Nums"]
            return next(numbers[i + 1] for i in range(0, len(numbers), 2) if numbers[i] == key)
    raise KeyError(key)
