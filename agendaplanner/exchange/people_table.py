"""People from a list: what each row becomes in an agenda, and the one change that makes it so.

Who is in the agenda already, by address or by name, is completed: what is recorded stays, empty fields are filled. Who
only looks like somebody there is new, unless whoever imports says otherwise. Every cell that makes no sense is named by
its place; ``read_people`` then refuses the list, ``look_at_people`` leaves the cell out and says so.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.checks.duplicates import Known
from agendaplanner.exchange.people_columns import (
    COLUMN_FIELDS,
    fields_of,
    guessed_fields,
    headings_at,
    is_headless,
    parted,
)
from agendaplanner.exchange.people_rows import Table, text_table
from agendaplanner.model.actions import put
from agendaplanner.model.changes import Change
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.faults import Faults
from agendaplanner.model.ids import new_id
from agendaplanner.model.people import INVITATIONS
from agendaplanner.model.records import Delegation, Person
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agendaplanner.exchange.people_rows import TableRow
    from agendaplanner.model.agenda import Agenda

Fate = Literal["new", "completed", "known", "left out"]
"""What becomes of a row: somebody new, somebody of whom more is known now or nothing more, or nobody."""
AS_NEW, LEAVE_OUT = "new", "leave out"
"""What can be chosen for a row, beside the id of the person it is."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
_ANSWERS = {
    "yes": "accepted", "confirmed": "accepted", "attending": "accepted", "coming": "accepted", "oui": "accepted",
    "no": "declined", "regrets": "declined", "regret": "declined", "not attending": "declined", "non": "declined",
    "sent": "invited", "pending": "invited", "no answer": "invited", "no reply": "invited",
    "waiting": "waiting list", "waitlist": "waiting list", "wait list": "waiting list", "waitlisted": "waiting list",
    "not invited": "to invite", "not yet invited": "to invite",
}  # fmt: skip
"""Words that lists have for where an invitation stands."""
_AFTER_NAMES = frozenset({"jr", "sr", "ii", "iii", "phd", "md", "dr", "esq"})


class Column(msgspec.Struct, frozen=True):
    """A column of the list."""

    heading: str
    field: str
    """What it is taken for; "": it is left out."""
    example: str
    """The first thing in it."""


class Fault(msgspec.Struct, frozen=True):
    """What does not fit."""

    row: int
    where: str
    what: str
    advice: str


class RowFate(msgspec.Struct, frozen=True):
    """What becomes of a row."""

    row: int
    where: str
    name: str
    fate: Fate
    person: str = ""
    """Who it is: the id of somebody new or known."""
    fills: tuple[str, ...] = ()
    """Fields of somebody known that are empty and get a value."""
    like: tuple[tuple[str, float], ...] = ()
    """Ids of who it looks like, with how alike the names are, the likeliest first."""
    faults: tuple[Fault, ...] = ()


class PeopleTable(msgspec.Struct, frozen=True):
    """What a list of people is to an agenda."""

    change: Change
    columns: dict[str, str]
    """By heading: the field it was taken for."""
    ignored: tuple[str, ...]
    """Headings that are no field of a person."""
    added: tuple[str, ...]
    """Ids of people who are new."""
    completed: tuple[str, ...]
    """Ids of people of whom more is known now."""
    rows: tuple[RowFate, ...]
    layout: tuple[Column, ...]
    has_headings: bool
    problem: str = ""
    """Why nothing can be read from it as it stands; "" where something can."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """All that does not fit, in the order of the rows."""
        return tuple(fault for row in self.rows for fault in row.faults)


def read_people(agenda: Agenda, text: str | Table, *, source: str = "the table") -> PeopleTable:
    """Read people from a list, all of it or none.

    Raises:
        FileError: There is no heading for names, or cells make no sense; all of them are named.
    """
    table = text_table(text, source=source) if isinstance(text, str) else text
    if not table.rows:
        raise FileError("The table is empty.", where=table.source, advice="Copy it with its headings.")
    found = look_at_people(agenda, table)
    if found.problem:
        raise FileError(
            found.problem,
            where=f"{table.source}, {table.place(table.rows[0].number)}",
            advice="Head one column “Name”, or two “Given name” and “Family name”.",
        )
    faults = Faults(table.source)
    for fault in found.faults:
        faults.add(fault.where, fault.what)
    faults.done()
    return found


def look_at_people(
    agenda: Agenda,
    table: Table,
    *,
    fields: Sequence[str] | None = None,
    has_headings: bool | None = None,
    choices: Mapping[int, str] | None = None,
    known: Known | None = None,
) -> PeopleTable:
    """Say what becomes of each row of a list, what does not fit left out.

    Args:
        agenda: The agenda.
        table: The list.
        fields: What each column is taken for, "" for none; None: as its headings say.
        has_headings: Whether the rows begin after one of headings; None: as it looks.
        choices: By number of a row what it is to be: ``AS_NEW``, ``LEAVE_OUT`` or the id of a person.
        known: The agenda's people, where they are at hand: who looks at a list several times looks names up once.

    Raises:
        UsageError: A choice names nobody.
    """
    head, rows, headed = _parted_table(table, has_headings)
    headings = list(head.cells) if head is not None else []
    wide = max([len(headings), *(len(row.cells) for row in rows[:1])], default=0)
    if fields is None:
        fields = fields_of(headings) if headed else guessed_fields([row.cells for row in rows])
    columns = [*fields, *[""] * (wide - len(fields))]
    layout = tuple(
        Column(
            headings[i] if i < len(headings) else f"Column {i + 1}",
            field,
            next((row.cells[i] for row in rows if i < len(row.cells) and row.cells[i]), ""),
        )
        for i, field in enumerate(columns)
    )
    problem = ""
    if not set(columns) & {"name", "family"}:
        heads = ", ".join(cell for cell in headings if cell) or "none"
        problem = f"No column has names; the headings are: {heads}."
    reader = _Reader(agenda, table, layout, choices or {}, known or Known(agenda.people))
    fates = () if problem else tuple(reader.row(row) for row in rows)
    return _told(agenda, reader, fates, layout, problem, headed=headed)


def _told(
    agenda: Agenda,
    reader: _Reader,
    fates: tuple[RowFate, ...],
    layout: tuple[Column, ...],
    problem: str,
    *,
    headed: bool,
) -> PeopleTable:
    sent = {person.delegation for person in reader.people.values()}
    records = [*(each for each in reader.delegations.values() if each.id in sent), *reader.people.values()]
    change = put(agenda, records, label=f"Import {len(reader.people)} people")
    touched = {edit.id for edit in change.edits if edit.before is not None and edit.kind == "person"}
    return PeopleTable(
        change,
        {column.heading: column.field for column in layout if column.field},
        tuple(column.heading for column in layout if column.heading and not column.field),
        tuple(id_ for id_ in reader.people if id_ not in agenda.person),
        tuple(id_ for id_ in reader.people if id_ in touched),
        fates,
        layout,
        headed,
        problem,
    )


def _parted_table(table: Table, has_headings: bool | None) -> tuple[TableRow | None, tuple[TableRow, ...], bool]:
    """Give the row of headings, if any, and the rows of people."""
    rows = table.rows
    if not rows:
        return None, (), bool(has_headings)
    at = headings_at([row.cells for row in rows])
    if has_headings is None:
        has_headings = at is not None or not is_headless(rows[0].cells)
    if not has_headings:
        return None, rows, False
    return rows[at or 0], rows[(at or 0) + 1 :], True


class _Reader:
    def __init__(
        self, agenda: Agenda, table: Table, layout: Sequence[Column], choices: Mapping[int, str], known: Known
    ) -> None:
        self._agenda, self._table, self._layout, self._choices = agenda, table, layout, choices
        self.people: dict[str, Person] = {}
        self.delegations: dict[str, Delegation] = {}
        self._faults: list[Fault] = []
        self._known = known
        self._by_email = {p.email.casefold(): p.id for p in agenda.people if p.email}
        self._by_name = {_name_key(p.name): p.id for p in agenda.people}
        self._delegation_ids = {d.name.casefold(): d.id for d in agenda.delegation.values()}
        self._sessions = {s.number.casefold(): s.id for s in agenda.sessions if s.number and not s.is_cancelled}

    def row(self, row: TableRow) -> RowFate:
        """Read a row into a person who is new or known, or nobody."""
        self._faults = []
        where = self._table.place(row.number)
        choice = self._choices.get(row.number, "")
        if len(row.cells) > len(self._layout) and any(row.cells[len(self._layout) :]):
            what = f"it has {len(row.cells)} cells, and there are {len(self._layout)} headings"
            self._fault(row.number, where, what, "The row is left out. Put what has commas in quotation marks.")
            return RowFate(row.number, where, row.cells[0], "left out", faults=tuple(self._faults))
        fields = self._fields(row)
        name = self._name(fields)
        if not name:
            self._fault(row.number, where, "there is no name", "The row is left out. Give it a name in the list.")
            return RowFate(row.number, where, "", "left out", faults=tuple(self._faults))
        fields["name"] = name
        known = self._meant(fields)
        near: list[tuple[str, float]] = []
        if known is None or choice:  # whoever is known by address or name needs no comparing
            near = [(p.id, round(alike, 3)) for p, alike in self._known.like(name) if p.id != known][:3]
        if choice == LEAVE_OUT:
            return RowFate(row.number, where, name, "left out", like=tuple(near), faults=tuple(self._faults))
        if choice == AS_NEW:
            if known is not None and known in self._agenda.person:
                near = [(known, 1.0), *near][:3]
            known = None
        elif choice:
            if choice not in self._agenda.person:
                raise UsageError(f"There is no person {choice!r}.{did_you_mean(choice, self._agenda.person)}")
            known = choice
        person, fills = self._put(fields, known)
        fate: Fate = "new" if known is None else "completed" if fills else "known"
        like = tuple(near) if known is None or choice else ()
        return RowFate(row.number, where, name, fate, person.id, fills, like, tuple(self._faults))

    def _put(self, fields: dict[str, Any], known: str | None) -> tuple[Person, tuple[str, ...]]:
        person = (
            self._person(known)
            if known is not None
            else Person(id=new_id("person"), name=fields["name"], invitation="to invite")
        )
        usual = {"invitation"} if known is None else set[str]()
        empty = {f: v for f, v in fields.items() if v is not None and (f in usual or not getattr(person, f))}
        person = msgspec.structs.replace(person, **empty)
        self.people[person.id] = person
        self._by_name.setdefault(_name_key(person.name), person.id)
        if person.email:
            self._by_email.setdefault(person.email.casefold(), person.id)
        return person, tuple(empty) if known is not None else ()

    def _fields(self, row: TableRow) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for i, (column, cell) in enumerate(zip(self._layout, row.cells, strict=False)):
            if column.field and cell:
                try:
                    found[column.field] = self._value(column.field, cell)
                except ValueError as error:
                    label = COLUMN_FIELDS[column.field]
                    where = self._table.place(row.number, i, column.heading)
                    self._fault(
                        row.number, where, str(error), f"{label} is left empty. Correct it in the list, or later."
                    )
        return found

    def _name(self, fields: dict[str, Any]) -> str:
        """Give a person's name as printed, and part it where it stands in one cell with its address or a comma."""
        name, email = parted(fields.get("name", ""))
        if email and not fields.get("email"):
            fields["email"] = email
        family, comma, given = (part.strip() for part in name.partition(","))
        in_order = comma and family and given and "," not in given and given.rstrip(".").casefold() not in _AFTER_NAMES
        if in_order and not fields.get("family") and not fields.get("given"):
            family = family.title() if family.isupper() else family
            fields["family"], fields["given"] = family, given
            return f"{given} {family}"
        return name or f"{fields.get('given', '')} {fields.get('family', '')}".strip()

    def _fault(self, row: int, where: str, what: str, advice: str) -> None:
        self._faults.append(Fault(row, where, what, advice))

    def _person(self, id_: str) -> Person:
        return self.people.get(id_) or self._agenda.person[id_]

    def _meant(self, fields: dict[str, Any]) -> str | None:
        """Give who has the same address; else who has the same name, unless with another address: then they are two."""
        email = fields.get("email", "")
        if email and (found := self._by_email.get(email.casefold())):
            return found
        found = self._by_name.get(_name_key(fields["name"]))
        if found is None:
            return None
        theirs = self._person(found).email
        return None if theirs and email and theirs.casefold() != email.casefold() else found

    def _value(self, field: str, text: str) -> Any:
        match field:
            case "email":
                bare = text.removeprefix("mailto:").strip()
                if not _EMAIL.fullmatch(bare):
                    raise ValueError(f"{text!r} is no e-mail address")
                return bare
            case "invitation":
                word = _ANSWERS.get(text.casefold(), text.casefold())
                if word not in INVITATIONS:
                    raise ValueError(f"{text!r} is none of: {', '.join(INVITATIONS)}{_near(word, INVITATIONS)}")
                return word
            case "invited_on" | "answered_on":
                return _date(text)
            case "delegation":
                return self._delegation(one_line(text))
            case "wants":
                return tuple(
                    dict.fromkeys(self._session(word.strip()) for word in re.split(r"[,;/|]", text) if word.strip())
                )
            case "needs" | "biography":
                return text
            case _:
                return one_line(text)

    def _session(self, word: str) -> str:
        found = word if word in self._agenda.session else self._sessions.get(word.casefold())
        if found is None:
            raise ValueError(f"there is no session {word!r}{_near(word, self._sessions)}")
        return found

    def _delegation(self, name: str) -> str:
        id_ = self._delegation_ids.get(name.casefold())
        if id_ is None:
            id_ = self._delegation_ids[name.casefold()] = new_id("delegation")
            self.delegations[id_] = Delegation(id=id_, name=name)
        return id_


def _near(word: str, known: Iterable[str]) -> str:
    """Give the nearest known word within a sentence, or ""."""
    near = did_you_mean(word, known).strip()
    return f" ({near[0].lower()}{near[1:]})" if near else ""


def _name_key(name: str) -> str:
    return " ".join(sorted(one_line(name).casefold().replace(",", " ").split()))


def _date(text: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date such as 2027-02-11")
