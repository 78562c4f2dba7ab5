from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april


@pytest.mark.parametrize(
    ("start", "end", "name", "months"),
    [
        (date(2017, 4, 1), date(2018, 3, 31), "2017-18", 12),
        (date(1999, 4, 1), date(2000, 3, 31), "1999-00", 12),
        (date(2015, 4, 1), date(2019, 3, 31), "2015-19", 48),
        (date(2018, 1, 1), date(2018, 12, 31), "2018", 12),
        (date(2018, 1, 1), date(2018, 9, 30), "1 January 2018 to 30 September 2018", 9),
        (date(2018, 9, 3), date(2019, 7, 19), "3 September 2018 to 19 July 2019", None),
    ],
)
def test_a_period_has_a_name_and_knows_its_months(start, end, name, months):
    period = Period(start, end)
    assert (period.name, period.months) == (name, months)


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(RuleBroken, match="must end on or after"):
        Period(date(2018, 4, 1), date(2018, 3, 31))


def test_it_holds_both_its_first_and_its_last_day():
    year = year_from_april("2017-18")
    assert year.holds(date(2017, 4, 1))
    assert year.holds(date(2018, 3, 31))
    assert not year.holds(date(2018, 4, 1))
    assert year.days == 365


def test_a_quarter_lies_in_its_year_and_meets_the_next_but_not_the_one_after():
    year = year_from_april("2017-18")
    quarter = Period(date(2018, 1, 1), date(2018, 3, 31))
    assert year.covers(quarter)
    assert not quarter.covers(year)
    assert year.meets(quarter)
    assert not year.meets(year_from_april("2018-19"))


@given(st.integers(1990, 2098))
def test_the_name_of_a_year_leads_back_to_it(first):
    year = Period(date(first, 4, 1), date(first + 1, 3, 31))
    assert year_from_april(year.name) == year
    assert year_from_april(f"{first}/{first + 1}") == year


@pytest.mark.parametrize("name", ["2017", "2017-19", "17-18", "2017-2019", "last year", "2017-1918"])
def test_words_that_name_no_year_are_refused_with_an_example(name):
    with pytest.raises(RuleBroken, match="Write it as 2017-18"):
        year_from_april(name)
