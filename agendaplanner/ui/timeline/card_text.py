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
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.timeline.facts import Badge

TextStyle = Literal["number", "title", "detail", "quiet"]
STYLES: tuple[TextStyle, ...] = ("number", "title", "detail", "quiet")

ONE_LINE_BELOW = 28
BAR_BELOW = 14
NO_TEXT_BELOW_WIDTH = 22
WHOLE_TEXT_FROM_WIDTH = 56
BADGES_FROM = 50
LEFT, RIGHT, TITLE_LINE, DETAIL_LINE, BADGE_HEIGHT = 10, 6, 15, 14, 15


class Run(msgspec.Struct, frozen=True, gc=False):
    """A line of text, at its place within the card."""

    style: TextStyle
    x: float
    y: float
    text: QtGui.QStaticText
    width: float


class BadgeAt(msgspec.Struct, frozen=True, gc=False):
    """A badge, at its place within the card. Without words it is a dot."""

    x: float
    y: float
    width: float
    text: str
    tone: Tone


class CardText(msgspec.Struct, frozen=True):
    """All words of a card of a certain size."""

    facts: Facts
    width: int
    height: int
    runs: tuple[Run, ...]
    badges: tuple[BadgeAt, ...]


class CardTexts:
    """The laid-out words of cards, one layout kept for each session."""

    def __init__(self, look: Look) -> None:
        self.fonts: dict[TextStyle, QtGui.QFont] = {
            "number": look.font(12, bold=True),
            "title": look.font(12, bold=True),
            "detail": look.font(SMALL_PX),
            "quiet": look.font(SMALL_PX),
        }
        self.badge_font = look.font(10)
        self._metrics = {style: QtGui.QFontMetricsF(font) for style, font in self.fonts.items()}
        self._badge_metrics = QtGui.QFontMetricsF(self.badge_font)
        self._kept: dict[str, CardText] = {}

    def clear(self) -> None:
        """Forget all layouts: other sessions are shown."""
        self._kept.clear()

    def of(self, session_id: str, facts: Facts, width: int, height: int) -> CardText:
        """Give the words of a card, laid out for its size."""
        kept = self._kept.get(session_id)
        if kept is None or kept.width != width or kept.height != height or kept.facts is not facts:
            kept = self._kept[session_id] = self._lay_out(facts, width, height)
        return kept

    def _lay_out(self, facts: Facts, width: int, height: int) -> CardText:
        runs: list[Run] = []
        badges: list[BadgeAt] = []
        if facts.quiet:
            self._lay_out_quiet(facts, width, height, runs)
        elif height >= BAR_BELOW and width >= NO_TEXT_BELOW_WIDTH:
            in_words = height >= BADGES_FROM and width >= WHOLE_TEXT_FROM_WIDTH and bool(facts.badges)
            if in_words:
                badges.extend(self._badge_row(facts.badges, width, height))
            dots = 0 if in_words else len(facts.badges)
            badges.extend(
                BadgeAt(width - RIGHT - 7 * (i + 1) + 2, min(8.0, height / 2 - 3), 6, "", badge.tone)
                for i, badge in enumerate(facts.badges[:dots])
            )
            free = width - LEFT - RIGHT - 7 * dots
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
        return CardText(facts, width, height, tuple(runs), tuple(badges))

    def _title(self, facts: Facts, width: float, y: float, lines: int, runs: list[Run]) -> float:
        """Lay number and title out; give where the next line begins."""
        indent = 0.0
        if facts.number:
            number = self._run("number", LEFT, y, facts.number)
            if number.width > width + 2:
                return y
            runs.append(number)
            indent = number.width + 6
        found = wrapped(facts.title, self.fonts["title"], width - indent, width, lines)
        for i, line in enumerate(found):
            runs.append(self._run("title", LEFT + (indent if i == 0 else 0), y + i * TITLE_LINE, line))
        return y + max(len(found), 1) * TITLE_LINE + 1

    def _lay_out_quiet(self, facts: Facts, width: int, height: int, runs: list[Run]) -> None:
        if height < 14 or width < NO_TEXT_BELOW_WIDTH + 16:
            return
        text = self._metrics["quiet"].elidedText(facts.title, QtCore.Qt.TextElideMode.ElideRight, width - 16)
        length = self._metrics["quiet"].horizontalAdvance(text)
        runs.append(self._run("quiet", (width - length) / 2, (height - 14) / 2, text))

    def _run(self, style: TextStyle, x: float, y: float, text: str) -> Run:
        drawn = QtGui.QStaticText(text)
        drawn.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        drawn.setPerformanceHint(QtGui.QStaticText.PerformanceHint.AggressiveCaching)
        drawn.prepare(font=self.fonts[style])
        return Run(style, x, y, drawn, self._metrics[style].horizontalAdvance(text))

    def _badge_row(self, badges: tuple[Badge, ...], width: int, height: int) -> list[BadgeAt]:
        """Lay badges out from the right; those that find no room are dots."""
        found: list[BadgeAt] = []
        right = float(width - RIGHT)
        y = height - BADGE_HEIGHT - 5
        for badge in reversed(badges):
            length = self._badge_metrics.horizontalAdvance(badge.text) + 12
            if right - length >= LEFT - 2:
                found.append(BadgeAt(right - length, y, length, badge.text, badge.tone))
                right -= length + 4
            elif right - 6 >= LEFT - 2:
                found.append(BadgeAt(right - 6, y + 5, 6, "", badge.tone))
                right -= 9
        return found
