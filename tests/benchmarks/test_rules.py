"""Symbols, years, and what a place among others means."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.benchmarks.rules import cells, ranking, years
from goldenthread.benchmarks.rules.cells import Amount, Figures
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period


@pytest.mark.parametrize("symbol", ["c", "z", "x", ":", "k", "low", "u", "-"])
def test_every_symbol_stays_a_symbol(symbol):
    read = cells.amount(f" {symbol.upper()} ")
    assert read == Amount(symbol=symbol)
    assert cells.symbol_words(symbol) != cells.NOT_KNOWN


def test_a_symbol_nobody_explained_is_kept_as_it_stands():
    assert cells.amount("n/a|?") == Amount(symbol="n/a/?")
    assert cells.symbol_words("n/a") == cells.NOT_KNOWN
    assert cells.symbol_words("") == ""


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", "0"), ("44.2", "44.2"), ("-0.3", "-0.3"), ("1,234", "1234"), ("12,345.5", "12345.5"), ("3.1E-1", "0.31")],
)
def test_numbers_are_read_with_and_without_commas(text, number):
    assert cells.amount(text).number == Decimal(number)


@pytest.mark.parametrize("text", ["nan", "inf", "1,23", "12 345", "1.2.3", "٣"])
def test_what_only_looks_like_a_number_is_none(text):
    assert cells.amount(text).number is None


amounts = st.one_of(
    st.just(cells.NOTHING),
    st.sampled_from(sorted(cells.SYMBOLS)).map(lambda symbol: Amount(symbol=symbol)),
    st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-1000, max_value=10**9).map(Amount),
)


@given(amounts, amounts, amounts)
def test_figures_come_back_as_they_were_kept(value, numerator, denominator):
    kept = Figures(value, numerator, denominator)
    assert cells.figures(kept.text) == kept


@pytest.mark.parametrize(
    ("above", "below", "per", "rate"),
    [(313, 70881, 10_000, "44.2"), (1, 8, 100, "12.5"), (1, 16, 100, "6.3"), (1, 80_000, 10_000, "0.1")],
)
def test_rates_round_half_up(above, below, per, rate):
    assert cells.derived(Decimal(above), Decimal(below), per, 1) == Decimal(rate)


def test_nobody_divides_by_nothing():
    assert cells.derived(Decimal(3), Decimal(0), 100, 1) is None


@pytest.mark.parametrize(
    ("text", "when", "start", "end"),
    [
        ("2024", "march", (2023, 4, 1), (2024, 3, 31)),
        ("2024", "march_day", (2024, 3, 31), (2024, 3, 31)),
        ("2024", "academic", (2023, 9, 1), (2024, 8, 31)),
        ("2024", "calendar", (2024, 1, 1), (2024, 12, 31)),
        ("2024", "september", (2024, 9, 30), (2024, 9, 30)),
        ("2024", "january", (2024, 1, 1), (2024, 1, 31)),
        ("2024", "mid_year", (2024, 6, 30), (2024, 6, 30)),
        ("202324", "march", (2023, 4, 1), (2024, 3, 31)),
        ("202324", "academic", (2023, 9, 1), (2024, 8, 31)),
        ("2023-24", "march", (2023, 4, 1), (2024, 3, 31)),
        ("2014-16", "calendar", (2014, 1, 1), (2016, 12, 31)),
        ("2013/14-15/16", "march", (2013, 4, 1), (2016, 3, 31)),
        ("1999-00", "march", (1999, 4, 1), (2000, 3, 31)),
    ],
)
def test_a_year_means_days(text, when, start, end):
    assert years.period(text, when) == Period(date(*start), date(*end))


@pytest.mark.parametrize("text", ["0", "", "24", "2024-2025", "20232", "199899x", "1066", "2014-50"])
def test_words_that_name_no_year_are_refused(text):
    with pytest.raises(RuleBroken):
        years.period(text, "march")


def test_an_unknown_kind_of_year_is_refused():
    with pytest.raises(RuleBroken):
        years.period("2024", "")


def test_ranks_that_tie_share_the_lowest():
    values = [Decimal(each) for each in (5, 7, 7, 9)]
    assert [ranking.standing(each, values, "low").rank for each in values] == [1, 2, 2, 4]
    assert [ranking.standing(each, values, "high").rank for each in values] == [4, 2, 2, 1]
    assert ranking.standing(values[1], values, "low").tied == 1


def test_without_a_better_side_there_is_neither_rank_nor_band():
    found = ranking.standing(Decimal(5), [Decimal(5), Decimal(6)], "")
    assert (found.rank, found.band, found.of) == (None, "", 2)
    assert ranking.standing(None, [Decimal(5)], "low").rank is None


def test_bands_run_from_best_to_worst_by_quartiles_of_type_seven():
    values = [Decimal(each) for each in range(1, 9)]
    assert ranking.cuts(values) == (Decimal("2.75"), Decimal("4.5"), Decimal("6.25"))
    low = "".join(ranking.band(each, ranking.cuts(values), "low") for each in values)
    high = "".join(ranking.band(each, ranking.cuts(values), "high") for each in values)
    assert (low, high) == ("AABBCCDD", "DDCCBBAA")


def test_equal_values_are_in_no_band():
    assert ranking.cuts([Decimal(3), Decimal(3)]) == ()
    assert ranking.cuts([Decimal(3)]) == ()
    assert ranking.standing(Decimal(3), [Decimal(3), Decimal(3)], "low").band == ""


def test_a_mean_of_nothing_is_nothing():
    assert ranking.mean([], 1) is None
    assert ranking.pooled([], 100, 1).value is None


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 90_000)), min_size=1, max_size=12))
def test_the_pooled_figure_lies_between_the_lowest_and_the_highest(parts):
    found = ranking.pooled([(Decimal(above), Decimal(below)) for above, below in parts], 10_000, 6)
    rates = [Decimal(above) * 10_000 / below for above, below in parts]
    assert min(rates) - 1 < found.value < max(rates) + 1
    assert found.places == len(parts)
