"""What no schedule of a CoSP conference may do, looked at without anything that the solver knows.

The rules that cost are in ``score``; here is what makes a schedule one at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agendaplanner.model.cosp import CospInstance, CospSchedule


def verify(instance: CospInstance, schedule: CospSchedule) -> tuple[str, ...]:
    """Give what is wrong with a schedule, a sentence each; none where it is whole.

    Each submission must be on in exactly as many time slots as it takes, one after the other in one room of one
    session, and its track must have that room then. A track has a room only where a submission of its own is on.
    """
    found: list[str] = []
    if [len(rooms) for rooms in schedule.tracks] != [len(instance.rooms)] * len(instance.sessions):
        return ("The schedule has not the sessions and rooms of the conference.",)
    if [[len(slots) for slots in rooms] for rooms in schedule.slots] != [
        [session.slots] * len(instance.rooms) for session in instance.sessions
    ]:
        return ("The schedule has not the time slots of the conference.",)
    places: list[list[tuple[int, int, int]]] = [[] for _ in instance.submissions]
    for s, session in enumerate(instance.sessions):
        for r, room in enumerate(instance.rooms):
            track, slots = schedule.tracks[s][r], schedule.slots[s][r]
            on = [i for i in slots if i is not None]
            if track is not None and not on:
                found.append(f"{instance.tracks[track].name} has {room} in {session.name}, but nothing is on.")
            for k, i in enumerate(slots):
                if i is not None:
                    places[i].append((s, r, k))
            found += [
                f"{instance.submissions[i].name} is in {room} in {session.name}, not with its track."
                for i in dict.fromkeys(on)
                if instance.submissions[i].track != track
            ]
    for submission, taken in zip(instance.submissions, places, strict=True):
        if not taken:
            found.append(f"{submission.name} is not scheduled.")
        elif len(taken) != submission.slots:
            found.append(f"{submission.name} has {len(taken)} time slots, and takes {submission.slots}.")
        elif taken != [(taken[0][0], taken[0][1], taken[0][2] + n) for n in range(submission.slots)]:
            found.append(f"{submission.name} is not on in time slots that follow each other.")
    return tuple(found)
