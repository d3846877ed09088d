"""The document: an agenda that lives in a file, with the only door for changes, undo, redo and history."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.document.log import StoredChange, What, inflate
from agendaplanner.document.store import SqliteStore, damaged
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.changes import Change, Key, edit, edits_between
from agendaplanner.model.errors import FileError, StaleChangeError, UsageError
from agendaplanner.model.history import Stamp, stamps
from agendaplanner.model.records import Record, kind_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from agendaplanner.document.store import Store


class Announcement(msgspec.Struct, frozen=True):
    """What subscribers are told after a change."""

    change: Change
    keys: frozenset[Key]
    before: Agenda
    after: Agenda
    origin: object
    """Whoever asked for the change; views tell their own from others'."""


class Entry(msgspec.Struct, frozen=True):
    """A line of the history."""

    revision: int
    time: datetime
    author: str
    label: str
    what: What
    target: int | None
    edits: int


class Document:
    """An agenda in its file. ``do`` is the only door for changes; what it returned from is on disk."""

    def __init__(self, store: Store, path: Path | None, author: str) -> None:
        self.path = path
        self._store = store
        self._author = author or login_name()
        self._agenda, self._revision = store.load()
        self._subscribers: list[Callable[[Announcement], None]] = []
        self._undo: list[int] = []
        self._redo: list[int] = []
        self._log: list[StoredChange] = []
        for row in store.rows():
            self._note(row)

    # opening and closing

    @classmethod
    def create(
        cls, path: Path, agenda: Agenda, *, author: str = "", label: str = "New meeting", overwrite: bool = False
    ) -> Document:
        """Make a new file with an agenda.

        Raises:
            FileError: The file is there already, or cannot be written.
        """
        author = author or login_name()
        store = SqliteStore.create(path, _first(agenda, author, label), overwrite=overwrite)
        return cls(store, path, author)

    @classmethod
    def open(cls, path: Path, *, author: str = "", read_only: bool = False) -> Document:
        """Open a file.

        Raises:
            FileError: It is not there, no agenda, damaged, from a newer version, or busy; it is left as it is.
        """
        store = SqliteStore.open(path, read_only=read_only)
        try:
            return cls(store, path, author)
        except BaseException:
            store.close()
            raise

    @classmethod
    def in_memory(cls, agenda: Agenda, *, author: str = "") -> Document:
        """Make a document without a file; ``save_copy`` gives it one."""
        store = SqliteStore.in_memory()
        store.append(_first(agenda, author or login_name(), "New meeting"), 0, "do", None)
        return cls(store, None, author)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def __enter__(self) -> Document:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # what stands

    @property
    def agenda(self) -> Agenda:
        """The agenda as it stands."""
        return self._agenda

    @property
    def revision(self) -> int:
        """How many changes its history has."""
        return self._revision

    @property
    def changed_at(self) -> datetime:
        """When it was changed last, UTC."""
        return self._log[-1].time

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return bool(self._store.read_only_reason)

    @property
    def read_only_reason(self) -> str:
        """Why nothing can be changed, or ""."""
        return self._store.read_only_reason

    # the door

    def do(self, change: Change, *, origin: object = None) -> Change:
        """Take a change: check it, write it, tell the subscribers. A change without edits is not recorded.

        Changes that another process wrote to the file in the meantime are taken in first; the two collide only where
        they touch the same record.

        Returns:
            The change as recorded, with author, time and revision.

        Raises:
            StaleChangeError: A record is not what the change says it was; nothing was changed.
            FileError: The file cannot be written; nothing was changed.
        """
        if not change.edits:
            return change
        return self._record(change, "do", None, origin)

    def undo(self, *, origin: object = None) -> Change | None:
        """Take the last change back that was not taken back yet; None where there is none."""
        return self._step(self._undo, "undo", origin)

    def redo(self, *, origin: object = None) -> Change | None:
        """Do again what was taken back last; None where there is nothing."""
        return self._step(self._redo, "redo", origin)

    @property
    def undo_label(self) -> str | None:
        """What ``undo`` would take back, or None."""
        return self._log[self._undo[-1] - 1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What ``redo`` would do again, or None."""
        return self._log[self._redo[-1] - 1].label if self._redo else None

    def revert_to(self, revision: int, *, origin: object = None) -> Change:
        """Go back to how the agenda stood after a revision, as one new change.

        Raises:
            UsageError: There is no such revision.
        """
        if not 1 <= revision <= self._revision:
            raise UsageError(f"The history has no revision {revision}.", advice=f"It goes from 1 to {self._revision}.")
        now = {(kind_of(record), record.id): record for record in self._agenda}
        then = dict(now)
        for row in reversed(self._log[revision:]):
            _apply(then, inflate(row, then, backwards=True).reversed())
        label = f"Back to “{self._log[revision - 1].label}”"
        return self.do(Change(label, edits_between(now, then)), origin=origin)

    def follow(self) -> int:
        """Take in what another process wrote to the file, telling subscribers; give how many changes that were."""
        if self.path is None or self._store.revision() == self._revision:
            return 0
        rows = list(self._store.rows(self._revision))
        for row in rows:
            change = inflate(row, _Records(self._agenda))
            self._take(change, row, origin=None)
        return len(rows)

    # the past

    def history(self, *, limit: int | None = None) -> tuple[Entry, ...]:
        """Give the history, newest first."""
        rows = self._log[::-1] if limit is None else self._log[::-1][: max(limit, 0)]
        return tuple(Entry(r.revision, r.time, r.author, r.label, r.what, r.target, len(r.edits)) for r in rows)

    def changes(self) -> Iterator[Change]:
        """Give all changes whole, oldest first."""
        records: dict[Key, Record] = {}
        for row in self._log:
            change = inflate(row, records)
            _apply(records, change)
            yield change

    def stamps(self) -> Mapping[str, Stamp]:
        """Give each session's stamp for calendars, from the history."""
        return stamps(self.changes())

    # others

    def subscribe(self, callback: Callable[[Announcement], None]) -> Callable[[], None]:
        """Have a function told of every change; gives the function that ends it."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def save_copy(self, path: Path) -> None:
        """Write a whole copy, with history, to another file.

        Raises:
            FileError: It cannot be written, or it is this file.
        """
        if self.path is not None and path.exists() and path.samefile(self.path):
            raise FileError("A copy needs another name than the file itself.", where=str(path))
        if isinstance(self._store, SqliteStore):
            self._store.copy_to(path)

    # inside

    def _step(self, stack: list[int], what: What, origin: object) -> Change | None:
        self.follow()
        if not stack:
            return None
        target = self._log[stack[-1] - 1]
        change = inflate(target, _Records(self._agenda), backwards=what == "undo")
        change = (
            change.reversed(f"Undo: {target.label}")
            if what == "undo"
            else Change(f"Redo: {target.label}", change.edits)
        )
        return self._record(change, what, target.revision, origin)

    def _record(self, change: Change, what: What, target: int | None, origin: object) -> Change:
        if self.read_only:
            raise FileError(self.read_only_reason, where=str(self.path or ""))
        while True:
            self.follow()
            stack = self._undo if what == "undo" else self._redo
            if target is not None and stack[-1:] != [target]:
                raise StaleChangeError("Somebody else has changed this agenda in the meantime.", advice="Try again.")
            self._agenda.apply(change)  # a stale change is refused before anything is written
            recorded = msgspec.structs.replace(
                change, author=self._author, time=datetime.now(UTC), revision=self._revision + 1
            )
            try:
                self._store.append(recorded, self._revision, what, target)
                break
            except StaleChangeError:  # another process wrote since we looked; that alone is no collision
                if self._store.revision() == self._revision:
                    raise
        row = StoredChange(
            recorded.revision,
            recorded.time or datetime.now(UTC),
            recorded.author,
            recorded.label,
            what,
            target,
            next(iter(self._store.rows(self._revision))).edits,
        )
        self._take(recorded, row, origin)
        return recorded

    def _take(self, change: Change, row: StoredChange, origin: object) -> None:
        """Let a change that is on disk stand, and tell everybody; one subscriber's fault does not keep it from others."""
        before, after = self._agenda, self._agenda.apply(change)
        self._agenda, self._revision = after, row.revision
        self._note(row)
        announcement = Announcement(change, change.keys, before, after, origin)
        faults: list[Exception] = []
        for callback in tuple(self._subscribers):
            try:
                callback(announcement)
            except Exception as fault:  # told to all first, raised below
                faults.append(fault)
        if faults:
            raise faults[0] if len(faults) == 1 else ExceptionGroup("subscribers failed", faults)

    def _note(self, row: StoredChange) -> None:
        """Keep the stacks of undo and redo as the log tells them."""
        self._log.append(row)
        if row.what == "do":
            if row.revision > 1:  # the first change made the file; there is nothing before it
                self._undo.append(row.revision)
            self._redo.clear()
            return
        here, there = (self._undo, self._redo) if row.what == "undo" else (self._redo, self._undo)
        if row.target not in here:
            raise damaged(f"change {row.revision} takes back or repeats what is not there", str(self.path or ""))
        here.remove(row.target)
        there.append(row.target)


class _Records(Mapping[Key, Record]):
    """An agenda's records by (kind, id), without copying them."""

    def __init__(self, agenda: Agenda) -> None:
        self._agenda = agenda

    def __getitem__(self, key: Key) -> Record:
        found = self._agenda.find(*key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[Key]:
        return ((kind_of(record), record.id) for record in self._agenda)

    def __len__(self) -> int:
        return sum(1 for _ in self._agenda)


def _apply(records: dict[Key, Record], change: Change) -> None:
    for each in change.edits:
        if each.after is None:
            records.pop(each.key, None)
        else:
            records[each.key] = each.after


def _first(agenda: Agenda, author: str, label: str) -> Change:
    edits = tuple(edit(None, record) for record in agenda)
    return Change(label, edits, author=author, time=datetime.now(UTC), revision=1)


def login_name() -> str:
    """Give the name of whoever is logged in, or "somebody" where the system does not tell."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return os.environ.get("USERNAME", "somebody")
