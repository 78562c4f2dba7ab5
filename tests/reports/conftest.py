"""A partnership with a report about 2017-18, and those who look at it."""

import pytest

from goldenthread.reports import queries
from tests.factories import accounts, viewers
from tests.factories import partnership as bodies
from tests.factories import reports as make


@pytest.fixture
def place():
    return bodies.partnership("West Partnership")


@pytest.fixture
def manager(place):
    viewer = viewers.business_manager(place.pk)
    accounts.make_user(viewer)
    return viewer


@pytest.fixture
def chair(place):
    viewer = viewers.holding("independent_chair", partnership=place.pk)
    accounts.make_user(viewer)
    return viewer


@pytest.fixture
def report(place, manager):
    return make.report(place.pk, manager)


@pytest.fixture
def section(report, manager):
    return queries.report(manager, report).sections.first()
