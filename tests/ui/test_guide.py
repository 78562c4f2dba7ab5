"""The guide inside the product."""

import pytest
from django.urls import reverse

from goldenthread.ui import guide

pytestmark = pytest.mark.django_db


def test_every_page_of_the_guide_opens(client):
    for slug in guide.every():
        assert client.get(reverse("ui:guide", args=[slug])).status_code == 200


def test_the_contents_lead_to_every_page(client):
    html = client.get("/help/").content.decode()

    for slug in guide.every():
        assert reverse("ui:guide", args=[slug]) in html


def test_an_unknown_page_or_picture_is_not_found(client):
    assert client.get("/help/nothing-like-that/").status_code == 404
    assert client.get("/help/images/nothing.png").status_code == 404


def test_a_picture_of_the_guide_is_served(client, tmp_path, monkeypatch):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "my-work.png").write_bytes(b"\x89PNG")
    monkeypatch.setattr(guide, "PLACES", (tmp_path,))

    answer = client.get("/help/images/my-work.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content == b"\x89PNG"


def test_html_and_scripts_in_markdown_are_harmless():
    html = guide.as_html("# A\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](data:text/html,1)")

    assert "<script" not in html
    assert 'href="javascript' not in html
    assert 'src="data' not in html


def test_links_between_pages_and_pictures_lead_to_the_product():
    html = guide.as_html("[b](lists.md#filter) and ![A list](images/a-list.png)")

    assert 'href="/help/lists/#filter"' in html
    assert 'src="/help/images/a-list.png"' in html
    assert 'alt="A list"' in html


def test_a_page_says_its_group_and_place():
    found = guide.read("x", "group: First steps\norder: 3\n\n# A title\n\nText.")

    assert (found.title, found.group, found.order) == ("A title", "First steps", 3)
    assert guide.read("x", "Only text").order == 50


def test_the_package_carries_the_guide():
    assert (guide.PLACES[0] / "accessibility.md").is_file()
