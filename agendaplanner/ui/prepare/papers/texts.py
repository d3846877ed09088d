"""Where the text of a paper is: a file is chosen, or what the link names is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore, QtGui, QtWidgets

from agendaplanner.model import actions
from agendaplanner.model.errors import FileError, UsageError
from agendaplanner.model.papers import file_of, link_to, paper_mark

if TYPE_CHECKING:
    from agendaplanner.model.changes import Change
    from agendaplanner.model.records import Paper
    from agendaplanner.ui.desk import Desk

_OPENED = frozenset({"http", "https", "ftp", "file"})
"""The addresses that are handed to the desktop; others could start programs."""


def folder_of(desk: Desk) -> Path | None:
    """Give the folder that the agenda's file is in."""
    document = desk.document
    return document.path.resolve().parent if document is not None and document.path is not None else None


def choose_file(desk: Desk, paper: Paper, parent: QtWidgets.QWidget) -> Change | None:
    """Ask for the file of a paper, and note it; gives the change, or None where nothing was chosen."""
    folder = folder_of(desk)
    begin = file_of(paper.link, folder) if paper.link else None
    begin = begin or folder or Path.home()
    chosen, _ = QtWidgets.QFileDialog.getOpenFileName(parent, f"The text of {paper_mark(paper)}", str(begin))
    return link_file(desk, paper, Path(chosen)) if chosen else None


def link_file(desk: Desk, paper: Paper, file: Path) -> Change | None:
    """Note a file as the text of a paper."""
    link = link_to(file.resolve(), folder_of(desk))
    label = f"Text of {paper_mark(paper)}: {file.name}"
    return desk.do(lambda agenda: actions.set_fields(agenda, paper, label=label, link=link))


def open_text(desk: Desk, paper: Paper) -> None:
    """Have the desktop open the text of a paper.

    A file that is not there, and an address that is none of the web, is said to be so.
    """
    file = file_of(paper.link, folder_of(desk))
    if file is not None:
        if not file.is_file():
            desk.failed.emit(
                FileError(f"{file.name} is not there.", where=str(file), advice="Choose the file again, or its link.")
            )
            return
        url = QtCore.QUrl.fromLocalFile(str(file))
    else:
        url = QtCore.QUrl(paper.link)
        if url.scheme().lower() not in _OPENED:
            desk.failed.emit(UsageError(f"{paper.link} is no web address.", advice="It begins with https://."))
            return
    QtGui.QDesktopServices.openUrl(url)
