"""Text as people and other programs hand it over, made fit to be written: no control characters, HTML as paragraphs."""

from __future__ import annotations

import re
import unicodedata

_TAG = re.compile(
    r"</?(p|br|ul|ol|li|em|strong|a|b|i|pre|code|h[1-6]|div|span|blockquote|table|tr|td|th|hr|dl|dt|dd)\b", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")


def without_controls(text: str) -> str:
    r"""Give text without control characters; line ends become "\n", tabs stay.

    >>> without_controls("a\x07b\r\nc")
    'ab\nc'
    """
    if text.isprintable():  # most text by far
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\x0b", "\n").replace("\x0c", "\n").replace("\x85", "\n")
    return _CONTROLS.sub("", text)


def one_line(text: str) -> str:
    r"""Give text as one line, with single spaces.

    >>> one_line(" a \n b\t c ")
    'a b c'
    """
    return " ".join(without_controls(text).split())


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of plain text, or of HTML as published schedules hold it; list items begin with "• ".

    >>> paragraphs("<p>One &amp; two</p><ul><li>three</li></ul>")
    ['One & two', '• three']
    """
    text = without_controls(text)
    if _TAG.search(text):
        from agendaplanner.model.markup import Paragraphs  # few texts are

        reader = Paragraphs()
        reader.feed(text)
        reader.close()
        return reader.finished()
    return [one_line(part) for part in re.split(r"\n\s*\n", text) if part.strip()]


def plain(text: str) -> str:
    """Give text or HTML as plain text, paragraphs apart."""
    return "\n".join(paragraphs(text))


def file_name(text: str) -> str:
    """Give a name that every file system takes: ASCII letters, digits, "-", "_", at most 60 of them; or "".

    >>> file_name("Žofia Kováčová / Room: A?")
    'zofia-kovacova-room-a'
    """
    for letter, plain_letters in (("ø", "o"), ("Ø", "O"), ("ł", "l"), ("Ł", "L"), ("đ", "d"), ("ß", "ss"), ("æ", "ae")):
        text = text.replace(letter, plain_letters)
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9_]+", "-", flat).strip("-_")[:60].strip("-_")
    # names that Windows keeps for devices
    return f"{name}-" if re.fullmatch(r"con|prn|aux|nul|com\d|lpt\d", name) else name
