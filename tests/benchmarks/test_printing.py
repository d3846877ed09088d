"""Printing a conference of hundreds of talks, beside plain Platypus with the same text in the same run."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from printing.programmes import oslo

from agendaplanner.exchange.recognise import read_any
from agendaplanner.printing.edition import Edition
from agendaplanner.printing.fonts import escaped
from agendaplanner.printing.programme import _story, programme
from agendaplanner.printing.roles import role_phrases

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda

pytestmark = pytest.mark.benchmark


def test_fosdem_as_a_whole_programme(stopwatch, samples):
    agenda = read_any(samples / "fosdem-2020.schedule.xml").agenda
    edition = Edition()
    texts = [*_grid_texts(agenda, edition), *_texts(_story(agenda, edition, {}))]
    assert sum(len(text) for text, _ in texts) > 500_000
    plain, ours = [], []
    for _ in range(5):
        plain += _seconds(partial(_platypus, texts))
        ours += _seconds(partial(programme, agenda))
    stopwatch.show("872 sessions: plain Platypus, the same text", plain)
    stopwatch.show("872 sessions: the programme", ours, f"{min(ours) / min(plain):.2f} times plain Platypus")
    assert min(ours) <= 2 * min(plain)


def test_memory_of_a_whole_programme(stopwatch, samples):
    code = (
        "import json, sys; from pathlib import Path;"
        "from agendaplanner.exchange.recognise import read_any; from agendaplanner.printing.programme import programme;"
        "_, printed = programme(read_any(Path(sys.argv[1])).agenda);"
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM'));"
        "print(json.dumps([printed.pages, int(peak.split()[1]) / 1024]))"
    )
    file = samples / "fosdem-2020.schedule.xml"
    done = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, check=True)
    pages, megabytes = json.loads(done.stdout)
    stopwatch.show_text("872 sessions: most memory", f"{megabytes:.0f} MB", f"{pages} pages")
    assert megabytes <= 300


def test_the_example_meeting(stopwatch):
    stopwatch.time("Oslo: the programme", [partial(programme, oslo())] * 5)


def _seconds(run: Any) -> list[float]:
    import gc
    import time

    gc.collect()
    # of the processor: what else runs on the machine does not count
    begun = time.process_time()
    run()
    return [time.process_time() - begun]


def _texts(flowables: Any) -> list[tuple[str, Any]]:
    """Give text and style of every paragraph of a story, wherever it stands."""
    found: list[tuple[str, Any]] = []
    for flowable in flowables:
        if hasattr(flowable, "getPlainText"):
            found.append((flowable.getPlainText(), flowable.style))
        elif hasattr(flowable, "spans"):
            found.append(("".join(span.text for span in flowable.spans), flowable.style))
        elif hasattr(flowable, "stack"):
            found += _texts(flowable.stack.flowables)
        else:
            for name in ("_content", "flowables", "cards", "entries"):
                inner = getattr(flowable, name, ())
                found += _texts(inner) if not inner or not isinstance(inner[0], tuple) else []
    return found


def _grid_texts(agenda: Agenda, edition: Edition) -> list[tuple[str, Any]]:
    """Give the text of the days at a glance."""
    style, below = edition.styles["list name"], edition.styles["list sans"]
    return [
        text
        for session in agenda.placed
        for text in (
            (f"{session.number} {session.title}", style),
            (" · ".join(role_phrases(agenda, session, edition.say)), below),
        )
    ]


def _platypus(texts: list[tuple[str, Any]]) -> bytes:
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(escaped(text), style) for text, style in texts])
    return buffer.getvalue()
