"""One partnership that asks and answers, for each test that wants it."""

import pytest

from tests.factories import assurance as make


@pytest.fixture
def site():
    return make.Site()


@pytest.fixture
def call(site):
    return site.ask()
