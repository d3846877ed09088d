"""The programme says what the agenda says, on A4, with its fonts, and can be found one's way in."""

from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, changed, late_reception, meeting, session
from printing.pdf_reading import collisions, flat, fonts, outline, outside_margins, pages, reader, whole_text
from printing.programmes import oslo, oslo_grid, oslo_programme, small, three_alphabets

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.errors import FileError
from agendaplanner.model.parts import Day
from agendaplanner.model.records import Recommendation, Room
from agendaplanner.printing.pieces import PIECES, write_piece
from agendaplanner.printing.programme import glance, programme, write_programme


def text_of(agenda: Agenda) -> str:
    return flat(whole_text(programme(agenda)[0]))


def test_says_number_title_room_and_people_of_every_session():
    agenda, text = oslo(), flat(whole_text(oslo_programme()))
    assert len(agenda.placed) == 25
    for session_ in agenda.placed:
        assert flat(f"{session_.number} {session_.title}") in text
        if session_.placement and session_.placement.room:
            assert flat(agenda.room[session_.placement.room].name) in text
        for role in session_.roles:
            if role.person:
                assert flat(agenda.person[role.person].name) in text


def test_a_second_reader_finds_the_same_words():
    agenda = oslo()
    text = flat("\n".join(page.extract_text() for page in reader(oslo_programme()).pages))
    for session_ in agenda.placed:
        assert flat(session_.title) in text
    assert flat("Ms Žofia Kováčová") in text


def test_every_item_stands_with_its_times_room_chair_and_papers():
    data = programme(small())[0]
    page = next(page for page in pages(data) if "Annotated agenda" in page.text and "Contents" not in page.text)
    text = flat(page.text)
    for words in (
        "09:00–10:15",
        "10:45–12:15",
        "Room B, until 12:00 · Funding",
        "Chair: Ms Hanna Berg (Norway) · Rapporteur: to be defined",
        "Chair: to be defined",
        "One fund or many (Maja Lind, 10 minutes)",
        "Who answers for it?",
        "Documents: DCD/DAC(2008)3",
        "Parallel sessions",
        "Coffee",
    ):
        assert flat(words) in text, words


def test_open_roles_are_to_be_defined():
    agenda = oslo()
    opened = sum(role.person is None for session_ in agenda.placed for role in session_.roles)
    annotated = [page for page in pages(oslo_programme()) if page.width < page.height]
    assert opened > 0
    assert sum(flat(page.text).count("tobedefined") for page in annotated) == opened


def test_lists_documents_speakers_and_participants():
    text = flat(whole_text(oslo_programme()))
    for paper in oslo().papers:
        assert flat(f"{paper.symbol} {paper.title}") in text
    assert flat("Items 3a (chair), 3b (discussant), 10 (chair)") in text
    assert flat("for items 2, 3a") in text
    for person_ in oslo().people:
        assert (flat(person_.name) in text) == (person_.invitation in ("accepted", "invited"))
    assert flat("Mr Łukasz Wrona Counsellor, security policy (invited)") in text


def test_who_is_not_invited_yet_is_no_participant():
    to_invite = changed(oslo().person["p-rautavaara"], invitation="to invite")
    agenda = Agenda.of([to_invite if record.id == to_invite.id else record for record in oslo()])
    assert flat(to_invite.name) not in text_of(agenda)


def test_what_has_no_time_yet_is_listed_as_such():
    text = text_of(agenda_of(session("1", "09:00"), session("7", title="Still to be placed")))
    assert flat("Not yet scheduled no time yet 7 Still to be placed") in text


def test_cancelled_sessions_are_left_out():
    text = text_of(agenda_of(session("1", "09:00"), session("2", "10:00", title="Gone", status="cancelled")))
    assert "Gone" not in text


@pytest.mark.parametrize("data", [oslo_programme, oslo_grid])
def test_all_fonts_are_in_the_file(data):
    found = fonts(data())
    assert found
    assert all(found.values()), found
    assert not any("Helvetica" in name or "Times" in name for name in found)


def test_says_in_its_properties_what_it_is():
    properties = reader(programme(oslo(), on=date(2008, 2, 6))[0]).metadata
    assert properties is not None
    assert properties.title == "Diplomacy, Development and Integrated Planning in Fragile States: programme"
    assert properties.author == "Norwegian Ministry of Foreign Affairs, Norad"
    assert properties.subject == "Thematic expert meeting, 11–12 February 2008, Oslo, Norway"
    assert properties.creation_date is not None
    assert properties.creation_date.date() == date(2008, 2, 6)


def test_the_outline_leads_to_the_right_pages():
    found, read = outline(oslo_programme()), pages(oslo_programme())
    titles = [title for _, title, _ in found]
    assert [title for level, title, _ in found if level == 0] == [
        "About the meeting",
        "Objectives",
        "Both days at a glance",
        "Annotated agenda",
        "Documents",
        "Speakers",
        "Participants",
        "Practical information",
        "Index of people",
    ]
    for _, title, number in found:
        assert flat(title) in flat(read[number].text), title
    for session_ in oslo().placed:
        assert session_.is_quiet or f"{session_.number} {session_.title}" in titles


def test_contents_name_the_pages_of_the_outline():
    contents = flat(pages(oslo_programme())[1].text)
    for level, title, number in outline(oslo_programme()):
        if level < 2:
            assert flat(f"{title}{number + 1}") in contents


def test_links_lead_to_pages():
    opened = reader(oslo_programme())
    numbers = {page.indirect_reference.idnum for page in opened.pages if page.indirect_reference}
    links = [
        annotation.get_object()
        for page in opened.pages
        for annotation in page.get("/Annots", ())
        if annotation.get_object().get("/Subtype") == "/Link"
    ]
    inner = [link["/Dest"][0].idnum for link in links if "/Dest" in link]
    assert len(inner) > 100
    assert set(inner) <= numbers


def test_is_on_a4_with_the_grid_across():
    sizes = [(round(page.width), round(page.height)) for page in pages(oslo_programme())]
    assert sizes[2] == (842, 595)
    assert {size for i, size in enumerate(sizes) if i != 2} == {(595, 842)}
    assert [(round(page.width), round(page.height)) for page in pages(oslo_grid())] == [(842, 595)]


@pytest.mark.parametrize("make", [programme, glance])
def test_version_and_date_stand_on_every_page(make):
    data, printed = make(oslo(), version="Version 4", on=date(2008, 2, 6))
    read = pages(data)
    assert printed.pages == len(read)
    assert all("Version 4, 6 February 2008" in page.text for page in read)


def test_a_draft_says_so():
    assert all("Draft" in page.text for page in pages(oslo_programme()))


def test_running_heads_say_section_and_day():
    heads = [page.text for page in pages(oslo_programme()) if "Annotated agenda" in page.text]
    assert any("Tuesday 12 February" in text for text in heads)
    assert "Speakers" in pages(oslo_programme())[8].text


@pytest.mark.parametrize("data", [oslo_programme, oslo_grid])
def test_nothing_stands_in_the_margins_or_on_something_else(data):
    for page in pages(data()):
        assert not outside_margins(page)
        assert not collisions(page)


def test_no_page_but_the_last_is_half_empty():
    read = pages(oslo_programme())
    assert len(read) == 12
    for page in read[3:-1]:
        lowest = min(letter.bottom for letter in page.letters if letter.bottom > 60)
        assert lowest < page.height * 0.4


def test_no_heading_ends_a_page():
    headings = {
        "Documents",
        "Speakers",
        "Participants",
        "Parallel sessions",
        "For discussion",
        "Introductory presentations",
    }
    for page in pages(oslo_programme())[3:]:
        body = [line for line in page.text.splitlines() if line.strip()]
        foot_at = next(i for i, line in enumerate(body) if line.startswith("Diplomacy, Development and Integrated"))
        assert body[foot_at - 1].strip() not in headings


@pytest.mark.parametrize("make", [programme, glance])
def test_the_same_agenda_gives_the_same_bytes(make):
    assert make(oslo(), on=date(2008, 2, 6))[0] == make(oslo(), on=date(2008, 2, 6))[0]


@pytest.mark.parametrize("make", [programme, glance])
def test_greek_and_cyrillic_come_back_as_they_went_in(make):
    data, printed = make(three_alphabets())
    text = flat(whole_text(data))
    assert not printed.warnings
    assert flat("Εἰρήνη και ανάπτυξη: мир и развитие, sœur Ångström") in text
    if make is programme:
        for name in ("Ελένη Παπαδοπούλου", "Юлия Щербакова", "Žofia Łukaszewicz-Ó Súilleabháin"):
            assert flat(name) in text


def test_decomposed_letters_are_printed_composed():
    assert flat("Zoë") in text_of(agenda_of(session("1", "09:00", title="Zoe\u0308 speaks")))


def test_markup_that_people_typed_is_text():
    title = "<b>bold</b> &amp; <para> 1 < 2 & “q” &lt;br/>"
    data = programme(agenda_of(session("1", "09:00", title=title), meeting(title=title)))[0]
    assert flat(whole_text(data)).count(flat(title)) >= 3  # cover, grid, agenda


def test_names_characters_that_no_font_has():
    data, printed = programme(agenda_of(session("1", "09:00", title="Peace \ue123 😀 𝚎𝚡𝚙")))
    assert printed.warnings == (
        "The character \ue123 (U+E123) is in none of the fonts; it first stands in a title.",
        "The character 😀 (U+1F600) is in none of the fonts; it first stands in a title.",
    )
    assert "Peace � � exp" in whole_text(data)


def test_an_empty_agenda_says_that_nothing_is_planned():
    agenda = Agenda.of([meeting(days=())])
    assert flat("Nothing is planned yet.") in text_of(agenda)
    assert "Placeholder" not in text_of(agenda)
    data, printed = glance(agenda)
    assert printed.pages == 1
    assert "Nothing is placed yet." in whole_text(data)


def test_an_agenda_without_rooms():
    agenda = Agenda.of(
        [meeting(), session("1", "09:00", None), session("2", "09:00", None), session("3", "10:00", None)]
    )
    for data in (programme(agenda)[0], glance(agenda)[0]):
        text = flat(whole_text(data))
        assert all(flat(f"{n} Topic {n}") in text for n in (1, 2, 3))
        assert not any(collisions(page) for page in pages(data))


def test_past_midnight_belongs_to_the_day_before():
    text = text_of(late_reception())
    assert text.index("00:10–00:50") < text.rindex(flat("Tuesday 12 February"))


def test_three_days_stand_side_by_side():
    from meetings import at

    days = tuple(Day(opens=at("09:00", day), closes=at("18:00", day)) for day in range(3))
    agenda = agenda_of(meeting(days=days), *(session(str(day), "09:00", day=day) for day in range(3)))
    data, printed = glance(agenda)
    assert printed.pages == 1
    assert all(name in whole_text(data) for name in ("Monday", "Tuesday", "Wednesday", "The days at a glance"))


def test_ids_may_hold_anything():
    odd = '"><& /(x) Ж'
    agenda = agenda_of(Room(id=odd, name="Odd"), changed(session("1", "09:00", odd, roles=[("chair", "berg")]), id=odd))
    assert flat("1 Topic 1") in text_of(agenda)


def test_pieces_are_written_whole(tmp_path):
    agenda = Agenda.of([*small(), Recommendation(id="r", session=next(iter(small().session)), text="Meet again")])
    for name in PIECES:
        written = write_piece(name, agenda, tmp_path / f"{name}.pdf", version="Version 2", on=date(2008, 2, 6))
        read = pages((tmp_path / f"{name}.pdf").read_bytes())
        assert len(read) == written.pages
        if name not in ("badges", "nameplates"):  # those bear what they are for, and no more
            assert all("Version 2, 6 February 2008" in page.text for page in read)


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileError):
        write_programme(small(), tmp_path / "nowhere" / "programme.pdf")


def test_progress_is_told():
    told: list[int] = []
    _, printed = programme(small(), progress=lambda page, _: told.append(page))
    assert max(told) == printed.pages
