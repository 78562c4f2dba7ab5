"""Small counts of people that somebody typed: what is one, and what is not."""

import pytest

from goldenthread.reports.document import small, typed
from goldenthread.reports.document.reading import read

COUNTS = [
    ("Three children were placed far away.", "Three children", "It counts 3."),
    ("We heard from 4 young people in the year.", "4 young people", "It counts 4."),
    ("One child died.", "One child", "It counts 1."),
    ("Two privately fostered children were seen late.", "Two privately fostered children", "It counts 2."),
    ("Help came late to five families.", "five families", "It counts 5."),
    ("In three families the father was not known.", "three families", "It counts 3."),
    ("Three of the children had moved twice.", "Three of the children", "It counts 3."),
    ("two looked-after children", "two looked-after children", "It counts 2."),
    ("2 of 14 children were seen late", "2 of 14 children", "It is built on 2."),
    ("two out of the fourteen families", "two out of the fourteen families", "It is built on 2."),
    ("12 of 14 children were seen in time", "12 of 14 children", "It tells that 2 are not in it."),
    ("none but 0 of 4 pupils", "0 of 4 pupils", "It is a share of 4."),
    ("All 3\nchildren came", "3 children", "It counts 3."),
    ("Among them were two unaccompanied asylum-seeking young people.", "two unaccompanied asylum-seeking young people",
     "It counts 2."),
]  # fmt: skip
NO_COUNTS = [
    "We had two priorities for children.",
    "Three meetings of parents and carers.",
    "See section 4 children in care.",
    "On 3 April children returned.",
    "Between 2 and 5 children live in each home.",
    "Fewer than five children were missing.",
    "At least three families, by national estimates.",
    "One in four children lives in poverty.",
    "1 in 5 children",
    "Two children's homes were inspected.",
    "Three children’s centres closed.",
    "Four family hubs opened.",
    "Two young people's forums met.",
    "Two parent families",
    "Two-year-old children",
    "Children under 5 children's services",
    "Every one child matters.",
    "One child at a time.",
    "Even one child is one child too many.",
    "£3 children pay for lunch",
    "14.3 children per 10,000",
    "1,003 children",
    "23 children",
    "25 of 140 children",
    "140 of 150 children",
    "Priority 2 children who go missing",
    "Up to five children may live there.",
    "Tier 3 families",
    "one person leads each group",
    "one pupil referral unit",
    "1 out of 3 children meet somebody they do not know",
    "A concern about one child may lead to a plan for all.",
    "2017-2 children",
    "Two children plans",
    "Level 4 young people",
]


@pytest.mark.parametrize(("text", "quote", "why"), COUNTS, ids=[each[1] for each in COUNTS])
def test_a_typed_count_of_few_people_is_told(text, quote, why):
    assert list(typed.counts(text)) == [typed.Typed(quote, why)]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_what_counts_no_people_or_not_few_is_left_alone(text):
    assert not list(typed.counts(text))


def document(text="", *, plain="", blocks=None):
    nodes = [node.plain() for node in read(text)]
    section = {"heading": "Voice", "keys": list(blocks or {}), "nodes": nodes, "plain": plain}
    return {"sections": [section], "blocks": blocks or {}}


def test_where_a_typed_count_stands_is_told_by_section_and_paragraph():
    found = small.find(document("All is well.\n\n- First\n- We met **three** children", plain="We met 2 families."))
    assert [each.words for each in found] == [
        "Voice, point 2: “three children”. It counts 3. It is typed.",
        "Voice, for young people: “2 families”. It counts 2. It is typed.",
    ]


def test_points_of_received_reports_and_claims_of_threads_are_read_too():
    table = {"type": "table", "title": "Private fostering", "rows": [["Three children were seen late", "page 4"]]}
    thread = {
        "type": "thread",
        "title": "Neglect",
        "claim": "Two families were helped",
        "steps": [{"words": "4 boys", "figures": []}],
    }
    found = small.find(document("[[a]]\n\n[[b]]", blocks={"a": table, "b": thread}))
    assert [each.words for each in found] == [
        "Voice, Private fostering: “Three children”. It counts 3. It is typed.",
        "Voice, Neglect: “Two families”. It counts 2. It is typed.",
        "Voice, Neglect: “4 boys”. It counts 4. It is typed.",
    ]
