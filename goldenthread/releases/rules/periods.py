"""Periods as forms and rows keep them."""

from collections.abc import Iterable
from datetime import date

from goldenthread.foundation.periods import Period


def code_of(period: Period) -> str:
    """Return a period as a form sends it: "2017-04-01/2018-03-31"."""
    return f"{period.start.isoformat()}/{period.end.isoformat()}"


def from_codes(codes: Iterable[str]) -> list[Period]:
    """Return the periods that codes stand for."""
    return [Period(*map(date.fromisoformat, code.split("/"))) for code in codes]
