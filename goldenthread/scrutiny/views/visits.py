"""The list of visits, the plan of a year with who is behind, and the page of one visit."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.scrutiny import queries
from goldenthread.scrutiny import saying_visits as say
from goldenthread.scrutiny.rules import visiting
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.workbench.pages import record_page

_SEE = Permission.SCRUTINY_VIEW
_COLUMNS = [
    Column("team", "Visited", value=lambda row: row.team, link=lambda row: say.address(row.pk),
           below=lambda row: ", ".join(filter(None, (row.record.reference, say.agency(row)))), sort="team"),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("agency", "Agency", value=say.agency, hidden=True),
    Column("on", "When", value=lambda row: row.held_on, sort="held_on"),
    Column("who", "Who", value=say.who),
    Column("state", "State", value=lambda row: say.state(row)[0], tag=say.state, sort="state"),
]  # fmt: skip


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, text: found.filter(team__icontains=text)),
        ChoiceFilter("state", "State", choices=visiting.STATES.items(), apply=lambda found, value: found.filter(state=value)),
        ChoiceFilter("agency", "Agency", choices=records.named_in(viewer, rows, "agency", "partnership"),
                     apply=lambda found, value: found.filter(agency=value)),
        DateRangeFilter("held_on", "When"),
    ]  # fmt: skip


@needs(Permission.SCRUTINY_OWN)
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits, with how one stands oneself in this year's plan."""
    viewer, today = viewer_of(request), clock.today()
    rows = queries.visits(viewer)
    view = ListView(
        "scrutiny.visits",
        "Visits to the frontline",
        _COLUMNS,
        _filters(viewer, rows),
        "-on",
        empty=Empty("No visit yet", "Members visit frontline teams, and what they saw and heard stands here."),
        lede="What members saw and heard where the work is done, and what came of it.",
    )
    plans = [each for each in queries.visit_plans(viewer) if each.year.holds(today)]
    mine = [(each, _own(viewer, each)) for each in plans]
    context = {
        "places": queries.places_to_visit(viewer),
        "keeps": queries.places(viewer),
        "plans": mine,
        "say": say,
    }
    return view.respond(request, rows, "scrutiny/visits.jinja", context, section="quality", item="scrutiny.visits")


def _own(viewer: Viewer, plan: Any) -> Any:
    return next(
        (each for each in queries.members(viewer, plan, clock.today()) if each.person == viewer.person_id), None
    )


@needs(Permission.SCRUTINY_OWN)
def visit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one visit: who went where, what was seen and heard, what it brings back, what the agency replies."""
    viewer = viewer_of(request)
    row = queries.visit(viewer, pk)
    noted = list(row.noted.select_related("finding"))
    seen = {each.pk for each in records.visible_among(viewer, {each.finding_id for each in noted if each.finding_id})}
    context = {
        "row": row,
        "say": say,
        "writes": queries.may_write(viewer, row),
        "planned": row.state == visiting.PLANNED,
        "late": row.state == visiting.PLANNED and row.held_on < clock.today(),
        "noted": [(each, say.noted_kind(each), each.finding if each.finding_id in seen else None) for each in noted],
        "may_take_up": viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id),
        "waiting": sum(each.finding_id is None for each in noted),
        "answers": say.answered(queries.tool_of(viewer, row.tool_id), list(row.answers.all())) if row.tool_id else [],
        "may_reply": row.state == visiting.MADE and not row.reply and queries.may_reply(viewer, row),
    }
    return record_page(
        request,
        pk,
        "scrutiny/visit.jinja",
        context,
        history=say.history(row),
        section="quality",
        item="scrutiny.visits",
    )


_MEMBERS = [
    Column("name", "Member", value=lambda row: row.name, below=lambda row: row.agency, sort="name"),
    Column("agency", "Agency", value=lambda row: row.agency, hidden=True),
    Column("made", "Made", value=lambda row: row.count.made),
    Column("owed", "Owed in the year", value=lambda row: row.count.owed),
    Column("stands", "How they stand", value=lambda row: row.count.words, tag=lambda row: (row.count.words, row.count.tone)),
    Column("next", "Next", value=lambda row: row.count.next_words),
]  # fmt: skip


def _member_filters() -> list[Filter]:
    return [
        ChoiceFilter("behind", "Who", choices=[("yes", "Those who are behind")],
                     apply=lambda found, value: [each for each in found if each.count.behind]),
    ]  # fmt: skip


@needs(_SEE)
def chase(request: HttpRequest, pk: UUID) -> HttpResponse:
    """List the members of a plan with how they stand: those who are behind first. The list can be taken out."""
    viewer = viewer_of(request)
    plan = queries.visit_plan(viewer, pk)
    view = ListView("scrutiny.chase", "Who owes a visit", _MEMBERS, _member_filters(), lede=plan.title)
    rows = queries.members(viewer, plan, clock.today())
    return view.respond(
        request, rows, "scrutiny/chase.jinja", {"plan": plan, "say": say}, section="quality", item="scrutiny.visits"
    )


@needs(_SEE)
def visit_plan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the visits of a year: who is behind, what is planned, what was made."""
    viewer, today = viewer_of(request), clock.today()
    row = queries.visit_plan(viewer, pk)
    members, rows = queries.members(viewer, row, today), list(queries.of_plan(viewer, row))
    made = [each for each in rows if each.state == visiting.MADE]
    behind = [each for each in members if each.count.behind]
    context = {
        "row": row,
        "say": say,
        "keeps": queries.may_keep(viewer, row.partnership_id),
        "visits_here": queries.may_visit(viewer, row.partnership_id),
        "running": row.year.holds(today),
        "members": members,
        "behind": behind,
        "days": visiting.due_days(row.year, row.a_year),
        "made": made,
        "planned": sorted((each for each in rows if each.state == visiting.PLANNED), key=lambda each: each.held_on),
        "counts": [
            (len(made), "made"),
            (sum(each.state == visiting.PLANNED for each in rows), "planned"),
            (sum(each.count.owed for each in members), "owed in the year"),
            (len(behind), "members behind"),
        ],
    }
    return record_page(request, pk, "scrutiny/visit_plan.jinja", context, section="quality", item="scrutiny.visits")
