"""What the database itself refuses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.accounts.models import Invitation, Opening, RoleGrant, User
from goldenthread.records.models import Record

AT = datetime(2026, 4, 2, tzinfo=UTC)
DAY = date(2026, 4, 2)


@pytest.fixture
def robin(db):
    return User.objects.create(email="robin@example.org", name="Robin", joined_at=AT)


@pytest.fixture
def place(db):
    return Record.objects.create(kind="test.place", reference="PL-1", title="A place", opened_on=DAY)


@pytest.fixture
def grant(robin, place):
    def make(**changed):
        given = {"user": robin, "role": "lay_member", "scope": "partnership", "place": place, "from_on": DAY}
        return RoleGrant.objects.create(**{**given, "granted_by": robin, "granted_at": AT, **changed})

    return make


@pytest.fixture
def invitation(robin, place):
    def make(**changed):
        given = {"email": "a@example.org", "name": "A", "token_hash": "x", "role": "lay_member", "scope": "partnership"}
        times = {"invited_by": robin, "invited_at": AT, "expires_at": AT + timedelta(days=7)}
        return Invitation.objects.create(**{**given, "place": place, **times, **changed})

    return make


@pytest.fixture
def opening(robin, place):
    def make(**changed):
        given = {"user": robin, "record": place, "reason": "A child is at risk now", "opened_at": AT}
        return Opening.objects.create(**{**given, "until": AT + timedelta(hours=1), **changed})

    return make


def test_an_email_has_one_account_whatever_its_case(broken, robin):
    with broken("user_email_once"):
        User.objects.create(email="Robin@Example.org", name="Robin", joined_at=AT)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("grant_place_fits_scope", {"place": None}),
        ("grant_place_fits_scope", {"scope": "installation"}),
        ("grant_ends_after_it_begins", {"until_on": date(2026, 4, 1)}),
        ("grant_ended_by_somebody_for_a_reason", {"ended_at": AT}),
        ("grant_ended_by_somebody_for_a_reason", {"end_reason": "left"}),
    ],
)
def test_a_grant_that_contradicts_itself_is_refused(broken, grant, constraint, changed):
    with broken(constraint):
        grant(**changed)


def test_a_role_is_held_once_in_a_place_until_it_is_ended(broken, grant, robin):
    first = grant()
    with broken("grant_held_once"):
        grant()
    first.ended_at, first.ended_by, first.end_reason = AT, robin, "left"
    first.save()
    grant()


def test_a_role_is_held_once_for_the_whole_installation(broken, grant):
    everywhere = {"scope": "installation", "place": None, "role": "system_administrator"}
    grant(**everywhere)
    with broken("grant_held_once_everywhere"):
        grant(**everywhere)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("invitation_place_fits_scope", {"place": None}),
        ("invitation_accepted_by_somebody", {"accepted_at": AT}),
        ("invitation_withdrawn_by_somebody", {"withdrawn_at": AT}),
    ],
)
def test_an_invitation_that_contradicts_itself_is_refused(broken, invitation, constraint, changed):
    with broken(constraint):
        invitation(**changed)


def test_an_invitation_is_not_both_accepted_and_withdrawn(broken, invitation, robin):
    with broken("invitation_accepted_or_withdrawn"):
        invitation(accepted_at=AT, accepted_by=robin, withdrawn_at=AT, withdrawn_by=robin)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("opening_ends_after_it_begins", {"until": AT}),
        ("opening_has_a_reason", {"reason": ""}),
        ("opening_reviewed_by_somebody", {"reviewed_at": AT}),
    ],
)
def test_an_opening_that_contradicts_itself_is_refused(broken, opening, constraint, changed):
    with broken(constraint):
        opening(**changed)


def test_nobody_reviews_their_own_opening(broken, opening, robin):
    with broken("opening_not_reviewed_by_its_maker"):
        opening(reviewed_at=AT, reviewed_by=robin, verdict="upheld")
