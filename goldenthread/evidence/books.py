"""Figures as they follow from what was supplied, each with everything a reader may ask about it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from goldenthread.evidence.models import Claim, Definition, Indicator, Reading
from goldenthread.evidence.placing import Place
from goldenthread.evidence.rules import cuts, defining, deriving, spacing
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.evidence.rules.sheet import Derived, Observation, Sheet, derive, in_words, say, usual_periods
from goldenthread.foundation.periods import Period


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed figure beside the one that follows from the parts."""

    claim: Claim
    derived: Decimal | None

    @property
    def differs(self) -> bool:
        """Whether it differs, at the precision at which it was printed."""
        return self.derived is not None and deriving.half_up(self.derived, self.claim.decimals) != self.claim.printed

    @property
    def words(self) -> str:
        """The printed value, as it was printed."""
        return f"{self.claim.printed:,.{self.claim.decimals}f}"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with its provenance. ``how``: supplied, breakdown, periods, missing, or hidden from its reader."""

    book: "Book"
    derived: Derived
    readings: tuple[Reading, ...]
    printed: tuple[Printed, ...]

    @property
    def value(self) -> Decimal | None:
        """The rounded value; None is missing, never zero."""
        return self.derived.value

    @property
    def details(self) -> Details:
        """The definition it stands on."""
        return self.derived.details

    @property
    def version(self) -> int:
        """Which version of the definition that is."""
        return defining.in_force(self.book.sheet.starts, self.period.end)

    @property
    def period(self) -> Period:
        """The days it is about."""
        return self.derived.period

    @property
    def when(self) -> str:
        """The period in words."""
        return say(self.period)

    @property
    def numerator(self) -> Decimal | None:
        """What was counted."""
        return self.derived.parts.numerator if self.derived.parts else None

    @property
    def denominator(self) -> Decimal | None:
        """What it was counted over."""
        return self.derived.parts.denominator if self.derived.parts else None

    @property
    def words(self) -> str:
        """The value as people read it."""
        return "hidden" if self.hidden else in_words(self.value, self.details)

    @property
    def hidden(self) -> bool:
        """Whether its reader may not see its value."""
        return self.derived.how == "hidden"

    @property
    def breakdown(self) -> str:
        """The group it is about, in words."""
        return cuts.words(self.derived.cut)

    @property
    def suppliers(self) -> str:
        """Who supplied it or its parts."""
        names = ", ".join(dict.fromkeys(each.supplier.title for each in self.readings))
        return names or ("Hidden" if self.hidden else "Not supplied")

    @property
    def status(self) -> str:
        """How far it is agreed."""
        if self.hidden:
            return "hidden"
        if not self.readings:
            return "missing"
        signed = all(each.signed_on for each in self.readings)
        if self.derived.how == "supplied":
            words = "signed off" if signed else "received"
            return f"{words}, restated" if self.readings[0].version > 1 else words
        return "worked out from signed-off figures" if signed else "worked out"

    @property
    def signed_off(self) -> str:
        """Who signed it or its parts off, and when."""
        names = (f"{each.signed_by.name}, {_day(each.signed_on)}" for each in self.readings if each.signed_by)
        return "; ".join(dict.fromkeys(names))

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences a reader should see beside it."""
        notes = list(self.derived.notes)
        notes += [
            f"Restated on {_day(each.supplied_on)}: {each.why_restated}" for each in self.readings if each.version > 1
        ]
        for each in self.printed:
            if each.differs:
                notes.append(f"{each.words} is printed in {each.claim.where}. {each.claim.why_differs}".strip())
        if any(each.illustrative for each in self.readings):
            notes.append("Illustrative: made up to show how the product works.")
        return tuple(notes)


@dataclass(frozen=True, slots=True)
class Book:
    """One indicator with all that was supplied for it: any figure can be worked out from it without asking again.

    ``veil`` takes from each figure what its reader may not see (`veiling`).
    """

    row: Indicator
    versions: tuple[Definition, ...]
    sheet: Sheet
    kept: dict[UUID, Reading]
    claims: tuple[Claim, ...]
    veil: Callable[[Derived], Derived] | None = None

    def figure(self, period: Period, cut: str = cuts.WHOLE) -> Figure:
        """Return the figure of a period and cut."""
        derived = self._seen(period, cut)
        used = [self.kept[each.id] for each in derived.pieces if each.id in self.kept]
        for piece in derived.pieces:
            if piece.id is None:  # itself added from complete parts
                used += [each for each in self.kept.values() if each.period == piece.period and each.cut]
        same = {period}
        if derived.how == "periods" and derived.details.year_rule == defining.LAST:
            same |= {
                piece.period for piece in derived.pieces
            }  # a year that is its last day: what was printed of that day is of it
        about = [each for each in self.claims if each.period in same and each.cut == cut]
        if self.veil:  # a reading holds a number: only those behind figures that are shown themselves
            used = [each for each in used if self._seen(each.period, each.cut).how != "hidden"]
        return Figure(self, derived, tuple(used), tuple(Printed(each, derived.value) for each in about))

    def _seen(self, period: Period, cut: str) -> Derived:
        """Return a figure as its reader may see it."""
        derived = derive(self.sheet, period, cut)
        return self.veil(derived) if self.veil else derived

    def periods(self, cut: str = cuts.WHOLE) -> list[Period]:
        """Return the periods of its series, oldest first."""
        said = [period for period, _ in self.sheet.complete] if cut == cuts.WHOLE else []
        return usual_periods(self.sheet.observations, cut, said)

    def series(self, cut: str = cuts.WHOLE) -> list[Figure]:
        """Return its figures over time, oldest first: one length of period, never mixed."""
        return [self.figure(each, cut) for each in self.periods(cut)]

    def runs(self) -> dict[str, list[Period]]:
        """Return the series of the whole that can be judged, the usual one first: grain to periods, missing ones put in."""
        known = {each.period for each in self.sheet.observations if each.cut == cuts.WHOLE}
        said = {period for period, _ in self.sheet.complete}
        return spacing.runs(sorted(known | said), self.details_now())

    def years(self, *, until: date | None = None) -> list[Figure]:
        """Return the figures of years from April that can be worked out, oldest first; hidden ones among them."""
        ends = {_year_of(each.period.end) for each in self.sheet.observations}
        found = [self.figure(each) for each in sorted(ends) if until is None or each.end <= until]
        return [each for each in found if each.value is not None or each.hidden]

    def breakdowns(self, period: Period) -> dict[str, list[Figure]]:
        """Return the figures by group, for each breakdown supplied for a period."""
        found: dict[str, list[Figure]] = {}
        for each in self.sheet.observations:
            if each.period == period and each.cut:
                found.setdefault(cuts.dimensions(each.cut), []).append(self.figure(period, each.cut))
        return {name: found[name] for name in sorted(found)}

    def details_now(self) -> Details:
        """Return the newest definition."""
        return self.versions[-1].details

    def breaks(self) -> list[tuple[date, str]]:
        """Return the days on which the definition changed, and why."""
        return [(each.from_on, each.why_changed) for each in self.versions if each.from_on is not None]


def book_from(row: Indicator, where: Place, kept: Iterable[Reading], printed: Iterable[Claim] = ()) -> Book:
    """Put a book together from rows that were read already: ``row`` with its definitions and complete parts."""
    versions = tuple(row.definitions.all())
    rows = list(kept)
    sheet = Sheet(
        definitions={each.version: each.details for each in versions},
        starts={each.version: each.from_on for each in versions},
        observations=[observation(each) for each in rows],
        complete=frozenset((Period(each.start, each.end), each.dimensions) for each in row.complete_parts.all()),
        people=where.people,
    )
    return Book(row, versions, sheet, {each.pk: each for each in rows}, tuple(printed))


def observation(row: Reading) -> Observation:
    """Return a supplied figure as the rules take it."""
    covered = Coverage(row.covered, row.covered_of) if row.covered and row.covered_of else None
    return Observation(row.period, row.cut, Parts(row.numerator, row.denominator), covered, row.pk, row.vintage)


def _year_of(day: date) -> Period:
    first = day.year if day.month >= 4 else day.year - 1
    return Period(date(first, 4, 1), date(first + 1, 3, 31))


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B %Y}" if day else ""
