"""The file: edits that are on disk when they are done, and opening a file with many records."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from agendaplanner.document.document import Document
from agendaplanner.exchange.recognise import read_any
from agendaplanner.model import actions

pytestmark = pytest.mark.benchmark


def test_edits_and_opening(samples, stopwatch, tmp_path):
    agenda = read_any(samples / "fosdem-2020.schedule.xml", timezone="Europe/Brussels").agenda
    path = tmp_path / "fosdem.agenda"
    stopwatch.time("FOSDEM 2020: write the file", [lambda: Document.create(path, agenda).close()])
    with Document.open(path) as document:
        ids = [session.id for session in agenda.placed][:200]

        def move(session_id):
            placement = document.agenda.session[session_id].placement
            start = placement.start + timedelta(minutes=5)
            document.do(actions.move(document.agenda, session_id, start, placement.room))

        stopwatch.time("FOSDEM 2020: an edit, on disk", [partial(move, session_id) for session_id in ids])
        assert document.revision == 201
        after = document.agenda
    stopwatch.time("FOSDEM 2020: open the file", [lambda: Document.open(path).close()] * 5)
    with Document.open(path) as document:
        assert document.agenda == after
