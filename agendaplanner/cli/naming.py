"""Which record a word on the command line means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.records import Person, Room

if TYPE_CHECKING:
    from collections.abc import Iterable


def named(records: Iterable[Any], name: str, kind: str) -> Any:
    """Give the one record that a word means: its id, its name, or a family name that nobody else has."""
    by_id = {record.id: record for record in records}
    if name in by_id:
        return by_id[name]
    wanted = name.casefold()
    found = [record for record in by_id.values() if record.name.casefold() == wanted]
    found = found or [record for record in by_id.values() if wanted in _other_names(record)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"Several are called {name!r}: {', '.join(f'{record.name} ({record.id})' for record in found)}.",
            advice="Give the id.",
        )
    known = [*(record.name for record in by_id.values()), *by_id]
    raise UsageError(f"There is no {kind} {name!r}.{did_you_mean(name, known)}")


def _other_names(record: Person | Room) -> set[str]:
    if not isinstance(record, Person):
        return set()
    return {each.casefold() for each in (record.family, f"{record.given} {record.family}".strip()) if each}
