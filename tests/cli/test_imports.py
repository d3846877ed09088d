"""What commands load. Qt needs system libraries even to be imported, and a server has none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from calendar_writing import calendar, event
from import_probe import packages_loaded_by
from meetings import two_rooms
from published_meetings import published, three_sessions

from agendaplanner.document.document import Document
from agendaplanner.exchange.agenda_json import write_agenda_json

QT = {"PySide6", "shiboken6"}
HEAVY = {"caldav", "icalendar", "keyring", "networkx", "numpy", "ortools", "reportlab"}


@pytest.fixture(autouse=True)
def _folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    Document.create(Path("m.agenda"), two_rooms()).close()
    published(three_sessions(), path=Path("published.agenda")).close()
    Path("busy.ics").write_bytes(calendar(event("DTSTART;TZID=Europe/Oslo:20080211T080000|DURATION:PT1H")))
    Path("in.json").write_bytes(write_agenda_json(two_rooms()))


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("new x.agenda", set()),
        ("info m.agenda", set()),
        ("check m.agenda", set()),
        ("history m.agenda", set()),
        ("publish m.agenda", set()),
        ("versions m.agenda", set()),
        ("undo m.agenda", set()),
        ("redo m.agenda", set()),
        ("import in.json --to x.agenda", set()),
        ("import busy.ics --to m.agenda --person berg", {"icalendar"}),
        ("notices published.agenda", {"icalendar"}),
        ("export m.agenda --as json --to x.json", set()),
        ("export m.agenda --as schedule-xml --to x.xml", set()),
        ("doctor", set()),
        ("colours m.agenda", {"networkx", "numpy"}),
        ("explain m.agenda", set()),
        ("replan m.agenda", set()),
        ("calendars m.agenda --to x", {"icalendar"}),
        ("print m.agenda grid --to x.pdf", {"reportlab"}),
        ("plan m.agenda", HEAVY - {"icalendar", "reportlab"}),
        ("demo --to x", HEAVY),
    ],
)
def test_no_command_loads_qt_and_each_only_what_it_needs(command, needs):
    loaded = packages_loaded_by(*command.split())
    assert loaded & QT == set()
    assert loaded & HEAVY <= needs
