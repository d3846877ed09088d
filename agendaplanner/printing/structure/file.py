"""The file as a whole: what ReportLab made of the pages, the structure, and where each object stands.

Small objects, of which there are thousands, go together into compressed streams, so that a structure for reading aloud
costs a few percent of the file. That is PDF 1.5 and later; what is written says 1.7.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

from agendaplanner.printing.structure.tree import tree_objects

if TYPE_CHECKING:
    from agendaplanner.printing.structure.elements import Tree

_TOGETHER = 400
"""Objects in a stream."""
_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ENDS = b"endstream\n"


class _File:
    """Collects objects by their numbers."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [_HEADER]
        self._at = len(_HEADER)
        self._places: dict[int, tuple[int, int, int]] = {}
        """By number: (1, where it begins, 0), or (2, the stream that it is in, its place there)."""
        self._small: list[tuple[int, bytes]] = []

    def add(self, number: int, body: bytes) -> None:
        """Add an object; a stream stands by itself."""
        if not body.endswith(_ENDS):
            self._small.append((number, body))
            return
        # there is a line's end before this word, as archives want it
        self._write(number, body[: -len(_ENDS)] + b"\nendstream\n")

    def end(self, free: int, trailer: str) -> bytes:
        """Write what is still to be written.

        Args:
            free: The first number that no object has.
            trailer: What the file's last dictionary says of root, description and identity.
        """
        for i in range(0, len(self._small), _TOGETHER):
            self._write_together(free, self._small[i : i + _TOGETHER])
            free += 1
        self._places[free] = (1, self._at, 0)
        rows = [struct.pack(">BIH", *self._places.get(number, (0, 0, 0))) for number in range(1, free + 1)]
        table = zlib.compress(b"".join([struct.pack(">BIH", 0, 0, 65535), *rows]))
        says = f"/Type/XRef/Size {free + 1}/W[1 4 2]{trailer}"
        begin = self._at
        self._write(free, _stream(says, table))
        return b"".join([*self._parts, f"startxref\n{begin}\n%%EOF\n".encode("ascii")])

    def _write_together(self, number: int, some: list[tuple[int, bytes]]) -> None:
        head: list[str] = []
        at = 0
        for place, (each, body) in enumerate(some):
            self._places[each] = (2, number, place)
            head.append(f"{each} {at}")
            at += len(body) + 1
        begins = " ".join(head).encode("ascii") + b"\n"
        data = zlib.compress(b"".join([begins, *(body + b"\n" for _, body in some)]))
        self._write(number, _stream(f"/Type/ObjStm/N {len(some)}/First {len(begins)}", data))

    def _write(self, number: int, body: bytes) -> None:
        self._places[number] = (1, self._at, 0)
        whole = b"%d 0 obj\n%bendobj\n" % (number, body if body.endswith(b"\n") else body + b"\n")
        self._parts.append(whole)
        self._at += len(whole)


def _stream(says: str, data: bytes) -> bytes:
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\n" % (says.encode("ascii"), len(data), data)


def whole_file(document: Any, canvas: Any, tree: Tree | None) -> bytes:
    """Give the file of a document of ReportLab's, whose pages are all there.

    Args:
        document: ReportLab's.
        canvas: That on which it was drawn.
        tree: Its structure; None: it has none.
    """
    from reportlab.pdfbase import pdfdoc

    for font in document.delayedFonts:
        font.addObjects(document)
    document.info.invariant = document.invariant
    document.info.digest(document.signature)
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    document.Outlines.prepare(document, canvas)
    if document.Outlines.ready < 0:
        document.Catalog.Outlines = None
    file = _File()
    kept = range(0)
    if tree is not None:
        first = document.objectcounter + 1
        numbers = document.idToObjectNumberAndVersion
        pages = [numbers[page.__InternalName__][0] for page in document.Pages.pages]
        bodies = tree_objects(tree, pages, first)
        for i, body in enumerate(bodies):
            file.add(first + i, body.encode("ascii"))
        document.Catalog.StructTreeRoot = f"{first} 0 R"
        document.objectcounter += len(bodies)
        kept = range(first, first + len(bodies))
    number = 0
    # more objects come up while these are written
    while number < document.objectcounter:
        number += 1
        if number not in kept:
            item = document.idToObject[document.numberToId[number]]
            file.add(number, pdfdoc.format(item, document, toplevel=1))
    identity = f"<{document.signature.hexdigest()}>"
    references = [reference.format(document).decode("ascii") for reference in (root, info)]
    return file.end(number + 1, f"/Root {references[0]}/Info {references[1]}/ID[{identity}{identity}]")
