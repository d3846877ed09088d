"""Publishing to a real calendar server: what it holds afterwards, what is sent again, what a failure leaves.

What the server holds is read from its own files, by icalendar: no code of the publisher is asked.
"""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from calendar_readers import by_icalendar
from calendar_server import PASSWORD, READER, USER, Door, Radicale, radicale, self_made_certificate
from calendar_writing import calendar as calendar_file
from calendar_writing import event
from meetings import agenda_of, at, meeting, session

from agendaplanner.calendars.server.connection import Connection
from agendaplanner.calendars.server.content import own_slug, own_slugs, uid_end, wanted_calendars
from agendaplanner.calendars.server.publishing import Published, content, publish
from agendaplanner.calendars.server.refusals import ServerError
from agendaplanner.model import actions
from agendaplanner.model.changes import Change, edit
from agendaplanner.model.errors import UsageError
from agendaplanner.model.history import stamps
from agendaplanner.model.times import end_of, in_utc
from agendaplanner.model.versions import Edition
from agendaplanner.model.words import session_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agendaplanner.model.agenda import Agenda
    from agendaplanner.model.records import Session

BOTH = ("rooms", "people")


class Meeting:
    """A meeting with its history, and what publishing it needs."""

    def __init__(self, *records, domain: str = "0123456789abcdef") -> None:
        self.agenda = agenda_of(meeting(uid_domain=domain, venue="House; of, x"), *records)
        self.time = datetime(2008, 1, 1, tzinfo=UTC)
        first = tuple(edit(None, record) for record in self.agenda)
        self.changes = [Change("new", first, time=self.time, revision=1)]

    def do(self, make: Callable[[Agenda], Change]) -> None:
        change = make(self.agenda)
        self.agenda = self.agenda.apply(change)
        self.time += timedelta(hours=1)
        self.changes.append(msgspec.structs.replace(change, time=self.time, revision=len(self.changes) + 1))

    def publish(self, url: str, per=(), into: str = "", user: str = USER, **options) -> Published:
        edition = Edition(self.agenda, stamps(self.changes))
        with Connection(url, user, PASSWORD, pause_seconds=0) as connection:
            wanted = wanted_calendars(edition, per, into=into)
            return publish(connection, wanted, uid_end(self.agenda), own_slugs(self.agenda, per), **options)


def three_days_of_work() -> Meeting:
    return Meeting(
        session("1", "09:00", "a", roles=[("chair", "berg")]),
        session("2", "09:00", "b", roles=[("chair", "okafor")]),
        session(
            "3", "10:00", "a", roles=[("chair", "berg"), ("rapporteur", "okafor")], abstract="Long; text, of\nwords"
        ),
        session("4", "23:30", "b", day=1, minutes=90, attendees=("lind",)),
        session("5"),
    )


def held(server: Radicale, slug: str, user: str = USER) -> dict:
    """What a calendar on the server holds, from its files; by UID."""
    folder = server.folder / "collections" / "collection-root" / user / slug
    found: dict = {}
    for path in folder.glob("*.ics"):
        entries = by_icalendar(path.read_bytes())
        assert len(entries) == 1
        assert not found.keys() & entries.keys(), "an entry is there twice"
        found |= entries
    return found


def calendars_on(server: Radicale, user: str = USER) -> set[str]:
    folder = server.folder / "collections" / "collection-root" / user
    if not folder.exists():
        return set()
    return {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")}


def assert_holds(
    server: Radicale, agenda: Agenda, slug: str, chosen: Callable[[Session], bool] = lambda _: True
) -> None:
    """The calendar holds exactly the sessions that take place and are chosen, as the agenda has them."""
    expected = {
        f"{s.id}@{agenda.meeting.uid_domain}": (
            in_utc(agenda.meeting, s.placement.start),
            in_utc(agenda.meeting, end_of(s)),
            session_name(s),
            agenda.room[s.placement.room].name if s.placement.room else None,
        )
        for s in agenda.placed
        if chosen(s)
    }
    found = held(server, slug)
    assert {uid: (e.start, e.end, e.summary) for uid, e in found.items()} == {u: e[:3] for u, e in expected.items()}
    for uid, entry in found.items():
        assert expected[uid][3] is None or entry.location.startswith(expected[uid][3])
        assert entry.attendees == frozenset(), "a server that sees attendees writes to them"


def assert_all_hold(server: Radicale, agenda: Agenda, per=BOTH) -> None:
    slug = own_slug(agenda)
    assert_holds(server, agenda, slug)
    for room in agenda.room:
        if f"{slug}-room-{room}" in calendars_on(server) or any(s.placement.room == room for s in agenda.placed):
            assert_holds(server, agenda, f"{slug}-room-{room}", lambda s, room=room: s.placement.room == room)
    for person in agenda.person if "people" in per else ():
        mine = [s for s in agenda.placed if person in agenda.people_in[s.id] or s.is_for_everyone]
        if f"{slug}-person-{person}" in calendars_on(server) or mine:
            assert_holds(server, agenda, f"{slug}-person-{person}", lambda s, mine=mine: s in mine)


@pytest.fixture(scope="module")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with radicale(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def server(shared_server: Radicale) -> Radicale:
    """The server with nothing in it."""
    for name in calendars_on(shared_server):
        with Connection(shared_server.url, USER, PASSWORD, pause_seconds=0) as connection:
            for calendar in connection.calendars():
                if calendar.slug == name:
                    connection.remove_calendar(calendar)
    return shared_server


@pytest.fixture
def door(server: Radicale) -> Iterator[Door]:
    door = Door(server.port)
    yield door
    door.close()


def test_a_calendar_of_the_meeting_and_one_for_each_room_and_person(server: Radicale):
    work = three_days_of_work()
    done = work.publish(server.url, BOTH)
    assert_all_hold(server, work.agenda)
    slug = own_slug(work.agenda)
    names = {slug, *(f"{slug}-room-{r}" for r in "ab"), *(f"{slug}-person-{p}" for p in ("berg", "okafor", "lind"))}
    assert calendars_on(server) == names
    assert done.count("make calendar") == 6
    with Connection(server.url, USER, PASSWORD) as connection:
        assert {each.name for each in connection.calendars()} >= {"Integrated planning", "Integrated planning: Room A"}


def test_only_what_differs_is_sent(server: Radicale, door: Door):
    work = three_days_of_work()
    work.publish(door.url, BOTH)
    door.requests.clear()
    again = work.publish(door.url, BOTH)
    assert (again.steps, again.same) == ((), 4 + 2 + 2 + 2 + 2 + 1)
    assert door.count("PUT") == door.count("DELETE") == 0
    work.do(lambda agenda: actions.move(agenda, "s2", at("14:00"), "b"))
    moved = work.publish(door.url, BOTH)
    assert {(step.what, step.title) for step in moved.steps} == {("change", "2 Topic 2")}
    assert door.count("PUT") == 3  # the meeting's, the room's and the chair's calendar
    assert_all_hold(server, work.agenda)


def test_withdrawn_sessions_are_deleted_and_other_rooms_and_people_lose_what_is_not_theirs(server: Radicale):
    work = three_days_of_work()
    work.publish(server.url, BOTH)
    work.do(lambda agenda: actions.set_fields(agenda, agenda.session["s1"], status="cancelled"))
    work.do(lambda agenda: actions.unplace(agenda, ["s3"]))
    work.do(lambda agenda: actions.move(agenda, "s4", at("09:00", 1), "a"))
    work.do(lambda agenda: actions.remove(agenda, agenda.person["okafor"]))
    done = work.publish(server.url, BOTH)
    assert_all_hold(server, work.agenda)
    assert done.count("remove calendar") == 2  # of the person who left, and of the one who has nothing any more
    assert own_slug(work.agenda) + "-person-okafor" not in calendars_on(server)


def test_entries_of_others_are_left_alone(server: Radicale):
    work = three_days_of_work()
    work.publish(server.url, BOTH)
    foreign = calendar_file(event("DTSTART:20080211T090000Z|DTSTAMP:20080101T000000Z|SUMMARY:Dentist", uid="dentist"))
    slug = own_slug(work.agenda)
    with Connection(server.url, USER, PASSWORD) as connection:
        for calendar in connection.calendars():
            connection.put(f"{calendar.url}dentist.ics", foreign, replaces=None)
    work.do(lambda agenda: actions.remove(agenda, agenda.person["okafor"]))
    work.do(lambda agenda: actions.unplace(agenda, ["s1"]))
    work.publish(server.url, BOTH)
    for name in (slug, f"{slug}-person-okafor"):
        assert (server.folder / "collections" / "collection-root" / USER / name / "dentist.ics").read_bytes()
    assert (
        len(list((server.folder / "collections" / "collection-root" / USER / f"{slug}-person-okafor").glob("*.ics")))
        == 1
    )


def test_what_somebody_changed_on_the_server_is_put_right(server: Radicale):
    work = three_days_of_work()
    work.publish(server.url)
    with Connection(server.url, USER, PASSWORD) as connection:
        calendar = connection.calendars()[0]
        entries = connection.entries(calendar)
        first = next(each for each in entries if "SUMMARY:1 Topic 1" in each.data)
        connection.put(first.url, first.data.replace("T090000", "T110000").encode(), replaces=first.etag)
        second = next(each for each in entries if "SUMMARY:2 Topic 2" in each.data)
        connection.delete(second)
    done = work.publish(server.url)
    assert [step.what for step in done.steps] == ["change", "add"]
    assert_holds(server, work.agenda, own_slug(work.agenda))


def test_an_entry_that_is_there_twice_is_there_once_afterwards(server: Radicale):
    work = three_days_of_work()
    work.publish(server.url)
    slug = own_slug(work.agenda)
    folder = server.folder / "collections" / "collection-root" / USER / slug
    one = next(folder.glob("s1-*.ics"))
    (folder / "by-another-way.ics").write_bytes(one.read_bytes())
    assert work.publish(server.url).count("delete") == 1
    assert_holds(server, work.agenda, slug)


def test_two_meetings_share_a_server_and_even_a_calendar(server: Radicale):
    with Connection(server.url, USER, PASSWORD) as connection:
        connection.make_calendar("team", "Team")
    one, other = three_days_of_work(), Meeting(session("1", "09:00", "a"), domain="fedcba9876543210")
    one.publish(server.url, into="Team")
    other.publish(server.url, into="Team")
    assert len(held(server, "team")) == 5
    one.do(lambda agenda: actions.unplace(agenda, ["s1"]))
    one.publish(server.url, into="Team")
    assert set(held(server, "team")) >= {"s1@fedcba9876543210"}
    assert len(held(server, "team")) == 4
    with pytest.raises(UsageError, match=r"no calendar 'Taem' on the server. Did you mean 'Team'"):
        one.publish(server.url, into="Taem")


def test_a_new_title_of_the_meeting_renames_its_calendar(server: Radicale):
    work = three_days_of_work()
    work.publish(server.url)
    work.do(lambda agenda: actions.set_fields(agenda, agenda.meeting, title="Peace & <planning>"))
    done = work.publish(server.url)
    assert done.count("rename calendar") == 1
    with Connection(server.url, USER, PASSWORD) as connection:
        assert [each.name for each in connection.calendars()] == ["Peace & <planning>"]


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(server: Radicale, door: Door):
    work = three_days_of_work()
    would = work.publish(door.url, BOTH, dry_run=True)
    assert {method for method, _ in door.requests} <= {"PROPFIND", "REPORT", "OPTIONS"}
    assert would.steps == work.publish(server.url, BOTH).steps


# failures


@pytest.mark.parametrize(
    ("method", "fault"),
    [("PUT", "500"), ("PUT", "503"), ("PUT", "drop"), ("PUT", "lost"), ("MKCALENDAR", "lost"), ("REPORT", "drop")],
)
def test_a_request_that_fails_once_is_repeated_and_duplicates_nothing(server: Radicale, door: Door, fault, method):
    work = three_days_of_work()
    door.fault = lambda each, number: fault if each == method and number == 1 else ""
    work.publish(door.url, ("rooms",))
    assert_holds(server, work.agenda, own_slug(work.agenda))


@pytest.mark.parametrize("fault", ["500", "drop", "lost"])
def test_a_server_that_fails_half_way_is_resumed(server: Radicale, door: Door, fault):
    work = three_days_of_work()
    work.publish(door.url, ("rooms",))
    for id_ in ("s1", "s2", "s3"):
        work.do(lambda agenda, id_=id_: actions.move(agenda, id_, at("15:00", 1), "a" if id_ == "s2" else "b"))
    work.do(lambda agenda: actions.unplace(agenda, ["s4"]))
    puts = door.count("PUT")
    door.fault = lambda each, number: fault if each == "PUT" and number > puts + 2 else ""
    with pytest.raises(ServerError) as failed:
        work.publish(door.url, ("rooms",))
    assert "changes had been made by then." in str(failed.value)
    assert "the rest follows" in str(failed.value)
    door.fault = lambda _each, _number: ""
    rest = work.publish(door.url, ("rooms",))
    assert_all_hold(server, work.agenda, ("rooms",))
    assert rest.steps
    assert work.publish(door.url, ("rooms",)).steps == ()


def test_a_server_that_is_killed_half_way_and_started_again(server: Radicale, door: Door):
    work = three_days_of_work()

    def kill(method: str, number: int) -> None:
        if method == "PUT" and number == 3:
            server.kill()

    door.before = kill
    try:
        with pytest.raises(ServerError):
            work.publish(door.url, BOTH)
        assert len(held(server, own_slug(work.agenda))) == 2
    finally:
        server.start()
    door.before = lambda _method, _number: None
    work.publish(door.url, BOTH)
    assert_all_hold(server, work.agenda)


def test_somebody_who_writes_at_the_same_time_is_seen_and_ours_stands_in_the_end(server: Radicale, door: Door):
    work = three_days_of_work()
    work.publish(door.url)
    work.do(lambda agenda: actions.move(agenda, "s1", at("16:00"), "a"))
    begun = door.count("PUT")

    def meanwhile(method: str, number: int) -> None:
        if method == "PUT" and number == begun + 1:
            with Connection(server.url, USER, PASSWORD) as other:
                stored = next(e for e in other.entries(other.calendars()[0]) if "SUMMARY:1 Topic 1" in e.data)
                other.put(stored.url, stored.data.replace("1 Topic 1", "1 Mine").encode(), replaces=stored.etag)

    door.before = meanwhile
    work.publish(door.url)
    assert door.count("PUT") == begun + 2  # refused because of its ETag, read anew, put
    assert_holds(server, work.agenda, own_slug(work.agenda))


def test_stopping_leaves_what_was_done_and_going_on_does_the_rest(server: Radicale):
    work = three_days_of_work()
    seen: list[tuple[int, int]] = []
    stopped = work.publish(server.url, progress=lambda *each: seen.append(each), cancelled=lambda: len(seen) == 2)
    assert stopped.stopped
    assert seen == [(1, 5), (2, 5)]
    assert len(held(server, own_slug(work.agenda))) == 1
    assert work.publish(server.url).count("add") == 3


@pytest.mark.parametrize(
    ("user", "password", "address", "says"),
    [
        (USER, "wrong", "{server}", "does not accept this name and password"),
        (USER, PASSWORD, "http://127.0.0.1:9/", "cannot be reached"),
        (USER, PASSWORD, "{server}{other}/", "does not let you do this here"),
    ],
)
def test_what_the_server_refuses_is_said_in_plain_words(server: Radicale, user, password, address, says):
    url = address.format(server=server.url, other="somebody-else")
    with (
        pytest.raises(ServerError, match=says) as refused,
        Connection(url, user, password, pause_seconds=0) as connection,
    ):
        connection.calendars()
    assert password not in str(refused.value)


def test_a_calendar_that_one_may_only_read(server: Radicale):
    folder = server.folder / "collections" / "collection-root" / READER / "team"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".Radicale.props").write_text('{"tag": "VCALENDAR", "D:displayname": "Team"}')
    with pytest.raises(ServerError, match="You may lack the right to write to this calendar"):
        three_days_of_work().publish(server.url, into="Team", user=READER)


def test_a_certificate_that_nobody_signed_is_not_trusted_unless_it_is_named(server: Radicale, tmp_path: Path):
    certificate = self_made_certificate(tmp_path / "own.pem")
    door = Door(server.port, certificate=certificate)
    try:
        with (
            pytest.raises(ServerError, match="certificate cannot be trusted, so nothing was sent"),
            Connection(door.url, USER, PASSWORD, pause_seconds=0) as connection,
        ):
            connection.calendars()
        assert door.requests == []
        with Connection(door.url, USER, PASSWORD, certificates=str(certificate)) as connection:
            assert connection.calendars() == []
    finally:
        door.close()


def test_reading_can_be_stopped_before_anything_is_written(server: Radicale, door: Door):
    assert three_days_of_work().publish(door.url, cancelled=lambda: True).stopped
    assert door.count("MKCALENDAR") == 0


def test_a_web_server_is_no_calendar_server(door: Door):
    door.fault = lambda _method, _number: "200"
    with pytest.raises(ServerError, match="does not answer as a calendar server"):
        three_days_of_work().publish(door.url)


@pytest.mark.parametrize(
    "url", ["http://example.org/dav", "https://me:secret@example.org", "ftp://x", "https://", "a b"]
)
def test_addresses_that_would_give_the_password_away_or_make_no_sense(url):
    with pytest.raises(UsageError):
        Connection(url, USER, PASSWORD)


# many changes


def random_change(agenda: Agenda, chance: random.Random) -> Change:
    """Something that organisers do."""
    sessions = sorted(agenda.session)
    pick = agenda.session[chance.choice(sessions)]
    start, room = (
        at(f"{chance.randrange(9, 17)}:{chance.choice(['00', '30'])}", chance.randrange(2)),
        chance.choice("ab"),
    )
    placed = [s.id for s in agenda.placed]
    what = chance.randrange(9)
    if what == 0 and len(placed) > 1:
        return actions.swap(agenda, *chance.sample(placed, 2))
    if what == 1:
        return actions.set_fields(agenda, pick, title=f"Title {chance.randrange(99)} ❄; \\n, “x”")
    if what == 2:
        return actions.set_fields(agenda, pick, status=chance.choice(["draft", "confirmed", "cancelled"]))
    if what == 3:
        return actions.unplace(agenda, [pick.id])
    if what == 4 and len(sessions) > 4:
        return actions.remove(agenda, pick)
    if what == 5:
        return Change("add", (edit(None, session(str(chance.randrange(100, 999)), "09:00", "a")),))
    if what == 6:
        people = tuple(chance.sample(sorted(agenda.person), chance.randrange(3)))
        return actions.set_fields(agenda, pick, attendees=people)
    if what == 7:
        return actions.set_fields(agenda, agenda.room[room], name=f"Room {room} {chance.randrange(9)}")
    return actions.move(agenda, pick.id, start, room)


@pytest.mark.parametrize("seed", [1])
def test_after_each_of_many_changes_the_server_holds_exactly_the_plan(server: Radicale, door: Door, seed):
    """Every seventh request that writes fails, and is sent again."""
    chance = random.Random(seed)
    work = three_days_of_work()
    door.fault = lambda method, number: "500" if method in ("PUT", "DELETE") and number % 7 == 3 else ""
    for _ in range(30):
        work.do(lambda agenda: random_change(agenda, chance))
        work.publish(door.url, ("rooms",))
        assert_holds(server, work.agenda, own_slug(work.agenda))
        for room in "ab":
            in_room = [s for s in work.agenda.placed if s.placement.room == room]
            if in_room:
                slug = f"{own_slug(work.agenda)}-room-{room}"
                assert_holds(server, work.agenda, slug, lambda s, in_room=in_room: s in in_room)


def test_content_is_the_same_however_it_is_written():
    data = calendar_file(event("SUMMARY:a\\, b|CATEGORIES:x,y|X-SERVER:1", uid="a")).decode()
    other = calendar_file(event("CATEGORIES:y,x|SUMMARY:a, \n b", uid="a")).decode()
    assert content(data) == content(other)
    assert content(data) != content(data.replace("x,y", "x"))
    assert content("nonsense") is None
