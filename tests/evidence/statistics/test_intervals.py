"""Intervals against published tables, the equations that define them, and what must hold for any parts."""

import math
import re
from decimal import Decimal
from statistics import NormalDist

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.evidence.statistics import count_interval, proportion_interval, rate_interval, rate_ratio_interval
from goldenthread.evidence.statistics.gamma import LARGE, gamma_quantile

LEVELS = st.floats(0.5, 0.9999)
COUNTS = st.integers(0, 10_000)
PEOPLE = st.integers(1, 1_000_000)


# Proportions ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "n", "lower", "upper"),
    [  # R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3 (score, no continuity correction)
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_equals_the_published_table(x, n, lower, upper):
    found = proportion_interval(x, n)
    assert tuple(round(end, 4) for end in found) == (lower, upper)


@given(st.integers(1, 10**6), LEVELS, st.data())
def test_wilson_ends_solve_the_equation_that_defines_them(n, confidence, data):
    x = data.draw(st.integers(0, n))
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    for end in proportion_interval(x, n, confidence):
        assert (x / n - end) ** 2 == pytest.approx(z * z * end * (1 - end) / n, abs=1e-12)


@given(st.integers(1, 10**9), st.data())
def test_the_interval_of_a_proportion_holds_it_and_mirrors_its_rest(n, data):
    x = data.draw(st.integers(0, n))
    lower, upper = proportion_interval(x, n)
    assert 0 <= lower <= x / n <= upper <= 1
    rest_lower, rest_upper = proportion_interval(n - x, n)
    assert (1 - upper, 1 - lower) == pytest.approx((rest_lower, rest_upper), abs=1e-12)


@given(st.integers(1, 10**6), LEVELS, LEVELS, st.data())
def test_more_confidence_is_a_wider_interval(n, one, other, data):
    assume(one < other)
    x = data.draw(st.integers(0, n))
    narrow, wide = proportion_interval(x, n, one), proportion_interval(x, n, other)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]
    narrow, wide = count_interval(x, one), count_interval(x, other)
    assert wide[0] <= narrow[0] <= narrow[1] <= wide[1]


@pytest.mark.parametrize("share", [0.05, 0.2, 0.5, 0.85])
@pytest.mark.parametrize("n", [20, 60])
def test_wilson_holds_the_truth_about_as_often_as_it_says(share, n):
    chance = [math.comb(n, x) * share**x * (1 - share) ** (n - x) for x in range(n + 1)]
    covered = sum(
        chance[x] for x in range(n + 1) if proportion_interval(x, n)[0] <= share <= proportion_interval(x, n)[1]
    )
    assert 0.91 < covered < 0.99


# Counts ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "lower", "upper"),
    [  # exact 95 % limits: E. S. Pearson and H. O. Hartley, Biometrika Tables for Statisticians I, 1966, table 40
        (0, 0, 3.69),
        (1, 0.0253, 5.57),
        (2, 0.242, 7.22),
        (3, 0.619, 8.77),
        (4, 1.09, 10.24),
        (5, 1.62, 11.67),
        (6, 2.20, 13.06),
        (7, 2.81, 14.42),
        (8, 3.45, 15.76),
        (9, 4.12, 17.08),
        (10, 4.80, 18.39),
        (20, 12.22, 30.89),
        (50, 37.11, 65.92),
    ],
)
def test_exact_limits_equal_the_published_table(x, lower, upper):
    assert count_interval(x, method="exact") == pytest.approx((lower, upper), abs=0.0051)


@pytest.mark.parametrize(
    ("freedom", "above", "quantile"),
    [  # percentage points of chi-squared: Abramowitz and Stegun, table 26.8; NIST/SEMATECH e-Handbook 1.3.6.7.4
        (2, 0.975, 0.0506356),
        (2, 0.025, 7.37776),
        (4, 0.001, 18.4668),
        (10, 0.975, 3.24697),
        (10, 0.025, 20.4831),
        (20, 0.995, 7.43384),
        (20, 0.005, 39.9968),
        (50, 0.025, 71.4202),
        (100, 0.975, 74.2219),
        (100, 0.001, 149.449),
    ],
)
def test_gamma_quantiles_equal_the_published_chi_squared_points(freedom, above, quantile):
    if above < 0.5:
        found = 2 * gamma_quantile(freedom / 2, above, upper=True)
    else:
        found = 2 * gamma_quantile(freedom / 2, 1 - above)
    assert found == pytest.approx(quantile, rel=5e-6)


def poisson_tail(x, mean):
    """The chance of x events or fewer, as the sum that defines it."""
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(x + 1))


@given(st.integers(1, 400), st.sampled_from([0.8, 0.95, 0.998, 0.99999]))
def test_exact_limits_leave_exactly_the_tails_they_promise(x, confidence):
    lower, upper = count_interval(x, confidence, "exact")
    tail = (1 - confidence) / 2
    assert poisson_tail(x, upper) == pytest.approx(tail, rel=1e-9)
    assert 1 - poisson_tail(x - 1, lower) == pytest.approx(tail, rel=1e-9, abs=2e-13)


@given(st.floats(1e-3, 1e9), st.floats(1e-9, 0.5))
def test_a_quantile_of_any_shape_lies_where_wilson_and_hilferty_say(shape, tail):
    low, high = gamma_quantile(shape, tail), gamma_quantile(shape, tail, upper=True)
    assert 0 <= low <= high * (1 + 1e-12)
    if shape > 500:
        for found, z in ((low, NormalDist().inv_cdf(tail)), (high, -NormalDist().inv_cdf(tail))):
            cube = shape * (1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3
            assert found == pytest.approx(cube, rel=5 * (1 + abs(z)) ** 4 / shape**1.5)


@pytest.mark.parametrize("tail", [1e-6, 0.001, 0.025, 0.3])
@pytest.mark.parametrize("upper", [False, True])
def test_quantiles_pass_smoothly_from_iteration_to_expansion(tail, upper):
    below = gamma_quantile(LARGE * (1 - 1e-9), tail, upper=upper)
    above = gamma_quantile(LARGE, tail, upper=upper)
    assert above - below == pytest.approx(LARGE * 1e-9, rel=0.05)


@given(st.integers(0, 10**6))
def test_fewer_than_ten_are_exact_and_more_are_byars(x):
    method = "exact" if x < 10 else "byar"
    assert count_interval(x) == count_interval(x, method=method)


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize(("x", "close"), [(10, 2.5e-2), (100, 4e-4), (1000, 2e-5), (10**5, 1e-7), (10**8, 1e-10)])
def test_byar_comes_close_to_exact_as_counts_grow(x, close, confidence):
    assert count_interval(x, confidence, "byar") == pytest.approx(count_interval(x, confidence, "exact"), rel=close)


def test_byars_limits_worked_by_hand():
    # Breslow and Day 1987, page 69, for 100 and 1.96: 100 (1 - 1/900 - 1.96/30)^3, 101 (1 - 1/909 + 1.96/(3 root 101))^3
    lower, upper = count_interval(100)
    assert lower == pytest.approx(81.36, abs=0.005)
    assert upper == pytest.approx(121.63, abs=0.005)


@given(st.floats(0, 1e12), st.sampled_from([None, "byar", "exact"]), LEVELS)
def test_the_interval_of_a_count_holds_it_whole_or_not(x, method, confidence):
    lower, upper = count_interval(x, confidence, method)
    assert 0 <= lower <= x <= upper


def test_no_events_have_no_lower_limit_and_an_upper_one():
    assert count_interval(0) == (0, pytest.approx(-math.log(0.025)))


@pytest.mark.parametrize("mean", [0.5, 3, 9, 15, 40])
def test_limits_of_counts_hold_the_truth_about_as_often_as_they_say(mean):
    covered = 0.0
    for x in range(200):
        lower, upper = count_interval(x)
        covered += math.exp(x * math.log(mean) - mean - math.lgamma(x + 1)) * (lower <= mean <= upper)
    assert 0.945 < covered < 0.995


# Rates ----------------------------------------------------------------------------------------------------------------


def test_a_rate_interval_is_the_count_interval_for_so_many_people():
    # 312 children of 70,881: 44.0 per 10,000 (Cheshire West and Chester, 31 March 2024, Department for Education)
    lower, upper = rate_interval(312, 70_881)
    counts = count_interval(312)
    assert (lower, upper) == pytest.approx((counts[0] / 7.0881, counts[1] / 7.0881))
    assert lower < 44.0 < upper


@given(COUNTS, PEOPLE, st.integers(1, 100_000))
def test_a_rate_interval_holds_the_rate(x, population, per):
    lower, upper = rate_interval(x, population, per)
    assert lower <= x / population * per * (1 + 1e-12)
    assert x / population * per <= upper * (1 + 1e-12)


# Ratios of rates ------------------------------------------------------------------------------------------------------


def test_a_rate_ratio_interval_worked_by_hand():
    # 10 and 20 events in equal populations: Wilson for 10 of 30 is 0.19231 to 0.51220, as a ratio p / (1 - p).
    lower, upper = rate_ratio_interval(10, 1000, 20, 1000)
    assert (lower, upper) == pytest.approx((0.2381, 1.0500), abs=1e-4)


@given(COUNTS, PEOPLE, COUNTS, PEOPLE, LEVELS)
def test_a_rate_ratio_interval_holds_the_ratio_and_turns_round(x, people, other, others, confidence):
    lower, upper = rate_ratio_interval(x, people, other, others, confidence)
    assert 0 <= lower <= upper
    if other:
        ratio = x * others / (other * people)
        assert lower <= ratio * (1 + 1e-9)
        assert ratio <= upper * (1 + 1e-9)
    back_lower, back_upper = rate_ratio_interval(other, others, x, people, confidence)
    assert back_lower == pytest.approx(0 if math.isinf(upper) else 1 / upper)
    assert back_upper == pytest.approx(math.inf if lower == 0 else 1 / lower)


def test_a_rate_ratio_comes_close_to_the_logarithmic_interval_for_large_counts():
    # The usual approximation: ln ratio plus and minus 1.96 times the root of 1/a + 1/b.
    reach = 1.959964 * math.sqrt(1 / 900 + 1 / 1600)
    usual = (900 / 1600 * math.exp(-reach), 900 / 1600 * math.exp(reach))
    assert rate_ratio_interval(900, 5000, 1600, 5000) == pytest.approx(usual, rel=2e-3)


@pytest.mark.parametrize(
    ("x", "other", "lower_is_0", "upper_is_infinite"), [(0, 5, True, False), (5, 0, False, True), (0, 0, True, True)]
)
def test_a_rate_ratio_with_a_count_of_nothing_has_an_open_end(x, other, lower_is_0, upper_is_infinite):
    lower, upper = rate_ratio_interval(x, 100, other, 100)
    assert (lower == 0, math.isinf(upper)) == (lower_is_0, upper_is_infinite)


# Edges ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "found",
    [
        proportion_interval(None, 5),
        proportion_interval(5, None),
        proportion_interval(float("nan"), 5),
        proportion_interval(1, Decimal("NaN")),
        count_interval(None),
        rate_interval(3, None),
        rate_interval(None, 3),
        rate_ratio_interval(1, 2, None, 4),
    ],
)
def test_a_missing_part_has_no_interval(found):
    assert found is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (lambda: proportion_interval(-1, 5), "x must not be negative: -1."),
        (lambda: proportion_interval(None, 0), "n must be more than 0."),
        (lambda: proportion_interval(0, 0), "n must be more than 0."),
        (lambda: proportion_interval(6, 5), "A part cannot be more than its whole: 6 of 5."),
        (lambda: proportion_interval(1, math.inf), "n must be finite, not inf."),
        (lambda: proportion_interval(1, 5, 95), "confidence must lie between 0 and 1, such as 0.95: 95."),
        (lambda: proportion_interval(1, 5, "95%"), "confidence must lie between 0 and 1, such as 0.95: 95%."),
        (lambda: proportion_interval(1, 5, float("nan")), "confidence must lie between 0 and 1"),
        (lambda: count_interval(-0.5), "x must not be negative: -0.5."),
        (lambda: count_interval(10**400), "x must be a number of ordinary size, not int."),
        (lambda: count_interval("many"), "x must be a number of ordinary size, not str."),
        (lambda: count_interval(3, method="normal"), 'method must be "byar", "exact" or None, not \'normal\'.'),
        (lambda: count_interval(None, 1), "confidence must lie between 0 and 1"),
        (lambda: rate_interval(3, 0), "population must be more than 0."),
        (lambda: rate_interval(None, 0), "population must be more than 0."),
        (lambda: rate_interval(3, -7), "population must not be negative: -7."),
        (lambda: rate_interval(-3, 7), "x must not be negative: -3."),
        (lambda: rate_interval(3, 7, per=0), "per must be more than 0."),
        (lambda: rate_ratio_interval(1, 2, 3, 0), "other_population must be more than 0."),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(asked, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        asked()
