"""Lists of invitees of sister meetings: tables of people, or hashed addresses a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from agendaplanner.checks.sisters import HASHED, invitee_line
from agendaplanner.exchange.people_rows import read_table
from agendaplanner.exchange.people_table import read_people
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.files import read_bytes, read_text
from agendaplanner.model.records import Meeting, Person

if TYPE_CHECKING:
    from pathlib import Path


def invitees_of(agenda: Agenda) -> tuple[str, ...]:
    """Give the invitees that another meeting's own agenda has: all but those who declined."""
    people = (p for p in agenda.people if p.invitation != "declined")
    return tuple(dict.fromkeys(invitee_line(p.name, p.organisation, p.email) for p in people))


def read_invitees(path: Path) -> tuple[str, ...]:
    """Read a list: a table with headings (.csv, .tsv, .xlsx), or the hashes of addresses, one a line.

    Raises:
        FileError: It cannot be read, or has no column of names; cells that make no sense are named.
    """
    data = read_bytes(path)
    if data.startswith(HASHED.encode()):
        lines = read_text(path).split()
        if all(line.startswith(HASHED) for line in lines):
            return tuple(dict.fromkeys(lines))
    # who is on their list is not made a person of ours: it is read into an agenda of its own
    table = read_table(data, source=str(path))
    found = read_people(Agenda.of([Meeting(title="The sister meeting")]), table, source=str(path))
    people = [cast("Person", each.after) for each in found.change.edits if each.kind == "person"]
    return tuple(dict.fromkeys(invitee_line(p.name, p.organisation, p.email) for p in people))
