"""How text and badges are laid out on a card. Laid out once for a card and size, then only drawn.

The order of the words is that of importance: number and title, who leads, badges. Nothing overflows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec
from PySide6 import QtCore, QtGui

from agendaplanner.ui.look import SMALL_PX
from agendaplanner.ui.timeline.facts import Facts, Tone
from agendaplanner.ui.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.facts import Badge

TextStyle = Literal["number", "title", "detail", "track", "quiet"]
STYLES: tuple[TextStyle, ...] = ("number", "title", "detail", "track", "quiet")

ONE_LINE_BELOW = 28
BAR_BELOW = 14
NO_TEXT_BELOW_WIDTH = 22
WHOLE_TEXT_FROM_WIDTH = 56
BADGES_FROM = 50
ICONS_FROM_WIDTH, ICONS_FROM_HEIGHT = 92, 17
TRACK_FROM_WIDTH = 44
REPEATED_EVERY = 720
"""What lies across many rooms says what it is again and again, so that it is read wherever the window is."""
LEFT, RIGHT, TITLE_LINE, DETAIL_LINE, BADGE_HEIGHT = 10, 6, 15, 14, 15
ICON, DOT = 11, 6
MOST_KEPT = 2_500
"""So many layouts are kept: those of a large meeting at the sizes that are looked at."""


class Run(msgspec.Struct, frozen=True, gc=False):
    """A line of text, at its place within the card."""

    style: TextStyle
    x: float
    y: float
    text: QtGui.QStaticText
    width: float


class BadgeAt(msgspec.Struct, frozen=True, gc=False):
    """A badge, at its place within the card: icon and word, the icon alone, or a dot."""

    x: float
    y: float
    width: float
    text: str
    tone: Tone
    icon: str


class CardText(msgspec.Struct, frozen=True):
    """All words of a card of a certain size."""

    facts: Facts
    width: int
    height: int
    runs: tuple[Run, ...]
    badges: tuple[BadgeAt, ...]
    turned: bool = False
    """The runs are along the card's height, from its lower left corner up."""


class CardTexts:
    """The laid-out words of cards, kept for the sizes that were asked for last."""

    def __init__(self, look: Look) -> None:
        self.fonts: dict[TextStyle, QtGui.QFont] = {
            "number": look.font(12, bold=True),
            "title": look.font(12, bold=True),
            "detail": look.font(SMALL_PX),
            "track": look.font(SMALL_PX),
            "quiet": look.font(SMALL_PX),
        }
        self.badge_font = look.font(10)
        self._metrics = {style: QtGui.QFontMetricsF(font) for style, font in self.fonts.items()}
        self._badge_metrics = QtGui.QFontMetricsF(self.badge_font)
        self._kept: dict[tuple[str, int, int], CardText] = {}

    def clear(self) -> None:
        """Forget what was laid out: another agenda."""
        self._kept.clear()

    def has(self, session_id: str, facts: Facts, width: int, height: int) -> bool:
        """Tell whether a card's words are laid out for its size."""
        kept = self._kept.get((session_id, width, height))
        return kept is not None and kept.facts is facts

    def of(self, session_id: str, facts: Facts, width: int, height: int) -> CardText:
        """Give the words of a card, laid out for its size."""
        key = (session_id, width, height)
        kept = self._kept.get(key)
        if kept is None or kept.facts is not facts:
            if len(self._kept) >= MOST_KEPT:
                for old in list(self._kept)[: MOST_KEPT // 4]:
                    del self._kept[old]
            kept = self._kept[key] = self._lay_out(facts, width, height)
        return kept

    def _lay_out(self, facts: Facts, width: int, height: int) -> CardText:
        runs: list[Run] = []
        badges: list[BadgeAt] = []
        if facts.quiet:
            turned = width < 60 and height > 2 * width
            self._lay_out_quiet(facts, *((height, width) if turned else (width, height)), runs)
            return CardText(facts, width, height, tuple(runs), (), turned)
        if height >= BAR_BELOW and width >= NO_TEXT_BELOW_WIDTH:
            in_words = height >= BADGES_FROM and width >= WHOLE_TEXT_FROM_WIDTH and bool(facts.badges)
            if in_words:
                badges.extend(self._badge_row(facts.badges, width, height))
                taken = 0.0
            else:
                badges.extend(_small_badges(facts.badges, width, height))
                taken = width - RIGHT + 2 - min((badge.x for badge in badges), default=width - RIGHT + 2)
            free = width - LEFT - RIGHT - taken
            if height < ONE_LINE_BELOW or width < WHOLE_TEXT_FROM_WIDTH:
                one_line_y = (height - TITLE_LINE) / 2 if height < ONE_LINE_BELOW else 5
                self._title(facts, free, one_line_y, 1, runs)
            else:
                floor = height - 4 - (BADGE_HEIGHT + 3 if in_words else 0)
                y = self._title(facts, free, 5, max(1, int((floor - 5) // TITLE_LINE)), runs)
                lines = int((floor - y) // DETAIL_LINE)
                for line in wrapped(facts.detail, self.fonts["detail"], free, free, lines):
                    runs.append(self._run("detail", LEFT, y, line))
                    y += DETAIL_LINE
                end = min((badge.x for badge in badges), default=width - RIGHT + 6) - 6 if in_words else width - RIGHT
                for x in range(REPEATED_EVERY, width - REPEATED_EVERY // 2, REPEATED_EVERY):
                    self._title(facts, REPEATED_EVERY / 2, 5, 1, runs, x)
                self._track(facts, height - 5 - DETAIL_LINE, y, end - LEFT, runs)
        return CardText(facts, width, height, tuple(runs), tuple(badges))

    def _track(self, facts: Facts, y: float, free_from: float, width: float, runs: list[Run]) -> None:
        """Name the track in the last line, if that is free."""
        if facts.track and y >= free_from and width >= TRACK_FROM_WIDTH:
            words = self._metrics["track"].elidedText(facts.track, QtCore.Qt.TextElideMode.ElideRight, width)
            runs.append(self._run("track", LEFT, y, words))

    def _title(self, facts: Facts, width: float, y: float, lines: int, runs: list[Run], left: float = LEFT) -> float:
        """Lay number and title out; give where the next line begins."""
        indent = 0.0
        if facts.number:
            number = self._run("number", left, y, facts.number)
            if number.width > width + 2:
                return y
            runs.append(number)
            indent = number.width + 6
        found = wrapped(facts.title, self.fonts["title"], width - indent, width, lines)
        if found and len(found[0]) < 3 and found[0] != facts.title:
            found = []  # a letter or two say nothing
        for i, line in enumerate(found):
            runs.append(self._run("title", left + (indent if i == 0 else 0), y + i * TITLE_LINE, line))
        return y + max(len(found), 1) * TITLE_LINE + 1

    def _lay_out_quiet(self, facts: Facts, width: int, height: int, runs: list[Run]) -> None:
        """Write what a break is into its middle; where it is very long, several times, so that one of them is seen."""
        if height < 14 or width < NO_TEXT_BELOW_WIDTH + 16:
            return
        text = self._metrics["quiet"].elidedText(facts.title, QtCore.Qt.TextElideMode.ElideRight, width - 16)
        length = self._metrics["quiet"].horizontalAdvance(text)
        times = max(1, width // REPEATED_EVERY)
        middles = (width * (i + 0.5) / times for i in range(times))
        runs.extend(self._run("quiet", middle - length / 2, (height - 14) / 2, text) for middle in middles)

    def _run(self, style: TextStyle, x: float, y: float, text: str) -> Run:
        drawn = QtGui.QStaticText(text)
        drawn.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        drawn.setPerformanceHint(QtGui.QStaticText.PerformanceHint.AggressiveCaching)
        drawn.prepare(font=self.fonts[style])
        return Run(style, x, y, drawn, self._metrics[style].horizontalAdvance(text))

    def _badge_row(self, badges: tuple[Badge, ...], width: int, height: int) -> list[BadgeAt]:
        """Lay badges out from the right; those whose words find no room are icons."""
        found: list[BadgeAt] = []
        right = float(width - RIGHT)
        y = height - BADGE_HEIGHT - 5
        words = {badge: self._badge_metrics.horizontalAdvance(badge.text) + ICON + 14 for badge in badges}
        for i, badge in enumerate(badges):
            others = (len(badges) - i - 1) * (ICON + 4)
            if right - words[badge] - others >= LEFT - 2:
                found.append(BadgeAt(right - words[badge], y, words[badge], badge.text, badge.tone, badge.icon))
                right -= words[badge] + 4
            elif right - ICON >= LEFT - 4:
                found.append(BadgeAt(right - ICON, y + 2, ICON, "", badge.tone, badge.icon))
                right -= ICON + 4
        return found


def _small_badges(badges: tuple[Badge, ...], width: int, height: int) -> Iterable[BadgeAt]:
    """Put badges without words into the upper right corner: icons, or dots where the card is small."""
    icons = width >= ICONS_FROM_WIDTH and height >= ICONS_FROM_HEIGHT
    size = ICON if icons else DOT
    y = min(7.0, (height - size) / 2)
    for i, badge in enumerate(badges):
        x = width - RIGHT + 2 - size - i * (size + (3 if icons else 1))
        if x < (LEFT + width) / 3:
            return
        yield BadgeAt(x, y, size, "", badge.tone, badge.icon if icons else "")
