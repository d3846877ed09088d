"""Laws that hold for the planning of any agenda: random ones, each law against a second opinion."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import agendas, calm_agendas

from agendaplanner.checks.check import check
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.planning.legality import Against, LegalityMap
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.planning.verify import verify, verify_plan


@st.composite
def agendas_to_plan(draw):
    """An agenda that has days; now and then sessions still stand on a day that was taken away."""
    agenda = draw(st.one_of(agendas(), calm_agendas()))
    days = agenda.meeting.days
    assume(days)
    if len(days) > 1 and draw(st.integers(0, 4)) == 0:
        agenda = agenda.apply(actions.set_fields(agenda, agenda.meeting, days=days[1:]))
    return agenda


def planned(agenda, **options):
    found = plan(agenda, PlanOptions(**options))
    return found, agenda.apply(plan_change(agenda, found))


def clashes(agenda):
    return [finding for finding in check(agenda) if finding.severity == "clash"]


def is_pinned(session):
    return session.placement is not None and (session.pinned_time or session.pinned_room)


@given(agendas_to_plan(), st.booleans(), st.integers(0, 3))
def test_every_plan_passes_the_verifier_and_keeps_pins(agenda, from_scratch, seed):
    found, after = planned(agenda, from_scratch=from_scratch, seed=seed)
    assert found.verified
    assert not verify_plan(agenda, after)
    assert set(found.placements) == {s.id for s in agenda.session.values() if not s.is_cancelled}
    assert {u.session for u in found.unplaced} == {s.id for s in after.waiting}
    assert not [s for s in after.waiting if is_pinned(agenda.session[s.id])]
    again, _ = planned(agenda, from_scratch=from_scratch, seed=seed)
    assert again.placements == found.placements


@given(agendas_to_plan(), st.booleans())
def test_what_is_wrong_with_a_plan_was_pinned_so_and_is_said(agenda, from_scratch):
    found, after = planned(agenda, from_scratch=from_scratch)
    wrong = clashes(after)
    assert [(each.rule, each.sessions) for each in found.pin_clashes] == [(each.rule, each.sessions) for each in wrong]
    for finding in wrong:
        assert any(is_pinned(agenda.session[s]) for s in finding.sessions)
    for each in (*found.pin_clashes, *found.unplaced):
        assert each.message.endswith(".")
        assert ".." not in each.message
        assert "None" not in each.message


@given(agendas_to_plan())
def test_a_plan_of_a_plan_changes_nothing(agenda):
    _, after = planned(agenda)
    found, again = planned(after)
    if not after.waiting:
        assert found.moved == 0
        assert again == after


@given(st.one_of(agendas_to_plan(), calm_agendas()))
def test_what_has_no_clash_stays(agenda):
    assume(not clashes(agenda))
    waiting = [s.id for s in agenda.waiting]
    quiet = agenda.apply(actions.remove(agenda, *(agenda.session[s] for s in waiting))) if waiting else agenda
    assume(not clashes(quiet))
    found, _ = planned(quiet)
    assert found.moved == 0


@given(st.one_of(agendas(), calm_agendas()))
def test_verifier_and_checks_find_the_same_clashes(agenda):
    assert {(each.rule, tuple(sorted(each.sessions))) for each in clashes(agenda)} == {
        (each.rule, each.sessions) for each in verify(agenda)
    }


@given(st.data(), agendas_to_plan())
def test_a_place_is_legal_when_no_check_would_speak_against_it(data, agenda):
    able = sorted(s.id for s in agenda.session.values() if not s.is_cancelled)
    assume(able)
    session = agenda.session[data.draw(st.sampled_from(able))]
    rooms = sorted(agenda.room) if session.takes_room else [*sorted(agenda.room), None]
    assume(rooms)
    room = data.draw(st.sampled_from(rooms))
    legality = LegalityMap(agenda, session.id)
    start = legality.moment(data.draw(st.integers(0, 47 * 60 // legality.step_minutes)))
    without = msgspec.structs.replace(session, placement=None, pinned_time=False, pinned_room=False)
    there = agenda.apply(actions.take_plan(agenda, {session.id: None}))
    there = Agenda.of([without if r == there.session[session.id] else r for r in there])
    there = there.apply(actions.move(there, session.id, start, room))
    rules = {finding.rule for finding in clashes(there) if session.id in finding.sessions}
    step = (start - legality.moment(0)) // timedelta(minutes=legality.step_minutes)
    is_legal = bool(legality.legal_starts(room) >> step & 1)
    wanted = rules - {"wish-broken"}
    if rules == wanted:
        assert is_legal == (not rules), rules
        assert (legality.against(start, room) == Against(0)) == (not rules), rules
    else:
        # the company of a track is weighed, not forbidden
        assert not wanted or not is_legal, rules
