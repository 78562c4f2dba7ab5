"""Completeness and timeliness: by agency over periods. A return that never came counts as missing, never as nought."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class One:
    """A return for the table. ``order`` sorts periods; ``late`` is None while there is time.

    ``closed``: its call is closed. ``after``: it came after that.
    """

    agency: str
    period: str
    order: tuple[object, ...]
    signed: bool
    late: int | None
    asked: int
    given: int
    closed: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """An agency: what became of its returns in each period, how many came on time, how many figures were given."""

    agency: str
    cells: tuple[tuple[Cell, ...], ...]
    on_time: str
    given: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """Agencies by periods."""

    periods: tuple[str, ...]
    rows: tuple[AgencyRow, ...]


def matrix(returns: Iterable[One], *, most: int = 8) -> Matrix:
    """Return the newest periods, oldest first, with a row for each agency."""
    known = list(returns)
    newest = sorted({(each.order, each.period) for each in known})[-most:]
    periods = [name for _, name in newest]
    shown = [each for each in known if each.period in periods]
    agencies = sorted({each.agency for each in shown}, key=str.casefold)
    return Matrix(tuple(periods), tuple(_row(name, periods, shown) for name in agencies))


def _row(agency: str, periods: Sequence[str], shown: Sequence[One]) -> AgencyRow:
    own = [each for each in shown if each.agency == agency]
    cells = tuple(tuple(word(each) for each in own if each.period == period) for period in periods)
    over = [each for each in own if each.signed or each.late or each.closed]
    on_time = sum(each.signed and not each.late and not each.after for each in over)
    asked, given = sum(each.asked for each in over), sum(each.given for each in over)
    return AgencyRow(
        agency, cells, f"{on_time} of {len(over)}" if over else "–", f"{given} of {asked}" if over else "–"
    )


def word(one: One) -> Cell:
    """Return what became of one return: words and tone."""
    if one.after:
        return ("After closing", "amber")
    if one.signed:
        return (f"{one.late} days late", "amber") if one.late else ("On time", "green")
    return ("Missing", "red") if one.late or one.closed else ("Waiting", "grey")
