"""One list: from an address and a queryset to a page or a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from goldenthread.access.guards import viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.ui.frame import first_address
from goldenthread.ui.lists import exports
from goldenthread.ui.lists.columns import Cell, Column, Empty, cell
from goldenthread.ui.lists.filters import Filter, names_of
from goldenthread.ui.lists.saved import saved_views
from goldenthread.ui.pages import page

FORMATS = {"csv": "CSV", "xlsx": "Excel"}
PRINTED_ROWS = 2_000


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column, with the link that sorts by it."""

    column: Column
    url: str
    order: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its cells, and the row itself for templates of an area."""

    cells: list[Cell]
    row: Any


@dataclass(frozen=True, slots=True)
class Control:
    """A filter as the form shows it."""

    filter: Filter
    shown: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on, with the address that takes it off."""

    words: str
    url: str


class _Paginator(Paginator):
    """Pages of rows: first which rows stand on the page, then everything of those few.

    A database that sorts thousands of rows by columns of other tables sorts ids alone much faster than whole rows.
    """

    def page(self, number: int | str) -> Page:
        """Return one page."""
        found = super().page(number)
        if isinstance(found.object_list, QuerySet):
            found.object_list = _few(self.object_list, found.object_list)  # type: ignore[arg-type]
        return found


def _few(rows: QuerySet, page: QuerySet) -> list[Any]:
    """Return the rows of ``page``, a slice of ``rows``, in its order."""
    if rows.query.select_related is False or rows.query.distinct or rows.query.values_select:
        return list(page)
    ids = list(page.values_list("pk", flat=True))
    whole = {row.pk: row for row in rows.order_by().filter(pk__in=ids)} if ids else {}
    return [whole[pk] for pk in ids if pk in whole]


@dataclass(frozen=True, slots=True)
class ListView:
    """A kind of list. ``code`` is its stable name for exports and saved views; ``default_sort`` a column's key or ``-key``."""

    code: str
    title: str
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    default_sort: str = ""
    per_page: int = 50
    empty: Empty = field(default=Empty("Nothing here yet"))
    lede: str = ""
    exportable: bool = True

    def respond(
        self,
        request: HttpRequest,
        queryset: QuerySet | Sequence[Any],
        template: str | None = None,
        context: Mapping[str, Any] | None = None,
        *,
        section: str = "",
        item: str = "",
    ) -> HttpResponse:
        """Return the page, or the file that ``?format=csv`` or ``xlsx`` asks for.

        ``queryset`` (or a list of plain objects) is already limited to what the viewer may see. A template of the area
        extends ``ui/list.jinja`` or prints ``list`` (a `ListPage`) with the macros of ``ui/lists.jinja``.
        """
        wanted = request.GET.get("format", "")
        if wanted in FORMATS:
            return self.export(request, queryset, wanted)
        given = {"list": self.build(request, queryset), **(context or {})}
        return page(request, template or "ui/list.jinja", given, section=section, item=item)

    def build(self, request: HttpRequest, queryset: QuerySet | Sequence[Any]) -> "ListPage":
        """Return the list as its templates need it: two queries, whatever the number of rows."""
        rows, sort = self._sorted(request, self._narrowed(request, queryset))
        printing = request.GET.get("view") == "print"
        paginator = _Paginator(rows, PRINTED_ROWS if printing else self.per_page)
        return ListPage(self, request, paginator.get_page(request.GET.get("page")), sort, printing)

    def export(self, request: HttpRequest, queryset: QuerySet | Sequence[Any], extension: str) -> HttpResponse:
        """Return all rows that fit as a file; needs the permission to export, and is announced to `on_export`."""
        viewer = viewer_of(request)
        if not self.may_export(viewer):
            raise NotAllowed(f"Your roles do not let you {Permission.LIST_EXPORT.sentence}.")
        rows, _ = self._sorted(request, self._narrowed(request, queryset))
        lines = ([column.exported(row) for column in self.columns] for row in _all(rows))
        head = [column.label for column in self.columns]
        if extension == "csv":
            content, number = exports.as_csv(head, lines)
        else:
            content, number = exports.as_xlsx(self.title, head, lines)
        now = clock.now()
        words = tuple(chip.words for chip in _chips(self, request))
        exports.announce(exports.ExportMade(viewer, now, self.code, self.title, extension, number, words))
        return exports.download(content, name=f"{self.title} {clock.london_day(now).isoformat()}", extension=extension)

    def may_export(self, viewer: Viewer | None) -> bool:
        """Say whether this person may take the list out."""
        return self.exportable and viewer is not None and viewer.may_somewhere(Permission.LIST_EXPORT)

    def _narrowed(self, request: HttpRequest, rows: Any) -> Any:
        for one in self.filters:
            value = one.read(request.GET)
            if value is not None:
                rows = one.narrow(rows, value)  # type: ignore[arg-type]
        return rows

    def _sorted(self, request: HttpRequest, rows: Any) -> tuple[Any, str]:
        sortable = {column.key: column for column in self.columns if column.sort}
        asked = request.GET.get("sort", "")
        sort = asked if asked.removeprefix("-") in sortable else self.default_sort
        column = sortable.get(sort.removeprefix("-"))
        if not isinstance(rows, QuerySet):
            return _sorted_objects(list(rows), column, sort), sort
        if column is None or column.sort is None:
            return rows if rows.ordered else rows.order_by("pk"), ""
        sign = "-" if sort.startswith("-") else ""
        return rows.order_by(*(f"{sign}{name}" for name in column.sort.split()), "pk"), sort


@dataclass(frozen=True)
class ListPage:
    """One page of a list."""

    view: ListView
    request: HttpRequest
    page: Page
    sort: str
    printing: bool

    @property
    def printed_on(self) -> date:
        """Today, for the page that goes on paper."""
        return clock.today()

    def first(self, most: int) -> list[Any]:
        """Return the first rows that fit, for pages that act on them."""
        rows = self.page.paginator.object_list
        return _few(rows, rows[:most]) if isinstance(rows, QuerySet) else list(rows[:most])

    @property
    def total(self) -> int:
        """How many rows fit."""
        return self.page.paginator.count

    @property
    def columns(self) -> list[Column]:
        """The columns that pages show."""
        return [column for column in self.view.columns if not column.hidden]

    @property
    def heads(self) -> list[Head]:
        """The heads, each with the link that sorts by it and, for the present one, its order."""
        return [self._head(column) for column in self.columns]

    @property
    def lines(self) -> list[Line]:
        """The rows of this page."""
        return [Line([cell(column, row) for column in self.columns], row) for row in self.page.object_list]

    @property
    def controls(self) -> list[Control]:
        """The filters as the form shows them."""
        return [Control(one, one.shown(self.request.GET)) for one in self.view.filters]

    @property
    def chips(self) -> list[Chip]:
        """The filters that are on."""
        return _chips(self.view, self.request)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the filter form carries along: the order."""
        return [("sort", self.sort)] if self.sort and self.sort != self.view.default_sort else []

    @property
    def export_links(self) -> list[tuple[str, str]]:
        """(words, address) of each file this person may take."""
        viewer = getattr(self.request, "viewer", None)
        if not self.view.may_export(viewer):
            return []
        return [(words, self.address(format=extension, page=None)) for extension, words in FORMATS.items()]

    @property
    def print_url(self) -> str:
        """The address of the list on paper."""
        return self.address(view="print", page=None)

    @property
    def clear_url(self) -> str:
        """The address without filters."""
        return self.address(**dict.fromkeys(_names(self.view), None), page=None)

    @property
    def empty_action(self) -> tuple[str, str] | None:
        """(words, address) of the first thing to do while the list is empty."""
        if self.view.empty.action is None:
            return None
        words, name = self.view.empty.action
        address = name if name.startswith("/") else first_address([name])
        return (words, address) if address and _may_open(self.request, address) else None

    @property
    def saved(self) -> list[tuple[str, str, bool]]:
        """(name, address, is the present one) of the saved views."""
        present = self.query
        views = saved_views.views(self.request, self.view.code)
        return [(one.label, f"?{one.query}", one.query == present) for one in views]

    @property
    def save_url(self) -> str:
        """Where the present view can be saved; "" while nothing is filtered or sorted."""
        return saved_views.save_address(self.request, self.view.code, self.query) if self.query else ""

    @property
    def query(self) -> str:
        """What makes this view: filters and order, without page and format."""
        wanted = [*_names(self.view), "sort"]
        return urlencode([(name, self.request.GET[name]) for name in wanted if self.request.GET.get(name)])

    @property
    def pages(self) -> list[tuple[str, str, bool]]:
        """(number, address, is the present one) for the links under the list; an empty address is a gap."""
        numbers = self.page.paginator.get_elided_page_range(self.page.number, on_each_side=1, on_ends=1)
        return [
            (str(number), self.address(page=number) if isinstance(number, int) else "", number == self.page.number)
            for number in numbers
        ]

    def address(self, **changes: Any) -> str:
        """Return this list's address with some parts changed; None takes a part away."""
        parts = {name: value for name, value in self.request.GET.items() if value and name not in ("format", "view")}
        parts.update({name: str(value) for name, value in changes.items() if value is not None})
        for name, value in changes.items():
            if value is None:
                parts.pop(name, None)
        return f"?{urlencode(parts)}"

    def _head(self, column: Column) -> Head:
        if not column.sort:
            return Head(column, "", "")
        order = {column.key: "ascending", f"-{column.key}": "descending"}.get(self.sort, "")
        target = f"-{column.key}" if order == "ascending" else column.key
        return Head(column, self.address(sort=target, page=None), order)


def _names(view: ListView) -> list[str]:
    return [name for one in view.filters for name in names_of(one)]


def _chips(view: ListView, request: HttpRequest) -> list[Chip]:
    found = []
    for one in view.filters:
        value = one.read(request.GET)
        if value is not None:
            rest = {
                key: text for key, text in request.GET.items() if key not in (*names_of(one), "page", "format") and text
            }
            found.append(Chip(one.words(value), f"?{urlencode(rest)}"))  # type: ignore[arg-type]
    return found


def _sorted_objects(rows: list[Any], column: Column | None, sort: str) -> list[Any]:
    """Return plain objects in order; those without a value come last."""
    if column is None:
        return rows
    without = [row for row in rows if column.value(row) in (None, "")]
    with_value = [row for row in rows if column.value(row) not in (None, "")]
    return sorted(with_value, key=column.value, reverse=sort.startswith("-")) + without


def _all(rows: Any) -> Iterable[Any]:
    return rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows


def _may_open(request: HttpRequest, address: str) -> bool:
    """Say whether the person may open the page at an address of ours, by what guards it."""
    try:
        guard = getattr(resolve(address.partition("?")[0]).func, "gt_guard", None)
    except Resolver404:
        return True
    viewer = getattr(request, "viewer", None)
    return not isinstance(guard, Permission) or (isinstance(viewer, Viewer) and viewer.may_somewhere(guard))
