"""Findings on the balance among people and on the seats of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.rules import finding
from agendaplanner.checks.slots import slot_of
from agendaplanner.model.misses import meeting_misses, miss_sentence, session_misses
from agendaplanner.model.people import seats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda


def balance_scope(agenda: Agenda, session_id: str) -> Iterator[Finding]:
    """Check the balance in a session, or with "" that of the whole meeting, and its seats."""
    if session_id:
        if (session := agenda.session.get(session_id)) is not None:
            for miss in session_misses(agenda, session):
                yield finding("out-of-balance", miss_sentence(agenda, miss), sessions=(session_id,))
        return
    for miss in meeting_misses(agenda):
        yield finding("out-of-balance", miss_sentence(agenda, miss))
    full = seats(agenda)
    if full.free is not None and full.free < 0:
        yield finding("too-many-people", f"{full.accepted} people have accepted, and the meeting takes {full.most}.")


def balance_scopes(agenda: Agenda) -> Iterator[tuple[str, str]]:
    """Give the scopes in which the balance is checked: none where nothing is wanted of it."""
    meeting = agenda.meeting
    if meeting.targets or meeting.most_participants is not None:
        yield ("balance", "")
    if _looks_at_sessions(agenda):
        for session_id in agenda.session:
            yield ("balance", session_id)


def balance_scopes_beside(agenda: Agenda, session_id: str) -> Iterator[tuple[str, str]]:
    """Give the scopes in which it matters who is in a session, and when it is: its own, and those at the same time.

    Who has a part in it is not free for what runs beside it.
    """
    if not _looks_at_sessions(agenda):
        return
    yield ("balance", session_id)
    slot = slot_of(agenda.session.get(session_id))
    if slot is None:
        return
    for session in agenda.session.values():
        other = slot_of(session)
        if other is not None and other.start < slot.end and slot.start < other.end:
            yield ("balance", session.id)


def _looks_at_sessions(agenda: Agenda) -> bool:
    return any(target.where != "meeting" for target in agenda.meeting.targets)
