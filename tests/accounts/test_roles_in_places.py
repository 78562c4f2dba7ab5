"""Giving, holding and ending roles; and what cannot be given."""

from datetime import date, timedelta

import pytest

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.accounts import operations, queries
from goldenthread.accounts.models import RoleGrant
from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.records import queries as records
from tests.factories import accounts, partnership, viewers

AT = accounts.AT
pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return partnership.partnership()


@pytest.fixture
def elsewhere():
    return partnership.partnership()


@pytest.fixture
def manager(home):
    viewer = viewers.business_manager(home.pk)
    accounts.make_user(viewer)
    return viewer


@pytest.fixture
def newcomer():
    return accounts.account()


def give(by, user, role, scope, place, **more):
    more.setdefault("from_on", date(2026, 4, 1))
    return operations.grant_role(by=by, at=AT, user=user.pk, role=role, scope=scope, place=place, **more)


def test_an_account_is_what_its_roles_make_it_where_they_are_held(home, newcomer):
    agency = partnership.agency(partnership=home.pk)
    accounts.given(newcomer, "agency_member", Scope.AGENCY, agency.pk)

    viewer = accounts.viewer_of(newcomer)

    assert viewer.may(Permission.DOCUMENT_EDIT, agency=agency.pk)
    assert not viewer.may(Permission.DOCUMENT_EDIT, partnership=home.pk)
    assert viewer.reach(Permission.PARTNERSHIP_VIEW).around == {home.pk}
    assert viewer.agencies == {agency.pk}


@pytest.mark.parametrize("days", [-1, 40])
def test_a_role_holds_from_its_first_to_its_last_day_and_no_longer(home, newcomer, days):
    accounts.given(
        newcomer, "lay_member", Scope.PARTNERSHIP, home.pk, from_on=AT.date(), until_on=AT.date() + timedelta(days=30)
    )

    assert accounts.viewer_of(newcomer).roles == {"lay_member"}
    assert accounts.viewer_of(newcomer, AT + timedelta(days=days)).roles == frozenset()


def test_building_a_viewer_costs_the_same_however_many_roles_are_held(home, newcomer, django_assert_max_num_queries):
    for _ in range(5):
        accounts.given(newcomer, "agency_member", Scope.AGENCY, partnership.agency(partnership=home.pk).pk)

    with django_assert_max_num_queries(5):
        accounts.viewer_of(newcomer)


def test_a_manager_gives_roles_in_her_partnership_its_groups_and_its_agencies(manager, home, newcomer):
    group, agency = partnership.group(partnership=home.pk), partnership.agency(partnership=home.pk)

    give(manager, newcomer, "lay_member", Scope.PARTNERSHIP, home.pk)
    give(manager, newcomer, "group_chair", Scope.GROUP, group.pk)
    give(manager, newcomer, "agency_member", Scope.AGENCY, agency.pk)

    assert accounts.viewer_of(newcomer).roles == {"lay_member", "group_chair", "agency_member"}
    assert AuditEvent.objects.filter(event="accounts.role_granted").count() == 3


def test_she_gives_none_in_another_partnership_its_groups_or_its_agencies(manager, elsewhere, newcomer):
    group, agency = partnership.group(partnership=elsewhere.pk), partnership.agency(partnership=elsewhere.pk)

    for role, scope, place in [
        ("lay_member", Scope.PARTNERSHIP, elsewhere.pk),
        ("group_chair", Scope.GROUP, group.pk),
        ("agency_member", Scope.AGENCY, agency.pk),
    ]:
        with pytest.raises((NotFound, NotAllowed)):
            give(manager, newcomer, role, scope, place)
    assert not RoleGrant.objects.filter(user=newcomer).exists()


def test_nobody_rises_by_a_role_they_give(manager, newcomer):
    with pytest.raises(NotAllowed):
        give(manager, newcomer, "system_administrator", Scope.INSTALLATION, None)
    with pytest.raises(NotAllowed):
        give(manager, newcomer, "information_governance", Scope.INSTALLATION, None)


def test_nobody_gives_a_role_to_themselves(manager, home):
    with pytest.raises(RuleBroken, match="themselves"):
        operations.grant_role(
            by=manager,
            at=AT,
            user=manager.user_id,
            role="case_review_lead",
            scope=Scope.PARTNERSHIP,
            place=home.pk,
            from_on=AT.date(),
        )


def test_a_member_without_the_right_to_invite_gives_nothing(home, newcomer):
    agency = partnership.agency(partnership=home.pk)
    member = viewers.holding("agency_member", agency=agency.pk, around=[home.pk])
    accounts.make_user(member)

    with pytest.raises(NotAllowed):
        give(member, newcomer, "agency_member", Scope.AGENCY, agency.pk)


@pytest.mark.parametrize(
    ("role", "scope", "more", "field"),
    [
        ("no_such_role", Scope.PARTNERSHIP, {}, "role"),
        ("group_chair", Scope.PARTNERSHIP, {}, "place"),
        ("external_reviewer", Scope.PARTNERSHIP, {}, "until_on"),
        ("lay_member", Scope.PARTNERSHIP, {"until_on": date(2026, 3, 1)}, "until_on"),
        ("lay_member", Scope.GROUP, {}, "place"),
    ],
)
def test_a_role_that_does_not_fit_is_refused_with_the_field_to_mend(manager, home, newcomer, role, scope, more, field):
    with pytest.raises(RuleBroken) as refusal:
        give(manager, newcomer, role, scope, home.pk, **more)

    assert refusal.value.field == field


def test_a_role_is_ended_for_a_reason_and_can_be_given_again(manager, home, newcomer):
    first = give(manager, newcomer, "lay_member", Scope.PARTNERSHIP, home.pk)
    with pytest.raises(RuleBroken, match="already holds"):
        give(manager, newcomer, "lay_member", Scope.PARTNERSHIP, home.pk)
    with pytest.raises(RuleBroken, match="Say why"):
        operations.end_grant(by=manager, at=AT, grant=first.pk, reason="  ")

    operations.end_grant(by=manager, at=AT, grant=first.pk, reason="Term over")

    assert accounts.viewer_of(newcomer).roles == frozenset()
    give(manager, newcomer, "lay_member", Scope.PARTNERSHIP, home.pk)


def test_a_manager_elsewhere_cannot_end_it_or_even_see_it(manager, home, elsewhere, newcomer):
    grant = give(manager, newcomer, "lay_member", Scope.PARTNERSHIP, home.pk)
    other = viewers.business_manager(elsewhere.pk)
    accounts.make_user(other)

    with pytest.raises((NotAllowed, NotFound)):
        operations.end_grant(by=other, at=AT, grant=grant.pk, reason="Mischief")
    assert newcomer not in queries.accounts(other)
    with pytest.raises(NotFound):
        queries.account(other, newcomer.pk)


def test_the_coverage_page_says_who_lacks_a_second_factor(home, manager, newcomer):
    give(manager, newcomer, "qa_officer", Scope.PARTNERSHIP, home.pk)

    row = next(row for row in queries.coverage(manager) if row.role.code == "qa_officer")

    assert (row.required, row.accounts, row.covered) == (True, 1, 0)
    assert row.missing == (newcomer,)


def test_a_closed_account_is_closed_by_the_administrator_and_never_by_oneself(newcomer, manager):
    keeper = accounts.keeper()
    with pytest.raises(NotAllowed):
        operations.close_account(by=manager, at=AT, user=newcomer.pk, reason="Left")

    operations.close_account(by=keeper, at=AT, user=newcomer.pk, reason="Left")

    newcomer.refresh_from_db()
    assert not newcomer.is_active
    operations.reopen_account(by=keeper, at=AT, user=newcomer.pk)
    with pytest.raises(RuleBroken, match="your own"):
        operations.close_account(by=keeper, at=AT, user=keeper.user_id, reason="Oops")


def test_who_manages_one_partnership_and_reads_another_keeps_accounts_only_in_the_first(home, elsewhere, newcomer):
    manager = viewers.viewer(
        viewers.grant("business_manager", partnership=home.pk), viewers.grant("lay_member", partnership=elsewhere.pk)
    )
    agency = partnership.agency(partnership=elsewhere.pk)
    accounts.given(newcomer, "agency_member", Scope.AGENCY, agency.pk)

    assert agency.record in records.visible(manager)
    assert newcomer not in queries.accounts(manager)
