"""A data file of Explore Education Statistics: columns for when and where, breakdowns, and figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.benchmarks import catalogue
from goldenthread.benchmarks.catalogue import Dataset
from goldenthread.benchmarks.reading import columns, meta
from goldenthread.benchmarks.reading.columns import Plan, Reads
from goldenthread.benchmarks.reading.found import Described, Found, Progress, Report, Sheets
from goldenthread.benchmarks.reading.lait import slug
from goldenthread.benchmarks.reading.lines import Text
from goldenthread.benchmarks.reading.placing import ENGLAND, Gazetteer
from goldenthread.benchmarks.rules import cells, years
from goldenthread.benchmarks.rules.cells import NOTHING, Amount, Figures
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period

HEADS = ("time_period", "time_identifier", "geographic_level")
MOST_BREAKDOWNS = 1_000
_EVERY = 5_000
_NATIONAL, _REGIONAL, _LOCAL = "National", "Regional", "Local authority"


def fits(text: Text) -> bool:
    """Say whether a file is of this kind."""
    return set(HEADS) <= set(text.heads)


def read(text: Text, name: str, companion: bytes | None, places: Gazetteer, progress: Progress) -> Found:
    """Read a file. Its name says which dataset it is; of one we do not know every column is kept as it is."""
    dataset = catalogue.dataset_of(name) or Dataset(slug(name.rsplit(".", 1)[0])[:40], "", "", "march")
    report = Report(notes=text.notes)
    work = _Work(text, dataset, columns.plan(text, dataset, meta.read(companion), report), places, report)
    for line, row in text.rows():
        report.lines += 1
        if report.lines % _EVERY == 0:
            progress(report.lines, text.lines, "lines read")
        work.take(line, row)
    drafts = work.sheets.all()
    days = sorted({each.period.end.year for each in drafts if each.measure.code == catalogue.POPULATION})
    vintage = f"mid-{days[0]} to mid-{days[-1]}" if len(days) > 1 else "".join(f"mid-{day}" for day in days)
    return Found(report, drafts, population=vintage)


@dataclass(slots=True)
class _Where:
    """The columns that say when and where; -1 for one that the file does not have."""

    level: int
    period: int
    identifier: int
    region: int
    old: int
    new: int
    name: int


@dataclass(frozen=True, slots=True)
class _Job:
    """What to take from a line: our measures, and columns as they are."""

    reads: Sequence[Reads]
    raws: Sequence[tuple[int, Described]]


class _Work:
    """Going through the lines of one file."""

    def __init__(self, text: Text, dataset: Dataset, plan: Plan, places: Gazetteer, report: Report) -> None:
        self.sheets = Sheets(report)
        self._dataset, self._plan, self._places, self._report = dataset, plan, places, report
        self._width = len(text.heads)
        at = {name: place for place, name in enumerate(text.heads)}
        names = (
            "geographic_level",
            "time_period",
            "time_identifier",
            "region_code",
            "old_la_code",
            "new_la_code",
            "la_name",
        )
        self._at = _Where(*(at.get(name, -1) for name in names))
        self._periods: dict[tuple[str, str, str], Period | None] = {}
        self._jobs: dict[tuple[str, ...], _Job] = {}

    def take(self, line: int, row: Sequence[str]) -> None:
        """Put what a line says in its tables."""
        if len(row) < self._width:
            self._report.fault(line, "The line has fewer cells than there are columns.")
            return
        place, when = self._place(line, row), (row[self._at.period].strip(), row[self._at.identifier].strip())
        if not place:
            return
        if self._period(*when) is None:
            self._report.fault(line, f"“{when[0]}” ({when[1]}) names no year.")
            return
        breakdown = tuple(row[column] for column in self._plan.breakdowns)
        if breakdown not in self._jobs:
            self._jobs[breakdown] = self._job(row, breakdown)
        job, given = self._jobs[breakdown], _Cells(row, line, self._report)
        for reads in job.reads:
            self._ours(reads, given, place, when, line)
        for column, measure in job.raws:
            amount, period = given.at((column,)), self._period(*when)
            if amount.text and period:
                self.sheets.put(measure, period, place, amount.text, line)

    def _job(self, row: Sequence[str], breakdown: tuple[str, ...]) -> "_Job":
        """Return what lines of one combination of breakdowns hold: our measures, and the columns that none of them holds."""
        if len(self._jobs) >= MOST_BREAKDOWNS:
            raise RuleBroken(
                f"The breakdowns of this file have more than {MOST_BREAKDOWNS:,} combinations. Bring in its companion, which says "
                "which columns are figures, or a file with fewer breakdowns.",
                field="meta",
            )
        reads = [each for each in self._plan.reads if all(row[column] == wanted for column, wanted in each.where)]
        held = {column for each in reads for part in each.parts if len(part) == 1 for column in part}
        raws = [
            (raw.place, columns.raw_measure(self._dataset, raw, self._plan.about, breakdown))
            for raw in self._plan.raws
            if raw.place not in held
        ]
        return _Job(reads, raws)

    def _ours(self, reads: Reads, given: "_Cells", place: str, when: tuple[str, str], line: int) -> None:
        found = Figures(given.at(reads.value), given.at(reads.numerator), given.at(reads.denominator))
        period = self._period(*when, reads.measure.when)
        wrong = _impossible(found, reads.measure.kind)
        if wrong:
            self._report.fault(line, f"{reads.told.name}: {wrong} The published value is kept without its parts.")
            found = Figures(found.value)
        whole = bool(reads.numerator and (reads.denominator or reads.measure.stands_on))
        if found.text and period:
            self.sheets.put(reads.told, period, place, found.text, line, parts=whole)

    def _period(self, text: str, identifier: str, when: str = "") -> Period | None:
        key = (text, identifier, when)
        if key not in self._periods:
            try:
                self._periods[key] = years.period(text, self._meant(identifier, when))
            except RuleBroken:
                self._periods[key] = None
        return self._periods[key]

    def _meant(self, identifier: str, when: str) -> str:
        """Return what a year means: as the measure says, or the file, or its dataset. Weeks and terms are no years."""
        known = catalogue.years("identifiers")
        return "" if identifier not in known else when or known[identifier] or self._dataset.year

    def _place(self, line: int, row: Sequence[str]) -> str:
        level, at = row[self._at.level].strip(), self._at
        if level == _NATIONAL:
            return ENGLAND
        if level not in (_REGIONAL, _LOCAL):
            self._report.fault(line, f"The level “{level}” is neither England, a region nor a local authority.")
            return ""
        wanted = (at.region,) if level == _REGIONAL else (at.old, at.new)
        codes = [row[column].strip() for column in wanted if column >= 0]
        found = self._places.find(*codes)
        if not found:
            named = row[at.name].strip() if level == _LOCAL and at.name >= 0 else level
            told = f"{named} ({' '.join(each for each in codes if each) or 'no code'})"
            self._report.places[told] += 1
            self._report.fault(line, f"{told} is no place we know.")
        return found


def _impossible(found: Figures, kind: str) -> str:
    """Say why parts cannot be right; "" when they can."""
    above, below = found.numerator.number, found.denominator.number
    if (above is not None and above < 0) or (below is not None and below < 0):
        return "a count is below 0."
    if kind == "percent" and above is not None and below is not None and above > below:
        return "the numerator is larger than the denominator."
    return ""


class _Cells:
    """The figures of one line, each read once and its symbol counted once."""

    def __init__(self, row: Sequence[str], line: int, report: Report) -> None:
        self._row, self._line, self._report = row, line, report
        self._known: dict[int, Amount] = {}

    def at(self, places: Sequence[int]) -> Amount:
        """Return the amount of a column or the sum of several: the first symbol among them stands for the whole."""
        if len(places) == 1:
            return self._one(places[0])
        found = [self._one(place) for place in places]
        numbers = [each.number for each in found if each.number is not None]
        if not found:
            return NOTHING
        if len(numbers) < len(found):
            return next((each for each in found if each.symbol), NOTHING)
        return Amount(sum(numbers))  # type: ignore[arg-type]

    def _one(self, place: int) -> Amount:
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = cells.amount(self._row[place])
            if known.symbol:
                self._report.symbol(known.symbol, self._line)
        return known
