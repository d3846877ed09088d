"""What all tests share. Qt must be told to stay off the screen before anything imports it."""

from __future__ import annotations

import logging
import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("suite", deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("suite"), derandomize=True)
settings.register_profile("fuzz", parent=settings.get_profile("suite"), max_examples=5000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "suite"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder with published schedules; the test is skipped where it is not there."""
    folder = Path(os.environ.get("AGENDAPLANNER_SAMPLES", ROOT.parent / "shared" / "samples"))
    if not (folder / "fosdem-2020.schedule.xml").exists():
        pytest.skip(f"no published schedules in {folder}; name their folder in AGENDAPLANNER_SAMPLES")
    return folder


@pytest.fixture(autouse=True)
def _no_unexpected_log_warning(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture):
    """A warning in the log that a test did not announce is a failure (mark it with ``logs_warnings`` where it is meant)."""
    yield
    if request.node.get_closest_marker("logs_warnings") is None:
        warnings = [record for record in caplog.get_records("call") if record.levelno >= logging.WARNING]
        assert not warnings, f"unexpected in the log: {[record.getMessage() for record in warnings]}"
