"""Where the sets that others published are."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def bench() -> Path:
    """The folder with public instances; the test is skipped where it is not there."""
    folder = Path(os.environ.get("AGENDAPLANNER_BENCH", ROOT.parent / "shared" / "bench"))
    if not (folder / "conference-cosp").is_dir():
        pytest.skip(f"no public instances in {folder}; name their folder in AGENDAPLANNER_BENCH")
    return folder
