"""What changed from one agenda to another, as a reader of the programme sees it.

Only what takes place counts: a session that waits, or is cancelled, is not on the programme. Start and duration are one
thing to a reader. How changes are put together (a swap, an afternoon that was pushed) is in ``change_groups``, how they
are said in ``change_words``.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.change_facts import ASPECTS, Aspect, ChangeKind, SessionChange, Sides, State
from agendaplanner.model.change_groups import Group, grouped
from agendaplanner.model.change_words import meeting_sentence, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agendaplanner.model.agenda import Agenda


class MeetingChange(msgspec.Struct, frozen=True, kw_only=True):
    """What changed of the meeting itself."""

    field: str
    before: str
    after: str
    message: str


class Comparison:
    """What changed from one agenda to another.

    Attributes:
        before: The earlier agenda.
        after: The later one.
        changes: One for each session that differs, in the order of time.
        meeting: What changed of the meeting itself.
    """

    def __init__(self, sides: Sides) -> None:
        self.before, self.after = before, after = sides.before, sides.after
        self._sides = sides
        self.changes = _differences(self._sides, self._sides.states_before, self._sides.states_after)
        self.meeting = _meeting_changes(before, after)

    def __bool__(self) -> bool:
        return bool(self.changes or self.meeting)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The changes put together as people would tell them: each change is in exactly one group."""
        return grouped(self._sides, self.changes)

    @cached_property
    def by_session(self) -> Mapping[str, SessionChange]:
        """The changes by session."""
        return {change.session: change for change in self.changes}

    def lines(self) -> tuple[str, ...]:
        """Give everything as sentences: the meeting's own first, then a sentence for each group."""
        return (*(change.message for change in self.meeting), *(group.message for group in self.groups))

    def people_concerned(self) -> tuple[str, ...]:
        """Give all for whom something changed, in the order of ids."""
        everybody = sorted({*self.before.person, *self.after.person})
        return tuple(person for person in everybody if self.for_person(person))

    def for_person(self, person_id: str) -> tuple[SessionChange, ...]:
        """Give what changed for one person, and nothing else, in the order of time.

        Of a session that has the person in it, everything; of one that is for everyone, whether, when and where.
        """
        before = {i: s for i, s in self._sides.states_before.items() if _concerns(s, self.before, person_id)}
        after = {i: s for i, s in self._sides.states_after.items() if _concerns(s, self.after, person_id)}
        return _differences(self._sides, before, after, person_id)


def compare(before: Agenda, after: Agenda) -> Comparison:
    """Compare two agendas.

    >>> from agendaplanner.model.shipped import read_example
    >>> bool(compare(read_example(), read_example()))
    False
    """
    return Comparison(Sides(before, after))


def _concerns(state: State, agenda: Agenda, person_id: str) -> bool:
    return person_id in agenda.person and (state.everyone or person_id in agenda.people_in[state.session])


def _differences(
    sides: Sides, before: Mapping[str, State], after: Mapping[str, State], person: str | None = None
) -> tuple[SessionChange, ...]:
    """Give the changes between two sets of states, said to everybody or to one person."""
    found: list[SessionChange] = []
    for session_id in before.keys() | after.keys():
        was, now = before.get(session_id), after.get(session_id)
        aspects: tuple[Aspect, ...] = _aspects(was, now) if was is not None and now is not None else ()
        if person is not None and person not in sides.after.people_in.get(session_id, ()):
            was_in = person in sides.before.people_in.get(session_id, ())
            aspects = tuple(a for a in aspects if a in ("moved", "room") or (was_in and a == "people"))
        if was is not None and now is not None and not aspects:
            continue
        kind = _kind(sides, session_id, was, now, aspects)
        change = SessionChange(session=session_id, kind=kind, aspects=aspects, before=was, after=now, message="")
        found.append(msgspec.structs.replace(change, message=sentence(sides, change, person)))
    return tuple(sorted(found, key=_order))


def _kind(
    sides: Sides, session_id: str, was: State | None, now: State | None, aspects: tuple[Aspect, ...]
) -> ChangeKind:
    if was is None:
        return "joined" if session_id in sides.states_before else "new"
    if now is None:
        if session_id in sides.states_after:
            return "left"
        session = sides.after.session.get(session_id)
        return "cancelled" if session is not None and session.is_cancelled else "withdrawn"
    return aspects[0]


def _aspects(was: State, now: State) -> tuple[Aspect, ...]:
    differs: dict[Aspect, bool] = {
        "moved": was.times != now.times,
        "room": (was.room, was.room_name) != (now.room, now.room_name),
        "people": set(was.people) != set(now.people),
        "title": (was.number, was.title) != (now.number, now.title),
        "text": was.texts != now.texts,
        "status": was.status != now.status,
    }
    return tuple(aspect for aspect in ASPECTS if differs[aspect])


def _order(change: SessionChange) -> tuple[object, ...]:
    state = change.before or change.after
    assert state is not None
    return (state.start, state.room_name, state.number, state.session)


def _meeting_changes(before: Agenda, after: Agenda) -> tuple[MeetingChange, ...]:

    found: list[MeetingChange] = []
    for field in ("title", "subtitle", "venue", "city", "timezone", "contact", "contact_email"):
        was, now = (str(getattr(agenda.meeting, field)) for agenda in (before, after))
        if was != now:
            found.append(MeetingChange(field=field, before=was, after=now, message=meeting_sentence(field, was, now)))
    return tuple(found)
