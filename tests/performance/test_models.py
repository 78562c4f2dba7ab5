"""What the database refuses."""

from datetime import date

import pytest

from goldenthread.performance.models import Profile
from tests.factories.evidence import Home
from tests.factories.performance import profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def row() -> Profile:
    home = Home("cpp")
    return Profile.objects.get(pk=profile(home.by, home.place))


def test_a_profile_cannot_have_half_a_period_or_end_before_it_begins(row, broken):
    with broken("performance_profile_period"):
        Profile.objects.filter(pk=row.pk).update(start=date(2018, 1, 1))


def test_a_period_does_not_run_backwards(row, broken):
    with broken("performance_profile_period"):
        Profile.objects.filter(pk=row.pk).update(start=date(2018, 4, 1), end=date(2018, 1, 1))


def test_a_spotlight_is_about_a_period(row, broken):
    with broken("performance_profile_has_period"):
        Profile.objects.filter(pk=row.pk).update(form="spotlight")
