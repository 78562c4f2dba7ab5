"""The workbook of a return: made, filled, broken in every way people know, and read again."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from goldenthread.foundation.errors import RuleBroken
from goldenthread.returns import operations, presenters, queries, workbooks
from goldenthread.returns.rules import workbook
from tests.factories.evidence import quarter
from tests.factories.returns import LATER, Q1, Round

pytestmark = pytest.mark.django_db
LABELS = list(workbook.COLUMNS)


class Filled:
    """The workbook of a round, with a way to type into it."""

    def __init__(self, one, viewer=None):
        self.one, self.viewer = one, viewer or one.filler
        self.work = queries.workspace(self.viewer, one.agency, Q1)
        self.book = load_workbook(io.BytesIO(workbooks.make(self.work, self.viewer)))
        self.sheet = self.book[workbook.SHEET]

    def row(self, name, group="All"):
        for number in range(2, self.sheet.max_row + 1):
            if (self.at(number, "indicator").value, self.at(number, "group").value) == (name, group):
                return number
        raise LookupError(name)

    def at(self, number, code):
        return self.sheet.cell(number, LABELS.index(code) + 1)

    def type(self, name, group="All", **values):
        for code, value in values.items():
            self.at(self.row(name, group), code).value = value
        return self

    @property
    def bytes(self):
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()

    def read(self, work=None):
        return workbooks.read(self.bytes, work or queries.workspace(self.viewer, self.one.agency, Q1), self.viewer)


@pytest.fixture
def one():
    found = Round("exclusions", "taf_partner_led")
    found.home.supply("exclusions", quarter(2017, 4), 40)
    found.answer = found.send(exclusions=["sex=Girls", "sex=Boys"])
    return found


EXCLUSIONS, PLANS = "Permanent exclusions", "Early help plans led by partner agencies"


def test_the_workbook_has_definitions_earlier_figures_and_only_open_cells_unlocked(one):
    made = Filled(one)
    first = made.row(EXCLUSIONS)
    assert made.at(first, "past").value == "Q4 2017-18: 40"
    assert "excluded" in made.at(first, "counted").value.lower()
    assert made.sheet.protection.sheet
    assert not made.at(first, "numerator").protection.locked
    for code in ("indicator", "group", "denominator", "counted"):
        assert made.at(first, code).protection.locked
    assert not made.at(made.row(PLANS), "denominator").protection.locked
    assert made.at(made.row(EXCLUSIONS, "Girls"), "why").protection.locked
    assert made.book[workbook.MARK].sheet_state == "veryHidden"
    assert len(made.sheet.data_validations.dataValidation) == 2
    assert made.book[workbook.DEFINITIONS]["A2"].value in (EXCLUSIONS, PLANS)


def test_what_is_typed_in_the_workbook_stands_in_the_draft(one):
    made = Filled(one)
    made.type(EXCLUSIONS, numerator=12, covered=2, what="Fewer.", note="Counted by hand.")
    made.type(EXCLUSIONS, "Girls", numerator=5).type(PLANS, numerator="1,030", denominator=2000.0)
    found = made.read()
    assert (found.messages, found.good, found.same) == ([], 3, 1)
    operations.keep_lines(by=one.filler, at=LATER, answer=one.answer.pk, lines=found.lines, through="return.xlsx")
    lines = {each.ask.indicator.code: each for each in queries.lines(one.filler, one.answer.pk)}
    assert lines["exclusions"].cells == {"": ["12", ""], "sex=Girls": ["5", ""]}
    assert (lines["exclusions"].covered, lines["exclusions"].what) == (2, "Fewer.")
    assert lines["taf_partner_led"].cells == {"": ["1,030", "2000"]}
    again = made.read()
    assert (again.good, again.messages) == (1, [])  # the words of a row are always taken again; nothing changes by it
    kept = operations.keep_lines(by=one.filler, at=LATER, answer=one.answer.pk, lines=again.lines)
    assert kept.changed == []
    mended = made.type(EXCLUSIONS, numerator=13).read()
    operations.keep_lines(by=one.filler, at=LATER, answer=one.answer.pk, lines=mended.lines)
    assert queries.lines(one.filler, one.answer.pk).get(ask__indicator__code="exclusions").cells[""] == ["13", ""]


@pytest.mark.parametrize(
    ("code", "value", "sentence"),
    [
        ("numerator", "about twelve", "is not a number"),
        ("numerator", "92%", "This is a percentage"),
        ("numerator", 0.92, "looks like a percentage"),
        ("numerator", "=6*2", "This is a formula"),
        ("numerator", -4, "0 or more"),
        ("numerator", True, "true or false"),
        ("numerator", date(2018, 2, 1), "made a date of this"),
        ("numerator", "n/a", "why the figure cannot be given"),
        ("numerator", "#DIV/0!", "the error one left"),
        ("denominator", 40, "nothing else is asked"),
        ("covered", 5, "of the 3 months"),
        ("covered", "most", "of the 3 months"),
        ("indicator", "Exclusions, all", "must not change"),
        ("group", "Girls", "must not change"),
        ("partnership", "", "must not change"),
        ("key", "something:0", "not part of the return"),
    ],
)
def test_each_broken_cell_is_met_with_its_address_and_a_sentence_and_the_other_rows_are_good(
    one, code, value, sentence
):
    made = Filled(one).type(PLANS, numerator=30, denominator=60)
    number = made.row(EXCLUSIONS)
    made.at(number, code).value = value
    found = made.read()
    (message,) = found.messages
    assert sentence in message.sentence
    assert message.cell == made.at(number, code).coordinate
    assert found.good == 1
    assert next(iter(found.lines.values()))[1]["cells"] == {"": ("30", "60")}


def test_a_row_twice_is_told_and_a_row_that_is_gone_stays_as_it_is(one):
    made = Filled(one).type(EXCLUSIONS, numerator=12)
    first, second = made.row(EXCLUSIONS), made.row(PLANS)
    for code in LABELS:
        made.at(second, code).value = made.at(first, code).value
    found = made.read()
    assert f"Row {min(first, second)} is about the same figure" in found.messages[0].sentence
    assert found.left == [PLANS]


def test_words_beside_a_group_are_told(one):
    found = Filled(one).type(EXCLUSIONS, "Girls", numerator=3, why="New.").read()
    assert "row of the whole" in found.messages[0].sentence


def test_a_figure_that_somebody_else_typed_meanwhile_is_never_overwritten(one):
    made = Filled(one)
    one.fill(one.answer, by=one.senior, exclusions=99)
    untouched = made.read()
    assert (untouched.lines, untouched.messages) == ({}, [])
    told = made.type(EXCLUSIONS, numerator=12).read()
    assert "Somebody else typed 99" in told.messages[0].sentence
    assert told.lines == {}
    assert made.type(EXCLUSIONS, numerator=99).read().messages == []


def foreign(one):
    book = Workbook()
    book.active.append(["Indicator", "Number"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def renamed(one):
    made = Filled(one)
    made.sheet.title = "My return"
    return made.bytes


def without_a_column(one):
    made = Filled(one)
    made.sheet.cell(1, LABELS.index("numerator") + 1).value = "Nos."
    return made.bytes


def of_another_period(one):
    made = Filled(one)
    made.book[workbook.MARK]["B2"] = "2018-07-01"
    return made.bytes


def of_another_version(one):
    made = Filled(one)
    made.book[workbook.MARK]["B1"] = "0"
    return made.bytes


def with_many_rows(one):
    made = Filled(one)
    made.sheet.cell(6_000, 3).value = "x"
    return made.bytes


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (foreign, "not the workbook made for this return"),
        (renamed, "gone or renamed"),
        (without_a_column, "The column “Number” is not where it was"),
        (of_another_period, "another agency or another period"),
        (of_another_version, "another version of the product"),
        (with_many_rows, "more than 5,000 rows"),
        (lambda one: b"", "The file is empty"),
        (lambda one: b"PK\x03\x04 nothing", "not a spreadsheet"),
        (lambda one: b"%PDF-1.7 disguised as return.xlsx", "not the workbook made for this return"),
        (lambda one: b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
)
def test_a_file_that_is_not_the_workbook_is_refused_with_what_to_do(one, make, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        workbooks.read(make(one), queries.workspace(one.filler, one.agency, Q1), one.filler)


def test_names_that_look_like_formulas_are_written_as_words(one):
    from goldenthread.evidence import operations as evidence

    row = queries.lines(one.qa, one.answer.pk).first().ask.indicator
    evidence.change_indicator(
        by=one.qa, at=LATER, indicator=row.pk, seen=row.edition, name="=HYPERLINK(1)", why="", question="", key=False
    )
    made = Filled(one)
    cells = [made.at(number, "indicator") for number in range(2, made.sheet.max_row + 1)]
    assert all(each.data_type == "s" for each in cells)


def test_the_workbook_goes_out_and_comes_back_on_pages(client, one, clock_at):
    clock_at(LATER)

    def address(name):
        return presenters.work_address(one.agency, Q1, name)

    sent = client.look_as(one.filler).get(address("workbook"))
    assert "return-q1-2018-19" in sent["Content-Disposition"]
    made = Filled(one).type(EXCLUSIONS, numerator=12).type(PLANS, numerator="many", denominator=60)

    def send(keep, content=made.bytes):
        given = {"file": SimpleUploadedFile("return.xlsx", content)} | ({"keep": keep} if keep else {})
        return client.look_as(one.filler).post(address("upload"), given).content.decode()

    assert "Send the workbook" in client.look_as(one.filler).get(address("upload")).content.decode()
    told = send("")
    for words in ("One cell cannot be used", "is not a number", "you asked for a check only"):
        assert words in told
    assert queries.sheet(one.qa, one.answer.pk).filled == 0
    assert "1 line is changed in the draft" in send("on")
    assert queries.sheet(one.qa, one.answer.pk).filled == 1
    assert "not the workbook made for this return" in send("on", foreign(one))
    assert client.look_as(one.qa).get(address("upload")).status_code == 403
