"""Finds the files in ``resources/``: from a checkout, an installed wheel, or the frozen application."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """Give the folder of resources.

    Raises:
        FileNotFoundError: The program was taken apart: there is no such folder where it should be.
    """
    here = Path(__file__).resolve().parent
    frozen = getattr(sys, "_MEIPASS", None)
    places = (
        [Path(frozen) / "agendaplanner" / "resources"] if frozen else [here / "resources", here.parent / "resources"]
    )
    for place in places:
        if (place / "examples").is_dir():
            return place
    raise FileNotFoundError(f"the program's resources are missing; looked in {', '.join(map(str, places))}")


def resource(path: str) -> Path:
    """Give one resource, a file or a folder, by its path inside ``resources/``: "examples/oslo-2008.json".

    Raises:
        FileNotFoundError: There is no such resource.
    """
    found = resources() / path
    if not found.exists():
        raise FileNotFoundError(f"the program's resource {path!r} is missing in {resources()}")
    return found
