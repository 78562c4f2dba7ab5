"""Standing audits as a series: has the share that met the standard really changed, and when is the next one due?"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

MONTHS = {"monthly": 1, "quarterly": 3}  # how often a type of audit is held, in months


@dataclass(frozen=True, slots=True)
class Held:
    """One audit of a series: when it was held, and the share that met the standard, 0 to 1. ``words`` say it with its parts.

    ``count`` is of how many cases, None where only a percentage is known.
    """

    audit: UUID
    title: str
    on: date
    share: float
    words: str
    count: int | None = None


def next_due(last: date, rhythm: str) -> date | None:
    """Return by when the next audit of a series is due: the end of the month a rhythm later; None without a rhythm."""
    months = MONTHS.get(rhythm)
    if months is None:
        return None
    place = last.month - 1 + months
    year, month = last.year + place // 12, place % 12 + 1
    return date(year, month, monthrange(year, month)[1])
