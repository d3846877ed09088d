from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from meetings import two_rooms

from agendaplanner.document.document import Document

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
EDITS = 200
FIRST_MINUTES = 1000
"""The child numbers its edits in a session's duration, from here."""

EDITOR = f"""
import sys
from pathlib import Path
from agendaplanner.document.document import Document
from agendaplanner.model import actions

with Document.open(Path(sys.argv[1])) as document:
    print("ready", flush=True)
    for i in range({EDITS}):
        session = document.agenda.session["s1"]
        fields = {{"duration_minutes": {FIRST_MINUTES} + i, "abstract": "long " * (i * 37 % 900)}}
        change = document.do(actions.set_fields(document.agenda, session, label=f"edit {{i}}", **fields))
        print(change.revision, flush=True)
"""


@pytest.mark.parametrize("seed", range(12))
def test_what_do_returned_from_survives_a_kill_at_any_moment(tmp_path, seed):
    path = tmp_path / "m.agenda"
    Document.create(path, two_rooms()).close()
    chance = random.Random(seed)
    # counted in edits, so that a slow disk does not make every kill come before the first
    awaited, wait = chance.randrange(EDITS - 20), chance.uniform(0, 0.004)
    command = [sys.executable, "-c", EDITOR, path]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        lines = [child.stdout.readline() for _ in range(awaited)]
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        lines += child.stdout.readlines()
    # the kill may have cut the last line
    said = [int(line) for line in lines if line.endswith("\n")]
    journal = path.with_name("m.agenda-journal").exists()
    print(f"seed {seed}: killed {wait * 1000:.2f} ms after edit {awaited}; {len(said)} said, journal left: {journal}")
    assert said == list(range(2, len(said) + 2))

    with Document.open(path) as document:
        # at most the one edit that was on disk but not yet said
        assert document.revision - 1 in (len(said), len(said) + 1)
        done = document.revision - 1
        assert [e.label for e in document.history()] == [f"edit {i}" for i in reversed(range(done))] + ["New meeting"]
        if done:
            assert document.agenda.session["s1"].duration_minutes == FIRST_MINUTES + done - 1
        for _ in range(min(done, 10)):
            document.undo()
        if done > 10:
            assert document.agenda.session["s1"].duration_minutes == FIRST_MINUTES + done - 11
        document.revert_to(1)
        assert document.agenda == two_rooms()
    with contextlib.closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_kill_while_a_file_is_made_leaves_no_half_file(tmp_path):
    path = tmp_path / "m.agenda"
    maker = """
import os, signal, sys
from pathlib import Path
from meetings import two_rooms
from agendaplanner.document import store
from agendaplanner.document.document import Document

store.SqliteStore.append = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
Document.create(Path(sys.argv[1]), two_rooms())
"""
    done = subprocess.run([sys.executable, "-c", maker, path], env=ENVIRONMENT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not path.exists()
    Document.create(path, two_rooms()).close()
