"""What the columns of a list of people are: known by their headings, or by what is in them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

COLUMN_FIELDS: Mapping[str, str] = {
    "name": "Name",
    "given": "Given name",
    "family": "Family name",
    "honorific": "Honorific",
    "position": "Position",
    "organisation": "Organisation",
    "delegation": "Delegation",
    "country": "Country",
    "community": "Community",
    "category": "Category",
    "email": "E-mail",
    "language": "Language",
    "gender": "Gender",
    "invitation": "Invitation",
    "invited_on": "Invited on",
    "answered_on": "Answered on",
    "needs": "Needs",
    "biography": "Biography",
    "wants": "Wishes",
}
"""The fields of a person that a column can hold, with what people call them."""
_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "name",
        "full name",
        "participant",
        "participants",
        "invitee",
        "nom complet",
        "navn",
        "nombre",
        "nom prenom",
    ),
    "given": (
        "given name",
        "first name",
        "firstname",
        "given",
        "given names",
        "forename",
        "prénom",
        "fornavn",
        "vorname",
    ),
    "family": (
        "family name",
        "last name",
        "lastname",
        "surname",
        "family",
        "nom",
        "nom de famille",
        "etternavn",
        "nachname",
    ),
    "honorific": ("honorific", "title", "salutation", "civilité", "tittel", "prefix"),
    "position": ("position", "function", "job title", "role", "fonction", "stilling", "functional title"),
    "organisation": (
        "organisation",
        "organization",
        "affiliation",
        "institution",
        "ministry",
        "organisasjon",
        "agency",
    ),
    "delegation": ("delegation", "délégation", "delegasjon", "delegasjon", "representing"),
    "country": ("country", "pays", "land", "país", "member state"),
    "community": ("community", "policy community", "communauté"),
    "category": ("category", "catégorie", "kategori", "type of participant"),
    "email": ("email", "e-mail", "mail", "address", "e-mail address", "email address", "courriel", "e-post"),
    "language": ("language", "langue", "språk", "preferred language"),
    "gender": ("gender", "genre", "kjønn"),
    "invitation": ("invitation", "status", "invitation status", "statut", "response", "reply", "rsvp"),
    "invited_on": ("invited on", "invited", "date invited", "invitation sent", "invitation date"),
    "answered_on": ("answered on", "answered", "reply date", "date of reply", "replied on"),
    "needs": (
        "needs",
        "requirements",
        "special needs",
        "special requirements",
        "dietary requirements",
        "besoins",
        "behov",
    ),
    "biography": ("biography", "bio", "biographie"),
    "wants": ("wants", "wishes", "choices", "choix"),
}
"""By field: the headings it is known by, without accents and signs."""
NAMED_BY = ("name", "given", "family")
"""A person's name is in a column of one of these."""
_HEADINGS_WITHIN = 8
"""Headings are among the first so many rows: above them stands what the list is."""
_EMAIL_IN = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_NAME_THEN_ADDRESS = re.compile(r"\s*\"?(?P<name>[^<>@\"]*[^<>@\"\s])\"?\s*<(?P<email>[^<>\s]+@[^<>\s]+)>\s*")


def _plain(text: str) -> str:
    flat = unicodedata.normalize("NFKD", text.replace("ø", "o")).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z]+", flat))


_FIELDS = {_plain(heading): field for field, headings in _HEADINGS.items() for heading in headings}


def field_of(heading: str) -> str:
    """Give the field that a heading means, or "".

    >>> field_of("E-Mail:"), field_of("Prénom"), field_of("Shoe size")
    ('email', 'given', '')
    """
    return _FIELDS.get(_plain(heading), "")


def fields_of(headings: Sequence[str]) -> list[str]:
    """Give the field of each heading; of two that mean one field the first has it."""
    found: list[str] = []
    for heading in headings:
        field = field_of(heading)
        found.append("" if field in found else field)
    return found


def headings_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Give which of the first rows has the headings: the one with most that are known, one for names among them.

    >>> headings_at([["List of participants", ""], ["Name", "E-mail"], ["Hanna Berg", ""]])
    1
    """
    known = [set(fields_of(row)) - {""} for row in rows[:_HEADINGS_WITHIN]]
    counts = [len(fields) if fields & set(NAMED_BY) else 0 for fields in known]
    return counts.index(max(counts)) if any(counts) else None


def is_headless(first: Sequence[str]) -> bool:
    """Tell whether a table begins with a person: no heading is known, and there is an address, or one column alone."""
    if any(map(field_of, first)):
        return False
    filled = [cell for cell in first if cell]
    return len(filled) == 1 == len(first) or any(map(_EMAIL_IN.search, filled))


def guessed_fields(rows: Sequence[Sequence[str]]) -> list[str]:
    """Give the fields of columns without headings: addresses by their look, and the first other column is names."""
    wide = max(map(len, rows), default=0)
    found = [""] * wide
    for i in range(wide):
        cells = [row[i] for row in rows if i < len(row) and row[i]]
        if not cells:
            continue
        pure = sum(bool(_EMAIL_IN.fullmatch(cell)) for cell in cells)
        if pure * 2 > len(cells):
            found[i] = "email" if "email" not in found else ""
        elif "name" not in found:
            found[i] = "name"
    return found


def parted(name: str) -> tuple[str, str]:
    """Part a name from the address after it, as mail programs write them; the address is "" where there is none.

    >>> parted("Hanna Berg <hanna@example.org>"), parted("Hanna Berg")
    (('Hanna Berg', 'hanna@example.org'), ('Hanna Berg', ''))
    """
    match = _NAME_THEN_ADDRESS.fullmatch(name)
    return (match["name"], match["email"]) if match else (name, "")
