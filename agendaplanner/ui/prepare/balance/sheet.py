"""The sheet itself: what is counted by what, the chart or all sessions at once, targets, and what is off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.balance import (
    ALL_OFFICES,
    BALANCE_FIELDS,
    FIELD_WORDS,
    BalanceField,
    balance_of,
    balances,
    counted_sessions,
    people_counted,
    reach,
    scope_of,
)
from agendaplanner.model.words import session_name
from agendaplanner.ui.labels import Segments, completing, scrolled
from agendaplanner.ui.prepare.balance.bars import Bar, Bars
from agendaplanner.ui.prepare.balance.matrix import Line, Matrix
from agendaplanner.ui.prepare.balance.off import OffList
from agendaplanner.ui.prepare.balance.targets import TargetStrip
from agendaplanner.ui.prepare.balance.wording import (
    SCOPES,
    caption,
    shown,
    target_choices,
    who_by_value,
)
from agendaplanner.ui.prepare.charts import MOST_FILLS, OTHERS, Legend
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.kinds import TargetScope
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

Qt = QtCore.Qt
CHART, SESSIONS = "chart", "sessions"


class BalanceSheet(Sheet):
    """Shares by community and more, against the targets."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        lines = sheet_lines(self)
        lines.addWidget(self._head())
        lines.addLayout(self._choices())
        self.pages = QtWidgets.QStackedWidget(self)
        self.pages.addWidget(self._chart_page())
        self.pages.addWidget(self._sessions_page())
        lines.addWidget(self.pages, 1)
        self._offered: tuple[tuple[str, str], ...] = ()

    # its parts

    def _head(self) -> Heading:
        print_ = QtWidgets.QPushButton("Print…", self)
        print_.setToolTip("The balance as charts on paper: seen first, then saved as PDF or printed")
        print_.clicked.connect(partial(self.command_asked.emit, "print balance"))
        about = "Shares of those who come, by what is recorded of them, against what you want."
        self.heading = Heading(self, "Balance", about, buttons=[print_])
        self.title = self.heading.title
        return self.heading

    def _choices(self) -> QtWidgets.QVBoxLayout:
        self.views = Segments(self)
        self.views.offer([("Chart", CHART), ("All sessions", SESSIONS)])
        self.views.mark(CHART)
        self.views.chosen.connect(self._show_view)
        self.among = Segments(self)
        self.among.offer([("Who is at it", "people"), ("Its panel", "panels")])
        self.among.mark("people")
        self.panel = False
        self.among.chosen.connect(self._choose_among)
        self.field = QtWidgets.QComboBox(self)
        self.field.setAccessibleName("Shares by")
        for field in BALANCE_FIELDS:
            self.field.addItem(FIELD_WORDS[field], field)
        self.field.activated.connect(self._again)
        self.of = self._box("Of whom")
        completing(self.of)
        self.of.activated.connect(self._chosen_of)
        self.scope = self._box("In what")
        for words, scope in SCOPES:
            self.scope.addItem(words, scope)
        self.scope.activated.connect(self._again)
        first, second = QtWidgets.QHBoxLayout(), QtWidgets.QHBoxLayout()
        first.addWidget(self.views)
        first.addStretch(1)
        second.setSpacing(8)
        second.addWidget(self.field, 2)
        second.addWidget(self.of, 3)
        second.addWidget(self.scope, 3)
        lines = QtWidgets.QVBoxLayout()
        lines.setSpacing(8)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self.among, 0, Qt.AlignmentFlag.AlignLeft)
        return lines

    def _box(self, name: str) -> QtWidgets.QComboBox:
        box = QtWidgets.QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        return box

    def _chart_page(self) -> QtWidgets.QWidget:
        page = QtWidgets.QWidget(self)
        page.setProperty("kind", "surface")
        self.caption = QtWidgets.QLabel("", page)
        self.caption.setProperty("kind", "small")
        self.caption.setWordWrap(True)
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.bars = Bars(self.look, page)
        self.bars.chosen.connect(self._choose_target)
        self.strip = TargetStrip(self.desk, page)
        self.strip.done.connect(self._done)
        self.hint = QtWidgets.QLabel(
            "Choose a bar, say at least and at most how many percent you want, and set the target. "
            "What is off is then said here, with who could change it.",
            page,
        )
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        self.off_head = QtWidgets.QLabel("What is off", page)
        self.off_head.setProperty("kind", "heading")
        self.off = OffList(self.desk, page)
        self.off.said.connect(self._done)
        self.off.role_asked.connect(self._choose_for_role)
        lines = QtWidgets.QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 6, 0)
        lines.setSpacing(6)
        lines.addWidget(self.off_head)
        lines.addWidget(self.off)
        lines.addWidget(self.caption)
        lines.addWidget(self.bars)
        lines.addSpacing(6)
        lines.addWidget(self.strip)
        lines.addWidget(self.hint)
        lines.addStretch(1)
        return scrolled(page, self)

    def _sessions_page(self) -> QtWidgets.QWidget:
        page = QtWidgets.QWidget(self)
        self.legend = Legend(self.look, page)
        self.only_off = QtWidgets.QCheckBox("Only what is off target", page)
        self.only_off.clicked.connect(self._again)
        self.matrix = Matrix(self.look, page)
        self.matrix.looked_at.connect(lambda id_: self.desk.inspect("session", [id_]))
        self.matrix.opened.connect(self.show_session)
        self.nothing = QtWidgets.QLabel("", page)
        self.nothing.setProperty("kind", "muted")
        self.nothing.setWordWrap(True)
        lines = QtWidgets.QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(6)
        lines.addWidget(self.only_off)
        lines.addWidget(self.legend)
        lines.addWidget(self.nothing)
        lines.addWidget(self.matrix, 1)
        return page

    # what is chosen

    @property
    def by(self) -> BalanceField:
        """What people are counted by."""
        return self.field.currentData()

    @property
    def session(self) -> str:
        """The session whose people are counted, or "" for the whole meeting."""
        return self.of.currentData() or ""

    @property
    def view(self) -> str:
        """Whether the chart is shown, or all sessions."""
        return SESSIONS if self.pages.currentIndex() else CHART

    def show_session(self, id_: str) -> None:
        """Show the chart of one session."""
        self.panel = self.scope.currentData() == "panels"
        self.among.mark("panels" if self.panel else "people")
        found = self.of.findData(id_)
        self.of.setCurrentIndex(max(found, 0))
        self._show_view(CHART)

    def _show_view(self, view: object) -> None:
        self.views.mark(view)
        self.pages.setCurrentIndex(1 if view == SESSIONS else 0)
        self._again()

    def _choose_among(self, among: object) -> None:
        self.panel = among == "panels"
        self.among.mark(among)
        self._chosen_of()

    def _chosen_of(self) -> None:
        self._again()
        self.strip.choose(self.strip.value.currentData(), self._where())

    def _again(self) -> None:
        if self.desk.agenda is not None:
            self.renew(self.desk.agenda)

    def _where(self) -> TargetScope:
        agenda = self.desk.agenda
        if agenda is None or not self.session:
            return "meeting"
        return "panels" if self.panel else scope_of(agenda.session[self.session])

    def _choose_target(self, bar: Bar) -> None:
        if bar.share is not None and bar.share.target is not None:
            self.strip.choose(bar.share.target, self._where())

    def _choose_for_role(self, session: str) -> None:
        self.desk.inspect("session", [session])
        self.sheet_asked.emit("roles")

    def _done(self, words: str) -> None:
        self.say(words, can_be_undone=True)

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show the balance as it stands."""
        self._offer_sessions(agenda)
        on_chart = self.view == CHART
        self.of.setVisible(on_chart)
        self.of.setToolTip(self.of.currentText())
        if (line := self.of.lineEdit()) is not None and not line.hasFocus():
            line.setCursorPosition(0)  # a long name is seen from its beginning
        self.scope.setVisible(not on_chart)
        self.among.setVisible(on_chart and bool(self.session))
        here, missed = self.off.renew(agenda, self.session)
        self.off_head.setText("What is off in it" if self.session else "What is off")
        self.off_head.setVisible(here > 0)
        self.off.setVisible(here > 0)
        wanted = len(agenda.meeting.targets)
        self.hint.setVisible(not wanted)
        if not wanted:
            self.heading.say("no targets yet")
        elif missed:
            self.heading.say(f"{missed} {'share is' if missed == 1 else 'shares are'} off target")
        else:
            self.heading.say(f"{'the target is' if wanted == 1 else f'all {wanted} targets are'} met")
        if on_chart:
            self._show_chart(agenda)
        else:
            self._show_sessions(agenda)

    def _offer_sessions(self, agenda: Agenda) -> None:
        offered = (("The whole meeting", ""), *((session_name(s), s.id) for s in counted_sessions(agenda, "sessions")))
        if offered != self._offered:
            self._offered = offered
            chosen = self.of.currentData()
            self.of.clear()
            for name, id_ in offered:
                self.of.addItem(name, id_)
            self.of.setCurrentIndex(max(self.of.findData(chosen), 0) if chosen else 0)

    def _show_chart(self, agenda: Agenda) -> None:
        session = agenda.session.get(self.session)
        where = self._where()
        people = people_counted(agenda, where, session)
        found = balance_of(agenda, people, self.by, where=where, session=self.session)
        scale = reach(found.shares)
        who = who_by_value(agenda, people, self.by)
        rows = [
            Bar(shown(self.by, share.value), share, share.people, share.of, scale, who.get(share.value, ""))
            for share in found.shares
        ]
        if found.not_recorded and found.shares:
            rows.append(Bar("Not recorded", None, found.not_recorded, found.people, 100, who.get("", "")))
        self.bars.take(rows)
        self.caption.setText(caption(found, self.by, scale))
        self.strip.offer(agenda, target_choices(agenda, self.by, found))
        self.strip.setVisible(bool(self.strip.value.count()))

    def _show_sessions(self, agenda: Agenda) -> None:
        scope: TargetScope = self.scope.currentData()
        found = balances(agenda, self.by, scope)
        off = [each for each in found if any(share.off for share in each.shares)]
        self.only_off.setVisible(bool(off) or self.only_off.isChecked())
        lines = [
            Line(each.session, session_name(agenda.session[each.session]), each)
            for each in (off if self.only_off.isChecked() else found)
        ]
        totals: dict[str, int] = {}
        for each in found:
            for share in each.shares:
                totals[share.value] = totals.get(share.value, 0) + share.people
        values = sorted(totals, key=lambda value: (-totals[value], value))
        if self.by == "country office":
            values = [value for value in values if value != ALL_OFFICES]
        names = {value: shown(self.by, value) for value in values}
        self.matrix.matrix.take(lines, values, names)
        explained = [(names[value], number) for number, value in enumerate(values[:MOST_FILLS])]
        if self.by == "country office":
            explained.append(("not from a country office" if len(values) <= MOST_FILLS else "others", OTHERS))
        elif len(values) > MOST_FILLS:
            explained.append(("others", OTHERS))
        self.legend.take(explained)
        self.nothing.setVisible(not lines)
        self.matrix.setVisible(bool(lines))
        self.nothing.setText(
            "Nothing is off target here."
            if found
            else "There is no breakout with anybody in it yet. Allocate people on the sheet Breakouts, or give roles."
            if scope == "breakouts"
            else "Nobody is named in any session yet. Give roles on the sheet Roles."
        )
