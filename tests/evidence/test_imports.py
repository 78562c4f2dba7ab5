"""Spreadsheets of figures: ten kinds of damage, each told by its cell, and nothing dropped in silence."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook

from goldenthread.evidence import imports, library
from goldenthread.evidence.rules import filing
from goldenthread.evidence.rules.filing import Known
from goldenthread.foundation import sheets
from goldenthread.foundation.errors import RuleBroken

LABELS = [label for label, _ in filing.COLUMNS.values()]
FINE = ["Permanent exclusions", date(2017, 4, 1), date(2018, 3, 31), "", 30, None, "Police", date(2018, 4, 20), "", ""]
KNOWN = Known(
    {"permanent exclusions": "exclusions", "exclusions": "exclusions", "taf_partner_led": "taf_partner_led"},
    lambda code, on: library.starters()[code].details,
    {"police": "00000000-0000-0000-0000-000000000001"},
    {("exclusions", date(2016, 4, 1), date(2017, 3, 31), ""): (Decimal(20), None)},
    date(2026, 4, 2),
)


def book(*rows, sheet="Figures", head=LABELS):
    made = Workbook()
    made.active.title = sheet
    made.active.append(head)
    for row in rows:
        made.active.append(row)
    return sent(made)


def sent(made):
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def row(**changes):
    return [changes.get(code, value) for code, value in zip(filing.COLUMNS, FINE, strict=True)]


def read(*rows, **options):
    return imports.read(book(*rows, **options), KNOWN)


def test_a_sound_line_is_read_whole():
    found = read(row(breakdown="sex: Girls", covered="11 of 12", source="Census"))
    assert found.messages == []
    assert found.rows[0]["state"] == "good"
    assert found.rows[0]["values"] == {
        "indicator": "exclusions",
        "start": "2017-04-01",
        "end": "2018-03-31",
        "cut": "sex=Girls",
        "numerator": "30",
        "denominator": None,
        "supplier": "00000000-0000-0000-0000-000000000001",
        "agency": "Police",
        "supplied_on": "2018-04-20",
        "covered": [11, 12],
        "source": "Census",
    }


TAF = {"indicator": "taf_partner_led", "numerator": 3, "denominator": 5}


@pytest.mark.parametrize(
    ("changes", "cell", "words"),
    [
        ({"numerator": "about 30"}, "E2", "is not a number"),
        ({"numerator": "66%"}, "E2", "This is a percentage"),
        ({"numerator": None}, "E2", "Give the number"),
        ({"numerator": "=10+20"}, "E2", "This is a formula"),
        ({"numerator": -3}, "E2", "0 or more"),
        (TAF | {"denominator": 0}, "F2", "The denominator is 0"),
        (TAF | {"numerator": 6}, "E2", "cannot be larger than the whole"),
        (TAF | {"denominator": None}, "F2", "Give the denominator"),
        ({"denominator": 5}, "F2", "Leave the denominator empty"),
        ({"indicator": "Unicorns"}, "A2", "is not an indicator of this partnership"),
        ({"indicator": None}, "A2", "Name the indicator"),
        ({"end": date(2016, 3, 31)}, "C2", "ends before it begins"),
        ({"end": date(2027, 3, 31)}, "C2", "has not ended yet"),
        ({"start": "soon", "end": "later"}, "B2", "is not a day"),
        ({"start": None}, "B2", "Say from which day"),
        ({"agency": "Nobody"}, "G2", "is not an agency"),
        ({"agency": None}, "G2", "Say which agency"),
        ({"breakdown": "hair: red"}, "D2", "is not a breakdown"),
        ({"covered": "most"}, "I2", "9 of 12"),
        ({"covered": "13 of 12"}, "I2", "between 1"),
        ({"supplied_on": date(2018, 1, 1)}, "H2", "after the period"),
    ],
)
def test_damage_is_told_by_its_cell(changes, cell, words):
    found = read(row(**changes))
    assert [(each.cell, words in each.sentence) for each in found.messages] == [(cell, True)]
    assert found.rows[0]["state"] == "fault"


def test_every_fault_of_a_line_is_told_at_once():
    found = read(row(numerator="many", agency="Nobody", indicator="Unicorns"))
    assert [each.cell for each in found.messages] == ["A2", "E2", "G2"]


def test_a_line_given_twice_is_told():
    found = read(row(), row(numerator=31))
    assert [(each.cell, "Line 2 gives the same figure" in each.sentence) for each in found.messages] == [("A3", True)]


def test_a_figure_that_is_there_is_the_same_or_must_be_restated():
    before = {"start": date(2016, 4, 1), "end": date(2017, 3, 31)}
    same = read(row(**before, numerator=20))
    assert (same.rows[0]["state"], same.messages) == ("same", [])
    other = read(row(**before, numerator=21))
    assert (other.rows[0]["state"], "20 was supplied already" in other.messages[0].sentence) == ("fault", True)


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2017-18", None, ("2017-04-01", "2018-03-31")),
        ("Q4 2017-18", None, ("2018-01-01", "2018-03-31")),
        ("Q1 2017-18", None, ("2017-04-01", "2017-06-30")),
        (date(2018, 3, 31), None, ("2018-03-31", "2018-03-31")),
        (datetime(2018, 3, 31, 0, 0), "31/03/2018", ("2018-03-31", "2018-03-31")),
        ("1 April 2017", "31.03.2018", ("2017-04-01", "2018-03-31")),
    ],
)
def test_a_period_is_read_as_people_write_it(start, end, days):
    found = read(row(start=start, end=end))
    assert (found.rows[0]["values"]["start"], found.rows[0]["values"]["end"]) == days


def test_a_workbook_without_the_columns_is_refused_with_the_sheets_that_were_looked_at():
    with pytest.raises(RuleBroken, match="“Notes”"):
        imports.read(book(["x"], sheet="Notes", head=["Anything"]), KNOWN)


def test_what_was_not_read_is_said():
    made = load_workbook(io.BytesIO(book([*row(), "see me"], head=[*LABELS, "Comment"])))
    made.create_sheet("Others").append(["something"])
    found = imports.read(sent(made), KNOWN)
    assert [(each.line, each.cell) for each in found.messages] == [(0, "sheet Others"), (0, "K1")]
    assert found.rows[0]["state"] == "good"


def test_empty_lines_are_passed_over_and_the_head_may_stand_lower():
    made = Workbook()
    made.active.title = "Return"
    for line in (["Quarterly return"], [], LABELS, row(), [], row(numerator="x")):
        made.active.append(line)
    found = imports.read(sent(made), KNOWN)
    assert [each["line"] for each in found.rows] == [4, 6]
    assert found.messages[0].cell == "E6"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252"])
def test_a_csv_is_read_too(encoding):
    text = 'Code,Period,Count,Supplied by\r\nexclusions,2017-18,"1,030",Police\r\n'
    found = imports.read(text.encode(encoding), KNOWN)
    assert found.messages == []
    assert found.rows[0]["values"]["numerator"] == "1030"


@pytest.mark.parametrize(
    "text",
    [
        b"Code;Period;Count;Supplied by\r\nexclusions;2017-18;1030;Police\r\n",
        "Code\tPeriod\tCount\tSupplied by\nexclusions\t2017-18\t1030\tPolice\n".encode("utf-16"),
    ],
)
def test_other_ways_of_saving_a_csv_are_read(text):
    assert [each["state"] for each in imports.read(text, KNOWN).rows] == ["good"]


@pytest.mark.parametrize(
    "content",
    [b"", b"no workbook", b"PK broken", b"\xd0\xcf\x11\xe0 old", b"GIF\x00\x01", b"x" * (sheets.MOST_BYTES + 1)],
)
def test_a_file_that_cannot_be_read_says_what_to_do(content):
    with pytest.raises(RuleBroken) as told:
        imports.read(content, KNOWN)
    assert told.value.field == "file"


def test_the_workbook_to_fill_is_read_back():
    made = load_workbook(io.BytesIO(imports.template([("Permanent exclusions", "Children", "")], ["Police"])))
    assert made.sheetnames == ["Figures", "Indicators", "Agencies", "How to fill it"]
    made["Figures"].append(row())
    found = imports.read(sent(made), KNOWN)
    assert (found.rows[0]["state"], found.messages) == ("good", [])


def test_columns_beyond_z_have_two_letters():
    assert [sheets.letter(place) for place in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]
