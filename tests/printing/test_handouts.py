"""The handouts: what is on each sheet, read back from the PDF; nothing over anything, nothing outside the sheet."""

from __future__ import annotations

import io
from contextlib import closing
from datetime import date

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from meetings import agenda_of, meeting, person, session
from PIL import Image
from printing.pdf_reading import collisions, flat, fonts, pages
from printing.test_nasty import nasty
from pypdfium2 import PdfDocument

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import UsageError
from agendaplanner.model.shipped import read_example
from agendaplanner.model.times import long_day
from agendaplanner.planning.plan import PlanOptions, plan, plan_change
from agendaplanner.printing.handouts import badges
from agendaplanner.printing.handouts.badges import STOCKS, piles
from agendaplanner.printing.handouts.rapporteurs import rapporteurs
from agendaplanner.printing.handouts.running_order import chairs
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.paper import MM
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


def test_who_has_a_part_is_not_told_that_they_have_none(printed):
    agenda = agenda_of(
        person("p", "Ann", "Lee"),
        person("q", "Bo", "Berg"),
        session("1", "09:00", "hall", kind="plenary", everyone=True, roles=[("chair", "p")]),
    )
    for one, none in (("p", False), ("q", True)):
        found, _ = printed("personal", agenda, selection=Selection(people=frozenset({one})))
        assert ("You have no part" in found[0].text) == none


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


# what is chosen


def test_plates_of_a_room_are_for_those_who_are_named_there(printed, oslo):
    room = oslo.rooms[1]
    found, _ = printed("nameplates", oslo, selection=Selection(rooms=frozenset({room.id})))
    there = {id_ for s in oslo.placed if s.placement.room == room.id for id_ in oslo.people_in[s.id]}
    assert 0 < len(found) == len(there) < len(oslo.people)


def test_a_chair_gets_what_they_lead_and_a_rapporteur_their_sheets(printed, oslo):
    for name, kind, whose in (("running-order", "chair", chairs), ("rapporteurs", "rapporteur", rapporteurs)):
        one = whose(oslo, Selection())[0]
        found, _ = printed(name, oslo, selection=Selection(people=frozenset({one.id})))
        text = " ".join(" ".join(page.text.split()) for page in found)
        for each in oslo.placed:
            leads = any(role.person == one.id and role.kind == kind for role in each.roles)
            if each.number and not each.is_quiet:
                assert (f"{each.number} {' '.join(each.title.split()[:2])}" in text) == leads


def test_the_front_desk_finds_what_a_delegation_is_named_in(printed, oslo):
    one = next(person for person in oslo.people if person.delegation and oslo.sessions_with.get(person.id))
    found, _ = printed("front-desk", oslo, selection=Selection(delegations=frozenset({one.delegation})))
    text = flat(" ".join(page.text for page in found))
    theirs = {person.id for person in oslo.people if person.delegation == one.delegation}
    for each in oslo.placed:
        if each.number and not each.is_quiet:
            assert (flat(f"{each.number} {each.title}"[:24]) in text) == bool(theirs & oslo.people_in[each.id])


def test_badges_of_a_room_are_for_those_who_are_named_there(printed, oslo):
    room = Selection(rooms=frozenset({oslo.rooms[2].id}))
    found, _ = printed("badges", oslo, selection=room, backs=False)
    there = room.seated(oslo)
    assert 0 < len(there) < len(room.persons(oslo))
    assert sum(page.text.count(oslo.meeting.acronym) for page in found) == len(there)


def test_documents_of_a_day_are_those_for_its_sessions(printed, oslo):
    day = oslo.meeting.days[0].date
    found, _ = printed("documents", oslo, selection=Selection(days=frozenset({day})))
    for paper in oslo.papers:
        wanted = any(oslo.session[s].placement.start.date() == day for s in paper.sessions)
        assert (paper.symbol in found[0].text) == wanted


def test_a_programme_of_a_day_and_a_room_has_no_other(oslo):
    chosen = Selection(days=frozenset({oslo.meeting.days[1].date}), rooms=frozenset({oslo.rooms[0].id}))
    narrow = chosen.narrowed(oslo)
    assert [day.date for day in narrow.meeting.days] == [oslo.meeting.days[1].date]
    assert {s.placement.room for s in narrow.placed} == {oslo.rooms[0].id}
    assert narrow.people == oslo.people
    assert Selection().narrowed(oslo) is oslo


# cutting


@given(st.integers(1, 60), st.integers(1, 12))
def test_piles_laid_on_each_other_are_in_order(count, each):
    sheets = list(piles(list(range(count)), each))
    assert len(sheets) == -(-count // each)
    assert max(map(len, sheets)) <= each
    laid = [sheet[place] for place in range(each) for sheet in sheets if place < len(sheet)]
    assert laid == list(range(count))


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("stock", STOCKS)
def test_badges_are_on_the_sheet_and_marks_are_not_on_them(printed, oslo, stock, paper):
    some = Selection(people=frozenset(person.id for person in oslo.people[:14]))
    url = "https://example.org/{person}.ics"
    found, _ = printed("badges", oslo, stock=stock, paper=paper, calendar_url=url, selection=some)
    across, down = STOCKS[stock].grid(found[0].width, found[0].height)
    assert across * STOCKS[stock].width * MM <= found[0].width + 1
    assert down * STOCKS[stock].height * MM <= found[0].height + 1
    assert len(found) == 2 * -(-len(some.persons(oslo)) // (across * down))
    for page in found[:2]:
        assert not off_the_sheet(page)
        assert not collisions(page)


def test_the_code_names_the_calendar_as_the_program_writes_it(oslo, monkeypatch, tmp_path):
    drawn = []
    monkeypatch.setattr(badges, "_code", lambda canvas, text, *_: drawn.append(text))
    one = Selection(people=frozenset({"p-berg"}))
    for url in ("https://example.org/{person}.ics", "https://example.org/{id}"):
        write_piece("badges", oslo, tmp_path / "b.pdf", selection=one, calendar_url=url)
    assert drawn == ["https://example.org/berg-hedda.ics", "https://example.org/p-berg"]


# signs


def test_a_sign_says_what_comes_next_in_the_room(printed, oslo):
    hall = Selection(rooms=frozenset({oslo.rooms[0].id}))
    found, _ = printed("signs", oslo, selection=hall)
    assert "Next in this room" in found[0].text
    assert long_day(oslo.meeting.days[1].date) in found[0].text
    assert "Next in this room" not in found[1].text


def test_a_sign_for_each_session_names_the_next(printed, oslo):
    hall = Selection(rooms=frozenset({oslo.rooms[0].id}), days=frozenset({oslo.meeting.days[0].date}))
    found, _ = printed("signs", oslo, selection=hall, per_session=True)
    sessions = [s for _, s in hall.sessions(oslo) if not s.is_quiet]
    assert len(found) == len(sessions)
    for page, here, following in zip(found, sessions, sessions[1:], strict=False):
        text = " ".join(page.text.split())
        assert text.index(here.title.split()[0]) < text.index("Next in this room")
        assert following.title[:20] in text[text.index("Next in this room") :]


# looks


@pytest.mark.parametrize("name", HANDOUTS)
def test_the_style_s_fonts_and_accent_are_in_every_handout(printed, oslo, tmp_path, name):
    own = tmp_path / "ours.json"
    own.write_text(
        '{"heading": "sans", "text": "sans", "accent": "#C00000", "palette": ["#C00000"], "own_colours": false}'
    )
    _, data = printed(name, oslo, style=str(own))
    assert not any("Serif" in font for font in fonts(data))
    assert has_colour(data, lambda red, green, blue: red > 150 and green < 60 and blue < 60)


@pytest.mark.parametrize("name", HANDOUTS)
def test_in_grey_there_is_no_colour(printed, oslo, name):
    _, data = printed(name, oslo, style="grey")
    assert not has_colour(data, lambda *rgb: max(rgb) - min(rgb) > 24)


def has_colour(data, holds):
    with closing(PdfDocument(data)) as document, closing(document[0]) as page:
        drawn = page.render(scale=1).to_pil().convert("RGB")
    return any(holds(*colour) for _, colour in drawn.getcolors(1 << 22))


@pytest.mark.parametrize("name", ["badges", "nameplates", "signs"])
def test_the_logo_is_on_what_stands_at_doors_and_before_people(printed, oslo, tmp_path, name):
    file = tmp_path / "logo.png"
    Image.new("RGB", (60, 20), "#00FF00").save(file)
    found, data = printed(name, oslo, logo=str(file))
    assert has_colour(data, lambda red, green, blue: green > 240 and red < 20 and blue < 20)
    assert not collisions(found[0])
