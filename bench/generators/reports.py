"""A yearly report for each partnership and year, with the sections that the law asks for, written and ready."""

from datetime import date

from django.db import transaction

from bench.sizes import Made
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.foundation.ids import uuid7
from goldenthread.reports import operations
from goldenthread.reports.models import Section

_PARAGRAPH = "Partners met four times in the year and looked at what practice showed and what it changed. "
_TEXT = "\n\n".join([_PARAGRAPH * 6] * 8)


def generate(made: Made) -> None:
    """Start the reports of every partnership, one for each year, and write their sections."""
    for place in made.partnerships:
        grants = (Grant("business_manager", Scope.PARTNERSHIP, place, frozenset({place})),)
        author = Viewer(user_id=uuid7(), name="Bench", email="bench@bench.example", grants=grants)
        with transaction.atomic():
            for first in range(made.begun.year, made.begun.year + made.size.years):
                days = {"start": date(first, 4, 1), "end": date(first + 1, 3, 31)}
                operations.start(by=author, at=made.at, partnership=place, **days)
        made.count("reports", made.size.years)
    made.count("sections", Section.objects.update(text=_TEXT, state=Section.State.READY))
