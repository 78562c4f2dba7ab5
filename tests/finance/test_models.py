"""The database holds what it can hold: each constraint is broken once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from goldenthread.finance import models as m
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import finance as make
from tests.factories import partnership as bodies
from tests.factories import viewers

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 2, 15, tzinfo=UTC)
WHO = {"by": uuid7(), "by_name": "Robin Example", "at": NOW}


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    return viewers.business_manager(place.pk)


@pytest.fixture
def year(place, manager):
    return m.FinancialYear.objects.get(pk=make.year(place.pk, by=manager))


@pytest.fixture
def line(year, manager):
    return m.Line.objects.get(pk=make.line(year.pk, manager, "contribution", "Police", 5))


def test_a_partnership_has_a_year_once(place, year, broken):
    other = m.FinancialYear(record_id=place.pk, partnership_id=place.pk, start=year.start, end=year.end)
    with broken("finance_year_once"):
        other.save(force_insert=True)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("finance_year_ends_after_it_begins", {"end": date(2020, 1, 1)}),
        ("finance_year_signed_off_whole", {"signed_off_at": NOW}),
    ],
)
def test_a_year_is_whole(year, broken, name, changes):
    with broken(name):
        m.FinancialYear.objects.filter(pk=year.pk).update(**changes)


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("finance_line_state_of_contributions", {"state": ""}),
        ("finance_line_state_of_contributions", {"kind": "income"}),
        ("finance_line_settled", {"budget": None}),
        ("finance_line_nil_is_nothing", {"state": "nil"}),
        ("finance_line_amounts", {"budget": Decimal(-1)}),
        ("finance_line_amounts", {"forecast": Decimal(-1)}),
        ("finance_line_parts", {"ours": 0}),
        ("finance_line_parts", {"ours": 3, "of": 2}),
        ("finance_line_confirmed_whole", {"confirmed_at": NOW}),
    ],
)
def test_a_line_is_whole(line, broken, name, changes):
    with broken(name):
        m.Line.objects.filter(pk=line.pk).update(**changes)


def test_only_an_entry_that_reverses_another_is_negative(line, broken):
    with broken("finance_entry_sign"):
        m.Entry.objects.create(line=line, on=date(2025, 5, 1), amount=Decimal(-1), words="Back", **WHO)


def test_an_entry_is_reversed_once(line, broken):
    entry = m.Entry.objects.create(line=line, on=date(2025, 5, 1), amount=Decimal(1), words="In", **WHO)
    back = {"line": line, "on": entry.on, "amount": Decimal(-1), "words": "Back", "reverses": entry, **WHO}
    m.Entry.objects.create(**back)
    with broken("reverses_id"):
        m.Entry.objects.create(**back)


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("finance_in_kind_value_has_source", {"value": Decimal(5)}),
        ("finance_in_kind_quantity_has_unit", {"quantity": Decimal(5)}),
    ],
)
def test_what_is_given_in_kind_says_what_its_numbers_mean(year, broken, name, fields):
    with broken(name):
        m.InKind.objects.create(year=year, words="Rooms", **fields)


def test_a_promise_ends_after_it_begins(place, broken):
    with broken("finance_commitment_ends_after_it_begins"):
        m.Commitment.objects.create(
            partnership_id=place.pk, start=date(2025, 1, 1), end=date(2024, 1, 1), words="Held level"
        )


def test_a_decision_has_words_a_day_and_somebody_who_recorded_it(year, broken):
    with broken("finance_question_decided_whole"):
        m.FundingQuestion.objects.create(year=year, words="Later funding", decided_on=date(2025, 5, 1))


@pytest.mark.parametrize(
    ("name", "fields"),
    [("finance_fund_name_once", {"name": "General reserve"}), ("finance_one_general_reserve", {"general": True})],
)
def test_a_partnership_has_one_general_reserve_and_each_name_once(place, year, broken, name, fields):
    given = {"name": "Another", "opening_on": year.start, "opening_source": "Agreed", **fields}
    with broken(name):
        m.Fund.objects.create(partnership_id=place.pk, **given)


def test_a_second_opening_balance_is_refused_with_what_to_do(place, manager, year):
    with pytest.raises(RuleBroken, match="Change the fund instead"):
        make.year(place.pk, 2026, by=manager, opening=Decimal(5), opening_source="Elsewhere")


def test_a_file_says_who_kept_it_and_when(year, broken):
    row = m.Intake.objects.create(
        year=year, name="a.xlsx", checksum="0", read_at=NOW, read_by=WHO["by"], read_by_name="Robin Example"
    )
    with broken("finance_intake_kept_whole"):
        m.Intake.objects.filter(pk=row.pk).update(kept_at=NOW)
