"""What a printed piece is an edition of: its paper, its style, its language and logo; and the text on its way there.

Styles are data in ``resources/styles``, or a file of one's own in the same form. What is not said is as in ``classic``.
"""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from agendaplanner.model.errors import FileError, UsageError, did_you_mean
from agendaplanner.printing.fonts import SANS, SANS_BOLD, SANS_ITALIC, SERIF, SERIF_BOLD, SERIF_ITALIC, Ink
from agendaplanner.printing.logo import Logo, read_logo
from agendaplanner.printing.paper import A4, PAPERS, Paper, paper_named
from agendaplanner.printing.styles import PALETTE, RULE, paragraph_styles
from agendaplanner.printing.words import CLOCKS, Clock, Words, words_of
from agendaplanner.resource_files import resource

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Literal

    from reportlab.lib.styles import ParagraphStyle

    from agendaplanner.model.agenda import Agenda

    Family = Literal["serif", "sans"]

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
_FAMILIES = {
    "serif": (SERIF, SERIF_BOLD, SERIF_ITALIC),
    "sans": (SANS, SANS_BOLD, SANS_ITALIC),
}


class Style(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How pages look, as it stands in a file."""

    title: str = ""
    paper: str = ""
    language: str = ""
    heading: str = "serif"
    """The family of titles: serif or sans."""
    text: str = "serif"
    """The family of running text."""
    accent: str = RULE
    """The colour of titles' rules and of what stands out, "#rrggbb"."""
    palette: tuple[str, ...] = PALETTE
    """The colours of tracks that have none of their own."""
    own_colours: bool = True
    """Whether a track that has a colour is printed in it."""
    clock: str = ""
    """"12" or "24" hours; "": as is usual in the language."""
    logo: str = ""
    """An image, beside the style's file."""

    def __post_init__(self) -> None:
        for family in (self.heading, self.text):
            if family not in _FAMILIES:
                raise ValueError(f"{family!r} is no family of fonts; there is serif and sans")
        for colour in (self.accent, *self.palette):
            if not _COLOUR.fullmatch(colour):
                raise ValueError(f"{colour!r} is no colour such as '#1F4E79'")
        if self.clock and self.clock not in CLOCKS:
            raise ValueError(f"{self.clock!r} is no clock; there is 12 and 24")
        if not self.palette:
            raise ValueError("a palette has at least one colour")


class Edition:
    """Everything that pages share, and the text on its way to them.

    Attributes:
        paper: The sheet, upright.
        style: How it looks.
        say: The words that are ours, in the edition's language.
        logo: What stands on the cover, or None.
        ink: Sees to characters that no font has.
        notes: Sentences on what could not be had as it was wanted.
    """

    def __init__(
        self, *, paper: Paper = A4, style: Style | None = None, words: Words | None = None, logo: Logo | None = None
    ) -> None:
        self.paper, self.style = paper, style or Style()
        self.say = words or Words()
        self.logo = logo
        self.ink = Ink()
        self.notes: tuple[str, ...] = ()

    def text(self, text: str, where: str = "") -> str:
        """Give text that the fonts can print."""
        return self.ink.text(text, where)

    def markup(self, text: str, where: str = "") -> str:
        """Give text for a paragraph, whose text is markup: what people typed is escaped."""
        return self.ink.markup(text, where)

    @property
    def warnings(self) -> tuple[str, ...]:
        """Give the notes, and a sentence for each character that no font has."""
        return (*self.notes, *self.ink.warnings)

    @property
    def mirrored(self) -> bool:
        """Whether pages are laid out from right to left."""
        return self.say.rtl

    @property
    def heading(self) -> str:
        """The font of titles."""
        return _FAMILIES[self.style.heading][1]

    @property
    def body(self) -> str:
        """The font of running text."""
        return _FAMILIES[self.style.text][0]

    @property
    def body_bold(self) -> str:
        """The same, bold."""
        return _FAMILIES[self.style.text][1]

    @property
    def heading_italic(self) -> str:
        """The font of what stands under a title."""
        return _FAMILIES[self.style.heading][2]

    @cached_property
    def styles(self) -> dict[str, ParagraphStyle]:
        """The paragraph styles by name."""
        regular, _, italic = _FAMILIES[self.style.text]
        return paragraph_styles(
            regular=regular, heading=self.heading, italic=italic, accent=self.style.accent, mirrored=self.mirrored
        )

    @cached_property
    def is_grey(self) -> bool:
        """Whether the style is without any colour."""
        style = self.style
        return not style.own_colours and all(len({c[1:3], c[3:5], c[5:7]}) == 1 for c in style.palette)

    def shown(self, colour: str) -> str:
        """Give a colour of ours, "#rrggbb", as the style prints it: in one without colours as grey, as light as it is."""
        if not self.is_grey:
            return colour
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        grey = round(0.299 * red + 0.587 * green + 0.114 * blue)
        return f"#{grey:02X}{grey:02X}{grey:02X}"

    def track_colour(self, agenda: Agenda, track: str | None) -> str:
        """Give a track's colour in this style, "#rrggbb"; neutral where there is none."""
        from agendaplanner.printing.styles import track_colour

        return track_colour(agenda, track, self.style.palette, own=self.style.own_colours)


def style_names() -> list[str]:
    """Give the names of the styles that come with the program."""
    return sorted(file.stem for file in resource("styles").glob("*.json"))


def style_named(name: str) -> tuple[Style, Path]:
    """Give a style by its name or the path of its file, and the folder that its logo is looked for in.

    Raises:
        UsageError: There is no such style.
        FileError: The file is no style.
    """
    names = style_names()
    if name in names:
        file = resource(f"styles/{name}.json")
    elif name.endswith(".json"):
        file = Path(name)
    else:
        raise UsageError(
            f"There is no style {name!r}.{did_you_mean(name, names)}",
            advice=f"There is: {', '.join(names)}; or name a .json file of your own.",
        )
    try:
        return msgspec.json.decode(file.read_bytes(), type=Style), file.parent
    except OSError as error:
        raise FileError(f"The style cannot be read: {error.strerror or error}.", where=str(file)) from error
    except msgspec.MsgspecError as error:
        raise FileError(f"The style cannot be understood: {error}", where=str(file)) from error


def edition_of(
    *,
    paper: str = "",
    style: str = "",
    language: str = "",
    clock: str = "",
    logo: str = "",
    papers: Iterable[str] = PAPERS,
) -> Edition:
    """Give the edition that was asked for; what was not said is as the style says, else as is usual in the language.

    Args:
        paper: A name of ``PAPERS``.
        style: A name of ``style_names()``, or a path.
        language: A code of ``words.languages()``; "" and none in the style: English.
        clock: "12" or "24".
        logo: The path of an image.
        papers: The sheets that the piece is made for, the usual first; one that was not asked for by name counts where it
            is among them.

    Raises:
        UsageError: There is no such paper, style, language or clock.
        FileError: Style or logo cannot be read.
    """
    allowed = list(papers)
    found, folder = style_named(style) if style else (Style(), Path())
    words = words_of(language or found.language or "en", _clock(clock or found.clock))
    if not paper:
        paper = next((each for each in (found.paper, words.paper) if each in allowed), allowed[0])
    image = logo or (str(folder / found.logo) if found.logo else "")
    return Edition(
        paper=paper_named(paper, allowed),
        style=found,
        words=words,
        logo=read_logo(Path(image)) if image else None,
    )


def _clock(name: str) -> Clock | None:
    if not name:
        return None
    if name not in CLOCKS:
        raise UsageError(f"There is no clock of {name!r} hours.", advice="There is 12 and 24.")
    return CLOCKS[name]
