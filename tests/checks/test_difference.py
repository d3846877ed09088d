"""What a change does to the findings, said by ``Findings.update``."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from meetings import at, shared_chair
from strategies import actions_on, agendas

from agendaplanner.checks.check import Findings, check
from agendaplanner.model import actions


def test_a_clash_that_goes_is_named_and_a_copy_leaves_the_original_alone():
    agenda = shared_chair()
    findings = Findings(agenda)
    (clash,) = findings.all()
    change = actions.move(agenda, "s4d", at("16:00"), "b")
    difference = findings.copy().update(agenda.apply(change), change.keys)
    assert difference.gone == {clash}
    assert difference.new == frozenset()
    assert findings.all() == (clash,)


@given(st.data())
def test_the_difference_is_that_of_what_was_and_what_is(data):
    agenda = data.draw(agendas())
    change = data.draw(actions_on(agenda))
    after = agenda.apply(change)
    findings = Findings(agenda)
    before = set(findings.all())
    difference = findings.update(after, change.keys)
    # a finding of a pair may be found from either side, of which only one was looked at again
    assert set(check(after)) - before <= difference.new
    assert before - set(check(after)) <= difference.gone
