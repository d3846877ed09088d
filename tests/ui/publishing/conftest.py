"""Meetings with a published version, opened in the window; and a keyring of their own for the commands it runs."""

from __future__ import annotations

import os

import pytest
from meetings import at
from published_meetings import three_sessions

from agendaplanner.model import actions

RING = """
import json, os
from pathlib import Path
from keyring.backend import KeyringBackend

class Ring(KeyringBackend):
    priority = 1
    path = Path(os.environ["TEST_RING"])

    def _kept(self):
        return json.loads(self.path.read_text()) if self.path.exists() else {}

    def get_password(self, service, username):
        return self._kept().get(f"{service} {username}")

    def set_password(self, service, username, password):
        self.path.write_text(json.dumps({**self._kept(), f"{service} {username}": password}))

    def delete_password(self, service, username):
        pass
"""


@pytest.fixture(autouse=True)
def ring(monkeypatch, tmp_path):
    """The file in which commands find passwords, instead of this machine's keyring."""
    (tmp_path / "test_ring.py").write_text(RING)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "test_ring.Ring")
    monkeypatch.setenv("TEST_RING", str(tmp_path / "ring.json"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(tmp_path), os.environ.get("PYTHONPATH", "")])))
    return tmp_path / "ring.json"


@pytest.fixture
def first(window, opened):
    """Version 1 is published, and the file open: Hanna chairs 1 and 3, Chidi chairs 2."""
    path = opened(three_sessions())
    window.desk.document.publish(label="First")
    window.publisher.since.look()
    return path


@pytest.fixture
def second(window, first):
    """Version 2 is published: Hanna's first session went to Tuesday."""
    window.desk.do(lambda agenda: actions.move(agenda, "s1", at("14:00", 1), "b"))
    window.desk.document.publish(label="Second")
    window.publisher.since.look()
    return first
