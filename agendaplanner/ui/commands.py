"""The commands of the window: each registered once, and from there in the menus, the find box and on the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6 import QtGui

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6 import QtCore, QtWidgets

Menu = Literal["File", "Edit", "Session", "Plan", "Prepare", "Publish", "Export", "View", "Help"]
MENUS: tuple[Menu, ...] = ("File", "Edit", "Session", "Plan", "Prepare", "Publish", "Export", "View", "Help")
Needs = Literal["nothing", "file", "writing", "selection"]
"""What must be there for a command to make sense; "writing": a file that may be changed; "selection": in such a one."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """Something that can be done."""

    id: str
    text: str
    run: Callable[[], object]
    menu: Menu
    shortcut: str = ""
    """As Qt writes it, several separated by "; "."""
    needs: Needs = "file"
    help: str = ""
    checked: Callable[[], bool] | None = None
    """For what is on or off: whether it is on."""
    new_group: bool = False
    """Whether a line is drawn above it in the menu."""


class Commands:
    """All commands of a window, with their actions."""

    def __init__(self, parent: QtCore.QObject) -> None:
        self._parent = parent
        self._commands: dict[str, Command] = {}
        self._actions: dict[str, QtGui.QAction] = {}
        self._by_key: dict[str, str] = {}
        """By shortcut: the command that has it."""

    def add(self, command: Command) -> None:
        """Register a command.

        Raises:
            ValueError: Its id or shortcut is taken.
        """
        if command.id in self._commands:
            raise ValueError(f"there is a command {command.id!r} already")
        keys = [QtGui.QKeySequence(key) for key in command.shortcut.split("; ") if key]
        for key in keys:
            other = self._by_key.setdefault(key.toString(), command.id)
            if other != command.id:
                raise ValueError(f"{command.shortcut!r} of {command.id!r} is taken by {other!r}")
        action = QtGui.QAction(command.text, self._parent)
        if keys:
            action.setShortcuts(keys)
        action.setStatusTip(command.help)
        action.setCheckable(command.checked is not None)
        action.triggered.connect(lambda: command.run())
        self._commands[command.id] = command
        self._actions[command.id] = action

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def action(self, id_: str) -> QtGui.QAction:
        """Give the action of a command, for menus and buttons."""
        return self._actions[id_]

    def actions(self) -> Iterable[QtGui.QAction]:
        """Give all actions."""
        return self._actions.values()

    def fill(self, menu: QtWidgets.QMenu, name: Menu) -> None:
        """Put the commands of a menu in it."""
        for command in self:
            if command.menu == name:
                if command.new_group and menu.actions():
                    menu.addSeparator()
                menu.addAction(self._actions[command.id])

    def enable(self, *, file: bool, writing: bool, selection: bool) -> None:
        """Say what is there, so that only what makes sense can be chosen."""
        there = {"nothing": True, "file": file, "writing": writing, "selection": writing and selection}
        for command in self:
            action = self._actions[command.id]
            action.setEnabled(there[command.needs])
            if command.checked is not None:
                action.setChecked(command.checked())
