"""Expecting the database to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError, models, transaction


@contextmanager
def refused_by(name: str) -> Iterator[None]:
    """Expect an `IntegrityError` that comes from the constraint ``name``, on either database.

    SQLite names check constraints and unique expressions, but tells of other unique constraints only the columns.
    """
    signs = [name, *_columns(name)]
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        said = str(refusal)
        assert any(sign in said for sign in signs), f"The database refused for another reason than {name}: {said}"
        return
    raise AssertionError(f"The database accepted what {name} should refuse.")


def _columns(name: str) -> list[str]:
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name and isinstance(constraint, models.UniqueConstraint) and constraint.fields:
                table = model._meta.db_table
                columns = [model._meta.get_field(field).column for field in constraint.fields]
                return [", ".join(f"{table}.{column}" for column in columns)]
    return []
