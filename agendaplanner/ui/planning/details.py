"""What a proposal comes to, in full: what is to be said, which sessions move from where to where, what it costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtWidgets

from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.planning.proposal import move_words

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.planning.proposal import Proposal

Qt = QtCore.Qt
WIDTH = 560
MOVES_PX = 182
MOST_NOTES = 3
MOST_COSTS = 6


class Details(QtWidgets.QFrame):
    """The panel that drops from the bar."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "popup")
        self.setObjectName("proposal details")
        self.setAccessibleName("Details of the proposal")
        self.setFixedWidth(WIDTH)
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 14, 16, 14)
        lines.setSpacing(8)
        self.notes = QtWidgets.QLabel(self)
        self.notes.setWordWrap(True)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        lines.addWidget(self.notes)
        self._moves_head = _heading("", self)
        lines.addWidget(self._moves_head)
        self.moves = RowList(look, "Sessions that move", parent=self)
        self.moves.opened.connect(lambda id_: desk.reveal(id_))
        lines.addWidget(self.moves)
        lines.addSpacing(6)
        self._costs_head = _heading("Cost by rule", self)
        lines.addWidget(self._costs_head)
        self.costs = QtWidgets.QTableWidget(0, 3, self)
        self.costs.setHorizontalHeaderLabels(["What one would like", "Before", "After"])
        self.costs.setAccessibleName("Cost by rule")
        self.costs.verticalHeader().hide()
        self.costs.verticalHeader().setDefaultSectionSize(26)
        self.costs.setShowGrid(False)
        self.costs.setSelectionMode(QtWidgets.QAbstractItemView.SelectionMode.NoSelection)
        self.costs.setEditTriggers(QtWidgets.QAbstractItemView.EditTrigger.NoEditTriggers)
        self.costs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = self.costs.horizontalHeader()
        head.setSectionResizeMode(0, QtWidgets.QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in (1, 2):
            head.setSectionResizeMode(column, QtWidgets.QHeaderView.ResizeMode.Fixed)
            self.costs.setColumnWidth(column, 72)
            item = self.costs.horizontalHeaderItem(column)
            if item is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        lines.addWidget(self.costs)
        self.hide()

    def show_proposal(self, proposal: Proposal) -> None:
        """Show what a proposal comes to."""
        said = [*proposal.new_clashes, *proposal.notes]
        more = len(said) - MOST_NOTES
        if more > 0:
            said = [*said[:MOST_NOTES], f"… and {more} more."]
        self.notes.setText("\n".join(said))
        self.notes.setVisible(bool(said))
        rows: list[Row] = []
        for move in proposal.moves:
            mark, where = move_words(proposal, move)
            rows.append(Row(move.session, mark, where, strong=True))
        self.moves.row_model.take(rows)
        high = 30 * len(rows) + 2
        self.moves.setFixedHeight(min(high, MOVES_PX))
        self._moves_head.setText(f"What changes place · {len(rows)}")
        for part in (self.moves, self._moves_head):
            part.setVisible(bool(rows))
        self._fill_costs(proposal)
        self.adjustSize()
        self.show()
        self.raise_()

    def _fill_costs(self, proposal: Proposal) -> None:
        shown = [line for line in proposal.costs if line.after or line.before][:MOST_COSTS]
        for part in (self.costs, self._costs_head):
            part.setVisible(bool(shown))
        self.costs.setRowCount(len(shown))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, line in enumerate(shown):
            before = "" if line.before is None else f"{line.before:,.1f}"
            for column, text in enumerate((line.words, before, f"{line.after:,.1f}")):
                item = QtWidgets.QTableWidgetItem(text)
                item.setToolTip(text if column == 0 else "")
                if column:
                    item.setTextAlignment(right)
                self.costs.setItem(row, column, item)
        self.costs.setColumnHidden(1, proposal.cost_before is None)
        self.costs.setFixedHeight(26 * len(shown) + self.costs.horizontalHeader().sizeHint().height() + 4)

    def place_below(self, button: QtWidgets.QWidget) -> None:
        """Hang below a button of the window, within it."""
        window = button.window()
        corner = button.mapTo(window, QtCore.QPoint(button.width(), button.height() + 8))
        self.move(max(corner.x() - self.width(), 8), corner.y())


def _heading(text: str, parent: QtWidgets.QWidget) -> QtWidgets.QLabel:
    label = QtWidgets.QLabel(text, parent)
    label.setProperty("kind", "heading")
    return label
