from __future__ import annotations

from meetings import agenda_of, between, meeting, person, session

from agendaplanner.checks.candidates import candidates, load, open_roles

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
