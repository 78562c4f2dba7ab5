"""Wording for pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from goldenthread.benchmarks.comparing import Cell, MeasureInfo, Table
from goldenthread.benchmarks.models import File, Release
from goldenthread.benchmarks.models.measure import POLARITIES
from goldenthread.benchmarks.rules import ranking, years
from goldenthread.benchmarks.rules.cells import symbol_words
from goldenthread.foundation.periods import Period, words
from goldenthread.foundation.text import counted

_STATES = {
    "waiting": ("Being read", "blue"),
    "read": ("Faults to look at", "amber"),
    "kept": ("Kept", "green"),
    "refused": ("Could not be read", "red"),
}


def when(period: Period) -> str:
    """Say a period; a single day as that day."""
    return years.said(period)


def day(when: date) -> str:
    """Say a day: "31 March 2024"."""
    return words(when)


def state(row: File) -> tuple[str, str]:
    """Return the tag of a file."""
    return _STATES[row.state]


def published(row: Release) -> str:
    """Say when a release was published."""
    return words(row.published_on) if row.published_on else "Not recorded"


def unit(measure: MeasureInfo) -> str:
    """Say what the figures of a measure are: "children for every 10,000", "% of plans"."""
    if measure.kind == "rate":
        return f"{measure.unit} for every {measure.per:,}" if measure.per > 1 and measure.unit else measure.unit
    if measure.kind == "percent":
        return f"% of {measure.unit}" if measure.unit and "%" not in measure.unit else measure.unit or "%"
    return measure.unit


def better(measure: MeasureInfo) -> str:
    """Say which way is good."""
    return POLARITIES[measure.polarity]


def symbols(report: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    """Return the symbols met: the symbol, what it means, how often."""
    return [(text, symbol_words(text), number) for text, number in report.get("symbols", {}).items()]


def lines(message: Mapping[str, Any]) -> str:
    """Say which lines a message is about: "lines 3, 7 and 168 more"."""
    told = [str(each) for each in message["lines"] if each]
    if not told:
        return ""
    rest = message["count"] - len(message["lines"])
    return f"{'line' if len(told) == 1 else 'lines'} {', '.join(told)}" + (
        f" and {counted(rest, 'more', 'more')}" if rest else ""
    )


class Ranked:
    """A table with the rank and band of every authority, worked out once."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._values = [each.value for each in table.authorities if each.value is not None]
        self._cuts = ranking.cuts(self._values)

    def rank(self, cell: Cell) -> int | None:
        """Return the rank of an authority, 1 the best."""
        if cell.place.kind != "authority":
            return None
        return ranking.standing(cell.value, self._values, self.table.measure.polarity).rank

    def band(self, cell: Cell) -> str:
        """Return the band of an authority, A the best."""
        if cell.value is None or cell.place.kind != "authority":
            return ""
        return ranking.band(cell.value, self._cuts, self.table.measure.polarity)

    def words(self, cell: Cell) -> str:
        """Say how an authority stands: "23.0 %, rank 114 of 153, band C"."""
        rank, band = self.rank(cell), self.band(cell)
        told = [cell.words, f"rank {rank} of {len(self._values)}" if rank else "", f"band {band}" if band else ""]
        return ", ".join(each for each in told if each)


def spans(ends: Iterable[date]) -> str:
    """Say from when to when."""
    known = sorted(ends)
    return (
        f"{known[0].year} to {known[-1].year}"
        if known and known[0].year != known[-1].year
        else str(known[0].year)
        if known
        else ""
    )
