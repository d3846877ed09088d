"""The markup that is used here, read quickly: colour, italics, links, line ends. All else is left to ReportLab's parser."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

_TAG = re.compile(r'<(?:font color="([^"<>]*)"|link href="([^"<>]*)"|(i)|/(font|link|i)|(br)/)>')


def parts_of(markup: str, pattern: Any) -> list[Any] | None:
    """Give the parts of a paragraph as ReportLab keeps them; None where there is markup that is not known here.

    Args:
        markup: Its text, in which what is no markup is escaped.
        pattern: A part that looks as the paragraph does where nothing else is said.
    """
    pieces = _TAG.split(markup)
    found: list[Any] = []
    colour, link, italic = pattern.textColor, [], False
    links = 0
    for i in range(0, len(pieces), 6):
        text = pieces[i]
        if text:
            if "<" in text:
                return None
            font = _italic(pattern.fontName) if italic else pattern.fontName
            found.append(pattern.clone(text=unescape(text), textColor=colour, link=link, fontName=font))
        if i + 1 == len(pieces):
            break
        new_colour, target, leans, ends, breaks = pieces[i + 1 : i + 6]
        if new_colour is not None:
            colour = _colour(new_colour)
        elif target is not None:
            link = [(links, unescape(target))]
            links += 1
        elif leans:
            italic = True
        elif breaks:
            found.append(pattern.clone(text="", lineBreak=True))
        elif ends == "font":
            colour = pattern.textColor
        elif ends == "link":
            link = []
        else:
            italic = False
    return found


@cache
def _colour(name: str) -> Any:
    from reportlab.lib.colors import toColor

    return toColor(name)


@cache
def _italic(font: str) -> str:
    from reportlab.lib.fonts import ps2tt, tt2ps

    family, bold, _ = ps2tt(font)
    return tt2ps(family, bold, 1)
