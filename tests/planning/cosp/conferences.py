"""Small conferences of the CoSP family, made up, and all their schedules."""

from __future__ import annotations

from datetime import date
from itertools import product
from random import Random

from agendaplanner.model.cosp import (
    RULES,
    CospHours,
    CospInstance,
    CospSchedule,
    CospSession,
    CospSubmission,
    CospTrack,
)

WEIGHTS = {
    "tracks-sessions": 1,
    "tracks-rooms": 1,
    "sessions-rooms": 2,
    "submissions-timezones": 1,
    "submissions-sessions": 1,
    "submissions-rooms": 1,
    "consecutive-tracks": 3,
    "similar-tracks": 1,
    "rooms-per-track": 2,
    "presenters-conflicts": 50,
    "chairs-conflicts": 20,
    "attendees-conflicts": 2,
    "parallel-tracks": 2,
    "submissions-order": 1,
    "presenters-conflicts-timeslot": 30,
    "attendees-conflicts-timeslot": 1,
}


def conference(
    *,
    slots=(2, 2),
    rooms=2,
    sizes=((1, 1), (1, 1)),
    weights=None,
    penalty=lambda: 0,
    people=lambda: (),
    order=lambda: 0,
    offset=lambda: 0,
):
    """Make a conference: so many time slots a session, so many rooms, the sizes of each track's submissions."""
    sessions = tuple(
        CospSession(
            name=f"S{i}", slots=n, day=date(2027, 3, 1), start_minute=540 + 120 * i, end_minute=540 + 120 * i + 30 * n
        )
        for i, n in enumerate(slots)
    )
    count = len(sizes)
    similar = [[0] * count for _ in range(count)]
    for a in range(count):
        for b in range(a):
            similar[a][b] = similar[b][a] = penalty()
    tracks = tuple(
        CospTrack(
            name=f"T{t}",
            chairs=people(),
            sessions=tuple(penalty() for _ in slots),
            rooms=tuple(penalty() for _ in range(rooms)),
            similar=tuple(similar[t]),
        )
        for t in range(count)
    )
    submissions = tuple(
        CospSubmission(
            name=f"U{t}{n}",
            track=t,
            slots=size,
            order=order(),
            utc_offset_minutes=offset(),
            presenters=people(),
            attendees=people(),
            sessions=tuple(penalty() for _ in slots),
            rooms=tuple(penalty() for _ in range(rooms)),
        )
        for t, line in enumerate(sizes)
        for n, size in enumerate(line)
    )
    return CospInstance(
        name="Made up",
        sessions=sessions,
        rooms=tuple(f"R{r}" for r in range(rooms)),
        closed=tuple(tuple(penalty() for _ in range(rooms)) for _ in slots),
        tracks=tracks,
        submissions=submissions,
        weights=dict.fromkeys(RULES, 0) | (WEIGHTS if weights is None else weights),
        hours=CospHours(suitable=(540, 1200), less_suitable=(480, 1320), less_suitable_penalty=1, unsuitable_penalty=5),
    )


def random_conference(seed, *, slots=(2, 2), rooms=2, sizes=((1, 1), (1, 2)), weights=None):
    """Make a conference with a bit of everything."""
    random = Random(seed)
    return conference(
        slots=slots,
        rooms=rooms,
        sizes=sizes,
        weights=weights,
        penalty=lambda: random.choice([0, 0, 0, 1, 3]),
        people=lambda: tuple(sorted({random.choice("ABCDEFGH")} if random.random() < 0.6 else set())),
        order=lambda: random.choice([0, 0, 1, 2, 3]),
        offset=lambda: random.choice([0, 0, 300, -420]),
    )


def schedule(instance, places):
    """Put each submission at (session, room, first time slot); None where two are in one place or tracks meet."""
    tracks = [[None] * len(instance.rooms) for _ in instance.sessions]
    slots = [[[None] * session.slots for _ in instance.rooms] for session in instance.sessions]
    for i, (s, r, k) in enumerate(places):
        submission = instance.submissions[i]
        if tracks[s][r] not in (None, submission.track):
            return None
        tracks[s][r] = submission.track
        for at in range(k, k + submission.slots):
            if slots[s][r][at] is not None:
                return None
            slots[s][r][at] = i
    return CospSchedule(
        tuple(tuple(rooms) for rooms in tracks), tuple(tuple(tuple(on) for on in rooms) for rooms in slots)
    )


def every_schedule(instance):
    """Give all schedules that are whole."""
    choices = [
        [
            (s, r, k)
            for s, session in enumerate(instance.sessions)
            for r in range(len(instance.rooms))
            for k in range(session.slots - submission.slots + 1)
        ]
        for submission in instance.submissions
    ]
    for places in product(*choices):
        found = schedule(instance, places)
        if found is not None:
            yield found
