"""No way round the walls: not by a second account, another partnership, a lost role, an old session, or a forged address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Grant, Viewer
from goldenthread.accounts import giving, operations, queries, rules
from goldenthread.accounts.models import RoleGrant, User
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.ids import uuid7
from goldenthread.jobs.models import OutgoingMail
from tests.factories import accounts, partnership, viewers

AT = accounts.AT
PASSWORD = "three random words"
pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return partnership.partnership()


@pytest.fixture
def manager(home):
    viewer = viewers.business_manager(home.pk)
    accounts.make_user(viewer)
    return viewer


@pytest.fixture
def member(home):
    user = accounts.account("Member", password=PASSWORD)
    accounts.given(user, "lay_member", Scope.PARTNERSHIP, home.pk)
    return user


def invite(by, role, place, scope=Scope.PARTNERSHIP):
    return operations.invite(by=by, at=AT, email="me@example.org", name="Me", role=role, scope=scope, place=place)


@pytest.mark.parametrize("role", ["case_review_lead", "information_governance"])
def test_a_manager_cannot_invite_a_second_self_behind_the_walls(manager, home, role):
    with pytest.raises(NotAllowed, match="yours does not"):
        invite(manager, role, home.pk)


@pytest.mark.parametrize("role", ["case_review_lead", "information_governance", "independent_chair"])
def test_the_administrator_can_give_those_roles(home, role):
    assert invite(accounts.keeper(), role, home.pk).invitation.role == role


def test_what_somebody_holds_elsewhere_gives_them_nothing_to_hand_out_here(home):
    elsewhere = partnership.partnership()
    grants = (
        Grant("business_manager", Scope.PARTNERSHIP, home.pk, frozenset({home.pk})),
        Grant("case_review_lead", Scope.PARTNERSHIP, elsewhere.pk, frozenset({elsewhere.pk})),
    )
    both = Viewer(user_id=uuid7(), name="Both", email="both@example.org", grants=grants)

    with pytest.raises(NotAllowed):
        giving.check_may_grant(both, rules.role_called("case_review_lead"), Scope.PARTNERSHIP, home.pk)


def test_a_manager_reads_of_an_account_only_the_roles_it_holds_near_her(manager, member):
    elsewhere = partnership.partnership()
    accounts.given(member, "scrutineer", Scope.PARTNERSHIP, elsewhere.pk)

    (seen,) = [user for user in queries.accounts(manager) if user.pk == member.pk]
    counted = {row.role.code for row in queries.coverage(manager)}

    assert [grant.role for grant in seen.grants.all()] == ["lay_member"]
    assert "scrutineer" not in counted


def test_closing_an_account_ends_its_sessions_for_good(client, member):
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert client.get(reverse("accounts:roles")).status_code == 200

    operations.close_account(by=accounts.keeper(), at=AT, user=member.pk, reason="Left")
    operations.reopen_account(by=accounts.keeper(), at=AT, user=member.pk)

    assert client.get(reverse("accounts:roles")).status_code == 302


def test_a_role_that_ends_closes_what_it_opened(kept_registries, home):
    from goldenthread.access.permissions import Permission
    from goldenthread.records import kinds
    from goldenthread.records import operations as spine
    from tests.accounts.test_break_glass import REASON, _visible

    kinds.register(
        kinds.RecordKind(
            "test.case",
            "Case",
            "Cases",
            "TESTCASE",
            "accounts:account",
            Permission.WALLED_CASEWORK,
            _visible,
            walled=True,
        )
    )
    by = viewers.holding("case_review_lead", partnership=home.pk)
    case = spine.open_record(by=by, at=AT, kind="test.case", title="A case", opened_on=AT.date(), partnership=home.pk)
    chair = accounts.account("Chair")
    grant = accounts.given(chair, "independent_chair", Scope.PARTNERSHIP, home.pk)
    operations.break_glass(by=accounts.viewer_of(chair), at=AT, reference=case.reference, reason=REASON, hours=24)
    assert accounts.viewer_of(chair).opened == {case.pk}

    operations.end_grant(by=accounts.keeper(), at=AT, grant=grant.pk, reason="Term over")

    assert accounts.viewer_of(chair).opened == frozenset()


def test_an_invitation_goes_out_by_e_mail_where_there_is_a_mail_server(settings, manager, home):
    settings.OUTGOING_MAIL = {"backend": "django.core.mail.backends.locmem.EmailBackend"}

    made = invite(manager, "lay_member", home.pk)

    message = OutgoingMail.objects.get()
    assert made.mailed
    assert message.to == "me@example.org"
    assert made.link in message.text


def test_without_a_mail_server_no_copy_of_the_link_is_kept(settings, manager, home):
    settings.OUTGOING_MAIL = {}

    made = invite(manager, "lay_member", home.pk)

    assert not made.mailed
    assert not OutgoingMail.objects.exists()


def test_the_link_names_this_installation_whatever_host_the_request_claims(settings, manager, home):
    made = invite(manager, "lay_member", home.pk)

    assert made.link.startswith(f"{settings.ADDRESS}/")


def test_a_request_for_another_host_is_refused(client, db):
    client.check_pages = False

    assert client.get(reverse("account_login"), headers={"host": "evil.example"}).status_code == 400


def test_signing_in_from_another_site_is_refused(member):
    strict = Client(enforce_csrf_checks=True)

    for name in ("account_login", "account_logout", "account_reset_password", "accounts:demonstration_sign_in"):
        answer = strict.post(reverse(name), {"login": member.email, "password": PASSWORD})
        assert answer.status_code == 403, name


def test_fields_nobody_asked_for_give_no_role_and_close_nothing(client, manager, member, home):
    client.look_as(manager)
    given = {"role": "group_chair", "place": f"{home.pk}"}
    given |= {"user": str(manager.user_id), "is_active": "0", "granted_by": str(member.pk), "scope": "installation"}

    client.post(reverse("accounts:grant", args=[member.pk]), given)

    assert not RoleGrant.objects.filter(user=member, role="group_chair").exists()
    assert not RoleGrant.objects.filter(scope="installation").exists()
    assert User.objects.get(pk=member.pk).is_active


def test_nobody_adds_a_second_address_to_their_account(client, member):
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})

    client.post(reverse("account_email"), {"action_add": "", "email": "victim@example.org"})

    assert list(member.emailaddress_set.values_list("email", flat=True)) == [member.email]


def test_a_last_day_is_the_last_day(member, home):
    user = accounts.account()
    accounts.given(user, "external_reviewer", Scope.PARTNERSHIP, home.pk, until_on=AT.date())

    assert accounts.viewer_of(user).roles == {"external_reviewer"}
    assert accounts.viewer_of(user, AT + timedelta(days=1)).roles == frozenset()


@pytest.fixture
def with_app(member):
    from allauth.mfa.models import Authenticator

    Authenticator.objects.create(user=member, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return member


def test_somebody_who_lost_their_phone_gets_a_new_start_from_the_administrator(client, with_app):
    client.look_as(accounts.keeper())
    page = reverse("accounts:reset_second_factor", args=[with_app.pk])
    assert page.encode() in client.get(reverse("accounts:one", args=[with_app.pk])).content
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": ""}).status_code == 422

    answer = client.post(page, {"reason": "Seen in person"})

    assert answer.status_code == 302
    assert not with_app.authenticator_set.exists()
    assert client.post(page, {"reason": "Seen in person"}).status_code == 422


@pytest.mark.parametrize("reason", ["", " "])
def test_a_second_factor_is_taken_away_for_a_reason(with_app, reason):
    with pytest.raises(RuleBroken):
        operations.reset_second_factor(by=accounts.keeper(), at=AT, user=with_app.pk, reason=reason)
    assert with_app.authenticator_set.exists()


def test_a_manager_takes_no_second_factor_away_and_nobody_their_own(manager, with_app):
    keeper = accounts.keeper()

    with pytest.raises(NotAllowed):
        operations.reset_second_factor(by=manager, at=AT, user=with_app.pk, reason="Seen in person")
    with pytest.raises(RuleBroken, match="their own"):
        operations.reset_second_factor(by=keeper, at=AT, user=keeper.user_id, reason="Seen in person")
    with pytest.raises(NotFound):
        operations.reset_second_factor(by=keeper, at=AT, user=uuid7(), reason="Seen in person")


def test_the_page_of_the_address_offers_nothing_to_press(client, member):
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})

    answer = client.get(reverse("account_email"))

    assert member.email.encode() in answer.content
    assert b"Make Primary" not in answer.content
