"""XML as small nodes that know their line, read with care: no document types, so no entities that grow or read files."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from xml.parsers import expat

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS_TOO_EARLY = (
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
    expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
)


class Node:
    """An element: its name, attributes, text and children, the text that follows it, and the line it starts on."""

    __slots__ = ("attributes", "children", "line", "name", "tail", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.tail = ""
        self.children: list[Node] = []

    def all(self, name: str) -> Iterator[Node]:
        """Give the children of a name."""
        return (child for child in self.children if child.name == name)

    def first(self, name: str) -> Node | None:
        """Give the first child of a name, or None."""
        return next(self.all(name), None)

    def words(self, name: str) -> str:
        """Give the text of the first child of a name, without space around it, or ""."""
        child = self.first(name)
        return child.content() if child is not None else ""

    def content(self) -> str:
        """Give the text, without space around it; where it holds marked-up text instead, that with its marks."""
        return self.text.strip() if not self.children else self._inside().strip()

    def _inside(self) -> str:
        pieces: list[str] = []
        # no recursion: how deep a file goes is not ours to say
        todo: list[Node | str] = [self]
        while todo:
            each = todo.pop()
            if isinstance(each, str):
                pieces.append(each)
                continue
            inner: list[Node | str] = [escape(each.text, quote=False), *each.children]
            if each is not self:
                marks = "".join(f' {name}="{escape(value)}"' for name, value in each.attributes.items())
                inner = [f"<{each.name}{marks}>", *inner, f"</{each.name}>{escape(each.tail, quote=False)}"]
            todo += reversed(inner)
        return "".join(pieces)


def parse_xml(data: bytes, *, source: str) -> Node:
    """Read an XML file.

    Raises:
        FileError: It is not well-formed, or has a document type; the message names the line.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    top = Node("", {}, 0)
    open_nodes = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes, parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_name: str) -> None:
        open_nodes.pop()

    def text(content: str) -> None:
        node = open_nodes[-1]
        if node.children:
            node.children[-1].tail += content
        else:
            node.text += content

    def document_type(*_arguments: object) -> None:
        raise FileError(
            "This XML declares a document type, which a schedule never needs and which can be used for attacks.",
            where=f"{source}, line {parser.CurrentLineNumber}",
            advice="Remove the <!DOCTYPE ...> if you trust the file.",
        )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = document_type
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        what = expat.errors.messages.get(error.code, str(error))
        if what in _ENDS_TOO_EARLY:
            advice = "It ends too early: was it downloaded completely?"
        else:
            advice = "Correct it in the file, or get it again from where it came."
        raise FileError(
            f"This XML is broken: {what}.", where=f"{source}, line {error.lineno}", advice=advice
        ) from error
    except (LookupError, ValueError) as error:
        raise FileError(
            f"This XML is in an encoding that cannot be read: {error}.", where=source, advice="Save it as UTF-8."
        ) from error
    return top.children[0]
