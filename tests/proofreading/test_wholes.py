"""Wholes and parts in sentences and lists: bases named first, lists of parts, rates, answers; and when to keep silence."""

import pytest

from goldenthread.proofreading import from_markdown, proofread


def found(text):
    proof = proofread(from_markdown(text, "Annual report"))
    return [
        (each.kind, each.found, each.expected) for each in proof.reports if each.kind not in {"name", "abbreviation"}
    ]


LIST_OF_ANSWERS = "Asked whether they felt heard:\n\n- Yes: 45%\n- No: 30%\n- Don't know: {last}%"
TABLE_OF_ANSWERS = "| Answer | Share |\n|---|---|\n| Agree | 45% |\n| Neither | {last}% |\n| Disagree | 15% |"
LIST_OF_PARTS = (
    "The 90 notifications are broken down by source:\n\n- 40 from police (44%)\n- 30 from health\n- {last} from schools"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Of 1,446 referrals, 318 (26%) were re-referrals.", ("share", "26%", "22.0%")),
        ("Of the 52 schools, 31 (65%) answered and 21 (40%) did not.", ("share", "65%", "59.6%")),
        ("Of the 52 schools, 65% (31) answered.", ("share", "65%", "59.6%")),
        ("Out of 1,446 referrals, 318 or 26% came again.", ("share", "26%", "22.0%")),
        (
            "There were 62 exclusions: 31 from secondary schools, 19 from primary schools and 14 from others.",
            ("sum", "62", "64"),
        ),
        ("We held 62 audits in total, 31 in health, 19 in schools and 14 in the police.", ("sum", "62", "64")),
        ("A total of 62 staff came, 31 from health, 19 from schools and 14 from the police.", ("sum", "62", "64")),
        ("We received 45 notifications, from police 12, health 9, education 20.", ("sum", "45", "41")),
        ("We received 45 notifications (police 12, health and social care 9, education 20).", ("sum", "45", "41")),
        ("Notifications came from police 12, health 9, education 20, a total of 45.", ("sum", "45", "41")),
        (
            "The council gave £100,000, health £40,000 and police £20,000, a total of £170,000.",
            ("sum", "£170,000", "£160,000"),
        ),
        (LIST_OF_PARTS.format(last=10), ("sum", "90", "80")),
        ("Of those surveyed, 45% agreed, 30% disagreed and 15% did not know.", ("sum", "90%", "100%")),
        (LIST_OF_ANSWERS.format(last=15), ("sum", "90%", "100%")),
        (TABLE_OF_ANSWERS.format(last=30), ("sum", "90%", "100%")),
        ("The rate was 52.1 per 10,000, being 247 children in a population of 61,500.", ("rate", "52.1", "40.2")),
        (
            "The child population is 61,500. There were 247 children on plans, a rate of 52.1 per 10,000.",
            ("rate", "52.1", "40.2"),
        ),
        ("It cost £xx.", ("placeholder", "£xx", "what was meant to stand here")),
        ("It rose by xx% in 2018.", ("placeholder", "xx%", "what was meant to stand here")),
        ("See the <insert link> page.", ("placeholder", "<insert link>", "what was meant to stand here")),
    ],
)
def test_what_is_wrong_is_found(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Of the 52 schools, 31 (60%) answered and 21 (40%) did not.",
        "Of 52 surveys sent out, 40 were returned and 31 (78%) were positive.",
        "Of the 52 children, 31 (60%) were seen; of these 12 (39%) came again.",
        "Of 120 children, 20 (50%) were boys and 20 (50%) were girls.",
        "Of 52 children, 31 rose by 12 (5%) over the year.",
        "There were 90 notifications: 40 from health, 30 from police and 20 from education.",
        "There were 202 children (190 in 2013 and 180 in 2012).",
        "There were 202 children, up from 190 in 2013 and 180 in 2012.",
        "We held 62 audits, 31 interviews and 14 focus groups.",
        "We ran 62 events in 2019, 31 in 2018 and 14 in 2017.",
        "There were 90 referrals, most of them from police 12, health 9 and schools 7.",
        "We trained 62 people from 19 schools, 4 nurseries and 3 colleges.",
        "There were 25 reports by 12 practitioners in 9 teams and 3 districts.",
        "The 90 children told us what matters:\n\n- 40 want friends\n- 30 want safety\n- 50 want to be heard",
        LIST_OF_PARTS.format(last=20),
        "45% agreed, 40% disagreed and 15% did not know.",
        "45% agreed, 39% disagreed and 15% did not know.",
        "45% agreed (40% in the previous year), 30% disagreed and 15% did not know.",
        "62% said yes and 28% said no.",
        "80% agreed the course was good, 15% agreed it was poor and 30% were unsure about work.",
        LIST_OF_ANSWERS.format(last=25),
        TABLE_OF_ANSWERS.format(last=40),
        "The rate was 41.2 per 10,000, being 247 children in a population of 60,000.",
        "There were 247 on plans, a rate of 52.1 per 10,000, compared with 48 for England; the population is 60,000.",
        "The leaflet (number of pages: 4) and the link (linked below) (check and challenge) are here.",
        "The finding F-2018-11 and the update of 2025-12 (see ukpga/2026/21) stand; version 1.4.0 may be older.",
        "Members manage it (add, remove, verify).\n\n[ ] tick here",
        "There were 25 snapshots: 9, 14 (at the peak) and 24.",
        "She signed it with love xx and [name] smiled.",
    ],
)
def test_what_is_right_or_unsure_is_left_alone(text):
    assert found(text) == []
