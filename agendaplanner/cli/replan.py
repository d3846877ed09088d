"""The command ``replan``: somebody drops out, a room closes, and as few sessions as can be move."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.cli.files import open_document
from agendaplanner.cli.naming import named
from agendaplanner.cli.options import add_file, add_json, printable, whole_number
from agendaplanner.cli.report import count, print_json, progress_line
from agendaplanner.model import actions
from agendaplanner.model.changes import Change, merged
from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.model.parts import Period
from agendaplanner.model.records import Person, Room
from agendaplanner.model.times import DAY_NAMES, iso
from agendaplanner.model.words import place_and_time, session_mark

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.parts import Placement
    from agendaplanner.planning.breakouts.touched import Touched
    from agendaplanner.planning.replan.replan import Move, Replan

_WHEN = "a day (2008-02-11, monday), or from one time to another (default: all the time)"
_PERIOD = "A PERIOD is a day such as 2008-02-11 or monday, or 2008-02-11T13:00/2008-02-11T18:00."


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's command to the parser."""
    replan = commands.add_parser(
        "replan",
        help="move as few sessions as can be after something has changed",
        description=f"Move as few sessions as can be after something has changed. {_PERIOD}",
        allow_abbrev=False,
    )
    add_file(replan)
    replan.add_argument(
        "--person-away",
        nargs="+",
        action="append",
        default=[],
        type=printable,
        metavar=("PERSON", "PERIOD"),
        help=f"first note that somebody, by id or name, is away: {_WHEN}",
    )
    replan.add_argument(
        "--room-closed",
        nargs="+",
        action="append",
        default=[],
        type=printable,
        metavar=("ROOM", "PERIOD"),
        help=f"first close a room, by id or name: {_WHEN}",
    )
    replan.add_argument(
        "--seed", type=whole_number, default=0, metavar="N", help="settles which of equal ways is taken (default: 0)"
    )
    add_json(replan)
    replan.set_defaults(run=_replan)


def _replan(options: argparse.Namespace) -> int:
    from agendaplanner.checks.check import check
    from agendaplanner.planning.plan import plan_change
    from agendaplanner.planning.replan.replan import ReplanOptions, replan

    with open_document(options.file) as document:
        if document.read_only:
            raise FileError(document.read_only_reason, where=str(document.path))
        before = document.agenda
        changed, causes = before, list[Change]()
        for cause in _causes(before, options):
            causes.append(cause(changed))
            changed = changed.apply(causes[-1])
        found = replan(changed, ReplanOptions(seed=options.seed), progress=progress_line("displaced sessions placed"))
        moves = plan_change(changed, found.placements)
        said = [cause.label for cause in causes if cause.edits]
        label = (
            ", ".join([*said, f"{count(found.moved, 'session')} moved"]) if said else f"Re-plan: {found.moved} moved"
        )
        document.do(merged(label, [*causes, moves]))
        agenda = document.agenda
        clashes = [finding for finding in check(agenda) if finding.severity == "clash"]
        if options.json:
            print_json(_fields(changed, agenda, found, clashes))
        else:
            _print(changed, agenda, found, clashes)
    return 1 if clashes or agenda.waiting else 0


# what has changed


class _Cause:
    """Somebody's absence or a room's closing, to be made a change of an agenda."""

    def __init__(self, record: Person | Room, periods: tuple[Period, ...]) -> None:
        self._record = record
        self._periods = periods

    def __call__(self, agenda: Agenda) -> Change:
        if isinstance(self._record, Person):
            return actions.mark_away(agenda, self._record.id, self._periods)
        return actions.close_room(agenda, self._record.id, self._periods)


def _causes(agenda: Agenda, options: argparse.Namespace) -> Iterable[_Cause]:
    if (options.person_away or options.room_closed) and not agenda.meeting.days:
        raise UsageError("The meeting has no days yet.", advice="Give it its days with opening hours first.")
    for words in options.person_away:
        name, periods = _name_and_periods(agenda, words, "--person-away")
        yield _Cause(named(agenda.person.values(), name, "person"), periods)
    for words in options.room_closed:
        name, periods = _name_and_periods(agenda, words, "--room-closed")
        yield _Cause(named(agenda.room.values(), name, "room"), periods)


def _name_and_periods(agenda: Agenda, words: Sequence[str], option: str) -> tuple[str, tuple[Period, ...]]:
    if len(words) > 2:
        advice = "Put a name of several words in quotation marks."
        raise UsageError(f"{option} takes a name and a period, but was given {len(words)} words.", advice=advice)
    return words[0], _periods(agenda, words[1] if len(words) > 1 else "")


def _periods(agenda: Agenda, text: str) -> tuple[Period, ...]:
    """Read a period: "" is the whole meeting."""
    days = agenda.meeting.days
    chosen = days
    if "/" in text:
        first, _, last = text.partition("/")
        try:
            start, end = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)
            return (Period(start=start.replace(tzinfo=None), end=end.replace(tzinfo=None)),)
        except ValueError as error:
            why = str(error) if "period" in str(error) else f"{text!r} is no period"
            raise UsageError(f"{why[0].upper()}{why[1:]}.", advice=_PERIOD) from None
    if text:
        names = [name.casefold() for name in DAY_NAMES]
        if text.casefold() in names:
            chosen = tuple(day for day in days if day.date.weekday() == names.index(text.casefold()))
        else:
            try:
                date = dt.date.fromisoformat(text)
            except ValueError:
                raise UsageError(
                    f"{text!r} is no period.{did_you_mean(text.casefold(), names)}", advice=_PERIOD
                ) from None
            chosen = tuple(day for day in days if day.date == date)
        if not chosen:
            are = ", ".join(f"{DAY_NAMES[day.date.weekday()]} {day.date}" for day in days)
            raise UsageError(f"{text!r} is no day of the meeting.", advice=f"Its days are {are}.")
    return tuple(
        Period(start=dt.datetime.combine(day.date, dt.time()), end=_end(day.date, day.closes)) for day in chosen
    )


def _end(date: dt.date, closes: dt.datetime) -> dt.datetime:
    """Give the end of a day: midnight, or when it closes after that."""
    return max(dt.datetime.combine(date, dt.time()) + dt.timedelta(days=1), closes)


# what came of it


def _fields(before: Agenda, agenda: Agenda, found: Replan, clashes: Sequence[Finding]) -> dict[str, Any]:
    return {
        "placed": len(agenda.placed),
        "unplaced": [session.id for session in agenda.waiting],
        "moved": found.moved,
        "displaced": list(found.displaced),
        "at_least": found.at_least,
        "least": found.is_least,
        "moves": [
            {
                "session": move.session,
                "displaced": move.displaced,
                "from": _place(agenda, move.before),
                "to": None if move.after is None else _place(agenda, move.after),
                "message": _sentence(before, agenda, move),
            }
            for move in found.moves
        ],
        "seconds": round(found.seconds, 3),
        "seed": found.seed,
        "verified": found.verified,
        "reasons": [{"session": each.session, "message": each.message} for each in found.unplaced],
        "allocated": [msgspec.to_builtins(each) for each in _touched(before, agenda, found)],
        "clashes": len(clashes),
    }


def _touched(before: Agenda, after: Agenda, found: Replan) -> tuple[Touched, ...]:
    """Give whose allocation to a breakout the moves touch."""
    from agendaplanner.planning.breakouts.touched import touched_allocations

    return touched_allocations(before, after, found.placements)


def _place(agenda: Agenda, placement: Placement) -> dict[str, Any]:
    return {"start": iso(agenda.meeting, placement.start), "room": placement.room}


def _print(before: Agenda, agenda: Agenda, found: Replan, clashes: Sequence[Finding]) -> None:
    if not found.moves:
        print("Nothing has to move.")
    else:
        if found.unplaced:  # what is known of the least is of plans in which all have a place
            why = f"{len(found.unplaced)} without a place"
        else:
            why = "fewer would not do" if found.is_least else f"at least {found.at_least} have to"
        print(
            f"{count(found.moved, 'session')} moved, {len(found.displaced)} displaced; {why}, in {found.seconds:.2f} s."
        )
    for move in found.moves:
        print(f"  {_sentence(before, agenda, move)}")
    for each in (*found.unplaced, *_touched(before, agenda, found)):
        print(f"  {each.message}")
    for finding in clashes:
        print(f"  {finding.message}")


def _sentence(before: Agenda, after: Agenda, move: Move) -> str:
    """Say what moves from where to where."""
    old, new = before.session[move.session], after.session[move.session]
    way = "" if move.displaced else " It makes way."
    where = place_and_time(after, new) if move.after is not None else "the backlog"
    return f"{session_mark(old)} moves from {place_and_time(before, old)} to {where}.{way}"
