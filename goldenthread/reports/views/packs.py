"""Evidence packs: what would go in, making one, what went in, and its files."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread import jobs
from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import slug
from goldenthread.jobs import presenters as working
from goldenthread.jobs import queries as work
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records
from goldenthread.reports import forms, operations, queries
from goldenthread.reports.packing import store
from goldenthread.reports.presenters import packs as presenters
from goldenthread.reports.tasks import MAKE
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.progress import REFRESH_SECONDS, Progress
from goldenthread.ui.tasks import Task, run

_MAKE = Permission.PACK_MAKE
_INSPECTION = "scrutiny:inspection"
_STATES = [("made", "Made"), ("making", "Being made")]

_LIST = ListView(
    "reports.packs",
    "Evidence packs",
    [
        Column(
            "title",
            "Pack",
            value=lambda row: row.title,
            link=lambda row: reverse("reports:pack", args=[row.pk]) if row.mine else None,
            sort="title",
        ),
        Column("partnership", "Partnership", value=lambda row: row.partnership.title, hidden=True),
        Column("period", "About", value=lambda row: row.period.name, sort="start"),
        Column("by", "Made by", value=lambda row: row.asked_by_name, sort="asked_by_name"),
        Column("on", "On", value=lambda row: london_day(row.asked_at), sort="asked_at"),
        Column("items", "Items", value=lambda row: row.count if row.made_at else "", number=True),
        Column("state", "State", value=lambda row: presenters.state(row)[0], tag=presenters.state),
    ],
    [
        TextFilter("q", "Pack", apply=lambda rows, words: rows.filter(title__icontains=words)),
        ChoiceFilter(
            "state",
            "State",
            choices=_STATES,
            apply=lambda rows, value: rows.filter(made_at__isnull=value == "making"),
        ),
    ],
    "-on",
    empty=Empty("No packs yet", "When an inspector gives notice, one step makes the pack of everything that is here."),
    lede="What was put together for inspectors. What is in a pack, its maker alone can open: others may see less.",
)


@needs(_MAKE)
def packs(request: HttpRequest) -> HttpResponse:
    """List the packs that were made."""
    viewer = viewer_of(request)
    rows = queries.packs(viewer)
    context = {"homes": queries.homes(viewer)}
    return _LIST.respond(request, rows, "reports/packs.jinja", context)


@needs(_MAKE)
def make_pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what would go into a pack of a partnership and what it lacks, and make it in one step."""
    viewer = viewer_of(request)
    viewer.require(_MAKE, partnership=pk)
    home = partnerships.partnership(viewer, pk)
    today = clock.today()
    period = presenters.period_asked(request.GET, today)
    found = queries.preview(viewer, pk, period, today)
    choices, hints = presenters.choices(found)

    def make(data: Any) -> Any:
        days = {"start": period.start, "end": period.end, "notice_on": presenters.day_asked(request.GET, "notice")}
        start = {"title": request.GET.get("title", "")[:200], **days, "parts": [code for code, _ in choices]}
        return forms.PackForm(data, initial=start | {"restricted": False}, parts=choices, hints=hints)

    def act(form: Any) -> str:
        given = form.cleaned_data
        made = operations.ask_for_pack(
            by=viewer,
            at=clock.now(),
            partnership=pk,
            title=given["title"],
            start=given["start"],
            end=given["end"],
            parts=given["parts"],
            notice_on=given["notice_on"],
            with_restricted=given["restricted"],
            origin=_origin(request),
        )
        return _begin(viewer, made)

    context = {"found": found, "period": period, "home": home, "parts": presenters.parts(found)}
    return run(
        request,
        Task(
            "Make an evidence pack",
            ("Evidence packs", reverse("reports:packs")),
            make,
            act,
            "The pack is being made.",
            "Make the pack",
            caption=home.name,
            lede="One PDF with an index, and a zip with every file: each item only if you may see it.",
            template="reports/pack_make.jinja",
            context=context,
        ),
    )


@needs(_MAKE)
def pack(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a pack to its maker: its files, every item with its page, and what is new since the one before."""
    viewer = viewer_of(request)
    row = queries.pack(viewer, pk)
    earlier = queries.before(viewer, row) if row.made_at else None
    progress = None if row.made_at else _progress(viewer, request.GET.get("job", ""))
    context = {
        "pack": row,
        "progress": progress,
        "state": presenters.state(row),
        "parts": presenters.by_part(queries.items(viewer, row)),
        "earlier": earlier,
        "compared": queries.compared(viewer, row, earlier) if earlier else None,
        "lacks": presenters.lacks(row),
        "files": presenters.files(row, {each: store.path_of(row.pk, each).is_file() for each in store.FORMATS}),
    }
    response = page(request, "reports/pack.jinja", context, section="reports", item="reports.packs")
    if not row.made_at and not (progress and progress.failed):
        response["Refresh"] = str(REFRESH_SECONDS)
    return response


@require_POST
@needs(_MAKE)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a pack of the same choices again: as everything stands now."""
    viewer = viewer_of(request)
    row = queries.pack(viewer, pk)
    made = operations.ask_for_pack(
        by=viewer,
        at=clock.now(),
        partnership=row.partnership_id,
        title=row.title,
        start=row.start,
        end=row.end,
        parts=row.parts,
        notice_on=row.notice_on,
        with_restricted=row.with_restricted,
        origin=_origin(request),
    )
    return HttpResponseRedirect(_begin(viewer, made))


@needs(_MAKE)
def pack_file(request: HttpRequest, pk: UUID, format: str) -> HttpResponseBase:
    """Hand a file of a pack to its maker, and note it."""
    viewer = viewer_of(request)
    if format not in store.FORMATS:
        raise NotFound("There is no such file.")
    row = queries.pack(viewer, pk)
    path = operations.open_pack(by=viewer, at=clock.now(), pack=pk, format=format)
    answer = FileResponse(path.open("rb"), content_type=store.FORMATS[format])
    name = f"{slug(row.title) or 'evidence-pack'}-{london_day(row.asked_at).isoformat()}.{format}"
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def panel(request: HttpRequest, record: UUID) -> tuple[str, dict[str, Any]] | None:
    """Lead from the page of an inspection to the pack for it; nothing on any other page, which costs no question."""
    viewer, where = viewer_of(request), request.resolver_match
    if where is None or where.view_name != _INSPECTION or not viewer.may_somewhere(_MAKE):
        return None
    row = records.get(viewer, record)
    if row.partnership_id is None or not viewer.may(_MAKE, partnership=row.partnership_id):
        return None
    return "reports/panel_pack.jinja", {"partnership": row.partnership_id, "title": row.title}


def _begin(viewer: Any, made: UUID) -> str:
    """Have a pack made, and return its page, which tells how far that is until its files are there."""
    job = jobs.enqueue(MAKE, by=viewer, pack=str(made))
    return f"{reverse('reports:pack', args=[made])}?job={job}"


def _progress(viewer: Viewer, asked: str) -> Progress | None:
    """Return how far the work on a pack is; None where nobody says which work that is."""
    try:
        return working.progress(work.job(viewer, UUID(asked)))
    except (ValueError, NotFound):
        return None


def _origin(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
