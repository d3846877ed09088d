"""What the page says, row by row: stages, what is missing in each, where that is, and what is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from agendaplanner.ui.panels.rows import Row
from agendaplanner.ui.prepare.readiness.tiles import when_said
from agendaplanner.ui.prepare.sheets import SHEETS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agendaplanner.checks.points.point import Place, Point
    from agendaplanner.checks.readiness import Stage

Part = Literal["stage", "point", "place", "met", "sentence", "nothing"]
NAMED = 6
"""So many records are named under a point."""
_COMMANDS = {"publish": "Publish", "changes": "What changed", "add session": "Add a session"}
_SEVERITY_WORDS = {"clash": "clash", "warning": "missing", "hint": "would be good"}


class ReadyRow(Row, frozen=True):
    """A row; ``title`` is its sentence, ``note`` the muted line below, ``detail`` what stands at its end."""

    part: Part = "point"
    severity: str = ""
    folds: bool = False
    """Whether there are rows below that can be shown."""
    is_open: bool = False


def rows_of(stages: tuple[Stage, ...], unfolded: Collection[str]) -> Iterator[ReadyRow]:
    """Give the rows of all stages; ``unfolded`` are the ids of those below which all is shown."""
    for stage in stages:
        yield _head(stage)
        if not stage.points or not stage.missing:
            words = "Nothing is missing." if stage.points else "Nothing has a bearing on this meeting."
            yield ReadyRow(f"nothing {stage.name}", words, part="nothing")
        for point in stage.missing:
            yield from _point(stage, point, unfolded)
        if stage.met and stage.missing:
            yield from _met(stage, unfolded)
        elif stage.met:
            yield from _sentences(stage)


def _head(stage: Stage) -> ReadyRow:
    when = when_said(stage)
    counted = stage.counted.rstrip(".")
    note = f"{counted}, {when}." if counted and when else stage.counted
    done = f"{len(stage.met)} of {len(stage.points)} in order" if stage.points else ""
    return ReadyRow(f"stage {stage.name}", stage.title, done, note=note, part="stage")


def _point(stage: Stage, point: Point, unfolded: Collection[str]) -> Iterator[ReadyRow]:
    id_ = point_id(stage, point)
    folds = len(point.places) > 1
    is_open = folds and id_ in unfolded
    yield ReadyRow(
        id_,
        point.message,
        action_of(point),
        note="" if is_open else names_of(point),
        part="point",
        severity=point.severity,
        folds=folds,
        is_open=is_open,
    )
    if is_open:
        for number, place in enumerate(point.places):
            yield ReadyRow(f"{id_} {number}", place.words, part="place")


def _met(stage: Stage, unfolded: Collection[str]) -> Iterator[ReadyRow]:
    id_ = f"met {stage.name}"
    number = len(stage.met)
    is_open = id_ in unfolded
    words = f"{number} point{' is' if number == 1 else 's are'} in order"
    yield ReadyRow(id_, words, part="met", folds=True, is_open=is_open)
    if is_open:
        yield from _sentences(stage)


def _sentences(stage: Stage) -> Iterator[ReadyRow]:
    for point in stage.met:
        yield ReadyRow(f"sentence {stage.name} {point.id}", f"{point.met}.", part="sentence")


def point_id(stage: Stage, point: Point) -> str:
    """Give the id of a point's row."""
    return f"point {stage.name} {point.id}"


def names_of(point: Point) -> str:
    """Name the records that lack something, where the sentence does not name them already."""
    places = [place for place in point.places if place.kind != "meeting" and not place.words.endswith(".")]
    if len(places) == 1:
        one = places[0]
        return "" if (one.mark or one.words) in point.message else one.words
    names = [place.mark or place.words for place in places]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def action_of(point: Point) -> str:
    """Say where a click on a point leads."""
    if point.sheet:
        return next(sheet.title for sheet in SHEETS if sheet.name == point.sheet)
    if point.command:
        return _COMMANDS[point.command]
    if not point.places:
        return ""
    return "Timeline" if is_on_timeline(point, point.places[0]) else "Details"


def is_on_timeline(point: Point, place: Place) -> bool:
    """Tell whether a place is best seen on the timeline, rather than in the details."""
    return point.on_timeline and place.kind == "session"


def spoken(row: ReadyRow) -> str:
    """Give a row as screen readers say it."""
    state = _SEVERITY_WORDS.get(row.severity, "") if row.part == "point" else "in order" * (row.part == "sentence")
    folded = ("unfolded" if row.is_open else "folded") if row.folds else ""
    leads = f"leads to {row.detail}" if row.part == "point" and row.detail else row.detail
    return ", ".join(filter(None, (row.title.rstrip("."), state, row.note.rstrip("."), leads, folded)))
