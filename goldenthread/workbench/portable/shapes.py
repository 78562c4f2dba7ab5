"""How a row looks in the files of an export, and how it is read back."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import Field, ForeignKey

from goldenthread.foundation.privacy import CLASSES
from goldenthread.foundation.text import FORMULA
from goldenthread.workbench.portable.registry import Table

FORMAT = "goldenthread-export"
VERSION = 1


def fields(table: Table) -> list[Field[Any, Any]]:
    """Return the fields of a table that leave with it, in order."""
    return [field for field in table.cls._meta.concrete_fields if field.name not in table.without]


def as_plain(value: Any) -> Any:
    """Return a value as JSON writes it: moments in UTC, dates in ISO 8601, ids and decimals as text."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def as_cell(value: Any) -> str:
    """Return a plain value as a spreadsheet may safely show it: text that looks like a formula gets an apostrophe first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def from_plain(field: Field[Any, Any], value: Any) -> Any:
    """Return a value as the field keeps it; raises Django's `ValidationError` when it cannot be one."""
    if value is None:
        return None
    if isinstance(field, ForeignKey):
        return field.target_field.to_python(value)
    return field.to_python(value)


def privacy_of(table: Table, name: str) -> str:
    """Return how private a field is, as its model says; ``id`` is internal everywhere."""
    rules: Any = getattr(table.cls, "Privacy", None)
    for level in CLASSES:
        if name in getattr(rules, level, ()):
            return level
    return "internal"


def said(table: Table, what: str) -> str:
    """Return the retention or the lawful basis of a table, as its model says it."""
    return str(getattr(getattr(table.cls, "Privacy", None), what, ""))


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        for block in iter(lambda: stream.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def row_of(table: Table, instance: Any) -> Mapping[str, Any]:
    """Return one row as plain values, by column."""
    return {field.attname: as_plain(field.value_from_object(instance)) for field in fields(table)}
