"""Slips told in other words and orders than the figures they contradict, and true sentences of the same shape."""

import pytest

from tests.proofreading.test_sentences import found

WRONG = [
    ("Plans\n\nAt 31 March 2024 there were 312 children on a child protection plan.\n\nAt 31 March 2024, 321 children were on a "
     "child protection plan.", "twice"),
    ("In 2024-25 the helpline was used by 2,310 parents.\n\nDuring 2024-25 the helpline was used by 2,130 parents.", "twice"),
    ("The number of referrals in 2024-25 was 3,412.\n\nThe number of referrals in 2024-25 was 3,421.", "twice"),
    ("At 31 March 2024, 480 children were in care, a rate of 68 per 10,000 of the 60,000 children who live here.", "rate"),
    ("# Annual report 2023-24\n\nThis report covers April 2023 to March 2024.\n\nThe Executive met on 3 May 2023, "
     "6 September 2023, 6 December 2023 and 7 March 2025.", "date"),
    ("There were 300 plans at the end of the year: 150 for neglect, 95 for emotional abuse and 45 for others.", "sum"),
    ("The officer received 96 referrals this year: 41 about schools, 22 about early years and 29 about others.", "sum"),
    ("A total of 80 children answered. 60 (75%) felt safe, 12 (15%) felt unsafe and 8 (20%) were not sure.", "share"),
    ("Two in five (45%) of the 250 parents had heard of it.", "share"),
    ("Half (37%) of the parents had heard of it.", "share"),
    ("Thirty of the 48 cases (68%) showed good practice.", "share"),
    ("Thirty-six out of 48 schools (65%) replied.", "share"),
    ("Repeats fell from 22% to 19%, a drop of five percentage points.", "change"),
    ("The budget went up by £15,000, from £205,000 to £225,000.", "change"),
    ("Chart 4: [chart to follow]", "placeholder"),
    ("The review was published on xx/xx/2025.", "placeholder"),
]  # fmt: skip
RIGHT = [
    "At 31 March 2025 there were 187 children in care, of whom 112 were placed in the county.\n\nAt 31 March 2025, 75 children in "
    "care were placed elsewhere.",
    "In 2024-25 the service was used by 2,310 parents.\n\nIn 2024-25 the service was used by 2,100 young people.",
    "At 31 March 2024, 480 children were in care, a rate of 80 per 10,000 of the 60,000 children who live here.",
    "# Annual report 2023-24\n\nThis report covers April 2023 to March 2024.\n\nThe group met on 3 May 2023 and 6 September 2023; "
    "its next meeting is on 7 August 2024.",
    "There were 300 plans at the end of the year: 150 for neglect and 95 for emotional abuse were the largest groups.",
    "There were 38 visits: 12 to homes and 14 to schools were announced; the others were not.",
    "A total of 80 children answered. 60 (75%) felt safe at home, 52 (65%) at school and 41 (51%) in town.",
    "One in four children (25%) waited; the year before it was one in three (33%), or more than one in three (36%).",
    "Nearly half (47%) agreed, and about two thirds (64%) knew of it.",
    "Twelve of the 48 schools (25%) replied. Almost thirty of the 48 (60%) had a policy. One of the three areas (45%) was rural.",
    "Repeats fell from 22% to 19%, a drop of three percentage points or about 14 per cent.",
    "The budget went up by £20,000, from £205,000 to £225,000.",
]
RATES = """| Age | Girls | Boys | All |
|---|---|---|---|
| 0-4 | 31 | 40 | 71 |
| 5-9 | 28 | 36 | 64 |
| 10-17 | 57 | 49 | 106 |
| Rate per 10,000 | 58 | 60 | 59 |
"""


@pytest.mark.parametrize(("text", "kind"), WRONG)
def test_what_contradicts_itself_in_other_words_is_told(text, kind):
    assert kind in [each[0] for each in found(text)]


@pytest.mark.parametrize("text", [*RIGHT, RATES])
def test_what_is_true_in_the_same_words_is_left_alone(text):
    assert found(text) == []
