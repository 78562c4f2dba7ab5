"""Who has not returned is reminded, once a day, and whoever cannot be told is named."""

from datetime import date

import pytest
from django.urls import reverse

from goldenthread.access.roles import Scope
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.jobs.models import OutgoingMail
from goldenthread.self_assessment import operations
from tests.factories import accounts
from tests.factories import partnership as bodies
from tests.factories.self_assessment import LATER, Year

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(clock_at):
    clock_at(LATER)
    found = Year()
    user = accounts.account("Lee Lead")
    accounts.given(user, "school_lead", Scope.AGENCY, found.agency, from_on=date(2026, 1, 1))
    return found


def test_those_who_have_not_returned_are_told_once_a_day(client, year):
    other = bodies.agency("Silent School", partnership=year.place, kind="school").pk
    row = year.send(year.agency, other)
    page = client.look_as(year.qa)
    for _ in range(2):
        sent = page.post(
            reverse("self_assessment:remind", args=[row.round_id]), {"words": "Please finish."}, follow=True
        )
    assert "Nobody could be told for Silent School." in sent.text
    (mail,) = OutgoingMail.objects.all()
    assert "Please finish." in mail.text
    assert str(row.pk) in mail.text


def test_who_has_returned_is_left_in_peace(year):
    row = year.signed()
    operations.remind(by=year.qa, at=LATER, round=row.round_id)
    assert not OutgoingMail.objects.exists()
    with pytest.raises(NotAllowed):
        operations.remind(by=year.lead, at=LATER, round=row.round_id)
    operations.close_round(by=year.qa, at=LATER, round=row.round_id)
    with pytest.raises(RuleBroken, match="is chased"):
        operations.remind(by=year.qa, at=LATER, round=row.round_id)
