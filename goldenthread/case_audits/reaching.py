"""The way from a point on a chart to a theme of the audit programme."""

from urllib.parse import urlencode

from django.urls import reverse

from goldenthread.evidence.steps import Spot


def theme(spot: Spot) -> str:
    """Return the address of the form that takes a point up as a theme; it names the indicator, which stays its source."""
    asked = urlencode({"indicator": spot.indicator, "why": f"What the figure of {spot.period.name} shows."})
    return f"{reverse('case_audits:theme', args=[spot.partnership])}?{asked}"
