"""XML as small nodes that know their line, read with care: no document types, so no entities that grow or read files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from agendaplanner.model.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator


class Node:
    """An element: its name, attributes, text and children, and the line it starts on."""

    __slots__ = ("attributes", "children", "line", "name", "text")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        self.name = name
        self.attributes = attributes
        self.line = line
        self.text = ""
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
        return child.text.strip() if child is not None else ""


def parse_xml(data: bytes, *, source: str) -> Node:
    """Read an XML file.

    Raises:
        FileError: It is not well-formed, or has a document type; the message names the line.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    top = Node("", {}, 0)
    open_nodes = [top]

    def start(name: str, attributes: dict[str, str]) -> None:
        node = Node(name, attributes, parser.CurrentLineNumber)
        open_nodes[-1].children.append(node)
        open_nodes.append(node)

    def end(_name: str) -> None:
        open_nodes.pop()

    def text(content: str) -> None:
        open_nodes[-1].text += content

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
        raise FileError(
            f"This XML is broken: {what}.",
            where=f"{source}, line {error.lineno}",
            advice="Was it downloaded completely?",
        ) from error
    except (LookupError, ValueError) as error:
        raise FileError(f"This XML is in an encoding that cannot be read: {error}.", where=source) from error
    return top.children[0]
