"""The field's words: kinds of session, roles, statuses, and what each kind brings with it by default.

A meeting can say otherwise for its own sessions (``Meeting.required_roles``, ``Session.everyone``).
"""

from __future__ import annotations

from typing import Literal

SessionKind = Literal[
    "opening",
    "plenary",
    "working session",
    "breakout",
    "keynote",
    "report back",
    "adoption of conclusions",
    "closing",
    "talk",
    "workshop",
    "side meeting",
    "break",
    "meal",
    "reception",
    "registration",
]
RoleKind = Literal[
    "chair",
    "co-chair",
    "rapporteur",
    "presenter",
    "panellist",
    "discussant",
    "moderator",
    "interpreter",
    "secretariat",
]
SessionStatus = Literal["draft", "confirmed", "cancelled"]
Invitation = Literal["to invite", "invited", "accepted", "declined", "waiting list"]
PaperStatus = Literal["commissioned", "draft", "final", "circulated"]
WishKind = Literal[
    "before",
    "same time",
    "not at the same time",
    "same room",
    "not the same day",
    "gap",
    "keep with track",
]
TargetField = Literal["community", "category", "delegation", "country", "language", "gender"]
"""What of a person can be in balance."""
TargetScope = Literal["meeting", "sessions", "panels", "breakouts"]
"""Where a balance is wanted: among all who come, among those named in each session, among those who speak in each
session, among those in each breakout."""
RulePolicyKind = Literal["block", "block publication", "warn", "ignore"]
"""What is done about what breaks a check rule: it is a clash; it may stand until the agenda is published; it is said
and no more; it is not even said."""

ROLE_WORDS: dict[str, str] = {
    "chair": "Chair",
    "co-chair": "Co-chair",
    "rapporteur": "Rapporteur",
    "presenter": "Presenter",
    "panellist": "Panellist",
    "discussant": "Discussant",
    "moderator": "Moderator",
    "interpreter": "Interpreter",
    "secretariat": "Secretariat",
}
"""How a role is written before a name."""

QUIET_KINDS: frozenset[str] = frozenset({"break", "meal", "reception", "registration"})
"""Not items of the agenda: they take time, but no room of their own and no chair."""

EVERYONE_KINDS: frozenset[str] = frozenset(
    {"opening", "plenary", "report back", "adoption of conclusions", "closing", *QUIET_KINDS}
)
"""Everyone is at these, so nothing else may run beside them."""

REQUIRED_ROLES: dict[str, tuple[RoleKind, ...]] = {
    "opening": ("chair",),
    "plenary": ("chair", "rapporteur"),
    "working session": ("chair", "rapporteur"),
    "breakout": ("chair", "rapporteur"),
    "report back": ("chair",),
    "adoption of conclusions": ("chair",),
    "closing": ("chair",),
}
"""The roles that a session of a kind needs somebody in."""
