"""The frame works at all."""

import pytest
from django.test import Client, override_settings

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


def test_an_empty_list_says_what_to_do():
    answer = Client().get("/test/list/")

    assert "No accounts yet" in answer.content.decode()


@override_settings(DEMONSTRATION=True)
def test_the_demonstration_says_so():
    assert "Demonstration." in Client().get("/help/").content.decode()
