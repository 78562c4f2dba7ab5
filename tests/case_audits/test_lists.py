"""Lists of cases as people send them, good and broken."""

import io

import pytest
from openpyxl import Workbook

from goldenthread.case_audits import lists
from goldenthread.foundation.errors import RuleBroken

GOOD = "Reference,Area\ncs00001,Chester\nCS00002,Northwich\n\n"


def book(*sheets):
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets:
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_references_are_read_from_csv_and_excel():
    for content in (
        GOOD.encode(),
        book(("Cases", [["Reference", "Area"], ["cs00001", "Chester"], ["CS00002", "Northwich"]])),
    ):
        found = lists.read(content, "reference", "Area")
        assert [(each.reference, each.stratum) for each in found.listed] == [
            ("CS00001", "Chester"),
            ("CS00002", "Northwich"),
        ]
        assert found.fault == ""


def test_only_the_column_of_references_is_read_unless_another_divides_the_list():
    assert [each.stratum for each in lists.read(GOOD.encode(), "Reference").listed] == ["", ""]


def test_numbers_in_a_workbook_are_references():
    assert [each.reference for each in lists.read(book(("S", [["Ref"], [100234]])), "Ref").listed] == ["100234"]


@pytest.mark.parametrize(
    ("content", "column", "said"),
    [
        (b"Reference,Child's name\nCS1,Robin Example\n", "Reference", r"columns about people: “Child's name”"),
        (b"Case\nCS1\n", "Reference", "No line names a column “Reference”"),
        (b"", "Reference", "empty"),
        (book(("A", [["Reference"], ["CS1"]]), ("B", [["Name"], ["Robin"]])), "Reference", "more than one sheet"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_whole(content, column, said):
    with pytest.raises(RuleBroken, match=said):
        lists.read(content, column)


def test_a_column_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(RuleBroken, match=r"no column “Ward”\. It has: Reference and Area"):
        lists.read(GOOD.encode(), "Reference", "Ward")


def test_names_among_references_are_refused_with_their_rows_and_never_repeated():
    content = "Reference\nCS00001\nRobin Example\nCS00003\nJo\n" + "x\n" * 30
    fault = lists.read(content.encode(), "Reference").fault
    assert fault.startswith("Row 3: This looks like a name.")
    assert "Robin" not in fault
    assert fault.endswith("And 12 more rows.")
