"""How an agenda stood: the log of changes read backwards from what stands, or forwards from nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from agendaplanner.document.log import StoredChange, inflate
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, Key
from agendaplanner.model.records import Record, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Records(Mapping[Key, Record]):
    """An agenda's records by (kind, id), without copying them."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def __getitem__(self, key: Key) -> Record:
        found = self._agenda.find(*key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Key]:
        return ((kind_of(record), record.id) for record in self._agenda)

    def __len__(self) -> int:
        return sum(1 for _ in self._agenda)


def _apply(records: dict[Key, Record], change: Change) -> None:
    for each in change.edits:
        if each.after is None:
            records.pop(each.key, None)
        else:
            records[each.key] = each.after


def records_of(agenda: Agenda) -> dict[Key, Record]:
    """Give an agenda's records by (kind, id)."""
    return {(kind_of(record), record.id): record for record in agenda}


def agenda_at(agenda: Agenda, later: Sequence[StoredChange]) -> Agenda:
    """Give an agenda as it stood before some changes, the rows of the log since then, oldest first.

    Raises:
        AgendaError: The log does not fit the agenda: the file is damaged.
    """
    records = records_of(agenda)
    for row in reversed(later):
        _apply(records, inflate(row, records, backwards=True).reversed())
    return Agenda.of(records.values())


def changes_of(log: Iterable[StoredChange]) -> Iterator[Change]:
    """Give all changes of a log whole, oldest first.

    Raises:
        AgendaError: They do not fit each other: the file is damaged.
    """
    records: dict[Key, Record] = {}
    for row in log:
        change = inflate(row, records)
        _apply(records, change)
        yield change
