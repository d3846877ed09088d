"""What the front desk and the copying room go by: sessions by time, documents to tick off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.handouts.base import numbered, room_name, time_range
from agendaplanner.printing.handouts.tables import Column, Row, draw_table
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.styles import track_dashes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_MOST_ROLES = 3


def draw_front_desk(sheets: Sheets, chosen: Selection) -> None:
    """Draw the list of sessions: by day and time, with room, who leads, and how many places there are."""
    agenda, say = sheets.agenda, sheets.say
    columns = [
        Column("Time", 0.17),
        Column("Room", 0.16, bold=True),
        Column("Session", 0.36),
        Column("Who leads", 0.23),
        Column("Places", 0.08, number=True),
    ]

    def rows() -> Iterator[Row]:
        last = None
        for day, session in chosen.sessions(agenda, cancelled=True):
            if not chosen.names(agenda, session):
                continue
            if day is not last:
                yield Row(heading=say.long_day(day.day.date))
                last = day
            room = agenda.room.get((session.placement.room if session.placement else None) or "")
            title = numbered(session)
            quiet = session.is_quiet or session.is_cancelled
            yield Row(
                (
                    time_range(session, say),
                    room_name(agenda, session),
                    say("CANCELLED: {title}", title=title) if session.is_cancelled else title,
                    "\n".join(role_phrases(agenda, session, say)[:_MOST_ROLES]),
                    str(room.capacity) if room is not None and room.capacity and not quiet else "",
                ),
                muted=quiet,
                colour="" if quiet else sheets.edition.track_colour(agenda, session.track),
                dashes=track_dashes(agenda, session.track),
            )

    draw_table(sheets, "Sessions", columns, rows())


def draw_documents(sheets: Sheets, chosen: Selection) -> None:
    """Draw the checklist of documents: symbol, title, languages, pages, for which items, and boxes to tick."""
    agenda, say = sheets.agenda, sheets.say
    columns = [
        Column("Symbol", 0.2, bold=True),
        Column("Title", 0.38),
        Column("Items", 0.1),
        Column("Status", 0.12),
        Column("Copied", 0.1, tick=True),
        Column("Laid out", 0.1, tick=True),
    ]

    def rows() -> Iterator[Row]:
        for paper in agenda.papers:
            sessions = [agenda.session[each] for each in paper.sessions if each in agenda.session]
            if (chosen.days or chosen.rooms) and not any(chosen.has_session(agenda, each) for each in sessions):
                continue
            items = say.listed([each.number or each.title for each in sessions])
            facts = [
                *filter(None, [say.listed(paper.languages), say.count(paper.pages, "page") if paper.pages else ""])
            ]
            title = "\n".join(filter(None, [one_line(paper.title), say.joined(facts, " · ")]))
            yield Row((paper.symbol, title, items, say(paper.status), "", ""), least=22)

    draw_table(sheets, "Documents", columns, rows())
