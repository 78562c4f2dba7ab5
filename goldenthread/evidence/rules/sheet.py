"""From what was supplied to one figure: as it stands, or from the parts of a breakdown, or from shorter periods."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.foundation.periods import Period

How = Literal["supplied", "breakdown", "periods", "missing", "hidden"]


@dataclass(frozen=True, slots=True)
class Observation:
    """What was supplied for a period and a cut; ``id`` is its reading."""

    period: Period
    cut: str
    parts: Parts
    coverage: Coverage | None = None
    id: UUID | None = None
    vintage: str = ""


@dataclass(frozen=True, slots=True)
class People:
    """A population: how many, of which mid-year, by whom published and in which release."""

    count: int
    year: int
    source: str
    vintage: str
    approximate: bool = False

    @property
    def words(self) -> str:
        """How a reader should see it."""
        about = "about " if self.approximate else ""
        return f"{about}{self.count:,} at mid-{self.year} ({self.source}, {self.vintage})"


Asked = Callable[[date, Details, str], People | None]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything that is known of one indicator. ``starts`` are the first days of its definitions, by version."""

    definitions: dict[int, Details]
    starts: dict[int, date | None]
    observations: Sequence[Observation]
    complete: frozenset[tuple[Period, str]] = frozenset()
    people: Asked = field(default=lambda day, details, vintage: None)
    _known: dict[tuple[Period, str], Observation] = field(init=False, repr=False, compare=False)
    _parts: dict[Period, dict[str, list[Observation]]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        parts: dict[Period, dict[str, list[Observation]]] = {}
        for each in self.observations:
            if each.cut:
                parts.setdefault(each.period, {}).setdefault(cuts.dimensions(each.cut), []).append(each)
        object.__setattr__(self, "_known", {(each.period, each.cut): each for each in self.observations})
        object.__setattr__(self, "_parts", parts)

    def supplied(self, period: Period, cut: str) -> Observation | None:
        """Return what was supplied for a period and cut."""
        return self._known.get((period, cut))

    def parts(self, period: Period) -> dict[str, list[Observation]]:
        """Return what was supplied for the groups of a period, by breakdown."""
        return self._parts.get(period, {})

    def details(self, on: date) -> Details:
        """Return the definition in force on a day."""
        return self.definitions[defining.in_force(self.starts, on)]


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure and how it came about."""

    period: Period
    cut: str
    details: Details
    how: How
    parts: Parts | None = None
    value: Decimal | None = None
    pieces: tuple[Observation, ...] = ()
    coverage: Coverage | None = None
    people: People | None = None
    notes: tuple[str, ...] = ()


def derive(sheet: Sheet, period: Period, cut: str = cuts.WHOLE) -> Derived:
    """Return the figure of a period and cut: as supplied, else from complete parts, else from shorter periods, else missing."""
    details = sheet.details(period.end)
    supplied = sheet.supplied(period, cut)
    if supplied is not None:
        notes = _against_parts(sheet, supplied, details)
        return _made(sheet, period, cut, details, "supplied", supplied.parts, (supplied,), supplied.coverage, notes)
    parts = complete_parts(sheet, period) if cut == cuts.WHOLE else ()
    if parts:
        added = deriving.added([each.parts for each in parts], details)
        return _made(sheet, period, cut, details, "breakdown", added, parts, _least(parts))
    return _from_periods(sheet, period, cut, details)


def complete_parts(sheet: Sheet, period: Period) -> tuple[Observation, ...]:
    """Return the parts of a period that were said to make up its whole; of several breakdowns, the first."""
    said = sorted(dimensions for whole, dimensions in sheet.complete if whole == period)
    return parts_of(sheet, period, said[0]) if said else ()


def parts_of(sheet: Sheet, period: Period, dimensions: str) -> tuple[Observation, ...]:
    """Return what was supplied for a breakdown of a period."""
    return tuple(sheet.parts(period).get(dimensions, ()))


def _against_parts(sheet: Sheet, total: Observation, details: Details) -> tuple[str, ...]:
    """A total given beside its parts is a figure of its own: say when they disagree."""
    if total.cut != cuts.WHOLE:
        return ()
    notes = []
    for dimensions, parts in sorted(sheet.parts(total.period).items()):
        added = sum((each.parts.numerator for each in parts), Decimal(0))
        name = " and ".join(cuts.DIMENSIONS[each].lower() for each in dimensions.split(";"))
        complete = (total.period, dimensions) in sheet.complete
        if added > total.parts.numerator or (complete and added != total.parts.numerator):
            notes.append(
                f"The parts by {name} come to {number(added)}; the total supplied is {number(total.parts.numerator)}."
            )
    return tuple(notes)


def _from_periods(sheet: Sheet, period: Period, cut: str, details: Details) -> Derived:
    known = _wholes(sheet, cut)
    if details.year_rule == defining.LAST:
        last = [each for each in known if each.period.end == period.end and period.covers(each.period)]
        if last:
            chosen = max(last, key=lambda each: each.period.start)
            note = f"As at {say(Period(period.end, period.end))}."
            return _made(sheet, period, cut, details, "periods", chosen.parts, (chosen,), chosen.coverage, (note,))
        return _missing(period, cut, details, known)
    places = deriving.tiles(period, [each.period for each in known])
    if places is None:
        return _missing(period, cut, details, known)
    pieces = tuple(known[place] for place in places)
    notes = _changed_within(sheet, period)
    if details.year_rule == defining.MEAN:
        return _mean(sheet, period, cut, details, pieces, notes)
    added = deriving.added([each.parts for each in pieces], details)
    return _made(sheet, period, cut, details, "periods", added, pieces, _together(pieces), notes)


def _mean(
    sheet: Sheet, period: Period, cut: str, details: Details, pieces: tuple[Observation, ...], notes: tuple[str, ...]
) -> Derived:
    parts = [_with_people(sheet, each, details) for each in pieces]
    value = deriving.mean(parts, details)
    notes = (*notes, f"The mean of {len(pieces)} periods.")
    return Derived(period, cut, details, "periods", None, value, pieces, _together(pieces), None, notes)


def _with_people(sheet: Sheet, piece: Observation, details: Details) -> Parts:
    if details.denominator_from != defining.POPULATION:
        return piece.parts
    people = sheet.people(piece.period.end, details, piece.vintage)
    return Parts(piece.parts.numerator, Decimal(people.count) if people else None)


def _wholes(sheet: Sheet, cut: str) -> list[Observation]:
    """What is known of a cut in any period, as supplied or from complete parts."""
    known = [each for each in sheet.observations if each.cut == cut]
    if cut == cuts.WHOLE:
        there = {each.period for each in known}
        for period in {period for period, _ in sheet.complete} - there:
            parts = complete_parts(sheet, period)
            if parts:
                added = deriving.added([each.parts for each in parts], sheet.details(period.end))
                known.append(Observation(period, cut, added, _least(parts), None, parts[0].vintage))
    return sorted(known, key=lambda each: each.period)


def _missing(period: Period, cut: str, details: Details, known: Sequence[Observation]) -> Derived:
    inside = [each for each in known if period.covers(each.period)]
    notes: tuple[str, ...] = ()
    if inside:
        there = ", ".join(say(each.period) for each in inside[:6])
        notes = (f"Only a part of the period was supplied: {there}. It is shown as missing, never as zero.",)
    return Derived(period, cut, details, "missing", notes=notes)


def _made(
    sheet: Sheet,
    period: Period,
    cut: str,
    details: Details,
    how: How,
    parts: Parts,
    pieces: tuple[Observation, ...],
    coverage: Coverage | None = None,
    notes: tuple[str, ...] = (),
) -> Derived:
    people = None
    if details.denominator_from == defining.POPULATION:
        people = sheet.people(period.end, details, pieces[0].vintage) if cut == cuts.WHOLE else None
        parts = Parts(parts.numerator, Decimal(people.count) if people else None)
        if people is None:
            notes = (*notes, _no_people(period, cut))
    if coverage is not None and not coverage.whole:
        notes = (*notes, f"Covers {coverage.words}; not comparable with a whole period.")
    return Derived(period, cut, details, how, parts, deriving.value_of(parts, details), pieces, coverage, people, notes)


def _no_people(period: Period, cut: str) -> str:
    if cut != cuts.WHOLE:
        return "No population of this group is kept, so no rate is worked out."
    return f"No population of mid-{deriving.population_year(period.end)} is kept, so no rate is worked out."


def _least(parts: Sequence[Observation]) -> Coverage | None:
    known = [each.coverage for each in parts if each.coverage is not None]
    return min(known, key=lambda each: each.months / each.of) if known else None


def _together(pieces: Sequence[Observation]) -> Coverage | None:
    """Coverage of periods laid end to end; None when each is whole."""
    if all(each.coverage is None or each.coverage.whole for each in pieces):
        return None
    months = [each.coverage.months if each.coverage else each.period.months or 0 for each in pieces]
    of = [each.coverage.of if each.coverage else each.period.months or 0 for each in pieces]
    return Coverage(sum(months), sum(of)) if 0 < sum(months) <= sum(of) else None


def _changed_within(sheet: Sheet, period: Period) -> tuple[str, ...]:
    days = defining.breaks_between(sheet.starts, period.start, period.end)
    return tuple(f"The definition changed on {say(Period(day, day))}, within the period." for day in days)


def usual_periods(
    observations: Sequence[Observation], cut: str = cuts.WHOLE, complete: Sequence[Period] = ()
) -> list[Period]:
    """Return the periods of the length most figures have, oldest first: a series never mixes quarters with years."""
    known = {each.period for each in observations if each.cut == cut} | set(complete)
    if not known:
        return []
    count = Counter(each.months or 0 for each in known)
    newest = {length: max(each.end for each in known if (each.months or 0) == length) for length in count}
    chosen = max(count, key=lambda length: (count[length], newest[length], length))
    return sorted((each for each in known if (each.months or 0) == chosen), key=lambda each: each.end)


def say(period: Period) -> str:
    """Return a period as people say it: "31 March 2018", "March 2018", "Q4 2017-18", "2017-18"."""
    if period.start == period.end:
        return f"{period.start.day} {period.start:%B %Y}"
    if period.months == 1:
        return f"{period.start:%B %Y}"
    if period.months == 3 and period.start.month in (1, 4, 7, 10):
        first = period.start.year - (period.start.month == 1)
        return f"Q{(period.start.month - 4) % 12 // 3 + 1} {first}-{(first + 1) % 100:02d}"
    return period.name


def number(value: Decimal) -> str:
    """Return a number with thousands and without idle zeros."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def in_words(value: Decimal | None, details: Details) -> str:
    """Return a value as people read it: "216 children", "66%", "31.7 per 10,000", "£1,200"; a missing one as "missing"."""
    if value is None:
        return "missing"
    shown = f"{value:,.{details.decimals}f}"
    if details.factor == defining.MONEY:
        return f"£{shown}"
    return f"{shown}%" if details.factor == defining.PERCENT else f"{shown} {details.unit}"
