"""Places side by side: standardised rates, funnels and bands."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence.statistics import (
    FunnelLimit,
    QuantileBands,
    count_interval,
    directly_standardised_rate,
    funnel_limits,
    proportion_interval,
    quantile_bands,
    rate_interval,
)

# Directly standardised rates ------------------------------------------------------------------------------------------


def test_a_standardised_rate_worked_by_hand():
    # Two groups, rates 1 % and 4 %, standard half and half: 2.5 %, 250 per 10,000.
    found = directly_standardised_rate([10, 80], [1000, 2000], [500, 500])
    assert found.rate == pytest.approx(250)
    assert found.events == 90
    # Dobson: the root of the sum of w^2 x / n^2 over the total, times how far Byar's limits of 90 lie from 90.
    spread = math.sqrt((0.25 * 10 / 1000**2 + 0.25 * 80 / 2000**2) / 90) * 10_000
    lower, upper = count_interval(90)
    assert (found.lower, found.upper) == pytest.approx((250 + spread * (lower - 90), 250 + spread * (upper - 90)))


@given(
    st.lists(st.integers(0, 500), min_size=1, max_size=19).filter(lambda counts: sum(counts) >= 10),
    st.integers(1, 100_000),
)
def test_equal_groups_give_the_crude_rate_and_its_interval(counts, people):
    found = directly_standardised_rate(counts, [people] * len(counts), [7] * len(counts))
    whole = people * len(counts)
    assert found.rate == pytest.approx(sum(counts) / whole * 10_000)
    assert (found.lower, found.upper) == pytest.approx(rate_interval(sum(counts), whole))


@given(st.lists(st.tuples(st.integers(1, 500), st.integers(1, 9999), st.integers(1, 99)), min_size=3, max_size=19))
def test_a_standardised_rate_lies_between_the_lowest_and_highest_group(groups):
    counts, people, standard = zip(*groups, strict=True)
    found = directly_standardised_rate(counts, people, standard)
    if sum(counts) < 10:
        assert (found.rate, found.lower, found.upper) == (None, None, None)
        return
    rates = [count / size * 10_000 for count, size in zip(counts, people, strict=True)]
    assert min(rates) * (1 - 1e-9) <= found.rate <= max(rates) * (1 + 1e-9)
    assert 0 <= found.lower <= found.rate <= found.upper


@given(st.integers(2, 1000))
def test_only_the_make_up_of_the_standard_matters_not_its_size(scale):
    one = directly_standardised_rate([10, 80], [1000, 2000], [3, 5])
    other = directly_standardised_rate([10, 80], [1000, 2000], [3 * scale, 5 * scale])
    assert one.rate == pytest.approx(other.rate)


def test_fewer_than_ten_events_have_no_standardised_rate_but_are_counted():
    found = directly_standardised_rate([4, 5], [100, 100], [1, 1])
    assert (found.rate, found.lower, found.upper, found.events) == (None, None, None, 9)


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_missing_group_leaves_no_rate(place):
    parts = [[10, 80], [1000, 2000], [500, 500]]
    parts[place] = [parts[place][0], None]
    assert directly_standardised_rate(*parts) is None


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (([1], [2, 3], [4]), "Each group needs its three parts: there are 1 counts, 2 populations and 1 standard"),
        (([], [], []), "needs at least one group"),
        (([20], [0], [1]), r"populations\[0\] must be more than 0."),
        (([20, -1], [5, 5], [1, 1]), r"counts\[1\] must not be negative: -1."),
        (([20, 1], [5, 5], [0, 0]), "The standard population adds up to nobody."),
    ],
)
def test_what_cannot_be_standardised_is_refused(parts, words):
    with pytest.raises(ValueError, match=words):
        directly_standardised_rate(*parts)


# Funnels --------------------------------------------------------------------------------------------------------------


@given(st.integers(1, 100_000), st.integers(1, 200), st.integers(0, 400))
def test_a_rate_stands_outside_the_funnel_exactly_when_its_interval_leaves_the_centre_out(people, centre, x):
    (limit,) = funnel_limits([people], centre)
    value = x / people * 10_000
    for confidence, low, high in ((0.95, limit.lower, limit.upper), (0.998, limit.lower_far, limit.upper_far)):
        lower, upper = rate_interval(x, people, confidence=confidence)
        if min(abs(lower - centre), abs(upper - centre)) > 1e-9 * centre:
            assert (value > high) == (lower > centre)
            assert (value < low) == (upper < centre)


@given(st.integers(1, 10_000), st.integers(1, 99), st.data())
def test_a_proportion_stands_outside_the_funnel_exactly_when_its_interval_leaves_the_centre_out(n, percent, data):
    x = data.draw(st.integers(0, n))
    centre = percent / 100
    (limit,) = funnel_limits([n], centre, kind="proportion")
    lower, upper = proportion_interval(x, n)
    if min(abs(lower - centre), abs(upper - centre)) > 1e-9:
        assert (x / n > limit.upper) == (lower > centre)
        assert (x / n < limit.lower) == (upper < centre)


@given(st.lists(st.integers(1, 10**7), min_size=2, max_size=6), st.floats(0.01, 5000))
def test_a_funnel_narrows_as_places_grow_and_holds_its_centre(sizes, centre):
    limits = funnel_limits(sorted(sizes), centre)
    for one in limits:
        assert 0 <= one.lower_far <= one.lower <= centre <= one.upper <= one.upper_far
    for smaller, larger in pairwise(limits):
        assert larger.upper <= smaller.upper * (
            1 + 1e-3
        )  # where exact limits give way to Byar's there is a hair's step
        assert larger.lower >= smaller.lower * (1 - 1e-3)


def test_score_limits_of_a_proportion_worked_by_hand():
    # 0.2 plus and minus 1.96 times the root of 0.2 x 0.8 / 400, 0.02
    (limit,) = funnel_limits([400], 0.2, kind="proportion")
    assert (limit.lower, limit.upper) == pytest.approx((0.1608, 0.2392), abs=1e-4)
    assert (limit.lower_far, limit.upper_far) == pytest.approx((0.1382, 0.2618), abs=1e-4)


def test_a_small_place_with_no_events_is_not_outside():
    (limit,) = funnel_limits([100], 44)
    assert (limit.lower, limit.lower_far) == (0, 0)


def test_a_missing_size_keeps_its_place_without_limits():
    assert funnel_limits([None, 100], 44)[0] == FunnelLimit(None, None, None, None, None)
    assert funnel_limits([], 44) == ()


def test_a_centre_of_nothing_has_an_upper_limit_of_nothing_below():
    (limit,) = funnel_limits([100], 0)
    assert (limit.lower, limit.upper) == (0, 0)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: funnel_limits([0], 1), r"sizes\[0\] must be more than 0."),
        (lambda: funnel_limits([5], None), "A funnel needs a centre."),
        (lambda: funnel_limits([5], -1), "centre must not be negative: -1."),
        (lambda: funnel_limits([5], 2, kind="proportion"), "The centre of proportions lies from 0 to 1: 2."),
        (lambda: funnel_limits([5], 2, kind="mean"), 'kind must be "proportion" or "rate", not \'mean\'.'),
        (lambda: funnel_limits([5], 2, far=1.5), "confidence must lie between 0 and 1"),
    ],
)
def test_what_makes_no_funnel_is_refused(asked, words):
    with pytest.raises(ValueError, match=words):
        asked()


# Bands ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "edges"),
    [  # R: quantile(x, c(.25, .5, .75)), type 7, as printed by R's own documentation of the method: h = (n - 1) p + 1
        ([1, 2, 3, 4, 5], (2, 3, 4)),
        ([1, 2, 3, 4, 5, 6, 7, 8], (2.75, 4.5, 6.25)),
        ([3, 1], (1.5, 2, 2.5)),
        ([10, 20, 40, 80], (17.5, 30, 50)),
    ],
)
def test_cuts_are_quantiles_of_type_seven(values, edges):
    assert quantile_bands(values).edges == edges


def test_a_is_the_best_whichever_way_is_good():
    values = [1, 2, 3, 4, 5, 6, 7, 8]
    assert "".join(quantile_bands(values, improvement="increase").bands) == "DDCCBBAA"
    assert "".join(quantile_bands(values, improvement="decrease").bands) == "AABBCCDD"
    assert quantile_bands(values, improvement="neutral") == QuantileBands((2.75, 4.5, 6.25), (None,) * 8)


def test_a_value_on_a_cut_belongs_below_it():
    # dfe-analytical-services/local-authority-interactive-tool, R/fn_analysis.R: above the lower cut, up to the upper one
    assert "".join(quantile_bands([1, 2, 3, 4, 5], improvement="decrease").bands) == "AABCD"
    assert "".join(quantile_bands([1, 2, 3, 4, 5], improvement="increase").bands) == "DDCBA"


def test_values_that_are_all_equal_have_no_bands():
    assert quantile_bands([4, 4, 4]) == QuantileBands((4, 4, 4), (None,) * 3)
    assert quantile_bands([4]).bands == (None,)


def test_missing_values_have_no_band_and_move_no_cut():
    found = quantile_bands([1, None, 2, 3, float("nan"), 4, 5])
    assert found.edges == (2, 3, 4)
    assert found.bands == ("D", None, "D", "C", None, "B", "A")
    assert quantile_bands([]) == quantile_bands(()) == QuantileBands((), ())
    assert quantile_bands([None]) == QuantileBands((), (None,))


@given(
    st.lists(st.integers(-999, 999) | st.none(), max_size=60),
    st.sampled_from(["increase", "decrease"]),
    st.integers(2, 10),
)
def test_bands_put_every_value_in_one_band_in_the_order_of_the_values(values, improvement, bands):
    found = quantile_bands(values, improvement=improvement, bands=bands)
    assert len(found.bands) == len(values)
    known = sorted((value, band) for value, band in zip(values, found.bands, strict=True) if value is not None)
    if len({value for value, _ in known}) < 2:
        return
    letters = [band for _, band in known]
    assert set(letters) <= set("ABCDEFGHIJ"[:bands])
    assert letters == sorted(letters, reverse=improvement == "increase")
    assert len(set(known)) == len({value for value, _ in known})  # equal values, equal bands
    if len({value for value, _ in known}) == len(known):
        sizes = [letters.count(letter) for letter in "ABCDEFGHIJ"[:bands]]
        assert max(sizes) - min(sizes) <= 1


@given(st.lists(st.floats(allow_nan=True, allow_infinity=False), max_size=20))
def test_any_finite_values_have_bands(values):
    assert len(quantile_bands(values).bands) == len(values)


@pytest.mark.parametrize(
    ("values", "settings", "words"),
    [
        ([1, math.inf], {}, r"values\[1\] must be a finite number"),
        ([1], {"bands": 1}, "bands must be a whole number from 2 to 26: 1."),
        ([1], {"improvement": "high"}, "improvement must be increase, decrease or neutral, not 'high'."),
    ],
)
def test_what_makes_no_bands_is_refused(values, settings, words):
    with pytest.raises(ValueError, match=words):
        quantile_bands(values, **settings)
