"""Which published version an agenda is as it stands: what is printed or sent says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agendaplanner.document.document import Document
    from agendaplanner.model.versions import Version


def standing(document: Document) -> Version | None:
    """Give the version published last where nothing has changed since; None: what stands is a draft."""
    known = document.versions()
    if not known:
        return None
    last = known[-1]
    same = last.revision == document.revision or document.published(last.number) == document.agenda
    return last if same else None
