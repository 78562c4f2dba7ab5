"""The generated parts of `docs/areas/*.md`: tables, states, what can be done, who may. Run through `dev.py fix` and `check`."""

import argparse
import importlib
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import django
from django.apps import apps
from django.db import models

from tools.said import say

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "areas"
_PART = re.compile(r"<!-- generated: (?P<name>[a-z ]+) -->\n.*?<!-- end -->", re.DOTALL)
_SKELETON = """# {area}

{words}

## Tables

<!-- generated: tables -->
<!-- end -->

## States

<!-- generated: states -->
<!-- end -->

## What can be done

<!-- generated: operations -->
<!-- end -->

## Who may open which page

<!-- generated: pages -->
<!-- end -->

## What the audit trail says

<!-- generated: events -->
<!-- end -->
"""


def areas() -> list[str]:
    """Return the packages of the product that hold code."""
    found = []
    for folder in sorted((ROOT / "goldenthread").iterdir()):
        if folder.is_dir() and any(
            path.read_text().strip()
            for path in folder.rglob("*.py")
            if path.name != "apps.py" and "migrations" not in path.parts
        ):
            found.append(folder.name)
    return found


def page_of(area: str) -> str:
    """Return the whole page about an area as it should be: the words people wrote, the parts made anew."""
    path = FOLDER / f"{area}.md"
    words = (inspect.getdoc(importlib.import_module(f"goldenthread.{area}")) or "").strip()
    text = (
        path.read_text()
        if path.exists()
        else _SKELETON.format(area=area.replace("_", " ").capitalize(), words=words).replace("\n\n\n\n", "\n\n")
    )
    makers = {"tables": tables, "states": states, "operations": operations, "pages": pages, "events": events}

    def made(match: re.Match[str]) -> str:
        name = match["name"]
        body = makers[name](area) or "None."
        return f"<!-- generated: {name} -->\n{body}\n<!-- end -->"

    return _PART.sub(made, text)


def tables(area: str) -> str:
    """Draw the tables of an area and what they point at."""
    if not apps.is_installed(f"goldenthread.{area}"):
        return ""
    mine = sorted(apps.get_app_config(area).get_models(), key=lambda model: model.__name__)
    lines = []
    for model in mine:
        lines.append(f"    {model.__name__} {{")
        lines += [
            f"        {_type(field)} {field.name}" for field in model._meta.concrete_fields if not field.is_relation
        ]
        lines.append("    }")
    for model in mine:
        for field in [*model._meta.concrete_fields, *model._meta.local_many_to_many]:
            if field.is_relation and field.related_model is not None:
                lines.append(f"    {model.__name__} {_arrow(field)} {field.related_model.__name__} : {field.name}")
    return "\n".join(["```mermaid", "erDiagram", *lines, "```"]) if mine else ""


def _type(field: Any) -> str:
    name = field.get_internal_type().removesuffix("Field").lower()
    return {"char": "text", "positiveinteger": "integer", "positivesmallinteger": "integer"}.get(name, name)


def _arrow(field: Any) -> str:
    if isinstance(field, models.ManyToManyField):
        return "}o--o{"
    left = "|o" if isinstance(field, models.OneToOneField) else "}o"
    return f"{left}--{'o|' if field.null else '||'}"


def _modules(area: str, kind: str) -> Iterator[ModuleType]:
    base = ROOT / "goldenthread" / area
    for path in [base / f"{kind}.py", *sorted((base / kind).glob("*.py"))]:
        if path.exists() and path.read_text().strip():
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield importlib.import_module(".".join(parts).removesuffix(".__init__"))


def states(area: str) -> str:
    """Draw each table of transitions: a dictionary in `rules` whose name ends in TRANSITIONS, state to next states."""
    drawn = []
    for module in _modules(area, "rules"):
        for name, table in vars(module).items():
            if name.endswith("TRANSITIONS") and isinstance(table, dict):
                lines = [
                    f"    {state} --> {after}" for state, nexts in table.items() for after in sorted(map(str, nexts))
                ]
                drawn.append("\n".join(["```mermaid", "stateDiagram-v2", *lines, "```"]))
    return "\n\n".join(drawn)


def operations(area: str) -> str:
    """List the operations of an area with the first line of what they say of themselves."""
    lines = []
    for module in _modules(area, "operations"):
        for name, function in sorted(vars(module).items()):
            if getattr(function, "gt_writes", False) and function.__module__ == module.__name__:
                first = (inspect.getdoc(function) or "").splitlines()[0]
                lines.append(f"- `{name}`: {first}")
    return "\n".join(lines)


def pages(area: str) -> str:
    """List the addresses of an area, each with the permission that opens it and the roles that hold it."""
    product = importlib.import_module("tests.support.product")
    roles = importlib.import_module("goldenthread.access.roles").ROLES
    lines = []
    for door in product.doors():
        guard = product.guard_of(door)
        if not door.where.startswith(f"goldenthread.{area}.") or guard is None:
            continue
        if isinstance(guard, str):
            who = guard
        else:
            held = sorted(role.name for role in roles.values() if guard in role.permissions)
            who = f"{guard.code} ({', '.join(held)})" if len(held) <= 6 else f"{guard.code} ({len(held)} roles)"
        lines.append(f"| `/{door.route}` | {door.name.rpartition(':')[2]} | {who} |")
    return "\n".join(["| Address | Name | Opened by |", "|---|---|---|", *sorted(lines)]) if lines else ""


def events(area: str) -> str:
    """List the audit events whose code begins with the name of a thing of this area."""
    registry = importlib.import_module("goldenthread.audit.registry")
    page = ROOT / "goldenthread" / area / "registration.py"
    source = page.read_text() if page.exists() else ""
    folder = ROOT / "goldenthread" / area / "registration"
    source += "".join(path.read_text() for path in sorted(folder.glob("*.py")))
    return "\n".join(f"- `{each.code}`: … {each.sentence}" for each in registry.every() if f'"{each.code}"' in source)


def main() -> int:
    """Write the pages, or with --check say which are out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    django.setup()
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = 0
    for area in areas():
        path, wanted = FOLDER / f"{area}.md", page_of(area)
        if path.exists() and path.read_text() == wanted:
            continue
        stale += 1
        if not check:
            path.write_text(wanted)
        say(f"{path.relative_to(ROOT)} {'is out of date: python3 dev.py fix' if check else 'written'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
