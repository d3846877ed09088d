"""Getting about the timeline with the keyboard: the session beside another one, the place a step further."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agendaplanner.ui.timeline.geometry import spans

if TYPE_CHECKING:
    from datetime import datetime

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session
    from agendaplanner.ui.timeline.geometry import Card, Geometry


def neighbour(drawing: Geometry, current: str | None, direction: str) -> str | None:
    """Give the session next to another one on the drawing: "up", "down", "left", "right", "first" or "last".

    Up and down stay in the column, left and right at the time, also to the next day.
    """
    cards = sorted(drawing.cards.values(), key=lambda card: (drawing.block_at(card.x), card.y, card.x))
    if not cards:
        return None
    here = drawing.cards.get(current or "")
    if here is None or direction == "first":
        return cards[0].id
    if direction == "last":
        return cards[-1].id
    if direction in ("up", "down"):
        return _in_column(drawing, cards, here, 1 if direction == "down" else -1)
    return _beside(cards, here, 1 if direction == "right" else -1)


def _in_column(drawing: Geometry, cards: list[Card], here: Card, way: int) -> str | None:
    block = drawing.block_at(here.x)
    middle = here.x + here.width / 2
    found = [
        card
        for card in cards
        if drawing.block_at(card.x) == block
        and (card.y - here.y) * way > 0
        and (here.spans or card.spans or card.x <= middle < card.x + card.width)
    ]
    # the nearest in time; from what lies across, the first column
    found.sort(key=lambda card: ((card.y - here.y) * way, card.x))
    if found:
        return found[0].id
    on_other_days = [card for card in cards if (drawing.block_at(card.x) - block) * way > 0]
    if not on_other_days:
        return None
    return on_other_days[0 if way > 0 else -1].id


def _beside(cards: list[Card], here: Card, way: int) -> str | None:
    middle = here.y + here.height / 2

    def distance(card: Card) -> tuple[float, float]:
        off = max(card.y - middle, middle - card.y - card.height, 0)
        return ((card.x - here.x) * way + 3 * off, off)

    # what only touches another hour is not beside it
    near = [
        c for c in cards if (c.x - here.x) * way > 0 and c.y - here.height <= middle <= c.y + c.height + here.height
    ]
    return min(near, key=distance).id if near else None


def step_in_time(agenda: Agenda, session: Session, steps: int) -> datetime | None:
    """Give the start some steps of the grid later or earlier; None for what has no place."""
    if session.placement is None:
        return None
    grid = agenda.meeting.grid_minutes
    start = session.placement.start
    minute = start.hour * 60 + start.minute
    # what is off the grid goes to its next line first
    whole = minute // grid if steps > 0 else -(-minute // grid)
    return start + timedelta(minutes=(whole + steps) * grid - minute)


def step_in_length(agenda: Agenda, session: Session, steps: int) -> int:
    """Give the minutes a session takes if it ends some steps of the grid later or earlier; at least one step."""
    grid = agenda.meeting.grid_minutes
    end = session.duration_minutes
    if session.placement is not None:
        start = session.placement.start
        begin = (start.hour * 60 + start.minute) % grid
        # an end off the grid goes to its next line first
        whole = (begin + end) // grid if steps > 0 else -(-(begin + end) // grid)
        end = (whole + steps) * grid - begin
    return max(end, grid)


def step_in_rooms(agenda: Agenda, session: Session, steps: int) -> str | None:
    """Give the room some places further, or None where there is none or it takes none."""
    if session.placement is None or session.placement.room is None or spans(session):
        return None
    rooms = [room.id for room in agenda.rooms]
    wanted = rooms.index(session.placement.room) + steps
    return rooms[wanted] if 0 <= wanted < len(rooms) else None
