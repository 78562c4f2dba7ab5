"""Names nearly alike, abbreviations in another order, and a table against the text near it."""

import pytest

from goldenthread.proofreading import from_markdown, proofread


def found(text):
    return [(each.kind, each.found, each.expected) for each in proofread(from_markdown(text, "Annual report")).reports]


GROUP = "Quality and Performance Group"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"The {GROUP} met. The {GROUP} came. The Quality & Perfomance Group met.",
            ("Quality & Perfomance Group", GROUP),
        ),
        (
            f"The {GROUP} met.\n\nThe {GROUP} came.\n\nThe Quality and Performance Sub-Group met.",
            ("Quality and Performance Sub-Group", GROUP),
        ),
        ("The Northmoor Safeguarding Children Partnership (NSCP) met. The NCSP thanks its partners.", ("NCSP", "NSCP")),
    ],
)
def test_a_name_nearly_like_another_is_found(text, expected):
    assert [each[1:] for each in found(text) if each[0] == "name"] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        f"The Quality and Performance Sub-Group reports to the {GROUP}.\n\nThe {GROUP} met.",
        "The National Audit Office met. The Notional Audit Office met. National.",
        "The Learning and Improvement Groups met. The Learning and Improvement Group met twice.",
        "An LCSPR is due. The LCSPR, that LCSPR, one LCSPR, another LCSPR and a CSPR.",
        "The Strategic Planning Group met. The Strategic Plan Group came.",
        "The Northmoor Safeguarding Children Partnership (NSCP) met. The NSPCC thanks its partners.",
    ],
)
def test_names_that_may_well_be_two_are_left_alone(text):
    assert not [each for each in found(text) if each[0] == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Quality Assurance Group (QAG) met. Later the Quality Assurance Group (QGA) met.",
            ("Quality Assurance Group (QGA)", "Quality Assurance Group (QAG)"),
        ),
        (
            "The Quality Assurance Group (QAG) met. Later the Group Quality Assurance (QAG) met.",
            ("Group Quality Assurance (QAG)", "Quality Assurance Group (QAG)"),
        ),
    ],
)
def test_letters_in_another_order_than_their_words_are_found(text, expected):
    assert [each[1:] for each in found(text) if each[0] == "abbreviation"] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "The Multi-Agency Safeguarding Hub (MASH) met. The Multi Agency Safeguarding Hub (MASH) came.",
        "The Youth Justice Co-ordinator Post (YJCP) stands. The Youth Justice Coordinator Post (YJCP) is new.",
        "PAPYRUS (Prevention of Young Suicide) came. PAPYRUS gave training.",
        "The PREVENT duty holds. The PREVENT lead came. Prevent is known.",
    ],
)
def test_an_abbreviation_that_is_a_name_or_is_spelt_a_little_otherwise_is_left_alone(text):
    assert found(text) == []


TABLE = """

| Measure at 31 March | 2021 | 2022 |
|---|---|---|
| Children subject to a child protection plan | 226 | 247 |
| Children in care | 405 | 411 |
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At 31 March 2022 there were 241 children subject to a child protection plan.", ("247", "241")),
        ("On 31 March 2022 there were 421 children in care.", ("411", "421")),
        ("The number of children in care at 31 March 2022 was 421.", ("411", "421")),
    ],
)
def test_a_text_is_held_to_the_table_about_the_same_thing_and_moment(text, expected):
    assert found(text + TABLE) == [("twice", *expected)]


@pytest.mark.parametrize(
    "text",
    [
        "At 31 March 2022 there were 247 children subject to a child protection plan.",
        "At 31 March 2021 there were 405 children in care.",
        "At 31 March 2022 there were 380 children in care who were placed outside the area.",
        "At 31 March 2022 380 children in care were placed with families.",
        "At 31 March 2022 there were 380 children in care in Northmoor Town.",
        "At 31 March 2022 there were 411 children in care, of whom 380 children in care of one home.",
    ],
)
def test_a_part_of_what_a_table_counts_is_not_held_to_the_table(text):
    assert found(text + TABLE) == []
