"""What is printed in the language of the edition: the words that are ours, dates, times and counts by its customs.

English is in the code; other languages are catalogues in ``resources/words``, which say each English text anew. What
people typed is never translated.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from agendaplanner.model import times
from agendaplanner.model.errors import UsageError, did_you_mean
from agendaplanner.model.kinds import ROLE_WORDS
from agendaplanner.printing.text import bidi
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from agendaplanner.model.records import Day

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


class Words:
    """The words of one language.

    Attributes:
        language: Its code, "en".
        rtl: Whether it is read from right to left.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._catalogue = None if language == "en" else _catalogue(language)
        self.rtl = self._catalogue is not None and self._catalogue.rtl

    def __call__(self, text: str, **values: object) -> str:
        """Say an English text in this language; ``{name}`` in it stands for a value."""
        if self._catalogue is not None:
            text = self._catalogue.texts.get(text, text)  # what a catalogue lacks is said in English
        return text.format(**values) if values else text

    def knows(self, text: str) -> bool:
        """Tell whether it can say a text."""
        return self._catalogue is None or text in self._catalogue.texts

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
            return f"{first.day}–{end}"
        return f"{self._date(first, 'day_month') if first.year == last.year else self.full_date(first)} – {end}"

    def clock(self, moment: datetime) -> str:
        """Write a time of day: "09:05"."""
        return times.clock(moment)

    def clock_range(self, start: datetime, end: datetime) -> str:
        """Write a stretch of a day, with an en dash: "09:00–10:30"; what begins stands where reading begins."""
        text = f"{times.clock(start)}–{times.clock(end)}"
        return _RIGHT_TO_LEFT_MARK + text if self.rtl else text

    def span(self, minutes: int) -> str:
        """Write a length of time: "45 minutes"."""
        return self.count(minutes, "minute")

    @cached_property
    def _locale(self) -> Any:
        from babel import Locale

        return Locale.parse(self.language)

    def _date(self, moment: date, pattern: str) -> str:
        from babel.dates import format_date

        assert self._catalogue is not None
        return _plain(format_date(moment, self._catalogue.dates[pattern], locale=self._locale))


def languages() -> list[str]:
    """Give the codes of the languages that can be printed in, English first."""
    return ["en", *sorted(file.stem for file in resource("words").glob("*.json"))]


def words_of(language: str) -> Words:
    """Give the words of a language.

    Raises:
        UsageError: There is no such edition.
    """
    known = languages()
    if language not in known:
        raise UsageError(
            f"Nothing can be printed in the language {language!r}.{did_you_mean(language, known)}",
            advice=f"There is: {', '.join(known)}.",
        )
    return Words(language)


def language_name(language: str) -> str:
    """Name a language in itself."""
    return "English" if language == "en" else _catalogue(language).name


@cache
def _catalogue(language: str) -> _Catalogue:
    return msgspec.json.decode(resource(f"words/{language}.json").read_bytes(), type=_Catalogue)


def _plain(text: str) -> str:
    """Give what Babel wrote with plain spaces: its narrow ones are in few fonts."""
    return text.replace("\u202f", " ").replace("\u2009", " ").replace("\u00a0", " ")
