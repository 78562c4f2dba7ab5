"""Sentences: shares, changes, sums, periods, dates, names, abbreviations."""

import pytest

from goldenthread.foundation.periods import year_from_april
from goldenthread.proofreading import Known, Silence, from_markdown, proofread
from goldenthread.proofreading.numbers import numbers_in


def found(text, **given):
    return [
        (each.kind, each.found, each.expected) for each in proofread(from_markdown(text, "A report"), **given).reports
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 71 children, 39 (54.9%) went missing again.",
        "There were 508 plans open: 66% (335) were led by partners and 34% (173) by the council.",
        "In 2017-18 there were 14 plans. A majority, 13 (93%), were girls.",
        "20 children (25%) came again, and of these 8 (10%) were referred on.",
        "42 of 60 schools (70%) answered.",
        "Attendance was 88% (44 of 50).",
        "Numbers fell from 69.2% to 47.7% in 2016-17.",
        "Offences reduced from 427 in 2012/13 to 358 in 2013/14 which is a 16.2 % reduction.",
        "First-time entrants fell by 31.6% (from 177 to 121), better than the national 23.8%.",
        "There were 202 children on plans (110 boys and 92 girls).",
        "There were 202 children on plans (including 20 disabled children and 12 in care).",
        "Over the first six months there were 20 visits; in the same six months of last year there were 18.",
        "Section 11 audits were sent to 24 agencies; 18 (75%) replied by 31 March 2018.",
        "The rate was 32.6 per 10,000 in March 2018.",
        "In 2017-18 we ran 3 sessions for years 5 and 6 (ages 9 to 11).",
        "Call 0300 123 7034 or see page 56 of chapter 2.",
    ],
)
def test_what_is_right_is_left_alone(text):
    assert [each for each in found(text) if each[0] != "abbreviation"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of the 71 children, of which 39 (64.9%) went missing again.", ("share", "64.9%", "54.9%")),
        ("42 of 60 schools (80%) answered.", ("share", "80%", "70.0%")),
        ("42 (80%) of the 60 schools answered.", ("share", "80%", "70.0%")),
        ("Attendance was 80% (44 of 50).", ("share", "80%", "88.0%")),
        (
            "We heard of 12,896 children, of which 2,883 led to an assessment, a rate of 31%.",
            ("share", "31%", "22.4%"),
        ),
        (
            "There were 558 consultations of which 113 went to the panel. This represented 19% of them.",
            ("share", "19%", "20.3%"),
        ),
        ("Plans rose from 161 to 202, an increase of 30%.", ("change", "30%", "25%")),
        ("There was a 40% reduction, from 177 to 121.", ("change", "40%", "32%")),
        ("The number increased from 69 to 35.", ("change", "a rise", "a fall")),
        ("Visits doubled from 20 to 30.", ("change", "doubled", "1.5 times")),
        ("The increase of 12 was from 45 to 58.", ("change", "12", "13")),
        ("There were 202 children on plans (110 boys and 95 girls).", ("sum", "202", "205")),
        (
            "There were 132 children held overnight, though this does not include the figure for January. This compares to 111.",
            ("unequal_periods", "does not include the figure for January", "equal periods"),
        ),
        (
            "There were 495 instances in the first six months, virtually the same as for the whole of last year.",
            ("unequal_periods", "in the first six months", "equal periods"),
        ),
        ("We met on Monday 3 April 2018.", ("date", "Monday 3 April 2018", "Tuesday 3 April 2018")),
        ("We met on 29 February 2018.", ("date", "29 February 2018", "day 1 to 28")),
        ("The plan for 2018-17 was agreed.", ("date", "2018-17", "2018-19")),
        ("The date is [insert date].", ("placeholder", "[insert date]", "what was meant to stand here")),
        ("See #REF! below.", ("placeholder", "#REF!", "what was meant to stand here")),
    ],
)
def test_what_is_wrong_is_found_with_the_sum(text, expected):
    assert expected in found(text)


def test_one_figure_given_twice_is_found_across_words_and_abbreviations():
    text = """
At 31 March 2014 there were 202 children subject to a child protection (CP) plan.

The number of children subject to CP plans in the borough at the end of 2013-14 was 204.
"""
    assert ("twice", "204", "202") in found(text)


def test_figures_of_two_moments_are_not_held_against_each_other():
    text = """
At 31 March 2014 there were 202 children subject to a child protection plan.

At 31 March 2013 there were 161 children subject to a child protection plan.
"""
    assert not [each for each in found(text) if each[0] == "twice"]


def test_a_claimed_rise_is_held_to_the_table_about_the_same_thing():
    text = """
The number of children on protection plans saw an increase of 30% in the year to the end of March 2014.

| | Children on protection plans | Neglect |
|---|---|---|
| End of March 2013 | 161 | 101 |
| End of March 2014 | 202 | 99 |
"""
    assert ("change", "30%", "25%") in found(text)


def test_two_rates_of_the_same_children_must_rest_on_one_population():
    text = "There were 216 children on plans, a rate of 32.6 per 10,000. There were 488 in care, a rate of 78.3 per 10,000."
    assert ("rate", "62,300", "66,300") in found(text)


def test_an_abbreviation_is_asked_for_once_and_not_when_it_is_explained():
    told = found("The XQRT met. The XQRT agreed. Team around the Family (TAF) plans grew. TAF plans and TAFs helped.")
    assert told == [("abbreviation", "XQRT", "the words, with the abbreviation in brackets")]


def test_an_abbreviation_explained_in_two_ways_is_found():
    text = "The Joint Targeted Area Inspection (JTAI) came. Later the Joint Thematic Area Inspection (JTAI) said so."
    assert ("abbreviation", "Joint Thematic Area Inspection", "Joint Targeted Area Inspection") in found(text)


def test_a_rare_name_close_to_a_frequent_one_is_found():
    board = "The Westshire Hospital Trust answered. "
    assert ("name", "Westshore Hospital Trust", "Westshire Hospital Trust") in found(
        board * 4 + "The Westshore Hospital Trust came."
    )


def test_dates_outside_the_period_are_found_only_where_the_report_tells_of_its_own_year():
    year = year_from_april("2017-18")
    assert ("date", "30th March 2017", "2017-18") in found(
        "The partnership delivered its event on 30th March 2017.", period=year
    )
    assert not found("Since the inspection of 30 March 2017 the plan has been reviewed.", period=year)


def test_a_stored_figure_that_is_typed_is_pointed_at():
    known = Known(216, "Children subject to a child protection plan", "evidence.cpp")
    told = found("There were 216 children subject to a protection plan.", known=[known])
    assert told == [("typed_figure", "216", "[[evidence.cpp]]")]


def test_a_kind_or_one_quotation_is_silenced_with_a_reason_and_kept():
    text = "42 of 60 schools (80%) answered.\n\n21 of 60 nurseries (40%) answered."
    quote = "42 of 60 schools (80%) answered."
    proof = proofread(from_markdown(text), silenced=[Silence("share", "Agreed with the source", quote)])
    assert [each.found for each in proof.reports] == ["40%"]
    assert [(report.found, silence.reason) for report, silence in proof.silenced] == [("80%", "Agreed with the source")]
    assert not proofread(from_markdown(text), silenced=[Silence("share", "All checked by hand")]).reports


def test_there_are_never_more_reports_than_one_reader_can_bear_and_the_rest_is_counted():
    text = "\n\n".join(f"{number} of 1,000 schools (99%) answered." for number in range(100, 300))
    proof = proofread(from_markdown(text))
    assert len(proof.reports) == 60
    assert dict(proof.left_out) == {"share": 140}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£1,234.50 and (25) and 12%", ["1234.50", "25", "12"]),
        ("In 2017-18, on 3 April 2018, section 11 and page 33", []),
        ("2,883 of 12,896 children aged 0-18", ["2883", "12896"]),
        ("1.2m people, £3.5 million, 40k", ["1200000", "3500000", "40000"]),
        ("Q1 and Quarter 4 of year 10, ref 12.3, 24/7", []),
        ("0 to 5 years, 16 and 17-year olds, the 1st and 22nd", []),
    ],
)
def test_only_figures_are_read_as_figures(text, values):
    assert [str(each.value) for each in numbers_in(text)] == values
