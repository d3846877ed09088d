from __future__ import annotations

import pytest
from meetings import agenda_of, meeting, session
from pypdf import PdfReader

from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Recommendation
from agendaplanner.printing.handouts.outcomes import write_outcomes


def test_each_recommendation_is_under_its_objective_with_its_session(tmp_path):
    agenda = agenda_of(
        meeting(objectives=("Share what was learned",)),
        session("4b", "09:00"),
        Recommendation(
            id="r", session="s4b", text="Pool the funds", addressed_to="Senior officials",
            objectives=("Share what was learned",),
        ),
    )  # fmt: skip
    write_outcomes(agenda, tmp_path / "o.pdf")
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "o.pdf").pages)
    for part in ("Objective 1", "Share what was learned", "Pool the funds", "Senior officials", "for further", "4b"):
        assert part in text


def test_without_recommendations_there_is_nothing_to_print(tmp_path):
    with pytest.raises(UsageError):
        write_outcomes(agenda_of(), tmp_path / "o.pdf")
