from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.finance import rules
from goldenthread.finance.rules import Sum
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april

YEAR = year_from_april("2017-18")
amounts = st.decimals(min_value=0, max_value=10_000_000, places=2)


@pytest.mark.parametrize(
    ("amount", "ours", "of", "share"),
    [
        ("34592", 1, 2, "17296.00"),
        ("100", 1, 3, "33.33"),
        ("0.01", 1, 2, "0.01"),
        ("25", 1, 1, "25.00"),
    ],
)
def test_a_shared_amount_counts_with_our_part_to_the_penny(amount, ours, of, share):
    assert rules.our_share(Decimal(amount), ours, of) == Decimal(share)


def test_one_payment_to_each_of_ten_boards_is_split_evenly_between_children_and_adults():
    payments = [34592, 23700, 63732, 25800, 24300, 27000, 27600, 26400, 25800, 28800]
    children = [17296, 11850, 31866, 12900, 12150, 13500, 13800, 13200, 12900, 14400]
    shares = [rules.our_share(Decimal(each), 1, 2) for each in payments]
    lines = [Sum("contribution", Decimal(each), share) for each, share in zip(payments, shares, strict=True)]
    assert sum(payments) == 307_724
    assert shares == children
    assert rules.totals(lines).income == Decimal(153_862)


def test_a_year_adds_up_as_its_accounts_do():
    lines = [
        Sum("contribution", Decimal(217_666), Decimal(217_666)),
        Sum("income", Decimal(4_970), Decimal(4_970)),
        Sum("income", Decimal(50_111), Decimal(50_111)),
        Sum("income", Decimal(25_000), Decimal(25_000)),
        *(Sum("expenditure", Decimal(each), Decimal(each)) for each in (172_213, 23_906, 15_575, 14_102, 19_879)),
    ]
    totals = rules.totals(lines)
    assert (totals.income, totals.expenditure, totals.outturn) == (297_747, 245_675, 52_072)
    assert totals.gap == -52_072


def test_what_is_to_be_confirmed_is_counted_as_unsettled_and_adds_nothing():
    totals = rules.totals(
        [Sum("contribution", None), Sum("contribution", Decimal(10)), Sum("expenditure", Decimal(30))]
    )
    assert (totals.unsettled, totals.income_budget, totals.gap) == (1, 10, 20)


def test_what_is_expected_takes_the_forecast_before_the_budget_before_what_moved():
    lines = [
        Sum("income", Decimal(100), Decimal(40), forecast=Decimal(90)),
        Sum("expenditure", Decimal(50), Decimal(60)),
        Sum("expenditure", Decimal(20), Decimal(5)),
    ]
    assert rules.totals(lines).expected == 90 - 60 - 20


@given(st.lists(st.tuples(st.sampled_from(list(rules.KINDS)), amounts, amounts)))
def test_the_out_turn_is_what_the_funds_move(lines):
    sums = [Sum(kind, budget, actual) for kind, budget, actual in lines]
    totals = rules.totals(sums)
    assert totals.outturn == rules.movement(sums)
    assert totals.income >= totals.contributions
    assert totals.gap == totals.expenditure_budget - totals.income_budget


@given(amounts, st.integers(1, 20), st.integers(0, 20))
def test_the_shares_of_all_boards_miss_the_whole_by_at_most_a_penny_a_board(amount, ours, rest):
    of = ours + rest
    shares = rules.our_share(amount, ours, of) + rules.our_share(amount, of - ours, of)
    assert abs(shares - amount) <= Decimal("0.01")


@pytest.mark.parametrize(
    ("state", "given", "kept"),
    [
        ("agreed", "5000", 5000),
        ("confirmed", "0", 0),
        ("to_confirm", None, None),
        ("to_confirm", "7", 7),
        ("nil", None, 0),
    ],
)
def test_a_contribution_keeps_what_its_state_allows(state, given, kept):
    assert rules.contribution(state, None if given is None else Decimal(given)) == kept


@pytest.mark.parametrize(
    ("state", "given", "told"),
    [
        ("agreed", None, "Enter an amount"),
        ("confirmed", "-1", "£0 or more"),
        ("nil", "5", "A nil contribution has no amount"),
        ("promised", "5", "Say whether"),
        ("agreed", "NaN", "£0 or more"),
        ("agreed", "1.001", "2 digits"),
    ],
)
def test_a_contribution_that_makes_no_sense_is_told_why(state, given, told):
    with pytest.raises(RuleBroken, match=told):
        rules.contribution(state, None if given is None else Decimal(given))


@pytest.mark.parametrize(
    ("ours", "of", "whom", "told"), [(2, 1, "", "no more"), (0, 1, "", "at least"), (1, 2, " ", "which board")]
)
def test_parts_that_make_no_sense_are_told_why(ours, of, whom, told):
    with pytest.raises(RuleBroken, match=told):
        rules.parts(ours, of, whom)


def test_nobody_is_named_when_everything_is_ours():
    assert rules.parts(1, 1, "Adults board") == (1, 1, "")


def test_a_day_outside_the_year_is_refused_with_what_to_do():
    assert rules.in_year(date(2018, 3, 31), YEAR) == date(2018, 3, 31)
    with pytest.raises(RuleBroken, match="on its last day"):
        rules.in_year(date(2018, 4, 1), YEAR)


@pytest.mark.parametrize(
    ("amount", "words"),
    [("52072", "£52,072"), ("-11007", "-£11,007"), ("10.5", "£10.50"), ("0", "£0"), (None, "To be confirmed")],
)
def test_amounts_are_written_as_accounts_print_them(amount, words):
    assert rules.in_words(None if amount is None else Decimal(amount)) == words


@pytest.mark.parametrize(("before", "after", "level"), [(5, 5, True), (5, 4, False), (None, 4, True), (5, None, True)])
def test_a_contribution_is_level_when_it_did_not_change(before, after, level):
    assert rules.kept_level(before, after) is level


def test_years_of_which_no_accounts_are_kept_are_told():
    years = [year_from_april(each) for each in ("2019-20", "2016-17", "2015-16", "2018-19")]
    assert [each.name for each in rules.not_kept(years)] == ["2017-18"]
    assert rules.not_kept(years[:1]) == []


def test_a_year_of_accounts_may_be_18_months_and_no_longer():
    rules.check_year(Period(date(2018, 4, 1), date(2019, 9, 30)))
    with pytest.raises(RuleBroken, match="no longer than 18 months"):
        rules.check_year(Period(date(2025, 4, 1), date(2029, 3, 31)))
