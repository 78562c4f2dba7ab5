"""How much there is at each size, and what the generators have made so far."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Size:
    """One size: a partnership in its first year, a region after ten, the whole country."""

    code: str
    words: str
    partnerships: int
    years: int
    agencies: int
    shared: int
    schools: int
    groups: int
    people: int
    deadlines_a_year: int
    actions_a_year: int


SIZES = {
    size.code: size
    for size in [
        Size("S", "one partnership, one year", 1, 1, 25, 3, 40, 10, 400, 250, 300),
        Size("M", "four partnerships that share agencies, ten years", 4, 10, 25, 8, 50, 12, 1_250, 250, 300),
        Size("L", "150 partnerships, ten years", 150, 10, 25, 8, 50, 12, 1_250, 250, 60),
    ]
}


@dataclass
class Made:
    """What stands in the database: each generator adds its own and uses what those before it made."""

    size: Size
    today: date
    partnerships: list[UUID] = field(default_factory=list)
    agencies: dict[UUID, list[UUID]] = field(default_factory=dict)
    groups: dict[UUID, list[UUID]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """A moment of today, for columns that want one."""
        return datetime(self.today.year, self.today.month, self.today.day, 9, 0, tzinfo=UTC)

    @property
    def begun(self) -> date:
        """The day from which everything is dated."""
        return date(self.today.year - self.size.years, 4, 1)

    def count(self, what: str, number: int) -> None:
        """Note how many rows of a kind there are."""
        self.counts[what] = self.counts.get(what, 0) + number
