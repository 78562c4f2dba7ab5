"""The demonstration, loaded once for all tests of this folder, each of which is rolled back to it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from goldenthread.access.identity import viewer_for
from goldenthread.access.viewer import Viewer


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load the demonstration inside a transaction that the end of the folder undoes."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", "--load-only")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def operator(loaded: None, db: None) -> Viewer:
    """Who looks after the installation, on the loaded demonstration."""
    return viewer_for(through="command")
