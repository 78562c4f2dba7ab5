"""The running product as the laws see it: models, addresses, operations, queries."""

import importlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from tests.support import tree


def loaded(kind: str) -> list[ModuleType]:
    """Every module of a kind, such as ``operations``, imported."""
    return [importlib.import_module(name) for name in tree.modules(kind)]


def public_functions(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    """The functions that a module defines itself and offers to others."""
    return [
        (name, function)
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and not name.startswith("_")
    ]


@cache
def our_models() -> tuple[type[models.Model], ...]:
    return tuple(model for model in apps.get_models() if model.__module__.startswith(f"{tree.PACKAGE}."))


def area_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


@dataclass(frozen=True)
class Door:
    """One address: its route, its name with the namespace, the view behind it."""

    route: str
    name: str
    view: Callable[..., Any]

    @property
    def where(self) -> str:
        inner: Any = inspect.unwrap(self.view)
        inner = getattr(self.view, "view_class", getattr(inner, "view_class", inner))
        return f"{inner.__module__}.{getattr(inner, '__qualname__', inner)}"


@cache
def doors() -> tuple[Door, ...]:
    return tuple(_doors(get_resolver(), "", ""))


def _doors(resolver: URLResolver, route: str, space: str) -> Iterator[Door]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLPattern):
            yield Door(here, f"{space}{each.name or ''}", each.callback)
        else:
            yield from _doors(each, here, f"{space}{each.namespace}:" if each.namespace else space)


def url_names() -> set[str]:
    return {door.name for door in doors()}


def guard_of(door: Door) -> object:
    view: Any = door.view
    while view is not None:
        if hasattr(view, "gt_guard"):
            return view.gt_guard
        view = getattr(view, "__wrapped__", None) or getattr(view, "view_class", None)
    return None


def reason_of(door: Door) -> str:
    view: Any = door.view
    while view is not None and not hasattr(view, "gt_public_reason"):
        view = getattr(view, "__wrapped__", None)
    return getattr(view, "gt_public_reason", "")
