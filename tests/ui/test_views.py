"""Help, the gallery and the frame around pages."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/help/", "/help/components/", "/help/accessibility/", "/help/privacy/"])
def test_help_is_open_to_everybody(address):
    answer = Client().get(address)

    assert answer.status_code == 200
    html = answer.content.decode()
    assert " – Golden Thread</title>" in html
    assert html.count("<h1") == 1
    assert 'lang="en-GB"' in html
    assert "style=" not in html


def test_an_unknown_page_of_help_is_a_calm_404():
    answer = Client().get("/help/nothing-like-that/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
