"""What the people of a generated meeting want to be at: some sessions are wanted by very many, and topics go together."""

from __future__ import annotations

from random import Random

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.records import Person


def with_wants(
    agenda: Agenda,
    *,
    wants: int = 12,
    tracks: int = 3,
    own: float = 2 / 3,
    skew: float = 0.8,
    fans: int = 0,
    seed: int = 0,
) -> Agenda:
    """Give everybody some sessions to want, two in three of them from a few tracks of the person's own.

    The popularity of sessions falls with their rank as rank ** -skew: by .8, of 860 people 280 want the first of 1000.
    With flat interest, plans would be too easy to find, or all the same. Each track has so many fans, who come for it
    alone and want all of it: what they miss is what a track against itself costs.
    """
    random = Random(seed)
    sessions = [s.id for s in agenda.session.values()]
    random.shuffle(sessions)
    popularity = {s: (rank + 1) ** -skew for rank, s in enumerate(sessions)}
    by_track: dict[str, list[str]] = {}
    for s in sessions:
        by_track.setdefault(agenda.session[s].track or "", []).append(s)
    records = [record for record in agenda if record.id not in agenda.person]
    for person in agenda.person.values():
        mine = [s for t in random.sample(sorted(by_track), min(tracks, len(by_track))) for s in by_track[t]]
        chosen: dict[str, None] = {}
        while len(chosen) < min(wants, len(sessions)):
            pool = mine if random.random() < own and not set(mine) <= chosen.keys() else sessions
            chosen[random.choices(pool, [popularity[s] for s in pool])[0]] = None
        records.append(msgspec.structs.replace(person, wants=tuple(chosen)))
    records += [
        Person(id=f"fan-{track}-{i}", name=f"Fan {i + 1} of {track}", wants=tuple(ids))
        for track, ids in by_track.items()
        for i in range(fans)
    ]
    return Agenda.of(records)
