"""What the nightly checks find in the accounts."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.finance import checking, operations
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


def promise(place, manager):
    operations.commit_level(
        by=manager, at=make.AT, partnership=place.pk, start=date(2024, 4, 1), end=date(2026, 3, 31),
        words="Held level for two years",
    )  # fmt: skip


def test_a_contribution_that_was_not_held_level_is_found_in_its_year(place, manager):
    promise(place, manager)
    for first, police in ((2023, 30), (2024, 22), (2025, 20)):
        year = make.year(place.pk, first, by=manager)
        make.line(year, manager, "contribution", "Police", police)
        make.line(year, manager, "contribution", "Health", 6)
    found = list(checking.promises_broken(manager, make.AT.date()))
    assert [(each.subject, each.detail) for each in found] == [
        ("Accounts of 2025-26", "Held level for two years. Changed: Police from £22 to £20.")
    ]


def test_contributions_held_level_are_no_finding(place, manager):
    promise(place, manager)
    for first in (2024, 2025):
        make.line(make.year(place.pk, first, by=manager), manager, "contribution", "Police", 22)
    assert not list(checking.promises_broken(manager, make.AT.date()))


def test_a_year_long_over_and_not_signed_off_is_found(place, manager):
    make.year(place.pk, 2024, by=manager)
    make.year(place.pk, 2025, by=manager)
    found = list(checking.never_signed_off(manager, date(2026, 4, 2)))
    assert [each.subject for each in found] == ["Accounts of 2024-25"]


def test_a_printed_difference_is_found_until_it_is_explained(place, manager):
    year = make.year(place.pk, by=manager)
    kept = {"by": manager, "at": make.AT, "year": year, "what": "income", "where": "A page"}
    first = operations.keep_printed(**kept, amount=Decimal(5))
    assert len(list(checking.printed_unexplained(manager, make.AT.date()))) == 1
    operations.remove_printed(by=manager, at=make.AT, printed=first)
    operations.keep_printed(**kept, amount=Decimal(5), explained="A misprint")
    operations.keep_printed(**kept, amount=Decimal(0))
    assert not list(checking.printed_unexplained(manager, make.AT.date()))
