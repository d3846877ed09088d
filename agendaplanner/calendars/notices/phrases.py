"""What notices say, as a form that each language fills in; a language that lacks a phrase does not pass the types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from datetime import date, datetime


class Phrases(msgspec.Struct, frozen=True, kw_only=True):
    """A language. In braces stands what is filled in."""

    code: str
    """ISO 639-1."""
    names: tuple[str, ...]
    """How the language is called, in itself and in English, in small letters."""
    days: tuple[str, ...]
    """From Monday."""
    months: tuple[str, ...]
    date: str
    """{day} {number} {month} {year}"""
    time: str
    """{start} {end}"""
    clock: str = "{:%H:%M}"
    place: str
    """{time} {room}"""
    and_: str
    subject: str
    """{meeting} {count}: several changes."""
    subject_one: str
    """{meeting} {title}: one change."""
    subject_first: str
    """{meeting}"""
    greeting: str
    """{name}"""
    intro: str
    """{meeting} {version}"""
    intro_first: str
    """{meeting}"""
    calendar: str
    """That calendar entries are attached."""
    zone: str
    """{zone}"""
    questions: str
    """{contact}"""
    version: str
    """{number}"""
    new: str
    joined: str
    joined_as: str
    """{roles}"""
    left: str
    cancelled: str
    withdrawn: str
    waits: str
    now: str
    """{place}"""
    was: str
    """{place}"""
    room: str
    """{after} {before}"""
    no_room: str
    instead: str
    """{role} {new} {old}"""
    added: str
    """{role} {new}"""
    gone: str
    """{role} {old}"""
    you: str
    title: str
    """{before} {after}"""
    text: str
    """{parts}"""
    confirmed: str
    provisional: str
    meeting_field: str
    """{field} {before} {after}"""
    none: str
    fields: dict[str, str]
    """What changes of the meeting itself."""
    roles: dict[str, str]
    parts: dict[str, str]
    """Texts of a session, as ``compare`` names them."""

    def day(self, moment: date) -> str:
        """Write a date."""
        return self.date.format(
            day=self.days[moment.weekday()], number=moment.day, month=self.months[moment.month - 1], year=moment.year
        )

    def when(self, start: datetime, end: datetime) -> str:
        """Write a day and its times."""
        times = self.time.format(start=self.clock.format(start), end=self.clock.format(end))
        return f"{self.day(start)}{times}"

    def listed(self, words: list[str]) -> str:
        """Join words as a sentence does."""
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.and_} {words[-1]}"
