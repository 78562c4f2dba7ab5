"""Walled records: invisible, opened only in an emergency, and every opening reviewed by somebody else. Proved on a kind that exists
only here."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.urls import reverse

from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.accounts import operations, queries
from goldenthread.audit.models import AuditEvent
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.records import kinds
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from tests.factories import accounts, partnership, viewers

AT = accounts.AT
REASON = "A child may be in danger tonight and the lead cannot be reached"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_registries")]


def _visible(viewer):
    held = [grant.scope_id for grant in viewer.grants if Permission.WALLED_CASEWORK in grant.permissions]
    return Q(partnership__in=held)


@pytest.fixture
def home():
    return partnership.partnership()


@pytest.fixture
def case(home):
    kinds.register(
        kinds.RecordKind(
            code="test.case",
            label="Case",
            plural="Cases",
            prefix="TESTCASE",
            url_name="accounts:account",
            view=Permission.WALLED_CASEWORK,
            visible=_visible,
            walled=True,
        )
    )
    by = viewers.holding("case_review_lead", partnership=home.pk)
    return spine.open_record(by=by, at=AT, kind="test.case", title="A case", opened_on=AT.date(), partnership=home.pk)


@pytest.fixture
def chair(home):
    user = accounts.account("Chair")
    accounts.given(user, "independent_chair", Scope.PARTNERSHIP, home.pk)
    return user


@pytest.fixture
def governance(home):
    user = accounts.account("Governance")
    accounts.given(user, "information_governance", Scope.PARTNERSHIP, home.pk)
    return user


def break_glass(user, reference, reason=REASON, hours=1):
    return operations.break_glass(by=accounts.viewer_of(user), at=AT, reference=reference, reason=reason, hours=hours)


def test_a_walled_record_is_neither_seen_nor_counted_by_others(home, case):
    manager = viewers.business_manager(home.pk)
    everybody = [manager, viewers.administrator(), viewers.holding("scrutineer", partnership=home.pk)]

    for viewer in everybody:
        assert case not in records.visible(viewer)
        assert records.visible(viewer).filter(kind="test.case").count() == 0
        with pytest.raises(NotFound):
            records.get(viewer, case.pk)
    assert case in records.visible(viewers.holding("case_review_lead", partnership=home.pk))


def test_breaking_the_glass_opens_one_record_for_a_while(chair, case):
    opening = break_glass(chair, case.reference.lower())

    assert case in records.visible(accounts.viewer_of(chair))
    assert opening.until == AT + timedelta(hours=1)
    assert case not in records.visible(accounts.viewer_of(chair, AT + timedelta(hours=1)))
    told = AuditEvent.objects.get(event="accounts.glass_broken")
    assert told.details["reason"] == REASON
    assert told.record == str(case.pk)


def test_it_can_be_closed_before_its_time(chair, case):
    opening = break_glass(chair, case.reference)

    operations.end_opening(by=accounts.viewer_of(chair), at=AT, opening=opening.pk)

    assert case not in records.visible(accounts.viewer_of(chair))


@pytest.mark.parametrize(("reason", "hours", "field"), [("because", 1, "reason"), (REASON, 72, "hours")])
def test_it_wants_a_real_reason_and_a_short_time(chair, case, reason, hours, field):
    with pytest.raises(RuleBroken) as refusal:
        break_glass(chair, case.reference, reason, hours)

    assert refusal.value.field == field


def test_a_guess_and_a_record_elsewhere_are_answered_alike(chair, case):
    elsewhere = partnership.partnership()
    by = viewers.holding("case_review_lead", partnership=elsewhere.pk)
    other = spine.open_record(
        by=by, at=AT, kind="test.case", title="Another", opened_on=AT.date(), partnership=elsewhere.pk
    )
    sentences = set()
    for reference in (other.reference, "TESTCASE-2026-999"):
        with pytest.raises(RuleBroken) as refusal:
            break_glass(chair, reference)
        sentences.add(refusal.value.sentence)

    assert len(sentences) == 1


def test_a_refused_try_stands_in_the_trail(client, chair, case):
    client.look_as(accounts.viewer_of(chair))

    client.post(reverse("accounts:break_glass"), {"reference": "TESTCASE-2026-999", "reason": REASON, "hours": "1"})

    assert AuditEvent.objects.filter(event="accounts.glass_refused").count() == 1


def test_the_information_governance_lead_reviews_each_opening_once(chair, governance, case):
    opening = break_glass(chair, case.reference)
    reviewer = accounts.viewer_of(governance)

    assert opening in queries.openings_to_review(reviewer)
    with pytest.raises(RuleBroken, match="what you question"):
        operations.review_opening(by=reviewer, at=AT, opening=opening.pk, verdict="questioned", note="")
    operations.review_opening(by=reviewer, at=AT, opening=opening.pk, verdict="upheld", note="")

    with pytest.raises(RuleBroken, match="has been reviewed"):
        operations.review_opening(by=reviewer, at=AT, opening=opening.pk, verdict="questioned", note="Second thoughts")


def test_nobody_else_reviews_and_nobody_their_own(chair, case, home):
    opening = break_glass(chair, case.reference)
    user = accounts.account()
    accounts.given(user, "information_governance", Scope.PARTNERSHIP, partnership.partnership().pk)

    for viewer in (accounts.viewer_of(chair), accounts.viewer_of(user), viewers.business_manager(home.pk)):
        with pytest.raises(NotFound):
            queries.opening(viewer, opening.pk)


def test_reviewing_shows_the_reason_but_opens_nothing(client, chair, governance, case):
    opening = break_glass(chair, case.reference)
    reviewer = accounts.viewer_of(governance)
    client.look_as(reviewer)

    answer = client.get(reverse("accounts:review_opening", args=[opening.pk]))

    assert REASON.encode() in answer.content
    assert b"A case" not in answer.content
    assert case not in records.visible(reviewer)
