"""Random small agendas and random actions on them, for the tests that try laws instead of examples.

``agendas()`` gives sound agendas (nothing names what is not there) that often have clashes; ``calm_agendas()`` gives
ones that often have none. ``actions_on(agenda)`` gives a change that one of the model's actions made of it, and
``histories()`` an agenda with several changes that follow each other. Days are in February 2008, rooms have ids r1, r2,
..., people p1, p2, ..., sessions s1, s2, ...
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, Any, get_args

from hypothesis import strategies as st

from agendaplanner.checks.rules import RULES
from agendaplanner.model import actions
from agendaplanner.model.agenda import Agenda
from agendaplanner.model.kinds import (
    Invitation,
    PaperStatus,
    RoleKind,
    RulePolicyKind,
    SessionKind,
    SessionStatus,
    WishKind,
)
from agendaplanner.model.parts import Company, Contribution, Day, Period, Placement, Role, RulePolicy, Target, Walk
from agendaplanner.model.records import (
    KINDS,
    Delegation,
    Meeting,
    Paper,
    Person,
    Recommendation,
    Record,
    Room,
    Session,
    SisterMeeting,
    Track,
    Wish,
    kind_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agendaplanner.model.changes import Change

MONDAY = datetime(2008, 2, 11)
PREFIX = {
    "room": "r",
    "track": "t",
    "session": "s",
    "person": "p",
    "delegation": "d",
    "paper": "a",
    "wish": "w",
    "sister_meeting": "x",
    "recommendation": "n",
}
FEATURES = ("interpretation", "step-free", "video link")

Draw = Any
Ids = dict[str, list[str]]
"""By kind: the ids that a record may name."""

texts = st.one_of(
    st.sampled_from(["", "Needs assessment", "Žižkov & Ærø", "مرحبا 12", "a <b> c", "line one\nline two"]),
    st.text(st.characters(codec="utf-8"), max_size=8),
)
titles = st.sampled_from(["Early recovery", "Peace agreements", "Joint planning", "Lunch", "Žižkov & Ærø", "“Quoted”"])


# parts


@st.composite
def moments(draw: Draw, first: int = 7 * 60, last: int = 45 * 60) -> datetime:
    """A wall time between 07:00 on Monday and 21:00 on Tuesday, mostly on the quarter of an hour."""
    step = draw(st.sampled_from([15, 15, 15, 5]))
    return MONDAY + timedelta(minutes=step * draw(st.integers(first // step, last // step)))


@st.composite
def periods(draw: Draw) -> Period:
    """A stretch of the meeting, from five minutes to a day and a half."""
    start = draw(moments())
    minutes = draw(st.sampled_from([5, 30, 60, 120, 300, 36 * 60]))
    return Period(start=start, end=start + timedelta(minutes=minutes), reason=draw(st.sampled_from(["", "painting"])))


def _some(ids: Sequence[str], most: int = 3, *, least: int = 0) -> st.SearchStrategy[tuple[str, ...]]:
    if not ids:
        return st.just(())
    return st.lists(st.sampled_from(ids), unique=True, min_size=least, max_size=min(most, len(ids))).map(tuple)


def _maybe(ids: Sequence[str]) -> st.SearchStrategy[str | None]:
    return st.sampled_from([None, *ids])


@st.composite
def placements(draw: Draw, rooms: Sequence[str]) -> Placement:
    """A time, with or without a room."""
    return Placement(start=draw(moments()), room=draw(st.sampled_from([*rooms, *rooms, None])))


# records


@st.composite
def meetings(draw: Draw, known: Ids) -> Meeting:
    """A meeting of one or two days; the last may close after midnight."""
    count = draw(st.integers(0, 9).map(lambda n: min(n, 2)))
    days: list[Day] = []
    for i in range(count):
        opens = MONDAY + timedelta(days=i, hours=draw(st.sampled_from([8, 9, 10])))
        late = [17, 18, 22] if i + 1 < count else [17, 18, 26]
        days.append(Day(opens=opens, closes=MONDAY + timedelta(days=i, hours=draw(st.sampled_from(late)))))
    rooms = known["room"]
    pairs = st.lists(st.sampled_from(rooms), min_size=2, max_size=2, unique=True).map(tuple)
    walks = st.lists(st.builds(Walk, rooms=pairs, minutes=st.sampled_from([0, 5, 20])), max_size=2).map(tuple)
    return Meeting(
        title=draw(titles),
        city=draw(texts),
        timezone=draw(st.sampled_from(["Europe/Oslo", "UTC", "Asia/Kathmandu"])),
        days=tuple(days),
        walks=draw(walks) if len(rooms) > 1 else (),
        walk_between_buildings_minutes=draw(st.sampled_from([0, 0, 10])),
        required_roles=draw(st.sampled_from([{}, {}, {"talk": ("moderator",), "plenary": ()}])),
        targets=draw(st.sampled_from([(), (), (Target(of="community", value="diplomacy", least_percent=40),)])),
        company=draw(st.lists(st.builds(Company, people=_some(known["person"], least=2)), max_size=1).map(tuple))
        if len(known["person"]) > 1
        else (),
        not_same=draw(st.lists(st.sampled_from([*combinations(sorted(known["person"]), 2)]), max_size=2).map(tuple))
        if len(known["person"]) > 1
        else (),
        uid_domain="drawn",
    )


@st.composite
def rooms(draw: Draw, id_: str, known: Ids) -> Room:
    """A room, often of unknown size."""
    return Room(
        id=id_,
        name=draw(st.sampled_from([f"Room {id_[1:]}", "Plenary hall"])),
        capacity=draw(st.sampled_from([None, None, 0, 2, 60])),
        features=draw(_some(FEATURES)),
        building=draw(st.sampled_from(["", "", "East"])),
        closures=draw(st.lists(periods(), max_size=1).map(tuple)),
        position=draw(st.integers(0, 2)),
    )


@st.composite
def tracks(draw: Draw, id_: str, known: Ids) -> Track:
    """A track."""
    return Track(id=id_, name=draw(titles), colour=draw(st.sampled_from(["", "#336699"])))


@st.composite
def people(draw: Draw, id_: str, known: Ids) -> Person:
    """A person, now and then away, not always with the parts of the name known."""
    family = draw(st.sampled_from(["Berg", "Lindqvist", "Okafor", ""]))
    given = draw(st.sampled_from(["Hanna", "Ada", ""]))
    return Person(
        id=id_,
        name=f"{given} {family}".strip() or "N. N.",
        given=given,
        family=family,
        delegation=draw(_maybe(known["delegation"])),
        email=draw(st.sampled_from(["", f"{id_}@example.org"])),
        invitation=draw(st.sampled_from(get_args(Invitation))),
        away=draw(st.lists(periods(), max_size=1).map(tuple)),
        wants=draw(_some(known["session"])),
        needs=draw(texts),
    )


@st.composite
def sessions(draw: Draw, id_: str, known: Ids) -> Session:
    """A session of any kind, placed or not."""
    placement = draw(st.one_of(st.none(), placements(known["room"]), placements(known["room"])))
    persons = known["person"]
    roles = st.lists(st.builds(Role, kind=st.sampled_from(get_args(RoleKind)), person=_maybe(persons)), max_size=3)
    contributions = st.lists(
        st.builds(Contribution, title=titles, presenters=_some(persons), minutes=st.sampled_from([None, 10])),
        max_size=1,
    )
    usually = {"everyone": None, "needs_room": None, "expected_size": None, "only_rooms": (), "only_within": ()}
    unusual: dict[str, Any] = {}
    if draw(st.integers(0, 3)) == 0:
        unusual = {
            "everyone": draw(st.sampled_from([None, True, False])),
            "needs_room": draw(st.sampled_from([None, True, False])),
            "expected_size": draw(st.sampled_from([None, 0, 3, 80])),
            "only_rooms": draw(_some(known["room"], 2)),
            "only_within": draw(st.lists(periods(), max_size=2).map(tuple)),
            "features_needed": draw(_some(FEATURES, 1)),
        }
    return Session(
        id=id_,
        title=draw(titles),
        number=draw(st.sampled_from(["", id_[1:], f"{id_[1:]}b"])),
        kind=draw(st.sampled_from(get_args(SessionKind))),
        abstract=draw(texts),
        duration_minutes=draw(st.sampled_from([15, 30, 45, 60, 90, 20, 600])),
        track=draw(_maybe(known["track"])),
        status=draw(st.sampled_from(["draft", "draft", *get_args(SessionStatus)])),
        roles=tuple(draw(roles)),
        contributions=tuple(draw(contributions)),
        attendees=draw(_some(persons, 2)),
        held=draw(_some(persons, 1)),
        least_people=draw(st.sampled_from([None, None, 0, 5])),
        most_people=draw(st.sampled_from([None, None, 1, 20])),
        placement=placement,
        pinned_time=placement is not None and draw(st.booleans()),
        pinned_room=placement is not None and draw(st.booleans()),
        group=draw(st.sampled_from(["", "", "", "breakout 1", "breakout 2"])),
        **{**usually, **unusual},
    )


@st.composite
def delegations(draw: Draw, id_: str, known: Ids) -> Delegation:
    """A delegation, with or without a head."""
    return Delegation(id=id_, name=draw(titles), head=draw(_maybe(known["person"])))


@st.composite
def papers(draw: Draw, id_: str, known: Ids) -> Paper:
    """A paper in any state."""
    return Paper(
        id=id_,
        title=draw(titles),
        symbol=draw(st.sampled_from(["", f"DCD/DAC(2008){id_[1:]}"])),
        due=draw(st.sampled_from([None, date(2008, 1, 28), date(2008, 2, 11)])),
        status=draw(st.sampled_from(get_args(PaperStatus))),
        sessions=draw(_some(known["session"], 2)),
    )


@st.composite
def wishes(draw: Draw, id_: str, known: Ids) -> Wish:
    """A wish of any kind."""
    return Wish(
        id=id_,
        kind=draw(st.sampled_from(get_args(WishKind))),
        sessions=draw(_some(known["session"], 4)),
        hard=draw(st.booleans()),
        weight=draw(st.integers(1, 5)),
        minutes=draw(st.sampled_from([None, 0, 15, 90])),
        reason=draw(st.sampled_from(["", "the second builds on the first"])),
    )


@st.composite
def sister_meetings(draw: Draw, id_: str, known: Ids) -> SisterMeeting:
    """A sister meeting."""
    return SisterMeeting(id=id_, name=draw(titles), first_day=draw(st.sampled_from([None, date(2008, 4, 2)])))


@st.composite
def recommendations(draw: Draw, id_: str, known: Ids) -> Recommendation:
    """A recommendation of a session; there must be one."""
    return Recommendation(
        id=id_, session=draw(st.sampled_from(known["session"])), text=draw(texts), agreed=draw(st.booleans())
    )


RECORDS: Mapping[str, Callable[..., st.SearchStrategy[Any]]] = {
    "room": rooms,
    "track": tracks,
    "session": sessions,
    "person": people,
    "delegation": delegations,
    "paper": papers,
    "wish": wishes,
    "sister_meeting": sister_meetings,
    "recommendation": recommendations,
}
"""By kind: the strategy of a record with a given id that names only known ids."""
MOST = {"room": 4, "track": 2, "session": 9, "person": 5, "wish": 4}
"""How many of a kind an agenda has at most; of the others 2."""


def record_of(kind: str, id_: str, known: Ids) -> st.SearchStrategy[Any]:
    """Give a strategy for a record of any kind."""
    return meetings(known) if kind == "meeting" else RECORDS[kind](id_, known)


def known_ids(agenda: Agenda) -> Ids:
    """Give the ids of an agenda's records, by kind."""
    return {kind: sorted(agenda.table(kind)) for kind in KINDS}


# agendas


@st.composite
def agendas(draw: Draw, *, max_sessions: int = MOST["session"], min_sessions: int = 0) -> Agenda:
    """A sound agenda with a few records of every kind; often with clashes."""
    counts = {kind: draw(st.integers(0, MOST.get(kind, 2))) for kind in RECORDS if kind != "session"}
    counts["session"] = draw(st.integers(min_sessions, max_sessions))
    if not counts["session"]:
        counts["recommendation"] = 0
    known = {kind: [f"{PREFIX[kind]}{i + 1}" for i in range(count)] for kind, count in counts.items()}
    records: list[Record] = [draw(meetings(known))]
    for kind, ids in known.items():
        records += [draw(RECORDS[kind](id_, known)) for id_ in ids]
    return Agenda.of(records)


@st.composite
def calm_agendas(draw: Draw, *, max_sessions: int = 6) -> Agenda:
    """An agenda of plain working sessions on the hour and half hour, so few that often none of them clash."""
    count = draw(st.integers(0, max_sessions))
    room_ids, person_ids = ["r1", "r2", "r3"], ["p1", "p2", "p3", "p4", "p5", "p6"]
    records: list[Record] = [
        Meeting(
            title="A calm meeting",
            uid_domain="calm",
            timezone="Europe/Oslo",
            days=tuple(
                Day(opens=MONDAY + timedelta(days=d, hours=9), closes=MONDAY + timedelta(days=d, hours=18))
                for d in range(2)
            ),
        )
    ]
    records += [Room(id=r, name=f"Room {r[1:]}", capacity=draw(st.sampled_from([None, 3, 60]))) for r in room_ids]
    records += [Person(id=p, name=f"N. {p.upper()}") for p in person_ids]
    session_ids = [f"s{i + 1}" for i in range(count)]
    for id_ in session_ids:
        half_hours = draw(st.integers(0, 15))
        start = MONDAY + timedelta(days=draw(st.integers(0, 1)), hours=9, minutes=30 * half_hours)
        records.append(
            Session(
                id=id_,
                title="Discussion",
                number=id_[1:],
                kind=draw(st.sampled_from(["working session", "working session", "talk", "plenary", "break"])),
                duration_minutes=draw(st.sampled_from([30, 60])),
                roles=tuple(Role(kind="chair", person=p) for p in draw(_some(person_ids, 2))),
                placement=Placement(start=start, room=draw(st.sampled_from(room_ids))),
            )
        )
    if count > 1:
        pair = draw(st.permutations(session_ids))[:2]
        kind = draw(st.sampled_from(get_args(WishKind)))
        records += [Wish(id="w1", kind=kind, sessions=tuple(pair), hard=draw(st.booleans()))]
    return Agenda.of(records)


@st.composite
def with_policies(draw: Draw, agenda: Agenda) -> Agenda:
    """An agenda whose meeting wants something else of a few rules than is usual; one may be of a newer program."""
    rules = draw(st.lists(st.sampled_from([*RULES, "of-a-newer-program"]), unique=True, min_size=1, max_size=6))
    policies = tuple(RulePolicy(rule=rule, policy=draw(st.sampled_from(get_args(RulePolicyKind)))) for rule in rules)
    return agenda.apply(actions.set_fields(agenda, agenda.meeting, rule_policies=policies))


# actions


def actions_on(agenda: Agenda) -> st.SearchStrategy[Change]:
    """Give a strategy for a change that one of the model's actions makes of an agenda; some change nothing."""
    possible = [_add, _set_field, _shift_days, _replace_all, _take_plan]
    if any(record.id != "meeting" for record in agenda):
        possible.append(_remove)
    if agenda.session:
        # what people do most
        possible += [_move, _move, _move, _unplace]
        if any(session.roles for session in agenda.session.values()):
            possible.append(_fill_role)
    if any(s.placement is not None for s in agenda.session.values()):
        possible += [_pin, _resize, _swap]
    return st.sampled_from(possible).flatmap(lambda action: action(agenda))


@st.composite
def histories(draw: Draw, *, most: int = 6) -> tuple[Agenda, tuple[Change, ...]]:
    """An agenda, and changes of which each was made for the agenda after the one before."""
    first = agenda = draw(agendas())
    changes: list[Change] = []
    for _ in range(draw(st.integers(1, most))):
        changes.append(draw(actions_on(agenda)))
        agenda = agenda.apply(changes[-1])
    return first, tuple(changes)


@st.composite
def _add(draw: Draw, agenda: Agenda) -> Change:
    known = known_ids(agenda)
    kinds = [kind for kind in RECORDS if kind != "recommendation" or known["session"]]
    added: list[Record] = []
    for kind in draw(_some(kinds, 2, least=1)):
        number = draw(st.integers(1000, 9999).filter(lambda n, k=kind: agenda.find(k, f"{PREFIX[k]}{n}") is None))
        added.append(draw(record_of(kind, f"{PREFIX[kind]}{number}", known)))
    return actions.add(agenda, *added)


@st.composite
def _set_field(draw: Draw, agenda: Agenda) -> Change:
    record = draw(st.sampled_from(list(agenda)))
    other = draw(record_of(kind_of(record), record.id, known_ids(agenda)))
    names = [
        name for name in record.__struct_fields__ if name != "id" and getattr(record, name) != getattr(other, name)
    ]
    if not names:
        return actions.NOTHING
    name = draw(st.sampled_from(names))
    return actions.set_fields(agenda, record, **{name: getattr(other, name)})


@st.composite
def _remove(draw: Draw, agenda: Agenda) -> Change:
    able = [record for record in agenda if record.id != "meeting"]
    gone = draw(st.lists(st.sampled_from(range(len(able))), min_size=1, max_size=min(3, len(able)), unique=True))
    return actions.remove(agenda, *(able[i] for i in gone))


@st.composite
def _move(draw: Draw, agenda: Agenda) -> Change:
    session = agenda.session[draw(st.sampled_from(sorted(agenda.session)))]
    places: list[str | None] = list(agenda.room)
    if not session.takes_room:
        places.append(None)
    if not places:
        return actions.NOTHING
    return actions.move(agenda, session.id, draw(moments()), draw(st.sampled_from(places)))


@st.composite
def _unplace(draw: Draw, agenda: Agenda) -> Change:
    return actions.unplace(agenda, draw(_some(sorted(agenda.session), least=1)))


def _placed_ids(agenda: Agenda) -> list[str]:
    return [s.id for s in agenda.session.values() if s.placement is not None]


@st.composite
def _pin(draw: Draw, agenda: Agenda) -> Change:
    choice = st.sampled_from([None, True, False])
    return actions.pin(agenda, draw(_some(_placed_ids(agenda), least=1)), time=draw(choice), room=draw(choice))


@st.composite
def _resize(draw: Draw, agenda: Agenda) -> Change:
    session_id = draw(st.sampled_from(_placed_ids(agenda)))
    return actions.resize(agenda, session_id, draw(moments()), draw(st.sampled_from([10, 30, 75])))


@st.composite
def _swap(draw: Draw, agenda: Agenda) -> Change:
    placed = _placed_ids(agenda)
    if len(placed) < 2:
        return actions.NOTHING
    a, b = draw(st.permutations(placed))[:2]
    return actions.swap(agenda, a, b)


@st.composite
def _take_plan(draw: Draw, agenda: Agenda) -> Change:
    ids = draw(_some(sorted(agenda.session), 5))
    places = st.one_of(st.none(), placements(sorted(agenda.room)))
    return actions.take_plan(agenda, {id_: draw(places) for id_ in ids})


@st.composite
def _fill_role(draw: Draw, agenda: Agenda) -> Change:
    session = draw(st.sampled_from([s for s in agenda.session.values() if s.roles]))
    index = draw(st.integers(0, len(session.roles) - 1))
    return actions.fill_role(agenda, session.id, index, draw(_maybe(sorted(agenda.person))))


@st.composite
def _shift_days(draw: Draw, agenda: Agenda) -> Change:
    return actions.shift_days(agenda, draw(st.integers(-3, 60)))


@st.composite
def _replace_all(draw: Draw, agenda: Agenda) -> Change:
    return actions.replace_all(agenda, draw(agendas(max_sessions=3)), label="Import")
