"""Coming in by the front door, and those who should not."""

from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.urls import reverse

from goldenthread.accounts.models import RoleGrant, User
from goldenthread.audit.models import AuditEvent

AT = datetime(2026, 4, 2, tzinfo=UTC)
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def shared_cache(settings, db):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "sign-in"}}
    cache.clear()


@pytest.fixture
def robin(db):
    user = User(email="robin@example.org", name="Robin", joined_at=AT)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email="robin@example.org", password=PASSWORD, **more):
    return client.post(reverse("account_login"), {"login": email, "password": password, **more})


def test_the_sign_in_page_is_a_sound_page_and_offers_no_accounts_of_a_demonstration(client, db):
    answer = client.get(reverse("account_login"))

    assert answer.status_code == 200
    assert b"Look around as" not in answer.content
    assert b"Accounts are by invitation" in answer.content


def test_a_right_password_opens_and_a_wrong_one_is_refused_and_both_stand_in_the_trail(client, robin):
    refused = sign_in(client, password="wrong")
    opened = sign_in(client)

    assert refused.status_code == 200
    assert b"There is a problem" in refused.content
    assert opened.status_code == 302
    events = list(AuditEvent.objects.order_by("number").values_list("event", flat=True))
    assert events == ["accounts.sign_in_failed", "accounts.signed_in"]


def test_signing_in_gives_a_new_session_so_that_a_planted_one_is_worth_nothing(client, robin):
    client.get(reverse("account_login"))
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_signing_in_never_leads_to_another_site(client, robin, elsewhere):
    answer = sign_in(client, next=elsewhere)

    assert answer.status_code == 302
    assert "evil" not in answer["Location"]
    assert answer["Location"].startswith("/")


def test_too_many_wrong_passwords_lock_the_door_for_a_while_even_to_the_right_one(client, robin):
    for _ in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(client)

    assert answer.status_code == 200
    assert "sessionid" not in client.cookies or not client.session.get("_auth_user_id")


def test_nobody_signs_up_uninvited(client, db):
    client.get(reverse("account_signup"))
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": PASSWORD})

    assert not User.objects.filter(email="new@example.org").exists()


def test_a_forgotten_password_is_answered_alike_whether_or_not_there_is_an_account(client, robin, mailoutbox):
    known = client.post(reverse("account_reset_password"), {"email": "robin@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_closed_account_does_not_open_and_its_session_ends(client, robin):
    sign_in(client)
    assert client.get(reverse("accounts:roles")).status_code == 200
    User.objects.filter(pk=robin.pk).update(is_active=False)

    assert client.get(reverse("accounts:roles")).status_code == 302
    sign_in(client)
    assert client.get(reverse("accounts:roles")).status_code == 302


def test_a_role_that_needs_a_second_factor_leads_to_setting_one_up(client, robin, settings):
    settings.SECOND_FACTOR_ENFORCED = True
    RoleGrant.objects.create(
        user=robin,
        role="system_administrator",
        scope="installation",
        from_on=date(2026, 1, 1),
        granted_by=robin,
        granted_at=AT,
    )
    sign_in(client)

    answer = client.get(reverse("accounts:accounts"))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_the_one_click_accounts_exist_only_in_a_demonstration(client, settings, db):
    robin = User.objects.create(email="lay.member@demonstration.example", name="Lay member", joined_at=AT)
    RoleGrant.objects.create(
        user=robin,
        role="system_administrator",
        scope="installation",
        from_on=date(2026, 1, 1),
        granted_by=robin,
        granted_at=AT,
    )
    door = reverse("accounts:demonstration_sign_in")

    assert client.post(door, {"account": robin.pk}).status_code == 404
    assert client.post(door, {"account": "nonsense"}).status_code == 404
    settings.DEMONSTRATION = True
    assert b"Look around as" in client.get(reverse("account_login")).content
    opened = client.post(door, {"account": robin.pk, "next": "https://evil.example/"})
    assert opened.status_code == 302
    assert opened["Location"] == "/"


def test_a_real_account_is_never_offered_even_in_a_demonstration(client, settings, robin):
    settings.DEMONSTRATION = True

    assert client.post(reverse("accounts:demonstration_sign_in"), {"account": robin.pk}).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_reset_password", "account_signup", "account_reset_password_done", "account_inactive"],
)
def test_the_pages_of_the_sign_in_library_stand_in_our_frame(client, db, name):
    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert b'<header class="gt-header">' in answer.content


@pytest.mark.parametrize(
    "name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "usersessions_list", "account_logout"]
)
def test_so_do_those_for_people_who_are_signed_in(client, robin, name):
    sign_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    answer = client.get(reverse(name))

    assert answer.status_code == 200
    assert b'<header class="gt-header">' in answer.content


def test_changing_how_one_signs_in_asks_for_the_password_again(client, robin):
    sign_in(client)

    answer = client.get(reverse("mfa_activate_totp"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))
