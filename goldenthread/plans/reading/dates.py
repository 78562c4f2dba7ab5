"""When something is due, from the words a plan uses. Words that name no day stay words."""

import re
from calendar import monthrange
from datetime import date, timedelta  # not a deadline: the day that a serial number of a workbook stands for

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_YEAR = r"(?P<year>(?:19|20)\d\d|’?'?\d\d)"
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b")
_SLASHES = re.compile(r"\b(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4}|\d{2})\b")
_DAY = re.compile(rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\.?,?\s+{_YEAR}\b", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\b{_MONTH}\.?[\s,-]+{_YEAR}\b(?!\s?[-–/]\s?\d\d\b)", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:q|quarter\s*)(?P<quarter>[1-4])\b[^\d]{0,12}(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>\d{2,4})\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?P<first>(?:19|20)\d\d)\s?[-–/]\s?(?P<last>\d{4}|\d\d)\b")
_ENDS = {"1": (6, 30, 0), "2": (9, 30, 0), "3": (12, 31, 0), "4": (3, 31, 1)}


def due_of(text: str) -> date | None:
    """Return the day that words mean: a day, the last of a month, of a quarter or of a year from April; the last one named.

    None where they name none ("ongoing", "website permitting", "end of Q2" without a year).
    """
    found = [*_days(text), *_months(text), *_quarters(text)]
    if not found and (years := _YEARS.search(text)):
        first, last = int(years["first"]), int(years["last"]) % 100
        found = [date(first + 1, 3, 31)] if (first + 1) % 100 == last else []
    return max(found) if found else None


def day_of_serial(text: str) -> date | None:
    """Return the day that a workbook means by a bare number of five digits, as it shows a date that was typed as text."""
    serial = re.fullmatch(r"[345]\d{4}", text.strip())
    return date(1899, 12, 30) + timedelta(days=int(serial[0])) if serial else None


def _days(text: str) -> list[date]:
    days = []
    for pattern in (_ISO, _SLASHES, _DAY):
        for each in pattern.finditer(text):
            try:
                days.append(date(_year(each["year"]), _month(each["month"]), int(each["day"])))
            except ValueError:
                continue
    return days


def _months(text: str) -> list[date]:
    rest = _DAY.sub("", text)
    return [_last(_year(each["year"]), _month(each["month"])) for each in _IN_MONTH.finditer(rest)]


def _quarters(text: str) -> list[date]:
    days = []
    for each in _QUARTER.finditer(text):
        month, day, later = _ENDS[each["quarter"]]
        days.append(date(int(each["first"]) + later, month, day))
    return days


def _year(text: str) -> int:
    digits = text.strip("’'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(number for number, name in enumerate(_MONTHS, 1) if name.startswith(text[:3].lower()))


def _last(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
