"""Questions from a spreadsheet: each row that can be used, a message for each that cannot."""

import io
import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

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


@pytest.fixture
def place():
    return bodies.partnership().pk


@pytest.fixture
def page(client, place):
    return client.look_as(quality.keeper(place))


def file(rows, name="questions.xlsx"):
    return SimpleUploadedFile(name, workbooks.made("Questions", rows), content_type=workbooks.XLSX)


def begun(place, old=None, **fields):
    given = {"label": "2027", "in_force_from": date(2027, 4, 1), **fields}
    return operations.start_edition(by=quality.keeper(place), at=quality.AT, bank=old.bank_id, **given)


def sealed(text):
    return re.search(r'name="sealed" value="([^"]+)"', text)[1]


@pytest.mark.django_db
def test_an_edition_goes_out_as_a_workbook_and_comes_back_the_same(page, place):
    by, old = quality.keeper(place), quality.adopted(place)
    sent = page.get(reverse("quality:export", args=[old.pk]))
    empty = begun(place, old)
    given = SimpleUploadedFile("questions.xlsx", sent.content, content_type=workbooks.XLSX)
    told = page.post(reverse("quality:import", args=[empty]), {"file": given}, follow=True)
    assert "47 questions are in the draft" in told.text
    one, other = queries.questionnaire(by, old.pk), queries.questionnaire(by, empty)
    assert [(each.code, each.text, each.scale.code, each.weight) for each in one.questions] == [
        (each.code, each.text, each.scale.code, each.weight) for each in other.questions
    ]
    given = SimpleUploadedFile("questions.xlsx", sent.content, content_type=workbooks.XLSX)
    assert (
        "The draft says all of this already."
        in page.post(reverse("quality:import", args=[empty]), {"file": given}).text
    )


@pytest.mark.django_db
def test_a_sheet_beside_a_draft_shows_what_it_would_add_change_and_leave_before_it_does(page, place):
    by, old = quality.keeper(place), quality.adopted(place)
    draft = begun(place, old, like=old.pk)
    before = queries.questionnaire(by, draft).by_code
    rows = [
        [*HEAD, "Owner"],
        ["Leadership", "1.1", before["1.1"].text, "0 to 3", "2", "yes", "somebody"],
        ["", "", "Who answers at night?", "Words", "", "", ""],
        ["Leadership", "1.3", before["1.3"].text, "Traffic", "1", "", ""],
        ["Daily life", "2.1", before["2.1"].text, "0 to 3", "1", "", ""],
        ["Daily life", "", before["1.2"].text.upper(), "Red, amber, green", "1", "", ""],
    ]
    first = queries.questionnaire(by, draft).standards[0]
    rows[1][0] = first.title
    address = reverse("quality:import", args=[draft])
    seen = page.post(address, {"file": file(rows)}).text
    assert "The column “Owner” is not known here and was left out." in seen
    assert "1 row named no standard" in seen
    assert "the weight" in seen
    assert "D4" in seen
    assert "its standard, 12 instead of 2" in seen
    assert "Who answers at night?" in seen
    assert "New: 12 Daily life" in seen
    whole = queries.questionnaire(by, draft)
    assert whole.by_code["1.1"].weight == 1
    told = page.post(address, {"sealed": sealed(seen)}, follow=True).text
    assert "1 question added, 3 changed, 0 as before, 43 left." in told
    now = queries.questionnaire(by, draft)
    assert now.by_code["1.1"].weight == 2
    assert now.by_code["1.1"].guidance == before["1.1"].guidance
    assert [each.code for each in now.standards[-1].questions] == ["2.1", "1.2"]
    assert now.by_code["1.2"].scale.code == "rag"
    assert len(now.by_code) == 48
    assert "Somebody changed the draft meanwhile" in page.post(address, {"sealed": sealed(seen)}).text
    assert "Send the file again" in page.post(address, {"sealed": "torn"}).text
    seen = page.post(address, {"file": file(rows)}).text
    page.post(address, {"sealed": sealed(seen), "take_out": "1"})
    now = queries.questionnaire(by, draft)
    assert [[each.code for each in standard.questions] for standard in now.standards] == [
        ["1.1", "1.3", next(each for each in now.by_code if each not in before)],
        ["2.1", "1.2"],
    ]


@pytest.mark.django_db
def test_nothing_is_kept_of_a_sheet_with_faults_before_somebody_says_so(page, place):
    by = quality.keeper(place)
    given = {"partnership": place, "purpose": "visit", "title": "Visits", "label": "1"}
    made = operations.start_bank(by=by, at=quality.AT, in_force_from=date(2026, 4, 1), **given)
    rows = [
        HEAD,
        ["Leadership", "", "Is it so?", "0 to 3", "", ""],
        ["Leadership", "", "And?", "Nothing", "", ""],
        ["Leadership", "x" * 41, "And then?", "0 to 3", "", ""],
        ["Leadership", "", "#REF!", "0 to 3", "", ""],
    ]
    address = reverse("quality:import", args=[made])
    told = page.post(address, {"file": file(rows)}).text
    assert "Nothing is kept yet" in told
    for words in ("D3", "B4", "longer than 40 characters", "C5", "holds an error here", "Cell of “Questions”"):
        assert words in told
    assert not list(queries.questionnaire(by, made).questions)
    page.post(address, {"sealed": sealed(told)})
    assert [each.text for each in queries.questionnaire(by, made).questions] == ["Is it so?"]
    assert "not a spreadsheet" in page.post(address, {"file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04no")}).text


def test_the_sheet_with_questions_is_read_and_the_others_are_named():
    book = Workbook()
    book.active.title = "Notes"
    book.active.append(["Read me"])
    book.create_sheet("Our questions").append(HEAD)
    stream = io.BytesIO()
    book.save(stream)
    name, lines, others = workbooks.first_with(stream.getvalue(), "question")
    assert (name, len(lines), others) == ("Our questions", 1, ["Notes"])


def test_no_cell_of_a_workbook_is_a_formula():
    book = load_workbook(io.BytesIO(workbooks.made("Sheet", [["Question"], ["=1+1"]])))
    assert book.active["A2"].data_type == "s"
