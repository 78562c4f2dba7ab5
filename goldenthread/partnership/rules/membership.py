"""In which capacity somebody belongs to a group, and what that lets them do."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Capacity:
    """A capacity: what it is, whether it takes part in decisions, whether it comes with a term."""

    code: str
    name: str
    sentence: str
    votes: bool
    has_term: bool = False


CAPACITIES: dict[str, Capacity] = {
    capacity.code: capacity
    for capacity in [
        Capacity("chair", "Chair", "Leads the group.", votes=True),
        Capacity("deputy_chair", "Deputy chair", "Leads the group when the chair is away.", votes=True),
        Capacity("member", "Member", "Fills a seat and can commit an agency.", votes=True),
        Capacity(
            "deputy",
            "Deputy",
            "Attends for a member, with equal authority.",
            votes=True,
        ),
        Capacity("co_opted", "Co-opted member", "Added for a need, for a time.", votes=True),
        Capacity("lay", "Lay member", "Brings an independent community voice, for a term.", votes=True, has_term=True),
        Capacity("adviser", "Adviser", "Advises the group; takes no part in decisions.", votes=False),
        Capacity(
            "observer", "Participating observer", "Reads and asks questions; takes no part in decisions.", votes=False
        ),
        Capacity("critical_friend", "Critical friend", "Watches a meeting and reflects on it.", votes=False),
        Capacity("youth", "Young adviser", "Brings children's and young people's voice.", votes=False),
        Capacity("parent", "Parent adviser", "Brings the voice of parents and carers.", votes=False),
        Capacity("support", "In attendance", "Supports the group: minutes, papers, data.", votes=False),
    ]
}


def votes(capacity: str, *, seat_votes: bool | None) -> bool:
    """Say whether a membership takes part in decisions: the capacity must, and the seat, if there is one, too.

    A deputy has the same authority as the member, so the seat decides for both.
    """
    known = CAPACITIES.get(capacity)
    return known is not None and known.votes and seat_votes is not False


def last_day_of_term(begins: date, months: int) -> date:
    """Return the last day of a term of whole months that begins on ``begins``.

    A two-year term from 1 April 2014 ends on 31 March 2016. Where the month is too short (six months from 31 August), the
    term ends on its last day.
    """
    year, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    longest = monthrange(year, month + 1)[1]
    if begins.day > longest:
        return date(year, month + 1, longest)
    return date.fromordinal(date(year, month + 1, begins.day).toordinal() - 1)
