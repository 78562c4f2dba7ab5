"""Figures as another partnership has them: a year of four quarters by the rule of each indicator, tied to a plan.

The values are published facts of Bury's quarterly dataset; the words are ours. Its percentages have no parts, so a partnership that
keeps only these keeps them as scores.
"""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence import operations, queries
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.plans import operations as plans
from goldenthread.plans import queries as plan_queries
from tests.factories import evidence as make
from tests.factories import plans as planning
from tests.factories import viewers

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2017-18")

# name: how a year follows, quarters, the year as printed, decimals, how it is kept
ROWS = {
    "responsibility_of_others": ("last", [235, 234, 251, 259], "259", 0, "count"),
    "private_fostering": ("last", [2, 1, 1, 1], "1", 0, "count"),
    "domestic_abuse_notified": ("sum", [395, 451, 462, 439], "1747", 0, "count"),
    "domestic_abuse_again": ("sum", [238, 277, 231, 212], "958", 0, "count"),
    "missing_from_home": ("sum", [92, 72, 86, 78], "328", 0, "count"),
    "missing_from_care": ("sum", [121, 85, 81, 73], "360", 0, "count"),
    "return_interviews": ("mean", ["76.9", "73.4", "79.1", "82.6"], "78", 0, "score"),
    "exploitation_open": ("last", [31, 30, 30, 35], "35", 0, "count"),
    "exploitation_high_risk": ("mean", ["2.3", "2.67", "1.67", "1"], "1.91", 2, "count"),
    "hub_open": ("last", [370, 317, 301, 397], "397", 0, "count"),
    "hub_referrals": ("mean", ["834", "829.7", "951.3", "871.3"], "872", 0, "count"),
    "days_to_decision": ("mean", ["1.79", "3.37", "2.31", "1.08"], "2.14", 2, "days"),
    "hub_to_social_care": ("mean", ["19.5", "21.8", "20.9", "22.4"], "21.15", 2, "score"),
}


@pytest.fixture
def home():
    return make.Home()


def kept(home, code, *, quarters, year_rule, decimals, factor):
    """Keep an indicator with its quarters; return its id."""
    details = Details("As the dataset says.", "What is counted", factor=factor, decimals=decimals, year_rule=year_rule)
    made = operations.define_indicator(
        by=home.by, at=make.AT, partnership=home.place, code=code, name=code.replace("_", " "), details=details
    )
    for number, value in enumerate(quarters, 1):
        home.supply(code, make.quarter(2017, number), Decimal(value))
    return made


@pytest.mark.parametrize("code", ROWS)
def test_a_year_follows_from_its_quarters_as_it_was_printed(home, code):
    year_rule, quarters, printed, decimals, factor = ROWS[code]
    kept(home, code, quarters=quarters, year_rule=year_rule, decimals=decimals, factor=factor)
    assert queries.figure(home.by, home.place, code, YEAR).value == Decimal(printed)


def test_a_year_that_adds_up_what_was_open_on_four_days_stands_as_printed_beside_the_last(home):
    """The dataset prints 1,385 for what was open at the end of the year: the sum of four stocks."""
    kept(home, "hub_open", quarters=[370, 317, 301, 397], year_rule="last", decimals=0, factor="count")
    operations.keep_claim(
        by=home.by, at=make.AT, partnership=home.place, indicator="hub_open", period=YEAR,
        printed=1385, where="Appendix 2", why_differs="It adds up what was open on four days.",
    )  # fmt: skip
    figure = queries.figure(home.by, home.place, "hub_open", YEAR)
    assert figure.value == 397
    assert [(each.words, each.differs) for each in figure.printed] == [("1,385", True)]


def test_a_report_of_two_years_takes_two_years_of_quarters(home):
    kept(home, "missing", quarters=[1, 2, 3, 4], year_rule="sum", decimals=0, factor="count")
    for number, value in enumerate([5, 6, 7, 8], 1):
        home.supply("missing", make.quarter(2018, number), value)
    both = Period(date(2017, 4, 1), date(2019, 3, 31))
    assert queries.figure(home.by, home.place, "missing", both).value == 36


def test_seventeen_months_take_five_quarters_and_two_months(home):
    kept(home, "missing", quarters=[1, 2, 3, 4], year_rule="sum", decimals=0, factor="count")
    home.supply("missing", make.quarter(2018, 1), 5)
    long = Period(date(2017, 4, 1), date(2018, 8, 31))
    assert queries.figure(home.by, home.place, "missing", long).value is None
    for month, last in ((7, 31), (8, 31)):
        home.supply("missing", Period(date(2018, month, 1), date(2018, month, last)), 10)
    assert queries.figure(home.by, home.place, "missing", long).value == 35


def test_a_measure_of_a_plan_is_an_indicator_with_its_target(home):
    made = kept(
        home, "days_to_decision", quarters=["1.79", "3.37", "2.31", "1.08"], year_rule="mean", decimals=2, factor="days"
    )
    manager = viewers.business_manager(home.place)
    plan = planning.plan(home.place, starts_on=date(2017, 4, 1), ends_on=date(2018, 3, 31))
    item = planning.item(plan, "Children are seen in time")
    plans.add_measure(
        by=manager,
        at=make.AT,
        item=item.pk,
        words="Working days to a decision",
        indicator=made,
        target=1,
        direction="down",
    )
    [measure] = plan_queries.item(manager, item.pk).measures.all()
    assert (measure.indicator_id, measure.target, measure.direction) == (made, 1, "down")
