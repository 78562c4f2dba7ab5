"""Restoring an export: checked whole before anything is written, ids kept, nothing overwritten."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model

from goldenthread.foundation.errors import RuleBroken
from goldenthread.workbench.portable import gathering, registry, shapes

_BATCH = 500


@dataclass(slots=True)
class Restored:
    """What an import did: rows written and rows already there, by table, and one sentence for each row that differs."""

    partnership: str = ""
    title: str = ""
    written: dict[str, int] = field(default_factory=dict)
    same: dict[str, int] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    ids: dict[str, set[Any]] = field(default_factory=dict)


def open_export(folder: Path) -> Mapping[str, Any]:
    """Return the manifest of an export after checking every file against it; raises `RuleBroken` naming what is wrong."""
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise RuleBroken(f"{folder} holds no readable manifest.json, so it is not an export.") from fault
    if not isinstance(manifest, dict) or manifest.get("format") != shapes.FORMAT:
        raise RuleBroken(f"{folder} is not an export of this product.")
    if manifest.get("version") != shapes.VERSION:
        raise RuleBroken(f"This export has format {manifest.get('version')}; this installation reads {shapes.VERSION}.")
    root = folder.resolve()
    for entry in manifest["files"]:
        path = (root / entry["name"]).resolve()
        if not path.is_relative_to(root):
            raise RuleBroken(f"The manifest names a file outside the folder: {entry['name']}.")
        if not path.is_file():
            raise RuleBroken(f"{entry['name']} is missing from the export.")
        if shapes.checksum(path) != entry["sha256"]:
            raise RuleBroken(f"{entry['name']} has been changed since the export was made.")
    return manifest


def restore(folder: Path, manifest: Mapping[str, Any]) -> Restored:
    """Write the rows of an export that are not here yet, inside the caller's transaction."""
    report = Restored(partnership=manifest["partnership"]["id"], title=manifest["partnership"]["title"])
    listed = {entry["name"] for entry in manifest["files"]}
    here = {table.model for table in registry.tables()}
    unknown = [table["table"] for part in manifest["parts"] for table in part["tables"] if table["table"] not in here]
    if unknown:
        raise RuleBroken(f"This installation does not know the tables {', '.join(unknown)}. Update it first.")
    moved: dict[str, dict[str, Any]] = {}
    for table in registry.tables():
        name = f"data/{table.stem}.json"
        if name in listed and not table.only_read:
            _restore_table(table, _read(folder / name), report, moved, folder)
    return report


def _read(path: Path) -> list[Mapping[str, Any]]:
    rows = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list):
        raise RuleBroken(f"{path.name} does not hold a list of rows.")
    return rows


def _restore_table(
    table: registry.Table,
    rows: list[Mapping[str, Any]],
    report: Restored,
    moved: dict[str, dict[str, Any]],
    folder: Path,
) -> None:
    label = table.model
    report.written[label] = report.same[label] = 0
    report.ids[label] = set()
    if table.merge is not None:
        for row in rows:
            wrote = table.merge(row)
            report.written[label] += wrote
            report.same[label] += not wrote
        return
    fresh: list[Model] = []
    known = _known(table, rows, moved)
    for row, stored in zip(rows, known, strict=True):
        values = _values(table, row, moved)
        if stored is None:
            fresh.append(table.cls(**values))
        else:
            _compare(table, values, stored, report)
    _write(table, fresh, report)
    if table.store is not None:
        for row in rows:
            _restore_file(table.store, row, folder / "files")


def _known(
    table: registry.Table, rows: list[Mapping[str, Any]], moved: dict[str, dict[str, Any]]
) -> list[Model | None]:
    """Return what is here already for each row; a row known under another id is noted in ``moved``."""
    here = _here(table, rows)
    pk = table.cls._meta.pk.attname
    known: list[Model | None] = []
    for row in rows:
        stored = here.get(str(row.get(pk)))
        if stored is None and table.same_as:
            stored = _same_under_other_id(table, _values(table, row, moved))
            if stored is not None:
                moved.setdefault(table.model, {})[str(row[pk])] = stored.pk
        known.append(stored)
    return known


def _here(table: registry.Table, rows: list[Mapping[str, Any]]) -> dict[str, Model]:
    pk = table.cls._meta.pk.attname
    found: dict[str, Model] = {}
    for some in gathering.chunks(row.get(pk) for row in rows):
        for instance in table.cls._base_manager.filter(pk__in=some):
            found[str(instance.pk)] = instance
    return found


def _values(table: registry.Table, row: Mapping[str, Any], moved: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a row's values as the table keeps them, with the ids of rows that are known here under another id."""
    columns = {each.attname: each for each in shapes.fields(table)}
    if set(row) != set(columns):
        odd = sorted(set(row) ^ set(columns))
        raise RuleBroken(f"{table.model} in this export has other columns than here: {', '.join(odd)}.")
    values: dict[str, Any] = dict(table.without)
    for name, column in columns.items():
        try:
            values[name] = shapes.from_plain(column, row[name])
        except ValidationError as fault:
            raise RuleBroken(f"{table.model} {row.get('id', '')}: {name} cannot be {row[name]!r}.") from fault
    for key in gathering.keys(table):
        target = moved.get(str(key.related_model._meta.label), {})
        if values[key.attname] is not None:
            values[key.attname] = target.get(str(values[key.attname]), values[key.attname])
    return values


def _same_under_other_id(table: registry.Table, values: Mapping[str, Any]) -> Model | None:
    names = [each.attname for each in shapes.fields(table) if each.name in table.same_as]
    return table.cls._base_manager.filter(**{name: values[name] for name in names}).first()


def _compare(table: registry.Table, values: Mapping[str, Any], known: Model, report: Restored) -> None:
    pk = table.cls._meta.pk.attname
    if table.recognised:
        report.same[table.model] += 1
        return
    compared = [each for each in shapes.fields(table) if each.attname != pk]
    differing = [
        each.attname
        for each in compared
        if shapes.as_plain(each.value_from_object(known)) != shapes.as_plain(values[each.attname])
    ]
    if not differing:
        report.same[table.model] += 1
        return
    report.conflicts.append(f"{table.model} {known.pk} is here already and differs in {', '.join(differing)}.")


def _write(table: registry.Table, fresh: list[Model], report: Restored) -> None:
    for batch in _batches(fresh):
        try:
            with transaction.atomic():
                table.cls._base_manager.bulk_create(batch)
        except IntegrityError as fault:
            raise RuleBroken(
                f"{table.model}: this installation holds another row with the same name, number or reference. "
                f"Nothing was restored. ({fault})"
            ) from fault
    report.written[table.model] += len(fresh)
    report.ids[table.model].update(instance.pk for instance in fresh)


def _batches(rows: list[Model]) -> Iterator[list[Model]]:
    for start in range(0, len(rows), _BATCH):
        yield rows[start : start + _BATCH]


def _restore_file(store: registry.Store, row: Mapping[str, Any], files: Path) -> None:
    """Take in the bytes of a row. Bytes that the export holds back (a virus was found in them) are missing here too."""
    source = (files / store.name(row)).resolve()
    if not source.is_relative_to(files.resolve()):
        raise RuleBroken(f"The export names a file outside its folder: {store.name(row)}.")
    if source.is_file():
        store.keep(source)
