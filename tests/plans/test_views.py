from datetime import date

import pytest
from django.urls import reverse

from goldenthread.plans import operations
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return factory.somewhere()


@pytest.fixture
def manager(place):
    return viewers.business_manager(place)


def test_the_list_costs_the_same_for_many_plans(client, place, manager, django_assert_max_num_queries):
    for number in range(6):
        factory.item(factory.plan(place, title=f"Plan {number}"))
    client.look_as(manager).get(reverse("plans:list"))
    with django_assert_max_num_queries(25):
        response = client.get(reverse("plans:list"))
    assert "Plan 5" in response.content.decode()


def test_a_plan_its_items_events_and_reviews_have_pages(client, place, manager, at):
    item = factory.item(factory.plan(place), "Neglect is seen early")
    operations.start_cycle(by=manager, at=at, plan=item.plan_id, kind="yearly", first_on=date(2026, 6, 1))
    event = operations.record_event(
        by=manager, at=at, partnership=place, title="Day of priorities", held_words="October 2014"
    )
    client.look_as(manager)
    for name, pk, words in (
        ("plan", item.plan_id, "Neglect is seen early"),
        ("item", item.pk, "Neglect is seen early"),
        ("event", event.pk, "October 2014"),
        ("reviews", item.plan_id, "Yearly review"),
    ):
        assert words in client.get(reverse(f"plans:{name}", args=[pk])).content.decode()


def test_what_others_keep_is_not_found(client, place):
    item = factory.item(factory.plan(place))
    client.look_as(viewers.business_manager(factory.somewhere()))
    assert client.get(reverse("plans:plan", args=[item.plan_id])).status_code == 404
    assert client.get(reverse("plans:item", args=[item.pk])).status_code == 404
