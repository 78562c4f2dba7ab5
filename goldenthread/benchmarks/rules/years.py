"""Which days a published year means."""

import re
from calendar import monthrange
from datetime import date

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, words

_ONE = re.compile(r"(\d{4})")
_JOINED = re.compile(r"(\d{4})(\d{2})")
_TO = re.compile(r"(\d{4})-(\d{2})")
_SPAN = re.compile(r"(\d{4})/(\d{2})-(\d{2})/(\d{2})")

_DAYS = {"march_day": 3, "mid_year": 6, "september": 9}


def period(text: str, when: str) -> Period:
    """Return the days that a year names: "2024", "202324", "2023-24", "2014-16" or "2013/14-15/16".

    ``when`` is what a year means: "march" the year to 31 March, "march_day" that day, "academic" the school year to
    31 August, "calendar", "september" 30 September, "january" the month, "mid_year" 30 June. A year that spans two
    calendar years is named by the later one. Raises `RuleBroken` for words that name no year.
    """
    first, last = _years(text.strip(), when)
    if when in ("march", "academic"):
        month, day = (3, 31) if when == "march" else (8, 31)
        return Period(date(first - 1, month + 1, 1), date(last, month, day))
    if when == "calendar":
        return Period(date(first, 1, 1), date(last, 12, 31))
    if when == "january":
        return Period(date(last, 1, 1), date(last, 1, 31))
    if when not in _DAYS:
        raise RuleBroken(f"“{when}” is not a kind of year.")
    month = _DAYS[when]
    day_of = date(last, month, monthrange(last, month)[1])
    return Period(day_of, day_of)


def said(when: Period) -> str:
    """Say a period in words; a single day as that day."""
    return words(when.end) if when.days == 1 else when.name


def _years(text: str, when: str) -> tuple[int, int]:
    """Return the first and the last year, each named by its end."""
    if found := _ONE.fullmatch(text):
        return _likely(int(found[1]), int(found[1]), text)
    if found := _SPAN.fullmatch(text):
        first, last = int(found[1]) + 1, _century(int(found[1]), int(found[4]))
        return _likely(first, last, text)
    if found := _TO.fullmatch(text) or _JOINED.fullmatch(text):
        first, last = int(found[1]), _century(int(found[1]), int(found[2]))
        return _likely(first if when == "calendar" else last if last == first + 1 else first + 1, last, text)
    raise RuleBroken(f"“{text}” names no year.")


def _century(first: int, last: int) -> int:
    """Return the year that two figures after an earlier one name."""
    year = first // 100 * 100 + last
    return year if year >= first else year + 100


def _likely(first: int, last: int, text: str) -> tuple[int, int]:
    if not (1900 <= first <= last <= first + 20 <= 2200):
        raise RuleBroken(f"“{text}” names no year.")
    return first, last
