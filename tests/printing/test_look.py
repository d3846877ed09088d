"""Pages that were looked at and found good: what they look like from afar must not change unseen.

Where a change is meant, look at the pages (``AGENDAPLANNER_NEW_LOOKS=1`` writes them anew) and commit them with it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from printing.pdf_reading import image
from printing.programmes import oslo, small

from agendaplanner.printing.edition import edition_of
from agendaplanner.printing.pieces import write_piece
from agendaplanner.printing.programme import glance, programme

GOLDEN = Path(__file__).parent / "golden"
_MOST_DIFFERENCE = 0.6
"""Mean difference of grey levels, of 255; a card or a paragraph that is missing makes more than 1."""


@pytest.mark.parametrize(("name", "make", "page"), [("grid", glance, 0), ("agenda", programme, 3)])
def test_looks_as_it_did(name, make, page):
    found = image(make(small(), version="Version 1")[0], page, 40)
    check(found, name)


OSLO_PAGES = {"cover": 0, "contents": 1, "glance": 2, "agenda": 4, "speakers": 7, "participants": 9, "index": 11}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_oslo_programme_looks_as_it_did(language):
    data = programme(oslo(), version="Version 1", edition=edition_of(language=language))[0]
    for name, page in OSLO_PAGES.items():
        check(image(data, page, 40), f"oslo-{language}-{name}")


HANDOUT_PAGES = {
    "signs": 0,
    "badges": 0,
    "badges-back": 1,
    "nameplates": 1,
    "personal": 0,
    "participants": 0,
    "rapporteurs": 0,
    "rapporteurs-form": 1,
    "running-order": 0,
    "front-desk": 0,
    "documents": 0,
}
"""By the name of the picture, which begins with that of the piece."""


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_oslo_handouts_look_as_they_did(language, tmp_path):
    url = "https://example.org/people/{person}.ics"
    for name, page in HANDOUT_PAGES.items():
        piece = name.removesuffix("-back").removesuffix("-form")
        further = {"calendar_url": url} if piece == "badges" else {}
        path = tmp_path / f"{piece}.pdf"
        if not path.exists():
            write_piece(piece, oslo(), path, version="Version 1", language=language, **further)
        check(image(path.read_bytes(), page, 36), f"handouts/oslo-{language}-{name}")


def check(found: Image.Image, name: str) -> None:
    file = GOLDEN / f"{name}.png"
    if os.environ.get("AGENDAPLANNER_NEW_LOOKS"):
        found.save(file)
    with Image.open(file) as golden:
        assert golden.size == found.size
        assert ImageStat.Stat(ImageChops.difference(golden.convert("L"), found.convert("L"))).mean[0] < _MOST_DIFFERENCE
