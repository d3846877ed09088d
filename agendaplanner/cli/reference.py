"""The reference of all commands, made from the parser: what stands in docs/commands.md.

To write it again: python -m agendaplanner.cli.reference > docs/commands.md
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from agendaplanner.cli.main import build_parser, commands_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Commands
Made from the program itself by `python -m agendaplanner.cli.reference > docs/commands.md`; a test fails when it is stale.

`agendaplanner` alone opens the window, `agendaplanner FILE` opens it on an agenda file. Everything else is a command:
"""

_STATUSES = """\
## Exit status
| status | meaning |
| --- | --- |
| 0 | done |
| 1 | from `plan` and `check` alone: done, but the agenda has clashes or sessions without a place |
| 2 | wrong usage: an unknown command, option or value; nothing was changed |
| 3 | something cannot be read or written; the message names the file and the line or field, and nothing was changed |
| 70 | a mistake of the program itself; the lines above its message are for whoever mends it |
| 130 | stopped with Ctrl+C |

## For scripts
Results go to standard output, notes and errors to standard error. With `--json` the result is JSON: fields may be added \
in later versions, not renamed or removed. Times are ISO 8601 with offset; everything else is named by its id.

| command | fields |
| --- | --- |
| `new` | file, title, timezone, days |
| `info` | title, timezone, days (opens, closes), sessions, placed, waiting, people, rooms, tracks, papers, wishes, revision, \
versions (their number) |
| `check` | sessions, placed, \
clashes (rule, severity "clash" or "warning", blocks_publication, sessions, people, rooms, message, and papers or \
wishes where it is about \
some; a pair of sessions is one entry), unplaced |
| `rules` | rules (rule, title, says, policy, usual: the policy unless the meeting wants another, found: how often it \
is broken) |
| `plan` | placed, unplaced, moved, seconds, seed, cost (by rule), verified, reasons (session, message), clashes (their number) |
| `people` | people (their number), funnel (status, people, first, last: dates), seats (free, most, accepted, invited, waiting), \
with `--duplicates` duplicates (people, likeness, reason), with `--import` import (added, completed, columns, ignored, \
problem, rows: row, where, name, fate "new", "completed", "known" or "left out", person, fills, like, faults), with `--list` \
list (id, name, delegation, community, category, invitation, invited_on, answered_on), with `--not-answered-since` \
not_answered, with `--export-for-participants` for_participants (files) |
| `balance` | by, where, groups (where, session or "", people, not_recorded, shares: value, people, of, low, high, percent, \
off: "", "below" or "above"); of one group also its people, not_recorded and shares; misses (target, session, people, of, \
more, could, asked, message) |
| `allocate` | dry_run, unknown (names in the table of wishes that are not the meeting's), \
rounds (sessions, at: the session by person, nowhere, choices, moved, prices (rule, off, off_without, first_choices, \
choices_without), cost, bound, proven, seconds, notes) |
| `roles` | open (session, kind, index or null, candidates: person, points, reasons), load (by person, by role), \
with `--load` loads (person, parts, sessions, minutes, too_much: why, or "") |
| `papers` | by status a list: paper, symbol, title, status, due, days_late, authors, sessions, link, readers (their number); \
with `--session` or `--person` session or person, reading (such a list), and of a session readers (people) |
| `readiness` | today, ready, stages (stage, title, ready, date or null, counted_from, days_left or null, done, of, items: \
id, message, severity "clash", "warning" or "hint", count, places: kind, id, name, sheet, command; in_order: id, message) |
| `recommendations` | by, groups (key, recommendations: the record's fields and its stance), notes (by session) |
| `overlap` | sisters (id, name, first_day, last_day, invitees: their number, on_both), \
overlaps (sister, invitee, person, sure, likeness), \
asked_by (by person, how many of them), date_clashes |
| `import` | format, to, warnings, sessions, people, rooms, revision, changed (false: nothing differed); with `--person`: \
format, to, warnings, person, busy (start, end), revision, changed |
| `export` | file, format |
| `calendars` | files, removed |
| `publish` | version (its number, or null: not published), label, note, time, author, revision, \
blockers (as the clashes of `check`) |
| `versions` | a list, newest first: version, label, note, time, author, revision |
| `changes` | from, to (a version, or null: now), changes (session, kind, aspects, before, after, message), \
groups (kind, sessions, message; each session is in one), meeting (field, before, after, message). Kinds: new, cancelled, \
withdrawn, moved, room, people, title, text, status; with `--person` also joined and left, and no groups and meeting |
| `notices` | from, to (versions; from 0: nothing), notices (person, address, language, changes: session, kind, message; meeting: \
field, message), files, dry_run, sent (in a dry run: would be), already, unknown, without_address, refused (what the \
server said, by person), stopped |
| `caldav` | server, dry_run, steps (what: make calendar, rename calendar, delete, change, add or remove calendar; calendar, \
title), same (entries that were right already) |
| `print` | file, pages, warnings |
| `history` | a list, newest first: revision, time, author, label, what (do, undo or redo), target \
(the revision that was undone or redone), edits (their number) |
| `undo`, `redo` | done (the label, or null: there was nothing), revision |
| `doctor` | missing, install (the line that installs it, or ""), display |
| `demo` | file, programme, calendars, seconds, and what `check` has |
"""

_EXAMPLES = {
    "new": "agendaplanner new oslo.agenda --title 'Integrated planning' --first-day 2027-02-11 --timezone Europe/Oslo",
    "plan": "agendaplanner plan oslo.agenda --improve-seconds 10",
    "replan": "agendaplanner replan oslo.agenda --person-away 'Hedda Berg' tuesday",
    "explain": "agendaplanner explain oslo.agenda",
    "colours": "agendaplanner colours oslo.agenda",
    "rules": "agendaplanner rules oslo.agenda --set room-too-small=warn --set 'paper-late=block publication'",
    "people": "agendaplanner people oslo.agenda --import invitees.xlsx --duplicates",
    "balance": "agendaplanner balance oslo.agenda --set diplomacy=25-40",
    "allocate": "agendaplanner allocate oslo.agenda --most 18 --dry-run",
    "roles": "agendaplanner roles oslo.agenda --session 8c",
    "papers": "agendaplanner papers oslo.agenda --number --due-days 14 --status 'DCD/DAC(2008)4' circulated",
    "readiness": "agendaplanner readiness oslo.agenda --stage printing",
    "recommendations": "agendaplanner recommendations oslo.agenda --by addressee --to outcomes.pdf",
    "overlap": "agendaplanner overlap oslo.agenda --list 'Security sector' invitees.csv --report overlap.pdf",
    "check": "agendaplanner check oslo.agenda --json",
    "notices": "agendaplanner notices oslo.agenda --to notices --send --smtp smtp.example.org --user office",
    "caldav": "agendaplanner caldav oslo.agenda --url https://cloud.example.org/dav --user office --per rooms,people",
    "import": "agendaplanner import schedule.xml --to conference.agenda --timezone Europe/Brussels",
    "export": "agendaplanner export oslo.agenda --as json --to oslo.json",
    "calendars": "agendaplanner calendars oslo.agenda --to calendars",
    "publish": "agendaplanner publish oslo.agenda --label 'Second circular'",
    "changes": "agendaplanner changes oslo.agenda --since 1",
    "print": "agendaplanner print oslo.agenda programme --to programme.pdf",
    "demo": "agendaplanner demo --to out --no-window",
}


def commands_reference() -> str:
    """Give the reference of all commands as Markdown."""
    parser = build_parser()
    commands = commands_of(parser)
    says = _says(parser)
    lines = [_HEAD, "| command | what it does |", "| --- | --- |"]
    lines += [f"| [`{name}`](#{name}) | {says[name]} |" for name in commands]
    for name, command in commands.items():
        lines += [
            "",
            f"## {name}",
            f"{says[name][0].upper()}{says[name][1:]}.",
            "",
            "```",
            _usage(name, command),
            "```",
        ]
        lines += [f"- `{_shown(action)}`: {_help(action)}" for action in _actions(command)]
        if name in _EXAMPLES:
            lines += ["", f"Example: `{_EXAMPLES[name]}`"]
    return "\n".join([*lines, "", _STATUSES])


def _says(parser: argparse.ArgumentParser) -> dict[str, str]:
    (group,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001 # no public list
    return {choice.dest: choice.help or "" for choice in group._choices_actions}  # noqa: SLF001 # argparse says it nowhere else


def _actions(command: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """Give arguments, then options, without ``--help``, which every command has, and what is not for people."""
    said = (action for action in command._actions if action.help != argparse.SUPPRESS)  # noqa: SLF001 # argparse gives no other way
    actions = [action for action in said if not isinstance(action, argparse._HelpAction)]  # noqa: SLF001 # the same
    yield from (action for action in actions if not action.option_strings)
    yield from (action for action in actions if action.option_strings)


def _shown(action: argparse.Action) -> str:
    # of several values only the first must be given
    first, *others = action.metavar if isinstance(action.metavar, tuple) else [action.metavar or action.dest.upper()]
    value = " ".join([str(first), *(f"[{other}]" for other in others)])
    if not action.option_strings:
        return value
    return action.option_strings[-1] if action.nargs == 0 else f"{action.option_strings[-1]} {value}"


def _usage(name: str, command: argparse.ArgumentParser) -> str:
    shown = [_shown(action) if action.required else f"[{_shown(action)}]" for action in _actions(command)]
    return " ".join(["agendaplanner", name, *shown])


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%(default)s", str(action.default))


if __name__ == "__main__":
    print(commands_reference(), end="")
