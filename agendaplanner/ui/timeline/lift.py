"""Holding sessions: the ghosts, what is said of a place, and what can be done where it is taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6 import QtCore

from agendaplanner.model import actions
from agendaplanner.model.changes import Change, merged
from agendaplanner.model.times import clock, clock_range, short_day, when
from agendaplanner.model.words import session_mark, session_name
from agendaplanner.planning.replan.preview import preview
from agendaplanner.ui.timeline.choices import Choice
from agendaplanner.ui.timeline.ghost import Ghost
from agendaplanner.ui.timeline.hold import Aim
from agendaplanner.ui.timeline.overlay import Overlay, open_hours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.parts import Placement
    from agendaplanner.model.records import Session
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.carry import Carry
    from agendaplanner.ui.timeline.judging import Verdict
    from agendaplanner.ui.timeline.layer import Float
    from agendaplanner.ui.timeline.mouse import MouseList

MOST_GHOSTS = 80
MOST_NAMED = 2


class Lift:
    """Sessions held by the one that leads."""

    def __init__(self, carry: Carry, grabbed: timedelta) -> None:
        """Take them; ``grabbed`` is how long after its start the leading one is held."""
        self._carry = carry
        self._grabbed = grabbed

    @property
    def name(self) -> str:
        """What it is."""
        return self._carry.name if self._carry.is_several else session_name(self._carry.session)

    @property
    def waits(self) -> bool:
        """Whether it comes from the backlog."""
        return self._carry.session.placement is None

    @property
    def can_wait(self) -> bool:
        """Whether it can be put into the backlog."""
        return True

    @property
    def cursor(self) -> QtCore.Qt.CursorShape:
        """The cursor meanwhile."""
        return QtCore.Qt.CursorShape.ClosedHandCursor

    def copy(self, *, copying: bool) -> bool:
        """Mean a copy from now on, or no longer."""
        changed = self._carry.copying != copying
        self._carry.copying = copying
        return changed

    def overlay(self, timeline: MouseList, look: Look) -> Overlay | None:
        """Give what is painted of where they may go."""
        if timeline.drawing is None:
            return None
        pale = () if self._carry.copying else self._carry.ids
        within = open_hours(timeline.drawing)
        if not self._carry.is_mapped:
            return Overlay(timeline.drawing, look, (), within=within - within, pale=pale)
        return Overlay(timeline.drawing, look, self._carry.stretches(), within=within, pale=pale)

    def aim(self, timeline: MouseList, place: QtCore.QPoint, *, free: bool) -> Aim | None:
        """Give where they would be put down."""
        drawing, carry = timeline.drawing, self._carry
        if drawing is None or not timeline.viewport().rect().contains(place):
            return None
        on = place + timeline.scrolled_to
        spot = drawing.spot_at(on.x(), on.y())
        if spot is None:
            return None
        minutes = carry.session.duration_minutes
        wanted = spot.start - self._grabbed
        if free:
            start = wanted.replace(second=0, microsecond=0)
        else:
            start = drawing.snapped(wanted, minutes, spot.block, carry.edges(spot.room, near=wanted))
        column = None if carry.spans else spot.column
        return Aim(start, minutes, carry.room_at(spot.room, start), spot.block, column)

    def verdict(self, aim: Aim) -> Verdict:
        """Say what would be wrong there."""
        return self._carry.verdict(aim.start, aim.room)

    def floats(self, timeline: MouseList, aim: Aim) -> Sequence[Float]:
        """Give the ghosts, the leading one on top."""
        carry, drawing = self._carry, timeline.drawing
        if drawing is None:
            return ()
        tone = carry.tone(aim.start, aim.room)
        rect = timeline.place_rect(aim.block, aim.start, aim.minutes, aim.column)
        lead = Ghost(rect, session_name(carry.session), self._short_place(aim), tone, plus=carry.copying)
        places = carry.placements(aim.start, aim.room) if carry.is_several else None
        if places is None:
            return (lead,)
        others: list[Float] = []
        for member in carry.members[1:MOST_GHOSTS]:
            session, placement = member.session, places[member.session.id]
            rect = timeline.rect_for(session, placement)
            if not rect.isEmpty():
                others.append(Ghost(rect, session_name(session), "", tone, plus=carry.copying))
        return (*others, lead)

    def _short_place(self, aim: Aim) -> str:
        room = self._carry.agenda.room.get(aim.room or "")
        times = clock_range(aim.start, aim.start + timedelta(minutes=aim.minutes))
        return f"{times} · {room.name}" if room is not None else times

    def place(self, aim: Aim) -> str:
        """Say when and where that is."""
        room = self._carry.agenda.room.get(aim.room or "")
        words = when(aim.start, aim.start + timedelta(minutes=aim.minutes))
        words = f"{words} · {room.name}" if room is not None else words
        return f"Copy to {words}" if self._carry.copying else words

    def change(self, aim: Aim) -> Change | None:
        """Give the change that puts them down."""
        if aim.room is None and self._carry.session.takes_room:
            return None
        return self._carry.change_to(aim.start, aim.room)

    def put_down_ids(self) -> tuple[str, ...]:
        """Give the sessions to be selected afterwards, the leading one last."""
        return tuple(reversed(self._carry.put_down_ids))

    def back(self) -> Change | None:
        """Give the change that sends them to the backlog."""
        return None if self.waits else actions.unplace(self._carry.agenda, self._carry.ids)

    # where a place is taken

    def choices(self, aim: Aim) -> Sequence[Choice]:
        """Offer to swap, to push, or to put it down anyway."""
        carry, verdict = self._carry, self.verdict(aim)
        change = self.change(aim)
        if change is None or not verdict.occupied_by or carry.is_several or carry.copying:
            return ()
        under = [carry.agenda.session[id_] for id_ in verdict.occupied_by]
        found: list[Choice] = []
        if len(under) == 1 and carry.session.placement is not None:
            found.append(self._swap(under[0]))
        if not carry.session.is_cancelled:
            found.append(self._push(aim, change))
        more = f", and {verdict.clashes - 1} more" if verdict.clashes > 1 else ""
        note = f"{verdict.reason.rstrip('.')}{more}. It is marked as a clash."
        found.append(Choice("Place anyway", note, change, tone="clash"))
        return found

    def _swap(self, other: Session) -> Choice:
        carry = self._carry
        own = carry.session.placement
        if other.pinned_time or other.pinned_room:
            return Choice("Swap", f"{session_mark(other)} is pinned where it is.", None)
        if own is None or (own.room is None) != (other.placement is None or other.placement.room is None):
            return Choice("Swap", f"{session_mark(other)} cannot be where {session_mark(carry.session)} is.", None)
        change = actions.swap(carry.agenda, carry.session.id, other.id)
        verdict = carry.judge.verdict(change, (carry.session.id, other.id))
        note = f"{session_mark(other)} goes to {self._where(own)}."
        if verdict.tone != "ok":
            note = f"{note} {verdict.reason}"
        return Choice("Swap", note, change, ((other.id, own),), tone=verdict.tone, leads_to=other.placement)

    def _push(self, aim: Aim, change: Change) -> Choice:
        carry = self._carry
        found = preview(carry.board, carry.session.id, aim.start, aim.room)
        agenda = carry.agenda
        if found.stuck:
            names = " and ".join(session_mark(agenda.session[id_]) for id_ in found.stuck[:MOST_NAMED])
            return Choice("Push", f"{names} {'is' if len(found.stuck) == 1 else 'are'} pinned.", None)
        homeless = [move.session for move in found.moves if move.after is None]
        if homeless:
            return Choice("Push", f"No place was found for {session_mark(agenda.session[homeless[0]])}.", None)
        if not found.moves:
            return Choice("Push", "Nothing here can make way.", None)
        words = [
            f"{session_mark(agenda.session[move.session])} to {self._where(move.after)}"
            for move in found.moves[:MOST_NAMED]
            if move.after is not None
        ]
        rest = len(found.moves) - len(words)
        note = "; ".join(words) + (f"; {rest} more" if rest else "") + "."
        others = actions.take_plan(agenda, found.placements)
        count = len(found.moves)
        whole = merged(f"{change.label}; {count} {'makes' if count == 1 else 'make'} way", [change, others])
        verdict = carry.judge.verdict(whole, (carry.session.id, *(move.session for move in found.moves)))
        if verdict.tone == "clash":
            note = f"{note} {verdict.reason}"
        moves = tuple((move.session, move.after) for move in found.moves)
        return Choice("Push", note, whole, moves, tone=verdict.tone)

    def _where(self, placement: Placement) -> str:
        room = self._carry.agenda.room.get(placement.room or "")
        same_day = _is_same_day(placement.start, self._carry.session)
        time = clock(placement.start) if same_day else f"{short_day(placement.start)} {clock(placement.start)}"
        return f"{time}, {room.name}" if room is not None else time


def _is_same_day(moment: datetime, session: Session) -> bool:
    return session.placement is not None and session.placement.start.date() == moment.date()
