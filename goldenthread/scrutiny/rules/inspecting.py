"""When an inspection was, how its grades changed, and how far what it asked for has come."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean, counted, short_date
from goldenthread.quality.rules.asking import ScaleView

DAY, MONTH, YEAR = "day", "month", "year"
PRECISIONS = {DAY: "The days are known", MONTH: "Only the month", YEAR: "Only the year"}
FULL, PART, REOPENED = "full", "part", "reopened"
EXTENTS = {FULL: "Signed off in full", PART: "Signed off in part", REOPENED: "Opened again"}
MOST_LINES = 60  # a letter of 36 strengths and 28 areas for improvement fits twice


def check_dates(starts: date, ends: date, letter: date | None, today: date) -> None:
    """Raise `RuleBroken` for days that cannot be: an end before the start, a letter before the event or not yet come."""
    if ends < starts:
        raise RuleBroken("It must end on or after the day it began.", field="to_on")
    if letter is not None and letter < starts:
        raise RuleBroken("The letter comes after the inspection has begun.", field="letter_on")
    if letter is not None and letter > today:
        raise RuleBroken("The letter cannot be of a day that has not come.", field="letter_on")


def widened(starts: date, ends: date, precision: str) -> tuple[date, date]:
    """Return the first and the last day on which it can have been, as exactly as that is known."""
    if precision == YEAR:
        return date(starts.year, 1, 1), date(ends.year, 12, 31)
    return (starts.replace(day=1), last_of_month(ends)) if precision == MONTH else (starts, ends)


def last_of_month(day: date) -> date:
    """Return the last day of the month of a day."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def day_words(day: date | None, *, month_only: bool) -> str:
    """Say a day, or only its month where no more is known; "" for none."""
    return "" if day is None else f"{day:%B %Y}" if month_only else short_date(day)


def when(starts: date, ends: date, precision: str) -> str:
    """Say when something took place, no more exactly than it is known: "25 to 29 September 2017", "March 2013"."""
    if precision in (MONTH, YEAR):
        shape = "%B %Y" if precision == MONTH else "%Y"
        first, last = f"{starts:{shape}}", f"{ends:{shape}}"
        return first if first == last else f"{first} to {last}"
    if starts == ends:
        return short_date(starts)
    if (starts.year, starts.month) == (ends.year, ends.month):
        return f"{starts.day} to {short_date(ends)}"
    return f"{short_date(starts)} to {short_date(ends)}"


def lines(text: str, field: str) -> list[str]:
    """Return what was typed one to a line, without bullets and numbers before it; raises `RuleBroken` for too many."""
    found = [_unmarked(line) for line in clean(text).splitlines()]
    kept = list(dict.fromkeys(line for line in found if line))
    if len(kept) > MOST_LINES:
        raise RuleBroken(f"Send at most {MOST_LINES} lines at a time.", field=field)
    return kept


def _unmarked(line: str) -> str:
    return line.strip().lstrip("-–•*· ").strip()


@dataclass(frozen=True, slots=True)
class Change:
    """A judgement then and now. ``steps`` are the steps of the scale it went up, None where they cannot be compared."""

    area: str
    then: str
    now: str
    steps: int | None

    @property
    def words(self) -> str:
        """The change in words."""
        if not self.then:
            return "Not judged then"
        if not self.now:
            return "Not judged this time"
        if self.steps is None:
            return "Other grades: not compared"
        if self.steps == 0:
            return "The same"
        return f"{counted(abs(self.steps), 'grade')} {'better' if self.steps > 0 else 'worse'}"

    @property
    def tone(self) -> str:
        """The tone of its tag."""
        return "grey" if not self.steps else "green" if self.steps > 0 else "red"


Given = Sequence[tuple[str, str]]
"""Areas and the code of the grade each was given."""


def compare(then: Given, old: ScaleView | None, now: Given, new: ScaleView | None) -> list[Change]:
    """Compare the grades of two inspections, area by area, in the order of the newer one; what was dropped comes last.

    Grades of two scales are compared where both have the same grades by the same names in the same order.
    """
    before = {_folded(area): (area, value) for area, value in then}
    found = []
    for area, value in now:
        _, earlier = before.pop(_folded(area), (area, ""))
        steps = _steps(earlier, old, value, new)
        found.append(Change(area, _label(old, earlier), _label(new, value), steps))
    found += [Change(area, _label(old, value), "", None) for area, value in before.values()]
    return found


def _folded(area: str) -> str:
    return " ".join(area.lower().split())


def _label(scale: ScaleView | None, value: str) -> str:
    known = scale.value(value) if scale and value else None
    return known.label if known else value


def _steps(then: str, old: ScaleView | None, now: str, new: ScaleView | None) -> int | None:
    if not (then and now and old and new):
        return None
    order, other = ([each.code for each in scale.ordered] for scale in (old, new))
    if order != other or then not in order or now not in order:
        return None
    return order.index(now) - order.index(then)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far something an inspection asked for has come: a code, the words for people, the tone of the tag."""

    code: str
    words: str
    tone: str


NOTHING = Standing("nothing", "No action yet", "red")
UNSIGNED = Standing("done", "Actions done, not signed off", "amber")
LATE = Standing("late", "Late", "red")
RUNNING = Standing("running", "Under way", "open")
_SIGNED = {FULL: Standing(FULL, EXTENTS[FULL], "green"), PART: Standing(PART, EXTENTS[PART], "blue")}
STANDINGS = [NOTHING, LATE, RUNNING, UNSIGNED, *_SIGNED.values()]


def standing(*, signed: str, actions: int, done: int, late: int) -> Standing:
    """Say how far something has come. ``signed`` is the extent of the newest sign-off, "" without one."""
    if signed in _SIGNED:
        return _SIGNED[signed]
    if actions == 0:
        return NOTHING
    if late:
        return LATE
    return UNSIGNED if done == actions else RUNNING


def check_sign_off(extent: str, words: str, before: str) -> None:
    """Raise `RuleBroken` for a sign-off that cannot be: an unknown extent, one that lacks its words, nothing to open again."""
    if extent not in EXTENTS:
        raise RuleBroken("Say whether it was signed off in full or in part.", field="extent")
    if extent in (PART, REOPENED) and not words:
        raise RuleBroken("Say what is still to be done.", field="words")
    if extent == REOPENED and before not in _SIGNED:
        raise RuleBroken("It was not signed off, so there is nothing to open again.", field="extent")
    if extent == before:
        raise RuleBroken(f"It is “{EXTENTS[extent].lower()}” already.", field="extent")


def tally(standings: Iterable[Standing]) -> list[tuple[int, str]]:
    """Count standings for the head of a page, in their order; those that no row has are left out."""
    found = [each.code for each in standings]
    return [(found.count(each.code), each.words.lower()) for each in STANDINGS if each.code in found]


def letter_late(ends: date, letter: date | None, today: date, months: int = 3) -> str:
    """Say that a letter has not been recorded long after the event; "" while that is no surprise."""
    passed = (today.year - ends.year) * 12 + today.month - ends.month
    if letter is not None or passed < months:
        return ""
    return f"It ended on {short_date(ends)}, and no letter is recorded."
