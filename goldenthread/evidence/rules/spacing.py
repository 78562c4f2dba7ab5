"""Which periods a series goes over: all as long and as far apart, with those that are missing put in.

A series of quarters that lost one shows a gap there; it never closes over it. Where shorter periods are known, longer ones that
they fill are offered too: quarters of months, years of quarters, both from April.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from goldenthread.evidence.rules import defining
from goldenthread.foundation.periods import Period

GRAINS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
WORDS = {"month": "Months", "quarter": "Quarters", "half_year": "Half-years", "year": "Years", "": "As supplied"}
ONE = {"month": "month", "quarter": "quarter", "half_year": "half-year", "year": "year", "": "period"}
_OF_FREQUENCY = {"monthly": "month", "quarterly": "quarter", "half_yearly": "half_year", "yearly": "year"}
_APRIL = 4
Run = tuple[list[Period], int]
"""A series, and how many of its periods are known."""
MOST_PERIODS = 240
"""Twenty years of months: a slip in a date makes no longer series than this."""


def runs(known: Sequence[Period], details: defining.Details) -> dict[str, list[Period]]:
    """Return the series that can be made of the periods known for a whole, the usual one first; missing periods are put in.

    Each is named by its grain (`GRAINS`); "" is the periods as they were supplied, where they follow no calendar.
    """
    if not known:
        return {}
    usual = Counter(each.months or 0 for each in known).most_common()
    most = max(number for _, number in usual)
    newest = max(
        (each for each in known if (each.months or 0) in {length for length, n in usual if n == most}), key=_end
    )
    found = _days(known) if not newest.months else _spans(known, details)
    if not found:
        return {"": sorted({each for each in known if (each.months or 0) == (newest.months or 0)}, key=_end)}
    first = _first(found, newest, details)
    return {first: found[first][0], **{grain: found[grain][0] for grain in GRAINS if grain in found and grain != first}}


def _end(period: Period) -> tuple[date, int]:
    return period.end, period.days


def _first(found: dict[str, Run], newest: Period, details: defining.Details) -> str:
    """The grain at which it is collected, unless most of that is missing: else that of the newest figure, else the fullest."""
    full = [grain for grain, (run, there) in found.items() if 2 * there >= len(run)] or list(found)
    wanted = _OF_FREQUENCY.get(details.frequency, "")
    if wanted in full:
        return wanted
    supplied = {length: grain for grain, length in GRAINS.items() if grain in found}
    return supplied.get(newest.months or 0) or max(full, key=lambda grain: found[grain][1])


def _spans(known: Iterable[Period], details: defining.Details) -> dict[str, Run]:
    """Series of stretches of whole months."""
    by_length: dict[int, set[Period]] = {}
    for each in known:
        if each.months:
            by_length.setdefault(each.months, set()).add(each)
    found: dict[str, Run] = {}
    for grain, length in GRAINS.items():
        there = set(by_length.get(length, ()))
        shorter = max((each for each in by_length if each < length and length % each == 0), default=0)
        if shorter:
            there |= {each for each in _filled(by_length[shorter], shorter, length, details) if not _met(each, there)}
        if len(there) > 1 or (there and len(by_length) == 1 and length in by_length):
            run = _with_missing(sorted(there, key=_end), length)
            if run:
                found[grain] = run, len(there)
    return found


def _met(period: Period, others: Iterable[Period]) -> bool:
    return any(period.meets(each) for each in others)


def _filled(pieces: set[Period], shorter: int, length: int, details: defining.Details) -> list[Period]:
    """Longer periods from April that shorter ones fill; of those that take the last day, its last piece is enough."""
    count: Counter[Period] = Counter()
    last: set[Period] = set()
    for piece in pieces:
        back = (piece.start.month - _APRIL) % length
        if back + shorter > length:
            continue
        whole = _stretch(_month(piece.start) - back, length)
        count[whole] += 1
        if whole.end == piece.end:
            last.add(whole)
    if details.year_rule == defining.LAST:
        return sorted(last)
    return sorted(whole for whole, number in count.items() if number == length // shorter)


def _days(known: Iterable[Period]) -> dict[str, Run]:
    """Series of single days that are the last of a month: month by month, quarter by quarter, year by year."""
    days = sorted({each for each in known if each.days == 1}, key=_end)
    if not days or any(not _ends_month(each.end) for each in days):
        return {}
    found: dict[str, Run] = {}
    for grain, length in GRAINS.items():
        there = [each for each in days if (_month(days[-1].end) - _month(each.end)) % length == 0]
        gaps = [_month(after.end) - _month(before.end) for before, after in pairwise(there)]
        if length in gaps:
            found[grain] = _month_ends(there[0].end, there[-1].end, length), len(there)
    return found


def _with_missing(known: Sequence[Period], length: int) -> list[Period]:
    """Put the missing periods in; nothing where those known overlap or are out of step."""
    first = _month(known[0].start)
    if any((_month(each.start) - first) % length for each in known):
        return []
    last = _month(known[-1].start)
    number = min((last - first) // length + 1, MOST_PERIODS)
    return [_stretch(last - length * back, length) for back in reversed(range(number))]


def _month_ends(first: date, last: date, length: int) -> list[Period]:
    number = min((_month(last) - _month(first)) // length + 1, MOST_PERIODS)
    ends = [_stretch(_month(last) - length * back, 1).end for back in reversed(range(number))]
    return [Period(day, day) for day in ends]


def _ends_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=4096)
def _stretch(month: int, length: int) -> Period:
    last = month + length - 1
    year, of_year = divmod(last, 12)
    return Period(date(month // 12, month % 12 + 1, 1), date(year, of_year + 1, monthrange(year, of_year + 1)[1]))
