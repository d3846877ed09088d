"""Which preparation sheets there are, in their order. The code of each is read when it is looked at first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from agendaplanner.ui.prepare.sheet import Sheet, SheetName


class SheetKind(NamedTuple):
    """A sheet that can be shown.

    Attributes:
        title: What the list of sheets and the menu call it.
        help: What it is for, in a few words.
        load: Gives its class.
    """

    name: SheetName
    title: str
    help: str
    load: Callable[[], type[Sheet]]


def _readiness() -> type[Sheet]:
    from agendaplanner.ui.prepare.readiness.sheet import Readiness

    return Readiness


def _people() -> type[Sheet]:
    from agendaplanner.ui.prepare.people.sheet import Participants

    return Participants


def _balance() -> type[Sheet]:
    from agendaplanner.ui.prepare.balance.sheet import BalanceSheet

    return BalanceSheet


def _roles() -> type[Sheet]:
    from agendaplanner.ui.prepare.roles.sheet import Roles

    return Roles


def _papers() -> type[Sheet]:
    from agendaplanner.ui.prepare.papers.sheet import PaperBoard

    return PaperBoard


def _breakouts() -> type[Sheet]:
    from agendaplanner.ui.prepare.breakouts.sheet import Breakouts

    return Breakouts


def _sisters() -> type[Sheet]:
    from agendaplanner.ui.prepare.sisters.sheet import SisterMeetings

    return SisterMeetings


def _outcomes() -> type[Sheet]:
    from agendaplanner.ui.prepare.outcomes.sheet import Outcomes

    return Outcomes


SHEETS: tuple[SheetKind, ...] = (
    SheetKind("readiness", "Readiness", "What is missing before invitations, papers, printing and the day", _readiness),
    SheetKind("people", "Participants", "Who is invited, who comes, who waits; duplicates", _people),
    SheetKind("balance", "Balance", "Shares by community and more, against the targets", _balance),
    SheetKind("roles", "Roles", "Roles that are open, who could take them, and who does much", _roles),
    SheetKind("papers", "Papers", "Background papers by status, with what is late", _papers),
    SheetKind("breakouts", "Breakouts", "Who goes to which parallel session, by wishes and balance", _breakouts),
    SheetKind("sisters", "Sister meetings", "Whom other meetings of the series want too", _sisters),
    SheetKind("outcomes", "Outcomes", "Notes and recommendations, and what they answer", _outcomes),
)
