"""The handouts: what is on each sheet, read back from the PDF; nothing over anything, nothing outside the sheet."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from meetings import agenda_of, meeting, person, session
from printing.pdf_reading import collisions, pages
from printing.test_nasty import nasty

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import UsageError
from agendaplanner.model.shipped import read_example
from agendaplanner.model.times import long_day
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.printing.handouts.badges import STOCKS
from agendaplanner.printing.handouts.base import Selection
from agendaplanner.printing.pieces import PIECES, write_piece

HANDOUTS = tuple(name for name in PIECES if name not in ("programme", "grid", "poster"))


@pytest.fixture(scope="module")
def oslo():
    agenda = read_example()
    return agenda.apply(plan_change(agenda, plan(agenda, PlanOptions(seed=1))))


@pytest.fixture
def printed(tmp_path):
    def print_(name, agenda, **how):
        path = tmp_path / f"{name}.pdf"
        written = write_piece(name, agenda, path, **how)
        data = path.read_bytes()
        found = pages(data)
        assert len(found) == written.pages
        return found, data

    return print_


def off_the_sheet(page):
    return [x for x in page.letters if x.left < 0 or x.right > page.width or x.bottom < 0 or x.top > page.height]


@pytest.mark.parametrize("name", HANDOUTS)
def test_every_handout_of_the_example_is_whole(printed, oslo, name):
    found, data = printed(name, oslo, version="Version 4", on=date(2008, 2, 6))
    for page in found:
        assert not collisions(page)
        assert not off_the_sheet(page)
    for page in pypdf.PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get("/FontDescriptor") or font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_same_agenda_gives_the_same_bytes(printed, oslo, name):
    assert printed(name, oslo, on=date(2008, 2, 6))[1] == printed(name, oslo, on=date(2008, 2, 6))[1]


def test_a_sign_for_each_room_and_day_names_what_takes_place(printed, oslo):
    found, _ = printed("signs", oslo)
    used = {(s.placement.room, s.placement.start.date()) for s in oslo.placed if s.placement.room}
    assert len(found) == len(used)
    for page in found:
        room = next(room for room in oslo.rooms if room.name in page.text)
        day = next(day for day in oslo.meeting.days if long_day(day.date) in page.text)
        for each in oslo.placed:
            if each.placement.room == room.id and each.placement.start.date() == day.date:
                assert each.title.split()[0] in page.text


def test_signs_of_one_room_on_one_day(printed, oslo):
    hall = oslo.rooms[0]
    chosen = Selection(rooms=frozenset({hall.id}), days=frozenset({oslo.meeting.days[0].date}))
    found, _ = printed("signs", oslo, selection=chosen)
    assert len(found) == 1
    assert hall.name in found[0].text


def test_a_plate_has_the_name_on_both_sides(printed, oslo):
    one = oslo.people[0]
    found, _ = printed("nameplates", oslo, selection=Selection(people=frozenset({one.id})))
    assert len(found) == 1
    assert found[0].text.count(one.family) == 2


@pytest.mark.parametrize("stock", STOCKS)
def test_backs_lie_behind_their_fronts(printed, oslo, stock):
    found, _ = printed("badges", oslo, stock=stock)
    fronts, backs = found[0], found[1]
    names = [p.family for p in oslo.people if p.family in fronts.text and p.family.isalpha() and len(p.family) > 5][:3]
    for name in names:
        on_front, on_back = where(fronts, name), where(backs, name)
        half = fronts.width / 2
        # turned over its long edge, left is right
        assert (on_front[0] < half) != (on_back[0] < half)
        assert abs(on_front[1] - on_back[1]) < STOCKS[stock].height / 25.4 * 72


def where(page, word):
    """Give where the first letter of a word stands."""
    letters = [letter for letter in page.letters if letter.text.strip()]
    text = "".join(letter.text for letter in letters)
    first = letters[text.index(word)]
    return first.left, first.bottom


def test_a_badge_has_a_code_that_leads_to_the_calendar(printed, oslo):
    _, with_code = printed("badges", oslo, calendar_url="https://example.org/{person}.ics", backs=False)
    _, without = printed("badges", oslo, backs=False)
    assert len(with_code) > len(without) + 5_000


def test_a_personal_agenda_names_the_parts_and_what_is_to_be_read(printed, oslo):
    busy = max(oslo.people, key=lambda p: len(oslo.sessions_with.get(p.id, ())))
    found, _ = printed("personal", oslo, selection=Selection(people=frozenset({busy.id})))
    text = " ".join(page.text for page in found)
    for id_ in oslo.sessions_with[busy.id]:
        assert oslo.session[id_].title.split()[0] in text
    assert "chair" in text or "rapporteur" in text or "presents" in text


def test_the_rapporteur_has_every_question(printed, oslo):
    found, _ = printed("rapporteurs", oslo)
    text = " ".join(" ".join(page.text.split()) for page in found)
    for each in oslo.placed:
        for question in each.questions:
            assert " ".join(question.split()[:4]) in text


def test_minutes_of_a_running_order_add_up(printed):
    agenda = agenda_of(
        person("p", "Ann", "Lee"),
        session("1", "09:00", "hall", minutes=60, title="Talks", roles=[("chair", "p")]),
    )
    found, _ = printed("running-order", agenda)
    assert "60" in found[0].text
    assert "A. Lee" in found[0].text or "Ann Lee" in found[0].text


@pytest.mark.parametrize("name", HANDOUTS)
def test_with_nothing_to_print_it_says_so(tmp_path, name):
    with pytest.raises(UsageError):
        write_piece(name, Agenda.of([meeting()]), tmp_path / "x.pdf")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", HANDOUTS)
@given(words=nasty, other=nasty)
@settings(max_examples=4)
def test_whatever_people_type_is_on_the_sheet(tmp_path_factory, name, words, other):
    people = [person(f"p{i}", words, other, honorific=other[:20], position=words, organisation=other) for i in range(3)]
    sessions = [
        session(str(i), f"{9 + i}:00", "hall", title=words, questions=(other, words), roles=[("rapporteur", "p1")])
        for i in range(3)
    ]
    path = tmp_path_factory.mktemp("n") / "x.pdf"
    try:
        write_piece(name, agenda_of(*people, *sessions), path)
    except UsageError:
        return  # no papers
    for page in pages(path.read_bytes()):
        assert not off_the_sheet(page)
