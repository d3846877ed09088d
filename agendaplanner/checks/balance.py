"""Findings on the balance among people and on the seats of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.checks.rules import finding
from agendaplanner.model.balance import meeting_misses, miss_sentence, session_misses
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
    if any(target.where != "meeting" for target in meeting.targets):
        for session_id in agenda.session:
            yield ("balance", session_id)
