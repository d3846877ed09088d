"""Which tables there are."""

from __future__ import annotations

TABS: tuple[tuple[str, str], ...] = (
    ("session", "Sessions"),
    ("person", "People"),
    ("room", "Rooms"),
    ("track", "Tracks"),
    ("paper", "Papers"),
    ("delegation", "Delegations"),
    ("wish", "Wishes"),
    ("sister_meeting", "Sister meetings"),
    ("recommendation", "Recommendations"),
)
"""Kinds of record with the names of their tables."""
