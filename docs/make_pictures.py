"""Makes the pictures of the README and the guide from the program itself: ``python docs/make_pictures.py``.

Needs what the tests need (``pip install -e '.[test]'``). Run it when the window or the printed programme looks different.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pypdfium2
from PySide6 import QtCore, QtWidgets

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.shipped import read_example
from agendaplanner.planning.plan import plan, plan_change
from agendaplanner.printing.programme import write_programme
from agendaplanner.ui.look import Look
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
        window.choose_theme("dark")
        grab(application, window, "window-dark")
        window.close()
        pages = pypdfium2.PdfDocument(folder / "programme.pdf")
        for number, what in ((2, "programme-glance"), (4, "programme-agenda")):
            pages[number].render(scale=1.4).to_pil().convert("P", palette=1).save(
                PICTURES / f"{what}.png", optimize=True
            )


def grab(application: QtWidgets.QApplication, window: Window, name: str, *, drag: str = "") -> None:
    """Take a picture of the window, with a session in the hand where one is named."""
    application.processEvents()
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
