"""What the areas have registered in the low packages that own each idea. Run through `dev.py wiring`."""

import importlib
import inspect
import re
import sys
from typing import Any

import django

from tools.said import head, say


def main() -> int:
    """Print every registry."""
    django.setup()
    product = importlib.import_module("tests.support.product")
    _kinds()
    _events()
    for module, title in _others():
        _registry(title, module)
    head("Queries that answer before there is a viewer")
    for module in product.loaded("queries"):
        for name, function in product.public_functions(module):
            if getattr(function, "gt_unscoped_reason", ""):
                say(f"  {module.__name__}.{name}: {function.gt_unscoped_reason}")
    head("Addresses open to the world")
    for door in product.doors():
        if product.guard_of(door) == "public":
            say(f"  /{door.route}  {door.name}: {product.reason_of(door)}")
    head("Every address")
    for door in product.doors():
        guard = product.guard_of(door)
        say(f"  /{door.route}  {door.name}  {getattr(guard, 'code', guard or 'guarded by its library')}")
    return 0


def _kinds() -> None:
    head("Kinds of record")
    for kind in importlib.import_module("goldenthread.records.kinds").every():
        walled = ", walled" if kind.walled else ""
        say(f"  {kind.code}  {kind.label} ({kind.prefix}), opened by {kind.view.code} at {kind.url_name}{walled}")


def _events() -> None:
    head("Audit events")
    for event in importlib.import_module("goldenthread.audit.registry").every():
        say(f"  {event.code}  … {event.sentence}{' (a look)' if event.of_read else ''}")


def _others() -> list[tuple[Any, str]]:
    """Every other module of the product that keeps a registry: a private list or dictionary beside a public `register`."""
    told = {"goldenthread.records.kinds", "goldenthread.audit.registry"}
    found = []
    for name, module in sorted(sys.modules.items()):
        if name.startswith("goldenthread.") and name not in told and _content(module):
            found.append((module, name.removeprefix("goldenthread.")))
    return found


def _content(module: Any) -> dict[str, Any]:
    return {
        key: value
        for key, value in vars(module).items()
        if key.startswith("_") and isinstance(value, dict | list | set) and value and _grows(module, key)
    }


def _grows(module: Any, key: str) -> bool:
    """Whether a public function of the module adds to it: then it is a registry, otherwise a table of data."""
    if key.startswith("__"):
        return False
    adding = re.compile(rf"{key}(\.(append|setdefault|add)\(|\[[^]]*\] = )")
    return any(
        inspect.isfunction(each) and each.__module__ == module.__name__ and adding.search(inspect.getsource(each))
        for name, each in vars(module).items()
        if not name.startswith("_")
    )


def _registry(title: str, module: Any) -> None:
    for key, value in _content(module).items():
        head(f"{title} {key.strip('_').lower()}")
        for item in value.items() if isinstance(value, dict) else value:
            code, what = item if isinstance(value, dict) else ("", item)
            words = (
                getattr(what, "label", None) or getattr(what, "title", None) or getattr(what, "__name__", None) or what
            )
            say(f"  {code}  {words}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
