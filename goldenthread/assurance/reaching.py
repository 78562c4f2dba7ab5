"""The way from a point on a chart to the forms of the area."""

from collections.abc import Callable

from django.urls import reverse

from goldenthread.evidence.reaching import asked
from goldenthread.evidence.steps import Spot


def step(kind: str) -> Callable[[Spot], str]:
    """Return what makes the address of the form that asks about a point."""
    return lambda spot: f"{reverse('assurance:ask', args=[spot.partnership, kind])}?{asked(spot)}"


def exception(spot: Spot) -> str:
    """Return the address of the form that reports a point to the Executive."""
    return f"{reverse('assurance:report_exception', args=[spot.partnership])}?{asked(spot)}"
