"""What an indicator is made of: what is counted, over what, how it is shown, and how shorter periods make a year."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean

COUNT, PERCENT, PER_1000, PER_10000 = "count", "percent", "per_1000", "per_10000"
MONEY, DAYS, SCORE, AVERAGE = "money", "days", "score", "average"
FACTORS = {
    COUNT: "Number",
    PERCENT: "Percentage",
    PER_1000: "Rate per 1,000",
    PER_10000: "Rate per 10,000",
    MONEY: "Pounds",
    DAYS: "Days",
    SCORE: "Score",
    AVERAGE: "Average",
}
MULTIPLIERS = {PERCENT: 100, PER_1000: 1_000, PER_10000: 10_000}
UNITS = {PERCENT: "%", PER_1000: "per 1,000", PER_10000: "per 10,000", MONEY: "£", DAYS: "days", SCORE: "points"}

NOTHING, GIVEN, POPULATION = "none", "given", "population"
DENOMINATORS = {
    NOTHING: "None: it is a plain number",
    GIVEN: "Supplied with each figure",
    POPULATION: "The population of the area",
}

HIGH, LOW, NEITHER = "high", "low", "neither"
POLARITIES = {HIGH: "Higher is better", LOW: "Lower is better", NEITHER: "Neither direction is good on its own"}

FREQUENCIES = {
    "monthly": "Every month",
    "quarterly": "Every quarter",
    "termly": "Every term",
    "half_yearly": "Every half-year",
    "yearly": "Every year",
}

SUM, LAST, MEAN, RECOMPUTED = "sum", "last", "mean", "recomputed"
YEAR_RULES = {
    SUM: "Add the shorter periods",
    LAST: "Take the last day of the year",
    MEAN: "Take the mean of the shorter periods",
    RECOMPUTED: "Work it out again from all numerators and denominators",
}

_CODE = re.compile(r"^[a-z][a-z0-9_]{1,58}$")
_RESERVED = frozenset({"context", "population"})
_SMALL = 12


@dataclass(frozen=True, slots=True)
class Details:
    """One version of a definition.

    ``counts`` names the unit counted (children, families, episodes): different units are never mixed. ``age_from`` and ``age_to``
    say which population a rate stands on. ``dimensions`` are the breakdowns asked for.
    """

    words: str
    numerator: str
    counts: str = "children"
    denominator: str = ""
    denominator_from: str = NOTHING
    factor: str = COUNT
    decimals: int = 0
    polarity: str = NEITHER
    frequency: str = "quarterly"
    year_rule: str = SUM
    supplier_kind: str = ""
    dimensions: tuple[str, ...] = ()
    age_from: int = 0
    age_to: int = 17

    @property
    def unit(self) -> str:
        """The words after a value: "%", "per 10,000", or what is counted."""
        return UNITS.get(self.factor, self.counts)

    @property
    def of_people(self) -> bool:
        """Whether it counts people, so that small numbers must be protected before it is public."""
        return self.counts.lower() not in _NOT_PEOPLE and self.factor not in (MONEY, SCORE)


_NOT_PEOPLE = frozenset(
    {
        "schools",
        "homes",
        "places",
        "pounds",
        "agencies",
        "courses",
        "returns",
        "posts",
        "audits",
        "files",
        "tools",
        "sessions",
    }
)


def check(details: Details) -> Details:
    """Return the details if they fit together; raises `RuleBroken`."""
    for value, known, field in (
        (details.factor, FACTORS, "factor"),
        (details.denominator_from, DENOMINATORS, "denominator_from"),
        (details.polarity, POLARITIES, "polarity"),
        (details.frequency, FREQUENCIES, "frequency"),
        (details.year_rule, YEAR_RULES, "year_rule"),
    ):
        if value not in known:
            raise RuleBroken(f"“{value}” is not one of the choices.", field=field)
    _check_words(details)
    _check_parts(details)
    if not 0 <= details.decimals <= 4:
        raise RuleBroken("Show a figure with 0 to 4 decimals.", field="decimals")
    if not 0 <= details.age_from <= details.age_to <= 150:
        raise RuleBroken("The last age cannot be below the first.", field="age_to")
    return details


def _check_words(details: Details) -> None:
    for value, field, sentence in (
        (details.words, "words", "Say what the indicator means."),
        (details.numerator, "numerator", "Say what is counted."),
        (details.counts, "counts", "Say what is counted: children, families, episodes."),
    ):
        if not clean(value):
            raise RuleBroken(sentence, field=field)


def _check_parts(details: Details) -> None:
    divided = details.factor in MULTIPLIERS or details.factor == AVERAGE
    if divided and details.denominator_from == NOTHING:
        raise RuleBroken("A percentage, a rate or an average needs a denominator.", field="denominator_from")
    if details.factor in (COUNT, MONEY) and details.denominator_from != NOTHING:
        raise RuleBroken("A plain number has no denominator.", field="denominator_from")
    if details.denominator_from == POPULATION and details.factor not in (PER_1000, PER_10000):
        raise RuleBroken("Only a rate stands on a population.", field="denominator_from")
    if details.denominator_from == GIVEN and not clean(details.denominator):
        raise RuleBroken("Say what the denominator counts.", field="denominator")
    if details.year_rule == SUM and details.denominator_from == GIVEN:
        raise RuleBroken("Percentages are never added: work the year out again from its parts.", field="year_rule")


def code(text: str) -> str:
    """Return a code that can stand in a key; raises `RuleBroken`."""
    found = clean(text).lower().replace("-", "_").replace(" ", "_")
    if not _CODE.match(found) or found in _RESERVED:
        raise RuleBroken("Use small letters, figures and underscores, beginning with a letter.", field="code")
    return found


def in_force(versions: Mapping[int, date | None], on: date) -> int:
    """Return which version of a definition holds on a day: the newest that began by then, else the first."""
    begun = [number for number, start in versions.items() if start is None or start <= on]
    return max(begun) if begun else min(versions)


def breaks_between(versions: Mapping[int, date | None], first: date, last: date) -> list[date]:
    """Return the days on which the definition changed after ``first`` and up to ``last``."""
    return sorted(start for start in versions.values() if start is not None and first < start <= last)
