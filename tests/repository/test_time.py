"""Law 9: time is an argument, the calendar is one module, and both databases are equal."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support import tree

_RAW = {("timezone", "now"), ("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"),
        ("time", "time")}  # fmt: skip
_TOLD = {"rules", "models", "queries", "operations", "presenters", "forms", "exports", "imports"}
_SAID = "# not a deadline:"


def calls(path: Path) -> Iterator[tuple[int, str, str]]:
    for node in ast.walk(tree.parsed(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
        ):
            yield node.lineno, node.func.value.id, node.func.attr


def test_only_the_foundation_reads_the_machine_s_clock():
    faults = [
        f"{tree.relative(path)}:{line} calls {owner}.{name}()"
        for path in tree.python_files()
        if tree.area_of(path) != "foundation"
        for line, owner, name in calls(path)
        if (owner, name) in _RAW
    ]
    assert not faults, tree.told(
        faults, "in a view or command: `from goldenthread.foundation import clock` and clock.now() or clock.today()."
    )


def test_rules_reads_and_writes_are_told_the_time():
    faults = []
    for path in tree.python_files():
        parts = tree.module_name(path).split(".")
        if tree.area_of(path) == "foundation" or not set(parts[2:3]) & _TOLD:
            continue
        faults += [
            f"{tree.relative(path)}:{line} calls {owner}.{name}()"
            for line, owner, name in calls(path)
            if owner == "clock" and name in {"now", "today"}
        ]
        faults += [
            f"{tree.relative(path)}:{node.lineno} imports the clock by name"
            for node in ast.walk(tree.parsed(path))
            if isinstance(node, ast.ImportFrom)
            and node.module == "goldenthread.foundation.clock"
            and {alias.name for alias in node.names} & {"now", "today"}
        ]
    assert not faults, tree.told(
        faults,
        "take the moment as an argument (`at: datetime` in operations, `on: date` elsewhere); the view reads the clock.",
    )


def test_days_are_counted_in_clocks_and_nowhere_else():
    faults = []
    for path in tree.python_files():
        if tree.area_of(path) in {"foundation", "clocks"}:
            continue
        lines = tree.text(path).splitlines()
        for node in ast.walk(tree.parsed(path)):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module == "datetime"
                and "timedelta" in {alias.name for alias in node.names}
                and _SAID not in lines[node.lineno - 1] + lines[max(node.lineno - 2, 0)]
            ):
                faults.append(f"{tree.relative(path)}:{node.lineno} imports timedelta")
    assert not faults, tree.told(
        faults,
        "a due date comes from goldenthread.clocks (working days, bank holidays and awkward corners are tested there). "
        f"Where it is no due date, say what it is on the line or the one above: `{_SAID} how long a link in a mail lives`.",
    )


def test_nothing_is_for_one_database_only():
    banned = "django.contrib." + "postgres"
    faults = [
        f"{tree.relative(path)} imports {banned}"
        for path in tree.python_files(migrations=True)
        if banned in tree.text(path)
    ]
    assert not faults, tree.told(faults, "use child rows or a JSONField, which both databases have.")
