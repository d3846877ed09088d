"""People from a table as text: CSV or TSV, from a file or pasted, its columns known by their headings.

The whole table is one change or none: every cell that makes no sense is named by its line and column. Who is in the
agenda already, by address or by name, is completed: what is recorded stays, empty fields are filled.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model.actions import put
from agendaplanner.model.changes import Change
from agendaplanner.model.errors import FileError, did_you_mean
from agendaplanner.model.faults import Faults
from agendaplanner.model.ids import new_id
from agendaplanner.model.people import INVITATIONS
from agendaplanner.model.records import Delegation, Person
from agendaplanner.model.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.agenda import Agenda


_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "participant", "nom complet", "navn"),
    "given": ("given name", "first name", "given", "forename", "prénom", "fornavn"),
    "family": ("family name", "last name", "surname", "family", "nom", "nom de famille", "etternavn"),
    "honorific": ("honorific", "title", "salutation", "civilité", "tittel"),
    "position": ("position", "function", "job title", "role", "fonction", "stilling"),
    "organisation": ("organisation", "organization", "affiliation", "institution", "ministry", "organisasjon"),
    "delegation": ("delegation", "délégation", "delegasjon"),
    "country": ("country", "pays", "land"),
    "community": ("community", "policy community", "communauté"),
    "category": ("category", "catégorie", "kategori"),
    "email": ("email", "e-mail", "mail", "address", "e-mail address", "email address", "courriel", "e-post"),
    "language": ("language", "langue", "språk"),
    "gender": ("gender", "genre", "kjønn"),
    "invitation": ("invitation", "status", "invitation status", "statut"),
    "invited_on": ("invited on", "invited", "date invited"),
    "answered_on": ("answered on", "answered", "reply date"),
    "needs": ("needs", "requirements", "besoins", "behov"),
    "biography": ("biography", "bio", "biographie"),
    "wants": ("wants", "wishes", "choices", "choix"),
}
"""By field: the headings it is known by, without accents and signs."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")
MOST_ROWS = 20_000


class PeopleTable(msgspec.Struct, frozen=True):
    """What a table of people is to an agenda."""

    change: Change
    columns: dict[str, str]
    """By heading: the field it was taken for."""
    ignored: tuple[str, ...]
    """Headings that are no field of a person."""
    added: tuple[str, ...]
    """Ids of people who are new."""
    completed: tuple[str, ...]
    """Ids of people of whom more is known now."""


def read_people(agenda: Agenda, text: str, *, source: str = "the table") -> PeopleTable:
    """Read people from a table, the first line of which has headings.

    Raises:
        FileError: There is no heading for names, or cells make no sense; all of them are named.
    """
    rows = _rows(text)
    if not rows:
        raise FileError("The table is empty.", where=source, advice="Copy it with its headings.")
    columns = [_field_of(cell) for cell in rows[0][1]]
    fields = {field for field in columns if field}
    if not fields & {"name", "family"}:
        heads = ", ".join(cell for cell in rows[0][1] if cell) or "nothing"
        raise FileError(
            f"No column has names; the headings are: {heads}.",
            where=f"{source}, line {rows[0][0]}",
            advice="Head one column “Name”, or two “Given name” and “Family name”.",
        )
    if len(rows) > MOST_ROWS:
        raise FileError(f"The table has more than {MOST_ROWS} lines.", where=source)
    reader = _Reader(agenda, Faults(source))
    for line, cells in rows[1:]:
        reader.row(line, rows[0][1], columns, cells)
    reader.faults.done()
    records = [*reader.delegations.values(), *reader.people.values()]
    new = [id_ for id_ in reader.people if id_ not in agenda.person]
    change = put(agenda, records, label=f"Import {len(reader.people)} people")
    touched = {edit.id for edit in change.edits if edit.before is not None and edit.kind == "person"}
    return PeopleTable(
        change,
        {head: field for head, field in zip(rows[0][1], columns, strict=False) if field},
        tuple(head for head, field in zip(rows[0][1], columns, strict=False) if head and not field),
        tuple(new),
        tuple(id_ for id_ in reader.people if id_ in touched),
    )


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """Give the lines that hold something, numbered as in the text from 1 (of a cell over several lines, its first)."""
    text = text.removeprefix("\ufeff").replace("\x00", "")
    head = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max("\t;,", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, [cell.strip() for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileError(f"The table cannot be read: {error}.", where=f"line {line}") from error
    return rows


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z]+", flat))


_FIELDS = {_plain(heading): field for field, headings in _HEADINGS.items() for heading in headings}


def _field_of(heading: str) -> str:
    return _FIELDS.get(_plain(heading), "")


class _Reader:
    def __init__(self, agenda: Agenda, faults: Faults) -> None:
        self._agenda, self.faults = agenda, faults
        self.people: dict[str, Person] = {}
        self.delegations: dict[str, Delegation] = {}
        self._by_email = {p.email.casefold(): p.id for p in agenda.people if p.email}
        self._by_name = {_name_key(p.name): p.id for p in agenda.people}
        self._delegation_ids = {d.name.casefold(): d.id for d in agenda.delegation.values()}
        self._sessions = {s.number.casefold(): s.id for s in agenda.sessions if s.number and not s.is_cancelled}

    def row(self, line: int, heads: Sequence[str], columns: Sequence[str], cells: Sequence[str]) -> None:
        """Read a line into a person who is new or known."""
        if len(cells) > len(columns):
            self.faults.add(f"line {line}", f"it has {len(cells)} cells, and there are {len(columns)} headings")
            return
        fields: dict[str, Any] = {}
        for head, field, cell in zip(heads, columns, cells, strict=False):
            if field and cell:
                fields[field] = self.faults.value(
                    f"line {line}, {head}", cell, lambda text, field=field: self._value(field, text), None
                )
        name = fields.get("name") or f"{fields.get('given', '')} {fields.get('family', '')}".strip()
        if not name:
            self.faults.add(f"line {line}", "there is no name")
            return
        fields["name"] = name
        known = self._by_email.get(str(fields.get("email", "")).casefold()) or self._known_by_name(fields)
        person = self._person(known) if known else Person(id=new_id("person"), name=name, invitation="to invite")
        usual = {"invitation"} if not known else set[str]()
        empty = {f: v for f, v in fields.items() if v is not None and (f in usual or not getattr(person, f))}
        person = msgspec.structs.replace(person, **empty)
        self.people[person.id] = person
        self._by_name.setdefault(_name_key(name), person.id)
        if person.email:
            self._by_email.setdefault(person.email.casefold(), person.id)

    def _person(self, id_: str) -> Person:
        return self.people.get(id_) or self._agenda.person[id_]

    def _known_by_name(self, fields: dict[str, Any]) -> str | None:
        """Give who has the same name, unless they have another address: then they are two."""
        found = self._by_name.get(_name_key(fields["name"]))
        if found is None:
            return None
        theirs, email = self._person(found).email, fields.get("email")
        return None if theirs and email and theirs.casefold() != email.casefold() else found

    def _value(self, field: str, text: str) -> Any:
        match field:
            case "email":
                if not _EMAIL.fullmatch(text):
                    raise ValueError(f"{text!r} is no e-mail address")
                return text
            case "invitation":
                word = text.casefold()
                if word not in INVITATIONS:
                    raise ValueError(f"{text!r} is none of: {', '.join(INVITATIONS)}{did_you_mean(word, INVITATIONS)}")
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
            raise ValueError(f"there is no session {word!r}{did_you_mean(word, self._sessions)}")
        return found

    def _delegation(self, name: str) -> str:
        id_ = self._delegation_ids.get(name.casefold())
        if id_ is None:
            id_ = self._delegation_ids[name.casefold()] = new_id("delegation")
            self.delegations[id_] = Delegation(id=id_, name=name)
        return id_


def _name_key(name: str) -> str:
    return " ".join(sorted(one_line(name).casefold().replace(",", " ").split()))


def _date(text: str) -> date:
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise ValueError(f"{text!r} is no date such as 2027-02-11")
