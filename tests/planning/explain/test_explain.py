"""Explanations of small meetings: proved, minimal, in words, with repairs that work."""

from __future__ import annotations

from itertools import groupby

import pytest
from planning.explain.meetings_in_trouble import (
    BERG,
    CASES,
    at,
    away,
    meeting,
    period,
    pinned,
    relaxed,
    replace,
    sessions_of,
    several,
    stripped,
    talk,
    wish,
)

from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Placement
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.explain.explain import explain, repair_change
from agendaplanner.planning.explain.explanation import MOST_REASONS, ExplainOptions
from agendaplanner.planning.verify import verify, verify_plan

ONLY_REASONS = ExplainOptions(repairs=0)


@pytest.fixture(scope="module", params=CASES, ids=[name.replace(" ", "-") for name in CASES])
def case(request):
    """A meeting with its explanation; made once."""
    agenda = CASES[request.param]
    return agenda, explain(agenda)


def conflicts(found):
    """The reasons of an explanation, conflict by conflict."""
    return [tuple(each) for _, each in groupby(found.reasons, lambda reason: reason.conflict)]


def test_it_is_proved_for_one_cause_with_few_reasons(case):
    _, found = case
    assert (found.feasible, found.proved) == (False, True)
    assert len(conflicts(found)) == 1
    assert 1 <= len(found.reasons) <= MOST_REASONS


def test_without_any_one_reason_all_could_have_a_place(case):
    agenda, found = case
    for reason in found.reasons:
        without = explain(relaxed(agenda, reason), ONLY_REASONS)
        assert without.feasible, (reason, without.reasons)


def test_the_reasons_suffice(case):
    agenda, found = case
    assert explain(stripped(agenda, found.reasons), ONLY_REASONS).feasible is False


def test_each_session_that_is_named_is_needed_for_the_conflict(case):
    agenda, found = case
    few = stripped(agenda, found.reasons)
    if len(few.session) > 6 or {r.kind for r in found.reasons} & {"no-rooms"}:
        pytest.skip("the sessions are counted, not named")
    for id_ in sessions_of(found.reasons):
        left = [r for r in few if r.id != id_ and not (type(r).__name__ == "Wish" and id_ in r.sessions)]
        assert explain(type(few).of(left), ONLY_REASONS).feasible, id_


def test_each_repair_does_what_it_promises_as_one_change(case):
    agenda, found = case
    assert found.repairs or not agenda.rooms
    assert [r.cost for r in found.repairs] == sorted(r.cost for r in found.repairs)
    for repair in found.repairs:
        change = repair_change(agenda, repair)
        after = agenda.apply(change)
        assert change.label == repair.message
        assert not verify(after), repair.message
        assert not after.waiting
        assert not verify_plan(agenda.apply(repair.change), after)
        assert after.apply(change.reversed()) == agenda


def test_sentences_are_sentences(case):
    _, found = case
    for text in (found.message, *(r.message for r in found.reasons)):
        assert text.endswith(".")
        assert "None" not in text
        assert "  " not in text
        assert ".." not in text
    for repair in found.repairs:
        assert repair.message[0].isupper()
        assert not repair.message.endswith(".")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("longer than any day", "1 takes 10 h; no day of the meeting is open so long."),
        ("too many people", "1 expects 50 people; the largest room holds 30."),
        ("a feature that no room has", "1 needs organ; no room has it."),
        ("only in a room that is too small", "1 expects 20 people; Room B holds 10."),
        ("pinned in a closed room", "1 is pinned to Mon 1 Mar 10:00 (1 h), Room B."),
        ("pinned in a closed room", "Room B is closed Mon 1 Mar 09:00-13:00."),
        (
            "more minutes than a person has",
            "H. Berg is needed in 1, 2 and 3, 4 h 15 min in all, but is at the meeting only 4 h.",
        ),
        ("three pairwise through three people", "C. Okafor is needed in both 2 and 3."),
        ("A before B before A", "1 must come before 2."),
        ("a group with one person in two", "1 and 2 must start together (“g”)."),
        ("a gap longer than the day", "1 and 2 must be at least 10 h apart."),
        (
            "more than the rooms with a feature hold",
            "1, 2, 3, 4 and 5 need interpretation; only Room A has it.",
        ),
        ("nothing beside a plenary", "Everyone is at 1, 4 h."),
        ("no rooms", "The meeting has no rooms."),
    ],
)
def test_what_is_said(name, words):
    assert words in [reason.message for reason in explain(CASES[name], ONLY_REASONS).reasons]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("more minutes than a person has", "Let H. Berg leave the panel of 1"),
        ("more minutes than a person has", "Shorten 1 by 15 min"),
        ("more minutes than a person has", "Let H. Berg come on Monday 1 March at 12:45, not only at 13:00"),
        ("lunch in the middle", "Move “Lunch” on Monday 1 March from 12:00 to 11:45"),
        ("pinned in a closed room", "Open Room B on Mon 1 Mar 09:00-13:00"),
        ("pinned in a closed room", "Unpin 1 from Room B"),
        ("A before B before A", "Make the wish “before” for 1 and 2 a preference, no longer a must"),
        ("more than the rooms hold", "Let Monday 1 March end 1 h later, at 14:00"),
        ("too many people", "Expect 30 people in 1, not 50"),
        ("a group with one person in two", "Let 1 start apart from the others of “g”"),
    ],
)
def test_what_is_offered(name, words):
    assert words in [repair.message for repair in explain(CASES[name]).repairs]


def test_a_panel_that_somebody_leaves_has_an_open_role():
    agenda = CASES["more minutes than a person has"]
    repair = next(r for r in explain(agenda).repairs if "leave the panel of 1" in r.message)
    after = agenda.apply(repair_change(agenda, repair))
    assert [role.person for role in after.session["1"].roles] == [None]
    assert len(after.placed) == len(after.session)


def test_what_can_be_placed_is_said_to_be():
    found = explain(read_example())
    assert (found.feasible, found.proved, found.reasons, found.repairs) == (True, True, (), ())
    assert "can be placed" in found.message
    assert "plan" in found.message


def test_what_stands_and_clashes_can_be_resolved():
    both = [talk(n, "berg", placement=Placement(start=at(10), room=room)) for n, room in (("1", "a"), ("2", "b"))]
    assert explain(meeting(*both)).message == "All clashes can be resolved: plan does it."


def test_a_meeting_that_is_planned_has_nothing_to_explain():
    agenda = meeting(talk("1", placement=Placement(start=at(10), room="a")))
    assert explain(agenda).message == "Everything has its place, without a clash."
    assert explain(meeting()).feasible


def test_no_days_is_a_reason():
    found = explain(meeting(*several(2), days=0))
    assert (found.feasible, found.proved, [r.kind for r in found.reasons]) == (False, True, ["no-days"])


def test_two_causes_are_told_apart_and_each_has_repairs():
    agenda = meeting(*several(3, "berg"), talk("9", expected_size=99), hours=(9, 11))
    found = explain(agenda)
    assert [[r.kind for r in each] for each in conflicts(found)] == [["room-size"], ["person"]]
    assert "2 separate causes" in found.message
    assert {r.left_over for r in found.repairs} == {1}
    assert {"Expect 30 people in 9, not 99", "Let H. Berg leave the panel of 1"} <= {r.message for r in found.repairs}


def test_many_in_the_same_trouble_are_one_reason():
    agenda = meeting(away(BERG, period(8, 18)), *several(5, "berg"), talk("x"))
    (reason, hours) = explain(agenda, ONLY_REASONS).reasons
    assert reason.message == "H. Berg, needed in 1, 2, 3, 4 and 5, is away Mon 1 Mar 08:00-18:00."
    assert hours.kind == "hours"


def test_a_cancelled_session_needs_nothing():
    assert explain(meeting(talk("1", minutes=600, status="cancelled"), talk("2"))).feasible


def test_without_a_proof_none_is_claimed():
    # counting knows nothing of days: here it takes the solver
    found = explain(CASES["three on two days"], ExplainOptions(prove=False))
    assert (found.feasible, found.proved) == (None, False)
    assert found.message.startswith("No proof that it is impossible was found; the search left over ")
    assert {reason.kind for reason in found.reasons} == {"left-over"}
    assert found.repairs  # tried, as always


def test_it_is_cancelled_at_once():
    found = explain(CASES["more than the rooms hold"], cancelled=lambda: True)
    assert (found.feasible, found.cancelled, found.repairs) == (None, True, ())


def test_progress_names_its_stages():
    told = []
    explain(CASES["three pairwise through three people"], progress=told.append)
    assert {"placing", "counting", "trying repairs"} <= {p.stage for p in told}


def test_the_same_question_has_the_same_answer():
    agenda = CASES["three pairwise through three people"]
    one, two = explain(agenda), explain(agenda)
    assert (one.reasons, one.repairs) == (two.reasons, two.repairs)


def test_options_that_make_no_sense_are_refused():
    with pytest.raises(UsageError, match="0 seconds"):
        ExplainOptions(seconds=0)
    with pytest.raises(UsageError, match="-1 repairs"):
        ExplainOptions(repairs=-1)


def test_a_pin_that_stands_in_the_way_of_others_is_a_reason():
    # 1 is pinned into the middle of the only hour and a half that 2 can have
    agenda = meeting(
        pinned("1", "berg", start=at(9, 30), minutes=30, room="a"),
        talk("2", "berg", only_within=(period(9, 10),), minutes=45),
    )
    found = explain(agenda)
    assert [r.kind for r in found.reasons] == ["person", "limit", "pin"]
    assert "Unpin 1 from Mon 1 Mar 09:30" in {r.message for r in found.repairs}


def test_soft_wishes_are_no_reasons():
    agenda = meeting(*several(2), wish("before", "1", "2", hard=False), wish("before", "2", "1", hard=False))
    assert explain(agenda).feasible
    hard = replace(agenda.wish["before 1 2"], hard=True)
    assert explain(meeting(*several(2), hard, wish("before", "2", "1", hard=False))).feasible
