"""Figures of one sentence that fix each other, and the period a report is about."""

import pytest

from goldenthread.proofreading import from_markdown, proofread


def found(text):
    proof = proofread(from_markdown(text, "Annual report"))
    return [
        (each.kind, each.found, each.expected) for each in proof.reports if each.kind not in {"name", "abbreviation"}
    ]


CONTACTS = """

| Measure | 2021/22 | 2022/23 |
|---|---|---|
| Contacts | 16,380 | 17,011 |
| Children looked after at 31 March | 812 | 829 |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Contacts rose by 14%, from 16,380 to 17,011, while referrals fell by 5%.", ("change", "14%", "3.9%")),
        ("There were 441 plans, 24 fewer than the year before (455).", ("change", "441", "431")),
        ("We had 480 plans, 24 more than in the previous year (455).", ("change", "480", "479")),
        ("61% were placed in the county; 49% were not.", ("sum", "110%", "100%")),
        ("The council pays 63% of all income, the ICB 26%, the police 13% and others 8%.", ("sum", "110%", "100%")),
        ("Boys were 88 (66%) and girls 55 (38%).", ("share", "66%", "62%")),
        ("In all 412 answered; 47% (305) had changed and 107 (26%) had not.", ("share", "47%", "74%")),
        (
            "Neglect was behind 25% (224), emotional 36% (155), physical 9% (39), sexual 3% (13).",
            ("share", "25%", "52%"),
        ),
        (
            "We sent 3,216 notices: 1,020 in the first quarter, 702 in the second, 690 in the third and 704 in the fourth.",
            ("sum", "3,216", "3,116"),
        ),
        ("Contacts grew from 16,830 to 17,011." + CONTACTS, ("twice", "16,830", "16,380")),
        ("At 31 March 2023 there were 839 children looked after." + CONTACTS, ("twice", "829", "839")),
        ("There were 40 reports for xx children.", ("placeholder", "for xx", "what was meant to stand here")),
    ],
)
def test_figures_that_contradict_each_other_are_found(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Contacts rose by 4%, from 16,380 to 17,011, while referrals fell by 5%.",
        "There were 431 plans, 24 fewer than the year before (455).",
        "61% were placed in the county; 39% were not.",
        "61% of parents said yes; 49% of staff did not.",
        "61% came and 30% answered, which the others did not.",
        "The council pays 53% of all income, the ICB 26%, the police 13% and others 8%.",
        "Boys were 88 (62%) and girls 55 (38%).",
        "20 (25%) came and 30 (60%) of another group left.",
        "Contacts grew from 16,380 to 17,011." + CONTACTS,
        "Contacts by health grew from 3,830 to 4,011." + CONTACTS,
        "We sent 3,216 notices: 1,020 in the first quarter and 702 in the second.",
    ],
)
def test_figures_that_fit_or_that_nothing_ties_together_are_left_alone(text):
    assert found(text) == []


def test_each_placeholder_of_a_paragraph_is_told():
    told = found("The strategy of [insert name] and of [insert name] cost £xx.")
    assert [each[1] for each in told] == ["[insert name]", "£xx"]


@pytest.mark.parametrize(
    ("head", "year"),
    [
        ("Yearly report, 1 April 2022 to 31 March 2023", "2022-23"),
        ("Report for April 2022 – March 2023", "2022-23"),
        ("Annual report 2022/23", "2022-23"),
        (
            "Our report\n\nIn 2021-22 so. In 2021-22 also. In 2021-22 too. Now 2022-23. And 2022-23. Again 2022-23.",
            "2022-23",
        ),
    ],
)
def test_the_period_of_a_report_is_found_in_its_heading_or_what_it_names_most(head, year):
    period = proofread(from_markdown(f"# {head}\n\nAll went well.")).period
    assert period is not None
    assert period.name == year
