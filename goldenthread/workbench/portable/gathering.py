"""Finding the rows that belong to a partnership, and those they point at."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, OneToOneField, Q

from goldenthread.access.viewer import Viewer
from goldenthread.workbench.portable import registry

_CHUNK = 400

Ids = dict[str, set[Any]]


def gather(viewer: Viewer, partnership: UUID) -> Ids:
    """Return the ids of all rows to export, by table: those that belong, then everything they point at."""
    found: Ids = {}
    for table in registry.tables():
        found[table.model] = _belonging(table, viewer, partnership, found)
    _follow(found)
    return found


def _belonging(table: registry.Table, viewer: Viewer, partnership: UUID, found: Ids) -> set[Any]:
    ids: set[Any] = set()
    rows = table.cls._base_manager.all()
    if table.where is not None:
        ids.update(rows.filter(table.where(viewer, partnership)).values_list("pk", flat=True))
    for name in table.by:
        key = _key(table.cls, name)
        parents = found.get(_label(key.related_model), set())
        for some in chunks(parents):
            ids.update(rows.filter(Q(**{f"{name}__in": some})).values_list("pk", flat=True))
    return ids


def _follow(found: Ids) -> None:
    """Add the rows that rows of the export point at, and the row that hangs on each record of the spine, until none is new."""
    new: Ids = {model: set(ids) for model, ids in found.items()}
    known = {table.model: table for table in registry.tables()}
    while new:
        newer: Ids = {}
        for model, ids in new.items():
            for other, more in _pointed_at(known[model], ids):
                _add(found, newer, other, more)
            for other, more in _hanging_on(known, model, ids):
                _add(found, newer, other, more)
        new = newer


def _add(found: Ids, newer: Ids, model: str, ids: set[Any]) -> None:
    fresh = ids - found.get(model, set())
    if fresh and model in found:
        found[model] |= fresh
        newer.setdefault(model, set()).update(fresh)


def _pointed_at(table: registry.Table, ids: set[Any]) -> Iterator[tuple[str, set[Any]]]:
    for key in keys(table):
        values: set[Any] = set()
        for some in chunks(ids):
            rows = table.cls._base_manager.filter(pk__in=some)
            values.update(rows.exclude(**{key.name: None}).values_list(key.attname, flat=True))
        if values:
            yield _label(key.related_model), values


def _hanging_on(known: dict[str, registry.Table], model: str, ids: set[Any]) -> Iterator[tuple[str, set[Any]]]:
    for other, table in known.items():
        key = table.cls._meta.pk
        if isinstance(key, OneToOneField) and _label(key.related_model) == model:
            values: set[Any] = set()
            for some in chunks(ids):
                values.update(table.cls._base_manager.filter(pk__in=some).values_list("pk", flat=True))
            yield other, values


def keys(table: registry.Table) -> list[ForeignKey[Any, Any]]:
    """Return the foreign keys of a table that leave with it."""
    return [
        field
        for field in table.cls._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.name not in table.without
    ]


def chunks(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Return ids some hundreds at a time: every database takes that many in one question."""
    ordered = sorted(ids, key=str)
    for start in range(0, len(ordered), _CHUNK):
        yield ordered[start : start + _CHUNK]


def _key(model: type[Model], name: str) -> ForeignKey[Any, Any]:
    field = model._meta.get_field(name)
    if not isinstance(field, ForeignKey):
        raise TypeError(f"{model._meta.label}.{name} is not a foreign key.")
    return field


def _label(model: Any) -> str:
    return str(model._meta.label)
