"""Both themes can be read: contrast as WCAG 2.1 (1.4.3) counts it."""

from __future__ import annotations

import pytest

from agendaplanner.ui.colours import DARK, LIGHT, NEUTRAL, TRACKS, mixed


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a, b):
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(theme):
    for ground in (theme.window, theme.surface, theme.card):
        assert contrast(theme.text, ground) >= 7
        for words in (theme.muted, theme.warning, theme.clash, theme.accent):
            assert contrast(words, ground) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_chip, theme.chip) >= 7


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("track", [*TRACKS, NEUTRAL])
def test_titles_can_be_read_on_every_track(theme, track):
    assert contrast(theme.text, mixed(theme.card, track, theme.tint)) >= 6
