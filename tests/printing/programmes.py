"""The meetings that are printed in these tests: the example with a plan that does not change, and a small one."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from meetings import BERG, LIND, OKAFOR, agenda_of, changed, meeting, person, session

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.codec import decode_agenda
from agendaplanner.model.parts import Contribution, Placement
from agendaplanner.model.records import Delegation, Paper, Session, Track
from agendaplanner.printing.programme import glance, programme
from agendaplanner.resource_files import resource

PLAN = {
    "s-opening": ("11T09:00", "hall"),
    "s-cases": ("11T09:45", "hall"),
    "s-crisis": ("11T11:30", "room-a"),
    "s-interests": ("11T14:00", "hall"),
    "s-early": ("11T14:00", "room-a"),
    "s-agreements": ("11T14:00", "room-b"),
    "s-security": ("11T16:00", "hall"),
    "s-offices": ("11T16:00", "room-c"),
    "s-reports": ("11T17:00", "hall"),
    "s-processes": ("12T09:00", "hall"),
    "s-policies": ("12T09:55", "hall"),
    "s-funding": ("12T11:15", "hall"),
    "s-modalities": ("12T11:15", "room-a"),
    "s-responses": ("12T11:15", "room-b"),
    "s-drafting": ("12T13:45", "hall"),
    "s-adoption": ("12T15:15", "hall"),
    "s-closing": ("12T16:00", "hall"),
}


@cache
def oslo() -> Agenda:
    """The example meeting, placed by hand so that the pages do not depend on the planner."""
    example = decode_agenda(resource("examples/oslo-2008.json").read_bytes())
    records = list(example)
    for i, record in enumerate(records):
        if isinstance(record, Session) and record.id in PLAN:
            start, room = PLAN[record.id]
            records[i] = changed(
                record, placement=Placement(start=datetime.fromisoformat(f"2008-02-{start}"), room=room)
            )
    return Agenda.of(records)


@cache
def oslo_programme() -> bytes:
    return programme(oslo())[0]


@cache
def oslo_grid() -> bytes:
    return glance(oslo())[0]


def small() -> Agenda:
    """A plenary, coffee, three sessions side by side of which one ends earlier and one has nobody to chair it; a paper."""
    return agenda_of(
        meeting(title="Integrated planning", hosts=("Ministry of Foreign Affairs",), city="Oslo"),
        Track(id="t1", name="Crisis", colour="#0072B2"),
        Track(id="t2", name="Funding", colour="#E69F00"),
        Delegation(id="d1", name="Norway"),
        Paper(id="x1", symbol="DCD/DAC(2008)3", title="Country cases", status="circulated", sessions=("s1", "s2b")),
        changed(BERG, honorific="Ms", delegation="d1", position="Director"),
        session("1", "09:00", "hall", kind="plenary", minutes=75, roles=[("chair", "berg"), ("rapporteur", None)]),
        session("c", "10:15", None, kind="break", title="Coffee", minutes=30),
        session("2a", "10:45", "a", minutes=90, track="t1", kind="breakout", roles=[("chair", None)]),
        session(
            "2b",
            "10:45",
            "b",
            minutes=75,
            track="t2",
            kind="breakout",
            roles=[("chair", "okafor"), ("panellist", "lind")],
            abstract="What does a trust fund cost?",
            questions=("Who answers for it?",),
            contributions=(Contribution(title="One fund or many", presenters=("lind",), minutes=10),),
        ),
        session("2c", "10:45", "hall", minutes=90, kind="breakout", roles=[("chair", "berg")]),
    )


def three_alphabets() -> Agenda:
    """Names and titles in Latin, Greek and Cyrillic letters with their accents."""
    return agenda_of(
        person("p1", "Ελένη", "Παπαδοπούλου"),
        person("p2", "Юлия", "Щербакова"),
        person("p3", "Žofia", "Łukaszewicz-Ó Súilleabháin"),
        session(
            "1",
            "09:00",
            title="Εἰρήνη και ανάπτυξη: мир и развитие, sœur Ångström",
            roles=[("chair", "p1"), ("rapporteur", "p2"), ("panellist", "p3")],
        ),
    )


__all__ = ["LIND", "OKAFOR", "oslo", "oslo_grid", "oslo_programme", "small", "three_alphabets"]
