"""The interface: a token opens what its owner may see, and nothing else; every problem has one shape."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.api import operations, rules
from goldenthread.clocks import operations as clocks
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db
PATHS = ["me", "deadlines", "partnerships", "agencies", "groups", "memberships", "rules", "documents", "records"]


@pytest.fixture
def account(at, clock_at):
    """Make an account with one role in one partnership (or everywhere) and return its token."""
    clock_at(at)

    def make_account(role, scope, place=None):
        user = User.objects.create(email=f"{role}@example.org", name="Robin Example", joined_at=at)
        RoleGrant.objects.create(
            user=user, role=role, scope=scope, place_id=place, from_on=date(2026, 1, 1), granted_by=user, granted_at=at
        )
        maker = viewers.administrator if place is None else viewers.business_manager
        by = maker(*([place] if place else []), user_id=user.pk)
        return operations.make_token(by=by, at=at, name="Test", days=30)

    return make_account


@pytest.fixture
def west(at):
    return make.partnership("West Partnership")


@pytest.fixture
def token(account, west):
    return account("business_manager", "partnership", west.pk)


@pytest.fixture
def ask(client):
    def get(path, token="", **query):
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return client.get(f"/api/v1/{path}", query, headers=headers)

    return get


@pytest.mark.parametrize("path", PATHS)
def test_nothing_opens_without_a_token(ask, path):
    response = ask(f"{path}/")
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert set(response.json()) == {"problem", "fields"}


@pytest.mark.parametrize("path", PATHS)
def test_a_cookie_opens_nothing(client, admin, path):
    assert client.look_as(admin).get(f"/api/v1/{path}/").status_code == 401


@pytest.mark.parametrize("path", PATHS)
def test_a_token_opens_every_list(ask, token, path):
    response = ask(f"{path}/", token)
    assert response.status_code == 200, response.content


def test_me_is_the_account_of_the_token(ask, token):
    answer = ask("me/", token).json()
    assert (answer["name"], answer["roles"][0]["role"]) == ("Robin Example", "business_manager")


def test_a_manager_sees_her_own_partnership_and_no_other(ask, token, west):
    east = make.partnership("East Partnership")
    make.agency("East agency", partnership=east.pk)
    make.agency("West agency", partnership=west.pk)
    assert [each["name"] for each in ask("partnerships/", token).json()["items"]] == ["West Partnership"]
    assert [each["name"] for each in ask("agencies/", token).json()["items"]] == ["West agency"]
    assert ask(f"partnerships/{west.pk}/", token).status_code == 200
    assert ask(f"partnerships/{east.pk}/", token).status_code == 404
    assert ask(f"records/{east.pk}/", token).status_code == 404
    assert ask("groups/", token, partnership=str(east.pk)).json()["items"] == []


def test_the_due_list_is_that_of_the_page(ask, token, west, at):
    clocks.start(
        by=viewers.administrator(), at=at, record=west.pk, trigger=at.date(), title="Reply", due=date(2026, 4, 1),
        why="Set by the group",
    )  # fmt: skip
    (line,) = ask("deadlines/", token).json()["items"]
    assert (line["title"], line["state"], line["due_on"], line["why"]) == (
        "Reply",
        "overdue",
        "2026-04-01",
        "Set by the group",
    )
    assert ask("deadlines/", token, due="later").json()["total"] == 0


def test_lists_come_in_pages(ask, token, west):
    for number in range(3):
        make.agency(f"Agency {number}", partnership=west.pk)
    answer = ask("agencies/", token, per_page=2, page=2).json()
    assert (len(answer["items"]), answer["total"], answer["page"], answer["pages"]) == (1, 3, 2, 2)
    assert ask("agencies/", token, page=9999).json()["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"page": 0},
        {"page": 10**30},
        {"per_page": 201},
        {"page": "x"},
        {"partnership": "1"},
        {"on": "x"},
    ],
)
def test_a_request_that_is_not_as_described_is_told_where(ask, token, query):
    response = ask("agencies/", token, **query)
    assert response.status_code == 422
    assert list(response.json()["fields"]) == list(query)


@pytest.mark.parametrize("words", ["a\x00b", "a\x1fb", "x" * 201])
def test_words_that_no_database_keeps_are_refused(ask, token, words):
    assert ask("records/", token, q=words).status_code == 422


@pytest.mark.parametrize("path", ["nothing/", "agencies/%00/", "agencies/18446744073709551616/", "agencies/x/y", ""])
def test_what_is_not_there_is_a_problem_of_the_same_shape(ask, token, path):
    response = ask(path, token)
    assert response.status_code in (404, 422)
    assert set(response.json()) == {"problem", "fields"}


def test_a_revoked_an_ended_and_a_wrong_token_open_nothing(ask, account, clock_at, at):
    token = account("system_administrator", "installation")
    assert ask("me/", token).status_code == 200
    clock_at(at + timedelta(days=31))
    assert ask("me/", token).status_code == 401
    assert ask("me/", token + "x").status_code == 401
    assert ask("me/", "gt_" + "é").status_code == 401


def test_a_token_dies_with_the_account_and_with_the_role(ask, account):
    token = account("system_administrator", "installation")
    RoleGrant.objects.update(until_on=date(2026, 1, 2))
    assert ask("me/", token).status_code == 401
    RoleGrant.objects.update(until_on=None)
    assert ask("me/", token).status_code == 200
    User.objects.update(is_active=False)
    assert ask("me/", token).status_code == 401


def test_who_asks_too_often_waits(ask, token, monkeypatch):
    monkeypatch.setattr(rules, "REQUESTS", 2)
    answers = [ask("me/", token) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == str(rules.SECONDS)


def test_guessing_tokens_is_slow(ask, monkeypatch, clock_at, at):
    clock_at(at)
    monkeypatch.setattr(rules, "WRONG_TOKENS", 2)
    assert [ask("me/", f"gt_{number}").status_code for number in range(3)] == [401, 401, 429]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_interface_only_reads(client, token, method):
    response = getattr(client, method)("/api/v1/agencies/", headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_the_description_is_openapi_and_says_what_can_go_wrong(client):
    described = client.get(reverse("api:description")).json()
    assert described["openapi"].startswith("3.1")
    for path, methods in described["paths"].items():
        for method in methods.values():
            assert {"200", "400", "401", "403", "404", "422", "429"} <= set(method["responses"]), path
            assert method["description"], path


@pytest.mark.parametrize("path", PATHS)
def test_the_number_of_queries_does_not_grow_with_the_rows(ask, token, west, path, django_assert_max_num_queries):
    for number in range(12):
        make.agency(f"Agency {number}", partnership=west.pk)
        make.group(f"Group {number}", partnership=west.pk)
    with django_assert_max_num_queries(25):
        assert ask(f"{path}/", token).status_code == 200


def test_tokens_are_made_shown_once_and_revoked_on_a_page(client, admin, settings):
    settings.SECOND_FACTOR_ENFORCED = False
    client.look_as(admin)
    page = reverse("api:tokens")
    assert client.get(page).status_code == 200
    made = client.post(page, {"name": "Dashboard", "days": "30"}).content.decode()
    assert "gt_" in made
    again = client.get(page).content.decode()
    assert "gt_" not in again
    token = operations.Token.objects.get()
    assert client.post(reverse("api:revoke_token", args=[token.pk])).status_code == 302
    assert client.post(page, {"name": "", "days": "30"}).status_code == 422
    assert client.post(page, {"name": "x", "days": "31"}).status_code == 422


def test_a_member_without_the_right_has_no_token_page(client, stranger):
    assert client.look_as(stranger).get(reverse("api:tokens")).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_a_parameter_that_is_not_there_is_refused_with_a_sentence(ask, token, path):
    response = ask(f"{path}/", token, staus="open")
    assert response.status_code == 422
    assert response.json()["problem"].startswith("There is no parameter “staus” here.")
    assert list(response.json()["fields"]) == ["staus"]


def test_an_answer_that_has_not_changed_is_not_sent_again(client, token, west):
    def get(**headers):
        return client.get("/api/v1/partnerships/", headers={"Authorization": f"Bearer {token}", **headers})

    first = get()
    again = get(**{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert get(**{"If-None-Match": '"something else"'}).content == first.content


def test_records_are_found_by_the_words_in_them(ask, token, west):
    group = make.group("Quality and Performance", partnership=west.pk)
    found = ask("records/", token, q="performance quality").json()["items"]
    assert [each["id"] for each in found] == [str(group.pk)]
    assert ask("records/", token, q="performance nowhere").json()["items"] == []
    assert ask("records/", token, q="quality", kind="partnership.agency").json()["items"] == []
