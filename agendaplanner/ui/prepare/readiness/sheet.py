"""The page that says how ready the meeting is: four stages, each with what is missing, a click from its place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.checks.points.point import Published
from agendaplanner.checks.readiness import STAGES, readiness
from agendaplanner.ui.prepare.heading import Heading
from agendaplanner.ui.prepare.readiness.listing import ReadyList
from agendaplanner.ui.prepare.readiness.rows import is_on_timeline, point_id, rows_of
from agendaplanner.ui.prepare.readiness.tiles import StageTile
from agendaplanner.ui.prepare.sheet import Sheet

if TYPE_CHECKING:
    from agendaplanner.checks.points.point import Place, Point
    from agendaplanner.checks.readiness import Stage, StageName
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.settings import Settings

NARROW_PX = 680


class Readiness(Sheet):
    """What is missing before invitations, before papers go out, before printing and before the day."""

    def __init__(self, desk: Desk, look: Look, settings: Settings, parent: QtWidgets.QWidget | None = None) -> None:
        super().__init__(desk, look, settings, parent)
        self.stages: tuple[Stage, ...] = ()
        self._unfolded: set[str] = set()
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(16, 12, 8, 0)
        lines.setSpacing(4)
        self.heading = Heading(self, "Readiness")
        self.title, self.says = self.heading.title, self.heading.words
        lines.addWidget(self.heading)
        lines.addSpacing(4)
        self._grid = QtWidgets.QGridLayout()
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setSpacing(8)
        self.tiles: dict[StageName, StageTile] = {}
        for name in STAGES:
            tile = self.tiles[name] = StageTile(look, self)
            tile.clicked.connect(partial(self.show_stage, name))
        self._lay_tiles(4)
        lines.addLayout(self._grid)
        self.list = ReadyList(look, self)
        self.list.opened.connect(self.open_row)
        self.list.folded.connect(self.unfold)
        lines.addWidget(self.list, 1)
        desk.changes_marked.connect(self._changed)

    def _lay_tiles(self, across: int) -> None:
        for place, tile in enumerate(self.tiles.values()):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, place // across, place % across)

    def resizeEvent(self, event: QtGui.QResizeEvent) -> None:
        """Put the tiles in one line, or in two."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_PX
        self._lay_tiles(2 if is_narrow else 4)
        self.says.setVisible(not is_narrow)
        for tile in self.tiles.values():
            tile.take_room(little=is_narrow)

    # what is shown

    def renew(self, agenda: Agenda) -> None:
        """Show how ready an agenda is."""
        findings = self.desk.findings
        published = Published(
            self.versions[-1].number if self.versions else 0,
            tuple(sorted(self.desk.changed_sessions)) if self.versions else (),
        )
        self.stages = readiness(
            agenda,
            findings.today if findings is not None else None,
            published,
            findings.all() if findings is not None else None,
        )
        for stage in self.stages:
            self.tiles[stage.name].show_stage(stage)
        missing = sum(stage.needed for stage in self.stages)
        self.heading.say(f"{missing} missing" if missing else "all is ready")
        ready = [stage.title.lower() for stage in self.stages if stage.is_ready]
        self.says.setText(
            "What is missing before each stage. A click goes to where it is put right."
            if missing
            else "Nothing is missing at any stage. What would be good to have is below."
            if any(stage.missing for stage in self.stages)
            else f"Nothing is missing at any of the {len(ready)} stages."
        )
        self._show_rows()

    def _show_rows(self) -> None:
        current = self.list.current_id
        at = self.list.verticalScrollBar().value()
        self.list.row_model.take(list(rows_of(self.stages, self._unfolded)))
        if current is not None and current != self.list.current_id:
            self.list.choose(current)
        self.list.doItemsLayout()
        self.list.verticalScrollBar().setValue(at)

    def unfold(self, row_id: str, on: bool) -> None:
        """Show all that is below a row, or hide it again."""
        (self._unfolded.add if on else self._unfolded.discard)(row_id)
        self._show_rows()

    def show_stage(self, name: StageName, _checked: bool = False) -> None:
        """Scroll to a stage."""
        self.list.show_row(f"stage {name}")
        self.list.setFocus(QtCore.Qt.FocusReason.OtherFocusReason)

    # what is opened

    def open_row(self, row_id: str) -> None:
        """Go to where a point, or one of its records, is put right."""
        for stage in self.stages:
            for point in stage.missing:
                id_ = point_id(stage, point)
                if row_id == id_:
                    self._open_point(point)
                elif row_id.startswith(f"{id_} "):
                    self._open_place(point, point.places[int(row_id.removeprefix(f"{id_} "))])

    def _open_point(self, point: Point) -> None:
        if point.sheet:
            self.sheet_asked.emit(point.sheet)
            if len(point.places) == 1 and point.places[0].kind in ("person", "paper"):
                self._inspect(point.places[0])
        elif point.command:
            self.command_asked.emit(point.command)
        elif point.places:
            self._open_place(point, point.places[0])

    def _open_place(self, point: Point, place: Place) -> None:
        if is_on_timeline(point, place):
            self.session_asked.emit(place.id)
        elif point.sheet and place.kind == "paper":
            self.sheet_asked.emit(point.sheet)
            self._inspect(place)
        else:
            self._inspect(place)
            if point.field:
                self.desk.field_asked.emit(point.field)

    def _inspect(self, place: Place) -> None:
        """Show a record in the details."""
        if place.kind == "meeting":
            self.desk.select(())
        elif place.kind == "session":
            self.desk.select((place.id,))
        else:
            self.desk.inspect(place.kind, (place.id,))
