"""Where agencies differ: which cases and questions a moderation meeting should begin with, and who grades more strictly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from goldenthread.case_audits.rules.tools import Judged
from goldenthread.quality.rules import apart
from goldenthread.quality.rules import grades as scales
from goldenthread.quality.rules.asking import NOT_APPLICABLE, QuestionView

WIDE = apart.WIDE


@dataclass(frozen=True, slots=True)
class Cell:
    """One question about one case: what each agency gave, how far apart they are, and what was agreed.

    ``values`` by agency; ``steps`` between the worst and the best; ``agreed`` the agreed value, None while nothing is recorded,
    "" where the meeting recorded that it does not agree.
    """

    case: UUID
    number: int
    judged: Judged
    values: Mapping[UUID, str]
    steps: int
    agreed: str | None

    @property
    def question(self) -> QuestionView:
        """The question that is moderated."""
        return self.judged.question

    @property
    def is_alike(self) -> bool:
        """Whether all who graded gave the same."""
        return len({value for value in self.values.values() if value != NOT_APPLICABLE}) == 1

    @property
    def is_open(self) -> bool:
        """Whether it is still to be moderated."""
        return self.agreed is None and bool(self.values)

    @property
    def words(self) -> str:
        """How far apart the grades are."""
        if not any(value != NOT_APPLICABLE for value in self.values.values()):
            return "Does not apply"
        if not self.steps:
            return "Agree"
        return f"{self.steps} grade{'s' if self.steps > 1 else ''} apart"

    @property
    def tone(self) -> str:
        """How it is shown: wide, some or none."""
        return "wide" if self.steps >= WIDE else "some" if self.steps else "none"

    def is_outlier(self, agency: UUID) -> bool:
        """Say whether what an agency gave is two steps or more from the middle grade."""
        return apart.stands_out(self.question.scale, self.values.values(), self.values.get(agency, ""))


def cell(case: UUID, number: int, judged: Judged, values: Mapping[UUID, str], agreed: str | None = None) -> Cell:
    """Return a cell, with how far its grades are apart."""
    given = {agency: value for agency, value in values.items() if value}
    steps = scales.variance(given.values(), judged.question.scale).steps if judged.question.scale else 0
    return Cell(case, number, judged, given, steps, agreed)


def furthest(cells: Iterable[Cell], most: int = 0) -> list[Cell]:
    """Return the cells still to be moderated, the furthest apart first, then in the order of cases."""
    waiting = sorted((each for each in cells if each.is_open), key=lambda each: (-each.steps, each.number))
    return waiting[:most] if most else waiting


def cases_in_order(cells: Iterable[Cell]) -> list[tuple[UUID, int]]:
    """Return (case, number) by how far its grades are apart in all: where to begin."""
    found: dict[tuple[UUID, int], tuple[int, int]] = {}
    for each in cells:
        key = (each.case, each.number)
        total, most = found.get(key, (0, 0))
        found[key] = (total + each.steps, max(most, each.steps))
    return sorted(found, key=lambda key: (-found[key][1], -found[key][0], key[1]))


@dataclass(frozen=True, slots=True)
class Lean:
    """How an agency graded against what was agreed: on average of ``number`` grades, ``steps`` above 0 stricter, below kinder."""

    agency: UUID
    steps: Decimal
    number: int

    @property
    def words(self) -> str:
        """How it graded, in words."""
        if not self.number:
            return "Nothing agreed yet"
        size = abs(self.steps)
        if size < Decimal("0.1"):
            return "Same"
        return f"{size} {'stricter' if self.steps > 0 else 'kinder'}"


def leans(cells: Iterable[Cell], agencies: Sequence[UUID]) -> list[Lean]:
    """Return how each agency graded against the agreed grades, the furthest away first."""
    steps_of: dict[UUID, list[int]] = {agency: [] for agency in agencies}
    for each in cells:
        places = apart.places(each.question.scale)
        if not each.agreed or each.agreed not in places:
            continue
        for agency, value in each.values.items():
            if value in places and agency in steps_of:
                steps_of[agency].append(places[each.agreed] - places[value])
    found = [
        Lean(agency, (Decimal(sum(steps)) / len(steps)).quantize(Decimal("0.1")) if steps else Decimal(0), len(steps))
        for agency, steps in steps_of.items()
    ]
    return sorted(found, key=lambda each: -abs(each.steps))
