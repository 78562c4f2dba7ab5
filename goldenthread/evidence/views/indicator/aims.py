"""What the page says of targets and accepted shortfalls."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.evidence.rules import aiming
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.sheet import in_words
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target, or a version of it that was changed since."""

    row: Any
    details: Details

    @property
    def words(self) -> str:
        """The target in words."""
        return f"{'At least' if self.row.at_least else 'At most'} {in_words(self.row.value, self.details)}"

    @property
    def near(self) -> str:
        """From which value it is nearly met."""
        return "" if self.row.near is None else in_words(self.row.near, self.details)

    @property
    def state(self) -> tuple[str, str]:
        """Whether it holds, and the tone of that."""
        if not self.row.current:
            return "Changed since", "grey"
        return ("Agreed", "green") if self.row.version == 1 else (f"Agreed, version {self.row.version}", "green")


@dataclass(frozen=True, slots=True)
class ShortfallLine:
    """A shortfall, accepted on a day or no longer."""

    row: Any
    on: date

    @property
    def holds(self) -> bool:
        """Whether it is accepted on the day."""
        return aiming.Acceptance(Period(self.row.start, self.row.end), self.row.ended_on).holds(self.on)
