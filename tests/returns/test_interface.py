"""Returns through the programming interface: what a token of an agency opens and changes."""

import json

import pytest

from goldenthread.access.roles import Scope
from goldenthread.returns import queries
from tests.factories import accounts
from tests.factories.evidence import quarter
from tests.factories.returns import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(clock_at):
    clock_at(accounts.AT)
    found = Round("exclusions", "taf_partner_led")
    found.home.supply("exclusions", quarter(2017, 4), 40)
    found.answer = found.send(exclusions=["sex=Girls", "sex=Boys"])
    return found


@pytest.fixture
def ask(client, one):
    token = accounts.token("data_supplier", one.agency, scope=Scope.AGENCY)

    def send(path="", method="get", status=200, body=None, **query):
        headers = {"Authorization": f"Bearer {token}"}
        given = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {"data": query}
        response = getattr(client, method)(f"/api/v1/returns/{path}", **given, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return send


def test_an_agencys_token_lists_its_open_returns_and_reads_one(ask, one):
    (row,) = ask()["items"]
    assert (row["id"], row["due_on"], row["complete"]) == (str(one.answer.pk), "2018-07-20", False)
    found = ask(f"{one.answer.pk}/")
    line = next(each for each in found["lines"] if each["indicator"] == "exclusions")
    assert line["groups"] == ["sex: Girls", "sex: Boys"]
    assert line["earlier"] == [{"starts_on": "2018-01-01", "ends_on": "2018-03-31", "value": "40"}]
    assert [each["code"] for each in line["checks"]] == ["unanswered"]


def test_lines_are_kept_with_a_message_per_cell_and_then_completed(ask, one):
    lines = {each["indicator"]: each for each in ask(f"{one.answer.pk}/")["lines"]}

    def put(code, **values):
        given = {"line": lines[code]["line"], "edition": lines[code]["edition"], **values}
        found = ask(f"{one.answer.pk}/lines/", "put", body={"lines": [given]})
        lines[code] = found["lines"][0]
        return found

    wrong = put("taf_partner_led", figures=[{"numerator": "70", "denominator": "60"}])
    assert wrong["lines"][0]["checks"][0]["code"] == "above_denominator"
    assert ask(f"{one.answer.pk}/complete/", "post", status=422, body={})["problem"]
    put("taf_partner_led", figures=[{"numerator": "30", "denominator": "60"}], note="Counted.")
    girls = {"group": "sex: Girls", "numerator": "17"}
    put("exclusions", figures=[{"numerator": "41"}, girls], months_covered=3, what="As before.")
    stale = lines["exclusions"] | {"edition": 1}
    conflict = ask(
        f"{one.answer.pk}/lines/",
        "put",
        body={"lines": [{"line": stale["line"], "edition": 1, "figures": [{"numerator": "9"}]}]},
    )
    assert conflict["conflicts"] == [stale["line"]]
    assert ask(f"{one.answer.pk}/complete/", "post", body={})["complete"]
    assert queries.answer(one.qa, one.answer.pk).complete_at == accounts.AT


def test_a_token_signs_only_where_the_role_may_and_sees_no_other_agency(client, ask, one):
    ask(f"{one.answer.pk}/sign/", "post", status=403, body={})
    other = Round("exclusions")
    elsewhere = other.send()
    ask(f"{elsewhere.pk}/", status=404)
    ask(f"{elsewhere.pk}/lines/", "put", status=404, body={"lines": []})
    ask(f"{one.answer.pk}/lines/", "put", status=422, body={"lines": [{"line": str(one.place), "edition": 1}]})
