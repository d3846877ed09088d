from __future__ import annotations

from datetime import date

import pytest
from meetings import agenda_of, meeting, session
from pypdf import PdfReader

from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Recommendation
from agendaplanner.printing.handouts.selection import Selection
from agendaplanner.printing.pieces import write_piece


def agenda():
    return agenda_of(
        meeting(objectives=("Share what was learned",)),
        session("4b", "09:00"),
        session("5", "11:00"),
        Recommendation(
            id="r", session="s4b", text="Pool the funds", addressed_to="Senior officials",
            objectives=("Share what was learned",),
        ),
        Recommendation(id="q", session="s5", text="Meet again", agreed=True),
    )  # fmt: skip


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_each_recommendation_is_under_its_objective_with_its_session(tmp_path):
    write_piece("outcomes", agenda(), tmp_path / "o.pdf")
    text = text_of(tmp_path / "o.pdf")
    for part in ("Objective 1", "Share what was learned", "Pool the funds", "Senior officials", "for further", "4b"):
        assert part in text
    assert text.index("Pool the funds") < text.index("Meet again")


def test_they_are_put_together_as_is_asked_for(tmp_path):
    write_piece("outcomes", agenda(), tmp_path / "o.pdf", by="stance")
    text = text_of(tmp_path / "o.pdf")
    assert "Objective" not in text
    assert text.index("Meet again") < text.index("Pool the funds")


def test_on_a_day_without_recommendations_there_is_nothing_to_print(tmp_path):
    chosen = Selection(days=frozenset({date(2030, 1, 1)}))
    for what, selection in ((agenda_of(), None), (agenda(), chosen)):
        with pytest.raises(UsageError, match="no recommendations"):
            write_piece("outcomes", what, tmp_path / "o.pdf", selection=selection)


def test_nothing_of_a_long_recommendation_is_left_out(tmp_path):
    words = [f"word{number}" for number in range(2000)]
    long = agenda_of(session("1", "09:00"), Recommendation(id="r", session="s1", text=" ".join(words)))
    write_piece("outcomes", long, tmp_path / "o.pdf")
    text = text_of(tmp_path / "o.pdf")
    assert all(word in text for word in words)
