"""What the routes of the programming interface are made of, for every area that offers some.

An area writes, in a module of its own that its `registration.py` imports::

    router = Router()

    @offer(router, "/", Permission.PARTNERSHIP_VIEW, answer=Page[AgencyOut], name="agencies")
    def agencies(request, query: Query[Paging]): ...
        return paged(queries.agencies(viewer(request)), query, AgencyOut.of)
"""

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Generic, TypeVar, get_args, get_type_hints

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import AfterValidator, ConfigDict, Field

from goldenthread.access.guards import viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import has_control_characters

Item = TypeVar("Item")
Row = TypeVar("Row")
MAX_PAGE = 10_000
MAX_PER_PAGE = 200


class Shape(Schema):
    """The base of every shape of the interface: nothing beyond what is described comes in or goes out."""

    model_config = ConfigDict(extra="forbid")


class Problem(Shape):
    """What went wrong, in a sentence, and where: the fields named are those of the request."""

    problem: str
    fields: dict[str, str] = {}


class Page(Shape, Generic[Item]):
    """One page of a list."""

    items: list[Item]
    total: int
    page: int
    pages: int


class Paging(Shape):
    """Which page of a list, and how long a page is."""

    page: int = Field(1, ge=1, le=MAX_PAGE, description="Which page, counted from 1.")
    per_page: int = Field(50, ge=1, le=MAX_PER_PAGE, description="How many items a page holds.")


def _plain_words(text: str) -> str:
    if has_control_characters(text) or not text.isprintable():
        raise ValueError("Use letters, digits and punctuation only.")
    return text


Words = Annotated[str, Field(max_length=200), AfterValidator(_plain_words)]

PROBLEMS: Mapping[int, Any] = {
    400: Problem,
    401: Problem,
    403: Problem,
    404: Problem,
    422: Problem,
    429: Problem,
}


def viewer(request: HttpRequest) -> Viewer:
    """Return who asks: the account that the token belongs to."""
    return viewer_of(request)


def offer(
    router: Router, path: str, permission: Permission, *, answer: Any, name: str, method: str = "get"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Offer a read at ``path`` to those who hold ``permission`` somewhere; the query decides which rows they get.

    With ``method`` "put" or "post" it is a change, which an operation makes.
    """

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        known = _parameters(function, path)

        @functools.wraps(function)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if not viewer(request).may_somewhere(permission):
                raise NotAllowed(f"Your roles do not let you {permission.sentence}.")
            _refuse_unknown(request, known)
            return function(request, *args, **kwargs)

        guarded.gt_guard = permission  # type: ignore[attr-defined]
        router.api_operation(
            [method.upper()],
            path,
            response={200: answer, **PROBLEMS},
            operation_id=name,
            url_name=name,
            description=f"{function.__doc__} For those whose roles let them {permission.sentence}.",
        )(guarded)
        return guarded

    return decorate


def _parameters(function: Callable[..., Any], path: str) -> frozenset[str]:
    """Return the names that may stand after the question mark: those of plain arguments, and of the fields of shapes."""
    hints = get_type_hints(function, include_extras=True)
    names: set[str] = set()
    for name in list(inspect.signature(function).parameters)[1:]:
        kind = next(iter(get_args(hints.get(name))), hints.get(name))
        if inspect.isclass(kind) and issubclass(kind, Schema):
            names.update(field.alias or each for each, field in kind.model_fields.items())
        elif f"{{{name}}}" not in path:
            names.add(name)
    return frozenset(names)


def _refuse_unknown(request: HttpRequest, known: frozenset[str]) -> None:
    """Refuse a parameter that this address does not have: it was misspelt, and the answer would not be what was asked."""
    unknown = sorted(set(request.GET) - known)
    if unknown:
        there = f"It has {', '.join(sorted(known))}." if known else "It has none."
        raise RuleBroken(f"There is no parameter “{unknown[0][:60]}” here. {there}", field=unknown[0][:60])


def paged(rows: "QuerySet[Any]", paging: Paging, shape: Callable[[Any], Any]) -> dict[str, Any]:
    """Return one page of ``rows``, each made by ``shape``. A page beyond the last is empty."""
    total = rows.count()
    start = (paging.page - 1) * paging.per_page
    return {
        "items": [shape(row) for row in rows[start : start + paging.per_page]],
        "total": total,
        "page": paging.page,
        "pages": max(1, -(-total // paging.per_page)),
    }
