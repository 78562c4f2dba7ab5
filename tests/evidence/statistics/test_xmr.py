"""The XmR chart against what the published tools print, rule by rule, and at its edges."""

import os
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

from goldenthread.evidence.statistics import NHS_EXCEL, NHSRPLOTTHEDOTS, PRESETS
from tests.evidence.statistics.series import NORMAL_20, SPIKE_18, causes, chart, days, pattern


def types(values, **settings):
    return [point.point_type for point in chart(values, **settings).points]


def test_the_package_needs_neither_django_nor_settings():
    told = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    asked = "import sys, goldenthread.evidence.statistics; print('django' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], env=told, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


# Published limits ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spike", "screen", "mean", "lower", "upper"),
    [  # NHSRplotthedots 0.2.2, tests/testthat/_snaps/ptd_spc_standard.md: r1, r2, r3
        (None, True, 0.1416238, -3.01138, 3.294627),
        (10, True, 0.6694159, -2.383666, 3.722497),
        (10, False, 0.6694159, -4.596625, 5.935457),
    ],
)
def test_limits_equal_those_of_the_published_r_package(spike, screen, mean, lower, upper):
    values = list(NORMAL_20)
    if spike:
        values[14] = spike
    found = chart(values, screen=screen).segments[0]
    assert (found.mean, found.lower, found.upper) == pytest.approx((mean, lower, upper), abs=5e-7)
    assert found.screened == (2 if spike and screen else 0)


@pytest.mark.parametrize(
    ("preset", "mean", "lower", "upper"),
    [  # the captions of the two charts in the vignette "Deviations from Excel defaults"
        (NHSRPLOTTHEDOTS, 1.94, -0.72, 4.6),
        (NHS_EXCEL, 1.94, -3.06, 6.95),
    ],
)
def test_each_preset_gives_the_limits_printed_for_its_tool(preset, mean, lower, upper):
    made = chart(SPIKE_18, improvement="increase", **preset)
    found = made.segments[0]
    assert (round(found.mean, 2), round(found.lower, 2), round(found.upper, 2)) == (mean, lower, upper)
    assert [place for place, point in enumerate(made.points) if point.special_cause] == [4]
    assert made.points[4].point_type == "improvement"


def test_presets_are_found_by_name():
    assert PRESETS == {"NHSRplotthedots": NHSRPLOTTHEDOTS, "NHS Excel": NHS_EXCEL}


def test_the_near_limits_stand_at_two_thirds():
    found = chart(NORMAL_20).segments[0]
    assert found.upper_near - found.mean == pytest.approx((found.upper - found.mean) * 2 / 3)
    assert found.mean - found.lower_near == pytest.approx((found.mean - found.lower) * 2 / 3)


# The four rules -----------------------------------------------------------------------------------------------------


def test_a_point_on_a_limit_is_not_outside_it():
    # Worked by hand: mean 0, moving ranges all 2, limits at 5.32: a point that stands there exactly, and one beyond.
    base = [1, -1] * 6
    for last, expected in ((Decimal("5.32"), None), (Decimal("5.33"), "outside")):
        made = chart([*base, last], baseline_points=12)
        assert made.segments[0].upper == 5.32
        assert made.points[-1].special_cause == expected


@pytest.mark.parametrize(
    ("values", "flagged"),
    [  # tests/testthat/test-ptd_calculate_point_type.R, "ptd_seven_point_trend works as expected"
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], range(7)),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], range(1, 8)),
        ([7, 6, 5, 4, 3, 2, 1], range(7)),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], range(1, 8)),
    ],
)
def test_seven_each_beyond_the_one_before_are_a_trend(values, flagged):
    far = (
        40 if values[-1] > values[0] else -40
    )  # limits so wide that no other rule comes before, ending on the other side
    found = causes([*[-far, far] * 7, *values], screen=False)[14:]
    assert [place for place, cause in enumerate(found) if cause == "trend"] == list(flagged)


def test_a_trend_has_the_colour_of_its_direction_not_of_its_side():
    assert types([-40, 40, -3, -2, -1, 0, 1, 2, 3], improvement="increase")[2:] == ["improvement"] * 7
    assert types([40, -40, 3, 2, 1, 0, -1, -2, -3], improvement="increase")[2:] == ["concern"] * 7


def test_a_turning_point_of_two_trends_is_read_with_the_later_one():
    points = chart([40, -40, 40, 1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1], screen=False).points[3:]
    assert [point.special_cause for point in points] == ["trend"] * 13
    assert [point.direction for point in points] == ["high"] * 6 + ["low"] * 7


@pytest.mark.parametrize(("count", "flagged"), [(6, False), (7, True), (9, True)])
def test_seven_in_a_row_on_one_side_are_a_shift(count, flagged):
    low = [-1, -4] * 8
    high = [1, 4] * 8
    found = causes([*low[:count], *high[:count]], screen=False)
    assert [cause == "shift" for cause in found] == [flagged] * 2 * count


def test_a_point_on_the_mean_ends_a_shift():
    # Mean 0: seven above with one on the mean in the middle is three and three.
    assert "shift" not in causes([1, 2, 1, 0, 1, 2, 1, -1, 0, -2, -2, 0, -1, -2])


@pytest.mark.parametrize(("length", "flagged"), [(6, True), (7, False), (8, False)])
def test_the_length_of_a_shift_can_be_set(length, flagged):
    values = [1, 2] * 3 + [-1, -2] * 3
    assert ("shift" in causes(values, shift=length)) is flagged


@pytest.mark.parametrize(("length", "flagged"), [(6, True), (7, False)])
def test_the_length_of_a_trend_can_be_set(length, flagged):
    assert ("trend" in causes([3, 1, 2, 3, 4, 5, 6, 1], trend=length)) is flagged


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((4, 4, 1), ["two_of_three", "two_of_three", None]),
        ((4, 1, 4), ["two_of_three", None, "two_of_three"]),
        ((1, 4, 4), [None, "two_of_three", "two_of_three"]),
        ((4, 1, 1, 4), [None] * 4),
        ((4, 1, 1, 4, 4), [None, None, None, "two_of_three", "two_of_three"]),
        ((4, -4), [None, None]),
        ((4, -1, 4), [None] * 3),
        ((4, 4, -1), [None] * 3),  # all three must stand on one side
        ((6, 4, 1), ["outside", None, None]),  # a point outside is not one of the two
        ((-4, -1, -4), ["two_of_three", None, "two_of_three"]),
    ],
)
def test_two_of_three_near_a_limit_on_one_side(ends, expected):
    assert pattern(*ends) == expected


def test_two_near_opposite_limits_are_nothing():
    # tests/testthat/test-ptd_spc_standard.R, "it only reports special cause for 2of3 points ... same side of the mean"
    assert types([*[1, -1] * 7, 5.5, -5.5])[-2:] == ["common_cause", "common_cause"]


def test_outside_comes_before_trend_before_two_of_three_before_shift():
    # Seven rising values: the last two are near the limit, the last outside, and all stand above the mean.
    found = pattern(0.5, 1, 1.5, 2, 4, 4.5, 6)
    assert found == ["trend"] * 6 + ["outside"]
    found = pattern(1, 2, 1, 2, 4, 1, 4)
    assert found == ["shift"] * 4 + ["two_of_three", "shift", "two_of_three"]


@pytest.mark.parametrize(
    ("last", "improvement", "point_type", "variation"),
    [
        (6, "increase", "improvement", "improvement_high"),
        (6, "decrease", "concern", "concern_high"),
        (6, "neutral", "neutral_high", "neutral_high"),
        (-6, "increase", "concern", "concern_low"),
        (-6, "decrease", "improvement", "improvement_low"),
        (-6, "neutral", "neutral_low", "neutral_low"),
        (0, "increase", "common_cause", "common_cause"),
    ],
)
def test_the_icon_is_that_of_the_last_point(last, improvement, point_type, variation):
    made = chart([*[1, -1] * 6, last], improvement=improvement, baseline_points=12)
    assert (made.points[-1].point_type, made.variation) == (point_type, variation)


# Target -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "improvement", "expected"),
    [  # limits -5.32 and 5.32; tests/testthat/test-ptd_calculate_assurance_type.R
        (6, "increase", "consistently_fail"),
        (6, "decrease", "consistently_pass"),
        (-6, "increase", "consistently_pass"),
        (-6, "decrease", "consistently_fail"),
        (Decimal("5.32"), "increase", "hit_or_miss"),  # on the limit is not beyond it
        (Decimal("-5.32"), "decrease", "hit_or_miss"),
        (0, "increase", "hit_or_miss"),
        (6, "neutral", None),
        (None, "increase", None),
        (float("nan"), "increase", None),
    ],
)
def test_a_target_is_held_against_the_limits(target, improvement, expected):
    assert chart([1, -1] * 6, target=target, improvement=improvement).assurance == expected


def test_a_target_is_held_against_the_last_segment_only():
    values = [*[1, -1] * 6, *[21, 19] * 6]
    assert chart(values, target=10, rebase=[days(24)[12]]).assurance == "consistently_pass"
    assert chart(values, target=10).assurance == "hit_or_miss"


# Segments -----------------------------------------------------------------------------------------------------------


def test_a_new_segment_starts_mean_limits_and_runs_again():
    values = [*[1, -1] * 6, *[21, 19] * 7]
    made = chart(values, rebase=[days(13)[12]])
    first, second = made.segments
    assert (first.start, first.end, first.n) == (days(26)[0], days(26)[11], 12)
    assert (second.start, second.end, second.n) == (days(26)[12], days(26)[25], 14)
    assert (first.mean, second.mean) == (0, 20)
    assert (first.too_few, second.too_few) == (True, False)
    assert [point.segment for point in made.points] == [0] * 12 + [1] * 14
    assert {point.special_cause for point in made.points} == {None}


def test_a_rebase_date_that_is_no_date_of_the_series_is_passed_over_and_said():
    made = chart([1, 2, 3], rebase=[date(2019, 12, 31), days(2)[1]])
    assert len(made.segments) == 2
    assert made.notes == ("No value has the date 2019-12-31, so no new segment begins there.",)


def test_a_rebase_at_the_first_date_makes_no_empty_segment():
    assert len(chart([1, 2, 3], rebase=[days(1)[0]]).segments) == 1


def test_a_baseline_judges_what_comes_after_it():
    base = [1, -1] * 6
    made = chart([*base, 40, 42, 41], baseline_points=12)
    assert made.segments[0].upper == 5.32
    assert made.segments[0].ranges == 11
    assert made.segments[0].n == 15
    assert [point.special_cause for point in made.points[-3:]] == ["outside"] * 3


def test_a_segment_shorter_than_its_baseline_uses_all_it_has():
    assert chart([1, 3, 2], baseline_points=12).segments[0].mean == 2


@pytest.mark.parametrize(("count", "too_few"), [(1, True), (12, True), (13, False)])
def test_limits_of_fewer_than_thirteen_points_are_called_too_few(count, too_few):
    assert chart([1, 2, 1, 3, 1, 2, 4, 2, 1, 3, 2, 1, 2][:count]).segments[0].too_few is too_few


# Clamp --------------------------------------------------------------------------------------------------------------


def test_a_percentage_has_no_limits_beyond_what_is_possible():
    values = [95, 99, 93, 98, 97, 91, 99, 96, 98, 94, 99, 97, 95]
    free, held = chart(values).segments[0], chart(values, clamp=(0, 100)).segments[0]
    assert free.upper > 100
    assert (held.upper, held.lower, held.mean) == (100, free.lower, free.mean)
    assert [one.special_cause for one in chart(values, clamp=(None, 100)).points] == causes(values)


def test_a_target_that_cannot_be_reached_is_a_consistent_fail():
    values = [95, 99, 93, 98, 97, 91, 99, 96, 98, 94, 99, 97, 95]
    assert chart(values, clamp=(0, 100), target=101).assurance == "consistently_fail"


def test_a_clamp_never_pushes_a_limit_past_the_mean():
    found = chart([120, 130, 125], clamp=(0, 100)).segments[0]
    assert (found.mean, found.upper) == (125, 125)
