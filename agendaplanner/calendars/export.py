"""Calendars as files: of the whole meeting, of each person, room, track and session."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from agendaplanner.calendars.calendar import PLAIN, PRODUCT, CalendarOptions, CalendarWriter
from agendaplanner.calendars.scopes import WHOLE, Scope
from agendaplanner.model.file_names import file_stems, names_of_people
from agendaplanner.model.files import make_folder, write_atomically
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agendaplanner.calendars.scopes import ScopeKind
    from agendaplanner.model.versions import Edition

What = Literal["whole", "people", "rooms", "tracks", "sessions"]
USUAL: frozenset[What] = frozenset({"whole", "people", "rooms", "tracks"})
_KINDS: tuple[tuple[What, ScopeKind], ...] = (
    ("people", "person"),
    ("rooms", "room"),
    ("tracks", "track"),
    ("sessions", "session"),
)


class Written(msgspec.Struct, frozen=True):
    """What an export wrote."""

    files: tuple[Path, ...]
    removed: tuple[Path, ...]
    """Files of an earlier export that are for nobody any more."""


def write_calendars(
    edition: Edition,
    folder: Path,
    *,
    what: Iterable[What] = USUAL,
    options: CalendarOptions = PLAIN,
    progress: Callable[[int, int], None] | None = None,
) -> Written:
    """Write calendars into a folder: ``meeting.ics``, ``people/...``, ``rooms/...``, ``tracks/...``, ``sessions/...``.

    Each file is replaced whole. Who was in a published version and has left still gets a file, which takes out of their
    calendar what was in it. Files of an earlier export that are for nobody any more are removed, ours only. With
    attendees, people's addresses are in ``meeting.ics`` alone.

    Raises:
        FileError: A file or folder cannot be written; the message names it.
    """
    wanted = frozenset(what)
    writer = CalendarWriter(edition, msgspec.structs.replace(options, attendees=False))
    whole = CalendarWriter(edition, options) if options.attendees else writer
    jobs: list[tuple[Path, CalendarWriter, Scope]] = []
    if "whole" in wanted:
        jobs.append((folder / "meeting.ics", whole, WHOLE))
    for each, kind in _KINDS:
        if each in wanted:
            for id_, name in file_names(_names(edition, kind)).items():
                jobs.append((folder / each / name, writer, Scope(kind, id_)))
    for place in dict.fromkeys([folder, *(path.parent for path, _, _ in jobs)]):
        make_folder(place)
    for done, (path, used, scope) in enumerate(jobs, 1):
        write_atomically(path, used.calendar(scope))
        if progress is not None:
            progress(done, len(jobs))
    written = tuple(path for path, _, _ in jobs)
    return Written(written, _remove_old(folder, wanted, set(written)))


def _names(edition: Edition, kind: ScopeKind) -> dict[str, str]:
    """Name all of a kind that are in this edition, in its order, and then those of earlier versions that are gone."""
    found: dict[str, str] = {}
    for agenda in (edition.agenda, *reversed(edition.earlier)):
        named: dict[str, str] = {}
        match kind:
            case "person":
                named = names_of_people(agenda.people)
            case "room":
                named = {room.id: room.name for room in agenda.rooms}
            case "track":
                named = {track.id: track.name for track in agenda.tracks}
            case "session":
                named = {s.id: session_name(s) for s in agenda.sessions if s.placement is not None}
            case "whole":
                pass
        found.update((id_, name) for id_, name in named.items() if id_ not in found)
    return found


def file_names(names: Mapping[str, str]) -> dict[str, str]:
    """Give each id a readable file name of its own; those with the same name have their id in it.

    >>> file_names({"p1": "Berg Hedda", "p2": "Ito Kaori"})
    {'p1': 'berg-hedda.ics', 'p2': 'ito-kaori.ics'}
    """
    return {id_: f"{stem}.ics" for id_, stem in file_stems(names).items()}


def _remove_old(folder: Path, wanted: frozenset[What], written: set[Path]) -> tuple[Path, ...]:
    removed: list[Path] = []
    for kind in sorted(wanted - {"whole"}):
        for path in sorted((folder / kind).glob("*.ics")):
            if path not in written:
                with contextlib.suppress(OSError):
                    if PRODUCT.encode() in path.read_bytes()[:400]:
                        path.unlink()
                        removed.append(path)
    return tuple(removed)
