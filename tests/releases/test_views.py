"""Pages of the releases, as people meet them."""

import html
import re

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.jobs.testing import run_all
from goldenthread.releases import operations
from goldenthread.releases.models import Edition
from goldenthread.releases.rules.periods import code_of
from goldenthread.ui import publicly
from tests.factories import accounts
from tests.factories.evidence import AT
from tests.factories.releases import BEFORE, YEAR, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def desk():
    made = Desk()
    officer = accounts.account()
    accounts.given(officer, "qa_officer", Scope.PARTNERSHIP, made.place)
    made.prepares = accounts.viewer_of(officer)
    return made


def at(name, *args):
    return reverse(f"releases:{name}", args=args)


def send(client, viewer, address, **data):
    return client.look_as(viewer).post(address, data, follow=True).content.decode()


def drawn(client, viewer, address, **data):
    """Send a form that has tables drawn in the background; return the page of the work once it is done, and where it leads."""
    answer = client.look_as(viewer).post(address, data, follow=True)
    assert "Draw the tables" in answer.content.decode()
    run_all()
    text = client.get(answer.redirect_chain[-1][0]).content.decode()
    return text, html.unescape(re.search(r'<a href="([^"]+)"[^>]*class="govuk-button', text)[1])


def test_from_choosing_to_the_public_page(client, desk):
    text = client.look_as(desk.prepares).get(at("prepare", desk.place)).content.decode()
    assert "31 March 2018" in text or "2017-18" in text
    _, address = drawn(
        client,
        desk.prepares,
        at("prepare", desk.place),
        title="Plans",
        audience="public",
        indicators=["cpp"],
        periods=[code_of(YEAR)],
        breakdowns=["category"],
    )
    text = client.get(address).content.decode()
    assert "No hidden number can be worked out" in text
    assert "Somebody else looks at it" in text
    assert ">Small<" in text
    edition = Edition.objects.get()
    assert "What it could be" in client.get(at("proof", edition.pk)).content.decode()
    text = send(client, desk.decides, at("set_out", edition.pk), why="Looked at.")
    assert "Released" in text
    text = client.look_as(desk.decides).get(at("releases")).content.decode()
    assert "Plans" in text
    from django.test import Client

    anybody = Client()
    text = anybody.get(at("newest", edition.release_id)).content.decode()
    assert "Last updated" in text
    assert "Open Government Licence" in text
    assert "Plans" in anybody.get(at("published", desk.slug)).content.decode()
    assert anybody.get(at("published", "nowhere")).status_code == 404


def test_a_new_edition_says_what_changed(client, desk):
    made = desk.release()
    release = Edition.objects.get(pk=made).release_id
    desk.supply(BEFORE, {"Neglect": 35, "Emotional": 28, "Physical": 9, "Sexual": 12})
    assert (
        "What changed in this edition"
        in client.look_as(desk.prepares).get(at("prepare_again", release)).content.decode()
    )
    _, address = drawn(
        client,
        desk.prepares,
        at("prepare_again", release),
        changed="A year was added.",
        periods=[code_of(BEFORE), code_of(YEAR)],
    )
    text = client.get(address).content.decode()
    assert "Compared with edition 1" in text
    assert "A year was added." in text
    assert "It was checked together with what these readers had before" in text
    second = Edition.objects.get(number=2)
    assert "Sent back" in send(client, desk.decides, at("send_back", second.pk), why="Not yet.")
    assert "Taken down" in send(client, desk.decides, at("withdraw", made), why="A mistake.")
    text = client.look_as(desk.decides).get(at("release", release)).content.decode()
    assert "Nothing of this is out" in text


def test_what_each_audience_may_not_see_is_decided_with_a_reason(client, desk):
    assert "Nothing yet" in client.look_as(desk.decides).get(at("policies", desk.place)).content.decode()
    text = send(
        client,
        desk.decides,
        at("decide_policy", desk.place, "board"),
        threshold="9",
        rounding="5",
        whole_groups="yes",
        why="The board is a wide group.",
    )
    assert "Numbers from 1 to 9 are hidden. So are a zero" in text
    assert "The board is a wide group." in text
    assert client.look_as(desk.prepares).get(at("policies", desk.place)).status_code == 403


def test_pages_ask_the_database_a_fixed_number_of_questions(client, desk, django_assert_max_num_queries):
    made = desk.release()
    viewer = desk.decides
    client.look_as(viewer)
    with django_assert_max_num_queries(45):
        client.get(at("edition", made))
    with django_assert_max_num_queries(45):
        client.get(at("releases"))


def test_what_cannot_be_protected_says_so_and_leads_back_to_the_choice(client, desk):
    rule = {"rounding": 1, "whole_groups": False, "why": "So.", "partnership": desk.place, "audience": "public"}
    operations.decide_policy(by=desk.decides, at=AT, threshold=0, **rule)
    desk.release()
    operations.decide_policy(by=desk.decides, at=AT, threshold=5, **rule)
    chosen = {"title": "Plans", "audience": "public", "indicators": ["cpp"], "breakdowns": ["category"]}
    text, address = drawn(client, desk.prepares, at("prepare", desk.place), periods=[code_of(YEAR)], **chosen)
    assert "Children with a child protection plan, Physical, 2017-18" in text
    again = client.get(address).content.decode()
    assert 'value="Plans"' in again
    assert re.search(r'value="category"[^>]*checked', again)


def test_the_interface_lists_what_is_out_and_its_numbers(client, desk):
    made = desk.release()
    desk.prepare(title="Not out")
    release = Edition.objects.get(pk=made).release_id
    asked = {"HTTP_AUTHORIZATION": f"Bearer {accounts.token('qa_officer', desk.place)}"}
    (row,) = client.get("/api/v1/releases/", **asked).json()["items"]
    assert (row["title"], row["edition"], row["audience"]) == ("Plans 2017-18", 1, "public")
    assert row["data"] == at("data", release, 1)
    told = client.get(f"/api/v1/releases/{release}/data/", **asked).json()
    values = {each["group"]: (each["value"], each["value_symbol"]) for each in told["lines"]}
    assert values["Physical"] == (None, "c")
    assert values["All"] == (90, "")
    assert "c" in told["symbols"]
    other = {"HTTP_AUTHORIZATION": f"Bearer {accounts.token('qa_officer', Desk().place)}"}
    assert client.get(f"/api/v1/releases/{release}/data/", **other).status_code == 404


def test_public_pages_of_a_partnership_lead_to_each_other(client, desk):
    assert publicly.others(desk.slug) == []
    desk.release()
    assert publicly.others(desk.slug) == [("Data", at("published", desk.slug))]
    assert publicly.others(desk.slug, "releases") == []
