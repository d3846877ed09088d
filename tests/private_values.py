"""An agenda in which everything that participants should not see has a value like no other, to search outputs for it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from agendaplanner.model.agenda import Agenda
from agendaplanner.model.for_participants import FIELDS
from agendaplanner.model.parts import (
    Company,
    Contribution,
    Day,
    Link,
    Part,
    Period,
    Placement,
    Role,
    RulePolicy,
    Source,
    Target,
    Walk,
)
from agendaplanner.model.records import (
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
)

MONDAY = datetime(2008, 2, 11, 9)


class Secrets:
    """Makes values that are nowhere else, and remembers them."""

    def __init__(self) -> None:
        self.values: list[str] = []

    def word(self, about: str) -> str:
        self.values.append(f"Zq{about}{len(self.values):03}x")
        return self.values[-1]

    def number(self) -> int:
        found = 731_100 + len(self.values)
        self.values.append(str(found))
        return found

    def day(self) -> date:
        found = date(1987, 1, 1) + timedelta(days=11 * len(self.values))
        self.values += [
            found.isoformat(),
            f"{found:%Y%m%d}",
            f"{found.day} {found:%B %Y}",
            f"{found.day} {found:%b %Y}",
        ]
        return found

    def period(self, about: str) -> Period:
        start = datetime(1986, 1, 1) + timedelta(days=11 * len(self.values), hours=3)
        self.values += [f"{start:%Y-%m-%d}", f"{start:%Y%m%d}"]
        return Period(start=start, end=start + timedelta(minutes=35), reason=self.word(about))


def private_agenda() -> tuple[Agenda, list[str]]:
    """Give the agenda and all that must not be found."""
    s = Secrets()

    def source(about: str) -> Source:
        fields = ((s.word(f"{about}field"), s.word(f"{about}value")),)
        return Source(id="77", guid="3f1c", slug="slug", url=f"/srv/{s.word('url')}", kind="talk", fields=fields)

    meeting = Meeting(
        title="Integrated planning", subtitle="A meeting", acronym="int08", venue="Hall", city="Oslo", country="Norway",
        timezone="Europe/Oslo", days=(Day(opens=MONDAY, closes=MONDAY + timedelta(hours=9)),), hosts=("Host",),
        in_association_with=("Friends",), contact="The desk", contact_email="desk@example.org",
        website="https://example.org", languages=("en",), introduction="Welcome.", objectives=("To plan",),
        practical="Lunch.", symbol_prefix=s.word("prefix"), communities=("diplomacy",), categories=("member",),
        grid_minutes=15, walks=(Walk(rooms=("a", "b"), minutes=3),), walk_between_buildings_minutes=7,
        required_roles={"talk": ("chair",)}, most_participants=s.number(),
        targets=(Target(of="community", value=s.word("target"), least_percent=17, most_percent=83),),
        company=(Company(people=("asked", "secret"), reason=s.word("company")),), not_same=(("asked", "secret"),),
        papers_due_days=360, rule_policies=(RulePolicy(rule=s.word("rule"), policy="warn"),), uid_domain="int08",
        print_style="plain", logo="", source=source("meeting"),
    )  # fmt: skip
    rooms = [
        Room(id="a", name="Room A", capacity=60, features=("interpretation",), layout=s.word("layout"), building="Main",
             closures=(s.period("closure"),), position=1, source=source("room")),
        Room(id="b", name="Room B"),
    ]  # fmt: skip
    track = Track(id="t", name="A track", colour="#0072B2", position=1)

    def somebody(id_: str, name: str, **fields: Any) -> Person:
        given, _, family = name.partition(" ")
        return Person(**{
            "id": id_, "name": name, "given": given, "family": family, "honorific": "Dr", "position": "Adviser",
            "organisation": "A ministry", "delegation": "d", "country": "Norway", "community": "diplomacy",
            "category": "member", "email": f"{s.word('mail')}@example.org", "language": s.word("language"),
            "biography": "Has written.", "gender": s.word("gender"), "invited_on": s.day(), "answered_on": s.day(),
            "away": (s.period("away"),), "wants": ("s2",), "needs": s.word("needs"), "source": source("person"),
        } | fields)  # fmt: skip

    people = [
        somebody("berg", "Hanna Berg"),
        somebody("lind", "Maja Lind"),
        # whoever is asked, waits or has declined is nobody else's business: not even the name
        somebody("asked", s.word("Asked"), family="", given="", honorific="", delegation="gone", invitation="invited"),
        somebody(
            "secret", s.word("Declined"), family="", given="", honorific="", delegation="gone", invitation="declined"
        ),
        somebody(
            "waits", s.word("Waits"), family="", given="", honorific="", delegation="gone", invitation="waiting list"
        ),
    ]
    delegations = [
        Delegation(id="d", name="Norway", country="Norway", category="member", head="berg"),
        Delegation(id="gone", name=s.word("Sender"), country="", category="", head="asked"),
    ]
    sessions = [
        Session(
            id="s1", title="Opening", number="1", subtitle="All of it", kind="plenary", abstract="What it is about.",
            description="More.", questions=("Why?",), duration_minutes=45, track="t", dimension="bilateral",
            languages=("en",), features_needed=(s.word("feature"),), expected_size=s.number(), status="confirmed",
            roles=(Role(kind="chair", person="berg"),),
            contributions=(Contribution(title="A talk", presenters=("lind",), minutes=10),), attendees=("lind", "secret"),
            held=("secret",), least_people=s.number(), most_people=s.number(),
            placement=Placement(start=MONDAY, room="a"), pinned_time=True, pinned_room=True, group="",
            only_rooms=("a",), only_within=(Period(start=MONDAY, end=MONDAY + timedelta(hours=8), reason=s.word("within")),),
            links=(Link(href="https://example.org/1", title="Stream", kind="stream"),
                   Link(href=f"/home/{s.word('path')}", title="Stream", kind="stream")),
            attachments=(Link(href="https://example.org/2", title="Slides", kind="slides"),), notes=s.word("notes"),
            report=s.word("report"), source=source("session"),
        ),
        Session(id="s2", title="After it", kind="breakout", group="g", everyone=False, needs_room=True,
                placement=Placement(start=MONDAY + timedelta(hours=2), room="b")),
    ]  # fmt: skip
    others: list[Record] = [
        Paper(id="p", title="A paper", symbol="DCD(2008)1", authors=("H. Berg",), due=s.day(), status="final",
              languages=("en",), pages=4, link=f"/home/{s.word('paper')}.docx", sessions=("s1",)),
        Wish(id="w", kind="not at the same time", sessions=("s1", "s2"), hard=False, weight=s.number(), minutes=15,
             reason=s.word("wish")),
        SisterMeeting(id="x", name=s.word("sister"), first_day=s.day(), last_day=s.day(), city=s.word("city"),
                      invitees=(s.word("invitee"), s.word("another")), same=((s.word("same"), "berg"),),
                      others=((s.word("two"), "lind"),)),
        Recommendation(id="r", session="s1", text=s.word("recommended"), agreed=True, addressed_to=s.word("addressee"),
                       dimension="both", objectives=("To plan",)),
    ]  # fmt: skip
    return Agenda.of([meeting, *rooms, track, *people, *delegations, *sessions, *others]), s.values


def unset_fields(agenda: Agenda) -> set[str]:
    """Give the fields, as "Person.email", that no record of the agenda says anything in: the search would miss them."""
    unset = {f"{name}.{field}" for name, table in FIELDS.items() for field in table}

    def visit(value: Any) -> None:
        if isinstance(value, Record | Part):
            for field in msgspec.structs.fields(value):
                held = getattr(value, field.name)
                if field.required or held != field.default:
                    unset.discard(f"{type(value).__name__}.{field.name}")
                visit(held)
        elif isinstance(value, tuple | list):
            for each in value:
                visit(each)

    visit(list(agenda))
    return unset
