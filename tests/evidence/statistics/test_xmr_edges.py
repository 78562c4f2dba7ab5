"""The XmR chart where the published tools have no answer: little data, gaps, constants, refusals."""

from decimal import Decimal

import pytest

from goldenthread.evidence.statistics import xmr_chart
from tests.evidence.statistics.series import causes, chart, days, pattern


def test_no_values_make_an_empty_chart():
    made = chart([], target=3)
    assert (made.segments, made.points, made.variation, made.assurance) == ((), (), None, None)


def test_one_value_has_a_mean_and_no_limits():
    made = chart([4], target=3)
    found = made.segments[0]
    assert (found.n, found.mean, found.lower, found.upper, found.lower_near, found.too_few) == (
        1,
        4,
        None,
        None,
        None,
        True,
    )
    assert (made.variation, made.assurance) == ("common_cause", None)


def test_two_values_have_limits_that_are_called_too_few():
    found = chart([4, 6]).segments[0]
    assert (found.mean, found.lower, found.upper, found.too_few) == (
        5,
        pytest.approx(-0.32),
        pytest.approx(10.32),
        True,
    )


@pytest.mark.parametrize("value", [0, 7, 0.1, 33.3, 1e-300, 1e300, Decimal("0.7")])
@pytest.mark.parametrize("count", [2, 3, 7, 20])
def test_a_constant_series_stays_within_its_limits(value, count):
    made = chart([value] * count, target=value)
    found = made.segments[0]
    assert found.lower == found.mean == found.upper == float(value)
    assert {point.special_cause for point in made.points} == {None}
    assert made.assurance == "consistently_pass"


def test_any_other_target_of_a_constant_series_is_always_met_or_always_missed():
    assert chart([5] * 9, target=6).assurance == "consistently_fail"
    assert chart([5] * 9, target=6, improvement="decrease").assurance == "consistently_pass"


def test_rare_events_are_not_all_special_because_screening_took_every_movement():
    values = [0] * 9 + [1] + [0] * 10
    made = chart(values)
    assert made.segments[0].screened == 0
    assert [place for place, point in enumerate(made.points) if point.special_cause == "outside"] == [9]


def test_a_missing_value_keeps_its_place_and_takes_part_in_no_range():
    values = [1, 2, None, 9, 8, float("nan"), 5, Decimal("NaN")]
    made = chart(values)
    found = made.segments[0]
    assert len(made.points) == 8
    assert [point.value for point in made.points] == [1, 2, None, 9, 8, None, 5, None]
    assert (found.n, found.ranges, found.mean) == (5, 2, 5)
    assert found.upper == pytest.approx(5 + 2.66 * 1)
    assert made.points[2].special_cause is None
    assert made.points[2].point_type == "common_cause"


def test_a_missing_value_neither_ends_a_run_nor_counts_towards_it():
    base = [1, -1] * 6
    assert pattern(1, 2, 1, None, 2, 1, 2) == [None] * 7
    found = causes([*base, 1, 2, 1, None, 2, 1, 2, 1], baseline_points=12)[12:]
    assert found == ["shift", "shift", "shift", None, "shift", "shift", "shift", "shift"]


def test_the_icon_passes_over_a_missing_last_value():
    assert chart([*[1, -1] * 6, 6, None], baseline_points=12).variation == "improvement_high"


def test_a_series_of_nothing_but_gaps_has_no_mean_and_no_icon():
    made = chart([None, None], target=1)
    found = made.segments[0]
    assert (found.n, found.mean, found.upper, found.too_few) == (0, None, None, True)
    assert (made.variation, made.assurance, len(made.points)) == (None, None, 2)


def test_values_without_neighbours_have_no_limits():
    assert chart([1, None, 2, None, 3]).segments[0].upper is None


def test_dates_out_of_order_are_sorted_and_said():
    first, second, third = days(3)
    made = xmr_chart([second, first, third], [2, 1, 3])
    assert [(point.date, point.value) for point in made.points] == [(first, 1), (second, 2), (third, 3)]
    assert made.notes == ("The dates were not in order, first at dates[0] (2020-01-02); they were sorted.",)


def test_very_large_and_very_small_numbers_are_no_trouble():
    made = chart([1.7e308, -1.7e308, 5e-324] * 5)
    assert made.segments[0].upper == float("inf")
    assert made.segments[0].mean == pytest.approx(0, abs=1e300)


def test_a_whole_number_as_typed_is_exact_in_tenths():
    # In binary the mean of 0.1, 0.2, 0.3 is not 0.2; here it is, and the middle value stands on neither side.
    assert chart([0.1, 0.2, 0.3] * 7).segments[0].mean == 0.2


# Refusals -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "values", "settings", "words"),
    [
        (days(3), [1, 2], {}, "Each value needs its date: there are 3 dates for 2 values."),
        ([*days(2), days(1)[0]], [1, 2, 3], {}, r"The date 2020-01-01 is given twice: dates\[0\] and dates\[2\]."),
        ([days(1)[0], None], [1, 2], {}, r"dates\[1\] is missing."),
        ([days(1)[0], "2020"], [1, 2], {}, "The dates are of different kinds"),
        (days(2), [1, float("inf")], {}, r"values\[1\] must be a finite number, not"),
        (days(2), [1, "2,5"], {}, r"values\[1\] must be a finite number, not '2,5'."),
        (days(1), [1], {"improvement": "up"}, "improvement must be one of increase, decrease, neutral, not 'up'."),
        (days(1), [1], {"trend": 1}, "trend must be a whole number of points, 2 or more: 1."),
        (days(1), [1], {"shift": 6.5}, "shift must be a whole number of points, 2 or more: 6.5."),
        (days(1), [1], {"baseline_points": 11}, "baseline_points must be 12 or more, or None for all: 11."),
        (days(1), [1], {"clamp": (1, 0)}, r"clamp must be \(lowest, highest\): 1 is more than 0."),
        (days(1), [1], {"target": float("inf")}, "target must be a finite number"),
    ],
)
def test_what_cannot_be_charted_is_refused_in_a_sentence_that_says_where(given, values, settings, words):
    with pytest.raises(ValueError, match=words):
        xmr_chart(given, values, **settings)
