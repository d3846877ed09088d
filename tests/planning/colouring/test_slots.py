"""How many starts a meeting needs at least, and the words for why."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations

from hypothesis import given, settings
from meetings import agenda_of, person, session, shared_chair
from strategies import agendas

from agendaplanner.model.records import Wish
from agendaplanner.planning.colouring.options import ColouringOptions
from agendaplanner.planning.colouring.slots import parallel_slots
from agendaplanner.planning.graph import conflict_graph

QUICK = ColouringOptions(steps=1_000, prove=False)


def chaired(number: str, *people: str, **fields):
    return session(number, roles=[("chair", each) for each in people], **fields)


def test_a_shared_chair():
    slots = parallel_slots(shared_chair())
    assert (slots.at_least, slots.by_rooms, slots.by_conflicts.optimal) == (2, 1, True)
    (reason,) = slots.reasons
    assert (reason.sessions, reason.people, reason.wishes) == (("s4b", "s4d"), ("berg",), ())
    assert slots.message == (
        "The parallel sessions need at least 2 different starts. 4b and 4d cannot run at the same time. "
        "H. Berg is needed in both. Rooms, lengths and opening hours aside, no more are needed."
    )


def test_each_pair_of_the_clique_is_explained_by_as_few_as_do():
    agenda = agenda_of(
        chaired("1", "berg", "okafor"),
        chaired("2", "berg", "lind"),
        chaired("3", "okafor", "lind"),
        Wish(id="w", kind="not at the same time", sessions=("s3", "s1"), reason="same hosts"),
    )
    slots = parallel_slots(agenda)
    assert slots.by_conflicts.clique == ("s1", "s2", "s3")
    assert {each.sessions for each in slots.reasons} == {("s1", "s2"), ("s1", "s3"), ("s2", "s3")}
    assert "No two of these 3 can run at the same time: 1, 2 and 3." in slots.message
    assert "H. Berg is needed in 1 and 2." in slots.message
    assert "M. Lind is needed in 2 and 3." in slots.message
    assert "C. Okafor is needed in 1 and 3." in slots.message


def test_a_wish_keeps_apart():
    agenda = agenda_of(
        session("1"), session("2"), Wish(id="w", kind="not the same day", sessions=("s1", "s2"), reason="one camera")
    )
    slots = parallel_slots(agenda)
    assert slots.at_least == 2
    assert slots.reasons[0].wishes == ("w",)
    assert "1 and 2 are not to be on the same day (one camera)." in slots.message


def test_too_few_rooms_is_a_reason_too():
    agenda = agenda_of(*(session(str(i)) for i in range(1, 8)))
    slots = parallel_slots(agenda)
    assert (slots.at_least, slots.by_rooms, slots.by_conflicts.colours) == (3, 3, 1)
    assert slots.message == (
        "The parallel sessions need at least 3 different starts. That is because there are 3 rooms for 7 sessions."
    )


def test_a_ring_of_shared_people_needs_more_than_its_clique():
    people = [person(f"p{i}", "Ada", f"Sample {i}") for i in range(5)]
    agenda = agenda_of(*people, *(chaired(str(i + 1), f"p{i}", f"p{(i + 1) % 5}") for i in range(5)))
    slots = parallel_slots(agenda, QUICK)
    assert (slots.at_least, len(slots.by_conflicts.clique)) == (3, 2)
    assert "All ways to do with 2 different starts were tried" in slots.message


def test_what_is_for_everyone_is_quiet_or_cancelled_does_not_count():
    agenda = agenda_of(
        chaired("1", "berg"),
        chaired("2", "berg", kind="plenary"),
        chaired("3", "berg", kind="break"),
        chaired("4", "berg", status="cancelled"),
    )
    slots = parallel_slots(agenda)
    assert slots.sessions == ("s1",)
    assert slots.message == ("The parallel sessions need at least 1 start.")


def test_a_meeting_without_parallel_sessions():
    slots = parallel_slots(agenda_of(session("1", kind="plenary")))
    assert (slots.at_least, slots.sessions) == (0, ())
    assert slots.message == "There is no session that could run beside another one."


def test_a_breakout_group_has_one_start_and_the_member_that_matters_is_named():
    agenda = agenda_of(
        chaired("1", "berg"),
        chaired("2", "lind", group="g"),
        chaired("3", "berg", group="g"),
        chaired("4", "okafor", "lind"),
        chaired("5", "okafor", "berg"),
    )
    slots = parallel_slots(agenda)
    found = slots.by_conflicts
    assert found.assignment["s2"] == found.assignment["s3"]
    assert found.colours == found.lower_bound == 3
    assert set(found.clique) in ({"s1", "s3", "s5"}, {"s3", "s4", "s5"})


def test_a_member_that_is_apart_for_the_group_is_explained():
    agenda = agenda_of(
        chaired("1", "berg", group="g"),
        chaired("2", "lind", group="g"),
        chaired("3", "berg", "okafor"),
        chaired("4", "lind", "okafor"),
    )
    slots = parallel_slots(agenda)
    assert slots.at_least == 3
    assert "starts with one of them" in slots.message


def test_a_group_whose_own_people_keep_it_apart_is_taken_apart():
    agenda = agenda_of(chaired("1", "berg", group="g"), chaired("2", "berg", group="g"))
    slots = parallel_slots(agenda)
    assert slots.at_least == 2


@given(agendas())
@settings(max_examples=20)
def test_every_agenda_gets_an_answer_that_keeps_people_apart(agenda):
    slots = parallel_slots(agenda, QUICK)
    colours = slots.by_conflicts.assignment
    assert set(colours) == set(slots.sessions)
    for a, b in conflict_graph(agenda).edges():
        if a in colours and b in colours:
            assert colours[a] != colours[b]
    assert len(slots.reasons) == len(list(combinations(slots.by_conflicts.clique, 2)))
    assert all(each.people or each.wishes for each in slots.reasons)
    assert slots.message.endswith(".")


def test_or_tools_is_not_loaded_without_need():
    program = (
        "import sys\n"
        "from meetings import shared_chair\n"
        "from agendaplanner.planning.colouring.slots import parallel_slots\n"
        "parallel_slots(shared_chair())\n"
        "assert not any(name.partition('.')[0] == 'ortools' for name in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}, timeout=120)
    assert done.returncode == 0
