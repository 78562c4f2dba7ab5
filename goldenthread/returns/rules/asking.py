"""What is asked of an agency and what it typed, as the checks take it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.foundation.periods import Period
from goldenthread.returns.rules import numbers

WHOLE = cuts.WHOLE
FOUR = {
    "what": "What has happened?",
    "why": "Why?",
    "so_what": "So what for children?",
    "what_next": "What next?",
}
"""The four questions a comment answers."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure as it was typed: its numerator and, where it has one of its own, its denominator."""

    numerator: str = ""
    denominator: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not (self.numerator.strip() or self.denominator.strip())

    @property
    def parts(self) -> Parts | None:
        """The numbers, where both that were typed can be read and there is a numerator."""
        numerator = numbers.held(self.numerator)
        return None if numerator is None else Parts(numerator, numbers.held(self.denominator))


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier figure of the same indicator."""

    period: Period
    parts: Parts
    covered: Coverage | None = None
    restated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a call: an indicator, the groups it is asked for, and its earlier figures, oldest first."""

    code: str
    name: str
    details: Details
    period: Period
    cells: tuple[str, ...] = ()
    past: tuple[Past, ...] = ()

    @property
    def two(self) -> bool:
        """Whether it is asked as a numerator and a denominator."""
        return self.details.denominator_from == defining.GIVEN

    @property
    def groups(self) -> dict[str, list[str]]:
        """The cells of each breakdown."""
        found: dict[str, list[str]] = {}
        for each in self.cells:
            found.setdefault(cuts.dimensions(each), []).append(each)
        return found

    def measured(self, parts: Parts | None) -> Decimal | None:
        """Return what is compared over time, unrounded: the percentage or ratio of two numbers, else the number itself."""
        if parts is None or not self.two:
            return parts.numerator if parts else None
        if not parts.denominator:
            return None
        return parts.numerator * defining.MULTIPLIERS.get(self.details.factor, 1) / parts.denominator

    def shown(self, parts: Parts | None) -> str:
        """Return that as people read it."""
        value = self.measured(parts)
        if value is None:
            return ""
        if not self.two:
            return f"{value.normalize():,f}" if value != value.to_integral_value() else f"{value:,.0f}"
        rounded = deriving.half_up(value, self.details.decimals)
        unit = "%" if self.details.factor == defining.PERCENT else ""
        return f"{rounded:,f}{unit}"


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed into one line. ``missing_why`` says why a figure cannot be given; ``note`` explains what a check asked."""

    cells: Mapping[str, Cell] = field(default_factory=dict)
    missing_why: str = ""
    covered: Coverage | None = None
    note: str = ""
    comment: Mapping[str, str] = field(default_factory=dict)

    def cell(self, cut: str = WHOLE) -> Cell:
        """Return what was typed for a group; an empty cell where nothing was."""
        return self.cells.get(cut, Cell())

    @property
    def answered(self) -> bool:
        """Whether it has a figure, or the reason why there is none."""
        return not self.cell().empty or bool(self.missing_why)

    @property
    def said(self) -> bool:
        """Whether anything is said beside the figures."""
        return bool(self.note) or any(self.comment.get(name, "").strip() for name in FOUR)

    def unanswered(self) -> Sequence[str]:
        """Return which of the four questions have no answer yet."""
        return [words for name, words in FOUR.items() if not self.comment.get(name, "").strip()]
