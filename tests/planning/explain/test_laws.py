"""Laws of explanations, on random agendas: nothing is claimed that planning refutes, and nothing ends in a fault."""

from __future__ import annotations

from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from planning.explain.meetings_in_trouble import relaxed, stripped
from strategies import agendas, calm_agendas

from agendaplanner.planning.explain.explain import explain, repair_change
from agendaplanner.planning.explain.explanation import MOST_REASONS, ExplainOptions
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.planning.verify import verify, verify_plan

any_agendas = st.one_of(agendas(), agendas(min_sessions=4), calm_agendas())
ONLY_REASONS = ExplainOptions(repairs=0, seconds=10)


@given(any_agendas, st.integers(0, 3))
@settings(max_examples=25)
def test_what_is_said_to_be_impossible_no_plan_does(agenda, seed):
    found = explain(agenda, ONLY_REASONS)
    assert found.proved == (found.feasible is not None)
    if found.feasible:
        assert not found.reasons
        return
    assert found.reasons
    assert len(found.reasons) <= MOST_REASONS or len({r.conflict for r in found.reasons}) == 1
    assume(agenda.meeting.days)
    for from_scratch in (True, False):
        made = plan(agenda, PlanOptions(seed=seed, from_scratch=from_scratch))
        assert made.unplaced or verify(agenda.apply(plan_change(agenda, made)))


@given(any_agendas)
@settings(max_examples=15)
def test_what_is_said_to_be_possible_has_a_plan(agenda):
    found = explain(agenda, ExplainOptions(repairs=0, prove=False))
    assume(found.feasible and agenda.session)
    assume(any(not s.is_cancelled for s in agenda.session.values()))
    seeds = (plan(agenda, PlanOptions(seed=seed)) for seed in range(3))
    # the same search, not the same seeds and steps
    assert any(not made.unplaced for made in seeds)


@given(any_agendas)
@settings(max_examples=12)
def test_every_repair_makes_it_better_and_can_be_undone(agenda):
    found = explain(agenda, ExplainOptions(seconds=10))
    for repair in found.repairs:
        change = repair_change(agenda, repair)
        after = agenda.apply(change)
        assert not verify_plan(agenda.apply(repair.change), after)
        assert len(after.waiting) == repair.left_over <= len(found.waiting)
        assert after.apply(change.reversed()) == agenda


@given(any_agendas)
@settings(
    max_examples=15, derandomize=True, phases=[Phase.generate]
)  # what ``stripped`` keeps can now and then be impossible by itself
def test_the_reasons_of_one_cause_suffice_and_each_is_needed(agenda):
    found = explain(agenda, ONLY_REASONS)
    assume(found.feasible is False and agenda.meeting.days)
    for number in {r.conflict for r in found.reasons}:
        reasons = [r for r in found.reasons if r.conflict == number]
        few = stripped(agenda, reasons)
        assert explain(few, ONLY_REASONS).feasible is False
        for reason in reasons:
            without = explain(relaxed(few, reason), ONLY_REASONS)
            assert without.feasible, (reason.message, [r.message for r in without.reasons])
