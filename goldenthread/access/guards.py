"""Locks on the three doors: pages, reads and writes. Each refuses by default; laws in `tests/repository` see that each is used."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
View = Callable[..., HttpResponseBase]


class ViewerMissing(RuntimeError):
    """A read or write was tried without saying who is looking."""


def reads(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Mark a query: its first argument is the `Viewer`, and it refuses to run without one."""

    @functools.wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        if not args or not isinstance(args[0], Viewer):
            raise ViewerMissing(f"{function.__module__}.{function.__name__}() needs the viewer as its first argument.")
        return function(*args, **kwargs)

    guarded.gt_reads = True  # type: ignore[attr-defined]
    return guarded


def unscoped(reason: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Mark the rare query that must answer before there is a viewer: finding the account that signs in.

    ``reason`` says why nobody can misuse it; `python3 dev.py wiring` lists every one.
    """

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        function.gt_unscoped_reason = reason  # type: ignore[attr-defined]
        return function

    return decorate


def writes(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Mark an operation: keyword-only, ``by`` a `Viewer` and ``at`` a moment with a zone, all in one transaction."""

    @functools.wraps(function)
    def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        by, at = kwargs.get("by"), kwargs.get("at")
        if args or not isinstance(by, Viewer):
            raise ViewerMissing(f"{function.__module__}.{function.__name__}() takes keywords only, and by= a Viewer.")
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise TypeError(f"{function.__module__}.{function.__name__}() needs at= a moment with a time zone.")
        with transaction.atomic():
            return function(*args, **kwargs)

    guarded.gt_writes = True  # type: ignore[attr-defined]
    return guarded


def needs(permission: Permission) -> Callable[[View], View]:
    """Open a page only to those who hold ``permission`` somewhere; which rows they see, the query decides."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = viewer_of(request)
            if not viewer.may_somewhere(permission):
                raise NotAllowed(f"Your roles do not let you {permission.sentence}.")
            return view(request, *args, **kwargs)

        guarded.gt_guard = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Open a page to everybody who has signed in: their own account, help."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer_of(request)
        return view(request, *args, **kwargs)

    guarded.gt_guard = "signed in"  # type: ignore[attr-defined]
    return guarded


def public(reason: str) -> Callable[[View], View]:
    """Open a page to the world. ``reason`` is printed by the law that lists every public door."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        opened.gt_guard = "public"  # type: ignore[attr-defined]
        opened.gt_public_reason = reason  # type: ignore[attr-defined]
        return opened

    return decorate


def viewer_of(request: HttpRequest) -> Viewer:
    """Return the viewer that the accounts middleware put on the request; raises `NotAllowed` for a stranger."""
    viewer = getattr(request, "viewer", None)
    if not isinstance(viewer, Viewer):
        raise NotAllowed("Sign in to see this page.")
    return viewer
