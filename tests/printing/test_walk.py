"""The walk over the agenda: every placed session once, in the order in which it is read."""

from __future__ import annotations

from hypothesis import given
from meetings import agenda_of, at, late_reception, session
from printing.programmes import oslo, small
from strategies import agendas

from agendaplanner.printing.walk import walk


@given(agenda=agendas())
def test_every_placed_session_comes_once(agenda):
    found = [session_.id for day in walk(agenda) for session_ in day.sessions]
    assert sorted(found) == sorted(session_.id for session_ in agenda.placed)


def test_blocks_are_items_parallel_sessions_and_breaks():
    monday, tuesday = walk(small())
    assert [(block.kind, [s.number for s in block.sessions]) for block in monday.blocks] == [
        ("item", ["1"]),
        ("quiet", ["c"]),
        ("parallel", ["2a", "2b", "2c"]),
    ]
    assert monday.blocks[2].end == at("12:15")
    assert tuesday.blocks == ()


def test_parallel_sessions_are_read_by_their_numbers():
    blocks = [block for day in walk(oslo()) for block in day.blocks if block.kind == "parallel"]
    assert [[s.number for s in block.sessions] for block in blocks] == [
        ["3b", "3c", "3d"],
        ["4", "8d"],
        ["8a", "8b", "8c"],
    ]


def test_after_midnight_is_still_the_same_day():
    monday, tuesday = walk(late_reception())
    assert [s.number for s in monday.sessions] == ["1", "2"]
    assert [s.number for s in tuesday.sessions] == ["3"]


def test_off_every_day_is_a_day_of_its_own():
    days = walk(agenda_of(session("1", "09:00"), session("2", "10:00", day=5)))
    assert [day.day.date.day for day in days] == [11, 12, 16]


def test_a_long_chain_is_taken_apart_by_starts():
    chain = [session(str(i), f"{9 + i // 4}:00", "ab"[i % 2], minutes=90) for i in range(20)]
    blocks = walk(agenda_of(*chain))[0].blocks
    assert [len(block.sessions) for block in blocks] == [4] * 5
