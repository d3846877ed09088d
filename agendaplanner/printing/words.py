"""What is printed in the language of the edition: the words that are ours, dates, times and counts by its customs.

English is in the code; other languages are catalogues in ``resources/words``, which say each English text anew. What
people typed is never translated.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from agendaplanner.model import times
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.printing.text import bidi
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from agendaplanner.model.parts import Day

Clock = Literal["12", "24"]
"""Hours from 1 to 12 with morning and afternoon, or from 0 to 23."""
CLOCKS: dict[str, Clock] = {"24": "24", "12": "12"}
_RIGHT_TO_LEFT_MARK, _ISOLATE, _END_OF_ISOLATE = "\u200f", "\u2068", "\u2069"


class _Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of a language."""

    name: str
    texts: dict[str, str]
    counts: dict[str, dict[str, str]]
    """By English noun, by the plural category of CLDR: "{n}" stands for the number."""
    dates: dict[str, str]
    """Patterns of CLDR: for the days of the meeting, for where there is little room, for whole dates, for day and month."""
    roles: dict[str, tuple[str, str]]
    """By kind: of one person, of several."""
    rtl: bool = False
    between: str = ", "
    """Between the things of a list."""
    english: bool = False
    """Whether what it does not say anew stands as in the code: another English."""
    clock: Clock = "24"
    paper: str = ""
    """What is usual where it is spoken, by name; "": A4."""


class Words:
    """The words of one language.

    Attributes:
        language: Its code, "en".
        rtl: Whether it is read from right to left.
        hours: How times of day are written.
        paper: What is usual where it is spoken, by name; "": A4.
    """

    def __init__(self, language: str = "en", clock: Clock | None = None) -> None:
        self.language = language
        self._catalogue = None if language == "en" else _catalogue(language)
        self.rtl = self._catalogue is not None and self._catalogue.rtl
        usual: Clock = "24" if self._catalogue is None else self._catalogue.clock
        self.hours: Clock = clock or usual
        self.paper = "" if self._catalogue is None else self._catalogue.paper

    def __call__(self, text: str, **values: object) -> str:
        """Say an English text in this language; ``{name}`` in it stands for a value."""
        if self._catalogue is not None:
            text = self._catalogue.texts.get(text, text)  # what a catalogue lacks is said in English
        return text.format(**values) if values else text

    def knows(self, text: str) -> bool:
        """Tell whether it can say a text."""
        return self._catalogue is None or self._catalogue.english or text in self._catalogue.texts

    def count(self, number: int, noun: str) -> str:
        """Say how many: "1 page", "2 pages"."""
        if self._catalogue is None:
            return f"{number} {noun}{'' if number == 1 else 's'}"
        forms = self._catalogue.counts[noun]
        return forms.get(self._locale.plural_form(number), forms["other"]).format(n=number)

    def role(self, kind: str, people: int = 1) -> str:
        """Name a role, of one person or of several."""
        if self._catalogue is not None:
            return self._catalogue.roles[kind][people > 1]
        return ROLE_WORDS[kind] + ("s" if people > 1 and kind != "secretariat" else "")

    def listed(self, things: Sequence[str]) -> str:
        """Put things behind each other: "a, b"."""
        return self.joined(things, ", " if self._catalogue is None else self._catalogue.between)

    def joined(self, things: Sequence[str], between: str) -> str:
        """Put things behind each other, in the direction of the edition whatever the first of them begins with."""
        if not self.rtl or len(things) < 2:
            return between.join(things)
        return _RIGHT_TO_LEFT_MARK + between.join(map(self.isolated, things))

    def isolated(self, text: str) -> str:
        """Give text that people typed as it stands among words that are ours: it keeps its own direction to itself."""
        mixed = self.rtl or not bidi.is_plain(text)
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if mixed and text else text

    # dates and times

    def long_day(self, moment: date) -> str:
        """Write a day of the meeting: "Monday 11 February"."""
        return times.long_day(moment) if self._catalogue is None else self._date(moment, "long_day")

    def short_day(self, moment: date) -> str:
        """Write a day where there is little room: "Mon 11 Feb"."""
        return times.short_day(moment) if self._catalogue is None else self._date(moment, "short_day")

    def full_date(self, moment: date) -> str:
        """Write a date: "6 February 2008"."""
        if self._catalogue is None:
            return f"{moment.day} {times.MONTH_NAMES[moment.month - 1]} {moment.year}"
        return self._date(moment, "full_date")

    def date_range(self, days: Sequence[Day]) -> str:
        """Write the days of a meeting: "11–12 February 2008", or ""."""
        if self._catalogue is None or not days:
            return times.date_range(days)
        first, last = days[0].date, days[-1].date
        end = self.full_date(last)
        if first == last:
            return end
        if (first.year, first.month) == (last.year, last.month):
            if self._catalogue.dates["full_date"].startswith("M"):
                return f"{self._date(first, 'day_month')}–{last.day}, {last.year}"
            return f"{first.day}–{end}"
        return f"{self._date(first, 'day_month') if first.year == last.year else self.full_date(first)} – {end}"

    def clock(self, moment: datetime) -> str:
        """Write a time of day: "09:05", "9:05 AM"."""
        if self.hours == "24":
            return times.clock(moment)
        return f"{self._hour(moment)} {self._half(moment)}"

    def clock_range(self, start: datetime, end: datetime) -> str:
        """Write a stretch of a day, with an en dash: "09:00–10:30"; what begins stands where reading begins."""
        if self.hours == "24":
            text = f"{times.clock(start)}–{times.clock(end)}"
        elif self._half(start) == self._half(end):
            text = f"{self._hour(start)}–{self.clock(end)}"
        else:
            text = f"{self.clock(start)}–{self.clock(end)}"
        return _RIGHT_TO_LEFT_MARK + text if self.rtl else text

    def _hour(self, moment: datetime) -> str:
        return f"{moment.hour % 12 or 12}:{moment:%M}"

    def _half(self, moment: datetime) -> str:
        """Name the half of the day: "AM"."""
        from babel.dates import format_time

        return _plain(format_time(moment.time(), "a", locale=self._locale))

    def span(self, minutes: int) -> str:
        """Write a length of time: "45 minutes"."""
        return self.count(minutes, "minute")

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(self.language, sep="-")

    def _date(self, moment: date, pattern: str) -> str:
        from babel.dates import format_date

        assert self._catalogue is not None
        return _plain(format_date(moment, self._catalogue.dates[pattern], locale=self._locale))


def languages() -> list[str]:
    """Give the codes of the languages that can be printed in, English first."""
    return ["en", *sorted(file.stem for file in resource("words").glob("*.json"))]


def words_of(language: str, clock: Clock | None = None) -> Words:
    """Give the words of a language.

    Args:
        language: One of ``languages()``.
        clock: How times are written; None: as is usual in it.

    Raises:
        UsageError: There is no such edition.
    """
    known = languages()
    if language not in known:
        raise UsageError(
            f"Nothing can be printed in the language {language!r}.{did_you_mean(language, known)}",
            advice=f"There is: {', '.join(known)}.",
        )
    return Words(language, clock)


def language_name(language: str) -> str:
    """Name a language in itself."""
    return "English" if language == "en" else _catalogue(language).name


@cache
def _catalogue(language: str) -> _Catalogue:
    return msgspec.json.decode(resource(f"words/{language}.json").read_bytes(), type=_Catalogue)


def _plain(text: str) -> str:
    """Give what Babel wrote with plain spaces: its narrow ones are in few fonts."""
    return text.replace("\u202f", " ").replace("\u2009", " ").replace("\u00a0", " ")
