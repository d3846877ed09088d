"""Rules of the house that a pattern or a process can see, each with its sentence."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from import_probe import packages_loaded_by

import agendaplanner

PACKAGE = Path(agendaplanner.__file__).parent
ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = frozenset(
    {"PySide6", "shiboken6", "caldav", "icalendar", "keyring", "networkx", "numpy", "ortools", "pandas", "reportlab"}
)


def star_imports(source: str) -> list[int]:
    """The lines of a module that import everything from another."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names)
    ]


def test_star_imports_are_seen_also_inside_a_function():
    assert star_imports("import PySide6\ndef window():\n    from os.path import join") == []
    assert star_imports("from PySide6.QtCore import *\nif True:\n    from PySide6.QtGui import *") == [1, 3]


def test_no_star_imports_which_double_the_start_of_qt():
    assert len(MODULES) > 20
    found = {str(path.relative_to(PACKAGE)): star_imports(path.read_text("utf-8")) for path in MODULES}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize("arguments", [("--version",), ("--help",)])
def test_command_line_starts_without_qt_and_without_what_it_does_not_use(arguments):
    loaded = packages_loaded_by(*arguments)
    assert "agendaplanner" in loaded
    assert loaded & HEAVY == set()


def test_the_probe_sees_what_a_command_loads():
    assert "msgspec" in packages_loaded_by("--help")


def test_qt_keeps_its_count_of_references_to_none():
    """PySide6 6.12.0 on Python before 3.12 loses one at each void call, and the process aborts after some thousands."""
    many_void_calls = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(200_000):\n"
        "    thing.setObjectName('x')\n"
        "lost = before - sys.getrefcount(None)\n"
        "assert lost < 1_000, f'{lost} references to None were lost'\n"
        "print('survived')\n"
    )
    done = subprocess.run([sys.executable, "-c", many_void_calls], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "survived\n"), done.stderr


def test_continuous_integration_runs_the_same_command_as_everyone():
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    commands = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(commands) == 1
    assert commands[0].endswith("exec sh tests/run")
