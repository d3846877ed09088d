"""Stopping: what watches a solver asks, says stop, and is gone when the solver is done."""

from __future__ import annotations

import threading
import time

import pytest

from agendaplanner.planning.stopping import after_steps, stopped_when, when_any


def test_a_watch_says_stop_until_it_is_heard():
    told = threading.Event()
    said = []

    def stop():
        said.append(1)
        if len(said) > 2:
            told.set()

    with stopped_when(lambda: True, stop):
        assert told.wait(10)


def test_a_watch_says_nothing_unasked_and_ends_with_its_solver():
    before = threading.active_count()
    said = []
    with stopped_when(lambda: False, lambda: said.append(1)):
        time.sleep(0.12)
    assert not said
    assert threading.active_count() == before


def test_a_watch_ends_when_its_solver_fails():
    before = threading.active_count()
    with pytest.raises(ValueError, match="solver"), stopped_when(lambda: False, lambda: None):
        raise ValueError("solver")
    assert threading.active_count() == before


def test_without_anybody_to_ask_there_is_no_watch():
    before = threading.active_count()
    with stopped_when(None, lambda: None):
        assert threading.active_count() == before


def test_rules_together_stop_with_the_first():
    rule = when_any(after_steps(5), after_steps(3))
    assert [rule(steps) for steps in (2, 3, 6)] == [False, True, True]
