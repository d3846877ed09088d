"""The bidirectional algorithm against Unicode's own tests, where this machine has them (Debian's unicode-data)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agendaplanner.printing.text.bidi import base_level, bidi_class, is_plain, levels, resolved, visual_order

DATA = Path(os.environ.get("AGENDAPLANNER_UNICODE", "/usr/share/unicode"))
EVERY = int(os.environ.get("AGENDAPLANNER_BIDI_EVERY", "25"))
"""Which share of the tests is run; 1: all of them, which takes a quarter of a minute."""


def lines(name):
    path = DATA / name
    if not path.exists():
        pytest.skip(f"no {name}; install unicode-data or name its folder in AGENDAPLANNER_UNICODE")
    for line in path.read_text(encoding="utf-8").splitlines():
        if bare := line.split("#")[0].strip():
            yield bare


def test_levels_of_classes_as_unicode_has_them():
    expected, count = [], 0
    for number, line in enumerate(lines("BidiTest.txt")):
        if line.startswith("@Levels:"):
            expected = line.removeprefix("@Levels:").split()
        if line.startswith("@") or number % EVERY:
            continue
        classes, bits = line.split(";")
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits, 16) & bit:
                found = resolved(classes.split(), base)
                assert [e for e in expected if e != "x"] == [
                    str(f) for f, e in zip(found, expected, strict=True) if e != "x"
                ], (classes, base)
                count += 1
    assert count > 5_000


def test_levels_and_order_of_characters_as_unicode_has_them():
    count = 0
    for number, line in enumerate(lines("BidiCharacterTest.txt")):
        if number % max(EVERY // 5, 1):
            continue
        codes, direction, base, expected, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        found = resolved([bidi_class(c) for c in text], {"0": 0, "1": 1, "2": None}[direction], text)
        if direction == "2":
            assert base_level(text) == int(base)
        kept = [i for i, e in enumerate(expected.split()) if e != "x"]
        assert [found[i] for i in kept] == [int(e) for e in expected.split() if e != "x"], line
        assert visual_order(kept, [found[i] for i in kept]) == [int(i) for i in order.split()], line
        count += 1
    assert count > 5_000


def test_a_number_that_ends_an_arabic_paragraph_is_read_at_its_left_end():
    text = "الدول 2008"
    assert levels(text) == [1] * 6 + [2] * 4


def test_brackets_round_latin_in_hebrew_stay_a_pair():
    text = "ופיתוח (DAC) שלום"
    found = levels(text)
    assert found[text.index("(")] == found[text.index(")")] == 1


@given(st.text(alphabet="abc 123 (.)-éΩж"))
def test_what_runs_left_to_right_throughout_is_seen_at_once(text):
    assert is_plain(text)
    assert levels(text) == resolved([bidi_class(c) for c in text], 0, text) == [0] * len(text)


@given(st.text(alphabet="ab12 ()[]אבגمحم\u202b\u202c\u2067\u2069,.", max_size=30), st.sampled_from([None, 0, 1]))
def test_every_character_is_seen_once(text, base):
    found = levels(text, base)
    assert len(found) == len(text)
    assert sorted(visual_order(range(len(text)), found)) == list(range(len(text)))
