"""When an inspection was, how its grades changed, how far what it asked for has come."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import library as banks
from goldenthread.quality.rules.asking import ScaleView, ValueView
from goldenthread.scrutiny import library
from goldenthread.scrutiny.rules import inspecting


def scale(better="high", third="requires_improvement"):
    points = (4, 3, 2, 1) if better == "high" else (1, 2, 3, 4)
    codes = ("outstanding", "good", third, "inadequate")
    values = tuple(ValueView(code, code.title(), Decimal(each)) for code, each in zip(codes, points, strict=True))
    return ScaleView(uuid4(), "four", "Four grades", better=better, values=values)


@pytest.mark.parametrize(
    ("starts", "ends", "precision", "words"),
    [
        (date(2017, 9, 25), date(2017, 9, 29), "day", "25 to 29 September 2017"),
        (date(2017, 9, 25), date(2017, 10, 2), "day", "25 September 2017 to 2 October 2017"),
        (date(2017, 9, 25), date(2017, 9, 25), "day", "25 September 2017"),
        (date(2013, 3, 1), date(2013, 3, 31), "month", "March 2013"),
        (date(2013, 4, 1), date(2014, 3, 31), "month", "April 2013 to March 2014"),
        (date(2015, 1, 1), date(2015, 12, 31), "year", "2015"),
    ],
)
def test_the_event_is_told_no_more_exactly_than_it_is_known(starts, ends, precision, words):
    assert inspecting.when(starts, ends, precision) == words


def test_what_is_known_by_its_month_reaches_from_its_first_day_to_its_last():
    assert inspecting.widened(date(2024, 2, 9), date(2024, 2, 9), "month") == (date(2024, 2, 1), date(2024, 2, 29))
    assert inspecting.widened(date(2015, 5, 5), date(2015, 5, 5), "year") == (date(2015, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize(
    ("ends", "letter", "words"),
    [
        (date(2025, 5, 1), None, "must end on or after"),
        (date(2025, 5, 9), date(2025, 5, 1), "letter comes after"),
        (date(2025, 5, 9), date(2026, 5, 1), "has not come"),
    ],
)
def test_days_that_cannot_be_are_refused(ends, letter, words):
    with pytest.raises(RuleBroken, match=words):
        inspecting.check_dates(date(2025, 5, 5), ends, letter, date(2026, 1, 1))


def test_lines_lose_their_bullets_and_come_once():
    assert inspecting.lines(" - One\n• Two\n\n* One\nThree", "strengths") == ["One", "Two", "Three"]
    with pytest.raises(RuleBroken, match="at most 60"):
        inspecting.lines("\n".join(map(str, range(61))), "strengths")


@pytest.mark.parametrize("better", ["high", "low"])
def test_grades_are_compared_whichever_way_round_the_scale_stands(better):
    then = [("Overall", "inadequate"), ("Leaders", "good"), ("Care", "good")]
    now = [("overall ", "good"), ("Leaders", "good"), ("Care leavers", "outstanding")]
    told = inspecting.compare(then, scale(better), now, scale(better))
    assert [(each.area, each.words, each.tone) for each in told] == [
        ("overall ", "2 grades better", "green"),
        ("Leaders", "The same", "grey"),
        ("Care leavers", "Not judged then", "grey"),
        ("Care", "Not judged this time", "grey"),
    ]


def test_a_fall_is_told_as_one():
    told = inspecting.compare([("Overall", "good")], scale(), [("Overall", "requires_improvement")], scale("low"))
    assert [(each.words, each.tone) for each in told] == [("1 grade worse", "red")]


def test_grades_of_scales_that_differ_are_not_compared():
    told = inspecting.compare([("Overall", "adequate")], scale(third="adequate"), [("Overall", "good")], scale())
    assert [each.words for each in told] == ["Other grades: not compared"]
    assert inspecting.compare([("Overall", "good")], None, [("Overall", "good")], scale())[0].steps is None


def test_something_stands_by_its_sign_off_and_then_by_its_actions():
    standing = inspecting.standing
    assert standing(signed="full", actions=1, done=0, late=1).words == "Signed off in full"
    assert standing(signed="part", actions=0, done=0, late=0).code == "part"
    assert standing(signed="reopened", actions=0, done=0, late=0) == inspecting.NOTHING
    assert standing(signed="", actions=2, done=1, late=1) == inspecting.LATE
    assert standing(signed="", actions=2, done=1, late=0) == inspecting.RUNNING
    assert standing(signed="", actions=2, done=2, late=0) == inspecting.UNSIGNED
    assert inspecting.tally([inspecting.LATE, inspecting.NOTHING, inspecting.LATE]) == [
        (1, "no action yet"),
        (2, "late"),
    ]


@pytest.mark.parametrize(
    ("extent", "words", "before", "sentence"),
    [
        ("half", "", "", "in full or in part"),
        ("part", "", "", "still to be done"),
        ("reopened", "It came back.", "", "nothing to open again"),
        ("full", "", "full", "already"),
    ],
)
def test_a_sign_off_that_cannot_be_is_refused(extent, words, before, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        inspecting.check_sign_off(extent, words, before)


def test_a_letter_is_missed_after_three_months():
    assert inspecting.letter_late(date(2025, 5, 9), None, date(2025, 7, 31)) == ""
    assert "no letter" in inspecting.letter_late(date(2025, 5, 9), None, date(2025, 8, 1))
    assert inspecting.letter_late(date(2025, 5, 9), date(2025, 6, 1), date(2026, 8, 1)) == ""


def test_every_kind_has_a_label_and_a_scale_that_exists():

    for kind in library.kinds().values():
        assert kind.label
        assert kind.about
        assert not kind.scale or kind.scale in banks.scales()
