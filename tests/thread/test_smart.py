import pytest

from goldenthread.thread.rules import smart

GOOD = {"measure": "9 in 10 plans end with a meeting, in an audit of 20 cases.", "dated": True, "addressed": True}


def codes(text, **given):
    return [each.code for each in smart.advice(text, **given)]


def test_a_recommendation_that_says_what_who_when_and_how_it_shows_gets_no_advice():
    assert codes("Hold a step-down meeting before any child protection plan ends.", **GOOD) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ensure that practitioners understand thresholds.", "vague"),
        ("Staff should be reminded of the policy.", "vague"),
        ("Raise awareness of neglect.", "vague"),
    ],
)
def test_a_wish_without_a_measured_outcome_is_named(text, code):
    [first] = [each for each in smart.advice(text, dated=True, addressed=True, measure="Better") if each.code == code]
    assert first.quote in text.lower()
    assert first.mend
    assert first.source


def test_a_wish_with_a_measured_outcome_passes():
    assert "vague" not in codes("Ensure that every plan ends with a meeting.", **GOOD)


def test_who_when_and_how_are_asked_for():
    assert codes("Write the meeting into the plan.") == ["owner", "date", "measure"]
    assert codes("Write the meeting into the plan by 1 May.", addressed=True, measure="It is better") == ["number"]
    assert "everybody" in codes("All agencies hold a meeting.", **GOOD)
    assert "hedge" in codes("Hold a meeting where possible.", **GOOD)


@pytest.mark.parametrize(
    "text",
    [
        "Revise the policy and train every supervisor.",
        "Revise the policy; audit 20 cases.",
        "The council should:\n- revise the policy\n- run a course",
        "word " * 61,
    ],
)
def test_more_than_one_thing_is_noticed(text):
    assert "many" in codes(text, **GOOD)


@pytest.mark.parametrize(
    "text", ["Hold a meeting between health and education.", "Audit 20 cases of neglect and abuse."]
)
def test_two_nouns_are_one_thing(text):
    assert "many" not in codes(text, **GOOD)
