"""Standing audits as a series: has the share that met the standard really changed?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Held:
    """One audit of a series: when it was held, and the share that met the standard, 0 to 1. ``words`` say it with its parts."""

    audit: UUID
    title: str
    on: date
    share: float
    words: str
