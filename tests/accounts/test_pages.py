"""The pages of the accounts area: sound, guarded, and of a constant cost."""

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from tests.factories import accounts, partnership, viewers

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
    user = accounts.account("Kim Member")
    accounts.given(user, "lay_member", Scope.PARTNERSHIP, home.pk)
    return user


PAGES = ["accounts", "account", "roles", "coverage", "invitations", "invite"]


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_sound(client, manager, member, name):
    assert client.look_as(manager).get(reverse(f"accounts:{name}")).status_code == 200


@pytest.mark.parametrize("name", ["one", "grant", "close"])
def test_each_page_of_one_account_is_sound(client, member, name):
    assert client.look_as(accounts.keeper()).get(reverse(f"accounts:{name}", args=[member.pk])).status_code == 200


@pytest.mark.parametrize("name", ["one", "grant", "close"])
def test_an_account_elsewhere_is_not_there(client, member, name):
    other = viewers.business_manager(partnership.partnership().pk)

    assert client.look_as(other).get(reverse(f"accounts:{name}", args=[member.pk])).status_code == 404


@pytest.mark.parametrize("name", ["accounts", "coverage", "invitations", "invite", "openings", "break_glass"])
def test_a_stranger_to_all_roles_is_refused(client, stranger, name):
    assert client.look_as(stranger).get(reverse(f"accounts:{name}")).status_code == 403


def test_a_role_is_given_and_ended_on_pages(client, manager, member, home):
    client.look_as(manager)
    place = f"{home.pk}"
    given = client.post(reverse("accounts:grant", args=[member.pk]), {"role": "parent_adviser", "place": place})
    grant = member.grants.get(role="parent_adviser")
    ended = client.post(reverse("accounts:end_grant", args=[grant.pk]), {"reason": "Moved away"})

    assert (given.status_code, ended.status_code) == (302, 302)
    grant.refresh_from_db()
    assert grant.end_reason == "Moved away"


def test_a_refusal_is_shown_on_the_form(client, manager, member):
    client.look_as(manager)

    answer = client.post(reverse("accounts:grant", args=[member.pk]), {"role": "lay_member", "place": "everywhere"})

    assert answer.status_code == 422
    assert not member.grants.filter(scope="installation").exists()


def test_the_list_costs_the_same_for_many_accounts(client, manager, home, django_assert_max_num_queries):
    for _ in range(12):
        accounts.given(accounts.account(), "lay_member", Scope.PARTNERSHIP, home.pk)
    client.look_as(manager)

    with django_assert_max_num_queries(14):
        client.get(reverse("accounts:accounts"))
