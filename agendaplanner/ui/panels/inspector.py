"""The details: everything of the records being looked at, to be changed; of the meeting where none is.

One session is shown with its place, roles and papers above; people, rooms and tracks with their own timeline; several
records with what they have in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.actions import name_of
from agendaplanner.ui.fields.catalogue import FIELDS
from agendaplanner.ui.fields.form import RecordForm
from agendaplanner.ui.fields.parts_row import PartsRow
from agendaplanner.ui.fields.wording import plural_of
from agendaplanner.ui.panels.about import MeetingFacts
from agendaplanner.ui.panels.reading import Reading
from agendaplanner.ui.panels.schedule import Schedule
from agendaplanner.ui.panels.session_fields import HERE, SessionFields
from agendaplanner.ui.tabbing import stops

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

ABOVE = HERE | {field.id for field in FIELDS["session"] if field.id.startswith("role ")}
"""The fields of one session that are not in the form: they are above it."""
WITH_TIMELINE = frozenset({"person", "room", "track"})


class Inspector(QtWidgets.QScrollArea):
    """The fields of what is being looked at."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        whole = QtWidgets.QWidget(self)
        whole.setProperty("kind", "surface")
        lines = QtWidgets.QVBoxLayout(whole)
        lines.setContentsMargins(14, 14, 10, 14)
        lines.setSpacing(12)
        self.meeting = MeetingFacts(desk, whole)
        self.heading = QtWidgets.QLabel(whole)
        self.heading.setProperty("kind", "heading")
        self.name = QtWidgets.QLabel(whole)
        self.name.setProperty("kind", "strong")
        self.name.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.name.setWordWrap(True)
        self.schedule = Schedule(desk, look, whole)
        self.reading = Reading(whole)
        self.session = SessionFields(desk, look, whole)
        self.form = RecordForm(desk, whole)
        for part in (self.meeting, self.heading, self.name, self.schedule, self.reading, self.session, self.form):
            lines.addWidget(part)
        lines.addStretch(1)
        self.setWidget(whole)
        desk.opened.connect(self._renew)
        desk.changed.connect(self._renew)
        desk.inspected_changed.connect(self._renew)
        desk.field_asked.connect(self.show_field)
        look.changed.connect(self._renew)
        self._renew()

    def edit_title(self) -> None:
        """Put the cursor into the title."""
        if self.session.isVisible():
            self.session.title.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
            self.session.title.selectAll()
            self.ensureWidgetVisible(self.session.title)

    def show_field(self, field_id: str) -> None:
        """Put the cursor into a field of what is shown."""
        row = self.form.row_of(field_id)
        if row is not None:
            next(stops(row)).setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)
            # its group may have been opened just now: it has its place when that is laid out
            QtCore.QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))

    def edit_days(self) -> None:
        """Put the cursor into a new day of the meeting."""
        self._desk.select(())
        self.form.open_group("Days and times")
        self._renew()
        row = self.form.rows["days"]
        if isinstance(row, PartsRow):
            row.add_part()

    def _renew(self, *_: object) -> None:
        agenda = self._desk.agenda
        kind, all_ids = self._desk.inspected
        ids = [id_ for id_ in all_ids if agenda is not None and agenda.find(kind, id_) is not None]
        one = agenda.find(kind, ids[0]) if agenda is not None and len(ids) == 1 else None
        session = agenda.session.get(ids[0]) if agenda is not None and one is not None and kind == "session" else None
        self.session.setVisible(session is not None)
        self.meeting.setVisible(not ids and agenda is not None)
        self.heading.setVisible(bool(ids) and session is None)
        self.name.setVisible(one is not None and session is None)
        has_timeline = one is not None and kind in WITH_TIMELINE
        self.schedule.setVisible(has_timeline)
        self.reading.setVisible(False)
        self.form.setVisible(agenda is not None)
        if agenda is None:
            return
        person = agenda.person.get(ids[0]) if one is not None and kind == "person" else None
        self.reading.show_person(agenda, person, self._desk.today)
        self.heading.setText(
            kind.replace("_", " ").capitalize() if one is not None else f"{plural_of(kind, len(ids))} selected"
        )
        if one is not None:
            self.name.setText(name_of(one))
            if has_timeline:
                self.schedule.show_record(agenda, kind, one.id)
        if session is not None:
            self.session.show_session(agenda, session)
        if not ids:
            self.form.show_records("meeting", ["meeting"])
        else:
            self.form.show_records(kind, ids, leave_out=ABOVE if session is not None else frozenset())
