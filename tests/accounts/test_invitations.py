"""Nobody comes in uninvited, twice, late, or as more than they were invited to be."""

from datetime import timedelta

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import operations
from goldenthread.accounts.models import Invitation, RoleGrant, User
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from tests.factories import accounts, partnership

AT = accounts.AT
PASSWORD = "three random words"
pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    user = accounts.account("Manager")
    accounts.given(user, "business_manager", Scope.PARTNERSHIP, partnership.partnership().pk)
    return accounts.viewer_of(user)


@pytest.fixture
def invited(manager):
    (home,) = [grant.scope_id for grant in manager.grants]
    return operations.invite(
        by=manager, at=AT, email="Sam@Example.org", name="Sam", role="lay_member", scope=Scope.PARTNERSHIP, place=home
    )


def accept(token, at=AT, password=PASSWORD):
    newcomer = Viewer(user_id=uuid7(), name="Sam", email="")
    return operations.accept_invitation(by=newcomer, at=at, token=token, name="Sam", password=password)


def test_an_invitation_makes_an_account_with_just_the_role_it_names(invited):
    user = accept(invited.token)

    assert user.email == "sam@example.org"
    assert user.check_password(PASSWORD)
    assert [grant.role for grant in RoleGrant.objects.filter(user=user)] == ["lay_member"]


def test_the_link_works_once(invited):
    accept(invited.token)

    with pytest.raises(NotFound):
        accept(invited.token)


def test_the_link_runs_out(invited):
    with pytest.raises(NotFound, match="run out"):
        accept(invited.token, at=AT + timedelta(days=14))
    assert not User.objects.filter(email="sam@example.org").exists()


def test_a_withdrawn_link_no_longer_works(invited, manager):
    operations.withdraw_invitation(by=manager, at=AT, invitation=invited.invitation.pk)

    with pytest.raises(NotFound):
        accept(invited.token)


def test_the_token_is_not_kept_and_another_opens_nothing(invited):
    assert invited.token not in str(Invitation.objects.values())
    with pytest.raises(NotFound):
        accept(invited.token[:-1] + "x")


@pytest.mark.parametrize("weak", ["short", "123456789012", "passwordpassword1"[:11]])
def test_a_weak_password_is_refused_and_the_invitation_still_works(invited, weak):
    with pytest.raises(RuleBroken) as refusal:
        accept(invited.token, password=weak)

    assert refusal.value.field == "password"
    accept(invited.token)


def test_somebody_who_has_an_account_is_given_a_role_instead(manager):
    accounts.account(email="kim@example.org")
    (home,) = [grant.scope_id for grant in manager.grants]

    with pytest.raises(RuleBroken, match="There is an account"):
        operations.invite(
            by=manager,
            at=AT,
            email="KIM@example.org",
            name="Kim",
            role="lay_member",
            scope=Scope.PARTNERSHIP,
            place=home,
        )


def test_fields_that_nobody_asked_for_change_nothing(client, invited, clock_at):
    clock_at(AT)
    answer = client.post(
        reverse("accounts:accept", args=[invited.token]),
        {
            "name": "Sam",
            "password": PASSWORD,
            "role": "system_administrator",
            "email": "x@example.org",
            "is_active": "0",
        },
    )

    user = User.objects.get(email="sam@example.org")
    assert answer.status_code == 302
    assert user.is_active
    assert {grant.role for grant in user.grants.all()} == {"lay_member"}


def test_the_inviter_is_shown_the_link_so_that_it_works_with_e_mail_off(client, manager):
    (home,) = [grant.scope_id for grant in manager.grants]
    client.look_as(manager)

    answer = client.post(
        reverse("accounts:invite"),
        {"name": "Lou", "email": "lou@example.org", "role": "lay_member", "place": f"{home}"},
    )

    assert answer.status_code == 200
    assert b"/accounts/invitations/accept/" in answer.content


def test_an_invitation_is_worth_no_more_than_its_maker(invited, manager):
    RoleGrant.objects.filter(user_id=manager.user_id).update(
        ended_at=AT, ended_by_id=manager.user_id, end_reason="Moved on"
    )

    with pytest.raises(NotFound, match="no longer stands"):
        accept(invited.token)
