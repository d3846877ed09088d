from __future__ import annotations

import doctest
import importlib

import pytest


@pytest.mark.parametrize(
    "name",
    [
        "model.agenda",
        "model.errors",
        "model.records",
        "model.text",
        "model.times",
        "model.words",
        "ui.colours",
        "planning.problem",
        "exchange.schedule_values",
        "calendars.addresses",
        "calendars.colours",
        "calendars.export",
        "calendars.writing",
        "model.compare",
        "printing.booklet",
        "printing.fonts",
        "printing.structure.tree",
        "printing.text.metrics",
    ],
)
def test_examples_in_the_documentation_hold(name):
    result = doctest.testmod(importlib.import_module(f"agendaplanner.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
