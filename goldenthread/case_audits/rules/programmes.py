"""The programme of a year: its topics, and whether audits keep to the rhythm.

Rule R15: topics of multi-agency audits are agreed in advance for the year, with room for themes in the year; audits are termly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

TERMLY = 3  # audits a year
QUARTERS = {1: "April to June", 2: "July to September", 3: "October to December", 4: "January to March"}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many audits were begun in a year's programme, and how many should have been by a day."""

    begun: int
    expected: int
    a_year: int

    @property
    def behind(self) -> int:
        """How many audits are missing; 0 where none is."""
        return max(self.expected - self.begun, 0)

    @property
    def words(self) -> str:
        """How it stands, in a sentence."""
        told = f"{self.begun} of {self.a_year} audits of the year begun"
        if not self.behind:
            return f"{told}: on time."
        return f"{told}; {self.expected} should have been by now."


def rhythm(year: Period, begun: Iterable[date], today: date, a_year: int = TERMLY) -> Rhythm:
    """Compare the audits begun in a year with its rhythm: one in each of ``a_year`` equal parts that are over.

    ``today`` after the year counts the whole year; before it, nothing is expected.
    """
    days = [day for day in begun if year.holds(day)]
    if today < year.start:
        return Rhythm(len(days), 0, a_year)
    gone = min((today - year.start).days, year.days)
    return Rhythm(len(days), gone * a_year // year.days, a_year)


def check_quarter(quarter: int) -> int:
    """Return a quarter of the year from April, 1 to 4; raises `RuleBroken`."""
    if quarter not in QUARTERS:
        raise RuleBroken("Choose a quarter of the year.", field="quarter")
    return quarter


def check_reason(agreed: bool, why: str) -> None:
    """Raise `RuleBroken` for a topic added to an agreed programme without saying why."""
    if agreed and not why:
        raise RuleBroken("The programme is agreed: say why this theme comes in during the year.", field="why")


def check_own(single: bool, agency: bool, presented: bool) -> None:
    """Raise `RuleBroken` unless a single-agency audit, and no other, says which agency holds it."""
    if single and not agency:
        raise RuleBroken("Say which agency holds this audit alone.", field="agency")
    if not single and (agency or presented):
        raise RuleBroken("Several agencies hold an audit of this type: choose “Single-agency audit”.", field="kind")


PLANNED, HELD, PRESENTED, BEHIND, LEFT = "planned", "held", "presented", "behind", "left"
OWN = {PLANNED: "Planned", HELD: "To be presented", PRESENTED: "Presented", BEHIND: "Behind", LEFT: "Not held"}


def own_state(
    year: Period, quarter: int, today: date, *, held: bool, presented: bool, present_on: date | None, dropped: bool
) -> str:
    """Return how an agency's own audit stands: behind once its day to present, or the quarter to hold it in, is over."""
    if dropped:
        return LEFT
    if presented:
        return PRESENTED
    if present_on is not None and present_on < today:
        return BEHIND
    if held:
        return HELD
    return BEHIND if today > quarter_end(year, quarter) else PLANNED


def quarter_end(year: Period, quarter: int) -> date:
    """Return the last day of a quarter of a year from April."""
    last = {1: (6, 30), 2: (9, 30), 3: (12, 31), 4: (3, 31)}[quarter]
    return date(year.start.year + (quarter == 4), *last)
