"""What a check finds: the rule, how grave it is, the records it concerns, and a sentence for people."""

from __future__ import annotations

from typing import Literal

import msgspec

Severity = Literal["clash", "warning"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong, or not ready. Ids are in a settled order, so that equal findings are equal."""

    rule: str
    severity: Severity
    blocks_publication: bool = False
    """Whether the agenda is not published while it stands; every clash does so, and a warning may."""
    message: str
    """A sentence that an organiser understands."""
    sessions: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    is_soft: bool = False
    """Whether it is of a soft wish: it warns, whatever the meeting wants of the rule."""
