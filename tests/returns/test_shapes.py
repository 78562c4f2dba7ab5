"""A call for data as another partnership makes it: Bury's quarterly dataset, filled in the workbook, signed and accepted.

The names and values are published facts of that dataset; the words around them are ours. Its percentages and averages have no
parts there, so that a partnership that keeps only these keeps them as scores.
"""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from goldenthread.evidence import operations as evidence
from goldenthread.evidence import queries as kept
from goldenthread.evidence.rules.defining import Details
from goldenthread.foundation.periods import Period
from goldenthread.returns import operations, queries, workbooks
from goldenthread.returns.rules import workbook
from tests.factories.evidence import AT as CHOSEN
from tests.factories.evidence import Home, quarter
from tests.factories.returns import FOUR, LATER, Q1, Round

pytestmark = pytest.mark.django_db

# name: first and second quarter, how a year follows, decimals, how it is kept; None: the row is blank
ROWS = {
    "Children living here, responsibility of other LAs": ("235", "234", "last", 0, "count"),
    "Private fostering arrangements": ("2", "1", "last", 0, "count"),
    "DV notifications, child present": ("395", "451", "sum", 0, "count"),
    "Missing from home": ("92", "72", "sum", 0, "count"),
    "Return interviews %": ("76.9", "73.4", "mean", 1, "score"),
    "New high-risk CSE referrals, monthly average": ("2.3", "2.67", "mean", 2, "score"),
    "Locality hub episodes open, month end": ("370", "317", "last", 0, "count"),
    "MASH referrals, monthly average": ("834", "829.7", "mean", 1, "score"),
    "Working days to MASH decision": ("1.79", "3.37", "mean", 2, "days"),
    "MASH to early help %": ("8", "7.1", "mean", 1, "score"),
    "Infant mortality": (None, None, "sum", 0, "count"),
    "Violent and sexual offences": (None, None, "sum", 0, "count"),
}
CODES = {name: f"bury_{place}" for place, name in enumerate(ROWS)}


@pytest.fixture
def one():
    home = Home()
    for name, (_, _, year_rule, decimals, factor) in ROWS.items():
        details = Details(
            "As the dataset says.", "What is counted", factor=factor, decimals=decimals, year_rule=year_rule
        )
        home.ids[CODES[name]] = evidence.define_indicator(
            by=home.by, at=CHOSEN, partnership=home.place, code=CODES[name], name=name, details=details
        )
    return Round(*CODES.values(), home=home)


def fill(one, values):
    """Fill the workbook of the agency; a blank row gets its reason, as a dash or an empty cell would not do."""
    work = queries.workspace(one.filler, one.agency, Q1)
    book = load_workbook(io.BytesIO(workbooks.make(work, one.filler)))
    sheet, labels = book[workbook.SHEET], list(workbook.COLUMNS)
    for number in range(2, sheet.max_row + 1):
        name = sheet.cell(number, labels.index("indicator") + 1).value
        if name not in values:
            continue
        given = (
            {workbook.NUMERATOR: values[name]} if values[name] is not None else {"missing_why": "Not collected here."}
        )
        for code, value in {**given, **FOUR}.items():
            if code in labels:
                sheet.cell(number, labels.index(code) + 1).value = value
    stream = io.BytesIO()
    book.save(stream)
    return workbooks.read(stream.getvalue(), work, one.filler)


def test_a_quarter_of_that_shape_is_called_for_filled_in_a_workbook_signed_and_accepted(one):
    answer = one.send()
    read = fill(one, {name: row[0] for name, row in ROWS.items()})
    assert [each.sentence for each in read.messages] == []
    operations.keep_lines(by=one.filler, at=LATER, answer=answer.pk, lines=read.lines, through="return.xlsx")
    operations.complete(by=one.filler, at=LATER, answers=[answer.pk])
    operations.sign_off(by=one.senior, at=LATER, answers=[answer.pk])
    operations.accept(by=one.qa, at=LATER, answer=answer.pk)
    for name, row in ROWS.items():
        found = kept.figure(one.qa, one.place, CODES[name], Q1)
        assert found.value == (None if row[0] is None else Decimal(row[0])), name


def test_a_year_of_such_quarters_follows_by_the_rule_of_each_indicator(one):
    """A stock of the last day is never added up, though that dataset printed 1,385 for its hub."""
    for number in (1, 2):
        period = quarter(2018, number)
        for name, row in ROWS.items():
            if row[number - 1] is not None:
                one.home.supply(CODES[name], period, Decimal(row[number - 1]))
    half = Period(quarter(2018, 1).start, quarter(2018, 2).end)
    told = {name: kept.figure(one.qa, one.place, CODES[name], half).value for name in ROWS}
    assert told["Locality hub episodes open, month end"] == 317
    assert told["DV notifications, child present"] == 846
    assert told["MASH to early help %"] == Decimal("7.6")  # the mean of 8 and 7.1, rounded half up


def test_a_percentage_typed_where_a_number_is_asked_is_told_by_its_cell(one):
    one.send()
    read = fill(one, {"Return interviews %": "76.9%"})
    (message,) = read.messages
    assert "percentage" in message.sentence
    assert message.where == "Return interviews %"
