"""The plan of scrutiny: what is looked at by when, and whether a cycle of years covers its themes (rule R24)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import counted

PLANNED, DONE, DROPPED = "planned", "done", "dropped"
STATES = {PLANNED: "Planned", DONE: "Done", DROPPED: "Not done"}
IN_DEPTH, LIGHT = "in_depth", "light"
LEVELS = {IN_DEPTH: "In depth", LIGHT: "Light touch"}
ELEMENTS = {
    "audit": "Cases read",
    "staff": "Staff asked",
    "children": "Children and parents heard",
    "data": "Figures read",
}
MOST_YEARS = 3
IN_DEPTH_A_YEAR = (1, 2)  # R24: one or two in-depth analyses a year
WHOLE = ("audit", "staff", "children")  # what an in-depth analysis rests on


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of scrutiny as the cycle counts it."""

    theme: str
    level: str
    state: str
    due: date
    done: date | None = None

    @property
    def counts_on(self) -> date:
        """The day that says which year it counts for."""
        return self.done or self.due


@dataclass(frozen=True, slots=True)
class Cell:
    """A theme in a year: the words and the tone for a tag; "" for nothing."""

    words: str
    tone: str


NOTHING = Cell("", "grey")


def years(period: Period) -> list[Period]:
    """Cut a plan into years from its first day; the last may be shorter."""
    found, start = [], period.start
    while start <= period.end:
        following = _a_year_after(start)
        found.append(Period(start, min(date.fromordinal(following.toordinal() - 1), period.end)))
        start = following
    return found


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def check_period(start: date, end: date) -> None:
    """Raise `RuleBroken` for a plan that ends before it begins or is longer than the cycle of three years."""
    if end < start:
        raise RuleBroken("The plan must end on or after the day it begins.", field="end")
    if len(years(Period(start, end))) > MOST_YEARS:
        raise RuleBroken("A plan covers at most three years.", field="end")


def cell(pieces: Iterable[Piece], theme: str, year: Period, on: date) -> Cell:
    """Say how a theme stands in a year on a day: what was done, else what is planned, else that the year passed without it."""
    mine = [each for each in pieces if each.theme.casefold() == theme.casefold() and year.holds(each.counts_on)]
    for state, tone in ((DONE, "green"), (PLANNED, "open")):
        levels = [each for each in mine if each.state == state and each.level in LEVELS]
        for level, words in LEVELS.items():
            found = [each for each in levels if each.level == level]
            if found:
                late = state == PLANNED and min(each.due for each in found) < on
                return Cell(f"{words}: {'overdue' if late else STATES[state].lower()}", "red" if late else tone)
    return Cell("Not looked at", "amber") if year.end < on else NOTHING


def waiting(pieces: Sequence[Piece], themes: Sequence[str]) -> list[str]:
    """Return the themes of a cycle that no in-depth analysis was done of yet."""
    done = {each.theme.casefold() for each in pieces if each.level == IN_DEPTH and each.state == DONE}
    return [each for each in themes if each.casefold() not in done]


def faults(pieces: Sequence[Piece], period: Period, on: date) -> list[str]:
    """Return what a year that has begun lacks: one or two in-depth analyses, and one light-touch review (rule R24)."""
    told = []
    kept = [each for each in pieces if each.state != DROPPED]
    for year in years(period):
        if year.start > on:
            continue
        here = [each for each in kept if year.holds(each.counts_on)]
        deep = sum(each.level == IN_DEPTH for each in here)
        if deep < IN_DEPTH_A_YEAR[0]:
            told.append(f"{year.name}: no in-depth analysis is planned or done.")
        if deep > IN_DEPTH_A_YEAR[1]:
            told.append(
                f"{year.name}: {counted(deep, 'in-depth analysis', 'in-depth analyses')}, where one or two are agreed."
            )
        if not any(each.level == LIGHT for each in here):
            told.append(f"{year.name}: no light-touch review is planned or done.")
    return told
