from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from goldenthread.foundation.periods import Period
from goldenthread.workbench import materials
from goldenthread.workbench.materials import Figure, Material, Need

YEAR = Period(date(2017, 4, 1), date(2018, 3, 31))


def figure(key, supplier="An agency"):
    return Figure(key, "Children", Decimal(7), "children", YEAR, "Counted on the last day", supplier, "signed off")


def material(code, needs=frozenset()):
    return Material(code, "Of a test", lambda *given: [], lambda viewer, place, period, key: figure(key), needs)


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    monkeypatch.setattr(materials, "_MATERIALS", {})


def test_a_figure_without_a_supplier_cannot_be_made():
    with pytest.raises(ValueError, match="no supplier"):
        figure("a.b", supplier="")


def test_the_area_that_owns_a_key_builds_its_block(admin):
    materials.register(material("counts"))
    assert materials.build(admin, uuid4(), YEAR, "counts.children").key == "counts.children"
    assert materials.build(admin, uuid4(), YEAR, "elsewhere.children") is None


def test_a_section_finds_what_answers_its_need():
    materials.register(material("money", {Need.FINANCE}))
    materials.register(material("counts", {Need.DATA}))
    assert [each.code for each in materials.serving(Need.FINANCE)] == ["money"]


def test_two_materials_cannot_share_a_code_and_a_code_has_no_full_stop():
    materials.register(material("counts"))
    for code in ("counts", "a.b"):
        with pytest.raises(ValueError, match="twice"):
            materials.register(material(code))
