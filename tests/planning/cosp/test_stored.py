"""The schedules that the authors of the CoSP sets stored: our score of each is that of their own evaluator."""

from __future__ import annotations

import pytest

from agendaplanner.exchange.cosp_workbook import read_cosp, read_cosp_schedule, write_cosp_schedule
from agendaplanner.planning.cosp.score import score
from agendaplanner.planning.cosp.verify import verify

STORED = {
    ("N2OR", "exact"): 2,
    ("N2OR", "extended"): 2,
    ("GECCO20", "exact"): 6298,
    ("GECCO20", "extended"): 7768,
    ("GECCO19", "exact"): 1000116,
    ("GECCO19", "extended"): 2000007,
    ("OR60F", "exact"): 1664,
    ("OR60F", "extended"): 433,
}


@pytest.mark.parametrize(("name", "kind"), STORED)
def test_the_score_is_that_of_the_authors_evaluator(bench, name, kind):
    folder = bench / "conference-cosp"
    instance = read_cosp((folder / f"{name}.xlsx").read_bytes(), source=f"{name}.xlsx")
    data = (folder / "stored" / f"{name}-{kind}.xlsx").read_bytes()
    schedule = read_cosp_schedule(data, instance, source=f"{name}-{kind}.xlsx")
    found = score(instance, schedule)
    assert found.total == STORED[name, kind]
    assert verify(instance, schedule) == ()
    written = write_cosp_schedule(instance, schedule, found)
    assert read_cosp_schedule(written, instance, source="written") == schedule
