"""Published files, brought in once for all tests of a module that only look."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.factories import benchmarks


@pytest.fixture(scope="module")
def published(django_db_setup: None, django_db_blocker: Any) -> Iterator[dict[str, UUID]]:
    """Everything in ``published/``: the ids of the files by name. Each test's own changes are undone before the next."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield benchmarks.everything()
        transaction.set_rollback(True)
