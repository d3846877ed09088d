"""What the sheet says of a round: its name, its columns, what a proposal comes to. No Qt here but the rows it fills."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agendaplanner.model.breakouts import wishes_in
from agendaplanner.model.words import listed, people_listed, person_short, session_mark, session_name
from agendaplanner.planning.breakouts.choices import choice_of, price_sentence
from agendaplanner.planning.breakouts.problem import NOWHERE, AllocateOptions
from agendaplanner.planning.breakouts.reading import NO_LIMIT, seats_of
from agendaplanner.ui.panels.rows import Row
from agendaplanner.ui.prepare.breakouts.board import HELD, ColumnFacts
from agendaplanner.ui.prepare.breakouts.limits import SizeLine
from agendaplanner.ui.prepare.charts import MOST_FILLS, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.planning.breakouts.allocate import Allocation
    from agendaplanner.planning.breakouts.reading import Round

_SHORT = {"1": "1st", "2": "2nd", "3": "3rd", "other": "not asked for", "no wish": "", "part": "part", "nowhere": ""}


def fills_of(agenda: Agenda) -> dict[str, int]:
    """Give the number of the fill of each policy community: the meeting's in their order, then others by name."""
    known = dict.fromkeys(agenda.meeting.communities)
    known |= dict.fromkeys(sorted({p.community for p in agenda.people if p.community}))
    return {name: i if i < MOST_FILLS else OTHERS for i, name in enumerate(known)}


def columns_of(
    agenda: Agenda, round_: Round, at: Sequence[int], before: Sequence[int] | None = None
) -> list[ColumnFacts]:
    """Give the columns of a board.

    Args:
        agenda: The agenda.
        round_: The round.
        at: The session of each person, by number.
        before: Where they were, for what is proposed: who is moved says from where.
    """
    fills = fills_of(agenda)
    found = [_column(agenda, round_, s, at, before, fills) for s in range(len(round_.sessions))]
    if NOWHERE in at:
        found.insert(0, _column(agenda, round_, NOWHERE, at, before, fills))
    return found


def _column(
    agenda: Agenda,
    round_: Round,
    s: int,
    at: Sequence[int],
    before: Sequence[int] | None,
    fills: Mapping[str, int],
) -> ColumnFacts:
    here = [p for p, place in enumerate(at) if place == s]
    rows: list[Row] = []
    held = {*round_.sessions[s].held} if s != NOWHERE else set[str]()
    for p in here:
        person = round_.people[p]
        note = HELD if person.id in held else ""
        moved = before is not None and before[p] not in (s, NOWHERE)
        if moved and before is not None:
            note = f"from {session_mark(round_.sessions[before[p]])}"
        choice = choice_of(round_, p, s)
        wants = [session_mark(agenda.session[w]) for w in round_.wishes[p]]
        detail = _SHORT.get(choice, f"{choice}th") if s != NOWHERE else " ".join(wants[:2])
        rows.append(Row(person.id, person_short(person), detail, note=note, strong=moved, chosen=moved))
    communities = Counter(round_.people[p].community for p in here)
    shares = [(name, communities[name], fill) for name, fill in fills.items() if communities[name]]
    if communities[""]:
        shares.append(("not recorded", communities[""], OTHERS))
    if s == NOWHERE:
        return ColumnFacts("", "", "In none", f"{len(here)} people", full=False, rows=tuple(rows), shares=tuple(shares))
    session, most, least = round_.sessions[s], round_.problem.most[s], round_.problem.least[s]
    count = f"{len(here)} people" if most >= NO_LIMIT else f"{len(here)} of {most} seats"
    if least:
        count += f", at least {least}"
    full = len(here) > most or (bool(here) and len(here) < least)
    return ColumnFacts(
        session.id, session_mark(session), session_name(session), count, full, tuple(rows), tuple(shares)
    )


def sizes_of(agenda: Agenda, round_: Sequence[str]) -> list[SizeLine]:
    """Give the lines of the table of sizes."""
    firsts = Counter(wants[0] for p in agenda.people if (wants := wishes_in(p, round_)))
    found: list[SizeLine] = []
    for session in (agenda.session[s] for s in round_):
        room = agenda.room.get((session.placement.room if session.placement else None) or "")
        seats = "" if room is None or room.capacity is None else str(room.capacity)
        line = SizeLine(
            session.id, session_name(session), seats, session.least_people, session.most_people, firsts[session.id]
        )
        found.append(line)
    return found


def company_of(agenda: Agenda) -> list[tuple[str, bool]]:
    """Give the sets of people who must be together or apart, in words."""
    found: list[tuple[str, bool]] = []
    for each in agenda.meeting.company:
        names = listed((person_short(agenda.person[p]) for p in each.people if p in agenda.person), most=6)
        found.append((f"{names} ({each.reason})" if each.reason else names, each.together))
    return found


def too_few_seats(agenda: Agenda, round_: Round) -> int:
    """Give how many people more there are than seats."""
    seats = sum(min(seats_of(agenda, s, AllocateOptions()), NO_LIMIT) for s in round_.sessions)
    return max(0, len(round_.people) - seats)


def proposal_title(agenda: Agenda, found: Allocation, had_one: bool) -> str:
    """Say in a line what a proposal changes."""
    if not had_one:
        count = len(found.at)
        return f"{count} people have a place" if count != 1 else "1 person has a place"
    if not found.moved:
        return "Nobody who has a place changes it"
    verb = "changes" if len(found.moved) == 1 else "change"
    return f"{len(found.moved)} {verb} place: {people_listed(agenda, found.moved, most=6)}"


def proposal_words(agenda: Agenda, found: Allocation) -> Iterator[str]:
    """Say what a proposal comes to: who has no seat, what each rule costs, and whether it can be better."""
    if found.nowhere:
        yield f"No seat for {people_listed(agenda, found.nowhere)}: give a larger room, or raise “At most”."
    yield from (price_sentence(price) for price in found.prices)
    yield from found.notes
    if found.proven:
        yield "No allocation meets wishes and rules better."
    else:
        yield f"Stopped before it was proven best: at most {_percent(found)} could be gained."


def _percent(found: Allocation) -> str:
    share = 100 * (found.cost - found.bound) / max(found.cost, 1)
    return f"{share:.1f} %" if share >= 0.1 else "less than 0.1 %"
