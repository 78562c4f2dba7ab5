"""Released tables in reports."""

import pytest

from goldenthread.releases import operations
from goldenthread.releases.queries import materials
from tests.factories.evidence import AT
from tests.factories.releases import YEAR, Desk

pytestmark = pytest.mark.django_db


def test_a_report_can_hold_a_table_as_it_was_released():
    desk = Desk()
    desk.prepare(title="Not out")
    desk.release(audience="board", title="For the board")
    assert materials.offers(desk.prepares, desk.place, YEAR) == []
    made = desk.release()
    (offer,) = materials.offers(desk.prepares, desk.place, YEAR)
    table = materials.build(desk.prepares, desk.place, YEAR, offer.key)
    assert dict(table.rows)["Physical"] == "c"
    assert dict(table.rows)["All"] == "90"
    assert any("Numbers from 1 to 5 are hidden" in note for note in table.notes)
    assert materials.build(desk.prepares, desk.place, YEAR, "releases.other.cpp") is None
    operations.withdraw(by=desk.decides, at=AT, edition=made, why="A figure was wrong.")
    assert materials.offers(desk.prepares, desk.place, YEAR) == []
