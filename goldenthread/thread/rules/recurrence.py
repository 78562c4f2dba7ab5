"""Themes that come back."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Seen:
    """How often a theme was seen, in how many sources, from when until when.

    ``back_on`` is the day it was first seen again as a concern after an action on it had been closed.
    """

    findings: int
    concerns: int
    sources: int
    first: date | None
    last: date | None
    back_on: date | None

    @property
    def recurs(self) -> bool:
        """Whether more than one source has shown it as a concern, or it came back after an action was closed."""
        return self.back_on is not None or (self.concerns > 1 and self.sources > 1)


UNSEEN = Seen(0, 0, 0, None, None, None)
