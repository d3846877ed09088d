"""The command replan: somebody drops out, a room closes, and what moves is said and can be taken back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from meetings import agenda_of, at, changed, meeting, person, session, shared_chair, two_rooms

from agendaplanner.cli.main import main
from agendaplanner.document.document import Document
from agendaplanner.model.parts import Day


@pytest.fixture
def replan(capsys, monkeypatch, tmp_path):
    """Runs replan on an agenda in a folder of its own; gives what was said and the agenda that is in the file then."""
    monkeypatch.chdir(tmp_path)
    path = Path("m.agenda")

    def run(agenda, *arguments, status=0):
        path.unlink(missing_ok=True)
        Document.create(path, agenda).close()
        found = main(["replan", str(path), *arguments])
        out, err = capsys.readouterr()
        assert found == status, (out, err)
        assert "Traceback" not in err
        with Document.open(path, read_only=True) as document:
            return out + err, document.agenda, document.revision

    return run


def test_somebody_is_away_on_a_day_and_the_day_is_given_by_name_or_date(replan):
    for period in ("monday", "Monday", "2008-02-11", "2008-02-11T00:00/2008-02-12T00:00"):
        said, agenda, revision = replan(two_rooms(), "--person-away", "Hanna Berg", period)
        assert "2 sessions moved, 2 displaced; fewer would not do" in said
        assert "1 moves from Mon 11 Feb 09:00-10:00, Room A to Tue 12 Feb" in said
        assert agenda.person["berg"].away[0].start == at("00:00")
        assert agenda.session["s1"].placement.start.date() == at("09:00", 1).date()
        assert revision == 2


def test_absence_and_moves_are_taken_back_as_one(replan):
    before = two_rooms()
    replan(before, "--person-away", "berg", "monday", "--room-closed", "Room B")
    with Document.open(Path("m.agenda")) as document:
        assert document.agenda.room["b"].closures
        assert document.undo().label.startswith("Undo") or document.agenda == before
        assert document.agenda == before


def test_a_room_closes_and_scripts_are_told_what_moves(replan):
    said, agenda, _ = replan(two_rooms(), "--room-closed", "a", "--json")
    found = json.loads(said)
    assert found["moved"] == found["at_least"] == 2
    assert found["least"]
    assert found["displaced"] == ["s1", "s3"]
    assert found["verified"]
    first = found["moves"][0]
    assert first["session"] == "s1"
    assert first["from"] == {"start": "2008-02-11T09:00:00+01:00", "room": "a"}
    assert first["to"]["room"] == agenda.session["s1"].placement.room != "a"


def test_without_a_cause_it_mends_clashes(replan):
    said, agenda, _ = replan(shared_chair())
    assert "1 session moved, 1 displaced" in said
    assert len({agenda.session[s].placement for s in ("s4b", "s4d")}) == 2
    said, _, revision = replan(two_rooms())
    assert said == "Nothing has to move.\n"
    assert revision == 1


def test_what_is_left_over_is_said_with_the_reason(replan):
    hours = (Day(opens=at("09:00"), closes=at("10:00")),)
    agenda = agenda_of(meeting(days=hours), session("1", "09:00", "a", roles=[("chair", "berg")]))
    said, agenda, _ = replan(agenda, "--person-away", "berg", status=1)
    assert "to the backlog" in said
    assert "H. Berg is away" in said
    assert agenda.session["s1"].placement is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--person-away", "Hana Berg"), "There is no person 'Hana Berg'. Did you mean 'Hanna Berg'?"),
        (("--room-closed", "Rom A"), "There is no room 'Rom A'. Did you mean 'Room A'?"),
        (("--room-closed", "a", "sunday"), "Its days are Monday 2008-02-11, Tuesday 2008-02-12."),
        (("--room-closed", "a", "2008-02-19"), "no day of the meeting"),
        (("--room-closed", "a", "mnday"), "Did you mean 'monday'?"),
        (("--room-closed", "a", "12:00/13"), "is no period"),
        (("--room-closed", "a", "2008-02-11T13:00/2008-02-11T12:00"), "must end after it starts"),
        (("--room-closed", "Room", "A", "monday"), "quotation marks"),
    ],
)
def test_what_is_not_understood_changes_nothing(replan, arguments, words):
    said, agenda, _ = replan(two_rooms(), *arguments, status=2)
    assert words in said
    assert agenda == two_rooms()


def test_a_family_name_will_do_where_it_is_the_only_one(replan):
    replan(two_rooms(), "--person-away", "okafor", "tuesday")
    replan(two_rooms(), "--person-away", "Lind", "tuesday")
    two = agenda_of(person("x", "Ada", "Berg"), changed(session("1", "09:00"), title="T"))
    said, _, _ = replan(two, "--person-away", "Berg", status=2)
    assert "Several are called 'Berg': Hanna Berg (berg), Ada Berg (x)" in said
