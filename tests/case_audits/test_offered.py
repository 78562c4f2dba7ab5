"""What the area offers beyond its pages: to reports, and to the quality page."""

from datetime import date

import pytest

from goldenthread.case_audits import looking, operations
from goldenthread.case_audits.rules.results import Told
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.thread import operations as threads
from goldenthread.workbench import materials
from tests.factories.case_audits import AT, LATER

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


def test_the_quality_page_learns_of_complete_audits_with_their_themes(site):
    first = operations.record_audit(
        by=site.lead, at=LATER, partnership=site.place, kind="dip_sample", title="Dip sample", held_on=date(2026, 4, 2),
        source="Report, page 3", told=[Told("Met the standard", 9, 10)], agencies=[site.agencies[0]],
    )  # fmt: skip
    threads.record_finding(by=site.lead, at=LATER, source=first, kind="concern", text="No dates.", themes=["Planning"])
    second = site.opened(again=first)
    (only,) = looking.find(site.scrutineer, site.place, SPRING)
    assert (only.record, only.points, only.agencies, len(only.themes)) == (first, 0.9, (site.agencies[0],), 1)
    site.complete(second)
    told = {each.record: each for each in looking.find(site.scrutineer, site.place, SPRING)}
    assert told[second].before == first
    assert told[second].points == 1.0
