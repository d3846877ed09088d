from __future__ import annotations

from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, between, meeting, person, session
from strategies import agendas

from agendaplanner.model import actions
from agendaplanner.model.agenda import references
from agendaplanner.model.errors import UsageError
from agendaplanner.model.merging import differing, merge_pairs, merge_people, set_not_same
from agendaplanner.model.parts import Company, Contribution, Source
from agendaplanner.model.people import funnel, give_seats, not_answered, seats, set_invitation, set_limit
from agendaplanner.model.records import Delegation, SisterMeeting, kind_of
from agendaplanner.model.shipped import read_example


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
            if kind == "person" and field not in ("company", "not_same")
        }

    def companies(whole):
        """Who belongs together or apart, but for a company that is one person now."""
        of = (frozenset(keep if id_ == gone else id_ for id_ in c.people) for c in whole.meeting.company)
        return {people for people in of if len(people) > 1}

    assert all(a < b for a, b in after.meeting.not_same)
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


def test_what_another_record_says_stands_where_it_was_chosen_and_nothing_is_lost():
    a = person("a", "Anna", "Berg", email="a@example.org", country="Norway", invitation="accepted")
    b = person("b", "A.", "Berg", email="b@example.org", country="", invitation="declined", needs="step-free")
    agenda = agenda_of(a, b)
    assert differing(a, b) == ("name", "given", "email", "invitation")
    after = agenda.apply(merge_people(agenda, "a", "b", take=["email", "invitation", "country"])).person["a"]
    assert (after.name, after.email, after.invitation, after.country) == (
        "Anna Berg",
        "b@example.org",
        "declined",
        "Norway",
    )
    assert {("merged email", "a@example.org"), ("merged given", "A.")} <= set(after.source.fields)
    with pytest.raises(UsageError, match="Did you mean 'email'"):
        merge_people(agenda, "a", "b", take=["emal"])


def test_two_people_are_told_apart_and_that_goes_with_them():
    agenda = agenda_of(person("a", "A", "B"))
    change = set_not_same(agenda, [("okafor", "berg"), ("lind", "berg")])
    after = agenda.apply(change)
    assert after.meeting.not_same == (("berg", "okafor"), ("berg", "lind"))
    assert after.apply(change.reversed()) == agenda
    assert set_not_same(after, [("berg", "okafor")]).edits == ()
    assert after.apply(set_not_same(after, [("okafor", "berg")], on=False)).meeting.not_same == (("berg", "lind"),)
    gone = after.apply(actions.remove(after, after.person["lind"]))
    assert gone.meeting.not_same == (("berg", "okafor"),)
    merged = after.apply(merge_people(after, "a", "berg"))
    assert merged.meeting.not_same == (("a", "okafor"), ("a", "lind"))
    assert after.apply(merge_people(after, "okafor", "berg")).meeting.not_same == (("lind", "okafor"),)
    assert merged.dangling_references() == []
    with pytest.raises(UsageError):
        set_not_same(agenda, [("berg", "berg")])


def test_a_seat_is_given_from_the_waiting_list_alone():
    agenda = agenda_of(meeting(most_participants=2), person("w", "W", "Z", invitation="waiting list"))
    assert seats(agenda).sentence == "3 of 2 seats, 1 too many, 1 on the waiting list"
    after = agenda.apply(give_seats(agenda, ["w"], on=date(2008, 1, 9)))
    assert (after.person["w"].invitation, after.person["w"].answered_on) == ("accepted", date(2008, 1, 9))
    with pytest.raises(UsageError, match="not on the waiting list"):
        give_seats(agenda, ["berg"])
    assert agenda.apply(set_limit(agenda, None)).meeting.most_participants is None
    with pytest.raises(UsageError):
        set_limit(agenda, 0)


def test_who_has_not_answered_longest_is_first():
    asked = [
        person("b", "B", "B", invitation="invited", invited_on=date(2008, 1, 4)),
        person("a", "A", "A", invitation="invited", invited_on=date(2008, 1, 2)),
        person("late", "L", "L", invitation="invited", invited_on=date(2008, 1, 5)),
        person("undated", "U", "U", invitation="invited"),
    ]
    assert [p.id for p in not_answered(agenda_of(*asked), date(2008, 1, 4))] == ["a", "b", "undated"]


def test_the_example_has_people_at_every_step_and_seats_for_fifty():
    agenda = read_example()
    assert len(agenda.person) == 56
    assert all(step.people for step in funnel(agenda))
    assert all(step.first for step in funnel(agenda) if step.status != "to invite")
    assert seats(agenda).sentence == "43 of 50 seats, 3 on the waiting list"
    assert all(person.delegation for person in agenda.people)
