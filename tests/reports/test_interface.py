"""Reports through the programming interface."""

import json

import pytest

from goldenthread.reports import operations, queries
from goldenthread.reports.models import EditionFile
from tests.factories import accounts
from tests.factories import partnership as bodies
from tests.factories import reports as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client, place, clock_at):
    clock_at(accounts.AT)
    headers = {"Authorization": f"Bearer {accounts.token('business_manager', place.pk)}"}

    def get(path, status=200, **query):
        response = client.get(f"/api/v1/reports/{path}", query, headers=headers)
        assert response.status_code == status, response.content
        return response.json()

    return get


@pytest.fixture
def edition(report, manager, chair):
    return make.published(report, manager, chair)


def test_a_report_is_told_with_how_far_each_section_is(ask, report, manager, section):
    (listed,) = ask("reports/")["items"]
    assert (listed["id"], listed["kind"], listed["starts_on"]) == (str(report), "yearly", "2017-04-01")
    assert (listed["approved"], listed["edition"]) == (False, None)
    operations.write_section(by=manager, at=make.AT, section=section.pk, text="See (add link).", seen=section.edition)
    found = ask(f"reports/{report}/sections/")
    first = found["sections"][0]
    assert (first["heading"], first["stops"], first["state"]) == (section.heading, 1, "drafting")
    assert found["with_text"] <= found["required"] == sum(each["required"] for each in found["sections"])


def test_an_edition_comes_with_its_files_and_the_figures_of_its_json_file(ask, edition, manager, place):
    (listed,) = ask("editions/", partnership=str(place.pk))["items"]
    assert (listed["number"], listed["taken_down_on"]) == (1, None)
    assert {"html", "pdf", "docx", "json", "csv"} == {each["format"] for each in listed["files"]}
    row = queries.edition(manager, edition)
    kept = EditionFile.objects.get(edition=row, format="json")
    assert next(each["sha256"] for each in listed["files"] if each["format"] == "json") == kept.sha256
    whole = ask(f"editions/{edition}/figures/")
    assert whole == json.loads(queries.file_of(edition, "json"))


def test_an_edition_that_was_taken_down_says_when_and_why(ask, edition, report, manager):
    operations.take_down(by=manager, at=make.AT, edition=edition, why="A figure was wrong.")
    (listed,) = ask("editions/", report=str(report))["items"]
    assert (listed["taken_down_on"], listed["why_taken_down"]) == (make.AT.date().isoformat(), "A figure was wrong.")


def test_what_came_and_what_went_is_listed(ask, edition, report, manager, place):
    asked = make.asked_for(place.pk, manager, supplier_words="The designated officer")
    operations.receive(by=manager, at=make.AT, received=asked, on=make.AT.date())
    seen = queries.received(manager, asked).edition
    operations.summarise(by=manager, at=make.AT, received=asked, seen=seen, summary="Short", points="It fell (page 4)")
    (listed,) = ask("received/")["items"]
    assert (listed["whose"], listed["points"]) == ("The designated officer", [{"words": "It fell", "where": "page 4"}])
    goes = queries.recipients(manager, report).first()
    operations.send(by=manager, at=make.AT, recipient=goes.pk, edition=edition, sent_on=make.AT.date(), how="email")
    (sent,) = ask("sendings/", report=str(report))["items"]
    assert (sent["to"], sent["edition"], sent["how"], sent["received_on"]) == (goes.name, 1, "email", None)


def test_another_partnership_s_reports_are_not_told(client, report, edition, clock_at):
    clock_at(accounts.AT)
    other = {"Authorization": f"Bearer {accounts.token('business_manager', bodies.partnership('Elsewhere').pk)}"}
    for path in ("reports/", "editions/", "sendings/", "received/"):
        assert client.get(f"/api/v1/reports/{path}", headers=other).json()["items"] == []
    for path in (f"reports/{report}/sections/", f"editions/{edition}/figures/"):
        assert client.get(f"/api/v1/reports/{path}", headers=other).status_code == 404
