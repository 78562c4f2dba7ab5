"""How often a plan is looked at, and when next."""

from dataclasses import dataclass
from datetime import date

from goldenthread.clocks.rules.reckon import add_months

QUARTERLY, HALF_YEARLY, YEARLY = "quarterly", "half_yearly", "yearly"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of review: its words, the months between two, and who usually holds it."""

    words: str
    months: int
    who: str


KINDS = {
    QUARTERLY: Kind("Quarterly review", 3, "the Executive"),
    HALF_YEARLY: Kind("Half-yearly report", 6, "the Board"),
    YEARLY: Kind("Yearly review of the whole plan", 12, "the Board"),
}


def next_due(kind: str, first: date, done: int, *, until: date) -> date | None:
    """Return when the next review is due after ``done`` of them; None when the plan has ended by then.

    Counted from the first each time, so that the 31st does not drift to the 28th.
    """
    due = add_months(first, KINDS[kind].months * done)
    return due if due <= until else None


def count_in(kind: str, first: date, *, until: date) -> int:
    """Return how many reviews of a kind there are from the first to the end of the plan."""
    number = 0
    while next_due(kind, first, number, until=until) is not None:
        number += 1
    return number
