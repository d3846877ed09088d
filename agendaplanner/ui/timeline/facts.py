"""What a card says: number, title, who leads it, badges, colours. Words and colours only; no geometry, no painting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.model.times import span_text
from agendaplanner.model.words import TO_BE_DEFINED, person_short, place_and_time, session_name
from agendaplanner.ui.colours import mixed, track_colours

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.colours import Colours

Tone = Literal["clash", "warning", "muted"]
_LEADING = ("chair", "co-chair", "moderator", "rapporteur", "presenter")
_WORDS = {"chair": "Chair", "co-chair": "Co-chair", "moderator": "Mod.", "rapporteur": "Rapp.", "presenter": ""}


class Badge(msgspec.Struct, frozen=True):
    """A word on a card, in a tone."""

    text: str
    tone: Tone


class Facts(msgspec.Struct, frozen=True):
    """What a card shows."""

    number: str
    title: str
    detail: str
    badges: tuple[Badge, ...]
    stripe: str
    fill: str
    quiet: bool
    clash: bool


class FactsOf:
    """The facts of all sessions of an agenda, made when they are asked for and kept.

    Facts that are as they were before are the same object as before, so that whoever laid them out can see that.
    """

    def __init__(self, agenda: Agenda, colours: Colours, before: FactsOf | None = None) -> None:
        self._agenda = agenda
        self._colours = colours
        self._tracks = track_colours(agenda)
        self.known: dict[str, Facts] = {}
        self._before: dict[str, Facts] = before.known if before is not None else {}

    def __call__(self, session_id: str, findings: Iterable[Finding]) -> Facts:
        """Give the facts of a session; findings are those that concern it."""
        found = self.known.get(session_id)
        if found is None:
            found = self._make(self._agenda.session[session_id], tuple(findings))
            before = self._before.get(session_id)
            if before is not None and before == found:
                found = before
            self.known[session_id] = found
        return found

    def _make(self, session: Session, findings: tuple[Finding, ...]) -> Facts:
        stripe = self._tracks.get(session.track, self._tracks[None])
        clash = any(finding.severity == "clash" for finding in findings)
        return Facts(
            number="" if session.is_quiet else session.number,
            title=session.title,
            detail="" if session.is_quiet else detail_line(self._agenda, session),
            badges=tuple(_badges(session, findings)),
            stripe=stripe,
            fill=mixed(self._colours.card, stripe, self._colours.tint),
            quiet=session.is_quiet,
            clash=clash,
        )


def detail_line(agenda: Agenda, session: Session) -> str:
    """Say who leads a session: "Chair H. Berg · Rapp. to be defined"; for all, also in which room it is."""
    parts: list[str] = []
    for kind in _LEADING:
        names = [
            person_short(agenda.person[role.person]) if role.person is not None else TO_BE_DEFINED
            for role in session.roles
            if role.kind == kind
        ]
        if names:
            parts.append(f"{_WORDS[kind]} {', '.join(names)}".strip())
    room = agenda.room.get(session.placement.room or "") if session.placement else None
    if session.is_for_everyone and room is not None:
        parts.append(room.name)
    return " · ".join(parts)


def _badges(session: Session, findings: Iterable[Finding]) -> Iterable[Badge]:
    rules = {finding.rule: finding.severity for finding in findings}
    if "clash" in rules.values():
        yield Badge("clash", "clash")
    if "role-open" in rules:
        yield Badge("role open", "warning")
    if "paper-late" in rules:
        yield Badge("paper late", "warning")
    if "walk-too-short" in rules:
        yield Badge("short walk", "warning")
    if session.pinned_time or session.pinned_room:
        yield Badge("pinned", "muted")


def spoken(agenda: Agenda, session: Session, findings: Iterable[Finding]) -> tuple[str, str]:
    """Give what a screen reader says of a session: name, and description."""
    name = f"{session_name(session)}, {place_and_time(agenda, session)}, {span_text(session.duration_minutes)}"
    faults = [finding.message for finding in findings]
    description = " ".join(faults) if faults else "no clash"
    return name, f"{detail_line(agenda, session)}. {description}".lstrip(". ")
