"""Entries in columns: down one column and then the next, over pages too."""

from __future__ import annotations

import pytest
from reportlab.platypus import Spacer

from agendaplanner.printing.stack import Columns, Stack


def of(*heights: float) -> Columns:
    return Columns([Stack([Spacer(1, height)], 100) for height in heights], 2, 10, 9)


def heights(columns: Columns) -> list[float]:
    return [entry.height for entry in columns.entries]


def test_columns_of_the_last_page_are_about_as_high_as_each_other():
    columns = of(50, 50, 50, 50)
    assert columns.wrap(210, 700) == (210, pytest.approx(109, abs=1))


def test_nothing_is_put_below_columns_that_go_on_on_the_next_page():
    first, rest = of(50, 50, 30, 200, 30, 30).split(210, 130)
    assert heights(first) == [50, 50, 30]
    assert heights(rest) == [200, 30, 30]
    assert first.wrap(210, 130)[1] == 130
    assert rest.wrap(210, 700)[1] < 300
