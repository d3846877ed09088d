"""Makes the pictures of the README and the guide from the program itself: ``python docs/make_pictures.py``.

Needs what the tests need (``pip install -e '.[test]'``). Run it when the window or the printed programme looks different.
"""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pypdfium2
from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.changes import merged
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.plan import plan, plan_change
from agendaplanner.printing.programme import write_programme
from agendaplanner.ui.look import Look
from agendaplanner.ui.planning.proposal import propose
from agendaplanner.ui.settings import Settings
from agendaplanner.ui.window import Window

PICTURES = Path(__file__).parent / "pictures"
SIZE = (1440, 900)


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    application = QtWidgets.QApplication([])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(QtCore.QSettings(str(folder / "settings.ini"), QtCore.QSettings.Format.IniFormat))
        path = folder / "oslo-2008.agenda"
        agenda = read_example()
        with Document.create(path, agenda, label="Example meeting") as document:
            document.do(plan_change(agenda, plan(agenda)))
            one = next(s for s in document.agenda.sessions if s.number == "4")
            document.do(actions.unplace(document.agenda, [one.id]))
            write_programme(document.agenda, folder / "programme.pdf")
        window = Window(Look(application, "light"), settings)
        window.resize(*SIZE)
        window.show()
        window.files.open(path)
        grab(application, window, "window-dragging", drag=one.id)
        window.desk.undo()
        window.toast.hide()
        window.desk.select((one.id,))
        grab(application, window, "window-light")
        dropped_on_a_taken_place(application, window)
        window.showing.show_list("session")
        grab(application, window, "window-list")
        window.showing.show_day(None)
        proposed(application, window)
        clashing(application, window)
        preview(application, window)
        for sheet in ("readiness", "balance", "breakouts"):
            window.showing.show_sheet(sheet)
            grab(application, window, f"prepare-{sheet}")
        window.showing.show_day(None)
        window.showing.choose_theme("dark")
        grab(application, window, "window-dark")
        window.close()
        pages = pypdfium2.PdfDocument(folder / "programme.pdf")
        for number, what in ((2, "programme-glance"), (4, "programme-agenda")):
            pages[number].render(scale=1.4).to_pil().convert("P", palette=1).save(
                PICTURES / f"{what}.png", optimize=True
            )


def settle(application: QtWidgets.QApplication, milliseconds: int = 400) -> None:
    """Let the window do what it does a moment later."""
    loop = QtCore.QEventLoop()
    QtCore.QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    application.processEvents()


def dropped_on_a_taken_place(application: QtWidgets.QApplication, window: Window) -> None:
    """Drop one breakout on another, and take a picture of what is offered."""
    timeline = window.timeline
    cards = [s for s in window.desk.agenda.placed if s.kind == "breakout"]
    first, second = cards[0], cards[-1]
    window.drag.begin(first.id, timeline.viewport().mapToGlobal(timeline.card_rect(first.id).center()))
    window.drag.move(timeline.viewport().mapToGlobal(timeline.card_rect(second.id).center()), free=False)
    window.drag.drop()
    settle(application)
    window.grab().save(str(PICTURES / "window-dropping.png"))
    window.drag.cancel()
    settle(application, 50)


def proposed(application: QtWidgets.QApplication, window: Window) -> None:
    """Propose that a room is used otherwise, and take a picture of before and after."""
    agenda, findings = window.desk.agenda, window.desk.findings
    hall = agenda.rooms[0]
    movable = [s for s in agenda.placed if not s.is_for_everyone and s.placement.room == hall.id]
    other = next(room for room in agenda.rooms if room.id != hall.id)
    change = merged(
        "Move what can be moved out of the hall",
        [actions.move(agenda, s.id, s.placement.start + timedelta(minutes=15), other.id) for s in movable[:2]],
    )
    window.desk.proposals.put(propose(agenda, findings, change, "A plan with the hall free"))
    settle(application)
    window.grab().save(str(PICTURES / "window-proposal.png"))
    window.desk.proposals.drop()
    settle(application, 50)


def clashing(application: QtWidgets.QApplication, window: Window) -> None:
    """Put two sessions of one person at the same time, and take a picture of the repairs."""
    agenda = window.desk.agenda
    person = max(agenda.people, key=lambda p: len(agenda.sessions_with.get(p.id, ())))
    placed = [s for s in agenda.placed if s.id in agenda.sessions_with[person.id] and not s.is_for_everyone]
    if len(placed) > 1:
        first, second = placed[:2]
        window.desk.do(lambda a: actions.move(a, second.id, first.placement.start, second.placement.room))
    settle(application, 1_500)
    window.toast.hide()
    grab(application, window, "window-clashes")
    window.desk.undo()
    window.toast.hide()
    settle(application, 50)


def preview(application: QtWidgets.QApplication, window: Window) -> None:
    """Take a picture of the preview."""
    from agendaplanner.ui.preview.window import Preview

    shown = Preview(window.desk, window.look, window.settings, window)
    loop = QtCore.QEventLoop()
    shown.press.printed.connect(lambda _: QtCore.QTimer.singleShot(1_500, loop.quit))
    shown.show()
    shown.choose("badges")
    loop.exec()
    shown.grab().save(str(PICTURES / "preview.png"))
    shown.close()
    shown.press.close()


def grab(application: QtWidgets.QApplication, window: Window, name: str, *, drag: str = "") -> None:
    """Take a picture of the window, with a session in the hand where one is named."""
    settle(application)
    if drag:
        timeline = window.timeline
        end = timeline.viewport().mapToGlobal(QtCore.QPoint(timeline.viewport().width() - 130, 250))
        window.drag.begin(drag, window.backlog.mapToGlobal(QtCore.QPoint(60, 60)))
        window.drag.move(end, free=False)
    application.processEvents()
    picture = window.grab()
    window.drag.cancel()
    picture.save(str(PICTURES / f"{name}.png"))


if __name__ == "__main__":
    main()
