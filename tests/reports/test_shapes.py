"""Reports about periods that are no year: of 17 months, as when arrangements changed, and of 24."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.reports import operations, queries
from tests.factories import reports as make

pytestmark = pytest.mark.django_db

LONG = (date(2019, 4, 1), date(2020, 8, 31))
TWO = (date(2021, 4, 1), date(2023, 3, 31))
YEAR = (date(2024, 4, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("days", "months", "named"),
    [(LONG, 17, "1 April 2019 to 31 August 2020"), (TWO, 24, "2021-23"), (YEAR, 12, "2024-25")],
)
def test_a_report_is_about_a_start_and_an_end(place, manager, client, days, months, named):
    made = make.report(place.pk, manager, start=days[0], end=days[1])
    row = queries.report(manager, made)
    assert (row.period.months, row.period.name) == (months, named)
    assert row.title == f"West Partnership: yearly report {named}"
    client.look_as(manager)
    assert named in client.get(reverse("reports:report", args=[made])).content.decode()


def test_a_report_of_seventeen_months_is_carried_into_one_of_two_years_and_published(place, manager, chair):
    before = make.report(place.pk, manager, start=LONG[0], end=LONG[1])
    make.write_all(before, manager)
    row = make.report(place.pk, manager, start=TWO[0], end=TWO[1], carry_from=before)
    for section in queries.report(manager, row).sections.all():
        operations.write_section(by=manager, at=make.AT, section=section.pk, text="What we did.", seen=section.edition)
    operations.approve(by=chair, at=make.AT, report=row)
    edition = operations.publish(by=manager, at=make.AT, report=row)
    assert queries.edition(manager, edition).document["period"] == "2021-23"
