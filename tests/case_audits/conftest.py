"""What the tests of the area share."""

import pytest

from tests.factories.case_audits import Site


@pytest.fixture
def site(db) -> Site:
    """Three agencies, a QA officer, a group and a tool."""
    return Site()
