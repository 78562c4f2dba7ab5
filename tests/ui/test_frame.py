"""The frame: navigation by permission, titles, notices, what higher areas fill in."""

import pytest
from django.test import override_settings
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.ui import frame, menu
from goldenthread.ui.menu import MenuItem
from goldenthread.ui.pages import page
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(monkeypatch):
    monkeypatch.setattr(menu, "_ITEMS", {})
    menu.register(MenuItem("help", "Help yourself", "ui:help", None, 10))
    menu.register(MenuItem("audit", "Trail", "ui:gallery", Permission.AUDIT_VIEW, 5))
    menu.register(MenuItem("help-parts", "Parts", "ui:gallery", None, 2, parent="help"))
    menu.register(MenuItem("help-start", "Contents", "ui:help", None, 1, parent="help"))
    menu.register(MenuItem("nowhere", "Nowhere", "no:such", None, 1))


def asked(rf, viewer=None, path="/help/"):
    request = rf.get(path)
    request.resolver_match = type("Match", (), {"view_name": "ui:help", "namespace": "ui"})()
    if viewer:
        request.viewer = viewer
    return request


def test_a_person_sees_the_entries_their_roles_open(rf, entries):
    everybody = menu.top(viewers.stranger(), asked(rf))
    auditor = menu.top(viewers.who_may(Permission.AUDIT_VIEW), asked(rf))

    assert [link.label for link in everybody] == ["Help yourself"]
    assert [link.label for link in auditor] == ["Trail", "Help yourself"]


def test_somebody_who_is_not_signed_in_sees_no_navigation(rf, entries):
    assert menu.top(None, asked(rf)) == []


def test_the_side_navigation_is_that_of_the_section(rf, entries):
    links = menu.side(viewers.stranger(), asked(rf))

    assert [(link.label, link.current) for link in links] == [("Contents", True), ("Parts", False)]


def test_a_page_may_name_its_section_itself(rf, entries):
    found = frame.of(asked(rf, viewers.stranger()), section="help", item="help-parts")

    assert [link.current for link in found.nav] == [True]
    assert [link.label for link in found.side if link.current] == ["Parts"]
    assert found.side_title == "Help yourself"


def test_two_areas_cannot_take_one_code(entries):
    with pytest.raises(ValueError, match="Two areas"):
        menu.register(MenuItem("help", "Other", "ui:help", None, 1))


def test_higher_areas_fill_the_header(client, monkeypatch):
    monkeypatch.setattr(frame.fillings, "partnership", lambda request: "Invented Partnership")
    monkeypatch.setattr(frame.fillings, "search", ["ui:help"])
    html = client.look_as(viewers.stranger()).get("/help/").content.decode()

    assert "Invented Partnership" in html
    assert 'role="search" method="get" action="/help/"' in html


@override_settings(DEMONSTRATION=True)
def test_the_demonstration_says_so_in_the_words_it_is_given(client, monkeypatch):
    monkeypatch.setattr(frame.fillings, "banner", lambda request: "Demonstration of 2 April.")

    assert "Demonstration of 2 April." in client.get("/help/").content.decode()


def test_a_message_shows_once_on_the_next_page(rf):
    request = asked(rf)
    request._messages = [type("Message", (), {"level_tag": "success", "__str__": lambda self: "Saved."})()]
    html = page(request, "ui/help.jinja", {"groups": []}).content.decode()

    assert "gt-warn--ok" in html
    assert "Saved." in html


def test_the_content_policy_holds(client):
    answer = client.get(reverse("ui:gallery"))
    policy = answer["Content-Security-Policy"]

    assert "'unsafe" not in policy
    assert "style-src 'self'" in policy
    html = answer.content.decode()
    assert "<script>" not in html
    assert " onclick" not in html
