"""The own timeline of a person, room or track: its sessions by time, what is free between them, and how much it is."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.sisters import asked_by_many
from agendaplanner.model.records import Person, Room, Session
from agendaplanner.model.times import clock_range, day_of, end_of, short_day, span_text
from agendaplanner.model.words import session_name
from agendaplanner.ui.panels.rows import Lines, Row, RowList

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Day, Period
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look

BAR_PX, LABEL_PX = 18, 80
EVERYONE = "all"
LOOK_THROUGH = {
    "person": "Show only this person on the timeline",
    "room": "Show only this room on the timeline",
    "track": "Show only this track on the timeline",
}


class Stretch(msgspec.Struct, frozen=True):
    """A session, an absence, or what is free, on one day."""

    start: datetime
    end: datetime
    words: str
    session: str = ""
    part: str = ""
    """What the person does there."""
    is_double: bool = False
    """Whether something else is at the same time."""
    is_away: bool = False
    is_for_all: bool = False
    """Whether everybody is there, and this person has no part in it."""


def sessions_of(agenda: Agenda, kind: str, id_: str) -> list[Session]:
    """Give the sessions that concern a person, room or track, in the order of the agenda."""
    if kind == "person":
        wanted = set(agenda.sessions_with.get(id_, ()))
        return [s for s in agenda.sessions if s.id in wanted]
    if kind == "room":
        return [s for s in agenda.sessions if s.placement is not None and s.placement.room == id_]
    return [s for s in agenda.sessions if s.track == id_]


def with_everyone(agenda: Agenda, person_id: str) -> list[Session]:
    """Give the sessions that everybody is at and in which a person has no part: nobody is free then."""
    own = set(agenda.sessions_with.get(person_id, ()))
    return [s for s in agenda.sessions if s.is_for_everyone and not s.is_quiet and s.id not in own]


def stretches(agenda: Agenda, kind: str, id_: str, day: Day) -> list[Stretch]:
    """Give what there is of a person, room or track on a day, in order, with what is free of a person or room."""
    found: list[Stretch] = []
    plenaries = with_everyone(agenda, id_) if kind == "person" else []
    all_ = {session.id for session in plenaries}
    for session in (*sessions_of(agenda, kind, id_), *plenaries):
        place, end = session.placement, end_of(session)
        if place is None or end is None or session.is_cancelled or day_of(agenda.meeting, place.start) != day:
            continue
        for_all = session.id in all_
        part = EVERYONE if for_all else part_of(session, kind, id_)
        found.append(Stretch(place.start, end, session_name(session), session.id, part, is_for_all=for_all))
    if kind != "track":
        found = [msgspec.structs.replace(s, is_double=any(_meet(s, o) for o in found if o is not s)) for s in found]
        found += _away(agenda, kind, id_, day)
        found.sort(key=lambda s: (s.start, s.end))
        found = sorted([*found, *_free(found, day)], key=lambda s: (s.start, s.end))
    return found


def part_of(session: Session, kind: str, id_: str) -> str:
    """Say what a person does in a session; "" for what is no person."""
    if kind != "person":
        return ""
    parts = [role.kind for role in session.roles if role.person == id_]
    parts += ["presenter" for part in session.contributions if id_ in part.presenters]
    return ", ".join(dict.fromkeys(parts)) or "attends"


def _meet(a: Stretch, b: Stretch) -> bool:
    return a.start < b.end and b.start < a.end


def _away(agenda: Agenda, kind: str, id_: str, day: Day) -> list[Stretch]:
    record = agenda.find(kind, id_)
    periods: tuple[Period, ...] = ()
    if isinstance(record, Person):
        periods = record.away
    elif isinstance(record, Room):
        periods = record.closures
    word = "away" if kind == "person" else "closed"
    return [
        Stretch(
            max(p.start, day.opens),
            min(p.end, day.closes),
            f"{word}, {p.reason}" if p.reason else word,
            is_away=True,
        )
        for p in periods
        if p.start < day.closes and p.end > day.opens
    ]


def _free(busy: list[Stretch], day: Day) -> list[Stretch]:
    free: list[Stretch] = []
    at = day.opens
    for stretch in busy:
        if stretch.start > at:
            free.append(Stretch(at, stretch.start, "free"))
        at = max(at, stretch.end)
    if at < day.closes:
        free.append(Stretch(at, day.closes, "free"))
    return free


class Schedule(QtWidgets.QWidget):
    """The own timeline of a record: a bar for each day, and a line for each session."""

    def __init__(self, desk: Desk, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._of = ("", "")
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        self.summary = QtWidgets.QLabel(self)
        self.summary.setProperty("kind", "muted")
        self.summary.setWordWrap(True)
        lines.addWidget(self.summary)
        self.bars = Bars(look, self)
        lines.addWidget(self.bars)
        self.list = RowList(look, "Sessions by time", parent=self)
        self.list.setVerticalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.opened.connect(self._open)
        lines.addWidget(self.list)
        self.lens = QtWidgets.QPushButton(self)
        self.lens.clicked.connect(lambda: desk.look_through(*self._of))
        lines.addWidget(self.lens)
        self._looked_through: frozenset[tuple[str, str]] = frozenset()

    def mark(self, looked_through: frozenset[tuple[str, str]]) -> None:
        """Say what is looked through on the timeline: kinds and ids."""
        self._looked_through = looked_through
        on = self._of in looked_through
        self.lens.setText("Show the others as usual again" if on else LOOK_THROUGH.get(self._of[0], ""))
        self.lens.setToolTip("" if on else "Dims everything else on the timeline")

    def show_record(self, agenda: Agenda, kind: str, id_: str) -> None:
        """Show the timeline of a person, room or track."""
        self._of = (kind, id_)
        self.mark(self._looked_through)
        days = [(day, stretches(agenda, kind, id_, day)) for day in agenda.meeting.days]
        all_ = sessions_of(agenda, kind, id_)
        placed = [s for s in all_ if s.placement is not None and not s.is_cancelled]
        minutes = sum(s.duration_minutes for s in placed)
        free = sum(
            int((s.end - s.start).total_seconds() // 60) for _, found in days for s in found if s.words == "free"
        )
        words = [f"{len(placed)} session{'' if len(placed) == 1 else 's'}", span_text(minutes)]
        shared = sum(s.is_for_all for _, found in days for s in found)
        if shared:
            words.append(f"{shared} with everyone")
        if kind != "track" and free:
            words.append(f"{span_text(free)} free")
        waiting = sum(s.placement is None and not s.is_cancelled for s in all_)
        if waiting:
            words.append(f"{waiting} waiting for a place")
        if kind == "person" and (meetings := asked_by_many(agenda).get(id_)):
            words.append(f"asked for by {meetings} meetings")
        self.summary.setText(" · ".join(words))
        self.bars.show_days(days)
        self.bars.setVisible(bool(days))
        rows: list[Row] = []
        for day, found in days:
            for i, s in enumerate(found):
                times = clock_range(s.start, s.end)
                date = f"{short_day(day.opens).split(' ')[0]} "
                colour = "clash" if s.is_double else "muted" if s.is_for_all else "accent" if s.session else ""
                key = s.session or f"gap {day.date} {i}"
                if s.session:
                    rows.append(Row(key, f"{date}{times}", s.part, colour, s.is_double, note=s.words))
                else:
                    rows.append(Row(key, f"{date}{times}", "", "warning" if s.is_away else "grid", note=s.words))
        self.list.row_model.take(rows)
        self.list.setFixedHeight(len(rows) * Lines.HEIGHT + 2)
        self.list.setVisible(bool(rows))

    def _open(self, id_: str) -> None:
        agenda = self._desk.agenda
        if agenda is not None and id_ in agenda.session:
            self._desk.reveal(id_)


class Bars(QtWidgets.QWidget):
    """A bar for each day: what is taken, what is away or closed, what is free."""

    def __init__(self, look: Look, parent: QtWidgets.QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._days: list[tuple[Day, list[Stretch]]] = []
        look.changed.connect(self.update)

    def show_days(self, days: list[tuple[Day, list[Stretch]]]) -> None:
        """Show other days."""
        self._days = days
        self.setFixedHeight(len(days) * (BAR_PX + 4))
        self.setAccessibleName(
            "; ".join(
                f"{short_day(day.opens)}: " + ", ".join(f"{clock_range(s.start, s.end)} {s.words}" for s in found)
                for day, found in days
            )
        )
        self.update()

    def paintEvent(self, event: QtGui.QPaintEvent) -> None:
        """Paint the days."""
        painter = QtGui.QPainter(self)
        look = self._look
        painter.setFont(look.font(11))
        wide = self.width() - LABEL_PX
        for i, (day, found) in enumerate(self._days):
            y = i * (BAR_PX + 4)
            painter.setPen(look.colour("muted"))
            label = QtCore.QRect(0, y, LABEL_PX, BAR_PX)
            painter.drawText(label, int(QtCore.Qt.AlignmentFlag.AlignVCenter), short_day(day.opens))
            whole = (day.closes - day.opens).total_seconds()
            painter.fillRect(QtCore.QRectF(LABEL_PX, y + 4, wide, BAR_PX - 8), look.colour("grid"))
            for s in found:
                if s.words == "free":
                    continue
                x = LABEL_PX + max((s.start - day.opens).total_seconds(), 0) / whole * wide
                end = LABEL_PX + min((s.end - day.opens).total_seconds() / whole, 1) * wide
                bar = QtCore.QRectF(x + 0.5, y + 2, max(end - x - 1, 2), BAR_PX - 4)
                if s.is_away:
                    painter.fillRect(bar, look.hatch("warning", 0.8))
                else:
                    colour = "clash" if s.is_double else "muted" if s.is_for_all else "accent"
                    painter.fillRect(bar, look.colour(colour, 0.45 if colour == "muted" else 1.0))
