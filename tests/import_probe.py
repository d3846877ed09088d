"""Which modules a command loads: start-up must not pay for what it does not use."""

from __future__ import annotations

import json
import subprocess
import sys

_PROBE = """
import contextlib, io, json, sys
from agendaplanner.cli.main import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    try:
        status = main(sys.argv[1:])
    except SystemExit as stop:
        status = stop.code or 0
print(json.dumps({"status": status, "modules": sorted(sys.modules)}))
"""


def packages_loaded_by(*arguments: str) -> frozenset[str]:
    """Run one command in a process of its own; gives the top-level packages that it had loaded when it was done.

    The command must end well: a command that stops at its first line loads nothing, and would prove nothing.
    """
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, *arguments], capture_output=True, text=True, timeout=120, check=True
    )
    seen = json.loads(done.stdout)
    assert seen["status"] == 0, f"agendaplanner {' '.join(arguments)} ended with {seen['status']}: {done.stderr}"
    return frozenset(module.partition(".")[0] for module in seen["modules"])
