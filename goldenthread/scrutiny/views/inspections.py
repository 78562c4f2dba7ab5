"""The list of inspections and reviews, the page of one, and progress against what they asked for."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.records import queries as records
from goldenthread.scrutiny import library, presenters, queries
from goldenthread.scrutiny.presenters import address, address_of
from goldenthread.scrutiny.rules import inspecting
from goldenthread.thread.presenters import finding_tag
from goldenthread.thread.rules import words
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.filters import Filter
from goldenthread.workbench.pages import record_page

_SEE = Permission.SCRUTINY_VIEW
_COLUMNS = [
    Column(
        "title",
        "Inspection or review",
        value=lambda row: row.title,
        link=lambda row: address(row.pk),
        below=lambda row: f"{row.record.reference}, {row.kind_words}",
        sort="title",
    ),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("kind", "Kind", value=lambda row: row.kind_words, hidden=True),
    Column("when", "When", value=lambda row: row.when, sort="from_on"),
    Column("letter", "Letter", value=lambda row: row.letter_words, sort="letter_on"),
    Column("overall", "Grade", value=presenters.overall),
    Column("who", "Who came", value=presenters.who_came, hidden=True),
    Column("bodies", "Inspected", value=presenters.bodies, hidden=True),
    Column("next", "Next expected", value=lambda row: row.next_on, sort="next_on"),
]


def _filters(viewer: Viewer, rows: Any) -> list[Filter]:
    return [
        TextFilter("q", "Words", apply=lambda found, text: found.filter(title__icontains=text)),
        ChoiceFilter("kind", "Kind", choices=[(each.code, each.label) for each in library.kinds().values()],
                     apply=lambda found, value: found.filter(kind=value)),
        ChoiceFilter("partnership", "Partnership", choices=records.named_in(viewer, rows, "partnership", "partnership"),
                     apply=lambda found, value: found.filter(partnership=value)),
        DateRangeFilter("from_on", "Took place"),
    ]  # fmt: skip


@needs(_SEE)
def inspections(request: HttpRequest) -> HttpResponse:
    """List the inspections and reviews."""
    viewer = viewer_of(request)
    rows = queries.inspections(viewer)
    view = ListView(
        "scrutiny.inspections",
        "Inspections and reviews",
        _COLUMNS,
        _filters(viewer, rows),
        "-when",
        empty=Empty(
            "No inspection yet", "Inspections, visits of inspectorates and reviews by peers stand here as they come."
        ),
        lede="What others judged from outside, with what it found and what came of it.",
    )
    context = {"places": queries.places(viewer)}
    return view.respond(
        request, rows, "scrutiny/inspections.jinja", context, section="quality", item="scrutiny.inspections"
    )


@needs(_SEE)
def inspection(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one inspection: what it judged and found, what changed since the one before, and how far it has come."""
    viewer = viewer_of(request)
    row = queries.inspection(viewer, pk)
    found, scale = queries.found(viewer, row), queries.scale_of(viewer, row)
    points = queries.progress(viewer, [row], clock.today())
    keeps = queries.may_keep(viewer, row.partnership_id)
    context = {
        "row": row,
        "say": presenters,
        "keeps": keeps,
        "judged": [(each, presenters.grade(scale, each.value)) for each in row.judgements.all()],
        "numbers": presenters.numbers(row, found),
        "strengths": [(each, finding_tag(each)) for each in found if each.kind != words.CONCERN],
        "points": points,
        "tally": inspecting.tally(each.standing for each in points),
        "changes": queries.compared(viewer, row),
        "later": queries.later(viewer, row),
        "waits": inspecting.letter_late(row.to_on, row.letter_on, clock.today()),
        "to_come": row.from_on > clock.today(),
        "may_find": keeps and viewer.may(Permission.FINDING_RECORD, partnership=row.partnership_id),
        "may_open": keeps and viewer.may(Permission.ACTION_OPEN, partnership=row.partnership_id),
    }
    return record_page(
        request, pk, "scrutiny/inspection.jinja", context, history=presenters.history(row, queries.sign_offs(viewer, row)),
        section="quality", item="scrutiny.inspections",
    )  # fmt: skip


_POINTS = [
    Column("point", "What was asked for", value=lambda row: row.text, link=lambda row: address_of(row.record),
           below=lambda row: f"{row.record.reference}, {row.inspection.title}"),
    Column("inspection", "Inspection", value=lambda row: row.inspection.title, hidden=True),
    Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
    Column("standing", "How it stands", value=lambda row: row.standing.words, tag=presenters.standing),
    Column("actions", "Actions", value=presenters.actions),
    Column("plans", "Stands in", value=lambda row: "; ".join(each.title for each in row.plans)),
    Column("signed", "Signed off", value=presenters.signed),
]  # fmt: skip


def _points_filters(viewer: Viewer, rows: Any) -> list[Filter]:
    inspected = [(str(row.pk), row.title) for row in rows]
    return [
        ChoiceFilter("inspection", "Inspection", choices=inspected,
                     apply=lambda found, value: [each for each in found if str(each.inspection.pk) == value]),
        ChoiceFilter("standing", "How it stands", choices=[(each.code, each.words) for each in inspecting.STANDINGS],
                     apply=lambda found, value: [each for each in found if each.standing.code == value]),
    ]  # fmt: skip


@needs(_SEE)
def progress(request: HttpRequest) -> HttpResponse:
    """List everything inspections asked for, with how far it has come: what has no action first."""
    viewer = viewer_of(request)
    rows = list(queries.inspections(viewer))
    points = _ordered(queries.progress(viewer, rows, clock.today()))
    view = ListView(
        "scrutiny.progress",
        "What inspections asked for",
        _POINTS,
        _points_filters(viewer, [row for row in rows if row.pk in {each.inspection.pk for each in points}]),
        empty=Empty("Nothing to answer", "What inspections ask for stands here once their findings are recorded."),
        lede="Every recommendation and area for improvement, with its actions, the plans they stand in and who signed it off.",
    )
    context = {"tally": inspecting.tally(each.standing for each in points)}
    return view.respond(
        request, points, "scrutiny/progress.jinja", context, section="quality", item="scrutiny.progress"
    )


def _ordered(points: Sequence[Any]) -> list[Any]:
    codes = [each.code for each in inspecting.STANDINGS]
    return sorted(points, key=lambda each: codes.index(each.standing.code))
