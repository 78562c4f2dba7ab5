"""Outliers, and funnels of places that differ by more than chance."""

import math
import statistics as plain

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from goldenthread.evidence.statistics import funnel_limits, modified_z_scores, overdispersion

NUMBERS = st.lists(st.integers(min_value=0, max_value=10_000), min_size=8, max_size=60)


@given(NUMBERS)
def test_scores_are_those_of_the_textbook(values):
    middle = plain.median(values)
    away = [abs(value - middle) for value in values]
    mad = plain.median(away)
    found = modified_z_scores(values)
    if mad:
        assert found == pytest.approx([0.6745 * (value - middle) / mad for value in values])
    elif any(away):
        assert found == pytest.approx([(value - middle) / (1.253314 * plain.fmean(away)) for value in values])
    else:
        assert set(found) == {0.0}


@given(NUMBERS, st.integers(min_value=1, max_value=1000), st.integers(min_value=1, max_value=9))
def test_scores_do_not_depend_on_the_unit(values, moved, times):
    assert modified_z_scores([value * times + moved for value in values]) == pytest.approx(modified_z_scores(values))


def test_few_values_have_no_score_and_missing_ones_keep_their_place():
    assert modified_z_scores([1, 2, 90]) == (None, None, None)
    found = modified_z_scores([1, 2, None, 1, 2, 1, 2, 1, 90])
    assert found[2] is None
    assert found[-1] > 3.5


SIZES = st.lists(st.integers(min_value=500, max_value=90_000), min_size=12, max_size=60)


@given(SIZES, st.floats(min_value=1, max_value=40), st.sampled_from(["rate", "proportion"]))
def test_a_wider_spread_never_narrows_a_funnel(sizes, spread, kind):
    centre = 40 if kind == "rate" else 0.2
    narrow = funnel_limits(sizes, centre, kind=kind, spread=1.0001)
    wide = funnel_limits(sizes, centre, kind=kind, spread=max(spread, 1.0001))
    for one, other in zip(narrow, wide, strict=True):
        assert 0 <= other.lower_far <= other.lower <= one.lower + 1e-9
        assert one.upper - 1e-9 <= other.upper <= other.upper_far


@given(SIZES, st.floats(min_value=1.01, max_value=40))
def test_limits_of_rates_stand_on_square_roots(sizes, spread):
    for size, limit in zip(sizes, funnel_limits(sizes, 40, spread=spread), strict=True):
        half = 1.959963984540054 * math.sqrt(spread) / 2 / math.sqrt(size / 10_000)
        assert limit.upper == pytest.approx((math.sqrt(40) + half) ** 2)
        assert limit.lower == pytest.approx(max(math.sqrt(40) - half, 0) ** 2)


@given(
    st.lists(
        st.tuples(st.integers(min_value=0, max_value=900), st.integers(min_value=900, max_value=90_000)),
        min_size=10,
        max_size=80,
    )
)
def test_the_spread_is_the_mean_of_squared_winsorised_scores(places):
    counts, sizes = [each[0] for each in places], [each[1] for each in places]
    centre = sum(counts) / sum(sizes)
    assume(centre > 0)
    scores = sorted((count / size - centre) / math.sqrt(centre * (1 - centre) / size) for count, size in places)
    cut = len(scores) // 10
    pulled = [scores[cut]] * cut + scores[cut : len(scores) - cut] + [scores[len(scores) - 1 - cut]] * cut
    expected = max(1.0, sum(score**2 for score in pulled) / len(pulled))
    assert overdispersion(counts, sizes, centre, kind="proportion") == pytest.approx(expected)


def test_chance_alone_needs_no_wider_limits_and_a_few_places_say_nothing():
    assert overdispersion([40] * 20, [10_000] * 20, 40) == 1
    assert overdispersion([1, 900], [10_000, 10_000], 40) == 1
    assert overdispersion([None, *[4] * 5], [None, *[10_000] * 5], 40) == 1
    assert overdispersion([10, 90] * 10, [10_000] * 20, 45) > 5
    assert overdispersion([0] * 12, [10] * 12, 0) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [({"trim": 0.5}, "trim"), ({"sizes": [1]}, "counts for"), ({"centre": None}, "centre")],
)
def test_a_spread_that_cannot_be_worked_out_is_refused(changes, words):
    given_parts = {"counts": [1] * 12, "sizes": [10] * 12, "centre": 5} | changes
    with pytest.raises(ValueError, match=words):
        overdispersion(given_parts.pop("counts"), given_parts.pop("sizes"), given_parts.pop("centre"), **given_parts)


def test_a_spread_below_one_is_refused():
    with pytest.raises(ValueError, match="1 or more"):
        funnel_limits([100], 40, spread=0.5)
