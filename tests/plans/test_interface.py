import json

import pytest

from goldenthread.plans import interface, operations
from tests.factories import plans as factory
from tests.factories import viewers

pytestmark = pytest.mark.django_db


class Asked:
    """A request as the door of the interface hands it on."""

    def __init__(self, viewer):
        self.viewer = viewer
        self.GET: dict[str, str] = {}


def test_a_plan_is_read_through_the_interface_by_those_who_may(at):
    place = factory.somewhere()
    manager = viewers.business_manager(place)
    item = factory.item(factory.plan(place), due_words="ongoing")
    operations.add_action(by=manager, at=at, item=item.pk, text="Audit twenty")
    query = interface.PlansQuery()
    listed = interface.plans(Asked(manager), query)
    assert [each["title"] for each in listed["items"]] == ["Business plan 2026-28"]
    told = interface.PlanTreeOut(**interface.plan(Asked(manager), item.plan_id))
    [part] = json.loads(told.model_dump_json())["parts"]
    assert (part["number"], part["due_words"], part["actions"][0]["text"]) == ("1", "ongoing", "Audit twenty")
    assert interface.plans(Asked(viewers.business_manager(factory.somewhere())), query)["total"] == 0
