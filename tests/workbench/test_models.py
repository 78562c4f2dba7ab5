"""What the database holds about work handed over."""

from datetime import date, timedelta

import pytest

from goldenthread.accounts.models import User
from goldenthread.clocks import operations as clocks
from goldenthread.workbench.models import Delegation
from tests.factories import partnership as make
from tests.factories import viewers

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(at):
    place = make.partnership()
    person = make.person(partnership=place.pk)
    admin = viewers.administrator()
    user = User.objects.create(pk=admin.user_id, email=admin.email, name=admin.name, joined_at=at)
    deadline = clocks.start(
        by=admin, at=at, record=place.pk, trigger=at.date(), title="Reply", due=date(2026, 5, 1), why="Agreed"
    )
    return {"deadline_id": deadline.id, "person": person, "given_by": user, "given_at": at}


def test_one_colleague_has_a_line_in_hand_at_a_time(given, broken):
    Delegation.objects.create(**given)
    with broken("delegation_to_one_at_a_time"):
        Delegation.objects.create(**given)


def test_a_line_is_not_taken_back_before_it_was_given(given, broken):
    with broken("delegation_taken_back_later"):
        Delegation.objects.create(**given, taken_back_at=given["given_at"] - timedelta(days=1))
