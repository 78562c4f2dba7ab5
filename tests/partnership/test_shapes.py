"""Shapes of real partnerships that the register must hold: several councils under one board, one council's board beside them.

The facts come from what partnerships publish about themselves; no wording is taken over.
"""

from datetime import date

import pytest

from goldenthread.partnership import operations, queries
from tests.factories import partnership, viewers

AT = partnership.AT
pytestmark = pytest.mark.django_db


def test_one_partnership_stands_over_three_councils_and_each_stays_its_own_body():
    home = partnership.partnership("Three Councils Safeguarding Partnership", kind="joint_partnership")
    for code, name in [("E10000017", "County"), ("E06000009", "Seaside"), ("E06000008", "Valley")]:
        area = operations.add_area(by=viewers.administrator(), at=AT, code=code, name=name)
        operations.cover_area(
            by=viewers.administrator(), at=AT, partnership=home.pk, area=area.pk, from_on=date(2020, 4, 1)
        )
        partnership.agency(
            f"{name} Council",
            partnership=home.pk,
            kind="local_authority",
            agency_class="statutory",
            statutory_role="authority",
        )

    bodies = queries.classes(viewers.business_manager(home.pk), partnership=home.pk).filter(statutory_role="authority")

    assert {area.area.name for area in home.coverage.all()} == {"County", "Seaside", "Valley"}
    assert bodies.count() == 3


def test_one_police_force_serves_ten_partnerships_and_its_member_sees_them_all():
    homes = [partnership.partnership() for _ in range(10)]
    force = partnership.agency("Example Police", kind="police", partnership=homes[0].pk)
    partnership.serving(force, *[home.pk for home in homes[1:]])

    around = queries.places(viewers.stranger(), agencies=[force.pk])[force.pk]

    assert around == {home.pk for home in homes}


def test_an_adults_and_childrens_partnership_is_a_kind_like_any_other():
    home = partnership.partnership("Integrated Safeguarding Partnership", kind="integrated")

    assert queries.partnership(viewers.business_manager(home.pk), home.pk).kind.code == "integrated"
