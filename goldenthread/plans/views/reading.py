"""Reading plans: the list, one plan, one part of it, an event, its reviews."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.plans import presenters, queries
from goldenthread.plans.models import EventLine, Plan
from goldenthread.plans.rules import states
from goldenthread.ui import lists
from goldenthread.workbench.pages import Happened, record_page

PLANS = lists.ListView(
    "plans.plans",
    "Plans",
    columns=[
        lists.Column(
            "title",
            "Plan",
            value=lambda row: row.title,
            link=lambda row: reverse("plans:plan", args=[row.pk]),
            below=lambda row: row.record.reference,
            sort="title",
        ),
        lists.Column("kind", "Kind", value=lambda row: row.get_kind_display()),
        lists.Column("owner", "Whose", value=presenters.owner),
        lists.Column("period", "For", value=lambda row: row.period.name, sort="starts_on"),
        lists.Column("tops", "Priorities", value=lambda row: row.tops, number=True),
        lists.Column("parts", "Parts", value=lambda row: row.parts, number=True),
        lists.Column("state", "State", value=lambda row: presenters.plan_tag(row)[0], tag=presenters.plan_tag),
    ],
    filters=[
        lists.TextFilter("q", "Title", apply=lambda rows, words: rows.filter(title__icontains=words)),
        lists.ChoiceFilter(
            "kind", "Kind", choices=list(Plan.Kind.choices), apply=lambda rows, kind: rows.filter(kind=kind)
        ),
        lists.ChoiceFilter(
            "state",
            "State",
            choices=[(code, state.words) for code, state in states.PLAN.items()],
            apply=lambda rows, state: rows.filter(status=state),
        ),
    ],
    default_sort="-period",
    empty=lists.Empty("No plans yet", "Bring last year's plan in from Word or Excel, or begin one.", None),
)


@needs(Permission.PLAN_VIEW)
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans the viewer may know of."""
    viewer = viewer_of(request)
    context = {"may_begin": viewer.may_somewhere(Permission.PLAN_EDIT)}
    return PLANS.respond(request, queries.with_counts(viewer), "plans/list.jinja", context)


@needs(Permission.PLAN_VIEW)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one plan as a tree."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    context = {"plan": row, "lines": queries.lines(viewer, row), "words": presenters}
    return record_page(request, row.pk, "plans/plan.jinja", context)


@needs(Permission.PLAN_VIEW)
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one part of a plan."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    judged = [
        Happened(presenters.progress_tag(each)[0], each.by_name, each.on, each.words)
        for each in queries.judgements(viewer, pk)
    ]
    context = {"item": row, "words": presenters, "ties": queries.ties(viewer, row)}
    return record_page(request, row.pk, "plans/item.jinja", context, history=judged)


@needs(Permission.PLAN_VIEW)
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a day on which priorities were set."""
    viewer = viewer_of(request)
    row = queries.event(viewer, pk)
    lines = list(row.lines.all())
    sorts = [(label, [line for line in lines if line.sort == sort]) for sort, label in EventLine.Sort.choices]
    context = {"event": row, "sorts": sorts, "words": presenters}
    return record_page(request, row.pk, "plans/event.jinja", context)


@needs(Permission.PLAN_VIEW)
def reviews(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how often a plan is looked at, and what was said each time."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    rounds = [(cycle, list(cycle.reviews.all())) for cycle in queries.cycles(viewer, row)]
    context = {"plan": row, "rounds": rounds, "words": presenters}
    return record_page(request, row.pk, "plans/reviews.jinja", context)
