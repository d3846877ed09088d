"""The sheet of sister meetings: who is on their lists too, what has to be confirmed, and dates that clash."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.sisters import (
    HASHED,
    MANY,
    Overlap,
    Wanted,
    confirm,
    date_clashes,
    overlaps,
    sisters,
    wanted,
)
from agendaplanner.model.times import short_day
from agendaplanner.model.words import counted
from agendaplanner.ui.labels import Segments
from agendaplanner.ui.panels.problem_rows import GROUP, Act, ProblemList
from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.sheet import Sheet
from agendaplanner.ui.prepare.sisters.handing import Handing, take_list

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import SisterMeeting
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Shown = Literal["all", "open", "many"]
MOST_MEETINGS = 5
"""So many are seen at once, then they scroll."""


class SisterMeetings(Sheet):
    """Sister meetings above, the people whom they want too below."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self._shown: Shown = "all"
        self._sister = ""
        self.handing = Handing(self)
        lines = sheet_lines(self)
        self._head(lines)
        self.meetings = RowList(look, "Sister meetings", parent=self)
        self.meetings.setObjectName("sister meetings")
        self.meetings.opened.connect(self._choose_sister)
        lines.addWidget(self.meetings)
        self._choices(lines)
        self.list = ProblemList(look, "People whom sister meetings want too", self)
        self.list.setObjectName("overlaps")
        self.list.opened.connect(self._open)
        lines.addWidget(self.list, 1)
        self.empty = QtWidgets.QLabel(self)
        self.empty.setProperty("kind", "muted")
        self.empty.setWordWrap(True)
        self.empty.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        lines.addWidget(self.empty)
        lines.addStretch(0)

    def _head(self, lines: QtWidgets.QVBoxLayout) -> None:
        self.hand = QtWidgets.QPushButton("Hand over", self)
        self.hand.setMenu(self.handing.menu())
        self.add = QtWidgets.QPushButton("Add a list…", self)
        self.add.setProperty("kind", "main")
        self.add.clicked.connect(lambda: take_list(self))
        about = (
            "Other meetings of the series that want some of the same people. Their lists stay in this file; matches by "
            "name alone are for you to confirm."
        )
        self.heading = Heading(self, "Sister meetings", about, buttons=[self.hand, self.add])
        self.title = self.heading.title
        lines.addWidget(self.heading)

    def _choices(self, lines: QtWidgets.QVBoxLayout) -> None:
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.which = Segments(self)
        self.which.chosen.connect(self._choose)
        line.addWidget(self.which)
        line.addStretch(1)
        self.of = QtWidgets.QPushButton(self)
        self.of.setProperty("kind", "link")
        self.of.setToolTip("Show the people of all sister meetings again")
        self.of.clicked.connect(lambda: self._choose_sister(""))
        line.addWidget(self.of)
        lines.addLayout(line)

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show the sister meetings of an agenda, and whom they want too."""
        known = sisters(agenda)
        if self._sister not in {each.id for each in known}:
            self._sister = ""
        found = overlaps(agenda, salt=self.handing.secret)
        everyone = wanted(agenda, found)
        clashing = set(date_clashes(agenda))
        self.heading.say(f"{counted(len(everyone), 'person', 'people')} shared" if known else "")
        self.meetings.row_model.take([self._meeting_row(each, found, each.id in clashing) for each in known])
        self.meetings.choose(self._sister or None)
        self.meetings.setVisible(bool(known))
        self.meetings.setFixedHeight(self.meetings.sizeHintForRow(0) * min(len(known), MOST_MEETINGS) + 2)
        self._offer(everyone)
        of = agenda.find("sister_meeting", self._sister) if self._sister else None
        self.of.setText("All sister meetings")
        self.of.setVisible(of is not None)
        rows = wanted(agenda, found, sister=self._sister)
        shown = [row for row in rows if {"all": True, "open": row.is_open, "many": row.meetings >= MANY}[self._shown]]
        self._list(agenda, shown, found)
        self.empty.setText(self._nothing(len(known), len(rows), len(shown)))
        self.empty.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.which.setVisible(bool(everyone))
        self.add.setEnabled(self.desk.can_change)
        self.handing.allow(there=bool(known), overlap=bool(everyone))

    def _offer(self, everyone: tuple[Wanted, ...]) -> None:
        open_, many = sum(row.is_open for row in everyone), sum(row.meetings >= MANY for row in everyone)
        self.which.offer(
            [
                (f"All {len(everyone)}", "all"),
                (f"To confirm {open_}", "open"),
                (f"By {MANY} meetings or more {many}", "many"),
            ]
        )
        self.which.mark(self._shown)

    def _meeting_row(self, sister: SisterMeeting, found: tuple[Overlap, ...], clashes: bool) -> Row:
        both = len({each.person for each in found if each.sister == sister.id})
        days = [short_day(day) for day in (sister.first_day, sister.last_day) if day]
        when = " – ".join(dict.fromkeys(days)) or "no dates yet"
        note = ", ".join(filter(None, [when, sister.city, "on the days of this meeting" if clashes else ""]))
        detail = f"{both} of {len(sister.invitees)}" if sister.invitees else "no list yet"
        return Row(
            sister.id,
            sister.name,
            detail,
            colour="warning" if clashes else "muted",
            note=note,
            chosen=sister.id == self._sister,
        )

    def _list(self, agenda: Agenda, shown: list[Wanted], found: tuple[Overlap, ...]) -> None:
        names = {each.id: each.name for each in sisters(agenda)}
        by_person: dict[str, list[Overlap]] = defaultdict(list)
        for each in found:
            if self._sister in ("", each.sister):
                by_person[each.person].append(each)
        rows: list[Row] = []
        acts: dict[str, list[Act]] = {}
        for row in shown:
            person = agenda.person[row.person]
            heading = f"{GROUP}{row.person}"
            rows.append(Row(heading, person.name, f"asked for by {row.meetings} meetings", strong=True))
            for each in by_person[row.person]:
                id_ = f"{each.sister}\n{each.invitee}\n{each.person}"
                said = "an address that is kept secret" if each.invitee.startswith(HASHED) else each.invitee
                sure = f"alike, {each.likeness:.0%}" if each.sure == "alike" else each.sure
                colour = "warning" if each.sure == "alike" else "muted"
                rows.append(Row(id_, f"{names[each.sister]}: {said}", colour=colour, note=sure))
                acts[id_] = self._acts(each)
        self.list.row_model.take(rows)
        for id_, given in acts.items():
            self.list.give(id_, given)

    def _acts(self, each: Overlap) -> list[Act]:
        if not self.desk.can_change or each.invitee.startswith(HASHED):
            return []
        other = Act("Somebody else", partial(self._answer, each, same=False))
        if each.sure == "alike":
            return [Act("The same person", partial(self._answer, each, same=True)), other]
        return [other] if each.sure == "confirmed" else []

    def _nothing(self, known: int, rows: int, shown: int) -> str:
        if not known:
            return (
                "No sister meeting is known yet. Add the list of invitees of one: a table (.csv, .tsv, .xlsx), its own "
                "agenda file, or hashed addresses if lists are not to be handed over."
            )
        if not rows:
            return "Nobody of this meeting is on their lists."
        return "" if shown else "Nobody: choose All to see everybody who is on two lists."

    # what is done

    def _answer(self, each: Overlap, *, same: bool) -> None:
        self.desk.do(lambda agenda: confirm(agenda, each.sister, each.invitee, each.person, same=same), origin=self)

    def _choose(self, shown: Shown) -> None:
        self._shown = shown
        self._changed()

    def _choose_sister(self, sister: str) -> None:
        self._sister = "" if sister == self._sister else sister
        if sister:
            self.desk.inspect("sister_meeting", [sister])
        self._changed()

    def _open(self, row: str) -> None:
        person = row.removeprefix(GROUP) if row.startswith(GROUP) else row.rsplit("\n", 1)[-1]
        self.desk.inspect("person", [person])
