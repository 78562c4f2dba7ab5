"""Small helpers for words and dates that people read."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from goldenthread.foundation.london import london

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")  # how a text begins that a spreadsheet would run


def clean(text: str) -> str:
    """Return ``text`` without control characters, with Unix line ends, composed and stripped: safe in any store or file."""
    without = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", without).strip()


def has_control_characters(text: str) -> bool:
    """Say whether ``text`` holds characters that no keyboard makes and some databases refuse."""
    return bool(_CONTROL.search(text))


def listed(words: Iterable[str], *, last: str = "and") -> str:
    """Join words as a sentence does: ``["a", "b", "c"]`` gives ``a, b and c``."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def counted(number: int, one: str, many: str = "") -> str:
    """Say ``1 agency``, ``2 agencies``; ``many`` defaults to ``one`` with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def grouped(number: str | Decimal) -> str:
    """Return a number as people read it: thousands with commas, no noughts at the end."""
    value = Decimal(number)
    whole = value == value.to_integral_value()
    return f"{value:,.0f}" if whole else f"{value.normalize():,f}"


def long_date(day: date) -> str:
    """Say a date as in ``Friday 2 April 2026``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def short_date(day: date) -> str:
    """Say a date as in ``2 April 2026``."""
    return f"{day.day} {day:%B %Y}"


def moment(when: datetime) -> str:
    """Say a date and time as a clock in London shows it: ``2 April 2026 at 4:05pm``."""
    local = london(when)
    hour = local.hour % 12 or 12
    return f"{short_date(local.date())} at {hour}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def slug(words: str) -> str:
    """Return words as they stand in an address: lower case, letters and digits joined by hyphens, at most 80 characters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
