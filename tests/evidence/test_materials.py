"""What the evidence offers to reports."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence import operations, queries
from goldenthread.evidence.queries import materials as ours
from goldenthread.foundation.periods import year_from_april
from goldenthread.workbench import materials
from goldenthread.workbench.materials import ChartBlock, Figure, TableBlock
from tests.factories import viewers
from tests.factories.evidence import AT, Home, day, quarter

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")


@pytest.fixture
def home():
    return Home("exclusions", "taf_partner_led", "cpp", "cpp_rate", "training_attended", "schools")


def build(home, key):
    return materials.build(home.by, home.place, YEAR, key)


def test_a_figure_carries_its_parts_and_where_it_comes_from(home):
    home.supply("taf_partner_led", day("2018-03-31"), 335, 508)
    found = build(home, "evidence.taf_partner_led")
    assert isinstance(found, Figure)
    assert (found.value, found.unit, found.numerator, found.denominator) == (Decimal("65.9"), "%", 335, 508)
    assert found.supplier == "Example children's social care"
    assert found.period == YEAR
    assert found.address.endswith("/figure/?from=2017-04-01&to=2018-03-31")
    assert not found.people or found.parts


def test_a_missing_figure_is_missing_and_still_has_a_supplier(home):
    found = build(home, "evidence.exclusions")
    assert (found.value, found.supplier, found.status) == (None, "Not supplied", "missing")
    assert found.people


def test_a_year_shows_the_quarters_it_is_made_of(home):
    for number in (1, 2, 3, 4):
        home.supply("exclusions", quarter(2017, number), number)
    found = build(home, "evidence.exclusions")
    assert (found.value, [each.value for each in found.parts]) == (10, [1, 2, 3, 4])
    assert found.parts[0].label == "Permanent exclusions, Q1 2017-18"


def test_a_breakdown_is_a_table_with_shares_of_the_supplied_total(home):
    home.supply("cpp", day("2014-03-31"), 202)
    home.supply("cpp", day("2018-03-31"), 202)
    for name, number in (("Neglect", 99), ("Emotional abuse", 62)):
        home.supply("cpp", day("2018-03-31"), number, breakdown={"category": name})
    found = build(home, "evidence.cpp.table")
    assert isinstance(found, TableBlock)
    assert [row[0] for row in found.rows] == ["Emotional abuse", "Neglect", "All"]
    assert [row[1].value for row in found.rows] == [62, 99, 202]
    assert [row[2] for row in found.rows] == ["30.7%", "49.0%", "100.0%"]
    assert found.totals == {2}
    assert "not said to make up the whole" in found.notes[0]


def test_a_table_of_percentages_shows_both_numbers_and_a_total_from_complete_parts(home):
    for course, offered, taken in (("Neglect", 81, 67), ("Basic awareness", 206, 173)):
        home.supply("training_attended", "2017-18", taken, offered, breakdown={"course": course})
    operations.declare_complete(
        by=home.by, at=AT, partnership=home.place, indicator="training_attended", period=YEAR, dimension="course"
    )
    found = build(home, "evidence.training_attended.table.course")
    assert [row[1].value for row in found.rows] == [173, 67, 240]
    assert [row[3].value for row in found.rows] == [Decimal("84.0"), Decimal("82.7"), Decimal("83.6")]
    assert found.notes == ()
    assert build(home, "evidence.training_attended.table.sex") is None


def test_a_trend_is_read_in_its_title(home):
    home.supply("exclusions", "2016-17", 20)
    assert build(home, "evidence.exclusions.trend") is None
    home.supply("exclusions", "2017-18", 30)
    found = build(home, "evidence.exclusions.trend")
    assert isinstance(found, ChartBlock)
    assert found.title == "Permanent exclusions rose from 20 children in 2016-17 to 30 children in 2017-18"
    assert [each.value for each in found.figures] == [20, 30]


def test_a_series_that_turned_is_told_from_the_figure_before_the_last(home):
    for year, children in (("2015-16", 207), ("2016-17", 161), ("2017-18", 202)):
        home.supply("exclusions", year, children)
    found = build(home, "evidence.exclusions.trend")
    assert found.title == "Permanent exclusions rose from 161 children in 2016-17 to 202 children in 2017-18"


def test_a_trend_over_a_changed_definition_or_unequal_years_compares_nothing(home):
    home.supply("exclusions", "2016-17", 20)
    home.supply("exclusions", "2017-18", 30, coverage=(11, 12))
    assert "not comparable" in build(home, "evidence.exclusions.trend").title


def test_the_place_is_a_table_of_its_population_schools_and_homes(home):
    home.people(2017, 59200, age_to=15)
    home.supply("schools", day("2018-03-31"), 163)
    found = build(home, "evidence.context.table")
    assert found.rows[0][1] == "59,200"
    assert found.rows[1][1].value == 163


def test_what_is_offered_can_be_built(home):
    home.people(2017, 67823)
    for year in ("2016-17", "2017-18"):
        home.supply("exclusions", year, 20)
    home.supply("cpp_rate", day("2018-03-31"), 215)
    home.supply("cpp", day("2018-03-31"), 99, breakdown={"category": "Neglect"})
    found = materials.every()
    (ours,) = [each for each in found if each.code == "evidence"]
    offered = ours.offers(home.by, home.place, YEAR)
    assert [each.key for each in offered] == [
        "evidence.context.table",
        "evidence.cpp.table",
        "evidence.cpp_rate",
        "evidence.exclusions",
        "evidence.exclusions.trend",
    ]
    assert all(build(home, each.key) is not None for each in offered)
    assert build(home, "evidence.cpp_rate").value == Decimal("31.7")
    assert "67,823 at mid-2017" in build(home, "evidence.cpp_rate").notes[0]


def test_nothing_is_built_for_a_key_nobody_knows_or_for_a_stranger(home):
    home.supply("exclusions", "2017-18", 20)
    assert build(home, "evidence.nothing") is None
    assert build(home, "evidence.exclusions.picture") is None
    stranger = viewers.stranger()
    assert materials.build(stranger, home.place, YEAR, "evidence.exclusions") is None


def test_a_printed_figure_that_differs_is_said_beside(home):
    home.supply("exclusions", "2017-18", 20)
    operations.keep_claim(
        by=home.by, at=AT, partnership=home.place, indicator="exclusions", period=YEAR, printed=31, where="page 3",
        why_differs="An earlier count.",
    )  # fmt: skip
    assert build(home, "evidence.exclusions").notes == ("31 is printed in page 3. An earlier count.",)
    assert date(2018, 3, 31) == build(home, "evidence.exclusions").period.end


def test_an_indicator_that_began_a_thread_says_what_it_was_before_and_what_it_is(home):
    for year, children in (("2015-16", 207), ("2016-17", 161), ("2017-18", 202)):
        home.supply("exclusions", year, children)
    record = queries.of_code(home.by, home.place, "exclusions").pk
    assert [(each.value, each.period.name) for each in materials.of_record(home.by, home.place, YEAR, record)] == [
        (161, "2016-17"),
        (202, "2017-18"),
    ]
    assert materials.of_record(home.by, home.place, YEAR, home.place) == ()
    assert materials.of_record(viewers.stranger(), home.place, YEAR, record) == ()


def test_a_report_takes_the_chart_of_the_page_as_it_stood(clock_at):
    clock_at(AT)
    home = Home("exclusions")
    for place, number in enumerate([20, 22, 19, 21, 20, 23, 20, 21, 22, 19, 21, 20, 22, 44]):
        home.supply("exclusions", quarter(2014 + place // 4, place % 4 + 1), number)
    keys = [each.key for each in ours.offers(home.by, home.place, year_from_april("2016-17"))]
    assert "evidence.exclusions.xmr" in keys
    block = ours.build(home.by, home.place, year_from_april("2016-17"), "evidence.exclusions.xmr")
    assert block.title == "Permanent exclusions. The number has not really changed: 20 children in Q4 2016-17"
    assert len(block.figures) == 12
    assert "NHSRplotthedots" in block.source
    assert ours.build(home.by, home.place, year_from_april("2013-14"), "evidence.exclusions.xmr") is None
