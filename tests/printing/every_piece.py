"""Every piece of one meeting in three languages, each rendered once for all tests that read it."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

from meetings import changed
from printing.programmes import oslo

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Recommendation
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.pieces import PIECES, write_piece

LANGUAGES = ("en", "fr", "ar")
EVERY_PIECE = tuple(product(PIECES, LANGUAGES))
_OF_A_FEW = ("badges", "nameplates", "personal")
"""Pieces with sheets for each person: a few people are enough."""


@cache
def meeting_of_all_sorts() -> Agenda:
    """The example meeting with a name in Arabic, one in Greek, one in Thai, and a recommendation."""
    agenda = oslo()
    people = [
        changed(person, given=given, family=family)
        for person, (given, family) in zip(
            agenda.people, (("ليلى", "حدّاد"), ("Ελένη", "Παπαδοπούλου"), ("สมชาย", "ใจดี")), strict=False
        )
    ]
    noted = Recommendation(
        id="r-test", session=agenda.placed[3].id, text="Pool the funds", addressed_to="Senior officials"
    )
    by_id = {person.id: person for person in people}
    return Agenda.of([*(by_id.get(record.id, record) for record in agenda), noted])


@cache
def printed(name: str, language: str) -> bytes:
    """Give a piece as the bytes of its PDF."""
    agenda = meeting_of_all_sorts()
    options = {"calendar_url": "https://example.org/{person}.ics"} if name == "badges" else {}
    chosen = Selection(people=frozenset(person.id for person in agenda.people[:5])) if name in _OF_A_FEW else None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.pdf"
        write_piece(
            name, agenda, path, version="Version 4", on=date(2008, 2, 6), selection=chosen, language=language, **options
        )
        return path.read_bytes()
