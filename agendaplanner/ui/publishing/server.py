"""The meeting on a calendar server: what would be changed there is shown first, and then changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.words import counted
from agendaplanner.ui.labels import named, restyle
from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.publishing.errand_dialog import MARGIN, ErrandDialog, Password, offer_versions
from agendaplanner.ui.publishing.remembered import CalendarServer, remember, remembered

if TYPE_CHECKING:
    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.publishing.since import Since
    from agendaplanner.ui.settings import Settings

PASSWORD_VARIABLE = "AGENDAPLANNER_CALDAV_PASSWORD"
NOW = "As it stands now"
WIDTH, TALL = 720, 680
STEPS = {
    "make calendar": ("New calendar", "accent"),
    "rename calendar": ("Rename calendar", "muted"),
    "delete": ("Delete", "warning"),
    "change": ("Change", "accent"),
    "add": ("Add", "accent"),
    "remove calendar": ("Remove calendar", "warning"),
}


class OnServer(ErrandDialog):
    """Where the server is, what goes there, and what that changes."""

    def __init__(
        self, desk: Desk, look: Look, settings: Settings, since: Since, parent: QtWidgets.QWidget | None = None
    ) -> None:
        super().__init__(desk, "Calendar server", parent)
        self.setMinimumWidth(WIDTH)
        self._settings, self._since = settings, since
        self._versions = since.versions
        self._kept = remembered(settings, desk, CalendarServer)
        self._shown: list[str] | None = None
        """The words of the command whose changes are shown."""
        self._steps = 0
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(MARGIN, 18, MARGIN, 18)
        lines.setSpacing(12)
        self._fields(lines)
        self.list = RowList(look, "What is changed on the server", parent=self)
        self.list.setObjectName("steps")
        lines.addWidget(self.list, 1)
        self.hint = QtWidgets.QLabel(
            "First see what would be changed: nothing is sent to the server. Entries of others are left alone, what was "
            "withdrawn is deleted, and where the line breaks, the rest follows when it is done again.",
            self,
        )
        self.hint.setProperty("kind", "muted")
        self.hint.setWordWrap(True)
        lines.addWidget(self.hint)
        lines.addStretch(0)
        lines.addWidget(self.said)
        lines.addWidget(self._working)
        lines.addLayout(self._buttons())
        since.changed.connect(self._version_published)
        self.say("")
        self._changed()

    def _fields(self, lines: QtWidgets.QVBoxLayout) -> None:
        kept = self._kept
        self.url = QtWidgets.QLineEdit(kept.url, self)
        self.url.setPlaceholderText("https://cloud.example.org/dav")
        self.user = QtWidgets.QLineEdit(kept.user, self)
        self.password = Password(self)
        self.password.show_kept(kept=kept.kept)
        self.calendar = QtWidgets.QLineEdit(kept.calendar, self)
        self.calendar.setPlaceholderText("One of its own")
        self.version = QtWidgets.QComboBox(self)
        offer_versions(self.version, self._versions, now=NOW)
        self.rooms = QtWidgets.QCheckBox("A calendar for each room as well", self)
        self.people = QtWidgets.QCheckBox("A calendar for each person as well", self)
        self.rooms.setChecked(kept.rooms)
        self.people.setChecked(kept.people)
        self.remove = QtWidgets.QCheckBox("Take everything of this meeting off the server again", self)
        grid = QtWidgets.QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        grid.addLayout(named("Server", self.url), 0, 0)
        grid.addLayout(named("User", self.user), 0, 1)
        grid.addLayout(named("What goes there", self.version), 1, 0)
        grid.addWidget(self.password, 1, 1, 2, 1, QtCore.Qt.AlignmentFlag.AlignTop)
        grid.addLayout(named("Calendar for the whole meeting", self.calendar), 2, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        lines.addLayout(grid)
        for check in (self.rooms, self.people, self.remove):
            lines.addWidget(check)
            check.toggled.connect(self._changed)
        for field in (self.url, self.user, self.calendar, self.password.field):
            field.textChanged.connect(self._changed)
        self.version.activated.connect(self._changed)

    def _buttons(self) -> QtWidgets.QHBoxLayout:
        line = QtWidgets.QHBoxLayout()
        self.look_first = QtWidgets.QPushButton("Show what would change", self)
        self.look_first.clicked.connect(self._look)
        self.ok = QtWidgets.QPushButton(self)
        self.ok.clicked.connect(self._publish)
        close = QtWidgets.QPushButton("Close", self)
        close.clicked.connect(self.reject)
        for button in (self.look_first, self.ok, close):
            button.setAutoDefault(False)
        line.addStretch(1)
        line.addWidget(close)
        line.addWidget(self.look_first)
        line.addWidget(self.ok)
        return line

    # what is wanted

    def _command(self) -> list[str]:
        per = [word for word, check in (("rooms", self.rooms), ("people", self.people)) if check.isChecked()]
        found = ["caldav", self._file, "--url", self.url.text().strip(), "--user", self.user.text().strip()]
        found += ["--per", ",".join(per)] if per else []
        found += ["--calendar", self.calendar.text().strip()] if self.calendar.text().strip() else []
        found += ["--of-version", str(self.version.currentData())] if self.version.currentData() else []
        found += ["--remove"] if self.remove.isChecked() else []
        return found

    @QtCore.Slot()
    def _version_published(self) -> None:
        """Offer the newest version, where one was published meanwhile."""
        if len(self._since.versions) != len(self._versions) and not self.errand.running:
            self._versions = self._since.versions
            offer_versions(self.version, self._versions, now=NOW)
            self._changed()

    def _changed(self, *_: object) -> None:
        """Forget what was shown: it was for something else."""
        self._shown = None
        self.list.row_model.take([])
        self.list.hide()
        self.hint.show()
        self._allow()

    def _allow(self) -> None:
        free = not self.errand.running
        ready = bool(self.url.text().strip() and self.user.text().strip()) and free
        is_shown = self._shown is not None and self._steps > 0
        self.look_first.setEnabled(ready)
        self.ok.setEnabled(ready and is_shown)
        self.ok.setText(f"Make {counted(self._steps, 'change', 'changes')}" if is_shown else "Make the changes")
        restyle(self.look_first, "kind", "" if is_shown else "main")
        restyle(self.ok, "kind", "main" if is_shown else "")
        for part in (self.url, self.user, self.password, self.calendar, self.version, self.rooms, self.people):
            part.setEnabled(free)
        self.remove.setEnabled(free)

    # doing it

    def _secrets(self) -> dict[str, str]:
        return self.password.secrets(PASSWORD_VARIABLE)

    def _look(self) -> None:
        command = self._command()
        words = [*command, "--dry-run", *self.password.words()]
        self._run("Looking at the server", words, lambda answer: self._show(answer, command), self._secrets())

    def _show(self, answer: dict[str, Any], command: list[str]) -> None:
        self._remember()  # the server took the password
        self._shown, self._steps = command, len(answer["steps"])
        self._show_steps(answer)
        entries = counted(answer["same"], "entry", "entries")
        same = f", {entries} as they should be" if answer["same"] else ""
        if not self._steps:
            self.say(f"The server has it all{same}.")
        else:
            self.say(f"{counted(self._steps, 'change', 'changes').capitalize()} to be made{same}. Nothing was sent.")

    def _show_steps(self, answer: dict[str, Any]) -> None:
        rows = [
            Row(
                str(i),
                step["title"] or step["calendar"],
                STEPS[step["what"]][0],
                colour=STEPS[step["what"]][1],
                note=step["calendar"] if step["title"] else "",
            )
            for i, step in enumerate(answer["steps"])
        ]
        self.list.row_model.take(rows)
        self.list.setVisible(bool(rows))
        if rows and self.height() < TALL:
            self.resize(self.width(), TALL)
        self.hint.setVisible(not rows)

    def _publish(self) -> None:
        self._run("Changing the server", [*self._command(), *self.password.words()], self._published, self._secrets())

    def _published(self, answer: dict[str, Any]) -> None:
        self._remember()
        self._shown = None
        self._show_steps(answer)
        made = counted(len(answer["steps"]), "change", "changes").capitalize()
        if answer["stopped"]:
            self.say(f"Stopped. {made} had been made; do it again, and the rest follows.")
        else:
            self.say(f"{made} made. The server has what was to go there.")

    def _remember(self) -> None:
        typed = bool(self.password.field.text())
        self._kept = CalendarServer(
            url=self.url.text().strip(),
            user=self.user.text().strip(),
            calendar=self.calendar.text().strip(),
            rooms=self.rooms.isChecked(),
            people=self.people.isChecked(),
            kept=self.password.keep.isChecked() and (typed or self._kept.kept),
        )
        remember(self._settings, self._desk, self._kept)
