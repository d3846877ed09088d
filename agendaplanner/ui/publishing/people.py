"""Tell people what changed for them: who is told, in which words, as files or by mail; nobody twice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtWidgets

from agendaplanner.model.words import counted
from agendaplanner.ui.colours import LIGHT
from agendaplanner.ui.labels import Segments, named, restyle
from agendaplanner.ui.panels.rows import Row, RowList
from agendaplanner.ui.publishing.errand_dialog import MARGIN, ErrandDialog, offer_versions
from agendaplanner.ui.publishing.mail_form import MailForm
from agendaplanner.ui.publishing.since import SAID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agendaplanner.ui.desk import Desk
    from agendaplanner.ui.look import Look
    from agendaplanner.ui.publishing.since import Since
    from agendaplanner.ui.settings import Settings

PASSWORD_VARIABLE = "AGENDAPLANNER_SMTP_PASSWORD"
TEXT, HTML = 0, 1


class TellPeople(ErrandDialog):
    """A preview of all notices of a version, and the two ways to get them out."""

    written = QtCore.Signal(str, object)
    """What was written, and the folder."""

    def __init__(
        self, desk: Desk, look: Look, settings: Settings, since: Since, parent: QtWidgets.QWidget | None = None
    ) -> None:
        super().__init__(desk, "Tell people", parent)
        self.resize(1040, 760)
        self._settings = settings
        self._since, self._versions = since, since.versions
        self._notices: dict[str, dict[str, Any]] = {}
        self._due: tuple[str, ...] = ()
        self._unit = ("change", "changes")
        self._state: dict[str, str] = {}
        """By person, what is to be known of their notice beside its words."""
        lines = QtWidgets.QVBoxLayout(self)
        lines.setContentsMargins(MARGIN, 18, MARGIN, 18)
        lines.setSpacing(12)
        lines.addLayout(self._which())
        self.summary = QtWidgets.QLabel(self)
        self.summary.setProperty("kind", "strong")
        self.summary.setWordWrap(True)
        self.details = QtWidgets.QLabel(self)
        self.details.setProperty("kind", "muted")
        self.details.setWordWrap(True)
        lines.addWidget(self.summary)
        lines.addWidget(self.details)
        lines.addWidget(self._middle(look), 1)
        self.mail = MailForm(desk, settings, self)
        self.mail.changed.connect(self._allow)
        lines.addWidget(self.mail)
        lines.addWidget(self.said)
        lines.addWidget(self._working)
        lines.addLayout(self._buttons())
        since.changed.connect(self._published)
        self.say("")
        self._allow()
        self.look()

    # its parts

    def _which(self) -> QtWidgets.QHBoxLayout:
        self.version = QtWidgets.QComboBox(self)
        offer_versions(self.version, self._versions)
        self.version.activated.connect(self._version_chosen)
        self.known = QtWidgets.QComboBox(self)
        self._offer_known()
        self.known.activated.connect(self.look)
        line = QtWidgets.QHBoxLayout()
        line.setSpacing(12)
        line.addLayout(named("Tell them of", self.version), 1)
        line.addLayout(named("What they know", self.known), 1)
        return line

    def _middle(self, look: Look) -> QtWidgets.QWidget:
        parts = QtWidgets.QSplitter(QtCore.Qt.Orientation.Horizontal, self)
        parts.setChildrenCollapsible(False)
        left, right = QtWidgets.QWidget(parts), QtWidgets.QWidget(parts)
        lines = QtWidgets.QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 12, 0)
        lines.setSpacing(6)
        self.filter = QtWidgets.QLineEdit(left)
        self.filter.setPlaceholderText("Filter people")
        self.filter.setAccessibleName("Filter people")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._show_people)
        self.list = RowList(look, "People who are told", parent=left)
        self.list.setObjectName("told")
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_mail())
        lines.addWidget(self.filter)
        lines.addWidget(self.list, 1)
        lines = QtWidgets.QVBoxLayout(right)
        lines.setContentsMargins(12, 0, 0, 0)
        lines.setSpacing(6)
        head = QtWidgets.QHBoxLayout()
        self.subject = QtWidgets.QLabel(right)
        self.subject.setProperty("kind", "strong")
        self.subject.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.subject.setWordWrap(True)
        self.kind = Segments(right)
        self.kind.offer([("Text", TEXT), ("HTML", HTML)])
        self.kind.setAccessibleName("How the mail is shown")
        self.kind.mark(TEXT)
        self.kind.chosen.connect(self._kind_chosen)
        head.addWidget(self.subject, 1)
        head.addWidget(self.kind, 0, QtCore.Qt.AlignmentFlag.AlignTop)
        self.text = QtWidgets.QPlainTextEdit(right)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The mail as text")
        self.html = QtWidgets.QTextBrowser(right)
        self.html.setAccessibleName("The mail as HTML")
        # a mail's own colours are for paper white, as most programs show mails
        paper = f"background: {LIGHT.card}; color: {LIGHT.text}; border: 1px solid {LIGHT.line}"
        self.html.setStyleSheet(f"QTextBrowser {{ {paper}; border-radius: 6px; padding: 4px 8px; }}")
        self._mails = QtWidgets.QStackedWidget(right)
        self._mails.addWidget(self.text)
        self._mails.addWidget(self.html)
        self.again = QtWidgets.QCheckBox("Send it again: the last run broke off just as it went out", right)
        self.again.toggled.connect(self._again_toggled)
        lines.addLayout(head)
        lines.addWidget(self._mails, 1)
        lines.addWidget(self.again)
        parts.setSizes([440, 560])
        return parts

    def _buttons(self) -> QtWidgets.QHBoxLayout:
        line = QtWidgets.QHBoxLayout()
        self.write = QtWidgets.QPushButton("Write files…", self)
        self.write.setToolTip("A mail for each person (.eml), and a table for mail merge (.csv, .xlsx)")
        self.write.clicked.connect(self._ask_where)
        self.dry = QtWidgets.QCheckBox("Dry run: nothing is sent", self)
        self.dry.setChecked(True)
        self.dry.toggled.connect(self._allow)
        self.send = QtWidgets.QPushButton(self)
        restyle(self.send, "kind", "main")
        self.send.clicked.connect(self._send)
        close = QtWidgets.QPushButton("Close", self)
        close.clicked.connect(self.reject)
        for button in (self.write, self.send, close):
            button.setAutoDefault(False)
        line.addWidget(self.write)
        line.addStretch(1)
        line.addWidget(self.dry)
        line.addSpacing(8)
        line.addWidget(close)
        line.addWidget(self.send)
        return line

    # the preview

    def _offer_known(self) -> None:
        number = self.version.currentData() or 0
        self.known.clear()
        for each in reversed(self._versions):
            if each.number < number:
                self.known.addItem(each.name, each.number)
        self.known.addItem("Nothing yet: tell their whole programme", 0)

    @QtCore.Slot()
    def _published(self) -> None:
        """Tell of the newest version, where one was published meanwhile."""
        if len(self._since.versions) != len(self._versions) and not self.errand.running:
            self._versions = self._since.versions
            offer_versions(self.version, self._versions)
            self._version_chosen()

    def _version_chosen(self) -> None:
        self._offer_known()
        self.look()

    def _command(self) -> list[str]:
        return [
            "notices",
            self._file,
            "--of-version",
            str(self.version.currentData()),
            "--since",
            str(self.known.currentData()),
        ]

    def look(self, *_: object) -> None:
        """Find out who would be told what."""
        if self.version.currentData() is None:
            self.summary.setText("Nothing is published yet, so there is nothing to tell.")
            return
        self._run("Looking at people", self._command(), self._take)

    def _take(self, answer: dict[str, Any]) -> None:
        self._notices = {each["person"]: each for each in answer["notices"]}
        self._due = tuple(answer["sent"]) if answer["dry_run"] else ()
        self._state = {
            **dict.fromkeys(answer["already"], "has it"),
            **dict.fromkeys(answer["unknown"], "not known whether it went out"),
            **dict.fromkeys(answer["without_address"], "no address"),
        }
        self.mail.again &= self._state.keys()
        is_first = answer["from"] == 0
        self.summary.setText(summary_of(list(self._notices.values()), is_first=is_first))
        self._unit = ("session", "sessions") if is_first else ("change", "changes")
        parts = [(len(self._due), "would get a mail now"), *self._counts()]
        self.details.setText(", ".join(f"{number} {words}" for number, words in parts if number))
        self._show_people()
        self._allow()

    def _counts(self) -> Iterator[tuple[int, str]]:
        states = list(self._state.values())
        for state, words in (
            ("has it", "had theirs before"),
            ("no address", "without an address"),
            ("not known whether it went out", "of whom it is not known, because a run broke off"),
        ):
            yield states.count(state), words

    def _show_people(self, *_: object) -> None:
        wanted = self.filter.text().casefold().split()
        rows: list[Row] = []
        for id_, each in self._notices.items():
            if not all(word in f"{each['name']} {each['address']}".casefold() for word in wanted):
                continue
            state = self._state.get(id_, "")
            many = len(each["changes"]) + len(each["meeting"])
            said = " · ".join(filter(None, [state, counted(many, *self._unit), language_name(each["language"])]))
            colour = "accent" if not state else "muted" if state == "has it" else "warning"
            rows.append(Row(id_, each["name"], said, colour=colour, note=each["address"]))
        before = self.list.current_id
        self.list.row_model.take(rows)
        if rows and self.list.current_id is None:
            known = any(row.id == before for row in rows)
            self.list.choose(before if known else rows[0].id)
        self._show_mail()

    def _show_mail(self) -> None:
        person = self.list.current_id or ""
        notice = self._notices.get(person)
        self.subject.setText(notice["subject"] if notice is not None else "")
        self.text.setPlainText(notice["text"] if notice is not None else "")
        self.html.setHtml(notice["html"] if notice is not None else "")
        self.again.setVisible(self._state.get(person, "").startswith("not known"))
        self.again.blockSignals(True)
        self.again.setChecked(person in self.mail.again)
        self.again.blockSignals(False)

    def _kind_chosen(self, kind: int) -> None:
        self.kind.mark(kind)
        self._mails.setCurrentIndex(kind)

    def _again_toggled(self, on: bool) -> None:
        person = self.list.current_id
        if person is not None:
            self.mail.again = self.mail.again | {person} if on else self.mail.again - {person}
            self._allow()

    # getting them out

    def _allow(self) -> None:
        free = not self.errand.running
        number = len(self._due) + len(self.mail.again)
        self.write.setEnabled(free and bool(self._notices))
        self.send.setText("Dry run" if self.dry.isChecked() else f"Send {counted(number, 'mail', 'mails')}")
        ready = self.dry.isChecked() or (number > 0 and self.mail.is_ready and self._desk.can_change)
        self.send.setEnabled(free and bool(self._notices) and ready)
        for box in (self.version, self.known):
            box.setEnabled(free and bool(self._versions))
        self.mail.setEnabled(free and not self.dry.isChecked())

    def _ask_where(self) -> None:
        chosen = QtWidgets.QFileDialog.getExistingDirectory(
            self, "Folder for the notices", str(Path(self._file).parent)
        )
        if chosen:
            self.write_to(Path(chosen))

    def write_to(self, folder: Path) -> None:
        """Write a mail for each person, and the table of all, into a folder."""

        def told(answer: dict[str, Any]) -> None:
            mails = sum(name.endswith(".eml") for name in answer["files"])
            words = f"Wrote {counted(mails, 'mail', 'mails')} and the table to {folder.name}."
            self.say(f"Stopped. {counted(mails, 'mail', 'mails')} had been written." if answer["stopped"] else words)
            self.written.emit(words, folder)

        self._run("Writing", [*self._command(), "--to", str(folder)], told)

    def _send(self) -> None:
        if self.dry.isChecked():
            self._run("Looking at people", self._command(), self._tell_dry_run)
            return
        self.mail.remember()
        words = [*self._command(), *self.mail.words()]
        self._run("Sending", words, self._tell_sent, self.mail.password.secrets(PASSWORD_VARIABLE))

    def _tell_dry_run(self, answer: dict[str, Any]) -> None:
        self._take(answer)
        number = counted(len(self._due), "mail", "mails")
        server = f" by {self.mail.host.text().strip()}" if self.mail.host.text().strip() else ""
        self.say(f"Dry run: {number} would be sent{server}. Nothing was sent.".replace("no mails", "No mail", 1))

    def _tell_sent(self, answer: dict[str, Any]) -> None:
        names = {id_: each["name"] for id_, each in self._notices.items()}
        said = [f"Sent {counted(len(answer['sent']), 'mail', 'mails')}."]
        if answer["stopped"]:
            said.append("Stopped. Send again, and the rest get theirs.")
        said += [f"{names.get(person, person)}: {why}; not sent." for person, why in answer["refused"].items()]
        done = {**answer, "dry_run": True, "already": [*answer["already"], *answer["sent"]]}
        done["sent"] = [id_ for id_ in names if id_ in self._due and id_ not in answer["sent"]]
        self.mail.again = frozenset()
        self._take(done)
        self.say("\n".join(said), bad=bool(answer["refused"]))

    def _ended(self) -> None:
        super()._ended()
        broke_off = self.said.property("kind") == "bad" and self._doing == "Sending"
        if broke_off and not self._closes:
            words = self.said.text()

            def taken(answer: dict[str, Any]) -> None:
                self._take(answer)
                self.say(words, bad=True)

            # who got theirs before it broke off is to be seen
            self._run("Looking at people", self._command(), taken)


def summary_of(notices: list[dict[str, Any]], *, is_first: bool) -> str:
    """Say how many people are told of how much.

    >>> summary_of([], is_first=False)
    'Nothing has changed for anybody: nobody is told anything.'
    """
    if not notices:
        return "Nothing has changed for anybody: nobody is told anything."
    people = counted(len(notices), "person is", "people are")
    if is_first:
        return f"{people} told their whole programme."
    counts: dict[str, int] = dict.fromkeys(SAID.values(), 0)
    for notice in notices:
        for words in {SAID[change["kind"]] for change in notice["changes"]}:
            counts[words] += 1
    about = sum(bool(notice["meeting"]) for notice in notices)
    parts = [f"{words} for {number}" for words, number in counts.items() if number]
    parts += [f"meeting details for {about}"] if about else []
    return f"{people} told what changed for them: {', '.join(parts)}."


def language_name(code: str) -> str:
    """Give a language's name where Qt knows it.

    >>> language_name("fr")
    'French'
    """
    language = QtCore.QLocale(code).language()
    return QtCore.QLocale.languageToString(language) if language != QtCore.QLocale.Language.C else code
