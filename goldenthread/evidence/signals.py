"""Signals: what in the data deserves a look. Areas register who finds them; whoever keeps a triage list reads them here.

A signal is worked out anew each time and is never stored by its finder. ``what`` names it for good (kind, indicator, agency,
period, group); ``facts`` is a short text of what it rests on. Whoever looked at one need not look again until its facts change.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period


class Kind(StrEnum):
    """Why something deserves a look."""

    SPECIAL_CAUSE = "special_cause"
    TARGET = "target"
    COMPARISON = "comparison"
    LATE = "late"
    INCONSISTENT = "inconsistent"
    OUTLIER = "outlier"


KINDS = {
    Kind.SPECIAL_CAUSE: "More than usual variation",
    Kind.TARGET: "Target missed",
    Kind.COMPARISON: "Stands apart from others",
    Kind.LATE: "Not supplied in time",
    Kind.INCONSISTENT: "Figures do not agree",
    Kind.OUTLIER: "Far from every other value",
}
LEANS = {"concern": "Concern", "improvement": "Improvement", "neutral": "Neither good nor bad on its own"}


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing to look at.

    ``words`` is a sentence a tired person can act upon, with the number in it. ``lean`` is a key of `LEANS`. ``facts`` changes
    whenever what it rests on changes. ``address`` opens where it is seen.
    """

    kind: Kind
    partnership: UUID
    period: Period
    words: str
    facts: str
    address: str
    indicator: UUID | None = None
    agency: UUID | None = None
    cut: str = ""
    lean: str = "neutral"

    @property
    def what(self) -> str:
        """What names it for good."""
        about = (self.kind, self.indicator or "", self.agency or "", self.period.start, self.period.end, self.cut)
        return "|".join(str(each) for each in about)


Find = Callable[[Viewer, UUID, date], Iterable[Signal]]
_sources: dict[str, Find] = {}


def register(code: str, find: Find) -> None:
    """Add a source of signals: a query that takes the viewer, a partnership and the day."""
    if code in _sources:
        raise ValueError(f"The source {code} is registered twice.")
    _sources[code] = find


def found(viewer: Viewer, partnership: UUID, on: date) -> list[Signal]:
    """Return every signal of a partnership on a day that the viewer may know of, newest period first."""
    told = [signal for find in _sources.values() for signal in find(viewer, partnership, on)]
    return sorted(told, key=lambda each: (-each.period.end.toordinal(), each.what))
