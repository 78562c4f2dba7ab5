"""When work is due and when it is tried again: plain Python."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta  # not a deadline: when a machine does its chores
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_WAIT = 30
LONGEST_WAIT = 6 * 60 * 60
_BOUNDS = [("minute", 0, 59), ("hour", 0, 23), ("day", 1, 31), ("month", 1, 12), ("weekday", 0, 7)]
_DAYS_TO_SEARCH = 366 * 8 + 2


class CronWrong(ValueError):
    """A cron line cannot be read; the sentence says which part."""


@dataclass(frozen=True, slots=True)
class Cron:
    """The minutes, hours, days, months and weekdays (Sunday is 0) at which something is due."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_day: bool
    any_weekday: bool

    def falls_on(self, day: date) -> bool:
        """Say whether it is due on a day: as in cron, day and weekday are alternatives when both are limited."""
        if day.month not in self.months:
            return False
        on_day, on_weekday = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        if self.any_day or self.any_weekday:
            return on_day and on_weekday
        return on_day or on_weekday


def read_cron(line: str) -> Cron:
    """Read a cron line of five parts, each of ``*``, ``5``, ``1-5``, ``*/15`` or several with commas."""
    parts = line.split()
    if len(parts) != len(_BOUNDS):
        raise CronWrong(f"The schedule {line!r} needs five parts: minute, hour, day, month, weekday.")
    minutes, hours, days, months, weekdays = (
        _read_part(part, *bounds) for part, bounds in zip(parts, _BOUNDS, strict=True)
    )
    weekdays = frozenset(number % 7 for number in weekdays)
    return Cron(minutes, hours, days, months, weekdays, any_day=parts[2] == "*", any_weekday=parts[4] == "*")


def next_time(cron: Cron, after: datetime) -> datetime:
    """Return the first moment after ``after`` at which the line is due, in UTC.

    A time that a spring night skips falls away that night; one that an autumn night repeats is taken once.
    """
    here = after.astimezone(LONDON)
    for ahead in range(_DAYS_TO_SEARCH):
        day = here.date() + timedelta(days=ahead)
        if not cron.falls_on(day):
            continue
        for hour in sorted(cron.hours):
            for minute in sorted(cron.minutes):
                local = datetime(day.year, day.month, day.day, hour, minute, tzinfo=LONDON)
                moment = local.astimezone(UTC)
                if moment > after and moment.astimezone(LONDON).replace(tzinfo=None) == local.replace(tzinfo=None):
                    return moment
    raise CronWrong("The schedule is never due.")


def seconds_before_retry(attempts: int) -> int:
    """Return how long to wait after the given number of failed attempts: half a minute, 2, 8, 32 minutes … six hours."""
    return int(min(FIRST_WAIT * 4 ** max(min(attempts, 12) - 1, 0), LONGEST_WAIT))


def may_try_again(*, attempts: int, retries: int) -> bool:
    """Say whether work that failed ``attempts`` times is tried again."""
    return attempts <= retries


def _read_part(part: str, name: str, low: int, high: int) -> frozenset[int]:
    found: set[int] = set()
    for piece in part.split(","):
        span, _, step = piece.partition("/")
        first, dash, last = span.partition("-")
        numbers = [first, last or first, step or "1"] if span != "*" else [str(low), str(high), step or "1"]
        if not all(each.isdecimal() for each in numbers) or (dash and not last):
            raise CronWrong(f"The {name} {piece!r} of the schedule cannot be read.")
        start, end, by = (int(each) for each in numbers)
        if not (low <= start <= end <= high) or by < 1:
            raise CronWrong(f"The {name} {piece!r} of the schedule is not between {low} and {high}.")
        found.update(range(start, end + 1, by))
    return frozenset(found)
