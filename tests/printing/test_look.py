"""Pages that were looked at and found good: what they look like from afar must not change unseen.

Where a change is meant, look at the pages (``AGENDAPLANNER_NEW_LOOKS=1`` writes them anew) and commit them with it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from printing.pdf_reading import image
from printing.programmes import small

from agendaplanner.printing.programme import glance, programme

GOLDEN = Path(__file__).parent / "golden"
_MOST_DIFFERENCE = 0.6
"""Mean difference of grey levels, of 255; a card or a paragraph that is missing makes more than 1."""


@pytest.mark.parametrize(("name", "make", "page"), [("grid", glance, 0), ("agenda", programme, 3)])
def test_looks_as_it_did(name, make, page):
    found = image(make(small(), version="Version 1")[0], page, 40)
    file = GOLDEN / f"{name}.png"
    if os.environ.get("AGENDAPLANNER_NEW_LOOKS"):
        found.save(file)
    with Image.open(file) as golden:
        assert golden.size == found.size
        assert ImageStat.Stat(ImageChops.difference(golden.convert("L"), found.convert("L"))).mean[0] < _MOST_DIFFERENCE
