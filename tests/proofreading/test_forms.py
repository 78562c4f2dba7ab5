"""The same faults are found in every form of file, and none where there is none."""

import pytest

from goldenthread.proofreading import CannotRead, proofread, read
from tests.proofreading.making import FORMS, written

CLEAN = [
    ("h", "Annual report 2022-23"),
    ("p", "This report covers the period 1 April 2022 to 31 March 2023."),
    ("p", "At 31 March 2023 there were 150 children subject to a plan, of which 39 (26%) were under five."),
    ("p", "Referrals rose from 400 to 500, an increase of 25%."),
    (
        "table",
        [
            ["Partner", "2021-22", "2022-23"],
            ["Council", "£40,000", "£41,000"],
            ["Police", "£20,000", "£20,500"],
            ["Health", "£30,000", "£31,500"],
            ["Total", "£90,000", "£93,000"],
        ],
    ),
    (
        "table",
        [
            ["Course", "Places", "Attended", "Take-up"],
            ["Basic awareness", "200", "170", "85%"],
            ["Neglect", "80", "60", "75%"],
            ["Exploitation", "50", "40", "80%"],
            ["Online safety", "40", "30", "75%"],
            ["Total", "370", "300", "81%"],
        ],
    ),
    ("p", "The partnership agreed three priorities:"),
    ("li", ["Neglect", "Exploitation", "Mental health"]),
]
SPOILT = [
    *CLEAN[:2],
    ("p", "At 31 March 2023 there were 150 children subject to a plan, of which 39 (36%) were under five."),
    ("p", "Referrals rose from 400 to 500, an increase of 20%."),
    (
        "table",
        [
            ["Partner", "2021-22", "2022-23"],
            ["Council", "£40,000", "£41,000"],
            ["Police", "£20,000", "£20,500"],
            ["Health", "£30,000", "£31,500"],
            ["Total", "£90,000", "£95,000"],
        ],
    ),
    (
        "table",
        [
            ["Course", "Places", "Attended", "Take-up"],
            ["Basic awareness", "200", "170", "85%"],
            ["Neglect", "80", "60", "57%"],
            ["Exploitation", "50", "40", "80%"],
            ["Online safety", "40", "30", "75%"],
            ["Total", "370", "300", "81%"],
        ],
    ),
    ("p", "The panel meets on a bi-monthly basis. Its report can be found at (add link)."),
    ("p", "The conference took place on 31 June 2022."),
    ("p", "The partnership agreed four priorities:"),
    ("li", ["Neglect", "Exploitation", "Mental health"]),
]
FAULTS = {
    ("share", "36%", "26.0%"),
    ("change", "20%", "25%"),
    ("total", "£95,000", "£93,000"),
    ("relation", "57%", "75%"),
    ("two_meanings", "bi-monthly", "“twice a month” or “every two months”"),
    ("placeholder", "(add link)", "what was meant to stand here"),
    ("date", "31 June 2022", "day 1 to 30"),
    ("count", "4", "3"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_report_without_a_fault_is_left_alone(form, tmp_path):
    proof = proofread(read(written(form, CLEAN, tmp_path)))
    assert [each.as_json() for each in proof.reports] == []
    assert proof.period is not None
    assert proof.period.name == "2022-23"


@pytest.mark.parametrize("form", FORMS)
def test_every_fault_is_found_with_what_was_found_and_what_was_expected(form, tmp_path):
    proof = proofread(read(written(form, SPOILT, tmp_path)))
    assert {(each.kind, each.found, each.expected) for each in proof.reports} == FAULTS
    assert all(each.where and each.message and each.quote for each in proof.reports)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.md", b"", "is empty"),
        ("report.pdf", b"%PDF-1.7 and then nothing", "damaged"),
        ("report.pdf", b"no pdf at all", "is no pdf file"),
        ("report.docx", b"PK\x03\x04 cut off", "damaged"),
        ("report.docx", b"words", "is no docx file"),
        ("report.xlsx", b"PK\x05\x06" + b"\x00" * 18, "no Word document"),
        ("report.rtf", b"{\\rtf1 words}", "no kind that can be read"),
        ("report.txt", b"\x00\x01\x02\x00", "holds no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(name, content, told, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotRead, match=told):
        read(path)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotRead, match=r"There is no file .*missing\.md"):
        read(tmp_path / "missing.md")


def test_a_file_is_read_for_what_it_is_whatever_its_name(tmp_path):
    page = written("html", SPOILT, tmp_path)
    renamed = page.rename(tmp_path / "report.txt")
    assert {each.kind for each in proofread(read(renamed)).reports} >= {"share", "total"}


def test_words_written_by_windows_are_read(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes("The board’s report costs £5, of 20 children 4 (50%) came.".encode("cp1252"))
    assert "£5" in read(path).blocks[0].text
