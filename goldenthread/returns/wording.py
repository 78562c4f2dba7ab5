"""Addresses and words that pages and mails share."""

from datetime import date
from typing import Any

from django.urls import reverse

from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import short_date


def work_address(agency: Any, period: Period, name: str = "workspace") -> str:
    """Return the address of what an agency is asked for a period."""
    return reverse(f"returns:{name}", args=[agency, period.start.isoformat(), period.end.isoformat()])


def heading(period: Period) -> str:
    """Return a period for a title: "Q1 2018-19, April to June 2018"."""
    short = say(period)
    if period.months and period.months > 1:
        first = f"{period.start:%B}" if period.start.year == period.end.year else f"{period.start:%B %Y}"
        return f"{short}, {first} to {period.end:%B %Y}"
    return short


def waits(row: Any, today: date) -> str:
    """Return what a chase says unless somebody writes something better."""
    due = short_date(row.call.due_on)
    return (
        f"We have not had this return. It was due on {due}."
        if today > row.call.due_on
        else f"This return is due on {due}."
    )
