"""My work: everything due, on one page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from goldenthread.access.guards import signed_in, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.ui.pages import page
from goldenthread.workbench import due_files, moments, presenters
from goldenthread.workbench.due import DUE_CHOICES, Filters
from goldenthread.workbench.forms import DelegateForm
from goldenthread.workbench.operations import delegation
from goldenthread.workbench.queries import due as queries
from goldenthread.workbench.queries.saved_views import saved_views
from goldenthread.workbench.rules import Bucket

LIST = "workbench.due"
PER_PAGE = 50
SHOWS = {"waiting": "Waiting on others", "done": "Done this month"}
HEADS = [("what", "What"), ("kind", "Kind"), ("whose", "Whose answer"), ("when", "When")]


@dataclass(frozen=True, slots=True)
class SideLink:
    """An entry of the side navigation, with how many lines stand behind it."""

    label: str
    url: str
    count: int
    current: bool
    title: str


class _Counted(Paginator):  # type: ignore[type-arg]
    """Pages of rows that have been counted already."""

    def __init__(self, rows: Any, per_page: int, number: int) -> None:
        super().__init__(rows, per_page)
        self._number = number

    @property
    def count(self) -> int:  # type: ignore[override]
        """How many rows there are on all pages."""
        return self._number


@signed_in
@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """Show what is due, waited for or done; or take it out as a file."""
    viewer, now = viewer_of(request), clock.now()
    given = _with_default(request, viewer)
    show = given.get("show", "") if given.get("show", "") in SHOWS else ""
    when, calendar = moments.at(viewer, now)
    filters = Filters.read(given)
    sort = given.get("sort", "when") if given.get("sort", "when").lstrip("-") in queries.SORTS else "when"
    month = clock.london(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    whole = _rows(viewer, show, month)
    left = whole.filter(filters.condition(when))
    rows = queries.listed(viewer, left, when, sort)
    wanted = str(given.get("format", ""))
    if wanted in due_files.FORMATS:
        return due_files.due_file(request, rows, when, calendar, wanted, SHOWS.get(show, "My work"))
    views = list(saved_views(viewer, LIST))
    counts = queries.counts(viewer, when, since=month, views={view.pk: _filters_of(view) for view in views})
    printing = given.get("view") == "print"
    unfiltered = not show and not filters.any
    totals = _all(counts) if unfiltered else queries.totals(viewer, left, when)
    paging = _Counted(rows, 2000 if printing else PER_PAGE, sum(totals.values())).get_page(given.get("page"))
    found = list(paging.object_list)
    handed = queries.delegations(viewer, [row.pk for row in found])
    lines = list(presenters.lines(found, handed, when, calendar))
    facets = queries.facets(viewer, whole)
    context = {
        "show": show,
        "title": SHOWS.get(show, "My work"),
        "counts": counts,
        "groups": presenters.grouped(lines, totals),
        "several": len({line.partnership for line in lines if line.partnership}) > 1 or bool(filters.partnership),
        "facets": facets,
        "kinds": sorted(((code, presenters.kind_label(code)) for code in facets.kinds), key=lambda pair: pair[1]),
        "filters": filters,
        "due_choices": DUE_CHOICES,
        "heads": _heads(given, sort),
        "links": _links(given, show, views, counts),
        "page": paging,
        "address": lambda **changes: _address(given, **changes),
        "save_url": _save_url(given) if filters.any or sort != "when" else "",
        "may_export": viewer.may_somewhere(Permission.LIST_EXPORT),
        "may_delegate": viewer.may_somewhere(Permission.WORK_DELEGATE),
        "printing": printing,
        "holidays": _holidays(calendar, when),
    }
    return page(request, "workbench/my_work.jinja", context, section="my_work")


@signed_in
@require_http_methods(["GET", "POST"])
def delegate(request: HttpRequest, deadline: UUID) -> HttpResponse:
    """Choose the colleague who takes one line in hand."""
    viewer, now = viewer_of(request), clock.now()
    found = queries.one(viewer, deadline)
    colleagues = [(each.pk, each.name) for each in queries.colleagues(viewer, found, now)]
    form = DelegateForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            delegation.delegate(
                by=viewer, at=now, deadline=deadline, person=UUID(chosen["person"]), note=chosen["note"]
            )
        except RuleBroken as broken:
            form.add_rule_broken(broken)
        else:
            messages.success(request, f"“{found.title}” is handed over. It stays on your list until it is answered.")
            return redirect("workbench:my_work")
    when, calendar = moments.at(viewer, now)
    line = next(presenters.lines([found], queries.delegations(viewer, [found.pk]), when, calendar))
    context = {"form": form, "line": line, "any": bool(colleagues)}
    return page(request, "workbench/delegate.jinja", context, section="my_work")


@signed_in
@require_POST
def take_back(request: HttpRequest, deadline: UUID) -> HttpResponse:
    """Take one line back from a colleague."""
    delegation.take_back(by=viewer_of(request), at=clock.now(), deadline=deadline)
    messages.success(request, "Taken back.")
    return redirect("workbench:my_work")


def _with_default(request: HttpRequest, viewer: Viewer) -> QueryDict:
    """Return the address, or that of the view this person opens the list with when the address says nothing."""
    if request.GET:
        return request.GET
    chosen = next(
        (view for view in saved_views(viewer, LIST) if view.is_default and view.user_id == viewer.user_id), None
    )
    return QueryDict(chosen.query) if chosen else request.GET


def _rows(viewer: Viewer, show: str, month: datetime) -> Any:
    if show == "waiting":
        return queries.waiting(viewer)
    return queries.done(viewer, since=month) if show == "done" else queries.due(viewer)


def _filters_of(view: Any) -> Filters:
    return Filters.read({key: value for key, value in QueryDict(view.query).items() if isinstance(value, str)})


def _all(counts: queries.Counts) -> Mapping[Bucket, int]:
    """How many lines each group has while nothing is filtered."""
    return {bucket: getattr(counts, bucket.value) for bucket in Bucket}


def _heads(given: QueryDict, sort: str) -> list[tuple[str, str, str]]:
    heads = []
    for key, label in HEADS:
        order = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
        heads.append((label, _address(given, sort=f"-{key}" if order == "ascending" else key, page=None), order))
    return heads


def _links(given: QueryDict, show: str, views: list[Any], counts: queries.Counts) -> list[SideLink]:
    home = reverse("workbench:my_work")
    present = urlencode([(key, value) for key, value in given.items() if key not in ("page", "format", "view")])
    own = [SideLink("Everything due", home + "?show=", counts.open, not show and present in ("", "show="), "Mine")]
    for code, words in SHOWS.items():
        number = getattr(counts, code)
        own.append(SideLink(words, f"{home}?show={code}", number, show == code, "Mine"))
    kept = [
        SideLink(view.name, f"{home}?{view.query}", counts.views[view.pk], view.query == present, "Saved views")
        for view in views
    ]
    return own + kept


def _address(given: QueryDict, **changes: Any) -> str:
    parts = {name: value for name, value in given.items() if value and name not in ("format", "view")}
    parts.update({name: str(value) for name, value in changes.items() if value is not None})
    for name, value in changes.items():
        if value is None:
            parts.pop(name, None)
    return f"?{urlencode(parts)}"


def _save_url(given: QueryDict) -> str:
    query = urlencode([(key, value) for key, value in given.items() if value and key not in ("page", "format", "view")])
    back = {"code": LIST, "query": query, "back": reverse("workbench:my_work")}
    return f"{reverse('workbench:save_view')}?{urlencode(back)}"


def _holidays(calendar: Any, when: Any) -> list[str]:
    """The bank holidays among the days that were counted for this page, in words."""
    days = [day for day in calendar.bank_holidays if when.today <= day <= when.month]
    return [f"{day:%A} {day.day} {day:%B}" for day in sorted(days)]
