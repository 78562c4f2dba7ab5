"""What laws about reading try themselves on."""

import pytest

from tests.factories import evidence, finance, partnership, plans, reports, returns, viewers
from tests.factories import thread as threads


@pytest.fixture
def filled():
    """A partnership with something of every area in it."""
    figures = evidence.Home("exclusions")
    figures.supply("exclusions", evidence.quarter(2017, 1), 10)
    place = figures.place
    boss = viewers.business_manager(place)
    group = partnership.group("Farshire executive", partnership=place)
    person = partnership.person("Robin Example", partnership=place)
    partnership.member(group, person)
    threads.whole_thread(place)
    threads.closed(place)
    plans.item(plans.plan(place, by=boss))
    year = finance.year(place, by=boss)
    finance.line(year, boss, "contribution", "A gift", budget=100)
    reports.report(place, by=boss)
    reports.update(place, boss)
    reports.asked_for(place, boss, supplier=figures.supplier)
    returns.Round("exclusions", home=figures).signed(exclusions=12)
    return place
