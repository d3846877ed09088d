"""Telling people from the window, by a real mail server and the command line in a process of its own."""

from __future__ import annotations

import pytest
from mail_server import PASSWORD, USER, MailServer
from meetings import at
from PySide6 import QtCore

from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.ui.publishing.people import TellPeople, summary_of
from agendaplanner.ui.publishing.remembered import Mail, remembered

Qt = QtCore.Qt
PATIENCE_MS = 30_000


@pytest.fixture
def wait(qtbot):
    """Give a function that waits until a dialog's errand, and what follows it, has ended."""

    def wait_for(dialog):
        qtbot.waitUntil(lambda: not dialog.errand.running, timeout=PATIENCE_MS)

    return wait_for


@pytest.fixture
def dialog(window, wait):
    """Give a function that opens the dialog and waits for the preview."""

    def open_():
        window.commands.action("tell people").trigger()
        found = window.findChild(TellPeople)
        wait(found)
        return found

    return open_


def to(dialog, server, **fields):
    """Fill in where to send to, and send in earnest."""
    dialog.dry.setChecked(False)
    dialog.mail.host.setText("127.0.0.1")
    dialog.mail.port.setValue(server.port)
    dialog.mail.security.setCurrentIndex(dialog.mail.security.findData("none"))
    dialog.mail.user.setText(fields.get("user", ""))
    dialog.mail.password.field.setText(fields.get("password", ""))


def states(dialog):
    return {row.title: row.detail for row in dialog.list.row_model.rows}


def test_the_preview_shows_who_is_told_what_in_their_language(window, second, dialog):
    found = dialog()
    assert found.summary.text() == "1 person is told what changed for them: moved for 1."
    assert states(found) == {"Hanna Berg": "1 change · French"}
    assert "Salle" in found.text.toPlainText() or "Room B" in found.text.toPlainText()
    assert "Berg" in found.text.toPlainText()
    found.kind.chosen.emit(1)
    assert found._mails.currentWidget() is found.html
    assert "Room B" in found.html.toPlainText()
    found.known.setCurrentIndex(found.known.findData(0))
    found.known.activated.emit(1)


def test_what_they_know_can_be_nothing_yet(qtbot, window, second, dialog, wait):
    found = dialog()
    found.known.setCurrentIndex(found.known.findData(0))
    found.known.activated.emit(1)
    wait(found)
    assert found.summary.text() == "3 people are told their whole programme."
    assert set(states(found)) == {"Hanna Berg", "Maja Lind", "Chidi Okafor"}
    assert states(found)["Hanna Berg"] == "3 sessions · French"
    qtbot.keyClicks(found.filter, "chidi")
    assert set(states(found)) == {"Chidi Okafor"}
    assert "Chidi" in found.text.toPlainText()


def test_the_dry_run_is_usual_and_sends_nothing(qtbot, window, second, dialog, wait):
    found = dialog()
    with MailServer() as server:
        to(found, server)
        found.dry.setChecked(True)
        assert found.send.text() == "Dry run"
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert server.box.taken == []
    assert found.said.text() == "Dry run: 1 mail would be sent by 127.0.0.1. Nothing was sent."


@pytest.mark.logs_warnings  # aiosmtpd's own: it asks for a password without encryption
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_mails_are_sent_once_and_what_was_typed_is_remembered_but_for_the_password(
    qtbot, window, second, dialog, wait, ring, settings
):
    found = dialog()
    with MailServer(login=True) as server:
        to(found, server, user=USER, password=PASSWORD)
        found.mail.password.keep.setChecked(True)
        assert found.send.text() == "Send 1 mail"
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert server.box.recipients == ["hanna@example.org"]
        assert found.said.text() == "Sent 1 mail."
        assert states(found) == {"Hanna Berg": "has it · 1 change · French"}
        assert not found.send.isEnabled()
        found.close()
        qtbot.waitUntil(lambda: window.findChild(TellPeople) is None)
        again = dialog()
        assert again.details.text() == "1 had theirs before"
        kept = remembered(settings, window.desk, Mail)
        assert (kept.host, kept.port, kept.user, kept.kept) == ("127.0.0.1", server.port, USER, True)
        assert again.mail.password.field.text() == ""
        again.known.setCurrentIndex(again.known.findData(0))
        again.known.activated.emit(1)
        wait(again)
        again.dry.setChecked(False)
        qtbot.mouseClick(again.send, Qt.MouseButton.LeftButton)  # the password comes from the keyring
        wait(again)
        assert sorted(server.box.recipients) == ["chidi@example.org", "hanna@example.org", "maja@example.org"]
    assert PASSWORD in ring.read_text().encode().decode("unicode_escape")
    assert PASSWORD.encode() not in second.read_bytes()


def test_a_run_that_breaks_off_is_told_and_the_rest_follows(qtbot, window, second, dialog, wait):
    found = dialog()
    found.known.setCurrentIndex(found.known.findData(0))
    found.known.activated.emit(1)
    wait(found)
    with MailServer() as server:
        to(found, server)
        server.box.fail_at, server.box.how = 2, "421"
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert "1 of 3 notices had gone out" in found.said.text()
        assert found.said.property("kind") == "bad"
        assert sum(said.startswith("has it") for said in states(found).values()) == 1
        assert found.send.text() == "Send 2 mails"
        server.box.fail_at = 0
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert len(server.box.recipients) == len(set(server.box.recipients)) == 3


def test_whose_mail_may_have_gone_out_gets_it_again_only_when_asked(qtbot, window, second, dialog, wait):
    found = dialog()
    with MailServer() as server:
        to(found, server)
        server.box.fail_at, server.box.how = 1, "take it and hang up"
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert states(found)["Hanna Berg"].startswith("not known whether it went out")
        assert not found.send.isEnabled()
        server.box.fail_at = 0
        assert found.again.isVisible()
        found.again.setChecked(True)
        assert found.send.text() == "Send 1 mail"
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        wait(found)
        assert found.said.text() == "Sent 1 mail."


def test_a_server_that_is_not_there_is_a_word_in_the_dialog(qtbot, window, second, dialog, wait):
    found = dialog()
    with MailServer() as server:
        pass
    to(found, server)
    qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
    wait(found)
    assert found.said.property("kind") == "bad"
    assert f"127.0.0.1:{server.port}" in found.said.text()
    assert found.send.isEnabled()


def test_files_are_written(qtbot, window, second, dialog, wait, tmp_path):
    found = dialog()
    with qtbot.waitSignal(found.written, timeout=PATIENCE_MS):
        found.write_to(tmp_path / "mails")
    assert sorted(p.name for p in (tmp_path / "mails").iterdir()) == ["berg-hanna.eml", "notices.csv", "notices.xlsx"]
    assert found.said.text() == "Wrote 1 mail and the table to mails."
    wait(found)


def test_sending_is_stopped_between_two_mails_and_closing_waits_for_that(qtbot, window, second, dialog, wait):
    found = dialog()
    found.known.setCurrentIndex(found.known.findData(0))
    found.known.activated.emit(1)
    wait(found)
    with MailServer() as server:
        to(found, server)
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        assert not found.send.isEnabled()
        found.close()
        assert found.isVisible(), "the step that is being done is done first"
        qtbot.waitUntil(lambda: window.findChild(TellPeople) is None, timeout=PATIENCE_MS)
        told = window.desk.document.sent(2).known()
        assert {each.state for each in told.values()} <= {"sent"}
        assert len(told) == len(server.box.recipients)


def test_nothing_published_and_nothing_changed(window, opened, dialog):
    from published_meetings import three_sessions

    opened(three_sessions())
    found = dialog()
    assert found.summary.text() == "Nothing is published yet, so there is nothing to tell."
    assert not found.send.isEnabled()
    assert summary_of([], is_first=False) == "Nothing has changed for anybody: nobody is told anything."


def test_a_meeting_without_an_address_says_so(window, first, dialog):
    window.desk.do(lambda a: actions.set_fields(a, a.meeting, contact_email=""))
    window.desk.do(lambda a: actions.move(a, "s1", at("15:00"), "a"))
    window.desk.document.publish()
    found = dialog()
    assert "no contact e-mail" in found.said.text()
    assert "no contact e-mail" in found.mail.from_line.text()


def test_a_version_published_meanwhile_is_told_of(qtbot, window, second, dialog, wait):
    found = dialog()
    window.desk.do(lambda a: actions.move(a, "s2", at("15:00", 1), "a"))
    window.desk.document.publish(label="Third")
    window.publisher.since.look()
    assert found.version.currentText() == "Version 3, Third"
    wait(found)
    assert set(states(found)) == {"Chidi Okafor"}


def test_closing_the_window_stops_sending_and_leaves_nobody_in_doubt(qtbot, window, second, dialog, wait):
    found = dialog()
    found.known.setCurrentIndex(found.known.findData(0))
    found.known.activated.emit(1)
    wait(found)
    with MailServer() as server:
        to(found, server)
        qtbot.mouseClick(found.send, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "notices sent" in found.doing.text() or not found.errand.running, timeout=PATIENCE_MS)
        window.close()
        assert not found.errand.running
        with Document.open(second) as document:
            told = document.sent(2).known()
        assert {each.state for each in told.values()} == {"sent"}
        assert len(told) == len(server.box.recipients)
