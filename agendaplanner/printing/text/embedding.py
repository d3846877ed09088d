"""Faces in the PDF: composite fonts by glyph number (Identity-H), subset when the file is written.

ReportLab asks a font object to put itself into the document; which glyphs were used is known only at the end, so the
font file, the widths and the map back to text are objects that are made when they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.printing.text.faces import harfbuzz

if TYPE_CHECKING:
    from agendaplanner.printing.text.faces import Typeface

_SUBSET = "AGENDA"
"""Six letters before a font's name say that not all of it is there."""
_REGISTERED: dict[str, EmbeddedFont] = {}


def embedded(face: Typeface) -> EmbeddedFont:
    """Give a face as a font that ReportLab knows, registered once a process."""
    from reportlab.pdfbase import pdfmetrics

    found = _REGISTERED.get(face.name)
    if found is None:
        found = _REGISTERED[face.name] = EmbeddedFont(face)
        pdfmetrics.registerFont(found)
    return found


class _Face:
    """What ReportLab asks of a font's face."""

    builtIn = 0

    def __init__(self, name: str, ascent: float, descent: float) -> None:
        self.name, self.ascent, self.descent = name, ascent, descent


class EmbeddedFont:
    """A face as a font of ReportLab's. What of it is used is kept for each document."""

    _dynamicFont = 0
    _multiByte = 1
    encName = "Identity-H"

    def __init__(self, face: Typeface) -> None:
        self.typeface = face
        self.fontName = f"Agenda{face.name}"
        self.face = _Face(self.fontName, *face.extents())

    def stringWidth(self, text: str, size: float, _encoding: object = None) -> float:
        """Give the width of text in points."""
        from agendaplanner.printing.text.shaping import shape

        return sum(glyph.advance for glyph in shape(self.typeface, text, 0)) * size / 1000

    def used_in(self, document: Any) -> dict[int, str]:
        """Give the glyphs that a document uses, each with the text that it first stood for."""
        by_font: dict[str, dict[int, str]] = vars(document).setdefault("agendaplanner_glyphs", {})
        return by_font.setdefault(self.fontName, {0: ""})

    def addObjects(self, document: Any) -> None:
        """Put the font into a document."""
        from reportlab.pdfbase import pdfdoc

        face, used = self.typeface, self.used_in(document)
        named = f"/{_SUBSET}+{self.fontName}"
        number = len(document.fontMapping) + 1
        inner = f"F{number}s"

        def reference(value: Any, name: str) -> Any:
            return document.Reference(value, f"{self.fontName}.{name}")

        ascent, descent = face.extents()
        file_key = "FontFile3" if face.is_cff else "FontFile2"
        descriptor = pdfdoc.PDFDictionary(
            {
                "Type": "/FontDescriptor",
                "FontName": named,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([-1000, round(descent), 3000, round(ascent)]),
                "ItalicAngle": 0,
                "Ascent": round(ascent),
                "Descent": round(descent),
                "CapHeight": 700,
                "StemV": 80,
                file_key: reference(_made_late(_FontFile(face, used)), "file"),
            }
        )
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if face.is_cff else "/CIDFontType2",
            "BaseFont": named,
            "CIDSystemInfo": pdfdoc.PDFDictionary(
                {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": reference(descriptor, "descriptor"),
            "DW": 1000,
            "W": reference(_widths(face, used), "widths"),
        }
        if not face.is_cff:
            descendant["CIDToGIDMap"] = "/Identity"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": named,
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([reference(pdfdoc.PDFDictionary(descendant), "descendant")]),
                "ToUnicode": reference(_made_late(_ToUnicode(used)), "unicode"),
            }
        )
        document.idToObject["BasicFonts"].dict[inner] = reference(font, "font")
        document.fontMapping[self.fontName] = f"/{inner}"


class _FontFile:
    """The glyphs that are used, under their own numbers."""

    def __init__(self, face: Typeface, used: dict[int, str]) -> None:
        self._face, self._used = face, used

    def content(self) -> tuple[bytes, dict[str, Any]]:
        """Give the file, and what its dictionary says."""
        wanted = harfbuzz().SubsetInput()
        wanted.glyph_set.update(self._used)
        wanted.flags |= harfbuzz().SubsetFlags.RETAIN_GIDS
        data = harfbuzz().subset(self._face.face, wanted).blob.data
        return data, {"Subtype": "/OpenType"} if self._face.is_cff else {"Length1": len(data)}


class _ToUnicode:
    """The map from glyphs to text, so that what is seen can be searched and copied."""

    def __init__(self, used: dict[int, str]) -> None:
        self._used = used

    def content(self) -> tuple[bytes, dict[str, Any]]:
        """Give the map."""
        pairs = [(glyph, text) for glyph, text in sorted(self._used.items()) if text]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin begincmap",
            "/CMapName /Agenda def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
        ]
        for first in range(0, len(pairs), 100):
            some = pairs[first : first + 100]
            lines.append(f"{len(some)} beginbfchar")
            lines += [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in some]
            lines.append("endbfchar")
        lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(lines).encode("ascii"), {}


def _made_late(source: _FontFile | _ToUnicode) -> Any:
    """Give a stream whose content is made when the document is written."""
    from reportlab.pdfbase import pdfdoc

    class Late(pdfdoc.PDFStream):
        def format(self, document: Any) -> bytes:
            self.content, said = source.content()
            for name, value in said.items():
                self.dictionary[name] = value
            self.filters = [pdfdoc.PDFZCompress]
            return pdfdoc.PDFStream.format(self, document)

    return Late(pdfdoc.PDFDictionary({}))


def _widths(face: Typeface, used: dict[int, str]) -> Any:
    """Give the widths of the glyphs that are used: a list that is made when the document is written."""
    from reportlab.pdfbase import pdfdoc

    class Late(pdfdoc.PDFObject):
        __RefOnly__ = 0

        def format(self, _document: Any) -> bytes:
            each = (f"{glyph} [{face.advance(glyph):.0f}]" for glyph in sorted(used))
            return f"[ {' '.join(each)} ]".encode("ascii")

    return Late()
