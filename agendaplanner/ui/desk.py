"""What lies on the desk: the open document, its findings, and what is selected. The window's parts listen to it.

No widgets here, and no painting: only what all of them need to know and how they ask for changes.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.checks.check import Findings
from agendaplanner.model.errors import AgendaError
from agendaplanner.planning.legality import LegalityBoard
from agendaplanner.ui.planning.proposals import Proposals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agendaplanner.checks.findings import Finding
    from agendaplanner.document.document import Announcement, Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.changes import Change
    from agendaplanner.model.parts import Placement
    from agendaplanner.model.records import Session


CHECK_AFTER_MS, CHECK_AT_LAST_MS = 20, 300
"""How long after an agenda is painted first it is looked through for what is wrong, and where nothing of it is painted."""
PREPARE_AFTER_MS = 250
"""How long after a change the next drag is got ready for: when whoever made it has seen it."""


class Desk(QtCore.QObject):
    """The open document, if any, with its findings, where its sessions may go, and the selection."""

    opened = QtCore.Signal()
    """Another document is open now, or none."""
    changed = QtCore.Signal(object)
    """A change was made; tells the document's ``Announcement``."""
    selection_changed = QtCore.Signal()
    inspected_changed = QtCore.Signal()
    """Other records than before are looked at in the details."""
    highlight_changed = QtCore.Signal()
    reveal_asked = QtCore.Signal(str)
    """Somebody wants a session to be seen."""
    field_asked = QtCore.Signal(str)
    """Somebody wants to fill in a field of what is looked at: its id."""
    lens_asked = QtCore.Signal(str, str)
    """Somebody wants to see what concerns a person, track or room: its kind and id."""
    checked = QtCore.Signal()
    """What is wrong with the agenda that was opened is known now; a moment before, it was to be seen already."""
    changes_marked = QtCore.Signal()
    """Other sessions than before differ from the published version."""
    day_changed = QtCore.Signal()
    """It is another day than before: what is due is counted from it."""
    told = QtCore.Signal(str, bool)
    """Something worth a word was done; whether it can be undone."""
    failed = QtCore.Signal(object)
    """An ``AgendaError`` that the user should see."""

    def __init__(self) -> None:
        super().__init__()
        self.document: Document | None = None
        self._findings: Findings | None = None
        self._has_told = False
        """Whether all have been told of the findings."""
        self.legality: LegalityBoard | None = None
        self.selected: tuple[str, ...] = ()
        self.inspected: tuple[str, tuple[str, ...]] = ("session", ())
        """Kind and ids of the records that are looked at; no session: the meeting."""
        self.highlighted: frozenset[str] = frozenset()
        self.changed_sessions: frozenset[str] = frozenset()
        """Sessions that are not as in the version published last."""
        self.pointed: Placement | None = None
        """The empty place that was clicked last: there things are pasted."""
        self.saved_at: datetime | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self._idle = QtCore.QTimer(self, interval=PREPARE_AFTER_MS, singleShot=True)
        self._idle.timeout.connect(self._prepare)
        self._check = QtCore.QTimer(self, singleShot=True)
        self._check.timeout.connect(self.check)
        self.proposals = Proposals(self)

    # the document

    def open(self, document: Document | None) -> None:
        """Put another document on the desk, closing the one that lies there."""
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        if self.document is not None:
            self.document.close()
        self.document = document
        self._findings = None
        self._has_told = False
        self.legality = None
        self.selected = ()
        self.inspected = ("session", ())
        self.highlighted = frozenset()
        self.changed_sessions = frozenset()
        self.pointed = None
        self.saved_at = None
        if document is not None:
            self.legality = LegalityBoard(document.agenda)
            self._idle.start()
            self._check.start(CHECK_AT_LAST_MS)
            self._unsubscribe = document.subscribe(self._announced)
        self.opened.emit()

    @property
    def agenda(self) -> Agenda | None:
        """The agenda as it stands, or None."""
        return self.document.agenda if self.document is not None else None

    @property
    def can_change(self) -> bool:
        """Whether there is a document that may be changed."""
        return self.document is not None and not self.document.read_only

    def do(self, make: Callable[[Agenda], Change], *, origin: object = None) -> Change | None:
        """Ask for a change: an action is called with the agenda as it stands; a fault is told to the user.

        Returns:
            The change as recorded; None where nothing was to be done, or it failed.
        """
        try:
            return self.try_to(make, origin=origin)
        except AgendaError as error:
            self.failed.emit(error)
            return None

    def try_to(self, make: Callable[[Agenda], Change], *, origin: object = None) -> Change | None:
        """Ask for a change as ``do`` does, but hand the fault to the caller.

        Raises:
            AgendaError: The change makes no sense, or cannot be written.
        """
        if self.document is None:
            return None
        change = self.document.do(make(self.document.agenda), origin=origin)
        return change if change.edits else None

    def undo(self) -> None:
        """Take the last change back."""
        self._step(lambda document: document.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(lambda document: document.redo())

    def follow(self) -> None:
        """Take in what somebody else wrote to the file: the command line, a colleague on the same folder."""
        if self.document is None:
            return
        if self._findings is not None and self._findings.today != date.today():
            self._findings.turn_to(date.today())
            self.day_changed.emit()
        try:
            taken = self.document.follow()
        except AgendaError:
            return  # busy just now; the next look will do
        if taken:
            words = "a change" if taken == 1 else f"{taken} changes"
            self.told.emit(f"Took in {words} from outside this window.", False)

    def _step(self, step: Callable[[Document], Change | None]) -> None:
        if self.document is None:
            return
        try:
            change = step(self.document)
        except AgendaError as error:
            self.failed.emit(error)
            return
        if change is not None:
            self.told.emit(change.label, False)

    def _announced(self, announcement: Announcement) -> None:
        if self._findings is not None:
            self._findings.update(announcement.after, announcement.keys)
        if self.legality is not None and not self.legality.update(announcement.after, announcement.change.edits):
            self._idle.start()
        if self.document is not None and self.document.path is not None:
            self.saved_at = datetime.now()
        left = tuple(s for s in self.selected if s in announcement.after.session)
        self.changed.emit(announcement)
        if left != self.selected:
            self.select(left)

    @QtCore.Slot()
    def _prepare(self) -> None:
        """Get ready for the next drag while nobody waits for it."""
        if self.legality is not None and self.legality.agenda.meeting.days:
            self.legality.prepare()

    # findings

    @property
    def findings(self) -> Findings | None:
        """What is wrong with the agenda; looked for when it is asked for first."""
        if self._findings is None and self.document is not None:
            self._findings = Findings(self.document.agenda, date.today())
        return self._findings

    @property
    def today(self) -> date:
        """The day that due dates are counted to."""
        return self._findings.today or date.today() if self._findings is not None else date.today()

    @property
    def is_checked(self) -> bool:
        """Whether the findings are known: who paints first waits for ``checked`` instead of asking for them."""
        return self._findings is not None

    def check_soon(self) -> None:
        """Find out what is wrong with the agenda once what was painted is seen."""
        if self.document is not None and not self._has_told:
            # not at once: painting may take longer than the wait
            QtCore.QTimer.singleShot(0, self, lambda: self._check.start(CHECK_AFTER_MS))

    def check(self) -> None:
        """Find out what is wrong with the agenda, where that is not known yet."""
        if not self._has_told and self.findings is not None:
            self._has_told = True
            self.checked.emit()

    def findings_of(self, session_id: str) -> tuple[Finding, ...]:
        """Give what is wrong with a session."""
        return self.findings.of_session(session_id) if self.findings is not None else ()

    # the selection

    def select(self, ids: Iterable[str]) -> None:
        """Select sessions; the last one is the one being looked at."""
        selected = tuple(dict.fromkeys(ids))
        if selected != self.selected:
            self.selected = selected
            self.selection_changed.emit()
        self.inspect("session", selected)

    def inspect(self, kind: str, ids: Iterable[str]) -> None:
        """Look at records of any kind; the sessions that are selected stay so."""
        inspected = (kind, tuple(dict.fromkeys(ids)))
        if inspected != self.inspected:
            self.inspected = inspected
            self.inspected_changed.emit()

    def reveal(self, session_id: str) -> None:
        """Select a session and have it seen."""
        self.select((session_id,))
        self.reveal_asked.emit(session_id)

    def highlight(self, ids: Iterable[str]) -> None:
        """Make some sessions stand out; none: all are as usual."""
        highlighted = frozenset(ids)
        if highlighted != self.highlighted:
            self.highlighted = highlighted
            self.highlight_changed.emit()

    def look_through(self, kind: str, id_: str) -> None:
        """Show what concerns a "person", "track" or "room", and dim the rest; the same again takes it back."""
        self.lens_asked.emit(kind, id_)

    def look_at(self, kind: str, id_: str) -> None:
        """Show the own timeline of a "person", "track" or "room", and have it in the details."""
        self.look_through(kind, id_)
        self.inspect(kind, (id_,))

    def mark_changes(self, ids: Iterable[str]) -> None:
        """Say which sessions are not as in the version published last."""
        changed = frozenset(ids)
        if changed != self.changed_sessions:
            self.changed_sessions = changed
            self.changes_marked.emit()

    @property
    def current(self) -> Session | None:
        """The session being looked at."""
        agenda = self.agenda
        return agenda.session.get(self.selected[-1]) if agenda is not None and self.selected else None
