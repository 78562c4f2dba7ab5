"""Self-assessments through the programming interface: what a token of an agency opens and changes."""

import json

import pytest

from goldenthread.access.roles import Scope
from goldenthread.self_assessment import operations
from goldenthread.self_assessment.models import Answer
from tests.factories import accounts, quality
from tests.factories.self_assessment import NEXT_YEAR, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(clock_at):
    clock_at(NEXT_YEAR)
    found = Year()
    found.signed()
    edition = quality.later(found.edition, published=True, q1_1={"text": "Is it always so?"})
    found.row = found.send(at=NEXT_YEAR, asked=edition.pk, title="Next year", year="2027-28")
    return found


@pytest.fixture
def ask(client, year):
    token = accounts.token("school_lead", year.agency, NEXT_YEAR, Scope.AGENCY)

    def send(path="", method="get", status=200, body=None, **query):
        headers = {"Authorization": f"Bearer {token}"}
        given = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {"data": query}
        response = getattr(client, method)(f"/api/v1/self-assessments/{path}", **given, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return send


def test_an_agencys_token_lists_what_is_open_and_reads_it_with_last_years_answers(ask, year):
    (row,) = ask()["items"]
    assert (row["id"], row["year"], row["signed"]) == (str(year.row.pk), "2027-28", False)
    assert len(ask(open="false")["items"]) == 2
    questions = {each["code"]: each for each in ask(f"{year.row.pk}/")["questions"]}
    assert [questions[code]["state"] for code in ("1.1", "1.2")] == ["changed", "confirm"]
    assert (questions["1.1"]["before"], questions["1.1"]["value"]) == ("2", "")
    assert {each["code"] for each in questions["1.2"]["values"]} == {"0", "1", "2", "3"}


def test_answers_are_kept_and_confirmed_and_conflicts_are_told(ask, year):
    def put(*answers, status=200):
        return ask(f"{year.row.pk}/answers/", "put", status, body={"answers": list(answers)})

    found = put({"code": "1.1", "value": "9"}, {"code": "1.2", "confirm": True})
    assert found["changed"] == ["1.1", "1.2"]
    assert "not on the scale" in found["questions"][0]["fault"]
    assert Answer.objects.get(sheet=year.row, code="1.2").confirmed
    late = put({"code": "1.1", "edition": 7, "value": "3"})
    assert (late["changed"], late["conflicts"]) == ([], ["1.1"])
    put({"code": "8.8", "value": "3"}, status=422)


def test_another_agencys_token_finds_nothing(client, year):
    other = Year()
    token = accounts.token("school_lead", other.agency, NEXT_YEAR, Scope.AGENCY)
    found = client.get(f"/api/v1/self-assessments/{year.row.pk}/", headers={"Authorization": f"Bearer {token}"})
    assert found.status_code == 404


def test_nothing_is_typed_into_what_is_signed(ask, year):
    year.fill(year.row, at=NEXT_YEAR)
    operations.sign(by=year.lead, at=NEXT_YEAR, sheet=year.row.pk, role="lead")
    body = {"answers": [{"code": "1.1", "edition": 1, "value": "3"}]}
    assert "signed" in ask(f"{year.row.pk}/answers/", "put", 422, body=body)["problem"]
