"""Dates and times as a clock on a wall in London shows them. Plain Python: rules may use it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london(moment: datetime) -> datetime:
    """Return ``moment`` (with a zone) as the clock on a wall in London shows it."""
    return moment.astimezone(LONDON)


def london_day(moment: datetime) -> date:
    """Return the date in London at ``moment``."""
    return london(moment).date()
