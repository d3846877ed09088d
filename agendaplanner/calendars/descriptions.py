"""What a participant should know of a session, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line, paragraphs, without_controls
from agendaplanner.model.words import roles_line

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Link
    from agendaplanner.model.records import Person, Session

_CONFERENCES = frozenset({"video conference", "videoconference", "conference", "livestream", "stream"})


def description(agenda: Agenda, session: Session) -> str:
    """Give roles, presentations, abstract, questions, papers and links, a line each."""
    parts: list[str] = []
    if roles := roles_line(agenda, session):
        parts.append(f"{roles}.")
    for contribution in session.contributions:
        names = ", ".join(_name(agenda.person[p]) for p in contribution.presenters)
        minutes = f" ({contribution.minutes} min)" if contribution.minutes else ""
        parts.append(f"• {one_line(contribution.title)}{f', {names}' if names else ''}{minutes}")
    if abstract := session.abstract or session.description:
        parts += ["", *paragraphs(abstract)]
    if session.questions:
        parts += ["", "For discussion:", *(f"• {one_line(question)}" for question in session.questions)]
    if papers := agenda.papers_for.get(session.id):
        parts += ["", "Documents:", *(f"• {one_line(f'{p.symbol} {p.title}')}" for p in papers)]
        parts += [f"  {one_line(p.link)}" for p in papers if p.link]
    links = [link for link in (*session.links, *session.attachments) if is_web(link.href)]
    if links:
        parts += ["", *(f"{one_line(link.title)}: {one_line(link.href)}".removeprefix(": ") for link in links)]
    return without_controls("\n".join(parts)).strip()


def is_web(href: str) -> bool:
    """Tell whether a link goes to the web; other schemes do not go into calendars."""
    return href.startswith(("http://", "https://"))


def is_conference(link: Link) -> bool:
    """Tell whether a link is for taking part from elsewhere, by its kind."""
    return is_web(link.href) and link.kind.strip().casefold() in _CONFERENCES


def _name(person: Person) -> str:
    return one_line(f"{person.honorific} {person.name}")
