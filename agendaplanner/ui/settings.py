"""What the window remembers between runs, each with its type. An INI file gives everything back as text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import msgspec
from PySide6 import QtCore

Theme = Literal["system", "light", "dark"]
THEMES: tuple[Theme, ...] = ("system", "light", "dark")
MOST_RECENT = 8


class Settings:
    """The settings of this user on this machine."""

    def __init__(self, store: QtCore.QSettings | None = None) -> None:
        self._store = store or QtCore.QSettings(
            QtCore.QSettings.Format.IniFormat, QtCore.QSettings.Scope.UserScope, "agendaplanner", "agendaplanner"
        )

    @property
    def theme(self) -> Theme:
        """The theme that was chosen."""
        value = self._text("theme")
        return cast("Theme", value) if value in THEMES else "system"

    @theme.setter
    def theme(self, theme: Theme) -> None:
        self._store.setValue("theme", theme)

    @property
    def rooms_as_rows(self) -> bool:
        """Whether the timeline shows rooms as rows."""
        return self._text("rooms-as-rows") == "yes"

    @rooms_as_rows.setter
    def rooms_as_rows(self, on: bool) -> None:
        self._store.setValue("rooms-as-rows", "yes" if on else "no")

    @property
    def recent(self) -> tuple[Path, ...]:
        """Files opened lately that are still there, latest first."""
        try:
            names = msgspec.json.decode(self._text("recent") or "[]", type=list[str])
        except msgspec.MsgspecError:
            return ()
        return tuple(path for path in map(Path, names) if path.exists())

    def note_recent(self, path: Path) -> None:
        """Put a file first among the recent ones."""
        path = path.resolve()
        names = [str(path), *(str(each) for each in self.recent if each != path)]
        self._store.setValue("recent", msgspec.json.encode(names[:MOST_RECENT]).decode())

    @property
    def hidden_panels(self) -> tuple[str, ...]:
        """The panels that are not shown, by name."""
        return tuple(filter(None, self._text("hidden-panels").split(" ")))

    @hidden_panels.setter
    def hidden_panels(self, names: tuple[str, ...]) -> None:
        self._store.setValue("hidden-panels", " ".join(names))

    @property
    def shows_every_plan(self) -> bool:
        """Whether every plan is shown before it is taken, also one that only places what waited."""
        return self._text("shows-every-plan") == "yes"

    @shows_every_plan.setter
    def shows_every_plan(self, on: bool) -> None:
        self._store.setValue("shows-every-plan", "yes" if on else "no")

    def of_file(self, path: Path, what: str) -> str:
        """Give what is remembered of an agenda file, beside it and not in it; "" where nothing is."""
        return self._text(f"of-files/{_key(path)}-{what}")

    def keep_of_file(self, path: Path, what: str, text: str) -> None:
        """Remember something of an agenda file."""
        self._store.setValue(f"of-files/{_key(path)}-{what}", text)

    def bytes_of(self, name: str) -> QtCore.QByteArray:
        """Give a state that Qt wrote (geometry, splitter); empty where none was kept."""
        value = self._store.value(name)
        return value if isinstance(value, QtCore.QByteArray) else QtCore.QByteArray()

    def keep_bytes(self, name: str, state: QtCore.QByteArray) -> None:
        """Keep a state that Qt made."""
        self._store.setValue(name, state)

    def _text(self, name: str) -> str:
        value = self._store.value(name, "", type=str)
        return value if isinstance(value, str) else ""


def _key(path: Path) -> str:
    """Give a name for a file that a settings file can hold."""
    import hashlib

    return hashlib.sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:20]
