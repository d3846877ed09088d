"""Wishes for breakouts from a table: a row for each person, with choices in their order or ranks under the sessions.

Two forms are known by their headings. Either columns hold sessions, first choice first ("Name, First choice, Second
choice": numbers, titles or ids); or columns are headed by sessions and hold ranks ("Name, 3a, 3b": 1, 2, 3). People are
matched by address, else by name in any order, with or without accents. Nothing else of them is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.checks.names import folded
from agendaplanner.exchange.people_columns import field_of
from agendaplanner.model.breakouts import set_wishes
from agendaplanner.model.changes import Change
from agendaplanner.model.errors import FileError, did_you_mean
from agendaplanner.model.faults import Faults

if TYPE_CHECKING:
    from agendaplanner.exchange.people_rows import Table
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person

_SEVERAL = re.compile(r"[;,/|>\n]")


class WishesTable(msgspec.Struct, frozen=True):
    """What a table of wishes is to an agenda."""

    change: Change
    people: tuple[str, ...]
    """Ids of those whose wishes are in it."""
    unknown: tuple[str, ...]
    """Names in it that are nobody's of the meeting, or of several people."""


def read_wishes(agenda: Agenda, table: Table) -> WishesTable:
    """Read wishes from a table, the first line of which has headings. Wishes for sessions not in it stay.

    Raises:
        FileError: There is no column of names, or cells are no session or rank; all of them are named.
    """
    if not table.rows:
        raise FileError("The table is empty.", where=table.source, advice="Copy it with its headings.")
    sessions = _Sessions(agenda)
    heads = table.rows[0].cells
    fields = [field_of(head) for head in heads]
    names = [i for i, field in enumerate(fields) if field in ("given", "family", "name")]
    emails = [i for i, field in enumerate(fields) if field == "email"]
    if not names and not emails:
        raise FileError(
            f"No column has names; the headings are: {', '.join(filter(None, heads)) or 'nothing'}.",
            where=table.source,
            advice="Head one column “Name”, the others by sessions or “First choice”, “Second choice”.",
        )
    by_rank = {i: s for i, head in enumerate(heads) if i not in (*names, *emails) and (s := sessions.find(head))}
    choices = [i for i, head in enumerate(heads) if not by_rank and i not in (*names, *emails) and _is_choice(head)]
    if not by_rank and not choices:
        raise FileError(
            "No column has wishes.",
            where=table.source,
            advice="Head columns by the numbers of sessions, or “First choice”, “Second choice”.",
        )
    people, faults = _People(agenda), Faults(table.source)
    wishes: dict[str, list[str]] = {}
    unknown: list[str] = []
    for row in table.rows[1:]:
        cells = (*row.cells, *[""] * (len(heads) - len(row.cells)))
        whole = next((cells[i] for i in names if fields[i] == "name" and cells[i]), "")
        name = whole or " ".join(cells[i] for i in names if cells[i])
        person = people.find(name, next((cells[i] for i in emails if cells[i]), ""))
        ranked: list[tuple[int, int, str]] = []
        for i, session_id in by_rank.items():
            where = table.place(row.number, i, heads[i])
            rank = faults.value(where, cells[i], _rank, None)
            if rank is not None:
                ranked.append((rank, i, session_id))
        for i in choices:
            where = table.place(row.number, i, heads[i])
            ranked += [(i, k, s) for k, s in enumerate(faults.value(where, cells[i], sessions.read, ()))]
        if person is None:
            unknown.append(name or f"line {row.number}")
        else:
            wishes[person] = [session_id for _, _, session_id in sorted(ranked)]
    faults.done()
    change = set_wishes(agenda, wishes, by_rank.values() if by_rank else None, label=f"Wishes of {len(wishes)} people")
    return WishesTable(change, tuple(wishes), tuple(unknown))


def _is_choice(head: str) -> bool:
    words = head.casefold()
    return any(word in words for word in ("choice", "wish", "want", "choix", "rank", "prefer", "ønske", "valg"))


def _rank(text: str) -> int | None:
    cell = text.strip().rstrip(".").casefold()
    if not cell or cell in ("-", "–", "0", "no"):
        return None
    found = re.fullmatch(r"(\d{1,2})(st|nd|rd|th|e|er)?", cell)
    if found is None:
        raise ValueError(f"{text!r} is no rank such as 1, 2 or 3")
    return int(found[1])


class _Sessions:
    def __init__(self, agenda: Agenda) -> None:
        taking_place = [s for s in agenda.sessions if not s.is_cancelled and not s.is_quiet]
        self._by_word = {s.title.casefold(): s.id for s in taking_place}
        self._by_word |= {s.number.casefold(): s.id for s in taking_place if s.number}
        self._by_word |= {f"{s.number} {s.title}".casefold(): s.id for s in taking_place if s.number}
        self._by_word |= {s.id.casefold(): s.id for s in taking_place}

    def find(self, text: str) -> str | None:
        """Give the session that a heading names, by number, title, both or id."""
        word = " ".join(text.casefold().split())
        return self._by_word.get(word) or self._by_word.get(word.removeprefix("session ").removeprefix("item "))

    def read(self, text: str) -> tuple[str, ...]:
        """Give the sessions that a cell names, first choice first.

        Raises:
            ValueError: It names something else.
        """
        if not text.strip():
            return ()
        if whole := self.find(text):
            return (whole,)
        words = [word.strip() for word in _SEVERAL.split(text) if word.strip()]
        found = [self.find(word) for word in words]
        for word, session_id in zip(words, found, strict=True):
            if session_id is None:
                raise ValueError(f"there is no session {word!r}{did_you_mean(word, self._by_word)}")
        return tuple(session_id for session_id in found if session_id)


class _People:
    def __init__(self, agenda: Agenda) -> None:
        self._by_email = {p.email.casefold(): p.id for p in agenda.people if p.email}
        self._by_name: dict[object, set[str]] = {}
        for person in agenda.people:
            for key in (person.name.casefold(), *_keys(person)):
                self._by_name.setdefault(key, set()).add(person.id)

    def find(self, name: str, email: str) -> str | None:
        """Give who is meant; None where nobody is, or several may be."""
        if known := self._by_email.get(email.strip().casefold()):
            return known
        # a name as it is written says more than one that is like it
        for key in (name.casefold(), tuple(sorted(folded(name).words))) if name else ():
            found = self._by_name.get(key, set())
            if len(found) == 1:
                return next(iter(found))
        return None


def _keys(person: Person) -> set[tuple[str, ...]]:
    names = (person.name, f"{person.given} {person.family}")
    return {tuple(sorted(words)) for name in names if (words := folded(name).words)}
