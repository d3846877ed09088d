"""The sheet of outcomes: recommendations by objective, addressee, session or stance, and the report on them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.ids import new_id
from agendaplanner.model.outcomes import STANCES, By, Stance, recommendations, set_stance, stance_of, synthesis
from agendaplanner.model.records import Recommendation, Session
from agendaplanner.model.words import counted, session_mark, session_name
from agendaplanner.ui.exports import Export
from agendaplanner.ui.fields.long_text import LongText
from agendaplanner.ui.labels import Segments
from agendaplanner.ui.panels.problem_rows import GROUP
from agendaplanner.ui.panels.rows import Row
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.outcomes.editor import STANCE_WORDS, Writing
from agendaplanner.ui.prepare.outcomes.rows import NOTES, OutcomeList
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

BY: tuple[tuple[str, By], ...] = (
    ("Objective", "objective"),
    ("Addressee", "addressee"),
    ("Session", "session"),
    ("Stance", "stance"),
)
COLOURS: dict[Stance, str] = {
    "agreed": "accent",
    "for further discussion": "text",
    "not desirable to integrate": "muted",
}
OTHERS: dict[By, str] = {"objective": "Answer no objective", "addressee": "Addressed to nobody yet"}


class Outcomes(Sheet):
    """What the sessions hand on."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self._by: By = "objective"
        lines = sheet_lines(self)
        self._head(lines)
        self.by = Segments(self)
        self.by.setAccessibleName("Put together by")
        self.by.offer(list(BY))
        self.by.chosen.connect(self._put_together)
        lines.addWidget(self.by, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        self.list = OutcomeList(look, self)
        self.list.opened.connect(self._open)
        self.list.edit_asked.connect(self.edit)
        self.list.remove_asked.connect(self.remove)
        self.list.setContextMenuPolicy(QtCore.Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        lines.addWidget(self.list, 1)
        self.empty = QtWidgets.QLabel(
            "Nothing is recommended yet. Rapporteurs' notes and recommendations are collected here while the meeting "
            "runs, and go as a report to those whom they are addressed to.",
            self,
        )
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        lines.addWidget(self.empty)
        lines.addLayout(self._foot())
        lines.addStretch(0)

    def _head(self, lines: QtWidgets.QVBoxLayout) -> None:
        self.report = QtWidgets.QPushButton("Report…", self)
        self.report.setToolTip("A PDF for those whom the recommendations are addressed to, in the order shown")
        self.report.clicked.connect(self.write_report)
        self.add = QtWidgets.QPushButton("Add…", self)
        self.add.setToolTip("Write a recommendation")
        self.add.setProperty("kind", "main")
        self.add.clicked.connect(lambda: self.write())
        self.heading = Heading(self, "Outcomes", buttons=[self.report, self.add])
        self.title, self.counts = self.heading.title, self.heading.words
        lines.addWidget(self.heading)

    def _foot(self) -> QtWidgets.QLayout:
        """Lay out what can be done with the recommendation that is chosen."""
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.stance = Segments(self)
        self.stance.setAccessibleName("How it stands")
        self.stance.offer([(STANCE_WORDS[stance], stance) for stance in STANCES])
        self.stance.chosen.connect(self._stand)
        line.addWidget(self.stance)
        line.addStretch(1)
        self.edit_chosen = QtWidgets.QPushButton("Edit…", self)
        self.edit_chosen.clicked.connect(lambda: self.edit(self.list.current_id or ""))
        self.remove_chosen = QtWidgets.QPushButton("Remove", self)
        self.remove_chosen.clicked.connect(lambda: self.remove(self.list.current_id or ""))
        line.addWidget(self.edit_chosen)
        line.addWidget(self.remove_chosen)
        return line

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show the outcomes of an agenda."""
        found = recommendations(agenda)
        count = Counter(map(stance_of, found))
        self.heading.say(counted(len(found), "recommendation", "recommendations"))
        noted = sum(bool(session.report) for session in agenda.sessions)
        parts = [f"{count[stance]} {stance}" for stance in STANCES if count[stance]]
        parts += [f"notes on {counted(noted, 'session', 'sessions')}"] if noted else []
        self.counts.setText(", ".join(parts) or "What the meeting is for: what it hands on.")
        self.by.mark(self._by)
        self.list.row_model.take(list(self._rows(agenda)))
        there = bool(self.list.row_model.rows)
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        self.report.setEnabled(bool(found) or bool(noted))
        self.add.setEnabled(self.desk.can_change)
        self._renew_foot()

    def _rows(self, agenda: Agenda) -> Iterator[Row]:
        if self._by == "session":
            yield from self._by_session(agenda)
            return
        for group in synthesis(agenda, self._by):
            if not group.recommendations and not (self._by == "objective" and recommendations(agenda)):
                continue
            title = group.key or OTHERS.get(self._by, "Others")
            yield Row(f"{GROUP}{group.key}", title[:1].upper() + title[1:], strong=bool(group.recommendations))
            if not group.recommendations:
                yield Row(f"{NOTES}", "Nothing answers this objective yet.")
            for id_ in group.recommendations:
                yield self._row(agenda, cast("Recommendation", agenda.table("recommendation")[id_]), group.key)

    def _by_session(self, agenda: Agenda) -> Iterator[Row]:
        """Give each session with its rapporteur's notes and its recommendations."""
        found = recommendations(agenda)
        for session in agenda.sessions:
            if session.is_quiet or session.is_cancelled:
                continue
            yield Row(f"{GROUP}{session.id}", session_name(session), strong=True)
            notes = " ".join(session.report.split())
            yield Row(f"{NOTES}{session.id}", notes or "No notes yet: double-click to write what was said.")
            for each in found:
                if each.session == session.id:
                    yield self._row(agenda, each, session.id)

    def _row(self, agenda: Agenda, each: Recommendation, under: str) -> Row:
        session = agenda.session[each.session]
        objectives = agenda.meeting.objectives
        numbers = [str(objectives.index(o) + 1) for o in each.objectives if o in objectives]
        facts = [
            f"item {session_mark(session)}" if self._by != "session" else "",
            f"to {each.addressed_to}" if each.addressed_to else "",
            {"both": "bilateral and multilateral"}.get(each.dimension, each.dimension),
            f"objective {', '.join(numbers)}" if numbers and self._by != "objective" else "",
        ]
        stance = stance_of(each)
        return Row(
            f"{each.id}\n{under}",
            each.text,
            " · ".join(filter(None, facts)),
            colour=COLOURS[stance],
            note=stance[:1].upper() + stance[1:],
        )

    def _renew_foot(self) -> None:
        chosen = self._chosen()
        writing = self.desk.can_change
        self.stance.setVisible(chosen is not None)
        if chosen is not None:
            self.stance.mark(stance_of(chosen))
        self.stance.setEnabled(writing)
        self.edit_chosen.setVisible(chosen is not None or self._noted() is not None)
        self.remove_chosen.setVisible(chosen is not None)
        self.edit_chosen.setEnabled(writing)
        self.remove_chosen.setEnabled(writing)

    def _chosen(self, row: str | None = None) -> Recommendation | None:
        id_ = (self.list.current_id if row is None else row) or ""
        agenda = self.desk.agenda
        found = agenda.find("recommendation", id_.split("\n")[0]) if agenda is not None and id_ else None
        return found if isinstance(found, Recommendation) else None

    def _noted(self, row: str | None = None) -> Session | None:
        """Give the session whose notes a row shows."""
        id_ = (self.list.current_id if row is None else row) or ""
        agenda = self.desk.agenda
        if agenda is None or not id_.startswith(NOTES):
            return None
        return agenda.session.get(id_.removeprefix(NOTES))

    # what is done

    def _put_together(self, by: By) -> None:
        self._by = by
        self._changed()

    def _open(self, row: str) -> None:
        chosen, noted = self._chosen(row), self._noted(row)
        if chosen is not None:
            self.desk.inspect("recommendation", [chosen.id])
        elif noted is not None:
            self.desk.inspect("session", [noted.id])
        self._renew_foot()

    def write(self, session: str = "") -> None:
        """Have a recommendation written, of the session that is looked at."""
        agenda = self.desk.agenda
        if agenda is None:
            return
        there = self._chosen()
        noted = self._noted()
        at = session or (there.session if there is not None else noted.id if noted is not None else "")
        known = [s.id for s in agenda.sessions if not s.is_quiet and not s.is_cancelled]
        if not known:
            self.say("A recommendation comes from a session: add sessions first.")
            return
        start = Recommendation(id=new_id("recommendation"), session=at or known[0], text="-")
        asking = Writing(agenda, start, new=True, parent=self)
        if asking.exec() == QtWidgets.QDialog.DialogCode.Accepted:
            written = asking.recommendation
            self.desk.do(lambda now: actions.add(now, written, label="Add a recommendation"), origin=self)

    def edit(self, row: str) -> None:
        """Have the recommendation or the notes of a row edited."""
        chosen, noted, agenda = self._chosen(row), self._noted(row), self.desk.agenda
        if agenda is None or not self.desk.can_change:
            return
        if chosen is not None:
            asking = Writing(agenda, chosen, new=False, parent=self)
            if asking.exec() == QtWidgets.QDialog.DialogCode.Accepted:
                written = asking.recommendation
                self.desk.do(lambda now: actions.put(now, [written], label="Edit a recommendation"), origin=self)
        elif noted is not None:
            LongText(
                f"Notes on {session_name(noted)}",
                noted.report,
                "What the rapporteur noted; printed in the report on outcomes alone.",
                partial(self._take_notes, noted.id),
                self,
            ).open()

    def _take_notes(self, session: str, text: str) -> None:
        label = f"Notes on {session_name(self.desk.agenda.session[session])}" if self.desk.agenda is not None else ""
        self.desk.do(
            lambda now: actions.set_fields(now, now.session[session], label=label, report=text.strip()), origin=self
        )

    def remove(self, row: str) -> None:
        """Remove the recommendation of a row."""
        chosen = self._chosen(row)
        if chosen is not None and self.desk.can_change:
            label = "Remove a recommendation"
            if self.desk.do(lambda now: actions.remove(now, chosen, label=label), origin=self) is not None:
                self.say("The recommendation is removed.", can_be_undone=True)

    def _stand(self, stance: Stance) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.desk.do(lambda now: set_stance(now, chosen.id, stance), origin=self)

    def _menu(self, at: QtCore.QPoint) -> None:
        row = self.list.row_model.row_at(self.list.indexAt(at))
        chosen, noted = (self._chosen(row.id), self._noted(row.id)) if row is not None else (None, None)
        if row is None or (chosen is None and noted is None):
            return
        menu = QtWidgets.QMenu(self)
        menu.setAttribute(QtCore.Qt.WidgetAttribute.WA_DeleteOnClose)
        writing = self.desk.can_change
        menu.addAction("Edit…", partial(self.edit, row.id)).setEnabled(writing)
        session = chosen.session if chosen is not None else noted.id if noted is not None else ""
        menu.addAction("Add a recommendation of this session…", partial(self.write, session)).setEnabled(writing)
        menu.addAction("Show its session on the timeline", lambda: self.session_asked.emit(session))
        if chosen is not None:
            menu.addSeparator()
            menu.addAction("Remove", partial(self.remove, row.id)).setEnabled(writing)
        menu.popup(self.list.viewport().mapToGlobal(at))

    def write_report(self) -> None:
        """Ask for a place, and have the report written as PDF, put together as shown."""
        self.export_asked.emit(
            Export(
                id="export outcomes",
                text="Report on the outcomes…",
                help="Recommendations and rapporteurs' notes",
                command=("recommendations", "FILE", "--by", self._by, "--to", "TO"),
                ending="pdf",
            )
        )
