"""Pages of the releases, as people meet them."""

import pytest
from django.urls import reverse

from goldenthread.releases.models import Edition
from goldenthread.releases.rules.periods import code_of
from tests.factories.evidence import AT
from tests.factories.releases import BEFORE, YEAR, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(clock_at):
    clock_at(AT)


@pytest.fixture
def desk():
    return Desk()


def at(name, *args):
    return reverse(f"releases:{name}", args=args)


def send(client, viewer, address, **data):
    return client.look_as(viewer).post(address, data, follow=True).content.decode()


def test_from_choosing_to_the_public_page(client, desk):
    text = client.look_as(desk.prepares).get(at("prepare", desk.place)).content.decode()
    assert "31 March 2018" in text or "2017-18" in text
    text = send(
        client,
        desk.prepares,
        at("prepare", desk.place),
        title="Plans",
        audience="public",
        indicators=["cpp"],
        periods=[code_of(YEAR)],
        breakdowns=["category"],
    )
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
    text = send(
        client,
        desk.prepares,
        at("prepare_again", release),
        changed="A year was added.",
        periods=[code_of(BEFORE), code_of(YEAR)],
    )
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
