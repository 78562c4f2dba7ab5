"""Reading plans: the list, one plan, one part of it, an event, its reviews, the plan on one page."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.plans import presenters, queries
from goldenthread.plans.models import EventLine, Plan
from goldenthread.plans.rules import levels, states
from goldenthread.plans.views import rows
from goldenthread.ui import lists
from goldenthread.ui.pages import page
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
    empty=lists.Empty(
        "No plans yet",
        "Bring last year's plan in from Word, Excel or Markdown, or begin one here.",
        ("Begin a plan", "plans:new"),
    ),
)


@needs(Permission.PLAN_VIEW)
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans the viewer may know of."""
    viewer = viewer_of(request)
    context = {"may_begin": viewer.may_somewhere(Permission.PLAN_EDIT)}
    return PLANS.respond(request, queries.with_counts(viewer), "plans/list.jinja", context)


def tabs(plan: Plan, here: str) -> list[tuple[str, str, bool]]:
    """Return the pages of a plan."""
    found = (
        ("plan", "The plan"),
        ("reviews", "Reviews"),
        ("four_parts", "Priorities in four parts"),
        ("standing", "What it stands on"),
        ("carrying", "Before and after"),
        ("one_page", "On one page"),
    )
    return [(words, reverse(f"plans:{name}", args=[plan.pk]), name == here) for name, words in found]


def may_edit(viewer: Viewer, plan: Plan) -> bool:
    """Whether the buttons that change a plan are shown."""
    return plan.status != states.CLOSED and queries.may(viewer, Permission.PLAN_EDIT, plan)


def shown(request: HttpRequest, plan: Plan) -> dict[str, Any]:
    """Return what the pages of a plan show of its tree, and what its filter asks for."""
    viewer, today = viewer_of(request), clock.today()
    lines = queries.lines(viewer, plan)
    under, counts = queries.progress(viewer, plan, lines, on=today)
    names = (plan.action_name, plan.sub_action_name)
    whole = rows.sections(lines, under, counts, names=names, on=today)
    wanted = rows.Wanted.of(request)
    asked = rows.sections(lines, under, counts, names=names, on=today, wanted=wanted) if wanted.anything else whole
    shape = rows.Shape.of(whole, runs=plan.status != states.CLOSED)
    found = {"plan": plan, "lines": lines, "sections": asked, "whole": whole, "wanted": wanted, "counts": counts}
    return {**found, "shape": shape}


@needs(Permission.PLAN_VIEW)
def plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one plan as a tree, as a page or a file."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    found = shown(request, row)
    if request.GET.get("format") in rows.FORMATS:
        return rows.FILE.export(request, rows.flat(found["sections"]), request.GET["format"])
    unread = queries.notes(viewer, row, "unread", "left_out")
    context = {
        **found,
        "words": presenters,
        "tabs": tabs(row, "plan"),
        "who": rows.everybody(found["whole"]),
        "going": rows.states(found["whole"]),
        "first_level": levels.at(row.scheme, 0),
        "may_edit": may_edit(viewer, row),
        "may_reopen": queries.may(viewer, Permission.PLAN_EDIT, row) and row.status != states.DRAFT,
        "may_export": rows.FILE.may_export(viewer),
        "years": queries.plans(viewer).filter(within=row.pk),
        "unread": list(unread),
        "focus": list(queries.notes(viewer, row, "focus")),
        "gone": [each for each in queries.lines(viewer, row, dropped=True) if each.item.dropped_on],
    }
    return record_page(request, row.pk, "plans/plan.jinja", context)


@needs(Permission.PLAN_VIEW)
def one_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a plan on one page, to print."""
    row = queries.plan(viewer_of(request), pk)
    found = shown(request, row)
    short = rows.in_short(found["sections"], levels.at(row.scheme, 1).name)
    context = {**found, "sections": short, "words": presenters, "today": clock.today()}
    vision = queries.statements(viewer_of(request), row.partnership_id, on=row.starts_on).filter(kind="vision").first()
    return page(request, "plans/one_page.jinja", {**context, "vision": vision})


@needs(Permission.PLAN_VIEW)
def item(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one part of a plan."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.item(viewer, pk)
    lines = queries.lines(viewer, row.plan, dropped=True)
    here = next(line for line in lines if line.item.pk == row.pk)
    under, counts = queries.progress(viewer, row.plan, lines, on=today)
    names = (row.plan.action_name, row.plan.sub_action_name)
    judged = [
        Happened(presenters.progress_tag(each)[0], each.by_name, each.on, each.words)
        for each in queries.judgements(viewer, pk)
    ]
    context = {
        "item": row,
        "line": here,
        "above": [line for line in lines if line.item.pk in here.above],
        "below": [line for line in lines if line.item.parent_id == row.pk],
        "counts": counts,
        "actions": [rows.of_action(one, here, names) for one in under.get(row.pk, ())],
        "deeper": levels.at(row.plan.scheme, here.depth + 1).name,
        "ties": queries.ties(viewer, row),
        "escalations": list(queries.escalations(viewer, item=pk)),
        "sign_offs": list(queries.sign_offs(viewer, item=pk)),
        "four_parts": list(queries.four_parts(viewer, plan=row.plan_id).filter(item=pk)),
        "measures": list(row.measures.all()),
        "may_edit": may_edit(viewer, row.plan),
        "may_judge": queries.may_judge(viewer, row),
        "words": presenters,
    }
    return record_page(request, row.pk, "plans/item.jinja", context, history=judged)


@needs(Permission.PLAN_VIEW)
def event(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a day on which priorities were set."""
    viewer = viewer_of(request)
    row = queries.event(viewer, pk)
    lines = list(row.lines.all())
    sorts = [(label, [line for line in lines if line.sort == sort]) for sort, label in EventLine.Sort.choices]
    mine = viewer.may(Permission.PLAN_EDIT, partnership=row.partnership_id)
    context = {"event": row, "sorts": sorts, "words": presenters, "may_edit": mine}
    return record_page(request, row.pk, "plans/event.jinja", context)


@needs(Permission.PLAN_VIEW)
def reviews(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show how often a plan is looked at, and what was said each time."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    context = {
        "plan": row,
        "rounds": [(cycle, list(cycle.reviews.all())) for cycle in queries.cycles(viewer, row)],
        "escalations": list(queries.escalations(viewer, plan=pk)),
        "sign_offs": list(queries.sign_offs(viewer, plan=pk)),
        "tabs": tabs(row, "reviews"),
        "words": presenters,
        "may_edit": may_edit(viewer, row),
        "may_hold": queries.may(viewer, Permission.PLAN_PROGRESS, row),
    }
    return record_page(request, row.pk, "plans/reviews.jinja", context)


@needs(Permission.PLAN_VIEW)
def four_parts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the review of each priority in four parts."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    written = list(queries.four_parts(viewer, plan=pk))
    tops = [line for line in queries.lines(viewer, row) if line.depth == 0]
    context = {
        "plan": row,
        "priorities": [(line, [each for each in written if each.item_id == line.item.pk]) for line in tops],
        "may_judge": queries.may(viewer, Permission.PLAN_PROGRESS, row),
        "tabs": tabs(row, "four_parts"),
        "words": presenters,
    }
    return record_page(request, row.pk, "plans/four_parts.jinja", context)


@needs(Permission.PLAN_VIEW)
def standing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a plan stands on: vision, values, functions, how priorities were set, other boards' strategies."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    said = list(queries.statements(viewer, row.partnership_id, on=row.ends_on))
    kinds = (("vision", "Vision"), ("value", "Values"), ("function", "Core functions"))
    context = {
        "plan": row,
        "statements": [(label, [each for each in said if each.kind == kind]) for kind, label in kinds],
        "events": list(queries.events(viewer, partnership=row.partnership_id)),
        "strategies": list(queries.strategies(viewer, partnership=row.partnership_id)),
        "may_edit": viewer.may(Permission.PLAN_EDIT, partnership=row.partnership_id),
        "tabs": tabs(row, "standing"),
        "words": presenters,
    }
    return record_page(request, row.pk, "plans/standing.jinja", context)
