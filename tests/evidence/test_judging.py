"""What a series of figures says, as plain Python."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence import judging
from goldenthread.evidence.judging import Entry, Settings, judge
from goldenthread.evidence.rules import spacing
from goldenthread.evidence.rules.aiming import Aim
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.periods import Period
from tests.factories.evidence import day, quarter

STEADY = [47, 46, 48, 46, 47, 45, 46, 45, 47, 46, 45, 47, 46, 47]


def details(**changes):
    given = {"words": "Rate", "numerator": "Children", "factor": "per_10000", "denominator_from": "population"}
    return Details(**given | {"decimals": 1, "polarity": "neither"} | changes)


def quarters(number, first=2010):
    return [quarter(first + place // 4, place % 4 + 1) for place in range(number)]


def entries(values, **changes):
    return [
        Entry(period, None if value is None else Decimal(str(value)), **changes)
        for period, value in zip(quarters(len(values)), values, strict=True)
    ]


def read(values, aims=(), **changes):
    judged = judge(entries(values), details(**changes), aims=aims)
    return " ".join(judging.reading(judged, "quarter"))


@pytest.mark.parametrize(
    ("values", "changes", "words"),
    [
        ([], {}, "nothing to read"),
        ([31.7], {}, "One figure says nothing about change."),
        ([40, 31.7], {}, "Too early to say whether it has really changed. 31.7 per 10,000 in Q2 2010-11, after 40.0"),
        (
            STEADY,
            {},
            "The rate has not really changed: 47.0 per 10,000 in Q2 2013-14. It lies within its usual range of",
        ),
        (STEADY[:8], {}, "provisional: it rests on 8 figures, and 13 are wanted."),
        ([*STEADY, 30], {}, "The rate has fallen, by more than chance: 30.0 per 10,000 in Q3 2013-14. It lies below"),
        ([*STEADY, 30], {"polarity": "high"}, "That is a concern: ask what happened."),
        ([*STEADY, 30], {"polarity": "low"}, "That is an improvement"),
        ([*STEADY, 30], {}, "Neither direction is good on its own"),
        ([*STEADY, 44, 38, 33], {}, "It fell in each of the last 3 quarters."),
        ([*STEADY, 30, 46, 47], {}, "It was more than chance once before, last in Q3 2013-14."),
        ([*[47, 43] * 8, 43.5, 44, 44.5, 45, 45.5, 46, 46.5], {}, "The rate has been rising, by more than chance"),
        ([*STEADY, *[49, 48.5] * 4], {}, "The last 8 quarters all lie above the mean of"),
        (
            [0] * 14,
            {"factor": "count", "denominator_from": "none", "decimals": 0},
            "The number has not really changed: 0",
        ),
        ([60] * 14, {"factor": "percent", "denominator_from": "given", "denominator": "All"}, "The percentage has not"),
    ],
)
def test_a_series_is_read_in_plain_words(values, changes, words):
    assert words in read(values, **changes)


@pytest.mark.parametrize(
    ("polarity", "last", "sign", "words"),
    [
        ("high", 30, "worse", "low, and a concern"),
        ("high", 60, "better", "high, and an improvement"),
        ("low", 30, "better", "low, and an improvement"),
        ("low", 60, "worse", "high, and a concern"),
        ("neither", 30, "neutral", "lower, a real change to be explained"),
        ("neither", 60, "neutral", "higher, a real change to be explained"),
        ("high", 46, "common", "no real change"),
    ],
)
def test_a_signal_has_the_shape_of_what_it_means(polarity, last, sign, words):
    judged = judge(entries([*STEADY, last]), details(polarity=polarity))
    assert judging.sign(judged, len(STEADY)) == sign
    assert judging.variation_words(judged) == words


@pytest.mark.parametrize(
    ("value", "at_least", "polarity", "words"),
    [
        (30, True, "high", "at least 30.0 per 10,000; it is met again and again as things are"),
        (60, True, "high", "at least 60.0 per 10,000; it will not be met as things are"),
        (46, True, "high", "at least 46.0 per 10,000; as things are, chance decides whether it is met"),
        (60, False, "low", "at most 60.0 per 10,000; it is met again and again"),
        (60, False, "neither", "at most 60.0 per 10,000; the chart does not judge it"),
    ],
)
def test_a_target_is_held_against_the_usual_range(value, at_least, polarity, words):
    aim = Aim(Period(date(2010, 4, 1), date(2020, 3, 31)), Decimal(value), at_least)
    judged = judge(entries(STEADY), details(polarity=polarity), aims=[aim])
    assert words in judging.assurance_words(judged)


def test_a_target_counts_for_its_own_time_only():
    early = Aim(Period(date(2010, 4, 1), date(2011, 3, 31)), Decimal(30), at_least=True)
    judged = judge(entries(STEADY), details(polarity="high"), aims=[early])
    assert judged.assurance is None
    assert judging.assurance_words(judged) == "none set"
    assert [judged.aim(place) is early for place in (0, 3, 4)] == [True, True, False]


def test_without_a_good_direction_no_target_is_explained():
    assert judging.assurance_words(judge(entries(STEADY), details())) == (
        "none set, as neither direction is good on its own"
    )


def test_a_changed_definition_and_a_known_change_begin_a_new_stretch():
    given = entries(STEADY)
    given[6:] = [Entry(each.period, each.value, 2) for each in given[6:]]
    settings = Settings(rebase=((date(2012, 10, 15), "A new team."), (date(2030, 1, 1), "Not yet")))
    judged = judge(given, details(), settings)
    assert judged.breaks == (
        (6, "Definition 2 holds."),
        (11, "New usual range from Q4 2012-13: A new team."),
    )
    assert [(segment.n, segment.too_few) for segment in judged.chart.segments] == [(6, True), (5, True), (3, True)]


def test_a_figure_that_covers_less_takes_no_part_and_a_missing_one_is_a_gap():
    given = entries([*STEADY[:6], None, *STEADY[7:], 12])
    given[-1] = Entry(given[-1].period, Decimal(12), left_out="Covers 1 of 3 months")
    judged = judge(given, details())
    assert judged.known == 13
    assert judging.why(judged, 6) == "Missing"
    assert judging.why(judged, 14) == "Left out: covers 1 of 3 months"
    drawn = judging.picture(judged, "A title")
    assert [row[1] for row in drawn.table.rows][6] == "–"


def test_a_percentage_has_no_limit_beyond_what_is_possible():
    values = [98, 100, 92, 99, 100, 97, 94, 100, 99, 100, 93, 100, 99]
    about = details(factor="percent", denominator_from="given", denominator="All", polarity="high")
    assert judge(entries(values), about).chart.segments[0].upper == 100
    assert judge(entries(values), about, Settings(clamp=False)).chart.segments[0].upper > 100


def test_the_chart_says_how_it_was_made():
    values = [46, 47, 46, 47, 46, 90, 46, 47, 46, 47, 46, 47, 46, 47]
    screened, plain = judge(entries(values), details()), judge(entries(values), details(), Settings("NHS Excel"))
    assert "(2 jumps left out)" in judging.method(screened)
    assert "every jump counted" in judging.method(plain)
    assert plain.segment.upper > screened.segment.upper


def test_questions_and_targets_stand_on_the_picture():
    aims = [
        Aim(Period(date(2010, 4, 1), date(2012, 3, 31)), Decimal(50), at_least=False),
        Aim(Period(date(2012, 4, 1), date(2014, 3, 31)), Decimal(45), at_least=False),
    ]
    judged = judge(entries(STEADY), details(polarity="low"), aims=aims)
    drawn = judging.picture(judged, "A title", asked={3: "Asked why"})
    assert drawn.table.rows[3][-1] == "Asked why"
    assert "Target 50 then 45" in [words for _, words in drawn.key]


@pytest.mark.parametrize(
    ("known", "frequency", "expected"),
    [
        ([], "quarterly", {}),
        ([quarter(2017, 1), quarter(2017, 4)], "quarterly", {"quarter": 4}),
        ([quarter(2017, 1)], "quarterly", {"quarter": 1}),
        ([*quarters(8)], "quarterly", {"quarter": 8, "half_year": 4, "year": 2}),
        ([*quarters(8)], "yearly", {"year": 2, "quarter": 8, "half_year": 4}),
        ([day("2016-03-31"), day("2018-03-31"), day("2017-03-31")], "quarterly", {"year": 3}),
        ([day("2017-12-31"), day("2018-03-31"), day("2018-09-30")], "quarterly", {"quarter": 4, "half_year": 2}),
        ([day("2017-10-05"), day("2018-01-18")], "termly", {"": 2}),
        ([Period(date(2017, 4, 1), date(2017, 7, 31)), Period(date(2017, 8, 1), date(2018, 3, 31))], "termly", {"": 1}),
    ],
)
def test_a_series_goes_over_periods_as_long_and_as_far_apart(known, frequency, expected):
    found = spacing.runs(known, details(frequency=frequency))
    assert {grain: len(run) for grain, run in found.items()} == expected
    assert list(found)[:1] == list(expected)[:1]


def test_months_make_quarters_and_years_only_where_they_fill_them():
    months = [spacing._stretch(2017 * 12 + 3 + place, 1) for place in range(14) if place != 7]
    found = spacing.runs(months, details(frequency="monthly"))
    assert (len(found["month"]), len(found["quarter"])) == (14, 4)
    assert "year" not in found
    last_days = spacing.runs(months, details(frequency="monthly", year_rule="last"))
    assert len(last_days["quarter"]) == 4


@given(st.sets(st.integers(min_value=0, max_value=60), min_size=1), st.sampled_from([1, 3, 12]))
def test_a_series_loses_nothing_and_leaves_no_hole(places, length):
    known = [spacing._stretch(2000 * 12 + 3 + place * length, length) for place in places]
    run = spacing.runs(known, details())[{1: "month", 3: "quarter", 12: "year"}[length]]
    assert set(known) <= set(run)
    assert all(after.start.toordinal() == before.end.toordinal() + 1 for before, after in pairwise(run))


@given(st.lists(st.one_of(st.none(), st.integers(min_value=0, max_value=500)), max_size=45), st.booleans())
def test_any_series_has_a_reading_and_a_picture(values, screen):
    judged = judge(entries(values), details(), Settings("NHSRplotthedots" if screen else "NHS Excel"))
    head, shown = judging.reading(judged, "quarter")
    assert head
    assert judging.variation_words(judged)
    assert all(judging.why(judged, place) for place in range(len(values)))
    if judged.known > 1:
        assert len(judging.picture(judged, "Any").table.rows) == len(values)
    assert shown or judged.last is None
