"""What must hold for any series, and an independent reading of the published rules to compare with."""

import math
from datetime import timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence.statistics import xmr_chart
from tests.evidence.statistics.series import chart, days

WHOLE = st.integers(-1000, 1000)
SERIES = st.lists(WHOLE, min_size=2, max_size=40)
GAPPY = st.lists(st.none() | WHOLE, max_size=40)
ANY = st.lists(st.none() | st.floats(allow_infinity=False), max_size=25)
SETTINGS = st.fixed_dictionaries(
    {
        "improvement": st.sampled_from(["increase", "decrease", "neutral"]),
        "target": st.none() | WHOLE,
        "trend": st.integers(2, 9),
        "shift": st.integers(2, 9),
        "screen": st.booleans(),
        "baseline_points": st.none() | st.integers(12, 20),
        "clamp": st.none() | st.just((0, 100)) | st.just((None, 0)),
    }
)


# The rules written a second time, plainly and in floats, from the published text and not from the code under test ------


def published_limits(values, screen=True):
    mean = fmean(values)
    ranges = [abs(values[i] - values[i - 1]) for i in range(1, len(values))]
    if screen:
        kept = [one for one in ranges if one < 3.267 * fmean(ranges)]
        ranges = kept if any(kept) else ranges
    return mean, 2.66 * fmean(ranges)


def published_causes(values, screen=True):
    mean, reach = published_limits(values, screen)
    count = len(values)
    found = [None] * count
    side = [(v > mean) - (v < mean) for v in values]
    out = [abs(v - mean) > reach for v in values]
    near = [not o and abs(v - mean) > reach * 2 / 3 for v, o in zip(values, out, strict=True)]
    for start in range(count - 6):
        if abs(sum(side[start : start + 7])) == 7:
            found[start : start + 7] = ["shift"] * 7
    for start in range(count - 2):
        if abs(sum(side[start : start + 3])) == 3 and sum(near[start : start + 3]) >= 2:
            for place in range(start, start + 3):
                found[place] = "two_of_three" if near[place] else found[place]
    for start in range(count - 6):
        steps = [values[start + k + 1] - values[start + k] for k in range(6)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            found[start : start + 7] = ["trend"] * 7
    return ["outside" if o else cause for o, cause in zip(out, found, strict=True)]


def on_the_edge(values, screen):
    """A value so close to a line that floats cannot say on which side it is."""
    mean, reach = published_limits(values, screen)
    lines = [mean, mean - reach, mean + reach, mean - reach * 2 / 3, mean + reach * 2 / 3]
    ranges = [abs(values[i] - values[i - 1]) for i in range(1, len(values))]
    return any(abs(v - line) < 1e-9 and line != v for v in values for line in lines) or any(
        abs(one - 3.267 * fmean(ranges)) < 1e-9 for one in ranges
    )


@given(SERIES, st.booleans())
def test_limits_equal_an_independent_recomputation(values, screen):
    found = chart(values, screen=screen).segments[0]
    mean, reach = published_limits(values, screen)
    assert (found.mean, found.lower, found.upper) == pytest.approx((mean, mean - reach, mean + reach), abs=1e-9)


@given(st.lists(st.integers(-9, 9), min_size=2, max_size=40), st.booleans())
def test_special_causes_equal_an_independent_recomputation(values, screen):
    if on_the_edge(values, screen) or len(set(values)) == 1:
        return
    found = [point.special_cause for point in chart(values, screen=screen).points]
    assert found == published_causes(values, screen)


# What must hold ---------------------------------------------------------------------------------------------------------


@given(ANY, SETTINGS)
def test_any_finite_series_has_an_answer_with_limits_around_its_mean(values, settings):
    made = chart(values, **settings)
    assert len(made.points) == len(values)
    for segment in made.segments:
        if segment.lower is not None:
            assert segment.lower <= segment.lower_near <= segment.mean <= segment.upper_near <= segment.upper
        assert segment.mean is None or math.isfinite(segment.mean)
    for point in made.points:
        assert (point.special_cause is None) == (point.point_type == "common_cause") == (point.direction is None)
        assert point.special_cause is None or point.value is not None
    assert (made.variation is None) == all(point.value is None for point in made.points)


@given(GAPPY, st.integers(-500, 500), st.integers(1, 50))
def test_another_unit_or_zero_point_changes_no_finding(values, moved, scale):
    before = chart(values)
    after = chart([None if value is None else value * scale + moved for value in values])
    assert [point.special_cause for point in before.points] == [point.special_cause for point in after.points]
    for old, new in zip(before.segments, after.segments, strict=True):
        if old.upper is not None:
            assert new.upper == pytest.approx(old.upper * scale + moved)
            assert new.lower == pytest.approx(old.lower * scale + moved)


@given(GAPPY)
def test_tenths_are_read_as_typed(values):
    before = chart(values)
    after = chart([None if value is None else value / 10 for value in values])
    assert [point.special_cause for point in before.points] == [point.special_cause for point in after.points]


@given(GAPPY, st.none() | WHOLE)
def test_turning_round_what_is_good_turns_concern_into_improvement(values, target):
    up, down = (
        chart(values, improvement="increase", target=target),
        chart(values, improvement="decrease", target=target),
    )
    other = {"concern": "improvement", "improvement": "concern", "common_cause": "common_cause"}
    assert [other[point.point_type] for point in up.points] == [point.point_type for point in down.points]
    turned = {"consistently_pass": "consistently_fail", "consistently_fail": "consistently_pass"}
    if up.segments and up.segments[-1].lower != up.segments[-1].upper:
        assert turned.get(up.assurance, up.assurance) == down.assurance


@given(GAPPY)
def test_a_mirrored_series_mirrors_its_findings(values):
    before = chart(values)
    after = chart([None if value is None else -value for value in values])
    mirror = {"high": "low", "low": "high", None: None}
    assert [point.special_cause for point in before.points] == [point.special_cause for point in after.points]
    assert [mirror[point.direction] for point in before.points] == [point.direction for point in after.points]


@given(GAPPY, st.randoms(use_true_random=False))
def test_the_order_of_giving_changes_only_the_note(values, chance):
    pairs = list(zip(days(len(values)), values, strict=True))
    chance.shuffle(pairs)
    shuffled = xmr_chart([day for day, _ in pairs], [value for _, value in pairs])
    straight = chart(values)
    assert (shuffled.points, shuffled.segments) == (straight.points, straight.segments)


@given(SERIES, SERIES)
def test_segments_are_read_as_if_each_stood_alone(first, second):
    start = days(1)[0] + timedelta(days=len(first))
    joined = chart([*first, *second], rebase=[start])
    alone = [chart(first), xmr_chart(days(len(second), start), second)]
    assert joined.segments == (*alone[0].segments, *alone[1].segments)
    causes = [point.special_cause for one in alone for point in one.points]
    assert [point.special_cause for point in joined.points] == causes


@given(st.lists(st.integers(0, 100), min_size=2, max_size=30))
def test_keeping_limits_to_what_is_possible_changes_no_finding(values):
    free, held = chart(values), chart(values, clamp=(0, 100))
    assert [point.special_cause for point in free.points] == [point.special_cause for point in held.points]


@given(SERIES)
def test_a_baseline_is_not_moved_by_what_comes_later(values):
    base = [3, 8, 5, 9, 2, 7, 4, 8, 3, 6, 5, 7]
    made = chart([*base, *values], baseline_points=12)
    alone = chart(base).segments[0]
    assert (made.segments[0].mean, made.segments[0].upper) == (alone.mean, alone.upper)
