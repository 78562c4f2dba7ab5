"""What the area offers to reports."""

from datetime import date

import pytest

from goldenthread.case_audits import operations
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.workbench import materials
from tests.factories.case_audits import AT

pytestmark = pytest.mark.django_db
SPRING, SUMMER = Period(date(2026, 4, 1), date(2026, 6, 30)), Period(date(2026, 7, 1), date(2026, 9, 30))


def table(site, name, period=SPRING):
    return materials.build(site.scrutineer, site.place, period, f"case_audits.{name}")


def test_a_report_takes_complete_audits_of_its_period_and_tells_of_no_case(site):
    site.asked(title="Still blind")
    audit = site.opened()
    assert table(site, "audits") is None
    site.complete(audit, words="Sound work.")
    (row,) = table(site, "audits").rows
    assert row == (
        "Neglect", "Multi-agency thematic audit", "1 April 2026", "The work as a whole, good or better: All", "Sound work.",
    )  # fmt: skip
    assert table(site, "audits", SUMMER) is None
    assert table(site, "nothing") is None


def test_a_report_tells_how_the_programme_stands(site):
    made = operations.begin_programme(
        by=site.lead, at=AT, partnership=site.place, year=year_from_april("2026-27"), title="The year"
    )
    operations.add_topic(by=site.lead, at=AT, programme=made, title="Neglect", kind="thematic", quarter=1)
    operations.agree_programme(by=site.lead, at=AT, programme=made, on=date(2026, 4, 1))
    operations.add_topic(
        by=site.lead, at=AT, programme=made, title="Knives", kind="deep_dive", quarter=2, why="Signals."
    )
    assert [row[2:] for row in table(site, "programme").rows] == [
        ("Agreed in advance", "Not begun"),
        ("In the year: Signals.", "Not begun"),
    ]
