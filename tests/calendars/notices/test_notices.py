"""Who is told, of what, in which words; and the mails and tables that are made of it, read back by others."""

from __future__ import annotations

import csv
import doctest
import email
import email.policy
import io
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import msgspec
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import agenda_of, at, changed, person, session
from published_meetings import CHIDI, HANNA, MEETING, published, three_sessions

from agendaplanner.calendars.notices import languages
from agendaplanner.calendars.notices.collecting import Notices, collect
from agendaplanner.calendars.notices.mail import mail, message_id
from agendaplanner.calendars.notices.phrases import Phrases
from agendaplanner.calendars.notices.saying import Said, say
from agendaplanner.calendars.notices.table import COLUMNS, as_csv, rows
from agendaplanner.calendars.notices.writing import write_notices
from agendaplanner.model import actions
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.versions import Edition, Version

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

NOW = datetime(2008, 1, 5, 12, tzinfo=UTC)


def notices_after(*makes, agenda: Agenda | None = None) -> Notices:
    """The notices between the first version and the second, which some changes made."""
    document = published(agenda or three_sessions(), *makes)
    return collect(document.edition(1), document.edition(2))


def told(notices: Notices) -> dict[str, Said]:
    return {notice.person.id: say(notices, notice) for notice in notices.all}


def field(record: str, **fields):
    return lambda agenda: actions.set_fields(agenda, agenda.session[record], **fields)


def moved(id_: str, start: str, room: str | None, day: int = 0):
    return lambda agenda: actions.move(agenda, id_, at(start, day), room)


def test_each_is_told_what_changed_for_them_and_nothing_else():
    said = told(notices_after(moved("s1", "14:00", "b", 1), field("s2", status="cancelled")))
    assert set(said) == {"berg", "okafor"}
    assert said["berg"].items == (
        (
            "1 Topic 1",
            (
                "Désormais : mardi 12 février 2008, 14:00–15:00, Room B",
                "Avant : lundi 11 février 2008, 09:00–10:00, Room A",
            ),
        ),
    )
    assert said["okafor"].items == (
        ("2 Topic 2", ("Abgesagt. Vorgesehen war: Montag, 11. Februar 2008, 09:00–10:00 Uhr, Room B",)),
    )
    assert said["berg"].subject == "Integrated planning : 1 Topic 1"
    assert "(Version 2)" in said["okafor"].intro


def test_nobody_is_told_without_a_change():
    assert notices_after(field("s1", notes="for us only")).all == ()
    assert {n.person.id for n in notices_after(field("s1", abstract="x")).all} == {"berg"}


def test_what_is_for_everyone_is_told_to_all_who_come_and_to_no_others():
    agenda = three_sessions(
        person("no", "Nora", "No", email="no@example.org", invitation="declined"),
        person("maybe", "Max", "Maybe", email="maybe@example.org", invitation="invited"),
    )
    notices = notices_after(moved("sL", "12:30", None), agenda=agenda)
    assert [notice.person.id for notice in notices.all] == ["berg", "lind", "maybe", "okafor"]
    assert told(notices)["lind"].items[0][1][0] == "Nå: mandag 11. februar 2008 kl. 12.30–13.30"


def test_somebody_who_is_taken_out_put_in_or_removed_is_told():
    said = told(notices_after(lambda agenda: actions.fill_role(agenda, "s3", 0, "lind")))
    assert said["berg"].items == (("3 Topic 3", ("Vous ne participez plus à cette séance.",)),)
    assert said["lind"].items[0][1] == ("Du deltar (Møteleder): mandag 11. februar 2008 kl. 10.00–11.00, Room A",)
    assert said["okafor"].items[0][1] == ("Vorsitz: M. Lind statt H. Berg",)
    notices = notices_after(lambda agenda: actions.remove(agenda, agenda.person["berg"]))
    gone = next(notice for notice in notices.all if notice.person.id == "berg")
    assert {each.session for each in gone.changes} >= {"s1", "s3"}
    assert {each.method for each in gone.invitations} == {"CANCEL"}


def test_another_venue_is_told_to_everyone_who_has_something_on():
    notices = notices_after(lambda agenda: actions.set_fields(agenda, agenda.meeting, venue="Castle"))
    assert len(notices.all) == 3
    assert told(notices)["berg"].items == (("", ("Lieu de la réunion : Castle (avant : House)",)),)
    assert all(len(notice.invitations) >= 1 for notice in notices.all)


def test_the_first_version_tells_everybody_their_programme():
    document = published(three_sessions())
    notices = collect(None, document.edition(1))
    said = told(notices)
    assert [heading for heading, _ in said["berg"].items] == ["1 Topic 1", "3 Topic 3", "L Lunch"]
    assert said["berg"].items[0][1] == ("lundi 11 février 2008, 09:00–10:00, Room A (Présidence)",)
    assert said["berg"].subject == "Integrated planning : votre programme"
    assert [heading for heading, _ in said["lind"].items] == ["L Lunch"]


def test_a_meeting_without_address_sends_nothing():
    document = published(three_sessions(changed(MEETING, contact_email="")))
    with pytest.raises(UsageError, match="no contact e-mail"):
        collect(None, document.edition(1))


# languages


@pytest.mark.parametrize("words", languages.LANGUAGES, ids=lambda each: each.code)
def test_every_language_has_every_word_and_fills_in_the_same_things(words: Phrases):
    assert doctest.testmod(languages).failed == 0
    english = languages.ENGLISH
    for name in Phrases.__struct_fields__:
        ours, theirs = getattr(english, name), getattr(words, name)
        if isinstance(ours, dict):
            assert theirs.keys() == ours.keys(), name
            assert all(theirs.values()), name
        elif isinstance(ours, str) and name not in ("code", "date", "clock"):
            wanted, found = (set(re.findall(r"{(\w+)}", text)) for text in (ours, theirs))
            assert found == wanted, name
    assert len(set(words.days)) == 7
    assert len(set(words.months)) == 12


@pytest.mark.parametrize("words", languages.LANGUAGES, ids=lambda each: each.code)
def test_every_kind_of_change_is_said_in_every_language(words: Phrases):
    agenda = three_sessions(
        changed(HANNA, language=words.code),
        *(session(f"{n}", "15:00", "a", day=1, attendees=("berg",)) for n in "456789"),
    )
    notices = notices_after(
        moved("s1", "14:00", "b", 1),
        field("s4", status="cancelled"),
        lambda each: actions.unplace(each, ["s5"]),
        lambda each: actions.remove(each, each.session["s6"]),
        moved("s7", "15:00", "b", 1),
        field("s8", title="Other", abstract="x", questions=("a",), status="confirmed", attendees=("berg", "lind")),
        field("s9", attendees=()),
        lambda _: Change("add", (edit(None, session("10", "16:00", "a", day=1, roles=[("chair", "berg")])),)),
        lambda each: actions.set_fields(each, each.meeting, venue="Castle"),
        agenda=agenda,
    )
    said = told(notices)["berg"]
    assert said.language == words.code
    assert len(said.items) == 9
    for _, lines in said.items:
        assert lines
        assert not [line for line in lines if "{" in line or "None" in line]


def test_who_has_no_language_of_their_own_gets_the_meetings():
    agenda = three_sessions(changed(MEETING, languages=("Español", "en")), changed(HANNA, language=""))
    assert told(notices_after(moved("s1", "14:00", "b", 1), agenda=agenda))["berg"].language == "es"


# mails


class Text(HTMLParser):
    """What somebody reads of HTML, and which tags it has."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words.append(data)


def read_back(data: bytes):
    return email.message_from_bytes(data, policy=email.policy.default)


def test_the_mail_has_text_html_and_each_calendar_entry_with_its_method():
    notices = notices_after(moved("s1", "14:00", "b", 1), field("s3", status="cancelled"))
    notice = notices.all[0]
    message = read_back(mail(notices, notice, date=NOW).as_bytes())
    assert (message["From"], message["To"]) == (
        "The secretariat <office@example.org>",
        "Hanna Berg <hanna@example.org>",
    )
    assert message["Subject"] == "Integrated planning : 2 modifications pour vous"
    assert message["Message-ID"] == message_id(notices, notice) == "<0123456789abcdef.2.berg@example.org>"
    text, html = message.get_body(("plain",)).get_content(), message.get_body(("html",)).get_content()
    seen = " ".join("".join(Text(html).words).split())
    for line in filter(str.strip, text.splitlines()):
        assert line.strip() in seen
    parts = {part.get_param("method"): part for part in message.iter_attachments()}
    assert set(parts) == {"REQUEST", "CANCEL"}
    for method, part in parts.items():
        assert part.get_content_type() == "text/calendar"
        unfolded = part.get_payload(decode=True).replace(b"\r\n ", b"")
        assert f"METHOD:{method}\r\n".encode() in unfolded
        assert b"hanna@example.org" in unfolded
        assert b"chidi@example.org" not in unfolded
    invited = {each.method: each.data for each in notice.invitations}
    assert {method: part.get_payload(decode=True) for method, part in parts.items()} == invited


def test_a_mail_written_twice_is_the_same_bytes():
    first, second = (notices_after(moved("s1", "14:00", "b", 1)) for _ in range(2))
    by_date = [mail(each, each.all[0], date=NOW).as_bytes() for each in (first, first)]
    assert by_date[0] == by_date[1]
    assert mail(second, second.all[0], date=NOW)["Message-ID"] == mail(first, first.all[0], date=NOW)["Message-ID"]


NASTY = st.text(st.sampled_from("a\r\n\t \0\x0b\x85\u2028\u202e:;,<>@\"'\\&=?é😀{}%") | st.characters(), max_size=60)


@given(NASTY, NASTY, NASTY)
def test_no_text_of_anybody_gets_into_the_headers_or_the_html(title, name, topic):
    agenda = agenda_of(
        changed(MEETING, title=f"m{title}", contact=name),
        changed(HANNA, name=f"n{name}", honorific=title, family="", given=""),
        session("1", "09:00", "a", roles=[("chair", "berg")], title=f"t{topic}"),
    )
    after = agenda.apply(actions.move(agenda, "s1", at("14:00"), "a"))
    version = Version(number=2, time=NOW, revision=2)
    notices = collect(Edition(agenda), Edition(after, {}, [agenda], version))
    (notice,) = notices.all
    written = mail(notices, notice, date=NOW).as_bytes()
    message = read_back(written)
    assert [key for key in message.keys() if message.get_all(key) and len(message.get_all(key)) > 1] == []  # noqa: SIM118
    assert set(message.keys()) == {
        "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Agenda-Notice", "MIME-Version",
        "Content-Type", "Content-Language",
    }  # fmt: skip
    assert [each.addr_spec for each in message["To"].addresses] == ["hanna@example.org"]
    assert [each.addr_spec for each in message["From"].addresses] == ["office@example.org"]
    assert all(len(line) <= 998 and line.isascii() for line in written.split(b"\r\n"))
    assert b"\n" not in written.replace(b"\r\n", b"")
    html = message.get_body(("html",)).get_content()
    assert Text(html).tags <= {"html", "head", "meta", "title", "body", "p", "div", "strong", "br"}
    assert len(list(message.iter_attachments())) == 1


@pytest.mark.parametrize(
    "address", ["a@example.org\r\nBcc: x@example.org", "a@b@c", "a, b@example.org", "no", "<a@b.org>"]
)
def test_what_is_no_single_address_is_written_to_by_nobody(address):
    agenda = three_sessions(changed(HANNA, email=address))
    notices = notices_after(moved("s1", "14:00", "b", 1), agenda=agenda)
    (notice,) = notices.all
    assert (notice.address, notice.invitations) == ("", ())
    assert read_back(mail(notices, notice, date=NOW).as_bytes())["To"] is None


# files


def test_a_folder_of_mails_and_tables(tmp_path):
    notices = notices_after(moved("s1", "14:00", "b", 1), moved("s2", "15:00", "b", 1))
    seen: list[tuple[int, int]] = []
    done = write_notices(notices, tmp_path / "out", progress=lambda *each: seen.append(each))
    assert [path.name for path in done.files] == ["berg-hanna.eml", "okafor-chidi.eml", "notices.csv", "notices.xlsx"]
    assert seen == [(1, 2), (2, 2)]
    table = list(csv.DictReader(io.StringIO((tmp_path / "out" / "notices.csv").read_text("utf-8-sig"))))
    assert [(row["id"], row["email"], row["language"], row["changes"], row["mail"]) for row in table] == [
        ("berg", "hanna@example.org", "fr", "1", "berg-hanna.eml"),
        ("okafor", "chidi@example.org", "de", "1", "okafor-chidi.eml"),
    ]
    assert table[0]["text"].startswith("Bonjour Hanna Berg,\n")
    sheet = openpyxl.load_workbook(tmp_path / "out" / "notices.xlsx").active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert tuple(cells[0]) == COLUMNS
    assert [["" if value is None else str(value) for value in row] for row in cells[1:]] == [
        list(row.values()) for row in table
    ]


def test_mails_of_an_earlier_export_that_are_for_nobody_go_and_others_stay(tmp_path):
    write_notices(notices_after(moved("s1", "14:00", "b", 1), moved("s2", "15:00", "b", 1)), tmp_path)
    (tmp_path / "letter.eml").write_text("Subject: mine\n\nX-Agenda-Notice is no header here")
    done = write_notices(notices_after(moved("s1", "14:00", "b", 1)), tmp_path)
    assert [path.name for path in done.removed] == ["okafor-chidi.eml"]
    assert (tmp_path / "letter.eml").exists()


def test_writing_can_be_stopped(tmp_path):
    notices = notices_after(moved("s1", "14:00", "b", 1), moved("s2", "15:00", "b", 1))
    done = write_notices(notices, tmp_path, cancelled=lambda: bool(list(tmp_path.glob("*.eml"))))
    assert done.stopped
    assert [path.name for path in done.files] == ["berg-hanna.eml"]


def test_no_cell_is_taken_for_a_formula(tmp_path):
    agenda = three_sessions(changed(CHIDI, name="=1+1", given="@x", family="+y"))
    notices = notices_after(moved("s2", "15:00", "b", 1), agenda=agenda)
    write_notices(notices, tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "notices.xlsx").active
    assert {cell.data_type for cell in sheet[2]} <= {"s", "n", "inlineStr"}
    assert sheet["B2"].value == "=1+1"
    assert b"'=1+1" in as_csv(rows(notices, {}))


def test_the_notices_of_a_large_meeting_are_made_in_a_moment():
    """60 people in 300 sessions: comparing once for each of them would show."""
    people = [person(f"p{n}", "P", f"N{n}", email=f"p{n}@example.org") for n in range(60)]
    sessions = [
        session(
            str(n),
            f"{9 + n % 9}:00",
            "a",
            day=n % 2,
            roles=[("chair", f"p{n % 60}"), ("rapporteur", f"p{(n * 7) % 60}")],
        )
        for n in range(300)
    ]
    before = agenda_of(MEETING, *people, *sessions)
    after = before.apply(
        Change("x", tuple(edit(s, msgspec.structs.replace(s, title="New")) for s in before.sessions[:150]))
    )
    notices = collect(Edition(before), Edition(after, {}, [before], Version(number=2, time=NOW, revision=2)))
    assert 0 < len(notices.all) <= 60
