"""Reading what people type: times, days, lengths, words. What makes no sense is refused in a sentence. No Qt here."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.parts import Period
from agendaplanner.model.times import DAY_NAMES, MONTH_NAMES, clock, short_day
from agendaplanner.model.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.model.records import Meeting

_UNTIL = re.compile(r"\s+(?:–|—|-|to|until)\s+|(?<=\d)\s*[–—]\s*(?=\d)|(?<=\d\d)-(?=\d\d:?\d\d)")
_REASON = re.compile(r"\(([^()]*)\)\s*$")


def clock_time(text: str) -> time | None:
    """Read a time of day as people write it; None where it is none.

    >>> clock_time("9.30"), clock_time("1745"), clock_time("25:00")
    (datetime.time(9, 30), datetime.time(17, 45), None)
    """
    found = re.fullmatch(r"(\d{1,2})(?:[:.h ]?(\d{2}))?(?::00)?", text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def moment_text(moment: datetime) -> str:
    """Write a moment as ``read_moment`` reads it.

    >>> moment_text(datetime(2008, 2, 12, 11, 5))
    'Tue 12 Feb 11:05'
    """
    return f"{short_day(moment)} {clock(moment)}"


def read_moment(meeting: Meeting, text: str, near: date | None = None) -> datetime:
    """Read "Tue 11:05", "12 Feb 11:05", "2008-02-12 11:05"; "11:05" alone is of the day of ``near``.

    Raises:
        UsageError: It is no such time; the message gives an example from the meeting's days.
    """
    words = text.strip().replace(",", " ").replace("T", " ") if re.match(r"\d{4}-", text.strip()) else text.strip()
    parts = re.fullmatch(r"(.*?)\s*(\d{1,2}[:.h]\d{2}(?::00)?|\d{4}|(?<!\S)\d{1,2})", words)
    at = clock_time(parts[2]) if parts is not None else None
    if parts is None or at is None:
        raise UsageError(f"“{text}” is no time. {_example(meeting)}")
    day = parts[1].strip().rstrip(",")
    if not day and near is None and len(meeting.days) == 1:
        near = meeting.days[0].date
    if not day and near is None:
        raise UsageError(f"“{text}” does not say which day. {_example(meeting)}")
    return datetime.combine(read_date(meeting, day) if day else near or date.min, at)


def read_date(meeting: Meeting, text: str) -> date:
    """Read "Tuesday", "Tue 12 Feb", "12 February 2008", "2008-02-12", "12.2.2008".

    Raises:
        UsageError: It is no date; the message names the meeting's days.
    """
    words = [word.casefold() for word in re.split(r"[\s,/.]+|(?<=\d)-(?=\d)", text.strip()) if word]
    numbers = [int(word) for word in words if word.isdecimal()]
    names = [word for word in words if not word.isdecimal()]
    months = [
        m for m, name in enumerate(MONTH_NAMES, 1) for w in names if len(w) >= 3 and name.casefold().startswith(w)
    ]
    weekdays = [d for d, name in enumerate(DAY_NAMES) for w in names if len(w) >= 2 and name.casefold().startswith(w)]
    dates = [day.date for day in meeting.days]
    if len(names) == len(months) + len(weekdays):
        if not numbers and len(weekdays) == 1 and not months:
            found = [day for day in dates if day.weekday() == weekdays[0]]
        else:
            found = _dates(numbers, months, dates)
        if weekdays:
            found = [day for day in found if day.weekday() == weekdays[0]]
        if found:
            return found[0]
    raise UsageError(f"“{text}” is no day of the meeting or date. {_days(meeting)}")


def _dates(numbers: Sequence[int], months: Sequence[int], dates: Sequence[date]) -> list[date]:
    """Give what the numbers may mean, the meeting's own days first."""
    orders: list[tuple[int, int, int]] = []
    year = dates[0].year if dates else 2000
    if months and numbers and len(months) == 1:
        rest = sorted(numbers)
        orders = [(rest[1] if len(rest) > 1 else year, months[0], rest[0])]
    elif len(numbers) == 3:
        a, b, c = numbers
        orders = [(a, b, c)] if a > 31 else [(c, b, a), (c, a, b)]
    elif len(numbers) == 2:
        orders = [(year, numbers[1], numbers[0])]
    elif len(numbers) == 1:
        orders = [(day.year, day.month, day.day) for day in dates if day.day == numbers[0]]
    found: list[date] = []
    for order in orders:
        try:
            found.append(date(*order))
        except ValueError:
            continue
    return sorted(found, key=lambda day: day not in dates)


def _days(meeting: Meeting) -> str:
    return (
        f"The days are {listed(short_day(day.date) for day in meeting.days)}."
        if meeting.days
        else "Write it as 2008-02-12."
    )


def _example(meeting: Meeting) -> str:
    day = meeting.days[-1].opens if meeting.days else datetime(2008, 2, 12, 9)
    return f"Write it as “{moment_text(day)}”."


def read_number(text: str, low: int, high: int, what: str) -> int:
    """Read a whole number within bounds.

    Raises:
        UsageError: It is none, or out of bounds.
    """
    digits = re.sub(r"[\s ]|\.0+$|\s*(min|minutes|people|pages)\.?$", "", text.strip())
    if not re.fullmatch(r"-?\d{1,9}", digits):
        raise UsageError(f"“{text}” is no number. {what} is a whole number.")
    number = int(digits)
    if not low <= number <= high:
        raise UsageError(f"{what} goes from {low} to {high}.")
    return number


def read_minutes(text: str) -> int:
    """Read a length of time: "90", "1 h 30 min", "1:30".

    Raises:
        UsageError: It is none.
    """
    found = re.fullmatch(r"\s*(?:(\d+)\s*(?::|h(?:ours?)?)\s*)?(?:(\d+)\s*(?:m|min|minutes)?\.?)?\s*", text)
    if found is None or not (found[1] or found[2]):
        raise UsageError(f"“{text}” is no length of time. Write it in minutes, such as 90.")
    minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
    if not 1 <= minutes <= 7 * 24 * 60:
        raise UsageError("A length is between a minute and a week.")
    return minutes


def read_choice(text: str, words: Sequence[str], what: str) -> str:
    """Read one of some words; the beginning of one is enough where it can be no other.

    Raises:
        UsageError: It is none of them; the message names all.
    """
    typed = " ".join(text.split()).casefold()
    if typed in words:
        return typed
    begun = [word for word in words if typed and word.casefold().startswith(typed)]
    exact = [word for word in words if word.casefold() == typed]
    if len(exact or begun) == 1:
        return (exact or begun)[0]
    near = did_you_mean(typed, words)
    raise UsageError(f"“{text}” is no {what}.{near or ' Choose among ' + ', '.join(w for w in words if w) + '.'}")


def pieces(text: str) -> list[str]:
    r"""Give the parts of a list: one a line, or with ";" between them.

    >>> pieces("chair; rapporteur\n presenter;")
    ['chair', 'rapporteur', 'presenter']
    """
    return [" ".join(part.split()) for part in re.split(r"[;\n]", text) if part.strip()]


def period_text(period: Period) -> str:
    """Write a period as ``read_period`` reads it: "Mon 11 Feb 09:00 – 12:00 (painting)"."""
    end = clock(period.end) if period.start.date() == period.end.date() else moment_text(period.end)
    return f"{moment_text(period.start)} – {end}" + (f" ({period.reason})" if period.reason else "")


def read_period(meeting: Meeting, text: str) -> Period:
    """Read "Mon 09:00 – 12:00 (painting)", "Mon 18:00 – Tue 09:00", or a whole day: "Tuesday".

    Raises:
        UsageError: It is none.
    """
    found = _REASON.search(text)
    reason = found[1].strip() if found is not None else ""
    start, end = _span(meeting, text[: found.start()].strip() if found is not None else text.strip())
    if end <= start:
        raise UsageError(f"“{text}” ends before it begins.")
    return Period(start=start, end=end, reason=reason)


def _span(meeting: Meeting, text: str) -> tuple[datetime, datetime]:
    sides = _UNTIL.split(text)
    if len(sides) == 1:
        day = read_date(meeting, text)
        return datetime.combine(day, time()), datetime.combine(day, time()) + timedelta(days=1)
    if len(sides) != 2:
        raise UsageError(f"“{text}” is no stretch of time. {_example(meeting)[:-1]} – 18:00.")
    start = read_moment(meeting, sides[0])
    end = read_moment(meeting, sides[1], near=start.date())
    if end == datetime.combine(start.date(), time()):
        end += timedelta(days=1)  # until midnight
    return start, end
