"""The database holds what it can."""

import pytest

from goldenthread.releases.models import Decision, Edition, Policy, Standing, Withdrawal
from tests.factories.evidence import AT
from tests.factories.releases import Desk, protect

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def test_a_policy_a_decision_and_a_withdrawal_have_a_reason(desk, broken):
    who = {"at": AT, "by": desk.decides.user_id, "by_name": "Chair", "why": ""}
    made = desk.prepare()
    with broken("releases_policy_whole"):
        Policy.objects.create(partnership_id=desk.place, audience="public", **who)
    with broken("releases_decision_has_reason"):
        Decision.objects.create(edition_id=made, released=True, **who)
    with broken("releases_withdrawal_has_reason"):
        Withdrawal.objects.create(edition_id=made, **who)


def test_a_second_edition_says_what_changed_and_has_its_own_number(desk, broken):
    first = Edition.objects.get(pk=desk.prepare())
    names = ("release", "chosen", "document", "sha256", "proof", "prepared_at", "prepared_by", "prepared_by_name")
    given = {name: getattr(first, name) for name in names}
    with broken("releases_edition_says_what_changed"):
        Edition.objects.create(number=2, changed="", **given)
    with broken("releases_edition_once"):
        Edition.objects.create(number=1, changed="More.", **given)


def test_figures_are_protected_once_at_a_time(desk, broken):
    protect(desk.home, "board")
    row = Standing.objects.get()
    row.pk = None
    with broken("releases_standing_once"):
        row.save(force_insert=True)
