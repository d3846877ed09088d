"""The document: an agenda that lives in a file, with the only door for changes, undo, redo and history."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.document.authors import login_name
from agendaplanner.document.faults import damaged
from agendaplanner.document.log import StoredChange, What, inflate
from agendaplanner.document.past import Records, agenda_at, changes_of, records_of
from agendaplanner.document.store import SqliteStore
from agendaplanner.document.told import Announcement, Entry
from agendaplanner.model.changes import Change, edit, edits_between
from agendaplanner.model.errors import FileError, StaleChangeError, UsageError
from agendaplanner.model.history import Stamp, stamps
from agendaplanner.model.ids import with_uid_domain
from agendaplanner.model.versions import Edition, Version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import TracebackType

    from agendaplanner.document.sent import SentNotices
    from agendaplanner.document.store import Store
    from agendaplanner.model.agenda import Agenda


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
        self._past: dict[int, Agenda] = {}
        for row in store.rows():
            self._note(row)

    # opening and closing

    @classmethod
    def create(
        cls, path: Path, agenda: Agenda, *, author: str = "", label: str = "New meeting", overwrite: bool = False
    ) -> Document:
        """Make a new file with an agenda; a meeting without a calendar id of its own gets one.

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

    def way_back(self, revision: int) -> Change:
        """Give the change that leads back to how the agenda stood after a revision; it is not made.

        Raises:
            UsageError: There is no such revision.
        """
        if not 1 <= revision <= self._revision:
            raise UsageError(f"The history has no revision {revision}.", advice=f"It goes from 1 to {self._revision}.")
        now, then = records_of(self._agenda), records_of(agenda_at(self._agenda, self._log[revision:]))
        label = f"Back to “{self._log[revision - 1].label}”"
        return Change(label, edits_between(now, then))

    def revert_to(self, revision: int, *, origin: object = None) -> Change:
        """Go back to how the agenda stood after a revision, as one new change.

        Raises:
            UsageError: There is no such revision.
        """
        return self.do(self.way_back(revision), origin=origin)

    def follow(self) -> int:
        """Take in what another process wrote to the file, telling subscribers; give how many changes that were."""
        if self.path is None or self._store.revision() == self._revision:
            return 0
        rows = list(self._store.rows(self._revision))
        for row in rows:
            change = inflate(row, Records(self._agenda))
            self._take(change, row, origin=None)
        return len(rows)

    # the past

    def history(self, *, limit: int | None = None) -> tuple[Entry, ...]:
        """Give the history, newest first."""
        rows = self._log[::-1] if limit is None else self._log[::-1][: max(limit, 0)]
        return tuple(Entry(r.revision, r.time, r.author, r.label, r.what, r.target, len(r.edits)) for r in rows)

    def changes(self) -> Iterator[Change]:
        """Give all changes whole, oldest first."""
        return changes_of(self._log)

    def stamps(self) -> Mapping[str, Stamp]:
        """Give each session's stamp for calendars, from the history."""
        return stamps(self.changes())

    # published versions

    def publish(self, *, label: str = "", note: str = "") -> Version:
        """Publish what stands as the next version. It is no change of the agenda, and no undo takes it back.

        Raises:
            UsageError: Nothing has changed since the last version.
            StaleChangeError: Somebody else changed the agenda or published it in the meantime.
            FileError: The file cannot be written; nothing was published.
        """
        self.follow()
        known = self.versions()
        if known and self.published(known[-1].number) == self._agenda:
            raise UsageError(
                f"Nothing has changed since version {known[-1].number}.", advice="It is published as it is."
            )
        version = Version(
            number=len(known) + 1,
            label=label,
            note=note,
            time=self._now(),
            author=self._author,
            revision=self._revision,
        )
        self._store.publish(version)
        return version

    def versions(self) -> tuple[Version, ...]:
        """Give the published versions, oldest first, also those that another process published."""
        self.follow()
        return self._store.versions()

    def version(self, number: int) -> Version:
        """Give a published version.

        Raises:
            UsageError: There is no such version.
        """
        known = self.versions()
        if not 1 <= number <= len(known):
            advice = f"They go from 1 to {len(known)}." if known else "Nothing is published yet."
            raise UsageError(f"There is no version {number}.", advice=advice)
        return known[number - 1]

    def published(self, number: int) -> Agenda:
        """Give the agenda as it stood in a published version.

        Raises:
            UsageError: There is no such version.
        """
        return self._at(self.version(number).revision)

    def sent(self, number: int) -> SentNotices:
        """Give which notices of a published version were sent; a notice that goes out is noted there.

        Raises:
            UsageError: There is no such version.
        """
        return self._store.sent(self.version(number).number)

    def edition(self, number: int | None = None) -> Edition:
        """Give the agenda as calendars and notices need it: as a version stood, or with None as it stands now.

        Raises:
            UsageError: There is no such version.
        """
        version = self.version(number) if number is not None else None
        earlier = [v for v in self.versions() if version is None or v.number < version.number]
        revision = version.revision if version is not None else self._revision
        return Edition(
            self._at(revision),
            stamps(changes_of(self._log[:revision])),
            [self._at(each.revision) for each in earlier],
            version,
        )

    def _at(self, revision: int) -> Agenda:
        """Give the agenda after a revision; those of versions are asked for again and again, and kept."""
        if revision == self._revision:
            return self._agenda
        found = self._past.get(revision)
        if found is None:
            later = min((known for known in self._past if known > revision), default=self._revision)
            base = self._agenda if later == self._revision else self._past[later]
            found = self._past[revision] = agenda_at(base, self._log[revision:later])
        return found

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

    def _now(self) -> datetime:
        """Give the time, never before the last change's: a clock that is put back must not make calendars older."""
        return max(datetime.now(UTC), self.changed_at)

    def _step(self, stack: list[int], what: What, origin: object) -> Change | None:
        self.follow()
        if not stack:
            return None
        target = self._log[stack[-1] - 1]
        change = inflate(target, Records(self._agenda), backwards=what == "undo")
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
                change, author=self._author, time=self._now(), revision=self._revision + 1
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


def _first(agenda: Agenda, author: str, label: str) -> Change:
    agenda = with_uid_domain(agenda)
    edits = tuple(edit(None, record) for record in agenda)
    return Change(label, edits, author=author, time=datetime.now(UTC), revision=1)
