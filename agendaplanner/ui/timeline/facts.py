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
    """A word on a card, in a tone; its icon says the same where there is no room for the word."""

    text: str
    tone: Tone
    icon: str


class Facts(msgspec.Struct, frozen=True):
    """What a card shows."""

    number: str
    title: str
    detail: str
    track: str
    """The name of its track, or ""."""
    badges: tuple[Badge, ...]
    stripe: str
    pattern: int
    """Tracks of one colour are told apart by the stripe's pattern: 0 is plain."""
    fill: str
    quiet: bool
    clash: bool


class FactsOf:
    """The facts of all sessions of an agenda, made when they are asked for and kept.

    Facts that are as they were before are the same object as before, so that whoever laid them out can see that.
    """

    def __init__(
        self,
        agenda: Agenda,
        colours: Colours,
        before: FactsOf | None = None,
        changed: frozenset[str] = frozenset(),
    ) -> None:
        self._agenda = agenda
        self._colours = colours
        self._changed = changed
        self._tracks = track_colours(agenda)
        self._patterns = track_patterns(agenda)
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
            track=track.name if (track := self._agenda.track.get(session.track or "")) is not None else "",
            badges=tuple(_badges(session, findings, changed=session.id in self._changed)),
            stripe=stripe,
            pattern=self._patterns.get(session.track, 0),
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


_RULE_BADGES = {
    "role-open": ("role open", "person"),
    "paper-overdue": ("paper overdue", "paper"),
    "paper-late": ("paper to come", "paper"),
    "walk-too-short": ("short walk", "clock"),
}


def _badges(session: Session, findings: Iterable[Finding], *, changed: bool) -> Iterable[Badge]:
    findings = tuple(findings)
    if any(finding.severity == "clash" for finding in findings):
        yield Badge("clash", "clash", "alert")
    rules = {finding.rule for finding in findings}
    for rule, (text, icon) in _RULE_BADGES.items():
        if rule in rules:
            yield Badge(text, "warning", icon)
    others = sum(finding.severity == "warning" and finding.rule not in _RULE_BADGES for finding in findings)
    if others:
        yield Badge("warning" if others == 1 else f"{others} warnings", "warning", "alert")
    if changed:
        yield Badge("changed", "muted", "changed")
    if session.pinned_time or session.pinned_room:
        yield Badge("pinned", "muted", "pin")


def track_patterns(agenda: Agenda) -> dict[str | None, int]:
    """Give by track how many before it have the same colour: what its stripe's pattern goes by."""
    colours = track_colours(agenda)
    seen: dict[str, int] = {}
    found: dict[str | None, int] = {}
    for track in agenda.tracks:
        colour = colours[track.id].upper()
        found[track.id] = seen.get(colour, 0)
        seen[colour] = found[track.id] + 1
    return found


def spoken(agenda: Agenda, session: Session, findings: Iterable[Finding]) -> tuple[str, str]:
    """Give what a screen reader says of a session: name, and description."""
    name = f"{session_name(session)}, {place_and_time(agenda, session)}, {span_text(session.duration_minutes)}"
    faults = [finding.message for finding in findings]
    description = " ".join(faults) if faults else "no clash"
    return name, f"{detail_line(agenda, session)}. {description}".lstrip(". ")
