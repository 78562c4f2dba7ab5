"""What the accounts give to a report."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.finance import operations
from goldenthread.foundation.periods import year_from_april
from goldenthread.workbench import materials
from goldenthread.workbench.materials import ChartBlock, Figure, Need, TableBlock
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db
YEAR = year_from_april("2025-26")
END = date(2026, 3, 31)


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def accounts(place, manager):
    council = bodies.agency("The council", partnership=place.pk)
    year = make.year(place.pk, by=manager, keeper=council.pk, opening=Decimal(214_954), opening_source="Worked back")
    for kind, heading, amount in [
        ("contribution", "Partners together", 217_666),
        ("income", "Training", 80_081),
        ("expenditure", "Staff", 172_213),
        ("expenditure", "Other", 73_462),
    ]:
        line = make.line(year, manager, kind, heading, amount)
        make.entry(line, manager, amount, END)
    return year


def build(viewer, place, key, period=YEAR):
    return materials.build(viewer, place.pk, period, f"finance.{key}")


def test_everything_offered_can_be_built_or_says_nothing_is_there(place, manager, accounts):
    offered = [
        each for material in materials.serving(Need.FINANCE) for each in material.offers(manager, place.pk, YEAR)
    ]
    kinds = {"figure": Figure, "table": TableBlock, "chart": ChartBlock}
    assert len(offered) == len({each.key for each in offered}) > 10
    for each in offered:
        block = materials.build(manager, place.pk, YEAR, each.key)
        assert block is None or isinstance(block, kinds[each.kind]), each.key
    assert build(manager, place, "in_kind.table") is None


def test_a_total_opens_to_its_parts_their_supplier_and_what_was_printed(place, manager, accounts):
    operations.keep_printed(
        by=manager, at=make.AT, year=accounts, what="expenditure", amount=Decimal(245_720), where="Appendix 2",
        explained="The lines do not come to it.",
    )  # fmt: skip
    figure = build(manager, place, "expenditure")
    assert figure.value == 245_675
    assert sum(part.value for part in figure.parts) == 245_675
    assert {part.supplier for part in figure.parts} == {"The council"}
    assert (figure.supplier, figure.status) == ("The council", "not signed off yet")
    assert figure.notes == ("£245,720 is printed in Appendix 2. The lines do not come to it.",)


def test_the_reserve_follows_from_the_year(place, manager, accounts):
    assert build(manager, place, "outturn").value == 52_072
    assert build(manager, place, "closing").value == 267_026


def test_the_gap_of_next_year_is_missing_until_there_is_a_next_year(place, manager, accounts):
    assert build(manager, place, "next_gap").value is None
    later = make.year(place.pk, 2026, by=manager)
    make.line(later, manager, "expenditure", "Staff", 7)
    assert build(manager, place, "next_gap").value == 7


def test_the_last_row_of_a_table_is_its_total(place, manager, accounts):
    table = build(manager, place, "income.table")
    assert table.totals == {len(table.rows) - 1}
    assert [row[0] for row in table.rows] == ["Contributions from partners", "Training", "Total income"]
    assert table.rows[-1][1].value == 297_747


def test_a_report_about_another_period_or_by_somebody_from_elsewhere_gets_nothing(place, manager, accounts):
    assert build(manager, place, "income", year_from_april("2024-25")) is None
    elsewhere = viewers.business_manager(bodies.partnership("East Partnership").pk)
    assert build(elsewhere, place, "income") is None
    assert build(manager, place, "nothing.of.the.kind") is None
