"""Parts that are stretches of time: absences, closures, periods that a session must lie in; and the meeting's days.

No Qt here.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.errors import UsageError
from agendaplanner.model.parts import Day, Period
from agendaplanner.model.times import clock, short_day
from agendaplanner.ui.fields.parts import Column, Parts, of_attribute
from agendaplanner.ui.fields.reading import clock_time, moment_text, read_date, read_moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.model.records import Meeting
    from agendaplanner.ui.fields.parts import Values
    from agendaplanner.ui.fields.wording import Wording

_MIDNIGHT = time()
_TIME, _DAY = 54, 114
"""How wide the column of a time or day is."""


def periods(name: str, noun: str, *, reason: bool = True) -> Parts:
    """Give the periods in an attribute: day, why, from, to. With no times it is the whole day."""
    of, into = of_attribute(name, order=lambda period: (period.start, period.end))
    columns = (
        Column(
            id="day",
            label="Day",
            show=lambda _, period: short_day(period.start),
            read=lambda words, text, _: read_date(words.agenda.meeting, text),
            editor="choice",
            offer=lambda words, _: [short_day(day.date) for day in words.agenda.meeting.days],
            needed=True,
            width=_DAY,
        ),
        Column(id="reason", label="Reason", show=lambda _, period: period.reason),
        Column(
            id="start", label="From", show=_show_from, read=_read_from, width=_TIME, line=1, lead="from", hint="00:00"
        ),
        Column(id="end", label="To", show=_show_to, read=_read_to, line=1, lead="to", hint="24:00"),
    )
    return Parts(
        noun=noun,
        columns=tuple(column for column in columns if reason or column.id != "reason"),
        of=of,
        into=into,
        make=_make_period,
        blame="end",
    )


def _show_from(_: Wording, period: Period) -> str:
    return "" if period.start.time() == _MIDNIGHT else clock(period.start)


def _read_from(_: Wording, text: str, _values: Values) -> time:
    found = clock_time(text) if text else _MIDNIGHT
    if found is None:
        raise UsageError(f"“{text}” is no time. Write it as 09:30.")
    return found


def _show_to(_: Wording, period: Period) -> str:
    if period.end == _next_midnight(period.start):
        return ""
    return clock(period.end) if period.end.date() == period.start.date() else moment_text(period.end)


def _read_to(words: Wording, text: str, values: Values) -> datetime | None:
    """Give when it ends; None: with its day."""
    day: date | None = values["day"]
    if text in ("", "24:00") or day is None:
        return None
    end = read_moment(words.agenda.meeting, text, near=day)
    return None if end == datetime.combine(day, _MIDNIGHT) else end


def _next_midnight(start: datetime) -> datetime:
    return datetime.combine(start.date(), _MIDNIGHT) + timedelta(days=1)


def _make_period(values: Values, before: Period | None) -> Period:
    start = datetime.combine(values["day"], values["start"])
    end = values["end"] or _next_midnight(start)
    if end <= start:
        raise UsageError("It ends before it begins.")
    reason = values.get("reason", before.reason if before is not None else "")
    return Period(start=start, end=end, reason=reason)


def _day_date(words: Wording, text: str, _: Values) -> date:
    return read_date(words.agenda.meeting, text)


def _clock(what: str) -> Callable[[Wording, str, Values], time]:
    def read(_: Wording, text: str, _values: Values) -> time:
        found = clock_time(text)
        if found is None:
            raise UsageError(f"“{text}” is no time. Write when it {what} as {'09:00' if what == 'opens' else '18:00'}.")
        return found

    return read


def _make_day(values: Values, _: Day | None) -> Day:
    opens = datetime.combine(values["date"], values["opens"])
    closes = datetime.combine(values["date"], values["closes"])
    # a day that closes before it opens closes after midnight
    return Day(opens=opens, closes=closes if closes > opens else closes + timedelta(days=1))


def _day_after(meeting: Meeting) -> Day | None:
    if not meeting.days:
        return None
    last = meeting.days[-1]
    return Day(opens=last.opens + timedelta(days=1), closes=last.closes + timedelta(days=1))


_OF_DAYS, _WITH_DAYS = of_attribute("days", order=lambda day: day.opens)

DAYS = Parts(
    noun="day",
    columns=(
        Column(
            id="date",
            label="Date",
            show=lambda _, day: f"{short_day(day.date)} {day.date.year}",
            read=_day_date,
            needed=True,
            hint="2008-02-11",
        ),
        Column(
            id="opens",
            label="Opens",
            show=lambda _, day: clock(day.opens),
            read=_clock("opens"),
            needed=True,
            width=_TIME,
            line=1,
            lead="opens",
        ),
        Column(
            id="closes",
            label="Closes",
            show=lambda _, day: clock(day.closes),
            read=_clock("closes"),
            needed=True,
            width=_TIME,
            line=1,
            lead="closes",
        ),
    ),
    of=_OF_DAYS,
    into=_WITH_DAYS,
    make=_make_day,
    blame="closes",
    fresh=_day_after,
)
"""The days of a meeting; a new one is the day after the last."""
