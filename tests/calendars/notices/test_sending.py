"""Sending to a real mail server: each gets theirs once, whatever fails and however often it is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from mail_server import PASSWORD, USER, MailServer
from meetings import at, changed, person, session
from published_meetings import MEETING, published, three_sessions

from agendaplanner.calendars.notices import sending
from agendaplanner.calendars.notices.collecting import Notices, collect
from agendaplanner.calendars.notices.sending import MailError, send
from agendaplanner.document.document import Document
from agendaplanner.model import actions
from agendaplanner.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES = ("p0", "p1", "p2", "p3", "p4", "p5")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """Six people with a session that moves in version 2, in a file."""
    people = [person(name, "Person", f"N{name}", email=f"{name}@example.org") for name in NAMES]
    agenda = three_sessions(*people, session("9", "09:00", "b", day=1, attendees=NAMES))
    with published(
        agenda, lambda each: actions.move(each, "s9", at("15:00", 1), "b"), path=tmp_path / "x.agenda"
    ) as document:
        yield document


def notices_of(document: Document) -> Notices:
    return collect(document.edition(1), document.edition(2))


def post(server: MailServer, **options) -> sending.MailServer:
    return sending.MailServer(**({"host": "127.0.0.1", "port": server.port, "security": "none"} | options))


def everybody(*names: str) -> list[str]:
    return [f"{name}@example.org" for name in (names or NAMES)]


def test_each_gets_their_own_mail_and_a_second_run_sends_nothing(server: MailServer, document: Document):
    seen: list[tuple[int, int]] = []
    notices = notices_of(document)
    done = send(notices, document.sent(2), post(server), progress=lambda *each: seen.append(each))
    assert server.box.recipients == everybody()
    assert [message["To"].addresses[0].addr_spec for _, message in server.box.taken] == everybody()
    assert server.box.taken[0][1].get_body(("plain",)).get_content().startswith("Dear Person Np0,")
    assert (done.sent, seen[-1]) == (NAMES, (6, 6))
    again = send(notices, document.sent(2), post(server))
    assert (again.sent, again.already) == ((), NAMES)
    assert server.box.recipients == everybody()


def test_a_dry_run_tells_who_would_get_one_and_sends_nothing(server: MailServer, document: Document):
    assert send(notices_of(document), document.sent(2), None).sent == NAMES
    assert document.sent(2).known() == {}
    assert server.box.asked == 0


@pytest.mark.parametrize("how", ["hang up at RCPT", "421"])
def test_a_server_that_fails_at_the_third_is_resumed_and_nobody_gets_two(
    server: MailServer, tmp_path: Path, document, how
):
    server.box.fail_at, server.box.how = 3, how
    with pytest.raises(MailError) as failed:
        send(notices_of(document), document.sent(2), post(server))
    assert "2 of 6 notices had gone out" in str(failed.value)
    assert "those who got theirs get no second one" in str(failed.value)
    document.close()
    server.box.fail_at = 0
    with Document.open(tmp_path / "x.agenda") as again:  # another day, another process
        done = send(notices_of(again), again.sent(2), post(server))
    assert done.already == NAMES[:2]
    assert server.box.recipients == everybody()


def test_a_line_that_breaks_when_it_matters_leaves_a_doubt_and_sends_nothing_twice(
    server: MailServer, document: Document
):
    server.box.fail_at, server.box.how = 3, "take it and hang up"
    notices = notices_of(document)
    with pytest.raises(MailError, match="Whether Person Np2 got theirs is not known"):
        send(notices, document.sent(2), post(server))
    server.box.fail_at = 0
    done = send(notices, document.sent(2), post(server))
    assert done.unknown == ("p2",)
    assert server.box.recipients == everybody()  # the third had been taken: not again
    done = send(notices, document.sent(2), post(server), again=frozenset({"p2"}))
    assert (done.sent, done.unknown) == (("p2",), ())
    assert server.box.recipients == [*everybody(), "p2@example.org"]


@pytest.mark.parametrize("how", ["the address", "the mail"])
def test_one_who_is_refused_keeps_nobody_else_from_theirs(server: MailServer, document: Document, how):
    if how == "the address":
        server.box.refuse["p1@example.org"] = "550 5.1.1 No such person"
        says = "550 5.1.1 No such person"
    else:
        server.box.fail_at, server.box.how = 6, "refuse the mail"
        says = "554 5.7.1 Looks like spam"
    done = send(notices_of(document), document.sent(2), post(server))
    assert list(done.refused.values()) == [says]
    assert len(done.sent) == 5
    server.box.refuse, server.box.fail_at = {}, 0
    assert send(notices_of(document), document.sent(2), post(server)).sent == tuple(done.refused)


def test_a_server_that_goes_away_between_two_mails_is_called_again(server: MailServer, document: Document):
    def hang_up(done: int, _total: int) -> None:
        if done == 2:
            server.hang_up()

    done = send(notices_of(document), document.sent(2), post(server), progress=hang_up)
    assert done.sent == NAMES


def test_stopping_between_two_mails_and_going_on(server: MailServer, document: Document):
    stopped = send(notices_of(document), document.sent(2), post(server), cancelled=lambda: len(server.box.taken) == 4)
    assert (stopped.stopped, stopped.sent) == (True, NAMES[:4])
    assert send(notices_of(document), document.sent(2), post(server)).sent == NAMES[4:]


def test_two_who_send_at_once_send_each_notice_once(server: MailServer, document: Document, tmp_path: Path):
    with Document.open(tmp_path / "x.agenda") as other:

        def meanwhile(done: int, _total: int) -> None:
            if done == 2:
                send(notices_of(other), other.sent(2), post(server))

        done = send(notices_of(document), document.sent(2), post(server), progress=meanwhile)
    assert sorted(server.box.recipients) == everybody()
    assert done.sent == NAMES[:2]


def test_the_next_version_is_sent_again_to_those_it_concerns(server: MailServer, document: Document):
    send(notices_of(document), document.sent(2), post(server))
    document.do(actions.move(document.agenda, "s9", at("16:00", 1), "b"))
    document.publish()
    done = send(collect(document.edition(2), document.edition(3)), document.sent(3), post(server))
    assert done.sent == NAMES
    assert len(server.box.taken) == 12


def test_who_has_no_address_is_named_and_left_out(server: MailServer, tmp_path: Path):
    agenda = three_sessions(session("9", "09:00", "b", day=1, attendees=("x",)), person("x", "Xenia", "X"))
    with published(agenda, lambda each: actions.move(each, "s9", at("15:00", 1), "b")) as document:
        done = send(notices_of(document), document.sent(2), post(server))
    assert (done.sent, done.without_address) == ((), ("x",))


@pytest.mark.logs_warnings  # aiosmtpd's own: it asks for a password without encryption
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_logging_in_and_a_wrong_password(document: Document):
    with MailServer(login=True) as server:
        with pytest.raises(MailError, match="does not accept this name and password") as refused:
            send(notices_of(document), document.sent(2), post(server, user=USER, password="wrong"))
        assert "wrong" not in str(refused.value).replace("wrong server", "")
        assert document.sent(2).known() == {}
        assert send(notices_of(document), document.sent(2), post(server, user=USER, password=PASSWORD)).sent == NAMES


@pytest.mark.logs_warnings
def test_a_server_that_does_not_encrypt_or_is_not_there(server: MailServer, document: Document):
    with pytest.raises(MailError, match=r"does not encrypt \(STARTTLS\)"):
        send(notices_of(document), document.sent(2), post(server, security="starttls"))
    with pytest.raises(MailError, match="nothing was sent"):
        send(notices_of(document), document.sent(2), post(server, security="tls"))
    with pytest.raises(MailError, match="cannot be reached"):
        send(notices_of(document), document.sent(2), post(server, port=9))
    assert document.sent(2).known() == {}
    assert server.box.asked == 0


def test_a_password_is_not_sent_in_the_clear():
    with pytest.raises(UsageError, match="without encryption"):
        sending.MailServer(host="smtp.example.org", user="x", password="y", security="none")
    with pytest.raises(UsageError, match="no mail server"):
        sending.MailServer(host="a b")


def test_nothing_is_due_without_a_call_to_the_server(document: Document):
    for name in NAMES:
        document.sent(2).begin(name, "x")
        document.sent(2).done(name)
    nowhere = sending.MailServer(host="127.0.0.1", port=9, security="none")
    assert send(notices_of(document), document.sent(2), nowhere).already == NAMES


def test_the_contact_of_the_meeting_is_who_it_comes_from(server: MailServer, document: Document):
    send(notices_of(document), document.sent(2), post(server))
    assert {message["From"] for _, message in server.box.taken} == {"The secretariat <office@example.org>"}
    assert changed(MEETING).contact == "The secretariat"
