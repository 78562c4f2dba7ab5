"""Values as pages show them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from goldenthread.foundation.text import listed, moment, short_date


def shown(value: Any) -> str:
    """Return a plain value as words: dates, yes and no, thousands with commas, nothing as an empty text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int | float | Decimal):
        return f"{value:,}"
    if isinstance(value, list | tuple | set | frozenset):
        return listed(shown(one) for one in value)
    return value if isinstance(value, Markup) else str(value)  # a picture that the server drew


def short(words: str, length: int = 80) -> str:
    """Return words cut at a space, with an ellipsis, where they are longer than ``length``."""
    if len(words) <= length:
        return words
    return words[:length].rsplit(" ", 1)[0].rstrip(",;:. ") + "…"
