"""A paper as a card: what it says, how tall it is, how it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model.papers import due_of, readers_of
from agendaplanner.model.times import short_day
from agendaplanner.model.words import listed, session_mark
from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.panels.rows import CARD_GAP, CARD_MARGIN, LINE_HEIGHT, Row, paint_card
from agendaplanner.ui.wrapping import wrapped

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.papers import Standing
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.panels.rows import Index, RowList

Qt = QtCore.Qt
TITLE_LINES = 3
_TEXT_LEFT = CARD_MARGIN + 4
_CENTRE = int(Qt.AlignmentFlag.AlignVCenter)


class PaperRow(Row, frozen=True):
    """A paper; ``title`` is its title, ``detail`` all else in words, for screen readers and tool tips."""

    symbol: str = ""
    when: str = ""
    """When it is due, or how late it is."""
    is_late: bool = False
    authors: str = ""
    serves: str = ""
    """The sessions that it is for, and how many people should read it."""


def paper_row(agenda: Agenda, standing: Standing, *, chosen: bool) -> PaperRow:
    """Say what a card says of a paper."""
    paper = agenda.paper[standing.paper]
    sessions = [agenda.session[id_] for id_ in paper.sessions if id_ in agenda.session]
    readers = len(readers_of(agenda, paper))
    reading = f" · {readers} reader{'' if readers == 1 else 's'}" if readers else ""
    serves = f"for {listed((session_mark(s) for s in sessions), most=5)}{reading}" if sessions else "for no session yet"
    late, due = standing.days_late, due_of(agenda, paper)
    when = ""
    if late:
        when = f"{late} day{'' if late == 1 else 's'} late"
    elif due is not None and paper.status != "circulated":
        when = f"due {short_day(due)}"
    authors = listed(paper.authors)
    return PaperRow(
        paper.id,
        paper.title,
        ", ".join(filter(None, (paper.symbol or "no symbol", authors, when, serves))),
        "warning" if late else "",
        chosen=chosen,
        symbol=paper.symbol,
        when=when,
        is_late=bool(late),
        authors=authors,
        serves=serves,
    )


class PaperCards(QtWidgets.QStyledItemDelegate):
    """Papers as cards: symbol and date, the title in at most three lines, authors, sessions."""

    def __init__(self, look: Look, view: RowList) -> None:
        super().__init__(view)
        self._look = look
        self._view = view

    def height(self, row: Row, wide: int) -> int:
        """Give how tall a card is in a list of some width, with the gap below it."""
        lines = 1 + len(self._title_lines(row, wide)) + 1
        authors = isinstance(row, PaperRow) and bool(row.authors)
        return (lines + authors) * LINE_HEIGHT + 2 * 8 + 2 + CARD_GAP

    def sizeHint(self, option: QtWidgets.QStyleOptionViewItem, index: Index) -> QtCore.QSize:
        """Give the size of a card."""
        wide = self._view.viewport().width()
        return QtCore.QSize(wide, self.height(self._view.row_model.rows[index.row()], wide))

    def _title_lines(self, row: Row, wide: int) -> list[str]:
        free = wide - 1 - _TEXT_LEFT - CARD_MARGIN
        return wrapped(row.title, self._look.font(12, bold=True), free, free, TITLE_LINES)

    def paint(self, painter: QtGui.QPainter, option: QtWidgets.QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        row = self._view.row_model.rows[index.row()]
        if not isinstance(row, PaperRow):
            return
        look = self._look
        rect = option.rect.adjusted(0, 0, -1, -CARD_GAP)  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        is_current = bool(state & QtWidgets.QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        is_hovered = bool(state & QtWidgets.QStyle.StateFlag.State_MouseOver)
        painter.save()
        edge = "accent" if row.chosen or is_current else "muted" if is_hovered else "line"
        paint_card(painter, look, rect, edge, row.colour, thick=2 if is_current else 1)
        line = QtCore.QRect(
            rect.x() + _TEXT_LEFT, rect.y() + 8, rect.width() - _TEXT_LEFT - CARD_MARGIN + 1, LINE_HEIGHT
        )
        self._paint_head(painter, row, line)
        line.translate(0, LINE_HEIGHT + 2)
        painter.setFont(look.font(12, bold=True))
        painter.setPen(look.colour("text"))
        for words in self._title_lines(row, rect.width() + 1):
            painter.drawText(line, _CENTRE, words)
            line.translate(0, LINE_HEIGHT)
        painter.setFont(look.font(SMALL_PX))
        painter.setPen(look.colour("muted"))
        for words in filter(None, (row.authors, row.serves)):
            elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, _CENTRE, elided)
            line.translate(0, LINE_HEIGHT)
        painter.restore()

    def _paint_head(self, painter: QtGui.QPainter, row: PaperRow, line: QtCore.QRect) -> None:
        """Paint the date at the end of the line, and the symbol in what is left of it."""
        look = self._look
        painter.setFont(look.font(SMALL_PX, bold=row.is_late))
        painter.setPen(look.colour("warning" if row.is_late else "muted"))
        painter.drawText(line, _CENTRE | int(Qt.AlignmentFlag.AlignRight), row.when)
        taken = painter.fontMetrics().horizontalAdvance(row.when) + 8 if row.when else 0
        painter.setFont(look.font(SMALL_PX))
        painter.setPen(look.colour("muted"))
        symbol = row.symbol or "no symbol"
        free = line.adjusted(0, 0, -taken, 0)
        painter.drawText(
            free, _CENTRE, painter.fontMetrics().elidedText(symbol, Qt.TextElideMode.ElideMiddle, free.width())
        )
