"""What leads into the programme: its contents, with page numbers that are filled in at the end; and the index of people.

The programme is laid out once. The contents have their room from the beginning, and their numbers are a form that is
drawn when all pages are known; the index comes last, when they are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from reportlab.platypus import Flowable

from agendaplanner.model.text import one_line
from agendaplanner.printing.annotated import anchor_name
from agendaplanner.printing.board import Board
from agendaplanner.printing.fit import elided, width
from agendaplanner.printing.fonts import SANS, SERIF
from agendaplanner.printing.marks import Anchor
from agendaplanner.printing.stack import Columns, Stack
from agendaplanner.printing.structure.elements import Element, list_entry
from agendaplanner.printing.styles import HAIRLINE, MUTED, TEXT
from agendaplanner.printing.text.paragraph import paragraph

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.printing.edition import Edition

_SIZES, _LEADINGS, _INDENT = (10.6, 9.6), (19.0, 16.0), 16.0
_DOTS_FROM = 14.0
_COLUMNS, _BETWEEN = 3, 18.0


class Contents(Flowable):
    """The contents: a line for each entry; it can go over pages.

    Attributes:
        entries: (level, title, key) in the order of the pages.
    """

    def __init__(
        self,
        edition: Edition,
        entries: Sequence[tuple[int, str, str]],
        first: int = 0,
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self.edition, self.entries, self.first = edition, entries, first
        self.element = element or Element("TOC")
        self._links: list[Element] = []

    def form(self, line: int) -> str:
        """Give the name of the form with the number of a line, so that readers find it behind its title."""
        return f"contents-{self.first + line}"

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Take a line for each entry."""
        self.width, self.height = width, sum(_LEADINGS[level > 0] for level, _, _ in self.entries)
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Part it between two lines."""
        taken = 0.0
        for i, (level, _, _) in enumerate(self.entries):
            taken += _LEADINGS[level > 0]
            if taken > height:
                parts = [(self.entries[:i], self.first), (self.entries[i:], self.first + i)]
                return [Contents(self.edition, entries, first, self.element) for entries, first in parts] if i else []
        return [self]

    def draw(self) -> None:
        """Draw titles and links; the numbers come with the form."""
        canvas: Any = self.canv
        board = Board(canvas, self.width, mirrored=self.edition.mirrored)
        y = self.height
        for i, (level, title, key) in enumerate(self.entries):
            y -= _LEADINGS[level > 0]
            size, left = _SIZES[level > 0], _INDENT * level
            shown = elided(title, SERIF, size, self.width - left - 40)
            canvas.setFont(SERIF, size)
            canvas.setFillColor(MUTED if level else TEXT)
            link = Element("Link", Element("TOCI", self.element))
            self._links.append(link)
            with canvas.tagged(link):
                board.write(left, y + 5, shown)
            end = left + width(shown, SERIF, size) + 8
            if end + _DOTS_FROM < self.width - 30:
                canvas.saveState()
                canvas.setStrokeColor(HAIRLINE)
                canvas.setLineWidth(0.8)
                canvas.setDash(0.8, 3.2)
                board.line(end, y + 6, self.width - 28)
                canvas.restoreState()
            board.link(key, left, y + 2, self.width, y + _LEADINGS[level > 0] + 1, words=title, element=link)
            canvas.saveState()
            canvas.translate(0, y)
            with canvas.tagged(link):
                canvas.doForm(self.form(i))
            canvas.restoreState()
        canvas._doctemplate.contents.append(self)  # noqa: SLF001 # how a flowable finds its document

    def fill(self, canvas: Any, page_of: Mapping[str, int]) -> None:
        """Draw the forms with the numbers of the pages."""
        for i, (level, _, key) in enumerate(self.entries):
            canvas.beginForm(self.form(i), 0, 0, self.width, _LEADINGS[level > 0])
            canvas.setFont(SANS, _SIZES[level > 0] - 1.4)
            canvas.setFillColor(MUTED if level else TEXT)
            board = Board(canvas, self.width, mirrored=self.edition.mirrored)
            board.write(self.width, 5, str(page_of[key]), "right")
            self._links[i].hear(str(page_of[key]), shaped=False)
            canvas.endForm()


class FillContents(Flowable):
    """Stands last: the numbers of the contents are known."""

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Draw the forms."""
        canvas: Any = self.canv
        document: Any = canvas._doctemplate  # noqa: SLF001 # how a flowable finds its document
        for part in document.contents:
            part.fill(canvas, document.page_of)


def contents_of(story: Sequence[Any], edition: Edition) -> Contents:
    """Give the contents of a story: its anchors that are meant for it, also those that are kept together with others."""
    found: list[tuple[int, str, str]] = []

    def look(flowables: Sequence[Any]) -> None:
        for flowable in flowables:
            if isinstance(flowable, Anchor) and flowable.contents is not None:
                found.append(flowable.contents)
            else:
                look(getattr(flowable, "_content", ()))

    look(story)
    return Contents(edition, found)


class PeopleIndex(Flowable):
    """Everyone who has a part in a session, with the pages; it is made when it is reached, and so knows them."""

    def __init__(self, agenda: Agenda, edition: Edition, page_of: Mapping[str, int], section: Element) -> None:
        super().__init__()
        self._agenda, self._edition, self._page_of, self._section = agenda, edition, page_of, section
        self._made: Columns | None = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take the room of its columns."""
        return self._columns().wrap(width, height)

    def split(self, width: float, height: float) -> list[Any]:
        """Go over the page as columns do."""
        return self._columns().split(width, height)

    def drawOn(self, canvas: Any, x: float, y: float, _sW: float = 0) -> None:
        """Draw the columns."""
        made: Any = self._columns()
        made.drawOn(canvas, x, y, _sW)

    def _columns(self) -> Columns:
        if self._made is None:
            edition = self._edition
            column = (edition.paper.body - (_COLUMNS - 1) * _BETWEEN) / _COLUMNS
            style = edition.styles["index"]
            people = Element("L", self._section)
            entries = [
                Stack([paragraph(text, style, base=int(edition.mirrored), element=list_entry(people))], column)
                for text in self._entries()
            ]
            self._made = Columns(entries, _COLUMNS, _BETWEEN, 1.6, mirrored=edition.mirrored)
        return self._made

    def _entries(self) -> list[str]:
        """Give a line of markup for each person: family name first, then the pages as links."""
        keys = keys_of_people(self._agenda)
        found: list[str] = []
        for person in self._agenda.people:
            pages: dict[int, str] = {}
            for key in keys.get(person.id, ()):
                if key in self._page_of:
                    pages.setdefault(self._page_of[key], key)
            if pages:
                shown = f"{person.family}, {person.given}" if person.family and person.given else person.name
                links = [f'<link href="#{key}">{page}</link>' for page, key in sorted(pages.items())]
                name = self._edition.say.isolated(self._edition.markup(one_line(shown), "a name"))
                found.append(f"{name} &nbsp;{self._edition.say.listed(links)}")
        return found


def keys_of_people(agenda: Agenda) -> dict[str, list[str]]:
    """Give for each person who has a part in a session that takes place the anchors of those sessions."""
    found: dict[str, list[str]] = defaultdict(list)
    for session in agenda.sessions:
        if session.is_cancelled:
            continue
        people = [role.person for role in session.roles if role.person]
        people += [person for contribution in session.contributions for person in contribution.presenters]
        for person in dict.fromkeys(people):
            found[person].append(anchor_name(session))
    return found
