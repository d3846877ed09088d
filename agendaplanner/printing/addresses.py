"""Addresses of the web and of mail as links that can be clicked, where they are such."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from agendaplanner.printing.edition import Edition

_WEB = re.compile(r"https?://\S+", re.I)
_HOST = re.compile(r"(?:www\.\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?)", re.I)
_MAIL = re.compile(r"[^\s@]+@[^\s@]+")


def linked(address: str, edition: Edition) -> str:
    """Give an address as markup: a link, or as it is where it is no address; "" where there is none."""
    plain = one_line(address)
    shown = edition.markup(plain, "a link")
    if _WEB.fullmatch(plain):
        target = shown
    elif _MAIL.fullmatch(plain):
        target = f"mailto:{shown}"
    elif _HOST.fullmatch(plain):
        target = f"https://{shown}"
    else:
        return shown
    return f'<link href="{target.replace(chr(34), "%22")}">{shown}</link>'
