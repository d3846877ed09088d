"""A meeting with published versions, for tests of what goes out to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from meetings import BERG, LIND, OKAFOR, agenda_of, changed, meeting, session

from agendaplanner.document.document import Document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change

MEETING = meeting(
    uid_domain="0123456789abcdef", contact="The secretariat", contact_email="office@example.org", venue="House"
)
HANNA = changed(BERG, email="hanna@example.org", language="fr")
CHIDI = changed(OKAFOR, email="chidi@example.org", language="German")
MAJA = changed(LIND, email="maja@example.org", language="nb")


def three_sessions(*more) -> Agenda:
    """Hanna chairs 1 and 3, Chidi chairs 2 and reports on 3, Maja has nothing; all have lunch."""
    return agenda_of(
        MEETING,
        HANNA,
        CHIDI,
        MAJA,
        session("1", "09:00", "a", roles=[("chair", "berg")]),
        session("2", "09:00", "b", roles=[("chair", "okafor")]),
        session("3", "10:00", "a", roles=[("chair", "berg"), ("rapporteur", "okafor")]),
        session("L", "12:00", None, kind="meal", title="Lunch"),
        *more,
    )


def published(agenda: Agenda, *makes: Callable[[Agenda], Change], path: Path | None = None) -> Document:
    """A document whose first version is an agenda, and whose second is what some changes made of it."""
    document = Document.in_memory(agenda) if path is None else Document.create(path, agenda)
    document.publish(label="First")
    for make in makes:
        document.do(make(document.agenda))
    if makes:
        document.publish(label="Second")
    return document
