"""What changed since the version that was published last, kept up to date while nobody waits for it. No widgets here."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui

from agendaplanner.model.change_facts import Sides
from agendaplanner.model.compare import Comparison
from agendaplanner.model.errors import AgendaError

if TYPE_CHECKING:
    from agendaplanner.document.document import Announcement
    from agendaplanner.model.change_facts import ChangeKind
    from agendaplanner.model.versions import Version
    from agendaplanner.ui.desk import Desk

AFTER_MS = 300
"""How long after a change it is looked at: when it has been seen, and the next drag has not begun."""
SAID: dict[ChangeKind, str] = {
    "moved": "moved",
    "room": "moved",
    "new": "new",
    "joined": "new",
    "cancelled": "cancelled",
    "withdrawn": "withdrawn",
    "left": "withdrawn",
    "people": "people changed",
    "title": "renamed",
    "text": "text changed",
    "status": "status changed",
}
"""How kinds of changes are counted."""
_ELSEWHERE = frozenset({"meeting", "room", "track"})
"""Kinds of records that are seen on any number of sessions."""


class Since(QtCore.QObject):
    """The last version, and what differs from it now; marks the sessions that differ on the desk."""

    changed = QtCore.Signal()
    """Something else is published, or differs, than before."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.versions: tuple[Version, ...] = ()
        """Those that are published, oldest first."""
        self.comparison: Comparison | None = None
        """From the last version to now; None where nothing is published, or it was not looked at yet."""
        self._sides: Sides | None = None
        self._touched: set[str] = set()
        self._anew = True
        self._idle = QtCore.QTimer(self, interval=AFTER_MS, singleShot=True)
        self._idle.timeout.connect(self._nobody_waits)
        desk.opened.connect(self._opened)
        desk.changed.connect(self._agenda_changed)

    @property
    def version(self) -> Version | None:
        """The version that was published last."""
        return self.versions[-1] if self.versions else None

    @property
    def summary(self) -> str:
        """What changed, in a line: "Changed since version 3: 2 moved"; "" where nothing is published."""
        if self.version is None or self.comparison is None:
            return ""
        said = counts_said(self.comparison)
        name = f"version {self.version.number}"
        return f"Changed since {name}: {said}" if said else f"As published in {name}"

    def _opened(self) -> None:
        self.versions, self.comparison, self._sides = (), None, None
        self._touched.clear()
        self._anew = True
        self.changed.emit()
        if self._desk.document is not None:
            self._idle.start()

    def _agenda_changed(self, announcement: Announcement) -> None:
        for kind, id_ in announcement.keys:
            if kind == "session":
                self._touched.add(id_)
            elif kind == "paper":
                for agenda in (announcement.before, announcement.after):
                    paper = agenda.paper.get(id_)
                    if paper is not None:
                        self._touched.update(paper.sessions)
            elif kind in _ELSEWHERE:
                self._anew = True
        self._idle.start()

    @QtCore.Slot()
    def _nobody_waits(self) -> None:
        """Bring it up to date, but not while something is being dragged: other marks paint the whole timeline."""
        if QtGui.QGuiApplication.mouseButtons() != QtCore.Qt.MouseButton.NoButton:
            self._idle.start()
        else:
            self.look()

    def look_for_versions(self) -> None:
        """Look whether somebody else has published meanwhile."""
        document = self._desk.document
        if document is not None and not self._idle.isActive() and len(document.versions()) != len(self.versions):
            self._anew = True
            self._idle.start(0)

    @QtCore.Slot()
    def look(self) -> None:
        """Bring it up to date now."""
        self._idle.stop()
        document = self._desk.document
        if document is None:
            return
        try:
            versions = document.versions()
            if len(versions) != len(self.versions):
                self._anew = True
            self.versions = versions
            if not versions:
                self._sides = None
            elif self._sides is None or self._anew:
                self._sides = Sides(document.published(versions[-1].number), document.agenda)
            else:
                self._sides = self._sides.followed(document.agenda, self._touched)
        except AgendaError as error:
            self._desk.failed.emit(error)
            return
        self._anew = False
        self._touched.clear()
        self.comparison = Comparison(self._sides) if self._sides is not None else None
        self._desk.mark_changes(self.comparison.by_session if self.comparison is not None else ())
        self.changed.emit()


def counts_said(comparison: Comparison) -> str:
    """Say how much changed: "2 moved, 1 new"; "" where nothing did."""
    counts = Counter(SAID[change.kind] for change in comparison.changes)
    said = [f"{counts[words]} {words}" for words in dict.fromkeys(SAID.values()) if counts[words]]
    if comparison.meeting:
        said.append("meeting details")
    return ", ".join(said)
