"""The one place that reads the machine's clock. Views and commands read it here; rules and operations are told."""

from datetime import UTC, date, datetime

from django.utils import timezone

from goldenthread.foundation.london import LONDON, london, london_day

__all__ = ["LONDON", "london", "london_day", "now", "today"]


def now() -> datetime:
    """Return this moment, in UTC, with its zone."""
    return timezone.now().astimezone(UTC)


def today() -> date:
    """Return the date it is in London."""
    return london_day(now())
