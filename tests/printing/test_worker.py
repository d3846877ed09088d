"""The printer's process: what it is asked for in lines, and what it answers."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from meetings import agenda_of, meeting
from printing.programmes import small
from pypdf import PdfReader

from agendaplanner.model.versions import Version
from agendaplanner.printing import worker
from agendaplanner.printing.worker import Order, decode_answer, encode_order, serve


@pytest.fixture
def asked(capsys):
    def ask(order, agenda=None):
        serve([encode_order(agenda or small(), order)])
        return [decode_answer(line) for line in capsys.readouterr().out.encode().splitlines()]

    return ask


def test_a_file_in_each_language_for_each_chair(asked, tmp_path):
    order = Order(
        number=3, piece="running-order", path=str(tmp_path / "order"), each=True, languages=("en", "fr"),
        version=Version(number=2, label="Second circular", time=datetime(2008, 2, 6, tzinfo=UTC), revision=9),
    )  # fmt: skip
    answer = asked(order)[-1]
    assert (answer.number, answer.over, answer.error) == (3, True, "")
    assert {file.removeprefix(str(tmp_path)) for file in answer.files} == {
        f"/order.{code}/{name}.pdf" for code in ("en", "fr") for name in ("berg-hanna", "okafor-chidi")
    }
    text = PdfReader(tmp_path / "order.fr" / "berg-hanna.pdf").pages[0].extract_text()
    assert "Déroulement" in text
    assert "Version 2, Second circular" in text


def test_how_far_it_is_is_said_before_it_is_over(asked, tmp_path, monkeypatch):
    monkeypatch.setattr(worker, "_TELL_EVERY_SECONDS", 0.0)
    answers = asked(Order(number=1, piece="programme", path=str(tmp_path / "p.pdf")))
    assert [answer.over for answer in answers] == [False] * (len(answers) - 1) + [True]
    assert [answer.done for answer in answers[:-2]] == list(range(1, answers[-1].pages + 1))


def test_what_cannot_be_printed_is_said(asked, tmp_path):
    path = str(tmp_path / "p.pdf")
    assert "nothing for a sign" in asked(Order(number=1, piece="signs", path=path), agenda_of())[-1].error
    order = Order(number=2, piece="rapporteurs", path=path, each=True)
    assert "Nobody" in asked(order, agenda_of())[-1].error
    assert not list(tmp_path.iterdir())


def test_the_meeting_s_own_logo_lies_beside_its_file(asked, tmp_path):
    records = [record for record in small() if record.id != "meeting"]
    agenda = agenda_of(meeting(logo="logo.png"), *records)
    order = Order(number=1, piece="signs", path=str(tmp_path / "p.pdf"), folder=str(tmp_path), on=date(2008, 2, 6))
    assert str(tmp_path / "logo.png") in asked(order, agenda)[-1].warnings[0]
