"""A return in a spreadsheet: out, filled, and back, with a message for everything that cannot be used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.models import Answer
from tests.factories import partnership as bodies
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(clock_at):
    clock_at(LATER)
    return Year()


def downloaded(page, row):
    content = page.get(reverse("self_assessment:workbook", args=[row.pk])).content
    return load_workbook(io.BytesIO(content))


def sent(page, row, book):
    stream = io.BytesIO()
    book.save(stream)
    file = SimpleUploadedFile("return.xlsx", stream.getvalue())
    return page.post(reverse("self_assessment:upload", args=[row.pk]), {"file": file})


def test_a_return_goes_out_is_filled_and_comes_back(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    book = downloaded(page, row)
    sheet = book.active
    assert [cell.value for cell in sheet[2]][:3] == ["1.1", "Standard 1", "Is 1.1 so?"]
    sheet["F2"], sheet["H2"] = "2: mostly met", "We looked."
    sheet["F3"] = 3
    sheet["F4"] = "Not applicable"
    sheet["F5"] = "excellent"
    told = sent(page, row, book).text
    assert "2</b>answers changed in the draft" in told
    assert "Say why this does not apply." in told
    assert "not on the scale" in told
    assert dict(Answer.objects.values_list("code", "value")) == {"1.1": "2", "1.2": "3"}
    assert Answer.objects.get(code="1.1").words == "We looked."


def test_what_somebody_changed_meanwhile_is_not_written_over(client, year):
    row = year.send()
    year.fill(row, q1_1="1")
    page = client.look_as(year.lead)
    book = downloaded(page, row)
    operations.keep_answers(by=year.head, at=LATER, sheet=row.pk, answers={"1.1": (1, {"value": "3"})})
    book.active["F2"] = 2
    assert "somebody changed these meanwhile" in sent(page, row, book).text
    assert Answer.objects.get(code="1.1").value == "3"


def test_a_row_of_another_return_or_a_broken_row_is_told(client, year):
    row = year.send()
    page = client.look_as(year.lead)
    book = downloaded(page, row)
    sheet = book.active
    sheet["A2"], sheet["A4"] = "9.9", "1.2"
    sheet["F3"], sheet["F4"] = 2, 2
    sheet["F5"], sheet["J5"] = 2, "x"
    told = sent(page, row, book).text
    assert "No such question is asked here" in told
    assert "stands in the sheet twice" in told
    assert "This column was changed" in told
    assert Answer.objects.get().code == "1.2"


def test_who_has_one_part_gets_that_part_alone(client, year):
    row = year.send()
    operations.hand_part(by=year.lead, at=LATER, sheet=row.pk, standard="2", person=year.colleague.person_id)
    page = client.look_as(year.colleague)
    codes = [cell.value for cell in downloaded(page, row).active["A"][1:]]
    assert codes == ["2.1", "2.2"]
    whole = downloaded(client.look_as(year.lead), row)
    for number in range(2, 6):
        whole.active[f"F{number}"] = 2
    told = sent(client.look_as(year.colleague), row, whole).text
    assert told.count("not yours to answer") == 2
    assert set(Answer.objects.values_list("code", flat=True)) == {"2.1", "2.2"}


def test_the_partnership_gets_no_spreadsheet_of_a_draft(client, year):
    row = year.send()
    for name in ("workbook", "upload"):
        assert client.look_as(year.qa).get(reverse(f"self_assessment:{name}", args=[row.pk])).status_code == 404


def test_a_round_is_analysed_by_standard_kind_and_year(client, year):
    row = year.signed(q1_1="0", q1_2="0")
    operations.judge(by=year.qa, at=LATER, sheet=row.pk, code="2.1", sort="moderated", value="0", reason="Not shown")
    found = queries.analysis(year.qa, row.round_id)
    assert found.returned == 1
    assert {code: float(each) for code, each in found.standards.items()} == {"1": 0.0, "2": 66.7}
    assert list(found.kinds) == ["Primary school"]
    assert [(each.compared.question.code, each.compared.steps) for each in found.differences] == [("2.1", 2)]
    seen = client.look_as(year.qa).get(reverse("self_assessment:analysis", args=[row.round_id])).text
    assert "67%" in seen
    assert "Not shown" not in seen


def test_an_analysis_takes_few_queries_however_many_returned(year, django_assert_max_num_queries):
    row = year.signed()
    with django_assert_max_num_queries(6):
        queries.analysis(year.qa, row.round_id)


def test_a_school_sees_similar_schools_only_from_six_of_them(year):
    schools = [
        bodies.agency(f"School {n}", partnership=year.place, kind="school", phase="primary").pk for n in range(6)
    ]
    row = year.send(year.agency, *schools)
    year.fill(row)
    year.sign(row)
    for number, agency in enumerate(schools):
        assert queries.beside(year.lead, row.pk)["1"].middle is None
        other = queries.returns(year.qa).get(agency=agency)
        lead, head = (year.of_school("school_lead", f"{name} {number}", agency) for name in ("Lead", "Head"))
        year.fill(other, by=lead, q1_1=str(number % 4), q1_2="3", q2_1="3", q2_2="3")
        operations.sign(by=lead, at=LATER, sheet=other.pk, role="lead")
        operations.sign(by=head, at=LATER, sheet=other.pk, role="head")
    found = queries.beside(year.lead, row.pk)["1"]
    assert (float(found.own), found.of) == (66.7, 6)
    assert 50 <= found.middle <= 100


def test_governors_get_a_paper_of_what_was_signed(client, year):
    row = year.send()
    year.fill(row)
    page = client.look_as(year.lead)
    address = reverse("self_assessment:report", args=[row.pk, "docx"])
    assert page.get(address).status_code == 404
    operations.keep_answers(
        by=year.lead, at=LATER, sheet=row.pk, answers={"1.1": (1, {"improve": "A plan by the spring"})}
    )
    operations.open_step(by=year.lead, at=LATER, sheet=row.pk, code="1.1", title="Write the plan")
    year.sign(row)
    made = page.get(address)
    assert made["Content-Disposition"].startswith("attachment")
    assert len(made.content) > 5_000
    other = bodies.agency("Hazel Lane", partnership=year.place, kind="school").pk
    assert client.look_as(year.of_school("school_lead", "Sasha Other", other)).get(address).status_code == 404
