"""Refusals and faults are calm pages."""

import pytest
from django.test import Client

from goldenthread.foundation.errors import NotAllowed
from goldenthread.ui import errors

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.ui.urls_for_tests")]


@pytest.mark.parametrize(("how", "status"), [("not-found", 404), ("rule", 422), ("conflict", 409)])
def test_refusals_become_pages(how, status):
    answer = Client().get(f"/test/refuse/{how}/")

    assert answer.status_code == status
    assert "<h1" in answer.content.decode()


def test_a_fault_is_a_calm_page():
    answer = Client(raise_request_exception=False).get("/test/refuse/fault/")

    assert answer.status_code == 500
    assert "Something went wrong" in answer.content.decode()


def test_a_form_shows_its_errors_with_links():
    answer = Client().post(
        "/test/form/", {"edition": "1", "started-day": "31", "started-month": "2", "started-year": "2026"}
    )

    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<a href="#id_name">Enter name</a>' in html
    assert '<a href="#id_started-day">Start date must be a real date</a>' in html
    assert '<a href="#id_colour_0">Answer “What colour is it?”</a>' in html
    assert "<title>Error: " in html


def test_a_refusal_says_why_to_those_who_are_signed_in(client, stranger):
    answer = client.look_as(stranger).get("/test/refuse/not-allowed/")

    assert answer.status_code == 403
    assert "Your roles do not let you do this." in answer.content.decode()


def test_somebody_who_is_not_signed_in_is_asked_to_sign_in_and_comes_back(client):
    answer = client.get("/test/private/?a=1")

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/test/private/%3Fa%3D1")


def test_the_refusal_of_a_stranger_leads_to_signing_in_too(rf):
    answer = errors.HouseErrors(lambda request: None).process_exception(rf.get("/x/?a=1"), NotAllowed("Sign in."))

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fx%2F%3Fa%3D1")


def test_other_faults_are_left_to_the_handler(rf):
    assert errors.HouseErrors(lambda request: None).process_exception(rf.get("/"), RuntimeError("boom")) is None


def test_a_forged_form_is_refused_in_plain_words():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/test/form/", {"edition": "1"})

    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_a_foreign_host_is_refused():
    answer = Client(headers={"host": "evil.example"}).get("/help/")

    assert answer.status_code == 400
    assert "evil" not in answer.content.decode()


def test_an_address_with_a_null_character_is_not_found_or_refused():
    assert Client().get("/help/%00/").status_code in (400, 404)


def test_too_many_fields_are_refused_calmly():
    answer = Client().post("/test/form/", {f"f{number}": "x" for number in range(1_100)})

    assert answer.status_code == 400
    assert "could not read" in answer.content.decode()


def test_the_page_of_a_fault_needs_no_database(django_db_blocker, rf):
    with django_db_blocker.block():
        answer = errors.server_error(rf.get("/"))

    assert answer.status_code == 500


@pytest.mark.parametrize("status", errors.TITLES)
def test_every_status_has_a_page(rf, status):
    answer = errors.error_page(rf.get("/"), status)

    assert answer.status_code == status
    assert answer.content.decode().count("<h1") == 1
