"""What the tests of the area share."""

import pytest

from tests.factories.scrutiny import Site


@pytest.fixture
def site(db) -> Site:
    """Two agencies, a board, a manager, a chair, a lay member."""
    return Site()
