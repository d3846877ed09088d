"""Rapporteur sheets: the questions of a session with space to write, and a form for recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.text import one_line
from agendaplanner.printing.fit import width
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import numbered, room_name, time_range
from agendaplanner.printing.roles import role_phrases
from agendaplanner.printing.styles import HAIRLINE, MUTED

if TYPE_CHECKING:
    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Person, Session
    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection

_LINE = 21.0
"""Between lines to write on."""
_RECOMMENDATIONS = 4
_REPORTING = ("rapporteur",)


def rapporteurs(agenda: Agenda, chosen: Selection) -> list[Person]:
    """Give who reports on one of the chosen sessions."""
    return chosen.with_role(agenda, _REPORTING)


def draw_rapporteurs(sheets: Sheets, chosen: Selection) -> None:
    """Draw a sheet, of two pages, for the rapporteur of each session that has one or has questions.

    Of people who are chosen, for what they report on.
    """
    for _, session in chosen.sessions(sheets.agenda):
        wanted = session.questions or any(role.kind in _REPORTING for role in session.roles)
        if wanted and not session.is_quiet and chosen.concerns(sheets.agenda, session, _REPORTING):
            _questions(sheets, session)
            _recommendations(sheets, session)


def _space(sheets: Sheets) -> float:
    return sheets.width - 2 * sheets.margin


def _head(sheets: Sheets, session: Session, what: str) -> float:
    agenda = sheets.agenda
    assert session.placement is not None
    y = sheets.height - 60
    sheets.words(sheets.margin, y, sheets.say(what).upper(), font=SANS_BOLD, size=8, colour=MUTED)
    sheets.words(
        sheets.width - sheets.margin,
        y,
        agenda.meeting.title,
        size=8,
        space=_space(sheets) * 0.6,
        align="right",
        colour=MUTED,
    )
    y -= 14
    title = numbered(session)
    y -= sheets.block(
        sheets.margin, y, title, font=sheets.title_font, sizes=(17, 15, 13), space=_space(sheets), height=48,
        colour=sheets.accent, kind="H1",
    )  # fmt: skip
    place = filter(
        None,
        [
            sheets.say.long_day(session.placement.start.date()),
            time_range(session, sheets.say),
            room_name(agenda, session),
        ],
    )
    sheets.words(sheets.margin, y - 12, sheets.say.listed([*place]), size=9, space=_space(sheets), colour=MUTED)
    y -= 26
    roles = " · ".join(role_phrases(agenda, session, sheets.say))
    if roles:
        y -= sheets.block(sheets.margin, y + 9, roles, font=SANS, sizes=(9, 8), space=_space(sheets), height=24) - 10
    sheets.rule(y - 4, sheets.margin, sheets.width - sheets.margin, weight=1, colour=sheets.accent)
    return y - 10


def _questions(sheets: Sheets, session: Session) -> None:
    """Write the questions, each with as many lines as the page has for it."""
    y = _head(sheets, session, "Rapporteur’s notes")
    questions = [one_line(text) for text in session.questions] or [sheets.say("Main points")]
    sections = [*questions, sheets.say("Points on which participants differed")]
    free = y - 84
    each = max(free / len(sections), 40)
    for section in sections:
        if y - each < 60:
            sheets.foot(sheets.margin, 40)
            sheets.turn()
            y = _head(sheets, session, "Rapporteur’s notes (continued)")
        top = y - 12
        taken = sheets.block(
            sheets.margin,
            top + 2,
            section,
            font=sheets.text_bold,
            sizes=(10.4, 9.4, 8.6),
            space=_space(sheets),
            height=50,
        )
        _lines(sheets, top - taken - 2, y - each + 6)
        y -= each
    sheets.foot(sheets.margin, 40)
    sheets.turn()


def _recommendations(sheets: Sheets, session: Session) -> None:
    """Write the form: text, how far it was agreed, to whom it is addressed."""
    y = _head(sheets, session, "Recommendations")
    high = (y - 70) / _RECOMMENDATIONS
    for number in range(1, _RECOMMENDATIONS + 1):
        sheets.words(sheets.margin, y - 16, f"{number}.", font=SANS_BOLD, size=10)
        _lines(sheets, y - 14, y - high + 62, indent=18)
        base = y - high + 40
        _boxes(sheets, base, ["Agreed", "For further discussion", "Not desirable to integrate"])
        x = _boxes(sheets, base - 18, ["Bilateral", "Multilateral"])
        label = sheets.say("Addressed to")
        sheets.words(x, base - 18, label, size=8.6, colour=MUTED)
        sheets.rule(base - 20, x + width(label, SANS, 8.6) + 6, sheets.width - sheets.margin)
        y -= high
    sheets.foot(sheets.margin, 40)
    sheets.turn()


def _lines(sheets: Sheets, top: float, bottom: float, indent: float = 0.0) -> None:
    y = top - _LINE
    while y >= bottom:
        sheets.rule(y, sheets.margin + indent, sheets.width - sheets.margin, weight=0.5, colour=HAIRLINE)
        y -= _LINE


def _boxes(sheets: Sheets, y: float, labels: list[str]) -> float:
    """Draw boxes to be ticked; give where what follows them begins."""
    x = sheets.margin + 18
    for label in labels:
        shown = sheets.say(label)
        sheets.tick_box(x, y - 1, 8)
        sheets.words(x + 13, y, shown, size=8.6)
        x += 13 + width(shown, SANS, 8.6) + 22
    return x
