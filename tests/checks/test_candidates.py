from __future__ import annotations

import pytest
from meetings import agenda_of, between, meeting, person, session

from agendaplanner.checks.candidates import candidates, load, loads, open_roles, reasons_sentence
from agendaplanner.model.attendance import add_attendees, give_role
from agendaplanner.model.errors import UsageError

COMMUNITIES = ("diplomacy", "development", "defence")


def test_open_roles_are_those_to_be_defined_and_those_not_even_named():
    agenda = agenda_of(
        session("1", "09:00", kind="plenary", roles=(("chair", None),)),
        session("2", "10:00", kind="plenary", roles=(("chair", "berg"), ("rapporteur", "lind"))),
        session("3", kind="plenary", status="cancelled"),
    )
    assert [(r.session, r.kind, r.index) for r in open_roles(agenda)] == [
        ("s1", "chair", 0),
        ("s1", "rapporteur", None),
    ]


def test_who_could_take_it_is_free_of_the_missing_community_and_not_chairing_two():
    people = [person(f"p{i}", f"N{i}", f"F{i}", community=COMMUNITIES[i % 3]) for i in range(6)]
    away = person("gone", "G", "Z", away=(between("09:30", "09:40"),))
    agenda = agenda_of(
        meeting(communities=COMMUNITIES),
        *people,
        away,
        person("no", "No", "Body", invitation="declined"),
        session("1", "09:00", "a", roles=(("presenter", "p0"), ("presenter", "p3"), ("chair", None))),
        session("2", "09:30", "b", roles=(("rapporteur", "p1"),)),
        session("3", "11:00", "a", roles=(("chair", "p2"),)),
        session("4", "12:00", "a", roles=(("chair", "p2"),)),
    )
    found = candidates(agenda, "s1", "chair", most=99)
    ids = [c.person for c in found]
    assert ids[:2] == ["p4", "p5"]
    assert not {"p0", "p1", "p2", "p3", "gone", "no"} & set(ids)
    assert "nobody of development has a part in it yet" in found[0].reasons
    assert "p2" in [c.person for c in candidates(agenda, "s1", "rapporteur", most=99)]
    assert load(agenda)["p2"] == {"chair": 2}


def test_reasons_are_a_sentence():
    agenda = agenda_of(
        session("1", "09:00", roles=(("chair", None),)), session("2", "11:00", roles=(("chair", "berg"),))
    )
    said = {c.person: reasons_sentence(c) for c in candidates(agenda, "s1", "chair")}
    assert said["lind"] == "Free then; has no part in another session."
    assert said["berg"] == "Free then; has 1 other part, 1 as chair."


def test_who_does_too_much_comes_first_and_it_is_said_why():
    chairing = [session(str(i), f"{9 + i}:00", minutes=30, roles=(("chair", "berg"),)) for i in range(3)]
    agenda = agenda_of(*chairing, session("7", "15:00", roles=(("panellist", "lind"), ("rapporteur", "lind"))))
    found = loads(agenda)
    assert [(each.person, each.count, each.sessions, each.minutes) for each in found] == [
        ("berg", 3, 3, 90),
        ("lind", 2, 1, 60),
    ]
    assert [each.too_much for each in found] == ["chairs 3 sessions, more than 2", ""]
    agenda = agenda_of(*(session(str(i), roles=(("panellist", "lind"),)) for i in range(5)))
    assert loads(agenda)[0].too_much == "has 5 parts, more than 4"


def test_a_role_is_given_to_an_open_one_first_and_frees_who_was_merely_beside_it():
    agenda = agenda_of(
        session("1", "09:00", roles=(("panellist", "lind"), ("chair", None)), attendees=("berg",)),
        session("2", "09:30", "b", attendees=("berg", "okafor")),
    )
    agenda = agenda.apply(give_role(agenda, "s1", "chair", "berg"))
    assert [(r.kind, r.person) for r in agenda.session["s1"].roles] == [("panellist", "lind"), ("chair", "berg")]
    assert (agenda.session["s1"].attendees, agenda.session["s2"].attendees) == ((), ("okafor",))
    agenda = agenda.apply(give_role(agenda, "s1", "rapporteur", "okafor"))
    assert [(r.kind, r.person) for r in agenda.session["s1"].roles][2:] == [("rapporteur", "okafor")]
    assert agenda.session["s2"].attendees == ()
    with pytest.raises(UsageError):
        give_role(agenda, "s1", "chair", "berg")


def test_who_is_added_to_a_session_leaves_the_one_beside_it():
    agenda = agenda_of(
        session("1", "09:00", roles=(("chair", "lind"),)),
        session("2", "09:30", "b", attendees=("berg", "okafor")),
        session("3", "11:00", "b", attendees=("berg",)),
    )
    change = add_attendees(agenda, "s1", ("berg", "okafor"))
    assert change.label == "Add Hanna Berg and Chidi Okafor to 1"
    agenda = agenda.apply(change)
    assert [agenda.session[s].attendees for s in ("s1", "s2", "s3")] == [("berg", "okafor"), (), ("berg",)]
    assert not add_attendees(agenda, "s1", ("berg",)).edits
