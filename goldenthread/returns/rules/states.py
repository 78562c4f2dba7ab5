"""How far a return is. Complete is not approved is not locked: three facts, each with who and when.

*Complete*: the agency says that the form is filled. *Signed*: a named senior stands for it, and what they signed is frozen as a
version. *Locked*: nothing can be typed any more. What the partnership says to a version (accepted, queried, returned) is a fourth.
"""

from dataclasses import dataclass
from datetime import date

ACCEPTED, QUERIED, RETURNED = "accepted", "queried", "returned"
VERDICTS = {ACCEPTED: "Accepted", QUERIED: "Queried", RETURNED: "Returned to the agency"}
SUPPLIER, LEAD, CHAIR = "supplier", "lead", "chair"
LADDER = {
    SUPPLIER: "the agency's data supplier",
    LEAD: "the agency's members and leads",
    CHAIR: "the chair of the group that receives the data",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a return on a day. ``filled`` and ``asked`` count lines, ``days_left`` working days to the due date.

    ``closed``: its call is closed. ``after``: it was signed for the first time after that.
    """

    filled: int
    asked: int
    complete: bool
    signed: bool
    locked: bool
    verdict: str = ""
    days_left: int = 0
    grace: int = 0
    closed: bool = False
    after: bool = False

    @property
    def outstanding(self) -> bool:
        """Whether the agency has to do something: sign it for the first time, or answer what was asked."""
        return not self.signed or self.verdict in (QUERIED, RETURNED)

    @property
    def days_late(self) -> int:
        """Working days past the due date and its grace; 0 while there is time."""
        return max(0, -self.days_left - self.grace) if not self.signed else 0


def state(facts: Facts) -> tuple[str, str]:
    """Return the words and the tone of where a return stands."""
    if facts.verdict == ACCEPTED:
        return "Accepted", "green"
    if facts.verdict:
        return VERDICTS[facts.verdict], "amber"
    if facts.signed:
        return "Signed, to be answered", "blue"
    late = facts.days_late > 0 or facts.closed
    if facts.complete:
        return "Complete, not signed", "amber" if late else "open"
    if facts.filled:
        return "Begun", "amber" if late else "open"
    return ("Missing", "red") if late else ("Not begun", "grey")


def late_words(days: int, *, after: bool = False) -> str:
    """Say how late a return came, in working days; ``after``: and that the call was closed by then."""
    if days <= 0:
        return "After the call was closed" if after else "On time"
    late = f"{days} working {'day' if days == 1 else 'days'} late"
    return f"{late}, after the call was closed" if after else late


def in_order(sent_on: date, due: date, lock: date | None) -> str:
    """Return what is wrong with the days of a call, or nothing."""
    if due < sent_on:
        return "The return is due on the day the call is sent, or later."
    if lock is not None and lock < due:
        return "Returns are locked on the day they are due, or later."
    return ""
