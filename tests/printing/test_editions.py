"""Editions: paper, languages, styles, logos, booklets; what came out is read again, not what went in."""

from __future__ import annotations

import io
import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from meetings import agenda_of, meeting, person, session
from PIL import Image
from printing.pdf_reading import collisions, flat, fonts, image, outside_margins, pages, reader, whole_text
from printing.programmes import oslo, oslo_programme, small
from pypdfium2 import PdfDocument

import agendaplanner.printing
from agendaplanner.model.errors import FileError, UsageError
from agendaplanner.model.records import Room
from agendaplanner.printing.booklet import sides
from agendaplanner.printing.edition import edition_of, style_named, style_names
from agendaplanner.printing.paper import PAPERS, paper_named
from agendaplanner.printing.pieces import PIECES, write_piece
from agendaplanner.printing.programme import glance, programme
from agendaplanner.printing.words import languages, words_of

HANDOUTS = tuple(name for name in PIECES if name not in ("programme", "grid", "poster"))


def printed(tmp_path, name, agenda=None, **options) -> bytes:
    path = tmp_path / "piece.pdf"
    write_piece(name, agenda or small(), path, **options)
    return path.read_bytes()


# paper


@pytest.mark.parametrize(("name", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_programme_is_on_the_paper_that_was_asked_for(name, size):
    data = programme(oslo(), edition=edition_of(paper=name))[0]
    for page in pages(data):
        assert (round(page.width), round(page.height)) in (size, size[::-1])
        assert not outside_margins(page)
        assert not collisions(page)


@pytest.mark.parametrize("name", HANDOUTS)
def test_handouts_are_on_letter_too(tmp_path, name):
    for page in pages(printed(tmp_path, name, oslo(), paper="letter")):
        assert {round(page.width), round(page.height)} == {612, 792}
        assert all(letter.left > 0 and letter.right < page.width and letter.bottom > 0 for letter in page.letters)
        assert not collisions(page)


@pytest.mark.parametrize("name", ["a3", "a2", "a1", "a0"])
def test_a_poster_is_drawn_as_large_as_its_paper(tmp_path, name):
    (page,) = pages(printed(tmp_path, "poster", oslo(), paper=name))
    paper = PAPERS[name].across
    assert (page.width, page.height) == pytest.approx(paper.size, abs=1)
    highest = max(letter.top - letter.bottom for letter in page.letters)
    assert highest > 10 * paper.width / 842
    assert not collisions(page)


def test_a_poster_of_many_rooms_is_one_page():
    rooms = [Room(id=f"r{i}", name=f"Room {i}") for i in range(20)]
    agenda = agenda_of(*rooms, *(session(str(i), f"{9 + i % 3}:00", f"r{i // 3}") for i in range(60)))
    assert glance(agenda)[1].pages > 1
    assert glance(agenda, edition=edition_of(paper="a1"))[1].pages == 1


def test_paper_that_is_not_there_or_not_for_this_is_said():
    with pytest.raises(UsageError, match="Did you mean 'letter'"):
        paper_named("leter")
    with pytest.raises(UsageError, match="not made for A0"):
        paper_named("a0", ["a4"])


# languages


def test_catalogues_say_everything_that_is_said():
    source = "".join(file.read_text("utf-8") for file in Path(agendaplanner.printing.__file__).parent.rglob("*.py"))
    said = set(re.findall(r'\bsay\(\s*"([^"]+)"', source))
    said |= {text for group in re.findall(r"say\(titles.*?\)", source) for text in re.findall(r'"([^"]+)"', group)}
    said |= set(re.findall(r'Column\("([^"]+)"', source)) | set(re.findall(r'_Section\("([^"]+)"', source))
    said |= set(re.findall(r'Handout\(\s*name="([^"]+)"', source)) | set(re.findall(r'Sheets\(\w+, "([^"]+)"', source))
    said |= set(re.findall(r'draw_table\(sheets, "([^"]+)"', source))
    said |= set(re.findall(r'_head\(sheets, session, "([^"]+)"', source))
    said |= {word for group in re.findall(r"_boxes\(.*?\[(.*?)\]", source) for word in re.findall('"([^"]+)"', group)}
    assert len(said) > 60
    for language in languages():
        assert not {text for text in said if not words_of(language).knows(text)}


def test_words_dates_and_counts_are_those_of_the_language():
    french, arabic = words_of("fr"), words_of("ar")
    assert french.long_day(date(2008, 2, 11)) == "lundi 11 février"
    assert french.date_range(oslo().meeting.days) == "11–12 février 2008"
    assert french.full_date(date(2008, 2, 6)) == "6 février 2008"
    assert [french.count(n, "minute") for n in (1, 10)] == ["1 minute", "10 minutes"]
    assert [arabic.count(n, "page") for n in (1, 2, 3, 11)] == ["صفحة واحدة", "صفحتان", "3 صفحات", "11 صفحة"]
    assert words_of("en").date_range(oslo().meeting.days) == "11–12 February 2008"
    with pytest.raises(UsageError, match="no"):
        words_of("no")


def test_the_french_programme_says_what_is_ours_in_french_and_leaves_what_was_typed():
    data = programme(small(), edition=edition_of(language="fr"), on=date(2008, 2, 6))[0]
    text = flat(whole_text(data))
    for words in ("Ordre du jour annoté", "Présidence : Ms Hanna Berg (Norway)", "à désigner", "Projet, 6 février 2008",
                  "Integrated planning", "Documents : DCD/DAC(2008)3", "Index des personnes"):  # fmt: skip
        assert flat(words) in text, words
    for words in ("Annotated", "Chair", "to be defined", "February", "Contents", "Speakers"):
        assert words not in text
    assert reader(data).trailer["/Root"]["/Lang"] == "fr"


@pytest.mark.parametrize("name", ["programme", "grid", "poster", *HANDOUTS])
def test_every_piece_is_there_in_arabic(tmp_path, name):
    data = printed(tmp_path, name, oslo(), language="ar")
    assert all(fonts(data).values())
    assert reader(data).trailer["/Root"]["/Lang"] == "ar"
    for page in pages(data, every=7):
        assert all(letter.left > 0 and letter.right < page.width for letter in page.letters)


def test_the_arabic_edition_is_mirrored():
    english, arabic = (pages(glance(oslo(), edition=edition_of(language=language))[0])[0] for language in ("en", "ar"))

    def left_of(page, word):
        at = "".join(letter.text for letter in page.letters).index(word)
        return page.letters[at].left

    middle = english.width / 2
    assert left_of(english, "Opening") < middle < left_of(arabic, "Opening")
    assert left_of(arabic, "Multilateral") < middle < left_of(english, "Multilateral")


def test_times_begin_where_reading_begins():
    start, end = (session("1", "09:00").placement.start.replace(hour=h) for h in (9, 10))
    assert words_of("en").clock_range(start, end) == "09:00–10:00"
    assert words_of("ar").clock_range(start, end).startswith("\u200f")


# styles and logos


def test_styles_are_data(tmp_path):
    assert {"classic", "plain", "grey"} <= set(style_names())
    own = tmp_path / "ours.json"
    own.write_text('{"text": "sans", "heading": "sans", "accent": "#AA0000", "language": "fr", "paper": "letter"}')
    edition = edition_of(style=str(own), papers=("a4", "letter"))
    assert (edition.paper.name, edition.say.language) == ("letter", "fr")
    assert "NotoSerif" not in " ".join(fonts(glance(small(), edition=edition)[0]))
    for wrong in ('{"accent": "red"}', '{"fonts": 3}', "no JSON", '{"text": "comic"}'):
        own.write_text(wrong)
        with pytest.raises(FileError, match="cannot be understood"):
            style_named(str(own))
    with pytest.raises(UsageError, match="Did you mean 'classic'"):
        style_named("clasic")
    with pytest.raises(FileError, match="cannot be read"):
        style_named(str(tmp_path / "none.json"))


def test_a_meeting_has_its_own_style_and_the_grey_one_is_grey(tmp_path):
    agenda = agenda_of(meeting(print_style="grey"), *(record for record in small() if record.id != "meeting"))
    with closing(PdfDocument(printed(tmp_path, "grid", agenda))) as document, closing(document[0]) as page:
        drawn = page.render(scale=0.5).to_pil().convert("RGB")
    assert all(max(pixel) - min(pixel) < 24 for _, pixel in drawn.getcolors(1 << 20))


def test_the_logo_is_on_the_cover(tmp_path):
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#000000").save(file)
    data = printed(tmp_path, "programme", logo=str(file))
    drawn, bare = image(data, 0, 36), image(programme(small())[0], 0, 36)
    box = (31, 31, 31 + 80, 31 + 24)
    assert drawn.crop(box).getextrema()[0] < 10
    assert bare.crop(box).getextrema()[0] > 200


@pytest.mark.parametrize("content", [b"", b"no image", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, None])
def test_an_image_that_is_no_image_is_said(tmp_path, content):
    file = tmp_path / "logo.png"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileError, match="logo") as caught:
        edition_of(logo=str(file))
    assert "PNG or JPEG" in caught.value.advice


def test_an_image_that_is_broken_off_is_said(tmp_path):
    whole = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(whole, "PNG")
    file = tmp_path / "logo.png"
    file.write_bytes(whole.getvalue()[:2000])
    with pytest.raises(FileError, match="logo"):
        edition_of(logo=str(file))


# booklets


@pytest.mark.parametrize("count", [1, 2, 4, 5, 8, 12, 13])
def test_folded_sheets_are_read_in_order(count):
    def folded(pairs):
        """Read a booklet: the right halves of fronts and the left ones of backs to the middle, and then out again."""
        front, back = pairs[::2], pairs[1::2]
        inward = [number for f, b in zip(front, back, strict=True) for number in (f[1], b[0])]
        outward = [number for f, b in zip(front, back, strict=True) for number in (f[0], b[1])]
        return [number for number in (*inward, *reversed(outward)) if number]

    assert folded(sides(count)) == list(range(1, count + 1))
    assert [pair[::-1] for pair in sides(count, mirrored=True)] == sides(count)


def test_a_booklet_has_two_pages_on_a_side(tmp_path):
    plain, data = oslo_programme(), printed(tmp_path, "programme", oslo(), booklet="a4")
    single, double = pages(plain), pages(data)
    order = sides(len(single))
    assert len(double) == len(order) == 2 * -(-len(single) // 4)
    for page, (left, right) in zip(double, order, strict=True):
        assert (round(page.width), round(page.height)) == (842, 595)
        assert not collisions(page)
        for number in filter(None, (left, right)):
            if number > 1 and single[number - 1].width < single[number - 1].height:
                assert flat(single[number - 1].text)[:60] in flat(page.text)
    assert all(fonts(data).values())


# the index of people


def test_the_index_names_the_pages_on_which_people_have_parts():
    data = oslo_programme()
    read = pages(data)
    index = flat("".join(page.text for page in read).split("Index of people")[-1])
    for someone in oslo().people:
        found = re.search(re.escape(flat(f"{someone.family}, {someone.given}")) + r"((?:\d+,?)+)", index)
        parts = [
            s for s in oslo().placed if any(r.person == someone.id for r in s.roles)
            or any(someone.id in c.presenters for c in s.contributions)
        ]  # fmt: skip
        assert bool(found) == bool(parts)
        if found:
            for number in filter(None, found[1].split(",")):
                assert flat(someone.name) in flat(read[int(number) - 1].text)


def test_readers_show_the_title_and_know_the_language():
    root = reader(oslo_programme()).trailer["/Root"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"


def test_in_an_english_edition_names_of_every_script_begin_at_the_left():
    people = [person("p1", "דנה", "כהן"), person("p2", "Юлия", "Щербакова"), person("p3", "ليلى", "الحداد")]
    roles = [("panellist", each.id) for each in people]
    agenda = agenda_of(*people, session("7", "09:00", title="שלום", roles=roles))
    read = pages(programme(agenda)[0])
    index = read[-1]
    assert "Index of people" in index.text
    number = str(
        next(i for i, page in enumerate(read, 1) if "Annotated agenda" in page.text and "Contents" not in page.text)
    )
    for letter in "כ", "Щ":
        name = min((each for each in index.letters if each.text == letter), key=lambda each: each.bottom)
        behind = [
            e for e in index.letters if e.text == number and abs(e.bottom - name.bottom) < 4 and e.left > name.left
        ]
        assert behind, letter
