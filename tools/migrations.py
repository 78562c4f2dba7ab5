"""Initial migrations made quick: each table is created whole, with its fields, its constraints and its indexes.

Django writes the constraints of an area with several tables, its indexes and some of its fields as steps of their own. On SQLite
each such step makes its table anew, and a new database with hundreds of them takes longer to set up than to use. The tables come
out the same. `goldenthread.foundation.first_tables` then creates the tables of an area together.

    python -m tools.migrations
"""

import copy
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
from django.db.migrations.writer import MigrationWriter

from tools.environment import ROOT

BASE = "FirstTables"
_PLAIN = "class Migration(migrations.Migration):"
_IMPORT = "from goldenthread.foundation.first_tables import FirstTables\n"
_PARTS = {"AddConstraint": ("constraints", "constraint"), "AddIndex": ("indexes", "index")}


def main() -> None:
    """Rewrite every initial migration that is not as it should be; say which."""
    django.setup()
    for path, migration in initial():
        if loose(migration):
            path.write_text(_written(migration), encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written")


def initial() -> Iterator[tuple[Path, Any]]:
    """Yield the first migration of every area, with its path."""
    for path in sorted((ROOT / "goldenthread").glob("*/migrations/0001_initial.py")):
        yield path, importlib.import_module(f"goldenthread.{path.parent.parent.name}.migrations.0001_initial").Migration


def loose(migration: Any) -> list[str]:
    """Return what stands in the way of a quick beginning, in words: steps that belong to a table, a base that is not ours."""
    label = migration.__module__.split(".")[1]
    steps = [_named(each) for each in migration.operations]
    whole = [_named(each) for each in gathered(migration.operations, label)]
    apart = [] if steps == whole else [each for each in steps if each not in whole] or ["tables in another order"]
    return apart if BASE in {base.__name__ for base in migration.__bases__} else [*apart, f"not a {BASE}"]


def gathered(operations: Sequence[Any], label: str) -> list[Any]:
    """Return the steps with each field, constraint and index in the table it belongs to, and tables after those they point to.

    A field that would make two tables of the area ``label`` wait for each other stays a step of its own, and so does what names it.
    """
    tables = {each.name_lower: _copy(each) for each in operations if _is(each, "CreateModel")}
    points_to = {name: _inside(label, [field for _, field in table.fields]) for name, table in tables.items()}
    rest, late = [], []
    for each in operations:
        table = tables.get(getattr(each, "model_name_lower", ""))
        if table is None:
            rest += [] if _is(each, "CreateModel") else [each]
        elif _is(each, "AddField") and not _in_a_ring(each, label, points_to):
            table.fields.append((each.name, each.field))
            points_to[table.name_lower] |= _inside(label, [each.field])
        elif type(each).__name__ in _PARTS and not _names_one(each, late):
            option, attribute = _PARTS[type(each).__name__]
            table.options = {**table.options, option: [*table.options.get(option, []), getattr(each, attribute)]}
        else:
            rest.append(each)
            late += [each] if _is(each, "AddField") else []
    return [*(tables[name] for name in _in_order(points_to)), *rest]


def _copy(table: Any) -> Any:
    made = copy.copy(table)
    made.fields, made.options = list(table.fields), dict(table.options)
    return made


def _inside(label: str, fields: Sequence[Any]) -> set[str]:
    """Return the tables of the area that fields point to."""
    targets = (str(getattr(field.remote_field, "model", "")).lower() for field in fields)
    return {target.removeprefix(f"{label}.") for target in targets if target.startswith(f"{label}.")}


def _in_a_ring(step: Any, label: str, points_to: dict[str, set[str]]) -> bool:
    seen, waiting = set[str](), list(_inside(label, [step.field]) - {step.model_name_lower})
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += points_to.get(name, set()) - {name}
    return step.model_name_lower in seen


def _names_one(step: Any, late: Sequence[Any]) -> bool:
    said = repr(getattr(step, _PARTS[type(step).__name__][1]))
    return any(each.model_name_lower == step.model_name_lower and f"'{each.name}" in said for each in late)


def _in_order(points_to: dict[str, set[str]]) -> list[str]:
    """Return the tables as they stand, but each after those it points to. What waits for itself has been taken out before."""
    placed: list[str] = []
    while len(placed) < len(points_to):
        placed.append(next(name for name, to in points_to.items() if name not in placed and to - {name} <= set(placed)))
    return placed


def _is(operation: Any, name: str) -> bool:
    return type(operation).__name__ == name


def _named(step: Any) -> str:
    return f"{type(step).__name__} {step.describe()}"


def _written(migration: Any) -> str:
    label = migration.__module__.split(".")[1]
    made = migration("0001_initial", label)
    made.operations = gathered(made.operations, label)
    text = str(MigrationWriter(made).as_string())
    plain = text.replace(_PLAIN, f"class Migration({BASE}):").replace(_IMPORT, "")
    return plain.replace("\n\n\nclass Migration", f"\n{_IMPORT}\n\nclass Migration", 1)


if __name__ == "__main__":
    main()
