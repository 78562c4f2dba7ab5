"""Words, dates and identifiers."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.foundation import text
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.ids import uuid7


@given(st.text())
def test_cleaned_text_holds_no_control_characters_and_cleaning_again_changes_nothing(words):
    once = text.clean(words)

    assert not text.has_control_characters(once)
    assert text.clean(once) == once
    assert "\r" not in once


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["police"], "police"), (["police", "health"], "police and health"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_a_sentence_does(words, said):
    assert text.listed(words) == said


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 agencies"), (1, "1 agency"), (2, "2 agencies"), (1234, "1,234 agencies")]
)
def test_counts_agree_with_their_noun(number, said):
    assert text.counted(number, "agency", "agencies") == said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2026, 1, 5, 0, 5, tzinfo=UTC), "5 January 2026 at 12:05am"),
        (datetime(2026, 6, 30, 23, 30, tzinfo=UTC), "1 July 2026 at 12:30am"),
        (datetime(2026, 6, 30, 11, 0, tzinfo=UTC), "30 June 2026 at 12:00pm"),
    ],
)
def test_a_moment_is_said_as_a_clock_in_london_shows_it(moment, said):
    assert text.moment(moment) == said


def test_the_day_in_london_is_not_the_day_in_utc_on_a_summer_night():
    assert london_day(datetime(2026, 6, 30, 23, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_dates_are_said_without_leading_noughts():
    assert text.long_date(date(2026, 4, 3)) == "Friday 3 April 2026"


@given(st.text(max_size=300))
def test_a_slug_is_safe_in_an_address_and_stable(words):
    made = text.slug(words)

    assert len(made) <= 80
    assert text.slug(made) == made
    assert all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in made)


def test_identifiers_are_of_version_seven_and_never_twice_the_same():
    made = [uuid7() for _ in range(2000)]

    assert len(set(made)) == 2000
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {"specified in RFC 4122"}
    milliseconds = [one.int >> 80 for one in made]
    assert all(earlier <= later for earlier, later in pairwise(milliseconds))


@pytest.mark.parametrize(
    ("number", "words"), [("12896", "12,896"), ("2883.00", "2,883"), ("31.50", "31.5"), ("-1234", "-1,234"), ("0", "0")]
)
def test_numbers_are_read_with_commas_and_without_idle_noughts(number, words):
    assert text.grouped(number) == words
