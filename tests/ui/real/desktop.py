"""A desktop of its own for a test: X server, window manager, session bus, accessibility bus, and the program on it.

Nothing of the program is imported: it is driven by ``xdotool`` as a hand would, and seen through AT-SPI as a screen
reader would. ``reader.py`` beside this file is run by the system's Python, which has the bindings to AT-SPI.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("reader.py")
NEEDED = ("Xvfb", "openbox", "xdotool", "dbus-daemon")
START_S, ANSWER_S = 40, 20


def missing() -> str:
    """Say what this machine lacks for a desktop of its own; "" where it has everything."""
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    if lacking:
        return f"needs {', '.join(lacking)}"
    asked = subprocess.run([SYSTEM_PYTHON, "-c", "import pyatspi"], capture_output=True, check=False)
    return "" if asked.returncode == 0 else f"needs pyatspi for {SYSTEM_PYTHON} (python3-pyatspi, at-spi2-core)"


class Desktop:
    """An X display with a window manager and the accessibility bus, and one program on it."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment

    def keys(self, *keys: str) -> None:
        """Press keys, as xdotool names them."""
        self._xdotool("key", *keys)

    def type(self, words: str) -> None:
        """Type words."""
        self._xdotool("type", "--delay", "15", words)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the screen."""
        self._xdotool("mousemove", str(x), str(y), "sleep", "0.05", "click", str(button))

    def drag(self, start: tuple[int, int], end: tuple[int, int], *, let_go: bool = True, steps: int = 12) -> None:
        """Drag from one place of the screen to another as a hand does: through the places between."""
        self._xdotool("mousemove", *map(str, start), "sleep", "0.05", "mousedown", "1")
        for i in range(1, steps + 1):
            at = [round(a + (b - a) * i / steps) for a, b in zip(start, end, strict=True)]
            self._xdotool("mousemove", *map(str, at), "sleep", "0.02")
        self._xdotool("sleep", "0.1")
        if let_go:
            self._xdotool("mouseup", "1")

    def let_go(self) -> None:
        """Let go of the mouse button."""
        self._xdotool("mouseup", "1")

    def picture(self, path: Path) -> None:
        """Write a picture of the screen, where the machine can make one."""
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(path)], env=self.environment, check=False, timeout=20)

    def tree(self) -> list[dict[str, Any]]:
        """Give what a screen reader sees of the program, flat: role, name, description, place, states."""
        done = subprocess.run(
            [SYSTEM_PYTHON, str(READER), "tree"], env=self.environment, capture_output=True, text=True, timeout=60
        )
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout)

    def items(self) -> dict[str, dict[str, Any]]:
        """Give the sessions on the timeline by what is said of them."""
        return {each["name"]: each for each in self.tree() if each["role"] == "list item" and each["in"] == "Timeline"}

    def item(self, title: str) -> dict[str, Any]:
        """Give the session whose name has these words."""
        return next(each for name, each in self.items().items() if title in name)

    @contextlib.contextmanager
    def listening(self, heard: list[dict[str, Any]]) -> Iterator[None]:
        """Hear what a screen reader would be told meanwhile; ``heard`` is filled when it is over."""
        reader = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER), "listen"], env=self.environment, stdout=subprocess.PIPE, text=True
        )
        assert reader.stdout is not None
        assert reader.stdout.readline().strip() == "listening"
        try:
            yield
            time.sleep(1.0)  # what was said is on its way
        finally:
            reader.terminate()
            said, _ = reader.communicate(timeout=10)
            heard.extend(json.loads(line) for line in said.splitlines())

    def until(self, holds: Any, what: str) -> None:
        """Wait until something holds."""
        end = time.monotonic() + ANSWER_S
        while not holds():
            if time.monotonic() > end:
                raise TimeoutError(f"waited in vain for: {what}")
            time.sleep(0.1)

    def _xdotool(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=30, capture_output=True)


@contextlib.contextmanager
def desktop(folder: Path, *arguments: str) -> Iterator[Desktop]:
    """Give a desktop with the program started on it; all of it ends with the test.

    Args:
        folder: For settings, data and logs; the user's own are not touched.
        arguments: What the program is started with.
    """
    with contextlib.ExitStack() as stack:
        environment = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        for name, part in (("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("XDG_RUNTIME_DIR", "run")):
            (folder / part).mkdir(mode=0o700)
            environment[name] = str(folder / part)
        log = stack.enter_context((folder / "desktop.log").open("w"))

        def start(*command: str, **how: Any) -> subprocess.Popen[str]:
            process = subprocess.Popen(command, env=environment, stderr=log, text=True, **how)
            stack.callback(_end, process)
            return process

        # without a client it would begin anew, and turn away whoever comes meanwhile
        screen = ("-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset")
        server = start("Xvfb", "-displayfd", "1", *screen, stdout=-1)
        assert server.stdout is not None
        environment["DISPLAY"] = f":{server.stdout.readline().strip()}"
        bus = start("dbus-daemon", "--session", "--nofork", "--print-address", stdout=-1)
        assert bus.stdout is not None
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        start("openbox", stdout=log)
        launchers = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
        start(next(each for each in launchers if Path(each).exists()), "--launch-immediately", stdout=log)
        # -m from the sources under test: the folder that pytest was started in
        start(sys.executable, "-m", "agendaplanner", *arguments, stdout=log)
        seen = Desktop(environment)
        end = time.monotonic() + START_S
        while not _window(environment):
            if time.monotonic() > end:
                raise TimeoutError(f"no window came up: {(folder / 'desktop.log').read_text()}")
            time.sleep(0.1)
        seen.until(seen.tree, "the program on the accessibility bus")
        yield seen


def _window(environment: dict[str, str]) -> bool:
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "agendaplanner", "windowactivate", "--sync"],
        env=environment,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return found.returncode == 0


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(5)
    if process.stdout is not None:
        process.stdout.close()
