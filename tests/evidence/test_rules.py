"""How figures follow from what was supplied."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.evidence import library
from goldenthread.evidence.rules import cuts, defining, deriving
from goldenthread.evidence.rules.defining import Details
from goldenthread.evidence.rules.deriving import Coverage, Parts
from goldenthread.evidence.rules.sheet import Observation, People, Sheet, derive, in_words, say, usual_periods
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from tests.factories.evidence import day, quarter

COUNT = Details("Children seen", "Children seen")
PERCENT = replace(
    COUNT, factor="percent", denominator="All children", denominator_from="given", year_rule="recomputed", decimals=1
)
RATE = replace(COUNT, factor="per_10000", denominator_from="population", decimals=1, year_rule="last")
YEAR = year_from_april("2017-18")
numbers = st.decimals(min_value=0, max_value=10**9, places=2)


def sheet(details, *observations, complete=(), people=None, starts=None, later=None):
    definitions = {1: details} | ({2: later} if later else {})
    return Sheet(
        definitions,
        starts or {1: None},
        observations,
        frozenset(complete),
        people or (lambda end, details, vintage: None),
    )


def seen(period, numerator, denominator=None, cut="", coverage=None):
    parts = Parts(Decimal(numerator), None if denominator is None else Decimal(denominator))
    return Observation(period, cut, parts, coverage)


@given(numbers, st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2), st.integers(0, 4))
def test_a_value_is_the_exact_quotient_rounded_once_half_up(numerator, denominator, decimals):
    value = deriving.value_of(Parts(numerator, denominator), replace(PERCENT, decimals=decimals))
    exact = Fraction(numerator) * 100 / Fraction(denominator)
    scaled = exact * 10**decimals + Fraction(1, 2)
    assert Fraction(value) == Fraction(scaled.numerator // scaled.denominator, 10**decimals)


def test_halves_go_up():
    assert deriving.half_up(Decimal("0.05"), 1) == Decimal("0.1")
    assert deriving.half_up(Decimal("2.5"), 0) == 3


@pytest.mark.parametrize(
    ("end", "year"), [("2018-03-31", 2017), ("2024-03-31", 2023), ("2017-06-30", 2017), ("2017-12-31", 2017)]
)
def test_a_rate_stands_on_the_population_of_the_year_before_the_one_it_ends_in(end, year):
    assert deriving.population_year(date.fromisoformat(end)) == year


def test_the_rates_the_department_publishes_follow_from_their_parts():
    people = lambda end, details, vintage: People(70881, 2023, "ONS", "2024")  # noqa: E731
    found = derive(sheet(RATE, seen(day("2024-03-31"), 313), people=people), day("2024-03-31"))
    assert found.value == Decimal("44.2")
    assert found.people.words == "70,881 at mid-2023 (ONS, 2024)"


def test_a_rate_without_a_population_is_missing_and_says_so():
    found = derive(sheet(RATE, seen(day("2018-03-31"), 216)), day("2018-03-31"))
    assert (found.value, found.parts.numerator) == (None, 216)
    assert "No population of mid-2017" in found.notes[0]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=4, max_size=4))
def test_a_year_of_percentages_is_worked_out_again_from_its_parts(quarters):
    observations = [seen(quarter(2017, place), min(a, b), b) for place, (a, b) in enumerate(quarters, start=1)]
    found = derive(sheet(PERCENT, *observations), YEAR)
    top, bottom = sum(min(a, b) for a, b in quarters), sum(b for _, b in quarters)
    assert found.value == deriving.half_up(Decimal(top) * 100 / Decimal(bottom), 1)
    assert len(found.pieces) == 4


@given(st.lists(st.integers(0, 10_000), min_size=4, max_size=4))
def test_counts_of_quarters_are_added_to_a_year(values):
    found = derive(sheet(COUNT, *(seen(quarter(2017, n), v) for n, v in enumerate(values, 1))), YEAR)
    assert (found.value, found.how) == (sum(values), "periods")


def test_a_year_with_a_missing_quarter_is_missing_and_never_zero():
    found = derive(sheet(COUNT, *(seen(quarter(2017, n), 5) for n in (1, 2, 4))), YEAR)
    assert (found.value, found.how) == (None, "missing")
    assert "Q1 2017-18" in found.notes[0]


def test_a_number_at_a_day_stands_for_the_year_that_ends_on_it():
    last = replace(COUNT, year_rule="last")
    found = derive(sheet(last, seen(day("2017-12-31"), 3), seen(day("2018-03-31"), 7)), YEAR)
    assert (found.value, found.notes) == (7, ("As at 31 March 2018.",))
    assert derive(sheet(last, seen(day("2017-12-31"), 3)), YEAR).value is None


def test_a_mean_of_periods_is_of_their_values():
    found = derive(sheet(replace(COUNT, year_rule="mean"), *(seen(quarter(2017, n), n) for n in (1, 2, 3, 4))), YEAR)
    assert found.value == 3  # 2.5, half up


def test_what_was_supplied_for_the_whole_period_comes_first():
    found = derive(sheet(COUNT, seen(YEAR, 99), *(seen(quarter(2017, n), 1) for n in (1, 2, 3, 4))), YEAR)
    assert (found.value, found.how) == (99, "supplied")


def test_parts_are_added_only_when_they_are_said_to_be_complete():
    parts = [seen(YEAR, 3, cut="sex=Boys"), seen(YEAR, 4, cut="sex=Girls")]
    assert derive(sheet(COUNT, *parts), YEAR).value is None
    whole = derive(sheet(COUNT, *parts, complete=[(YEAR, "sex")]), YEAR)
    assert (whole.value, whole.how) == (7, "breakdown")


@pytest.mark.parametrize(
    ("total", "complete", "told"), [(8, True, True), (8, False, False), (6, False, True), (7, True, False)]
)
def test_a_total_that_disagrees_with_its_parts_is_shown(total, complete, told):
    parts = [seen(YEAR, total), seen(YEAR, 3, cut="sex=Boys"), seen(YEAR, 4, cut="sex=Girls")]
    found = derive(sheet(COUNT, *parts, complete=[(YEAR, "sex")] if complete else []), YEAR)
    assert (found.value, bool(found.notes)) == (total, told)


def test_coverage_travels_with_the_figure():
    found = derive(sheet(COUNT, seen(YEAR, 132, coverage=Coverage(11, 12))), YEAR)
    assert found.notes == ("Covers 11 of 12 months; not comparable with a whole period.",)
    quarters = [seen(quarter(2017, n), 5, coverage=Coverage(2, 3) if n == 4 else None) for n in (1, 2, 3, 4)]
    assert derive(sheet(COUNT, *quarters), YEAR).coverage == Coverage(11, 12)


@pytest.mark.parametrize(("months", "of"), [(0, 12), (13, 12), (-1, 3)])
def test_coverage_lies_within_the_period(months, of):
    with pytest.raises(RuleBroken):
        Coverage(months, of)


def test_a_definition_that_changed_within_the_year_is_said():
    starts = {1: None, 2: date(2017, 10, 1)}
    quarters = [seen(quarter(2017, n), 5) for n in (1, 2, 3, 4)]
    found = derive(sheet(COUNT, *quarters, starts=starts, later=COUNT), YEAR)
    assert found.notes == ("The definition changed on 1 October 2017, within the period.",)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.randoms())
def test_pieces_that_fill_a_period_are_found_in_any_order(lengths, random):
    pieces, start = [], date(2017, 4, 1)
    for length in lengths:
        pieces.append(Period(start, start + timedelta(days=length - 1)))
        start += timedelta(days=length)
    whole = Period(pieces[0].start, pieces[-1].end)
    shuffled = random.sample(pieces, len(pieces))
    found = deriving.tiles(whole, shuffled)
    if len(pieces) == 1:
        assert found is None  # a period is no part of itself
    else:
        assert sorted(shuffled[place] for place in found) == pieces
        assert deriving.tiles(whole, [each for each in shuffled if each != pieces[0]]) is None


@pytest.mark.parametrize(
    ("numerator", "denominator", "field"),
    [
        ("-1", "2", "numerator"),
        ("3", "2", "numerator"),
        ("1", "0", "denominator"),
        ("1", None, "denominator"),
        ("NaN", "1", "numerator"),
    ],
)
def test_parts_that_cannot_be_are_refused(numerator, denominator, field):
    with pytest.raises(RuleBroken) as told:
        deriving.check_parts(Decimal(numerator), None if denominator is None else Decimal(denominator), PERCENT)
    assert told.value.field == field


def test_a_plain_number_takes_no_denominator():
    with pytest.raises(RuleBroken):
        deriving.check_parts(Decimal(1), Decimal(2), COUNT)


def test_a_day_value_may_exceed_its_cases():
    days = replace(PERCENT, factor="days")
    assert deriving.value_of(deriving.check_parts(Decimal(300), Decimal(7), days), days) == Decimal("42.9")


@given(st.dictionaries(st.sampled_from(sorted(cuts.DIMENSIONS)), st.text("abcdé 0-9", min_size=1).filter(str.strip)))
def test_a_cut_reads_back_and_does_not_care_for_order(breakdown):
    once = cuts.cut(breakdown)
    assert cuts.cut(dict(reversed(list(breakdown.items())))) == once
    assert cuts.cut(cuts.breakdown(once)) == once
    assert cuts.cut(cuts.read(cuts.typed(once))) == once


@pytest.mark.parametrize("wrong", [{"hair": "red"}, {"sex": ""}, {"sex": "a;b"}, {"sex": "a=b"}])
def test_a_cut_nobody_could_read_is_refused(wrong):
    with pytest.raises(RuleBroken):
        cuts.cut(wrong)


@pytest.mark.parametrize("wrong", ["sex", "sex: Boys; sex: Girls", "sex:"])
def test_a_breakdown_that_was_typed_wrong_is_refused(wrong):
    with pytest.raises(RuleBroken):
        cuts.read(wrong)


@pytest.mark.parametrize(
    "changes",
    [
        {"factor": "percent"},
        {"denominator_from": "given", "denominator": "x"},
        {"factor": "percent", "denominator_from": "population"},
        {"factor": "percent", "denominator_from": "given"},
        {"factor": "percent", "denominator_from": "given", "denominator": "x", "year_rule": "sum"},
        {"words": " "},
        {"decimals": 5},
        {"age_from": 18},
        {"polarity": "up"},
    ],
)
def test_a_definition_that_does_not_fit_together_is_refused(changes):
    with pytest.raises(RuleBroken):
        defining.check(replace(COUNT, **changes))


@pytest.mark.parametrize("wrong", ["", "1st", "a.b", "context", "Ünit"])
def test_a_code_that_cannot_stand_in_a_key_is_refused(wrong):
    with pytest.raises(RuleBroken):
        defining.code(wrong)


def test_every_indicator_of_the_library_fits_together():
    found = library.starters()
    assert len(found) > 180
    assert {each.group for each in found.values()} <= set(library.groups())
    assert all(defining.code(code) == code for code in found)
    assert all(set(each.details.dimensions) <= set(cuts.DIMENSIONS) for each in found.values())
    assert all(each.comparators and set(each.comparators) <= set(library.COMPARATORS) for each in found.values())
    assert all(each.why.endswith((".", "?")) and each.question.endswith("?") for each in found.values())


def test_a_part_and_its_whole_count_the_same_unit():
    found = library.starters()
    parts = [each for each in found.values() if each.part_of]
    assert len(parts) > 20
    assert all(each.details.counts == found[each.part_of].details.counts for each in parts)
    assert all(each.part_of != each.code for each in parts)


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (day("2018-03-31"), "31 March 2018"),
        (quarter(2017, 4), "Q4 2017-18"),
        (quarter(2017, 1), "Q1 2017-18"),
        (YEAR, "2017-18"),
        (Period(date(2018, 2, 1), date(2018, 2, 28)), "February 2018"),
    ],
)
def test_a_period_is_said_as_people_say_it(period, words):
    assert say(period) == words


def test_a_series_never_mixes_quarters_with_years():
    known = [seen(quarter(2017, n), 1) for n in (1, 2, 3)] + [seen(YEAR, 9), seen(year_from_april("2016-17"), 8)]
    assert usual_periods(known) == [quarter(2017, n) for n in (1, 2, 3)]


def test_unequal_periods_are_not_comparable():
    assert deriving.comparable(YEAR, year_from_april("2016-17"), None, None)
    assert not deriving.comparable(YEAR, quarter(2017, 1), None, None)
    assert not deriving.comparable(YEAR, year_from_april("2016-17"), Coverage(11, 12), None)


@pytest.mark.parametrize(
    ("value", "details", "words"),
    [
        (Decimal(1216), COUNT, "1,216 children"),
        (Decimal("66.0"), PERCENT, "66.0%"),
        (None, COUNT, "missing"),
        (Decimal("31.7"), RATE, "31.7 per 10,000"),
        (Decimal(1200), replace(COUNT, factor="money", decimals=2), "£1,200.00"),
    ],
)
def test_a_value_is_said_with_its_unit(value, details, words):
    assert in_words(value, details) == words
