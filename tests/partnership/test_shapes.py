"""Shapes of real partnerships that the register must hold: several councils under one board, one council's board beside them.

The facts come from what partnerships publish about themselves; no wording is taken over.
"""

from collections import Counter
from datetime import date

import pytest

from goldenthread.foundation.periods import Period
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


def test_three_councils_police_and_health_are_five_bodies_in_three_roles():
    home = partnership.partnership("Three Councils Assurance Partnership", kind="joint_partnership")
    roles = {"County": "authority", "Seaside": "authority", "Valley": "authority", "Force": "police", "Board": "health"}
    kinds = {"authority": "local_authority", "police": "police", "health": "health_commissioner"}
    for name, role in roles.items():
        partnership.agency(name, partnership=home.pk, kind=kinds[role], agency_class="statutory", statutory_role=role)

    there = queries.classes(viewers.business_manager(home.pk), partnership=home.pk).filter(agency_class="statutory")

    assert {row.agency.name: row.statutory_role for row in there} == roles
    assert len({row.statutory_role for row in there}) == 3


def test_five_bodies_fill_three_roles_and_one_of_two_health_bodies_covers_part_of_the_area():
    home = partnership.partnership("City and County Partnership", kind="joint_partnership")
    for name, kind, role, part in [
        ("City Council", "local_authority", "authority", True),
        ("County Council", "local_authority", "authority", True),
        ("City and County CCG", "health_commissioner", "health", True),
        ("Valley CCG, mostly of the neighbour", "health_commissioner", "health", True),
        ("County Constabulary", "police", "police", False),
    ]:
        partnership.agency(
            name,
            partnership=home.pk,
            kind=kind,
            agency_class="statutory",
            statutory_role=role,
            covers_part=part,
            serves_from=date(2019, 6, 29),
        )
    manager = viewers.business_manager(home.pk)
    top = partnership.group("Chief officer group", partnership=home.pk, kind="chief_officers")
    below = partnership.group("Executive board", partnership=home.pk, kind="executive", parent=top.pk)
    operations.report_to(by=manager, at=AT, group=below.pk, to_group=top.pk, from_on=date(2019, 6, 29))
    chair = partnership.person("Independent chair", partnership=home.pk)
    operations.appoint(
        by=manager, at=AT, partnership=home.pk, person=chair.pk, kind="independent_chair", title="Independent chair"
    )

    there = queries.classes(manager, partnership=home.pk).filter(agency_class="statutory")

    assert Counter(row.statutory_role for row in there) == {"authority": 2, "health": 2, "police": 1}
    assert {row.agency.name for row in there if not row.covers_part} == {"County Constabulary"}
    assert [line.to_group.name for line in queries.reporting_lines(manager, below.pk)] == ["Chief officer group"]
    assert [(row.kind, row.agency) for row in queries.offices(manager, partnership=home.pk)] == [
        ("independent_chair", None)
    ]


def test_the_scrutineer_of_three_areas_answers_to_the_executive():
    home = partnership.partnership("Three Areas Assurance Partnership", kind="joint_partnership")
    manager = viewers.business_manager(home.pk)
    who = partnership.person("Scrutineer", partnership=home.pk)
    operations.appoint(
        by=manager, at=AT, partnership=home.pk, person=who.pk, kind="scrutineer", accountable_to="The executive"
    )

    [office] = queries.offices(manager, partnership=home.pk)

    assert (office.kind, office.accountable_to) == ("scrutineer", "The executive")


def test_a_group_is_shared_with_the_neighbour_and_districts_have_groups_under_one():
    home, neighbour = partnership.partnership("County Board"), partnership.partnership("City Board")
    policies = partnership.group("Joint policies group", partnership=home.pk)
    operations.share_group(
        by=viewers.administrator(), at=AT, group=policies.pk, partnership=neighbour.pk, from_on=date(2017, 4, 1)
    )
    districts = partnership.group("District groups", partnership=home.pk)
    for name in ("North", "South"):
        partnership.group(f"{name} district group", partnership=home.pk, parent=districts.pk)

    ours = queries.groups(viewers.business_manager(home.pk), partnership=home.pk)
    theirs = queries.groups(viewers.business_manager(neighbour.pk), partnership=neighbour.pk)

    assert [row.name for row in theirs] == ["Joint policies group"]
    assert {row.name for row in ours if row.parent == districts} == {"North district group", "South district group"}


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2019, 4, 1), date(2020, 8, 31), 17),
        (date(2021, 4, 1), date(2023, 3, 31), 24),
        (date(2024, 4, 1), date(2025, 3, 31), 12),
    ],
)
def test_a_report_is_about_a_start_and_an_end_and_not_a_year(start, end, months):
    assert Period(start, end).months == months
