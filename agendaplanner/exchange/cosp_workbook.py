"""Workbooks of the CoSP family (``model.cosp``): a conference read from one, a schedule of it read and written.

The layout is that of CoSPLib (github.com/ahmedkheiri/CSPLib, its user guide). Sheets ``sessions``, ``rooms``,
``tracks`` and ``submissions`` list what there is; ``tracks_sessions|penalty``, ``tracks_rooms|penalty``,
``sessions_rooms|penalty`` and ``similar tracks`` are matrices with names at their edges, of which ``similar tracks`` is
read above its diagonal only; ``parameters`` has hours in column B and weights in column E. As an agenda: ``cosp_agenda``.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from agendaplanner.exchange.workbook_cells import (
    Sheet,
    calendar_day,
    clock_minute,
    known_place,
    read_sheets,
    whole_number,
)
from agendaplanner.model.cosp import (
    RULES,
    CospHours,
    CospInstance,
    CospSchedule,
    CospSession,
    CospSubmission,
    CospTrack,
)
from agendaplanner.model.errors import FileError
from agendaplanner.model.faults import Faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.cosp import CospScore, Rule

SHEETS = (
    "parameters",
    "submissions",
    "tracks",
    "sessions",
    "rooms",
    "tracks_sessions|penalty",
    "tracks_rooms|penalty",
    "similar tracks",
    "sessions_rooms|penalty",
)
_FIXED_COLUMNS = 7
_WEIGHTS: tuple[Rule, ...] = (
    "tracks-sessions",
    "tracks-rooms",
    "sessions-rooms",
    "similar-tracks",
    "rooms-per-track",
    "parallel-tracks",
    "consecutive-tracks",
    "submissions-timezones",
    "submissions-order",
    "submissions-sessions",
    "submissions-rooms",
    "presenters-conflicts",
    "attendees-conflicts",
    "chairs-conflicts",
    "presenters-conflicts-timeslot",
    "attendees-conflicts-timeslot",
)
"""The rules whose weights stand in column E of ``parameters``, from row 2 on."""
_OFFSET = re.compile(r"(?:GMT|UTC)(?:([+-])(\d{1,2})(?::?(\d{2}))?)?", re.IGNORECASE)

Matrix = list[list[int]]


def is_cosp(sheet_names: Iterable[str]) -> bool:
    """Tell whether a workbook with such sheets is meant to be a CoSP conference: most of its sheets are there."""
    return len(set(SHEETS) & set(sheet_names)) >= 5


def read_cosp(data: bytes, *, source: str) -> CospInstance:
    """Read a conference from a workbook.

    Raises:
        FileError: It cannot be read, sheets are missing, or cells make no sense; all are named.
    """
    sheets = read_sheets(data, source=source)
    missing = [name for name in SHEETS if name not in sheets]
    if missing:
        schedule = "sol" in sheets and "submissions" not in sheets
        raise FileError(
            f"This workbook has no sheet {', '.join(map(repr, missing))}.",
            where=source,
            advice="It is a schedule; give the conference's own workbook."
            if schedule
            else "A conference of the CoSP family has nine sheets; add what is missing, empty matrices and all.",
        )
    faults = Faults(source)
    sessions = _sessions(sheets["sessions"], faults)
    rooms = _names(sheets["rooms"], "room", faults)
    track_names = _names(sheets["tracks"], "track", faults)
    faults.done()
    at_session = {session.name.strip(): i for i, session in enumerate(sessions)}
    at_room = {name.strip(): i for i, name in enumerate(rooms)}
    at_track = {name.strip(): i for i, name in enumerate(track_names)}
    by_session = _matrix(sheets["tracks_sessions|penalty"], at_track, at_session, faults)
    by_room = _matrix(sheets["tracks_rooms|penalty"], at_track, at_room, faults)
    similar = _similar(sheets["similar tracks"], at_track, faults)
    chairs = [_people(sheets["tracks"].name(row, 1)) for row in _rows(sheets["tracks"])]
    instance = CospInstance(
        name=re.split(r"[\\/]", source)[-1].rsplit(".", 1)[0] or "Conference",
        sessions=tuple(sessions),
        rooms=tuple(rooms),
        closed=_frozen(_matrix(sheets["sessions_rooms|penalty"], at_session, at_room, faults)),
        tracks=tuple(
            CospTrack(
                name=name,
                chairs=chairs[t],
                sessions=tuple(by_session[t]),
                rooms=tuple(by_room[t]),
                similar=tuple(similar[t]),
            )
            for t, name in enumerate(track_names)
        ),
        submissions=tuple(_submissions(sheets["submissions"], at_session, at_room, at_track, faults)),
        weights={
            rule: whole_number(sheets["parameters"], row, 4, faults) for row, rule in enumerate(_WEIGHTS, start=1)
        },
        hours=_hours(sheets["parameters"], faults),
    )
    faults.done()
    return instance


def _rows(sheet: Sheet) -> list[int]:
    """Give the rows below the heading that have a name in column A."""
    return [row for row in range(1, len(sheet.rows)) if sheet.name(row, 0)]


def _names(sheet: Sheet, what: str, faults: Faults) -> list[str]:
    """Read the names in column A, each once."""
    names: list[str] = []
    seen: set[str] = set()
    for row in _rows(sheet):
        name = sheet.name(row, 0)
        if name.strip() in seen:
            faults.add(sheet.place(row, 0), f"the {what} {name!r} is there twice")
        seen.add(name.strip())
        names.append(name)
    if not names:
        faults.add(f"sheet {sheet.title}", f"there is no {what}")
    return names


def _sessions(sheet: Sheet, faults: Faults) -> list[CospSession]:
    names = _names(sheet, "session", faults)
    found: list[CospSession] = []
    for name, row in zip(names, _rows(sheet), strict=True):
        start, end = clock_minute(sheet, row, 3, faults), clock_minute(sheet, row, 4, faults)
        slots = whole_number(sheet, row, 1, faults, otherwise=1, least=1)
        day = calendar_day(sheet, row, 2, faults)
        found.append(CospSession(name=name, slots=slots, day=day, start_minute=start, end_minute=end))
    return found


def _matrix(sheet: Sheet, rows: dict[str, int], columns: dict[str, int], faults: Faults) -> Matrix:
    """Read a matrix with names at its edges, in whatever order; what is not in it is 0."""
    found = [[0] * len(columns) for _ in rows]
    width = max((len(cells) for cells in sheet.rows), default=0)
    across = [
        (column, known_place(sheet.name(0, column), columns, sheet, (0, column), faults))
        for column in range(1, width)
        if sheet.name(0, column)
    ]
    for row in _rows(sheet):
        place = known_place(sheet.name(row, 0), rows, sheet, (row, 0), faults)
        for column, other in across:
            if place is not None and other is not None:
                found[place][other] = whole_number(sheet, row, column, faults)
    return found


def _similar(sheet: Sheet, tracks: dict[str, int], faults: Faults) -> Matrix:
    """Read the matrix of similar tracks: what stands above its diagonal, both ways.

    Columns are in the order of the rows, whatever stands above them: so does the evaluator of CoSPLib read it.
    """
    found = [[0] * len(tracks) for _ in tracks]
    rows = _rows(sheet)
    places = [known_place(sheet.name(row, 0), tracks, sheet, (row, 0), faults) for row in rows]
    for i, row in enumerate(rows):
        for j in range(i + 1, len(rows)):
            a, b = places[i], places[j]
            if a is not None and b is not None and a != b:
                found[a][b] = found[b][a] = whole_number(sheet, row, j + 1, faults)
    return found


def _submissions(
    sheet: Sheet, sessions: dict[str, int], rooms: dict[str, int], tracks: dict[str, int], faults: Faults
) -> list[CospSubmission]:
    names = _names(sheet, "submission", faults)
    across: dict[int, tuple[bool, int]] = {}
    for column in range(_FIXED_COLUMNS, len(sheet.rows[0]) if sheet.rows else 0):
        heading = sheet.name(0, column).strip()
        # sessions stand first; a room may be called as a session is
        if heading in sessions and (True, sessions[heading]) not in across.values():
            across[column] = (True, sessions[heading])
        elif heading in rooms:
            across[column] = (False, rooms[heading])
        elif heading:
            known_place(heading, {**sessions, **rooms}, sheet, (0, column), faults)
    found: list[CospSubmission] = []
    for name, row in zip(names, _rows(sheet), strict=True):
        by_session, by_room = [0] * len(sessions), [0] * len(rooms)
        for column, (is_session, place) in across.items():
            (by_session if is_session else by_room)[place] = whole_number(sheet, row, column, faults)
        track = known_place(sheet.name(row, 1), tracks, sheet, (row, 1), faults)
        found.append(
            CospSubmission(
                name=name,
                track=track or 0,
                slots=whole_number(sheet, row, 2, faults, otherwise=1, least=1),
                order=whole_number(sheet, row, 3, faults),
                utc_offset_minutes=_offset(sheet, row, 4, faults),
                presenters=_people(sheet.name(row, 5)),
                attendees=_people(sheet.name(row, 6)),
                sessions=tuple(by_session),
                rooms=tuple(by_room),
            )
        )
    return found


def _people(text: str) -> tuple[str, ...]:
    """Give the names in a cell, each once."""
    return tuple(dict.fromkeys(name for part in text.split(", ") if (name := part.strip())))


def _hours(sheet: Sheet, faults: Faults) -> CospHours:
    return CospHours(
        utc_offset_minutes=_offset(sheet, 1, 1, faults),
        suitable=(clock_minute(sheet, 3, 1, faults), clock_minute(sheet, 4, 1, faults)),
        less_suitable=(clock_minute(sheet, 6, 1, faults), clock_minute(sheet, 7, 1, faults)),
        less_suitable_penalty=whole_number(sheet, 8, 1, faults),
        unsuitable_penalty=whole_number(sheet, 10, 1, faults),
    )


def _offset(sheet: Sheet, row: int, column: int, faults: Faults) -> int:
    """Read "GMT+2" or the name of a zone that is the same all year, in minutes from UTC; an empty cell is 0."""
    name = sheet.name(row, column).strip()
    if not name:
        return 0
    if match := _OFFSET.fullmatch(name):
        minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
        return -minutes if match[1] == "-" else minutes
    try:
        offset = ZoneInfo(name).utcoffset(None)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        offset = None
    if offset is None:
        faults.add(sheet.place(row, column), f"{name[:40]!r} is no time zone such as GMT+2")
        return 0
    return int(offset.total_seconds()) // 60


def _frozen(matrix: Matrix) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in matrix)


# schedules


def read_cosp_schedule(data: bytes, instance: CospInstance, *, source: str) -> CospSchedule:
    """Read a schedule of a conference from a workbook: sheet ``sol``, or its first.

    It begins with a row a session, in which each room has its track; after an empty row comes a row for each time slot
    of each session, in which each room has what is on.

    Raises:
        FileError: It cannot be read, or names what the conference has not.
    """
    sheets = read_sheets(data, source=source)
    sheet = sheets.get("sol") or next(iter(sheets.values()))
    faults = Faults(source)
    at_room = {name.strip(): i for i, name in enumerate(instance.rooms)}
    width = max((len(cells) for cells in sheet.rows), default=0)
    across = {
        column: known_place(sheet.name(0, column), at_room, sheet, (0, column), faults)
        for column in range(1, width)
        if sheet.name(0, column)
    }
    faults.done()
    columns = {room: column for column, room in across.items()}
    tracks = {track.name.strip(): i for i, track in enumerate(instance.tracks)}
    submissions = {each.name.strip(): i for i, each in enumerate(instance.submissions)}

    def row_of(row: int, session: CospSession, known: dict[str, int]) -> list[int | None]:
        if sheet.name(row, 0).strip() != session.name.strip():
            faults.add(sheet.place(row, 0), f"this row should be of {session.name!r}, not of {sheet.name(row, 0)!r}")
        found: list[int | None] = []
        for room in range(len(instance.rooms)):
            column = columns.get(room, -1)
            name = sheet.name(row, column)
            found.append(known_place(name, known, sheet, (row, column), faults) if name else None)
        return found

    by_session = [row_of(row, session, tracks) for row, session in enumerate(instance.sessions, start=1)]
    row = len(instance.sessions) + 2
    on: list[tuple[tuple[int | None, ...], ...]] = []
    for session in instance.sessions:
        slots = [row_of(row + k, session, submissions) for k in range(session.slots)]
        on.append(tuple(zip(*slots, strict=True)))
        row += session.slots
    faults.done()
    return CospSchedule(tuple(tuple(each) for each in by_session), tuple(on))


def write_cosp_schedule(instance: CospInstance, schedule: CospSchedule, cost: CospScore) -> bytes:
    """Give a schedule as a workbook, as CoSPLib stores them: sheet ``sol``, and ``violations`` with what it costs by rule.

    The rules that the stored ones have stand first, each with a column of words and one of costs, their total below.
    """
    import openpyxl

    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "sol"
    _put(sheet, 1, [None, *instance.rooms])
    for s, session in enumerate(instance.sessions):
        names = [None if t is None else instance.tracks[t].name for t in schedule.tracks[s]]
        _put(sheet, s + 2, [session.name, *names])
    row = len(instance.sessions) + 3
    for s, session in enumerate(instance.sessions):
        for k in range(session.slots):
            on = [schedule.slots[s][r][k] for r in range(len(instance.rooms))]
            _put(sheet, row, [session.name, *(None if i is None else instance.submissions[i].name for i in on)])
            row += 1
    sheet = book.create_sheet("violations")
    _put(sheet, 1, ["Obj"])
    _put(sheet, 2, [f"Objective Value = {cost.total}"])
    for n, each in enumerate(cost.costs):
        column = 2 + 2 * n
        lines = [(words, each.weight * amount) for words, amount in each.items]
        _put(sheet, 1, [f"Evaluate {RULES[each.rule]}"], column)
        for line, (words, amount) in enumerate([*lines, ("Total", each.cost)], start=2):
            _put(sheet, line, [words, amount], column)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _put(sheet: Any, row: int, values: Sequence[str | int | None], column: int = 1) -> None:
    for place, value in enumerate(values, start=column):
        if value is not None:
            # what looks like a number was one in the conference's workbook, and what begins with = is no formula
            number = isinstance(value, str) and value.isdecimal() and str(int(value)) == value
            cell = sheet.cell(row=row, column=place, value=int(value) if number else value)
            if isinstance(value, str) and not number:
                cell.data_type = "s"
