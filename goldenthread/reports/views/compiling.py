"""Where a report is put together: the list, its start, its page, its preview, its title and order."""

from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import short_date
from goldenthread.reports import content, forms, operations, queries, rules
from goldenthread.reports.presenters import compiling as presenters
from goldenthread.ui.forms import Form, NumberField
from goldenthread.ui.lists import ChoiceFilter, Column, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page

_WRITE = Permission.REPORT_WRITE
_STATES = [("writing", "Being written"), ("approved", "Approved"), ("published", "Published")]


def _in_state(rows: Any, state: str) -> Any:
    if state == "writing":
        return rows.filter(approved_at__isnull=True)
    published = Q(newest_at__gte=F("approved_at"))
    rows = rows.filter(approved_at__isnull=False)
    return rows.filter(published) if state == "published" else rows.filter(Q(newest_at__isnull=True) | ~published)


def _of_kind(rows: Any, kind: str) -> Any:
    return rows.filter(content_set__in=content.codes_of(kind))


def _kind(row: Any) -> str:
    return content.KINDS[content.sets()[row.content_set].kind]


def _newest(row: Any) -> str:
    return f"Edition {row.newest}" if row.newest else "Not published"


_LIST = ListView(
    "reports.reports",
    "Reports",
    columns=[
        Column(
            "title",
            "Report",
            value=lambda row: row.title,
            link=lambda row: reverse("reports:report", args=[row.pk]),
            below=lambda row: row.record.reference,
            sort="title",
        ),
        Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
        Column("partnership", "Partnership", value=lambda row: row.partnership.title, hidden=True),
        Column("kind", "Kind", value=_kind),
        Column("period", "Period", value=lambda row: row.period.name, sort="start"),
        Column("state", "State", value=lambda row: presenters.report_tag(row)[0], tag=presenters.report_tag),
        Column(
            "newest",
            "Newest edition",
            value=_newest,
            export=lambda row: row.newest or "",
            below=lambda row: short_date(london_day(row.newest_at)) if row.newest_at else "",
            sort="newest_at",
        ),
        Column("approved", "Approved by", value=lambda row: row.approved_by_name, hidden=True),
    ],
    filters=[
        TextFilter("q", "Title", apply=lambda rows, words: rows.filter(title__icontains=words)),
        ChoiceFilter("kind", "Kind", choices=content.KINDS.items(), apply=_of_kind),
        ChoiceFilter("state", "State", choices=_STATES, apply=_in_state),
    ],
    default_sort="-period",
    empty=Empty(
        "No report yet",
        "Start the yearly report early: its sections are then filled while the year runs.",
        ("Start a report", "reports:start"),
    ),
)


@needs(Permission.REPORT_VIEW)
def reports(request: HttpRequest) -> HttpResponse:
    """List the reports."""
    viewer = viewer_of(request)
    context = {"may_start": viewer.may_somewhere(_WRITE), "shelves": queries.public_shelves(viewer)}
    return _LIST.respond(request, queries.reports(viewer), "reports/reports.jinja", context)


@needs(_WRITE)
def start(request: HttpRequest) -> HttpResponse:
    """Start a report."""
    viewer = viewer_of(request)
    places = queries.places_to_start(viewer)
    year = rules.year_before(clock.today())

    def make(data: Any) -> Form:
        given = {"partnership": places[0][0]} if len(places) == 1 else {}
        usual = {"kind": content.YEARLY, "start": year.start, "end": year.end}
        form = forms.StartForm(data, initial={**given, **usual})
        field(form, "partnership").choose_from(places)
        field(form, "carry_from").choose_from(queries.carriable(viewer))
        return form

    def act(form: Form) -> str:
        carried = form.cleaned_data["carry_from"]
        given = {**form.cleaned_data, "partnership": UUID(form.cleaned_data["partnership"])}
        given["carry_from"] = UUID(carried) if carried else None
        given["kind"] = form.cleaned_data["kind"] or content.YEARLY
        made = operations.start(by=viewer, at=clock.now(), **given)
        return reverse("reports:report", args=[made])

    back = ("Reports", reverse("reports:reports"))
    lede = "It begins with the sections that the law asked for at the end of its period. You can add others."
    return run(request, Task("Start a report", back, make, act, "Started.", "Start", lede=lede))


@needs(Permission.REPORT_VIEW)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how far a report is, what does not add up, and its editions."""
    viewer = viewer_of(request)
    row, found = queries.report(viewer, pk), queries.checked(viewer, pk)
    sections = list(row.sections.all())
    editions = list(queries.editions(viewer, pk))
    context = {
        "report": row,
        "asked": content.sets()[row.content_set],
        "rows": presenters.rows(sections, found),
        "standing": presenters.standing(found, sections),
        "found": found,
        "editions": editions,
        "slug": found.state.document["slug"] if any(not hasattr(each, "withdrawal") for each in editions) else "",
        "talks": queries.comments_of(viewer, pk),
        "tag_of": presenters.report_tag(row),
        "may": viewer.may(_WRITE, partnership=row.partnership_id) and row.approved_at is None,
        "may_publish": viewer.may(Permission.REPORT_PUBLISH, partnership=row.partnership_id),
        "may_finish": _may_finish(request, row.partnership_id),
    }
    return record_page(request, pk, "reports/report.jinja", context)


@needs(Permission.REPORT_VIEW)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a report as it would be published now."""
    viewer = viewer_of(request)
    state = queries.compiled(viewer, pk)
    context = {"document": state.document, "report": queries.report(viewer, pk), "unknown": state.unknown}
    return page(request, "reports/preview.jinja", context, section="reports")


@needs(_WRITE)
def title(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the title of a report, and the list of contents it answers."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(_WRITE, partnership=row.partnership_id)
    address = reverse("reports:report", args=[pk])
    initial = {"title": row.title, "content_set": row.content_set, "edition": row.edition}

    def make(data: Any) -> Form:
        form = forms.TitleForm(data, initial=initial)
        field(form, "content_set").choices = [(each.code, each.title) for each in content.sets().values()]
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.rename(
            by=viewer, at=clock.now(), report=pk, title=given["title"], content_set=given["content_set"],
            seen=given["edition"],
        )  # fmt: skip
        return address

    return run(request, Task("Title and contents", (row.title, address), make, act))


@needs(_WRITE)
def order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the sections of a report in order."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(_WRITE, partnership=row.partnership_id)
    sections = list(row.sections.all())
    address = reverse("reports:report", args=[pk])

    def make(data: Any) -> Form:
        form = Form(data)
        for place, each in enumerate(sections, 1):
            form.fields[str(each.pk)] = NumberField(each.heading, min_value=1, max_value=999, initial=place * 10)
        return form

    def act(form: Form) -> str:
        wanted = sorted(sections, key=lambda each: (form.cleaned_data[str(each.pk)], each.place))
        operations.arrange(by=viewer, at=clock.now(), report=pk, order=[each.pk for each in wanted])
        return address

    lede = "Give each section its place. Places need not follow on: 15 puts a section between 10 and 20."
    return run(request, Task("Order of the sections", (row.title, address), make, act, lede=lede))


@needs(_WRITE)
def add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a section that the law does not ask for."""
    viewer = viewer_of(request)
    row = queries.report(viewer, pk)
    viewer.require(_WRITE, partnership=row.partnership_id)

    def act(form: Form) -> str:
        made = operations.add_section(by=viewer, at=clock.now(), report=pk, heading=form.cleaned_data["heading"])
        return reverse("reports:write", args=[made])

    back = (row.title, reverse("reports:report", args=[pk]))
    return run(request, Task("Add a section", back, forms.HeadingForm, act, "Added. Now write it.", "Add"))


def _may_finish(request: HttpRequest, partnership: UUID) -> bool:
    viewer = viewer_of(request)
    wanted = (Permission.REPORT_WRITE, Permission.REPORT_APPROVE, Permission.REPORT_PUBLISH, Permission.REPORT_RELEASE)
    return any(viewer.may(each, partnership=partnership) for each in wanted)
