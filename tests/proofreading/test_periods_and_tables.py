"""Unequal periods in other words, and small tables whose heads say how their columns are worked out."""

import pytest

from goldenthread.proofreading import from_markdown, proofread


def found(text):
    proof = proofread(from_markdown(text, "Annual report"))
    return [
        (each.kind, each.found, each.expected) for each in proof.reports if each.kind not in {"name", "abbreviation"}
    ]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (
            "Between April and December 2021 we trained 640 people, compared with 812 in 2020-21.",
            "Between April and December 2021",
        ),
        ("In quarter 1 there were 40 cases compared with 161 in 2020-21.", "In quarter 1"),
        (
            "From April to September there were 40 visits, up from 90 visits in the previous year.",
            "From April to September",
        ),
    ],
)
def test_a_part_of_a_year_held_against_a_year_is_found(text, part):
    assert found(text) == [("unequal_periods", part, "equal periods")]


@pytest.mark.parametrize(
    "text",
    [
        "Between April and December 2021 we trained 640 people, compared with 612 between April and December 2020.",
        "Between April 2021 and March 2022 we trained 640 people, compared with 812 in 2020-21.",
        "At the end of quarter 1 there were 40 children on plans compared with 61 at the end of 2020-21.",
        "In quarter 1 85% of assessments were on time compared with 79% in 2020-21.",
        "In quarter 1 there were 40 a month compared with an average of 161 in 2020-21.",
        "In quarter 4 there were 40 cases compared with 35 in quarter 3.",
    ],
)
def test_equal_periods_and_what_is_not_counted_over_time_are_left_alone(text):
    assert found(text) == []


def table(*rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def quarters(total):
    return table(
        ["Item", "Q1", "Q2", "Q3", "Q4", "Total"],
        ["Audits", "12", "9", "11", "14", "46"],
        ["Events", "7", "8", "6", "9", total],
        ["Attendees", "140", "151", "139", "170", "600"],
    )


def categories(share):
    return table(
        ["Category", "Number", "% of plans"],
        ["Neglect", "120", "49%"],
        ["Emotional abuse", "80", "32%"],
        ["Physical abuse", "27", share],
        ["Sexual abuse", "20", "8%"],
    )


def districts(rate):
    return table(
        ["District", "Children on plans", "Population", "Rate per 10,000"],
        ["North", "120", "30,000", "40.0"],
        ["South", "80", "25,000", "32.0"],
        ["East", "60", "20,000", rate],
    )


@pytest.mark.parametrize(
    ("made", "wrong", "right"), [(quarters, "31", "30"), (categories, "18%", "11%"), (districts, "35.0", "30.0")]
)
def test_a_small_table_is_held_to_what_its_heads_say(made, wrong, right):
    assert found(made(wrong)) == [("relation", wrong, right)]
    assert found(made(right)) == []


def test_a_small_table_whose_heads_say_nothing_is_left_alone():
    head = ["Item", "2019", "2020", "Target"]
    assert found(table(head, ["Audits", "12", "9", "21"], ["Events", "7", "8", "15"], ["Visits", "5", "6", "12"])) == []


def test_a_balance_of_what_the_totals_should_be_is_right_although_a_total_is_wrong():
    rows = [["Partner", "2017-18"], ["Police", "£60"], ["Health", "£50"], ["Total income", "£110"]]
    rows += [["Staff", "£40"], ["Training", "£32"], ["Total expenditure", "£75"], ["Surplus", "£38"]]
    assert found(table(*rows)) == [("total", "£75", "£72")]
