"""Every address with the ids of another partnership in it, looked at and sent to: nothing is shown, nothing is changed."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.factories import partnership, viewers
from tests.support import product
from tests.support.tree import told
from tests.support.walking import address, closed_doors

pytestmark = pytest.mark.django_db

FOR_ALL = {
    "partnership.Kind": "the kinds of agencies and groups, the same for everybody",
    "partnership.Area": "the places of the national register",
    "clocks.RuleVersion": "the rules that ship",
    "clocks.BankHoliday": "bank holidays",
}

FEW = 4  # tables of an area whose ids are tried at each of its addresses


def of_each_table() -> dict[str, list[Any]]:
    """One id of each table of each area that anything is in."""
    found: dict[str, list[Any]] = {}
    for model in product.our_models():
        row = model._default_manager.order_by("pk").first()
        if row is not None and model._meta.label not in FOR_ALL:
            found.setdefault(product.area_of(model), []).append(row.pk)
    return found


def tried(ids: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """Every address that takes an id, with each id of its own area in each place."""
    for door in closed_doors():
        if "<uuid:" in door.route:
            names = [part.split(">")[0] for part in door.route.split("<uuid:")[1:]]
            for each in ids.get(door.name.split(":")[0], [])[:FEW]:
                yield door.name, address(door, **dict.fromkeys(names, each))


def test_the_ids_of_another_partnership_open_and_change_nothing(client, filled):
    ids = of_each_table()
    other = viewers.business_manager(partnership.partnership("Nearshire").pk)
    client.look_as(other)
    faults = []
    for name, url in tried(ids):
        for method in ("get", "post"):
            answer = getattr(client, method)(url).status_code
            if answer not in {403, 404, 405}:
                faults.append(f"{method.upper()} {name} {url} answers {answer}")
    assert not faults, told(faults, "find the thing through a query that starts from the viewer.")
