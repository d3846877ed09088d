"""A conference of the CoSP family as an agenda: submissions wait as talks, limits and wishes say what the workbook says.

A workbook weighs everything, and forbids nothing. Here the greatest penalty of each matrix is taken as "not there",
where the rule has a weight and something else is left; what is smaller is left out and said. Submissions take time
slots whose length differs from session to session; a talk is as long as they are in the shortest.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from agendaplanner.exchange.schedule_build import PALETTE
from agendaplanner.exchange.schedule_values import FIRST_YEAR, LAST_YEAR
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.faults import Faults
from agendaplanner.model.ids import new_uid_domain
from agendaplanner.model.parts import Day, Period, Role, Source
from agendaplanner.model.records import Meeting, Person, Record, Room, Session, Track, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.model.cosp import CospInstance, CospSession, Rule
    from agendaplanner.model.kinds import WishKind

GRID_MINUTES = 5


def cosp_agenda(instance: CospInstance, *, source: str, timezone: str | None = None) -> tuple[Agenda, tuple[str, ...]]:
    """Give a conference as an agenda in which everything waits, with what the organiser should know of.

    Raises:
        FileError: Sessions have no date, end before they begin, or overlap.
    """
    periods = _periods(instance, source)
    notes: list[str] = []
    building = _Building(instance, periods, notes)
    zone = timezone or _zone(instance.hours.utc_offset_minutes)
    if timezone is None:
        notes.append(f"The meeting's time zone is taken as {zone}. Give the right one with --timezone.")
    records = [
        Meeting(
            title=instance.name,
            timezone=zone,
            days=tuple(_days(periods)),
            grid_minutes=GRID_MINUTES,
            uid_domain=new_uid_domain(),
        ),
        *building.rooms(),
        *building.tracks(),
        *building.people(),
        *building.talks(),
        *building.wishes(),
    ]
    if instance.weights.get("consecutive-tracks", 0):
        notes.append("That a track's sessions should follow each other cannot be held, and is left out.")
    return Agenda.of(records), tuple(notes)


def _periods(instance: CospInstance, source: str) -> list[Period]:
    """Give when each session is."""
    faults = Faults(source)
    found: list[Period] = []
    for row, session in enumerate(instance.sessions, start=2):
        if session.day is None:
            faults.add(f"sheet sessions, cell C{row}", f"session {session.name!r} has no date")
            continue
        if not FIRST_YEAR <= session.day.year <= LAST_YEAR:
            faults.add(f"sheet sessions, cell C{row}", f"no meeting is in the year {session.day.year}")
            continue
        if session.end_minute - session.start_minute < session.slots:
            faults.add(f"sheet sessions, cell E{row}", f"session {session.name!r} has no minute for each time slot")
            continue
        midnight = datetime.combine(session.day, time())
        start = midnight + timedelta(minutes=session.start_minute)
        found.append(Period(start=start, end=midnight + timedelta(minutes=session.end_minute), reason=session.name))
    for one, other in ((a, b) for i, a in enumerate(found) for b in found[i + 1 :]):
        if one.start < other.end and other.start < one.end:
            faults.add("sheet sessions", f"sessions {one.reason!r} and {other.reason!r} overlap")
    faults.done()
    return found


def _days(periods: Iterable[Period]) -> list[Day]:
    by_date: dict[object, list[Period]] = defaultdict(list)
    for period in sorted(periods, key=lambda each: each.start):
        by_date[period.start.date()].append(period)
    return [Day(opens=each[0].start, closes=max(p.end for p in each)) for each in by_date.values()]


def _zone(offset_minutes: int) -> str:
    hours, rest = divmod(offset_minutes, 60)
    return f"Etc/GMT{-hours:+d}" if hours and not rest and -14 <= hours <= 12 else "UTC"


def slot_minutes(session: CospSession) -> int:
    """Give how long a time slot of a session is, in whole minutes."""
    return (session.end_minute - session.start_minute) // session.slots


class _Building:
    """Makes the records, and notes what they cannot hold."""

    def __init__(self, instance: CospInstance, periods: Sequence[Period], notes: list[str]) -> None:
        self._instance = instance
        self._periods = periods
        self._notes = notes
        names = dict.fromkeys(
            name.strip()
            for each in (
                *(track.chairs for track in instance.tracks),
                *(submission.presenters for submission in instance.submissions),
                *(submission.attendees for submission in instance.submissions),
            )
            for name in each
        )
        self._person = {name: f"p{n}" for n, name in enumerate(names, start=1)}

    def _weight(self, rule: Rule) -> int:
        return self._instance.weights.get(rule, 0)

    def _forbidden(self, rule: Rule, rows: Sequence[Sequence[int]]) -> int | None:
        """Give the penalty that is taken as a prohibition, the greatest; None where there is none or it has no weight."""
        penalties = Counter(penalty for row in rows for penalty in row if penalty)
        if not penalties:
            return None
        words = rule.replace("-", " and ", 1)
        if not self._weight(rule):
            self._notes.append(f"The penalties of {words} have no weight, and are left out.")
            return None
        if smaller := sum(count for penalty, count in penalties.items() if penalty < max(penalties)):
            self._notes.append(
                f"Of the penalties of {words} the greatest ({max(penalties)}) is taken as a prohibition; "
                f"{smaller} smaller ones cannot be held, and are left out."
            )
        return max(penalties)

    def rooms(self) -> list[Room]:
        """Give the rooms, closed in the sessions in which they are not to be used."""
        forbidden = self._forbidden("sessions-rooms", self._instance.closed)
        return [
            Room(
                id=f"r{r + 1}",
                name=name.strip(),
                position=r,
                closures=tuple(
                    Period(start=period.start, end=period.end, reason="not available")
                    for s, period in enumerate(self._periods)
                    if forbidden and self._instance.closed[s][r] == forbidden
                ),
            )
            for r, name in enumerate(self._instance.rooms)
        ]

    def tracks(self) -> list[Track]:
        """Give the tracks, in colours that can be told apart as far as they last."""
        return [
            Track(id=f"t{t + 1}", name=track.name.strip(), colour=PALETTE[t % len(PALETTE)], position=t)
            for t, track in enumerate(self._instance.tracks)
        ]

    def people(self) -> list[Person]:
        """Give everyone who presents, chairs or wants to attend."""
        wants: dict[str, list[str]] = defaultdict(list)
        for i, submission in enumerate(self._instance.submissions):
            for name in submission.attendees:
                wants[name].append(f"s{i + 1}")
        return [Person(id=id_, name=name, wants=tuple(wants[name])) for name, id_ in self._person.items()]

    def talks(self) -> list[Session]:
        """Give the submissions, limited to the sessions and rooms that are open to them."""
        instance = self._instance
        lengths = {slot_minutes(session) for session in instance.sessions}
        each = max(GRID_MINUTES, min(lengths) // GRID_MINUTES * GRID_MINUTES)
        if lengths != {each}:
            span = f"{min(lengths)} to {max(lengths)}" if len(lengths) > 1 else str(min(lengths))
            self._notes.append(f"Time slots take {span} minutes; talks are given {each} minutes for each.")
        track_time = self._forbidden("tracks-sessions", [track.sessions for track in instance.tracks])
        track_room = self._forbidden("tracks-rooms", [track.rooms for track in instance.tracks])
        own_time = self._forbidden("submissions-sessions", [one.sessions for one in instance.submissions])
        own_room = self._forbidden("submissions-rooms", [one.rooms for one in instance.submissions])
        if self._weight("submissions-timezones") and any(one.utc_offset_minutes for one in instance.submissions):
            self._notes.append("What time it is where presenters are cannot be held, and is left out.")
        found: list[Session] = []
        unheard: list[str] = []
        for i, submission in enumerate(instance.submissions):
            track = instance.tracks[submission.track]
            long_enough = [s for s, each_ in enumerate(instance.sessions) if each_.slots >= submission.slots]
            times = _left(long_enough, (track.sessions, track_time), (submission.sessions, own_time))
            rooms = _left(range(len(instance.rooms)), (track.rooms, track_room), (submission.rooms, own_room))
            if times is None or rooms is None:
                unheard.append(submission.name)
            times, rooms = times or long_enough, rooms or list(range(len(instance.rooms)))
            roles = [Role(kind="presenter", person=self._person[name]) for name in submission.presenters]
            if self._weight("chairs-conflicts"):
                chairs = [name for name in track.chairs if name not in submission.presenters]
                roles += [Role(kind="chair", person=self._person[name]) for name in chairs]
            found.append(
                Session(
                    id=f"s{i + 1}",
                    title=submission.name.strip(),
                    kind="talk",
                    duration_minutes=each * submission.slots,
                    track=f"t{submission.track + 1}",
                    roles=tuple(roles),
                    only_within=tuple(self._periods[s] for s in times),
                    only_rooms=() if len(rooms) == len(instance.rooms) else tuple(f"r{r + 1}" for r in rooms),
                    source=Source(id=submission.name.strip()),
                )
            )
        if unheard:
            named = ", ".join(unheard[:3]) + (f" and {len(unheard) - 3} more" if len(unheard) > 3 else "")
            self._notes.append(
                f"No session or no room is free of prohibitions for {named}; they are left out for these."
            )
        return found

    def wishes(self) -> list[Record]:
        """Give what is wanted between talks: not beside each other, in one room, in an order."""
        found: list[Wish] = []
        instance = self._instance
        members: list[list[int]] = [[] for _ in instance.tracks]
        for i, submission in enumerate(instance.submissions):
            members[submission.track].append(i)

        def wish(kind: WishKind, talks: Iterable[int], weight: int, reason: str) -> None:
            ids = tuple(f"s{i + 1}" for i in talks)
            if weight and len(ids) > 1:
                id_ = f"w{len(found) + 1}"
                found.append(Wish(id=id_, kind=kind, sessions=ids, hard=False, weight=weight, reason=reason))

        for t, track in enumerate(instance.tracks):
            name = track.name.strip()
            wish(
                "not at the same time",
                members[t],
                self._weight("parallel-tracks"),
                f"{name} should not run beside itself",
            )
            wish("same room", members[t], self._weight("rooms-per-track"), f"{name} should stay in one room")
            ordered = sorted((instance.submissions[i].order, i) for i in members[t] if instance.submissions[i].order)
            wish("before", [i for _, i in ordered], self._weight("submissions-order"), f"the order within {name}")
            for q in range(t + 1, len(instance.tracks)):
                weight = self._weight("similar-tracks") * track.similar[q]
                other = instance.tracks[q].name.strip()
                wish(
                    "not at the same time",
                    [*members[t], *members[q]],
                    weight,
                    f"{name} and {other} are for the same people",
                )
        return [*found]


def _left(of: Iterable[int], *rules: tuple[Sequence[int], int | None]) -> list[int] | None:
    """Give what is left of some places when those with a forbidden penalty are taken away; None where nothing is."""
    left = [place for place in of if all(forbidden is None or row[place] != forbidden for row, forbidden in rules)]
    return left or None
