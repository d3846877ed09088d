"""Who is told, and of what: each person for whom something changed between two editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agendaplanner.calendars.addresses import mail_uri
from agendaplanner.calendars.calendar import PLAIN, CalendarOptions
from agendaplanner.calendars.itip import Invitation, invitations
from agendaplanner.calendars.notices.languages import language_for
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.change_facts import SessionChange
from agendaplanner.model.compare import MeetingChange, compare
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Person

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.calendars.notices.phrases import Phrases
    from agendaplanner.model.compare import Comparison
    from agendaplanner.model.versions import Edition

_COMES = frozenset({"accepted", "invited"})
"""Who is told of sessions that are for everyone; others only of sessions that they have a part in."""
_WHERE = frozenset({"venue", "city", "timezone"})
"""What of the meeting itself concerns everyone who has something on."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """What one person is told."""

    person: Person
    """As they are now; as they were last, if they are not in the meeting any more."""
    address: str
    """Where it goes; "" where the person has no address that can be written to."""
    changes: tuple[SessionChange, ...]
    """In the order of time."""
    meeting: tuple[MeetingChange, ...]
    """What changed of the meeting itself."""
    invitations: tuple[Invitation, ...]
    """What brings the person's calendar up to date in these sessions."""

    @property
    def count(self) -> int:
        """How many changes it tells."""
        return len(self.changes) + len(self.meeting)


class Notices:
    """All notices between two editions.

    Attributes:
        after: The edition that they bring everybody to.
        comparison: What changed, for everybody.
        is_first: Whether nothing was told before, so that each is told their whole programme.
        all: In the order of family names; nobody without a change is among them.
    """

    def __init__(self, comparison: Comparison, after: Edition, found: tuple[Notice, ...], *, is_first: bool) -> None:
        self.comparison = comparison
        self.after = after
        self.is_first = is_first
        self.all = found

    def language(self, notice: Notice) -> Phrases:
        """Give the language that a person is told in: their own, else the meeting's first that there is."""
        return language_for(notice.person.language, *self.after.agenda.meeting.languages)


def collect(
    before: Edition | None,
    after: Edition,
    *,
    options: CalendarOptions = PLAIN,
    progress: Callable[[int, int], None] | None = None,
) -> Notices:
    """Find who is to be told what.

    Args:
        before: What everybody knows; None: nothing yet.
        after: What they are to know.
        options: What goes into their calendars.
        progress: Told of how many people it is known, of how many.

    Raises:
        UsageError: The meeting has no e-mail address, in whose name notices could go out.
    """
    if not mail_uri(after.agenda.meeting.contact_email):
        raise UsageError(
            "The meeting has no contact e-mail, in whose name notices could go out.",
            advice="Set it among the meeting's details.",
        )
    known = before.agenda if before is not None else Agenda.of([after.agenda.meeting])
    comparison = compare(known, after.agenda)
    people = {person.id: person for person in (*known.people, *after.agenda.people)}
    found: list[Notice] = []
    for done, person in enumerate(people.values(), 1):
        notice = _notice(comparison, before, after, person, options)
        if notice is not None:
            found.append(notice)
        if progress is not None:
            progress(done, len(people))
    found.sort(key=lambda each: ((each.person.family or each.person.name).casefold(), each.person.name, each.person.id))
    return Notices(comparison, after, tuple(found), is_first=before is None)


def _notice(
    comparison: Comparison, before: Edition | None, after: Edition, person: Person, options: CalendarOptions
) -> Notice | None:
    changes = tuple(
        change
        for change in comparison.for_person(person.id)
        if (person.invitation in _COMES or _has_part(comparison, change, person.id))
        and (options.breaks or not _is_break(comparison, change))
    )
    meeting = tuple(each for each in comparison.meeting if each.field in _WHERE)
    meeting = meeting if _has_something_on(after.agenda, person) else ()
    if not changes and not meeting:
        return None
    address = person.email.strip() if mail_uri(person.email) else ""
    messages = invitations(after, person.id, since=before, options=options) if address else ()
    told = {change.session for change in changes}
    return Notice(
        person=person,
        address=address,
        changes=changes,
        meeting=tuple(comparison.meeting) if meeting or changes else (),
        invitations=tuple(each for each in messages if meeting or each.session in told),
    )


def _has_part(comparison: Comparison, change: SessionChange, person_id: str) -> bool:
    sides = (comparison.before, comparison.after)
    return any(person_id in side.people_in.get(change.session, ()) for side in sides)


def _is_break(comparison: Comparison, change: SessionChange) -> bool:
    session = comparison.after.session.get(change.session) or comparison.before.session[change.session]
    return session.is_quiet


def _has_something_on(agenda: Agenda, person: Person) -> bool:
    if person.id not in agenda.person:
        return False
    if person.invitation in _COMES and any(session.is_for_everyone for session in agenda.placed):
        return True
    return any(person.id in agenda.people_in[session.id] for session in agenda.placed)
