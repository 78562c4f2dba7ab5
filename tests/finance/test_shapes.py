"""Money as other partnerships have it: one payment of the police shared by two boards, reports longer than a year of accounts.

The amounts are published facts of Greater Manchester's police funding for 2022-23; the words are ours.
"""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.finance import queries
from goldenthread.foundation.periods import Period
from goldenthread.workbench import materials
from goldenthread.workbench.materials import ChartBlock, Figure, Need, TableBlock
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db

PAYMENTS = {
    "Bolton": 34_592,
    "Bury": 23_700,
    "Manchester": 63_732,
    "Oldham": 25_800,
    "Rochdale": 24_300,
    "Salford": 27_000,
    "Stockport": 27_600,
    "Tameside": 26_400,
    "Trafford": 25_800,
    "Wigan": 28_800,
}
TWO_YEARS = Period(date(2021, 4, 1), date(2023, 3, 31))


def test_one_force_pays_ten_partnerships_and_each_payment_is_shared_by_its_two_boards():
    homes = {name: bodies.partnership(f"{name} Partnership") for name in PAYMENTS}
    force = bodies.agency("Example Police", kind="police", partnership=homes["Bolton"].pk)
    bodies.serving(force, *[home.pk for name, home in homes.items() if name != "Bolton"])
    whole, ours = [], {}
    for name, home in homes.items():
        manager = viewers.business_manager(home.pk)
        year = make.year(home.pk, 2022, by=manager)
        line = make.line(
            year, manager, "contribution", "Police", PAYMENTS[name],
            agency=force.pk, ours=1, of=2, shared_with="Safeguarding adults board",
        )  # fmt: skip
        make.entry(line, manager, PAYMENTS[name], date(2022, 7, 1))
        [row] = queries.account(manager, year).contributions
        totals = queries.account(manager, year).totals
        assert totals.contributions_agreed == totals.contributions
        whole.append(row.row.budget)
        ours[name] = totals.contributions

    assert sum(whole) == 307_724
    assert ours == {name: Decimal(amount) / 2 for name, amount in PAYMENTS.items()}


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def years(place, manager):
    for first, amount in ((2021, 100), (2022, 120)):
        year = make.year(place.pk, first, by=manager)
        for kind, heading in (("contribution", "Council"), ("expenditure", "Staff")):
            line = make.line(year, manager, kind, heading, amount)
            make.entry(line, manager, amount, date(first, 5, 1))


def offered(manager, place, period):
    return [each for material in materials.serving(Need.FINANCE) for each in material.offers(manager, place.pk, period)]


def test_a_report_of_two_years_is_offered_the_money_of_each(place, manager, years):
    found = offered(manager, place, TWO_YEARS)
    kinds = {"figure": Figure, "table": TableBlock, "chart": ChartBlock}
    assert {each.key[: len("finance.2021-04.")] for each in found} == {"finance.2021-04.", "finance.2022-04."}
    for each in found:
        block = materials.build(manager, place.pk, TWO_YEARS, each.key)
        assert block is None or (isinstance(block, kinds[each.kind]) and block.key == each.key)
    received = [
        materials.build(manager, place.pk, TWO_YEARS, f"finance.{year}-04.contributions") for year in (2021, 2022)
    ]
    assert [(each.value, each.label) for each in received] == [
        (100, "Contributions received, 2021-22"),
        (120, "Contributions received, 2022-23"),
    ]


def test_figures_of_two_years_in_one_report_never_share_a_name(place, manager, years):
    tables = [
        materials.build(manager, place.pk, TWO_YEARS, f"finance.{year}-04.summary.table") for year in (2021, 2022)
    ]
    keys = [cell.key for table in tables for row in table.rows for cell in row if isinstance(cell, Figure)]
    assert len(keys) == len(set(keys)) == 10


def test_a_report_of_seventeen_months_meets_two_years_and_one_of_a_year_none_by_its_month(place, manager, years):
    long = Period(date(2021, 4, 1), date(2022, 8, 31))
    assert {each.key.split(".")[1] for each in offered(manager, place, long)} == {"2021-04", "2022-04"}
    year = Period(date(2021, 4, 1), date(2022, 3, 31))
    assert materials.build(manager, place.pk, year, "finance.2021-04.income") is None
    assert materials.build(manager, place.pk, year, "finance.income").value == 100
    assert materials.build(manager, place.pk, TWO_YEARS, "finance.2031-04.income") is None
    assert materials.build(manager, place.pk, TWO_YEARS, "finance.income") is None
