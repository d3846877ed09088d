"""The structure of a document as the objects of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agendaplanner.printing.structure.elements import Annotation, Element

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agendaplanner.printing.structure.elements import Tree

_KEYS_TOGETHER = 500


def text_string(text: str) -> str:
    r"""Give text as a string of a PDF.

    >>> text_string("a (b)"), text_string("é")
    ('(a \\(b\\))', '<FEFF00E9>')
    """
    if text.isascii() and text.isprintable():
        return f"({text.replace(chr(92), chr(92) * 2).replace('(', chr(92) + '(').replace(')', chr(92) + ')')})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def tree_objects(tree: Tree, pages: Sequence[int], first: int) -> list[str]:
    """Give the objects of a structure: the root of the tree, the way back from pages to elements, the elements.

    Args:
        tree: The structure.
        pages: The numbers of the pages' objects.
        first: The number of the first of these objects; each has the next.
    """
    elements = tree.elements()
    ways = [tree.parents[i : i + _KEYS_TOGETHER] for i in range(0, len(tree.parents), _KEYS_TOGETHER)]
    base = first + 2 + len(ways)
    limbs = " ".join(f"{first + 2 + i} 0 R" for i in range(len(ways)))
    return [
        f"<</Type/StructTreeRoot/K {base} 0 R/ParentTree {first + 1} 0 R/ParentTreeNextKey {len(tree.parents)}>>",
        f"<</Kids[{limbs}]>>",
        *(_way_back(some, i * _KEYS_TOGETHER, base) for i, some in enumerate(ways)),
        *(_element(element, pages, first, base) for element in elements),
    ]


def _way_back(owners: Sequence[Element | list[Element]], key: int, base: int) -> str:
    each = [
        f"{key + i} {base + owner.number} 0 R"
        if isinstance(owner, Element)
        else f"{key + i}[{' '.join([f'{base + element.number} 0 R' for element in owner])}]"
        for i, owner in enumerate(owners)
    ]
    return f"<</Limits[{key} {key + len(owners) - 1}]/Nums[{' '.join(each)}]>>"


def _element(element: Element, pages: Sequence[int], root: int, base: int) -> str:
    page = next((kid.page for kid in element.kids if not isinstance(kid, Element)), -1)
    kids: list[str] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(f"{base + kid.number} 0 R")
        elif isinstance(kid, Annotation):
            where = "" if kid.page == page else f"/Pg {pages[kid.page]} 0 R"
            kids.append(f"<</Type/OBJR{where}/Obj {kid.object} 0 R>>")
        elif kid.page == page:
            kids.append(str(kid.number))
        else:
            kids.append(f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>")
    above = root if element.within is None else base + element.within.number
    parts = [f"<</S/{element.kind}/P {above} 0 R"]
    if page >= 0:
        parts.append(f"/Pg {pages[page]} 0 R")
    if kids:
        parts.append(f"/K[{' '.join(kids)}]" if len(kids) > 1 or kids[0].startswith("<") else f"/K {kids[0]}")
    if element.alt:
        parts.append(f"/Alt{text_string(element.alt)}")
    if spoken := element.spoken:
        parts.append(f"/ActualText{text_string(spoken)}")
    if element.attributes:
        parts.append(f"/A<<{element.attributes}>>")
    parts.append(">>")
    return "".join(parts)
