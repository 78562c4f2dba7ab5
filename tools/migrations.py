"""Initial migrations made quick: each table is created with its constraints.

Django writes the constraints of an area with several tables as steps of their own. On SQLite each such step makes its table
anew, and a new database with hundreds of constraints takes longer to set up than to use. The tables come out the same.

    python -m tools.migrations
"""

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django
from django.db.migrations.writer import MigrationWriter

from tools.environment import ROOT


def main() -> None:
    """Rewrite every initial migration that has a constraint to gather; say which."""
    django.setup()
    for path, migration in initial():
        if separate(migration.operations):
            path.write_text(_written(migration), encoding="utf-8")
            print(f"{path.relative_to(ROOT)} written")


def initial() -> Iterator[tuple[Path, Any]]:
    """Yield the first migration of every area, with its path."""
    for path in sorted((ROOT / "goldenthread").glob("*/migrations/0001_initial.py")):
        yield path, importlib.import_module(f"goldenthread.{path.parent.parent.name}.migrations.0001_initial").Migration


def separate(operations: Sequence[Any]) -> list[Any]:
    """Return the constraints that could be created with their table: those that name no field added to it afterwards."""
    late = {(each.model_name_lower, each.name_lower) for each in operations if _is(each, "AddField")}
    return [
        each
        for each in operations
        if _is(each, "AddConstraint")
        and not any(model == each.model_name_lower and field in repr(each.constraint) for model, field in late)
    ]


def gathered(operations: Sequence[Any]) -> list[Any]:
    """Return the operations with each constraint in the step that creates its table."""
    moving = separate(operations)
    found = []
    for each in operations:
        if each in moving:
            continue
        if _is(each, "CreateModel"):
            own = [one.constraint for one in moving if one.model_name_lower == each.name_lower]
            if own:
                each.options = {**each.options, "constraints": [*each.options.get("constraints", []), *own]}
        found.append(each)
    return found


def _is(operation: Any, name: str) -> bool:
    return type(operation).__name__ == name


def _written(migration: Any) -> str:
    made = migration("0001_initial", migration.__module__.split(".")[1])
    made.operations = gathered(made.operations)
    return str(MigrationWriter(made).as_string())


if __name__ == "__main__":
    main()
