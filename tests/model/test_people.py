from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, between, meeting, person, session
from strategies import agendas

from agendaplanner.model.agenda import references
from agendaplanner.model.errors import UsageError
from agendaplanner.model.people import funnel, merge_pairs, merge_people, seats, set_invitation
from agendaplanner.model.records import Company, Contribution, Delegation, SisterMeeting, Source, kind_of


@given(agendas(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_merge_loses_no_reference_and_can_be_taken_back(agenda, data):
    if len(agenda.person) < 2:
        return
    keep, gone = data.draw(st.permutations(sorted(agenda.person)).map(lambda ids: ids[:2]))
    change = merge_people(agenda, keep, gone)
    after = agenda.apply(change)
    assert after.dangling_references() == []
    assert gone not in after.person

    def named(whole):
        """Who is named where, the one that is gone by the name of the one that is kept."""
        return {
            (kind_of(r), r.id, field, keep if id_ == gone else id_)
            for r in whole
            if r.id not in (keep, gone) or kind_of(r) != "person"
            for kind, id_, field in references(r)
            if kind == "person" and field != "company"
        }

    def companies(whole):
        """Who belongs together or apart, but for a company that is one person now."""
        of = (frozenset(keep if id_ == gone else id_ for id_ in c.people) for c in whole.meeting.company)
        return {people for people in of if len(people) > 1}

    assert named(after) == named(agenda)
    assert companies(after) == companies(agenda)
    assert set(agenda.person[gone].wants) <= set(after.person[keep].wants)
    assert set(agenda.person[gone].away) <= set(after.person[keep].away)
    assert after.apply(change.reversed()) == agenda


def test_what_two_records_say_is_all_kept():
    a = person("a", "Anna", "Berg", email="a@example.org", needs="step-free", wants=("s1",), invitation="invited")
    b = person(
        "b", "A.", "Berg", email="b@example.org", country="Norway", needs="vegetarian", wants=("s2", "s1"),
        away=(between("09:00", "10:00"),), source=Source(id="77", fields=(("badge", "red"),)),
    )  # fmt: skip
    talk = session(
        "1",
        roles=(("chair", "a"), ("chair", "b"), ("rapporteur", None), ("rapporteur", None)),
        contributions=(Contribution(title="T", presenters=("b", "a")),),
        attendees=("b",),
    )
    head = Delegation(id="d", name="Norway", head="b")
    sister = SisterMeeting(id="x", name="Sister", invitees=("A. Berg",), same=(("A. Berg", "b"),))
    company = meeting(company=(Company(people=("a", "b")), Company(people=("b", "berg"), together=False)))
    after = agenda_of(company, a, b, talk, session("2"), head, sister)
    after = after.apply(merge_people(after, "a", "b"))
    one = after.person["a"]
    assert (one.email, one.country, one.needs) == ("a@example.org", "Norway", "step-free\n\nvegetarian")
    assert (one.wants, one.away, one.invitation) == (("s1", "s2"), b.away, "accepted")
    assert one.source.id == "77"
    assert {("merged email", "b@example.org"), ("merged name", "A. Berg"), ("badge", "red")} <= set(one.source.fields)
    merged = after.session["s1"]
    assert [(r.kind, r.person) for r in merged.roles] == [("chair", "a"), ("rapporteur", None), ("rapporteur", None)]
    assert (merged.contributions[0].presenters, merged.attendees) == (("a",), ("a",))
    assert after.delegation["d"].head == "a"
    assert after.table("sister_meeting")["x"].same == (("A. Berg", "a"),)
    assert [c.people for c in after.meeting.company] == [("a", "berg")]


def test_pairs_are_merged_as_one_change_and_nonsense_is_refused():
    agenda = agenda_of()
    change = merge_pairs(agenda, [("berg", "lind"), ("berg", "okafor")])
    assert set(agenda.apply(change).person) == {"berg"}
    assert agenda.apply(change).apply(change.reversed()) == agenda
    with pytest.raises(UsageError):
        merge_people(agenda, "berg", "berg")
    with pytest.raises(UsageError):
        merge_people(agenda, "berg", "nobody")


def test_invitations_go_their_way_with_dates():
    agenda = agenda_of(meeting(most_participants=2))
    agenda = agenda.apply(set_invitation(agenda, ["berg"], "invited", on=date(2008, 1, 7)))
    agenda = agenda.apply(set_invitation(agenda, ["lind"], "waiting list", on=date(2008, 1, 9)))
    steps = {step.status: step for step in funnel(agenda)}
    assert {status: step.people for status, step in steps.items() if step.people} == {
        "invited": ("berg",),
        "accepted": ("okafor",),
        "waiting list": ("lind",),
    }
    assert steps["invited"].first == date(2008, 1, 7)
    full = seats(agenda)
    assert (full.free, full.invited, full.waiting) == (1, 1, ("lind",))
    assert set_invitation(agenda, ["berg"], "invited").edits == ()
    with pytest.raises(UsageError):
        set_invitation(agenda, ["berg"], "perhaps")


def test_who_waits_longest_is_first():
    waiting = [
        person(f"w{day}", "W", f"Z{9 - day}", invitation="waiting list", answered_on=date(2008, 1, day))
        for day in (3, 1, 2)
    ]
    agenda = agenda_of(*waiting)
    assert seats(agenda).waiting == ("w1", "w2", "w3")
    assert seats(agenda).free is None
    assert msgspec.json.encode(seats(agenda))
