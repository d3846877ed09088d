"""The text in markup: what stands between block elements is a paragraph."""

from __future__ import annotations

from html.parser import HTMLParser

from agendaplanner.model.text import one_line

_BLOCKS = {"p", "div", "ul", "ol", "pre", "blockquote", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "hr"}


class Paragraphs(HTMLParser):
    """Collects the text between block elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._current: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph with each block."""
        if tag in _BLOCKS or tag == "br":
            self._end()
        elif tag in ("li", "dd", "dt"):
            self._end()
            self._current.append("• ")

    def handle_endtag(self, tag: str) -> None:
        """End the paragraph."""
        if tag in _BLOCKS or tag in ("li", "dd", "dt"):
            self._end()

    def handle_data(self, data: str) -> None:
        """Take text."""
        self._current.append(data)

    def finished(self) -> list[str]:
        """Give what was collected."""
        self._end()
        return self._parts

    def _end(self) -> None:
        text = one_line("".join(self._current))
        if text and text != "•":
            self._parts.append(text)
        self._current = []
