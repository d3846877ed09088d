"""Wishes from tables: choices in columns, ranks under sessions, names in any order and script."""

from __future__ import annotations

import pytest
from meetings import agenda_of, person, session

from agendaplanner.exchange.people_rows import text_table
from agendaplanner.exchange.wishes_table import read_wishes
from agendaplanner.model.errors import FileError


@pytest.fixture
def agenda():
    """Three sessions and four people, two of one name."""
    people = [
        person("kova", "Žofia", "Kováčová", wants=("s3",)),
        person("ek", "Ada", "Ek", email="ek@example.org"),
        person("one", "Jon", "Lie"),
        person("two", "Jon", "Lie"),
    ]
    return agenda_of(*[session(n, "09:00", r) for n, r in (("1", "a"), ("2", "b"), ("3", "hall"))], *people)


def wants(agenda, text):
    found = read_wishes(agenda, text_table(text))
    after = agenda.apply(found.change)
    return {p.id: p.wants for p in after.people if p.wants}, found.unknown


def test_choices_in_columns(agenda):
    text = "Name;First choice;Second choice\nKovacova Zofia;1;Topic 2\nAda Ek;3 Topic 3;\n"
    assert wants(agenda, text) == ({"kova": ("s1", "s2"), "ek": ("s3",)}, ())


def test_several_choices_in_one_cell(agenda):
    assert wants(agenda, "Email\tWishes\nEK@example.org\t2 > 1 > 3\n")[0]["ek"] == ("s2", "s1", "s3")


def test_ranks_under_sessions_leave_wishes_for_others(agenda):
    text = "Name,1,2\nŽofia Kováčová,2,1st\n"
    assert wants(agenda, text)[0] == {"kova": ("s3", "s2", "s1")}


def test_an_empty_row_takes_wishes_back(agenda):
    assert wants(agenda, "Name,3\nŽofia Kováčová,\n") == ({}, ())


def test_who_is_unknown_or_two_is_named(agenda):
    assert wants(agenda, "Name,First choice\nNo Body,1\nJon Lie,1\n") == ({"kova": ("s3",)}, ("No Body", "Jon Lie"))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("Colour;First choice\nred;1\n", "No column has names"),
        ("Name;Colour\nAda Ek;red\n", "No column has wishes"),
        ("Name;First choice\nAda Ek;7\n", "line 2, First choice"),
        ("Name;1;2\nAda Ek;x;1\n", "no rank"),
    ],
)
def test_what_makes_no_sense_is_named_and_nothing_taken(agenda, text, says):
    with pytest.raises(FileError) as caught:
        read_wishes(agenda, text_table(text))
    assert says in str(caught.value)
