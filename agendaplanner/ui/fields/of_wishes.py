"""The fields of wishes, sister meetings and recommendations. No Qt here."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from agendaplanner.model.errors import UsageError
from agendaplanner.model.kinds import WishKind
from agendaplanner.ui.fields.field import (
    Field,
    choice,
    day,
    line,
    lines,
    number,
    references,
    replace,
)
from agendaplanner.ui.fields.reading import read_choice

if TYPE_CHECKING:
    from agendaplanner.model.records import Recommendation, Wish
    from agendaplanner.ui.fields.wording import Wording

MUST, WISHED = "must be", "wished"
AGREED, UNDESIRABLE, OPEN = "agreed", "not desirable", "for further discussion"
_WISH, _SISTER, _OUTCOME = "Wish", "Sister meeting", "Recommendation"


def _read_hard(_: Wording, wish: Wish, text: str) -> Wish:
    word = {"yes": MUST, "no": WISHED, "hard": MUST, "soft": WISHED}.get(text.casefold(), text)
    return replace(wish, hard=read_choice(word, (MUST, WISHED), "strength") == MUST)


WISH: tuple[Field, ...] = (
    choice("kind", "Wish", get_args(WishKind), group=_WISH, width=150),
    references(
        "sessions",
        "Sessions",
        "session",
        group=_WISH,
        width=200,
        help="Numbers or titles, with ; between them; in order where the wish has one",
    ),
    Field(
        id="hard",
        label="Strength",
        group=_WISH,
        show=lambda _, wish: MUST if wish.hard else WISHED,
        read=_read_hard,
        editor="choice",
        offer=lambda _: (MUST, WISHED),
        help="What must be is a clash where it is not; what is wished counts by its weight",
        width=90,
    ),
    number("weight", "Weight", 1, 1_000, group=_WISH, help="How much it counts in a plan where it is only wished"),
    number(
        "minutes",
        "Minutes",
        0,
        10_080,
        may_lack=True,
        group=_WISH,
        help="For a gap, and for what is before: at least so many from one’s end to the next one’s start",
    ),
    line("reason", "Reason", group=_WISH, width=240),
)

SISTER: tuple[Field, ...] = (
    line("name", "Name", required=True, group=_SISTER, width=240),
    day("first_day", "First day", group=_SISTER),
    day("last_day", "Last day", group=_SISTER),
    line("city", "City", group=_SISTER, width=120),
    lines(
        "invitees",
        "Invitees",
        group=_SISTER,
        help="One a line: a name, its organisation and address, or the hash of an address",
    ),
    Field(
        id="invited",
        label="Invited",
        show=lambda _, sister: str(len(sister.invitees) or ""),
        key=lambda _, sister: len(sister.invitees),
        width=76,
    ),
    Field(
        id="confirmed",
        label="Ours, confirmed",
        show=lambda _, sister: str(len(sister.same) or ""),
        key=lambda _, sister: len(sister.same),
        width=120,
    ),
)


def _read_session(words: Wording, outcome: Recommendation, text: str) -> Recommendation:
    if not text:
        raise UsageError("A recommendation belongs to a session.", advice="Write its number or title.")
    return replace(outcome, session=words.names("session").id_of("session", text))


def _show_state(_: Wording, outcome: Recommendation) -> str:
    return AGREED if outcome.agreed else UNDESIRABLE if outcome.undesirable else OPEN


def _read_state(_: Wording, outcome: Recommendation, text: str) -> Recommendation:
    state = read_choice(text or OPEN, (AGREED, OPEN, UNDESIRABLE), "state")
    return replace(outcome, agreed=state == AGREED, undesirable=state == UNDESIRABLE)


RECOMMENDATION: tuple[Field, ...] = (
    Field(
        id="session",
        label="Session",
        group=_OUTCOME,
        show=lambda words, outcome: words.names("session").of(outcome.session),
        read=_read_session,
        editor="choice",
        offer=lambda words: words.names("session").offered,
        help="The session that hands it on",
        width=90,
        first=1,
    ),
    line("text", "Recommendation", required=True, group=_OUTCOME, width=340),
    Field(
        id="state",
        label="State",
        group=_OUTCOME,
        show=_show_state,
        read=_read_state,
        editor="choice",
        offer=lambda _: (AGREED, OPEN, UNDESIRABLE),
        width=140,
    ),
    line("addressed_to", "Addressed to", group=_OUTCOME, width=150),
    choice("dimension", "Dimension", ("", "bilateral", "multilateral", "both"), group=_OUTCOME, width=100),
    lines("objectives", "Objectives", group=_OUTCOME, help="Those of the meeting that it answers, one a line"),
)
