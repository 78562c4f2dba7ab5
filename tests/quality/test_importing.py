"""Questions from a spreadsheet: each row that can be used, a message for each that cannot."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import operations, queries, workbooks
from goldenthread.quality.rules import importing
from tests.factories import partnership as bodies
from tests.factories import quality

SCALES = {"0 to 3": "zero_to_three", "Red, amber, green": "rag"}
HEAD = ["Standard", "Question code", "Question", "Scale or kind of answer", "Weight", "Has to be answered"]


def read(*rows):
    return importing.read([(number, row) for number, row in enumerate([HEAD, *rows], start=1)], SCALES)


def test_good_rows_become_questions_and_a_code_is_given_where_there_is_none():
    found = read(
        ["Leadership", "1.1", "Is there a lead?", "0 to 3", "2", "yes"],
        ["Leadership", "", "Who is it?", "Words", "", ""],
        ["Policies", "", "Is it green?", "Traffic", "0,5", "no"],
    )
    assert [each.cell for each in found.messages] == ["D4"]
    (standard,) = found.standards
    assert [each.code for each in standard.questions] == ["1.1", "1.2"]
    assert standard.questions[0].weight == 2
    assert (standard.questions[1].kind, standard.questions[1].required) == ("text", False)


@pytest.mark.parametrize(
    ("row", "cell", "sentence"),
    [
        (["", "", "Is it so?", "0 to 3", "", ""], "A2", "which standard"),
        (["Leadership", "", "", "0 to 3", "", ""], "C2", "no question here"),
        (["Leadership", "", "Is it so?", "0 to 9", "", ""], "D2", "no such scale"),
        (["Leadership", "", "Is it so?", "0 to 3", "heavy", ""], "E2", "read as 1"),
        (["Leadership", "", "Is it so?", "0 to 3", "-2", ""], "E2", "read as 1"),
        (["Leadership", "", "Is it so?", "0 to 3", "", "perhaps"], "F2", "yes or no"),
    ],
)
def test_each_fault_names_its_cell(row, cell, sentence):
    (message,) = read(row).messages
    assert message.cell == cell
    assert sentence in message.sentence


def test_a_code_used_twice_is_told():
    found = read(
        ["Leadership", "1.1", "Is it so?", "0 to 3", "", ""], ["Leadership", "1.1", "And this?", "0 to 3", "", ""]
    )
    assert [each.cell for each in found.messages] == ["B3"]
    assert found.questions == 1


def test_a_sheet_without_its_columns_is_refused():
    with pytest.raises(RuleBroken, match="no column “Question”"):
        importing.read([(1, ["Standard", "Scale or kind of answer"])], SCALES)
    with pytest.raises(RuleBroken, match="no column"):
        importing.read([], SCALES)


@pytest.mark.django_db
def test_an_edition_goes_out_as_a_workbook_and_comes_back_the_same(client):
    place = bodies.partnership().pk
    by, page = quality.keeper(place), client.look_as(quality.keeper(place))
    old = quality.adopted(place)
    sent = page.get(reverse("quality:export", args=[old.pk]))
    empty = operations.start_edition(
        by=by, at=quality.AT, bank=old.bank_id, label="2027", in_force_from=date(2027, 4, 1)
    )
    file = SimpleUploadedFile("questions.xlsx", sent.content, content_type=workbooks.XLSX)
    told = page.post(reverse("quality:import", args=[empty]), {"file": file})
    assert "47 questions are in the draft" in told.text
    one, other = queries.questionnaire(by, old.pk), queries.questionnaire(by, empty)
    assert [(each.code, each.text, each.scale.code, each.weight) for each in one.questions] == [
        (each.code, each.text, each.scale.code, each.weight) for each in other.questions
    ]
    with pytest.raises(RuleBroken, match="has questions already"):
        operations.take_in(by=by, at=quality.AT, edition=empty, standards=[])


@pytest.mark.django_db
def test_nothing_is_kept_of_a_sheet_with_faults_unless_one_says_so(client):
    place = bodies.partnership().pk
    by, page = quality.keeper(place), client.look_as(quality.keeper(place))
    quality.adopted(place)
    made = operations.start_bank(
        by=by,
        at=quality.AT,
        partnership=place,
        purpose="visit",
        title="Visits",
        label="1",
        in_force_from=date(2026, 4, 1),
    )
    rows = [HEAD, ["Leadership", "", "Is it so?", "0 to 3", "", ""], ["Leadership", "", "And?", "Nothing", "", ""]]
    content = workbooks.made("Questions", rows)
    address = reverse("quality:import", args=[made])
    told = page.post(address, {"file": SimpleUploadedFile("a.xlsx", content)})
    assert "Nothing is kept yet" in told.text
    assert "D3" in told.text
    assert not list(queries.questionnaire(by, made).questions)
    told = page.post(address, {"file": SimpleUploadedFile("a.xlsx", content), "keep": "on"})
    assert "1 questions are in the draft" in told.text
    assert "not a spreadsheet" in page.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")}).text


def test_no_cell_of_a_workbook_is_a_formula():
    book = load_workbook(io.BytesIO(workbooks.made("Sheet", [["Question"], ["=1+1"]])))
    assert book.active["A2"].data_type == "s"
