"""Commands about what goes out: publish, versions, changes."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

from agendaplanner.cli.files import open_document
from agendaplanner.cli.options import add_file, add_json, how_many, printable
from agendaplanner.cli.report import count, finding_fields, print_json
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from agendaplanner.checks.findings import Finding
    from agendaplanner.model.change_facts import SessionChange, State
    from agendaplanner.model.compare import Comparison
    from agendaplanner.model.records import Meeting
    from agendaplanner.model.versions import Version


def add_commands(commands: argparse._SubParsersAction[Any]) -> None:  # pyright: ignore[reportPrivateUsage]
    """Add this file's commands to the parser."""
    publish = commands.add_parser(
        "publish", help="publish what stands as the next version, if nothing blocks it", allow_abbrev=False
    )
    add_file(publish)
    publish.add_argument("--label", type=printable, default="", metavar="L", help="what to call it: Second circular")
    publish.add_argument("--note", type=printable, default="", metavar="N", help="a note on it, for the organisers")
    publish.add_argument("--anyway", action="store_true", help="publish although something blocks it")
    add_json(publish)
    publish.set_defaults(run=_publish)

    versions = commands.add_parser(
        "versions", help="the versions that were published, newest first", allow_abbrev=False
    )
    add_file(versions)
    add_json(versions)
    versions.set_defaults(run=_versions)

    changes = commands.add_parser("changes", help="what changed since a published version", allow_abbrev=False)
    add_file(changes)
    changes.add_argument("--since", type=how_many, metavar="N", help="a version's number (default: the last one)")
    changes.add_argument("--until", type=how_many, metavar="N", help="a later version (default: as it stands now)")
    changes.add_argument("--person", metavar="P", help="only what changed for one person: a name or an id")
    add_json(changes)
    changes.set_defaults(run=_changes)


def _publish(options: argparse.Namespace) -> int:
    from agendaplanner.checks.check import publication_blockers

    with open_document(options.file) as document:
        blockers = publication_blockers(document.agenda, dt.date.today())
        if blockers and not options.anyway:
            if options.json:
                print_json({"version": None, "blockers": [finding_fields(finding) for finding in blockers]})
            else:
                _print_blockers(blockers)
            raise UsageError(
                f"Not published: {count(len(blockers), 'thing')} {'blocks' if len(blockers) == 1 else 'block'} it.",
                advice="Put that right, or publish with --anyway.",
            )
        version = document.publish(label=options.label, note=options.note)
        before = document.versions()[:-1]
        if options.json:
            fields = {**_version_fields(version), "blockers": [finding_fields(finding) for finding in blockers]}
            print_json(fields)
            return 0
        if blockers:
            _print_blockers(blockers)
        print(f"Published: {version.name}.")
        if before:
            print(
                f"What changed since {before[-1].name[0].lower()}{before[-1].name[1:]}: agendaplanner changes "
                f"{options.file} --since {before[-1].number}"
            )
    return 0


def _print_blockers(blockers: Sequence[Finding]) -> None:
    print(f"Blocks publication ({len(blockers)})")
    for finding in blockers:
        print(f"  {finding.message}  [{finding.rule}]")


def _versions(options: argparse.Namespace) -> int:
    with open_document(options.file, read_only=True) as document:
        versions = document.versions()
    if options.json:
        print_json([_version_fields(version) for version in reversed(versions)])
        return 0
    for version in reversed(versions):
        text = "  ".join(filter(None, [version.label, version.note]))
        print(f"{version.number:>3}  {version.time.astimezone():%Y-%m-%d %H:%M}  {version.author:<12}  {text}".rstrip())
    if not versions:
        print("Nothing is published yet.")
    return 0


def _version_fields(version: Version) -> dict[str, Any]:
    return {
        "version": version.number,
        "label": version.label,
        "note": version.note,
        "time": version.time.isoformat(),
        "author": version.author,
        "revision": version.revision,
    }


def _changes(options: argparse.Namespace) -> int:
    from agendaplanner.cli.naming import named
    from agendaplanner.model.compare import compare

    with open_document(options.file, read_only=True) as document:
        versions = document.versions()
        if not versions:
            raise UsageError("Nothing is published yet.", advice=f"Publish: agendaplanner publish {options.file}")
        since = document.version(options.since or len(versions))
        until = document.version(options.until) if options.until else None
        if until is not None and until.number < since.number:
            raise UsageError(f"Version {until.number} is before version {since.number}.")
        before = document.published(since.number)
        after = document.published(until.number) if until is not None else document.agenda
    comparison = compare(before, after)
    person = None
    if options.person:
        people = {**before.person, **after.person}
        person = named(people.values(), options.person, "person")
    changes = comparison.changes if person is None else comparison.for_person(person.id)
    if options.json:
        ends = {"from": since.number, "to": until.number if until is not None else None}
        print_json({**ends, **_changes_fields(comparison, changes, whole=person is None)})
        return 0
    lines = comparison.lines() if person is None else [change.message for change in changes]
    for line in lines:
        print(line)
    if not lines:
        last = until.name if until is not None else "now"
        print(f"Nothing has changed from {since.name} to {last}.")
    sys.stdout.flush()
    return 0


def _changes_fields(comparison: Comparison, changes: Sequence[SessionChange], *, whole: bool) -> dict[str, Any]:
    before, after = comparison.before.meeting, comparison.after.meeting
    fields: dict[str, Any] = {
        "changes": [
            {
                "session": change.session,
                "kind": change.kind,
                "aspects": list(change.aspects),
                "before": _state_fields(before, change.before),
                "after": _state_fields(after, change.after),
                "message": change.message,
            }
            for change in changes
        ]
    }
    if whole:
        fields["groups"] = [
            {"kind": group.kind, "sessions": [each.session for each in group.changes], "message": group.message}
            for group in comparison.groups
        ]
        fields["meeting"] = [
            {"field": each.field, "before": each.before, "after": each.after, "message": each.message}
            for each in comparison.meeting
        ]
    return fields


def _state_fields(meeting: Meeting, state: State | None) -> dict[str, Any] | None:
    from agendaplanner.model.times import iso

    if state is None:
        return None
    return {
        "number": state.number,
        "title": state.title,
        "start": iso(meeting, state.start),
        "end": iso(meeting, state.end),
        "room": state.room,
        "people": [{"role": role, "person": person} for role, person in state.people],
        "status": state.status,
    }
