"""Every address, tried by those who should get nothing from it."""

import pytest

from goldenthread.access.permissions import Permission
from tests.support.browsing import PageClient
from tests.support.product import guard_of
from tests.support.tree import told
from tests.support.walking import address, closed_doors, nothing_written, our_doors

pytestmark = pytest.mark.django_db

# Reading may write these: the trail of who looked, the session that is kept alive, the limits on guessing.
_KEPT_BY_READING = ("audit_", "django_session", "usersessions_", "shared_cache", "accounts_sessionseen")


def refused(response) -> bool:
    if response.status_code == 302:
        return "login" in response.headers["Location"] or "sign-in" in response.headers["Location"]
    return response.status_code in {401, 403, 404, 405}


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_who_has_not_signed_in_gets_nothing(client, method):
    faults = []
    for door in closed_doors():
        response = getattr(client, method)(address(door))
        if not refused(response):
            faults.append(f"{method.upper()} /{door.route} answers {response.status_code}")
    assert not faults, told(
        faults, "the view must ask for the viewer: @needs(…) or @signed_in as its outermost decorator."
    )


@pytest.mark.parametrize("method", ["get", "post"])
def test_somebody_without_any_role_gets_nothing_that_needs_one(client, stranger, method):
    client.look_as(stranger)
    faults = []
    for door in closed_doors():
        if isinstance(guard_of(door), Permission):
            response = getattr(client, method)(address(door))
            if response.status_code not in {403, 404, 405}:
                faults.append(f"{method.upper()} /{door.route} answers {response.status_code}")
    assert not faults, told(faults, "@needs(…) must be the outermost decorator of the view.")


def test_ids_that_belong_to_nobody_are_not_found_and_break_nothing(client, admin):
    client.look_as(admin)
    faults = []
    for door in closed_doors():
        if "<" in door.route:
            response = client.get(address(door))
            if response.status_code not in {302, 403, 404, 405}:
                faults.append(f"/{door.route} answers {response.status_code}")
    assert not faults, told(faults, "find the thing through a query, which raises NotFound.")


def test_looking_changes_nothing(client, admin):
    client.look_as(admin)
    faults = []
    for door in our_doors():
        if "<" in door.route:
            continue
        with nothing_written(but=_KEPT_BY_READING) as written:
            client.get(address(door))
        faults += [f"GET /{door.route}: {each}" for each in written]
    assert not faults, told(faults, "change things in a POST: @require_POST, or `if request.method == 'POST'`.")


def test_nothing_is_changed_by_a_form_that_another_site_sends(admin):
    client = PageClient(enforce_csrf_checks=True).look_as(admin)
    faults = []
    for door in closed_doors():
        with nothing_written(but=_KEPT_BY_READING) as written:
            response = client.post(address(door))
        if written or response.status_code not in {302, 401, 403, 404, 405}:
            faults.append(f"POST /{door.route} without a token answers {response.status_code} and writes {written}")
    assert not faults, told(faults, "no view of ours may be exempt from the check of the token.")
