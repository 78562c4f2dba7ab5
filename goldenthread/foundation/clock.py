"""The one place that reads the machine's clock. Views and commands read it here; rules and operations are told."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """Return this moment, in UTC, with its zone."""
    return timezone.now().astimezone(UTC)


def today() -> date:
    """Return the date it is in London."""
    return london(now()).date()


def london(moment: datetime) -> datetime:
    """Return ``moment`` (with a zone) as the clock on a wall in London shows it."""
    return moment.astimezone(LONDON)


def london_day(moment: datetime) -> date:
    """Return the date in London at ``moment``."""
    return london(moment).date()
