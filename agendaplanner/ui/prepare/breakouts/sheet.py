"""The sheet itself: rounds of parallel sessions, each with its wishes, its board and its limits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.checks.rounds import in_order_of_numbers, round_name, rounds_of
from agendaplanner.model.actions import set_fields
from agendaplanner.model.breakouts import drop_company, hold, put_in
from agendaplanner.model.errors import UsageError
from agendaplanner.model.records import Session
from agendaplanner.planning.breakouts.by_hand import move_cost, standing_places
from agendaplanner.planning.breakouts.choices import choices_of, choices_sentence
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions
from agendaplanner.planning.breakouts.reading import round_with
from agendaplanner.ui.jobs import PlanJob
from agendaplanner.ui.labels import Segments
from agendaplanner.ui.prepare.breakouts.board import Board
from agendaplanner.ui.prepare.breakouts.facts import (
    columns_of,
    company_of,
    fills_of,
    proposal_title,
    proposal_words,
    sizes_of,
    too_few_seats,
)
from agendaplanner.ui.prepare.breakouts.limits import Limits
from agendaplanner.ui.prepare.breakouts.preview import ChoicesBar, Progress, Proposal
from agendaplanner.ui.prepare.breakouts.wishes_page import WishesPage
from agendaplanner.ui.prepare.charts import Legend
from agendaplanner.ui.prepare.heading import Heading, sheet_lines
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.document.document import Document
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.breakouts.allocate import Allocation
    from agendaplanner.planning.breakouts.reading import Round
    from agendaplanner.planning.messages import Result, Working
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

WISHES, BOARD, LIMITS = "wishes", "board", "limits"
_PAGES = (WISHES, BOARD, LIMITS)
SECONDS = 20.0
LOST = "This was found for an agenda that has changed since."


class Breakouts(Sheet):
    """Who goes to which parallel session."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self.round: Round | None = None
        self.found: Allocation | None = None
        """What is proposed."""
        self._asked_for: Agenda | None = None
        self._chosen: tuple[str, ...] = ()
        self._rounds: tuple[tuple[str, ...], ...] = ()
        self._document: Document | None = None
        self.job = PlanJob(self)
        self.job.progressed.connect(self._progressed)
        self.job.found.connect(self._take_found)
        self.job.failed.connect(desk.failed)
        self.job.ended.connect(self._show_state)
        desk.opened.connect(self.stop)
        lines = sheet_lines(self)
        self._head(lines)
        self.pages = QtWidgets.QStackedWidget(self)
        self.wishes = WishesPage(desk, look, self)
        self.pages.addWidget(self.wishes)
        self.pages.addWidget(self._board_page())
        self.limits = Limits(look, self)
        self.limits.sizes.typed.connect(self._set_size)
        self.limits.drop_asked.connect(lambda index: self.desk.do(lambda a: drop_company(a, index), origin=self))
        self.pages.addWidget(self.limits)
        lines.addWidget(self.pages, 1)
        self.empty = QtWidgets.QWidget(self)
        self._lay_out_empty()
        lines.addWidget(self.empty, 1)
        self._show_page(WISHES)

    # its parts

    def _head(self, lines: QtWidgets.QVBoxLayout) -> None:
        self.afresh = QtWidgets.QPushButton("From scratch", self)
        self.afresh.setToolTip("Allocate as if nobody had a place yet; who is held, or has a part, stays")
        self.afresh.clicked.connect(partial(self.allocate, keep=False))
        self.start = QtWidgets.QPushButton("Allocate", self)
        self.start.setProperty("kind", "main")
        self.start.setToolTip("Find who goes where; shown before anything changes")
        self.start.clicked.connect(partial(self.allocate, keep=True))
        self.heading = Heading(self, "Breakouts", buttons=[self.afresh, self.start])
        self.title, self.words = self.heading.title, self.heading.words
        lines.addWidget(self.heading)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(8)
        self.rounds = QtWidgets.QComboBox(self)
        self.rounds.setAccessibleName("Which parallel sessions")
        self.rounds.setMinimumWidth(96)
        self.rounds.setSizeAdjustPolicy(QtWidgets.QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.rounds.setSizePolicy(QtWidgets.QSizePolicy.Policy.Expanding, QtWidgets.QSizePolicy.Policy.Fixed)
        self.rounds.setMaximumWidth(320)
        self.rounds.activated.connect(self._choose_round)
        line.addWidget(self.rounds, 1)
        self.views = Segments(self)
        self.views.setAccessibleName("What is shown")
        self.views.offer([("Wishes", WISHES), ("Places", BOARD), ("Limits", LIMITS)])
        self.views.chosen.connect(self._show_page)
        line.addStretch(0)
        line.addWidget(self.views)
        lines.addLayout(line)
        self.progress = Progress(self)
        self.progress.stop_asked.connect(self.job.stop)
        self.progress.cancel_asked.connect(self.job.cancel)
        self.progress.hide()
        lines.addWidget(self.progress)

    def _board_page(self) -> QtWidgets.QWidget:
        page = QtWidgets.QWidget(self)
        lines = QtWidgets.QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.proposal = Proposal(page)
        self.proposal.accepted.connect(self.accept)
        self.proposal.dropped.connect(self.drop)
        self.proposal.hide()
        lines.addWidget(self.proposal)
        self.bar = ChoicesBar(self.look, page)
        lines.addWidget(self.bar)
        self.choices = QtWidgets.QLabel(page)
        self.choices.setProperty("kind", "muted")
        self.choices.setWordWrap(True)
        lines.addWidget(self.choices)
        self.board = Board(self.look, self._cost)
        self.board.move_asked.connect(self.move_people)
        self.board.hold_asked.connect(self._hold)
        self.board.opened.connect(lambda person: self.desk.inspect("person", [person]))
        lines.addWidget(self.board, 1)
        self.legend = Legend(self.look, page)
        lines.addWidget(self.legend)
        foot = QtWidgets.QHBoxLayout()
        foot.setSpacing(8)
        self.keys = QtWidgets.QLabel("Drag people, or Alt+← →. H holds somebody where they are.", page)
        self.keys.setProperty("kind", "small")
        self.keys.setWordWrap(True)
        foot.addWidget(self.keys, 1)
        foot.addStretch(0)
        self.print_lists = QtWidgets.QPushButton("Door lists…", page)
        self.print_lists.setProperty("kind", "act")
        self.print_lists.setToolTip("A list of names for the door of each session: seen first, then saved or printed")
        self.print_lists.clicked.connect(partial(self.command_asked.emit, "print door-lists"))
        foot.addWidget(self.print_lists)
        lines.addLayout(foot)
        return page

    def _lay_out_empty(self) -> None:
        lines = QtWidgets.QVBoxLayout(self.empty)
        lines.setContentsMargins(0, 16, 0, 0)
        words = QtWidgets.QLabel(
            "No sessions run in parallel yet. Plan the meeting, or give sessions that are to run side by side the same "
            "breakout group; then people can be allocated to them.",
            self.empty,
        )
        words.setProperty("kind", "muted")
        words.setWordWrap(True)
        plan = QtWidgets.QPushButton("Plan", self.empty)
        plan.clicked.connect(partial(self.command_asked.emit, "plan"))
        lines.addWidget(words)
        lines.addWidget(plan, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show the round that is chosen, of an agenda."""
        self._rounds = tuple(in_order_of_numbers(agenda, ids) for ids in rounds_of(agenda))
        if self._document is not self.desk.document:
            self._document, self.found, self._chosen = self.desk.document, None, ()
        if self.found is not None and agenda != self._asked_for:
            self.found = None
            self.say("The proposed allocation was dropped: the agenda has changed since. Allocate again.")
        there = bool(self._rounds)
        self.pages.setVisible(there)
        self.empty.setVisible(not there)
        self.rounds.setVisible(len(self._rounds) > 1)
        self.views.setVisible(there)
        if not there:
            self.round = None
            self.heading.say("")
            self.words.setText("Who goes to which of the sessions that run at the same time.")
            self._show_state()
            return
        if self._chosen not in self._rounds:
            self._chosen = max(self._rounds, key=lambda ids: len({*ids} & {*self._chosen}), default=self._rounds[0])
        names = [round_name(agenda, ids) for ids in self._rounds]
        if names != [self.rounds.itemText(i) for i in range(self.rounds.count())]:
            self.rounds.clear()
            self.rounds.addItems(names)
        self.rounds.setCurrentIndex(self._rounds.index(self._chosen))
        # by hand, moving costs nothing by itself
        self.round = round_with(
            agenda, self._chosen, AllocateOptions(keep=False, balance=self.limits.balanced.isChecked())
        )
        wishing = [p for p in agenda.people if p.invitation not in ("declined", "to invite")]
        placed = sum(s != NOWHERE for s in standing_places(self.round))
        self.heading.say(f"{placed} of {len(self.round.people)} placed")
        self.words.setText(self._state_words(agenda, self.round))
        self.wishes.show_wishes(agenda, wishing, self._chosen, {p.id for p in self.round.people})
        self.limits.show_limits(sizes_of(agenda, self._chosen), company_of(agenda), can_change=self.desk.can_change)
        if self.pages.currentIndex() == _PAGES.index(BOARD):
            self._show_board(agenda, self.round)  # else it is done when the page is shown
        self._show_state()

    def _state_words(self, agenda: Agenda, round_: Round) -> str:
        wishing = sum(bool(wishes) for wishes in round_.wishes)
        words = f"{wishing} of {len(round_.people)} people have wishes for these {len(round_.sessions)} sessions."
        if few := too_few_seats(agenda, round_):
            words += f" There are {few} seats too few."
        return words

    def _show_board(self, agenda: Agenda, round_: Round) -> None:
        standing = standing_places(round_)
        found = self.found
        if found is None:
            at: Sequence[int] = standing
            columns = columns_of(agenda, round_, at)
        else:
            number = {s.id: i for i, s in enumerate(round_.sessions)}
            at = [number.get(found.at.get(p.id, ""), NOWHERE) for p in round_.people]
            columns = columns_of(agenda, round_, at, standing)
            self.proposal.show_words(
                proposal_title(agenda, found, bool(round_.before)), list(proposal_words(agenda, found))
            )
        self.board.show_columns(columns, can_move=found is None and self.desk.can_change)
        choices = choices_of(round_, at)
        self.bar.take(choices)
        self.choices.setText(f"{choices_sentence(choices)}.")
        self.legend.take(list(fills_of(agenda).items()))

    @QtCore.Slot()
    def _show_state(self) -> None:
        running, can = self.job.running, self.desk.can_change and self.round is not None
        self.progress.setVisible(running)
        self.start.setEnabled(can and not running)
        self.afresh.setVisible(self.round is not None and bool(self.round.before))
        self.afresh.setEnabled(can and not running)
        self.proposal.setVisible(self.found is not None)
        self.keys.setVisible(self.found is None)

    def _show_page(self, name: object) -> None:
        self.pages.setCurrentIndex(_PAGES.index(str(name)))
        self.views.mark(name)
        if name == BOARD:
            self._changed()

    def _choose_round(self, index: int) -> None:
        self._chosen = self._rounds[index]
        self.found = None
        self._changed()

    @QtCore.Slot()
    def stop(self) -> None:
        """Call off what runs."""
        self.job.cancel()

    # places

    def _numbers(self, people: Sequence[str], session: str) -> tuple[list[int], int]:
        assert self.round is not None
        index = {p.id: i for i, p in enumerate(self.round.people)}
        sessions = [s.id for s in self.round.sessions]
        return [index[p] for p in people if p in index], sessions.index(session) if session else NOWHERE

    def _cost(self, people: tuple[str, ...], session: str) -> tuple[str, bool]:
        """Say what it costs to put people in a session."""
        if self.round is None:
            return "", False
        numbers, s = self._numbers(people, session)
        cost = move_cost(self.round, standing_places(self.round), numbers, s)
        return cost.sentence, cost.breaks

    def move_people(self, people: tuple[str, ...], session: str) -> None:
        """Put people in a session by hand ("": in none), and say what it costs."""
        words, _ = self._cost(people, session)
        done = self.desk.do(lambda agenda: put_in(agenda, people, session or None, self._chosen), origin=self)
        if done is not None:
            self.say(f"{done.label}: {words}.", can_be_undone=True)

    def _hold(self, people: tuple[str, ...]) -> None:
        agenda = self.desk.agenda
        if agenda is None:
            return
        held = {p for s in self._chosen for p in agenda.session[s].held}
        on = not all(p in held for p in people)
        done = self.desk.do(lambda a: hold(a, people, self._chosen, on=on), origin=self)
        if done is not None:
            self.say(done.label, can_be_undone=True)
        else:
            self.say("Who has a part in a session stays there anyway.")

    def _set_size(self, session: str, field: str, words: str) -> None:
        value = int(words) if words.isdigit() else None
        fields: dict[str, Any] = {field: value}
        self.desk.do(lambda agenda: set_fields(agenda, agenda.get(Session, session), **fields), origin=self)

    # the allocation

    def allocate(self, _checked: bool = False, *, keep: bool = True) -> None:
        """Ask the planner's process for an allocation of the round that is shown."""
        from agendaplanner.planning.messages import Request  # much is behind it

        agenda = self.desk.agenda
        if agenda is None or self.round is None or self.job.running:
            return
        self.found, self._asked_for = None, agenda
        options = AllocateOptions(
            sessions=self._chosen, keep=keep, balance=self.limits.balanced.isChecked(), seconds=SECONDS
        )
        self.progress.words.setText(f"Allocating {len(self.round.people)} people …")
        self.job.start(Request("allocate", agenda, options))
        self._show_state()

    def _progressed(self, working: Working) -> None:
        if working.stage == "pricing rules":
            self.progress.words.setText(f"Finding out what each rule costs: {working.done + 1} of {working.total} …")
        elif working.cost is not None:
            self.progress.words.setText("An allocation is there; looking for a better one …")

    def _take_found(self, result: Result) -> None:
        from agendaplanner.planning.messages import Allocated

        agenda = self.desk.agenda
        if agenda is None or not isinstance(result, Allocated):
            return
        if agenda != self._asked_for:
            self.desk.failed.emit(UsageError(LOST, advice="Allocate again."))
            return
        (self.found,) = result.allocations
        if not self.isVisible():
            self.say("An allocation was found: look at it under Prepare, Breakouts.")
        self._show_page(BOARD)
        self.proposal.accept.setFocus()

    @QtCore.Slot()
    def accept(self) -> None:
        """Let what was found stand: one change."""
        from agendaplanner.planning.breakouts.allocate import take_allocation

        found, self.found = self.found, None
        if found is None:
            return
        done = self.desk.do(lambda agenda: take_allocation(agenda, found), origin=self)
        if done is not None:
            self.say(f"{choices_sentence(found.choices)}.", can_be_undone=True)
        else:
            self.say("Everybody is in their place already.")
        self._changed()
        self.board.setFocus()

    @QtCore.Slot()
    def drop(self) -> None:
        """Leave everybody where they are."""
        self.found = None
        self._changed()
