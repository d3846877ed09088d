"""The balance among people on paper: bars with their targets for the meeting, then all sessions, then what is off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.model.balance import (
    ALL_OFFICES,
    BALANCE_FIELDS,
    FIELD_WORDS,
    Balance,
    BalanceField,
    Share,
    balance_of,
    balances,
    coming,
    reach,
    value_name,
)
from agendaplanner.model.misses import Miss, misses
from agendaplanner.model.text import one_line
from agendaplanner.model.words import person_short
from agendaplanner.printing.fit import width, wrapped
from agendaplanner.printing.fonts import SANS, SANS_BOLD
from agendaplanner.printing.handouts.base import numbered
from agendaplanner.printing.styles import HAIRLINE, MUTED, RULE, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agendaplanner.printing.handouts.base import Sheets
    from agendaplanner.printing.handouts.selection import Selection
    from agendaplanner.printing.words import Words

_MARGIN, _FOOT, _LOWEST = 48.0, 36.0, 62.0
_ROW, _WANTED_ROW, _BAR, _SIZE, _SMALL = 17.0, 24.0, 7.0, 8.6, 7.2
"""A row with a target says in a second line what is wanted."""
_NAME, _NUMBERS = 0.34, 108.0
"""The share of the width that names have, and the room of numbers in points."""
_GROUND, _FILL, _OFF, _BAND = "#ECEBE7", "#5C646C", "#9A5B00", "#C9DAF1"
_PARTS = 6
"""So many values have a part of their own in the bars of sessions; the others share one."""
_MOST_ROWS = 24
"""Of more values the small ones are put together."""


def draw_balance(sheets: Sheets, chosen: Selection) -> None:
    """Draw the balance: nothing where nobody comes.

    Args:
        sheets: Where.
        chosen: Which sessions; the meeting's own balance is always that of all who come.
    """
    agenda = sheets.agenda
    people = coming(agenda)
    if not people:
        return
    page = _Page(sheets)
    page.heading(sheets.say("The whole meeting"), sheets.say.count(len(people), "participant"))
    for field in BALANCE_FIELDS:
        found = balance_of(agenda, people, field)
        if found.shares:
            page.chart(field, found)
    by: BalanceField = "community" if any(p.community for p in people) else "category"
    for title, where in (("Each session", "sessions"), ("Each panel", "panels")):
        counted = [
            each
            for each in balances(agenda, by, where)  # pyright: ignore[reportArgumentType] # is one of the scopes
            if each.shares and chosen.has_session(agenda, agenda.session[each.session])
        ]
        if counted:
            page.heading(sheets.say(title), sheets.say(FIELD_WORDS[by]))
            page.sessions(counted)
    off = [m for m in misses(agenda) if not m.session or chosen.has_session(agenda, agenda.session[m.session])]
    if off:
        page.heading(sheets.say("What is off"), "")
        for miss in off:
            page.missed(miss)
    page.end()


class _Page:
    """Writes from the top of a sheet to its foot, and goes on with the next one."""

    def __init__(self, sheets: Sheets) -> None:
        self._sheets, self._say = sheets, sheets.say
        self._space = sheets.width - 2 * _MARGIN
        self._y = 0.0
        self._sheet_is_open = False

    def end(self) -> None:
        """End the last sheet."""
        if self._sheet_is_open:
            self._sheets.foot(_MARGIN, _FOOT)
            self._sheets.turn()

    def _take(self, height: float) -> None:
        """Have so much room, on a new sheet where there is not enough."""
        if self._sheet_is_open and self._y - height >= _LOWEST:
            return
        again = self._sheet_is_open
        self.end()
        self._sheet_is_open = True
        sheets, say = self._sheets, self._say
        y = sheets.height - 58
        title = say("Balance")
        if again:
            sheets.title(_MARGIN, y, say("{title} (continued)", title=title), size=12, space=self._space)
        else:
            meeting = sheets.agenda.meeting
            sheets.title(_MARGIN, y, title, size=17, space=self._space)
            facts = [*filter(None, [meeting.title, meeting.city, say.date_range(meeting.days)])]
            y -= 15
            sheets.words(_MARGIN, y, say.listed(facts), size=8.6, space=self._space, colour=MUTED)
        self._y = y - 12
        sheets.rule(self._y, _MARGIN, sheets.width - _MARGIN, weight=0.9, colour=RULE)

    def heading(self, title: str, behind: str) -> None:
        """Begin a part; there is room for a few rows below it."""
        self._take(28 + 5 * _ROW)
        self._y -= 24
        self._sheets.words(_MARGIN, self._y, title, font=SANS_BOLD, size=11.5, space=self._space * 0.6)
        end = _MARGIN + self._space
        self._sheets.words(end, self._y, behind, size=_SIZE, space=self._space * 0.4, align="right", colour=MUTED)
        self._y -= 6

    # a chart of bars

    def chart(self, field: BalanceField, found: Balance) -> None:
        """Draw a bar for each value, with its target, and one for what is not recorded."""
        shares = found.shares[:_MOST_ROWS]
        self._take(22 + min(len(shares), 4) * _ROW)
        self._y -= 16
        self._sheets.words(_MARGIN, self._y, self._say(FIELD_WORDS[field]), font=SANS_BOLD, size=9.2, space=self._space)
        self._y -= 4
        scale = reach(shares)
        for share in shares:
            self._share(_shown(field, share.value, self._say), share, scale)
        if left := len(found.shares) - len(shares):
            self._take(_ROW)
            self._y -= _ROW
            more = self._say("and {n} more", n=left)
            self._sheets.words(_MARGIN, self._y + 5, more, size=_SIZE, space=self._space, colour=MUTED)
        if found.not_recorded:
            self._not_recorded(found)

    def _lane(self) -> tuple[float, float]:
        return _MARGIN + self._space * _NAME, _MARGIN + self._space - _NUMBERS

    def _share(self, name: str, share: Share, scale: int) -> None:
        row = _WANTED_ROW if share.has_target else _ROW
        self._take(row)
        self._y -= row
        sheets, (left, right), middle = self._sheets, self._lane(), self._y + row / 2
        bold = SANS_BOLD if share.off else SANS
        sheets.words(_MARGIN, middle - 3, name, font=bold, size=_SIZE, space=self._space * _NAME - 8)

        def at(percent: float) -> float:
            return left + (right - left) * min(percent, scale) / scale

        low, high = middle - _BAR / 2, middle + _BAR / 2
        sheets.fill(_GROUND, left, low, right, high)
        if share.has_target:
            sheets.fill(_BAND, at(share.low), low - 3, at(share.high), high + 3)
        end = at(share.percent)
        sheets.fill(_OFF if share.off else _FILL, left, low, end, high)
        if share.off:
            self._upright_lines(left, low, end, high, 3.2)
        if share.has_target:
            self._limits(
                [at(p) for p, real in ((share.low, share.low > 0), (share.high, share.high < 100)) if real], middle
            )
        numbers = f"{share.people} · {share.percent:.0f} %"
        edge = _MARGIN + self._space
        if share.has_target:
            sheets.words(edge, middle + 1, numbers, font=bold, size=_SIZE, space=_NUMBERS - 8, align="right")
            off = {"below": "too few", "above": "too many", "": ""}[share.off]
            words = self._say.listed(
                [*filter(None, [_limits_words(share.low, share.high, self._say), self._say(off) if off else ""])]
            )
            sheets.words(edge, middle - 7, words, size=6.4, space=_NUMBERS - 8, align="right", colour=MUTED)
        else:
            sheets.words(edge, middle - 3, numbers, size=_SIZE, space=_NUMBERS - 8, align="right")

    def _limits(self, places: Iterable[float], middle: float) -> None:
        canvas = self._sheets.canvas
        canvas.setStrokeColor(TEXT)
        canvas.setLineWidth(1.1)
        for x in places:
            self._sheets.board.line(x, middle - _BAR / 2 - 3, x, middle + _BAR / 2 + 3)

    def _upright_lines(self, left: float, low: float, right: float, high: float, step: float) -> None:
        """Draw white lines over a part of a bar, by which it is told from others in grey."""
        canvas = self._sheets.canvas
        canvas.setStrokeColor("#FFFFFF")
        canvas.setLineWidth(0.7)
        x = left + step
        while x < right - 0.4:
            self._sheets.board.line(x, low, x, high)
            x += step

    def _not_recorded(self, found: Balance) -> None:
        self._take(_ROW)
        self._y -= _ROW
        sheets, (left, right), middle = self._sheets, self._lane(), self._y + _ROW / 2
        name = self._say("Not recorded")
        sheets.words(_MARGIN, middle - 3, name, size=_SIZE, space=self._space * _NAME - 8, colour=MUTED)
        sheets.fill(_GROUND, left, middle - _BAR / 2, right, middle + _BAR / 2)
        end = left + (right - left) * found.not_recorded / found.people
        canvas = sheets.canvas
        canvas.setStrokeColor(MUTED)
        canvas.setLineWidth(0.5)
        x = left + 2
        while x < end:
            sheets.board.line(x, middle - _BAR / 2, x, middle + _BAR / 2)
            x += 2.4
        numbers = self._say("{n} of {of}", n=found.not_recorded, of=found.people)
        edge = _MARGIN + self._space
        sheets.words(edge, middle - 3, numbers, size=_SIZE, space=_NUMBERS - 8, align="right", colour=MUTED)

    # all sessions

    def sessions(self, found: Sequence[Balance]) -> None:
        """Draw a bar for each session, its parts side by side with their numbers."""
        totals: dict[str, int] = {}
        for each in found:
            for share in each.shares:
                totals[share.value] = totals.get(share.value, 0) + share.people
        values = sorted(totals, key=lambda value: (-totals[value], value))
        self._legend(values, signs=any(share.off for each in found for share in each.shares))
        for each in found:
            self._session(each, values[:_PARTS])

    def _legend(self, values: Sequence[str], *, signs: bool) -> None:
        self._take(16)
        self._y -= 14
        names = [*values[:_PARTS], *([self._say("Others")] if len(values) > _PARTS else [])]
        x = _MARGIN
        for number, name in enumerate(names):
            shown = self._sheets.edition.text(one_line(name), self._say("Balance"))
            wide = 13 + width(shown, SANS, _SMALL) + 14
            if x > _MARGIN and x + wide > _MARGIN + self._space:
                x = _MARGIN
                self._take(12)
                self._y -= 12
            self._part(number, x, self._y - 1, x + 9, self._y + 7)
            self._sheets.words(x + 13, self._y, name, size=_SMALL, space=self._space - 13, colour=MUTED)
            x += wide
        if signs:
            self._take(12)
            self._y -= 12
            told = self._say.listed(
                [f"{sign} {self._say(words)}" for sign, words in (("−", "too few"), ("+", "too many"))]
            )
            self._sheets.words(_MARGIN, self._y, told, size=_SMALL, space=self._space, colour=MUTED)
        self._y -= 3

    def _part(self, number: int, left: float, low: float, right: float, high: float) -> None:
        if right - left <= 0:
            return
        palette = self._sheets.edition.style.palette
        self._sheets.fill(palette[number % len(palette)] if number < _PARTS else MUTED, left, low, right, high)
        if number % 3:
            self._upright_lines(left, low, right, high, 2.2 if number % 3 == 1 else 4.4)
        if number >= 3:
            self._sheets.rule((low + high) / 2, left, right, weight=0.8, colour="#FFFFFF")

    def _session(self, balance: Balance, values: Sequence[str]) -> None:
        self._take(_ROW)
        self._y -= _ROW
        sheets, middle = self._sheets, self._y + _ROW / 2
        numbers = min(_NUMBERS, 24.0 * len(values))
        left, right = _MARGIN + self._space * 0.54, _MARGIN + self._space - numbers
        title = numbered(sheets.agenda.session[balance.session])
        sheets.words(_MARGIN, middle - 3, title, size=_SIZE, space=self._space * 0.54 - 8)
        counts = {share.value: share for share in balance.shares}
        parts = [(counts[value].people if value in counts else 0) for value in values]
        parts.append(balance.people - balance.not_recorded - sum(parts))
        sheets.fill(_GROUND, left, middle - _BAR / 2, right, middle + _BAR / 2)
        x = left
        for number, part in enumerate(parts):
            wide = (right - left) * part / balance.people
            self._part(number, x, middle - _BAR / 2, x + max(wide - 0.6, 0), middle + _BAR / 2)
            x += wide
        off = any(share.off for share in balance.shares)
        marks = {"below": "−", "above": "+", "": ""}
        shown = " · ".join(
            f"{part}{marks[counts[value].off] if value in counts else ''}"
            for value, part in zip(values, parts, strict=False)
        )
        edge = _MARGIN + self._space
        font = SANS_BOLD if off else SANS
        sheets.words(edge, middle - 3, shown, font=font, size=_SIZE, space=numbers - 8, align="right")
        sheets.rule(self._y, _MARGIN, edge, weight=0.4, colour=HAIRLINE)

    # what is off

    def missed(self, miss: Miss) -> None:
        """Write what is off, and who could change it."""
        sheets, say = self._sheets, self._say
        lines = [
            line
            for text in _missed_words(sheets, miss)
            for line in wrapped(sheets.edition.text(text, say("Balance")), SANS, _SIZE, self._space)
        ]
        self._take(len(lines) * 11.4 + 7)
        self._y -= 4
        for line in lines:
            self._y -= 11.4
            sheets.words(_MARGIN, self._y, line, size=_SIZE, space=self._space)
        self._y -= 3
        sheets.rule(self._y, _MARGIN, _MARGIN + self._space, weight=0.4, colour=HAIRLINE)


def _missed_words(sheets: Sheets, miss: Miss) -> list[str]:
    agenda, say, target = sheets.agenda, sheets.say, miss.target
    where = say("The whole meeting")
    if miss.session:
        where = say.isolated(numbered(agenda.session[miss.session]))
        where = say("{title}, the panel", title=where) if target.where == "panels" else where
    value = say.isolated(one_line(_shown(target.of, value_name(agenda, target.of, target.value), say)))
    limits = _limits_words(
        target.least_percent if miss.more > 0 else 0, target.most_percent if miss.more < 0 else 100, say
    )
    percent = round(100 * miss.people / miss.of)
    said = say(
        "{where}: {value} {n} of {of} ({percent} %), {wanted}",
        where=where, value=value, n=miss.people, of=miss.of, percent=percent, wanted=limits,
    )  # fmt: skip
    need = say("{n} more needed", n=miss.more) if miss.more > 0 else say("{n} fewer needed", n=-miss.more)
    if not miss.could:
        return [said, need]
    names = [one_line(person_short(agenda.person[p])) for p in miss.could[:5]]
    if len(miss.could) > 5:
        names.append(say("and {n} more", n=len(miss.could) - 5))
    who = "could change it: {people}"
    return [said, say.joined([need, say(who, people=say.listed(names))], " · ")]


def _limits_words(low: int, high: int, say: Words) -> str:
    if high == 100:
        return say("wanted at least {low} %", low=low)
    if not low:
        return say("wanted at most {high} %", high=high)
    return say("wanted {low} to {high} %", low=low, high=high)


def _shown(field: str, value: str, say: Words) -> str:
    """Name a value in the language of the edition where that is known: languages, and what is ours."""
    if value == ALL_OFFICES:
        return say(ALL_OFFICES)
    if field != "language":
        return value
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(value, sep="-").get_language_name(say.language) or value
    except (ValueError, UnknownLocaleError):
        return value
