"""How many visits a member owes, by when, and what a note of a visit never holds."""

from datetime import date

import pytest

from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.periods import Period, year_from_april
from goldenthread.scrutiny.rules import safe, visiting

YEAR = year_from_april("2026-27")
TWO = [date(2026, 9, 30), date(2027, 3, 31)]
BEFORE = date(2020, 1, 1)


def test_visits_are_owed_by_even_parts_of_the_year():
    assert visiting.due_days(YEAR, 2) == TWO
    assert visiting.due_days(YEAR, 1) == [date(2027, 3, 31)]
    assert visiting.due_days(YEAR, 3) == [date(2026, 7, 31), date(2026, 11, 30), date(2027, 3, 31)]
    assert visiting.due_days(Period(date(2026, 4, 10), date(2027, 4, 2)), 2)[-1] == date(2027, 4, 2)


@pytest.mark.parametrize(
    ("joined", "numbers"),
    [
        (BEFORE, [1, 2]),
        (date(2026, 6, 30), [1, 2]),
        (date(2026, 8, 1), [2]),
        (date(2027, 1, 1), [2]),
        (date(2027, 1, 15), []),
        (date(2027, 6, 1), []),
    ],
)
def test_who_joins_shortly_before_a_day_is_let_off_it(joined, numbers):
    assert [number for number, _ in visiting.owed(TWO, joined)] == numbers


@pytest.mark.parametrize(
    ("made", "on", "words", "tone"),
    [
        (0, date(2026, 9, 30), "On time", "open"),
        (0, date(2026, 10, 1), "1 visit behind", "red"),
        (1, date(2026, 10, 1), "On time", "open"),
        (0, date(2027, 4, 1), "2 visits behind", "red"),
        (2, date(2026, 5, 1), "All made", "green"),
        (3, date(2027, 5, 1), "All made", "green"),
    ],
)
def test_a_member_is_behind_when_a_day_has_passed_without_its_visit(made, on, words, tone):
    found = visiting.count(TWO, BEFORE, made, [], on)
    assert (found.words, found.tone) == (words, tone)


def test_what_comes_next_is_the_planned_visit_or_the_day_it_is_owed_by():
    assert visiting.count(TWO, BEFORE, 0, [], date(2026, 5, 1)).next_words == "By 30 September 2026"
    assert visiting.count(TWO, BEFORE, 1, [], date(2026, 5, 1)).next_words == "By 31 March 2027"
    assert visiting.count(TWO, BEFORE, 0, [], date(2026, 11, 1)).next_words == "Was due by 30 September 2026"
    planned = [date(2026, 12, 1), date(2026, 6, 2)]
    assert visiting.count(TWO, BEFORE, 0, planned, date(2026, 5, 1)).next_words == "Planned for 2 June 2026"
    assert visiting.count(TWO, BEFORE, 2, planned, date(2026, 5, 1)).next_words == ""
    assert visiting.count(TWO, date(2027, 2, 1), 0, [], date(2027, 3, 1)).words == "None owed"


@pytest.mark.parametrize(
    "text",
    [
        "We met Mrs Example on the ward",
        "Dr Example leads the team",
        "The number was 943 476 5919",
        "Her DOB: 4 May",
        "A child born 04/05/2019",
        "Write to robin@example.org",
    ],
)
def test_words_that_seem_to_tell_of_a_person_are_refused_at_their_field(text):
    with pytest.raises(RuleBroken) as caught:
        safe.check(seen="A calm ward.", heard=text)
    assert caught.value.field == "heard"


@pytest.mark.parametrize(
    "text", ["Two health visitors", "Cheshire Police", "9 of 10 plans", "2026-27", "Dr and nurse agree"]
)
def test_words_of_practice_pass(text):
    assert safe.fault(text) == ""


def test_a_visit_brings_back_few_things():
    assert visiting.lines("- One\n\n- One\nTwo", "concerns") == ["One", "Two"]
    with pytest.raises(RuleBroken, match="at most 12"):
        visiting.lines("\n".join(map(str, range(13))), "concerns")
