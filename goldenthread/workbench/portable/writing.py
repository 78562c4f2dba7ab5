"""Writing an export: a folder of CSV and JSON files with a manifest, made beside its place and moved there when complete."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import goldenthread
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.privacy import CLASSES
from goldenthread.workbench.portable import gathering, registry, shapes
from goldenthread.workbench.portable.readme import readme


def write(viewer: Viewer, partnership: UUID, title: str, at: datetime, folder: Path) -> Mapping[str, Any]:
    """Write everything of a partnership into ``folder``, which must be new or empty, and return the manifest."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RuleBroken(f"{folder} is there already and is not empty. Name a new folder.", field="out")
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    try:
        manifest = _fill(viewer, partnership, title, at, partial)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _fill(viewer: Viewer, partnership: UUID, title: str, at: datetime, folder: Path) -> Mapping[str, Any]:
    ids = gathering.gather(viewer, partnership)
    parts = []
    for part in registry.every():
        counted = [
            {"table": table.model, "rows": _table(table, ids[table.model], folder), "restored": not table.only_read}
            for table in part.tables
        ]
        parts.append({"code": part.code, "title": part.title, "tables": counted})
    _classification(folder / "fields.csv")
    manifest = {
        "format": shapes.FORMAT,
        "version": shapes.VERSION,
        "product": goldenthread.__version__,
        "made_at": shapes.as_plain(at),
        "partnership": {"id": str(partnership), "title": title},
        "parts": parts,
        "left_out": registry.left_out(),
    }
    (folder / "README.md").write_text(readme(manifest), encoding="utf-8")
    manifest["files"] = [
        {"name": path.relative_to(folder).as_posix(), "bytes": path.stat().st_size, "sha256": shapes.checksum(path)}
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    text = json.dumps(manifest, indent=1, ensure_ascii=False)
    (folder / "manifest.json").write_text(text + "\n", encoding="utf-8")
    return manifest


def _table(table: registry.Table, ids: set[Any], folder: Path) -> int:
    stem = folder / "data" / table.stem
    stem.parent.mkdir(parents=True, exist_ok=True)
    columns = [field.attname for field in shapes.fields(table)]
    count = 0
    with (
        stem.with_suffix(".json").open("w", encoding="utf-8") as plain,
        stem.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as sheet,
    ):
        cells = csv.writer(sheet)
        cells.writerow(columns)
        plain.write("[")
        for row in _rows(table, ids):
            plain.write(",\n" if count else "\n")
            plain.write(json.dumps(row, ensure_ascii=False))
            cells.writerow([shapes.as_cell(row[column]) for column in columns])
            _copy_file(table.store, row, folder / "files")
            count += 1
        plain.write("\n]\n")
    return count


def _rows(table: registry.Table, ids: set[Any]) -> Iterator[Mapping[str, Any]]:
    for some in gathering.chunks(ids):
        for instance in table.cls._base_manager.filter(pk__in=some).order_by("pk"):
            yield shapes.row_of(table, instance)


def _copy_file(store: registry.Store | None, row: Mapping[str, Any], files: Path) -> None:
    source = store.path(row) if store else None
    if store is None or source is None or not source.is_file():
        return
    target = files / store.name(row)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _classification(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as sheet:
        cells = csv.writer(sheet)
        cells.writerow(["table", "field", "type", "privacy", "what that means", "kept", "lawful basis"])
        for table in registry.tables():
            for field in shapes.fields(table):
                level = shapes.privacy_of(table, field.name)
                kept, basis = shapes.said(table, "retention"), shapes.said(table, "basis")
                kind = field.get_internal_type()
                cells.writerow([table.model, field.attname, kind, level, CLASSES[level], kept, basis])
