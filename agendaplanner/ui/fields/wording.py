"""How records are named where they are chosen: one name each, the same in every cell, list and clipboard. No Qt here."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from agendaplanner.model.actions import name_of
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.records import PLURALS, Person, Session
from agendaplanner.model.words import person_short, session_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Record


class Names:
    """The names of all records of a kind. Where two have the same, the id is added."""

    def __init__(self, table: Mapping[str, Record]) -> None:
        self.table = table
        shown = {id_: _shown(record) for id_, record in table.items()}
        often = Counter(name.casefold() for name in shown.values())
        self._names = {
            id_: name if often[name.casefold()] == 1 and name else f"{name} · {id_}".strip(" ·")
            for id_, name in shown.items()
        }

    def of(self, id_: str | None) -> str:
        """Give the name of a record; "" for None."""
        return "" if id_ is None else self._names.get(id_, id_)

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """All names, as a list to choose from."""
        return tuple(sorted(self._names.values(), key=str.casefold))

    @cached_property
    def _ids(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        doubtful: set[str] = set()
        for id_, record in self.table.items():
            for name in {other.casefold() for other in _other_names(record) if other}:
                if name in found:
                    doubtful.add(name)
                found[name] = id_
        for name in doubtful:
            del found[name]
        return found | {name.casefold(): id_ for id_, name in self._names.items()}

    def id_of(self, kind: str, text: str) -> str:
        """Give the id of the record that is meant.

        Raises:
            UsageError: There is none of that name; the message names a near one.
        """
        found = self._ids.get(" ".join(text.split()).casefold())
        if found is None:
            near = did_you_mean(text, self._names.values()) or did_you_mean(text.casefold(), self._ids)
            raise UsageError(f"There is no {kind.replace('_', ' ')} “{text}”.{near}")
        return found


class Wording:
    """An agenda with the names of its records."""

    def __init__(self, agenda: Agenda, before: Wording | None = None) -> None:
        self.agenda = agenda
        self._names: dict[str, Names] = {}
        if before is not None:
            # what did not change need not be named anew
            kept = before._names.items()  # noqa: SLF001 # our own kind
            self._names = {kind: names for kind, names in kept if names.table is agenda.table(kind)}

    def names(self, kind: str) -> Names:
        """Give the names of the records of a kind."""
        found = self._names.get(kind)
        if found is None:
            found = self._names[kind] = Names(self.agenda.table(kind))
        return found

    def languages(self) -> tuple[str, ...]:
        """Give the languages that the meeting knows."""
        return self.agenda.meeting.languages

    def groups(self) -> tuple[str, ...]:
        """Give the breakout groups that there are."""
        return tuple(sorted(self.agenda.groups))

    def features(self) -> tuple[str, ...]:
        """Give the features that rooms have."""
        return tuple(sorted({feature for room in self.agenda.room.values() for feature in room.features}))


def plural_of(kind: str, count: int = 2) -> str:
    """Say a number's worth of a kind: "1 person", "2 people".

    >>> plural_of("person", 1), plural_of("person", 3)
    ('1 person', '3 people')
    """
    return f"{count} {kind if count == 1 else PLURALS[kind]}".replace("_", " ")


def _shown(record: Record) -> str:
    if isinstance(record, Session):
        return record.number or record.title
    return " ".join(name_of(record).split())


def _other_names(record: Record) -> Iterator[str]:
    """Give what else a record is called by those who type."""
    yield record.id
    yield _shown(record)
    if isinstance(record, Session):
        yield record.title
        yield session_name(record)
    elif isinstance(record, Person):
        yield person_short(record)
        yield record.email
        yield f"{record.given} {record.family}".strip()
        yield f"{record.family}, {record.given}" if record.given and record.family else ""
    else:
        yield getattr(record, "symbol", "")
