"""The hard constraints of the conference scheduling sets of OptaPlanner and Timefold, looked at in a plan.

Coded from the descriptions in sheet Configuration of the workbooks and from the constraints of the example
(ConferenceSchedulingConstraintProvider, Talk and Timeslot in apache/incubator-kie-optaplanner), without anything of our
planner or of how the sets are put as agendas. Amounts are in minutes as theirs are; weights are not applied.
"""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.timefold_sets import Conference, Slot

Plan = dict[str, "tuple[Slot, str]"]
"""By talk: its time slot, and the name of its room."""


def hard_constraints(conference: Conference, plan: Plan) -> Counter[str]:
    """Give how many minutes break each hard constraint; none where it is kept. A talk without a place is one too."""
    broken: Counter[str] = Counter()
    halls = {hall.name: hall for hall in conference.halls}
    for code, talk in conference.talks.items():
        if code not in plan:
            broken["talk without a place"] += 1
            continue
        slot, room = plan[code]
        minutes, hall = _minutes(slot), halls[room]
        speakers = [conference.speakers[name] for name in talk.speakers]
        # what a talk may be given at all
        broken["talk type of timeslot"] += minutes * (talk.type not in slot.types)
        broken["talk type of room"] += minutes * (talk.type not in hall.types)
        broken["room unavailable timeslot"] += minutes * (slot in hall.unavailable)
        broken["speaker unavailable timeslot"] += minutes * sum(slot in each.unavailable for each in speakers)
        for whose, tags in (("talk", talk.tags), *(("speaker", each.tags) for each in speakers)):
            broken[f"{whose} required timeslot tags"] += minutes * len(tags.required_slot - slot.tags)
            broken[f"{whose} prohibited timeslot tags"] += minutes * len(tags.prohibited_slot & slot.tags)
            broken[f"{whose} required room tags"] += minutes * len(tags.required_room - hall.tags)
            broken[f"{whose} prohibited room tags"] += minutes * len(tags.prohibited_room & hall.tags)
        for code_before in talk.prerequisites:
            before = plan.get(code_before)
            if before is not None and before[0].end > slot.start:
                broken["talk prerequisite talks"] += minutes + _minutes(before[0])
        risky = [other for other in conference.talks.values() if other.crowd_risk > 0 and other.code in plan]
        beside = [other for other in risky if other.code != code and plan[other.code][0] == slot]
        if talk.crowd_risk > 0 and len(beside) > 1:  # alone is as good as one of two
            broken["crowd control"] += minutes
        if talk.pinned and talk.stands is not None and talk.stands != plan[code]:
            broken["pinned by user"] += minutes
    for one, other in combinations([talk for code, talk in conference.talks.items() if code in plan], 2):
        (slot_a, room_a), (slot_b, room_b) = plan[one.code], plan[other.code]
        shared = min(slot_a.end, slot_b.end) - max(slot_a.start, slot_b.start)
        minutes = max(0, shared // timedelta(minutes=1))
        both = len(set(one.speakers) & set(other.speakers))
        if minutes:
            broken["room conflict"] += minutes * (room_a == room_b)
            broken["speaker conflict"] += minutes * both
            broken["talk mutually-exclusive-talks tags"] += minutes * len(one.exclusive & other.exclusive)
        if both and not _pause(slot_a, slot_b, timedelta(minutes=conference.pause_minutes)):
            broken["consecutive talks pause"] += _minutes(slot_a) + _minutes(slot_b)
    return +broken


def _minutes(slot: Slot) -> int:
    return (slot.end - slot.start) // timedelta(minutes=1)


def _pause(a: Slot, b: Slot, least: timedelta) -> bool:
    """Tell whether there is time enough between two time slots; over night there is."""
    if a.start < b.end and b.start < a.end:
        return False
    if a.start.date() != b.start.date():
        return True
    return max(a.start, b.start) - min(a.end, b.end) >= least
