"""The page of the trail."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.audit import operations, presenters, queries, registry, walls
from goldenthread.foundation import clock
from goldenthread.foundation.text import moment
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.lists.view import FORMATS
from goldenthread.ui.pages import page


def _looks(rows: Any, wanted: str) -> Any:
    codes = [each.code for each in registry.every() if each.of_read]
    return rows.filter(event__in=codes) if wanted == "reads" else rows.exclude(event__in=codes)


def _days(rows: Any, ends: Any) -> Any:
    first, last = ends
    if first:
        rows = rows.filter(at__date__gte=first)
    return rows.filter(at__date__lte=last) if last else rows


def _list(viewer: Any) -> ListView:
    return ListView(
        code="audit.trail",
        title="Audit trail",
        lede="Who did or opened what, and when. Lines are only ever added; each is sealed to the one before.",
        columns=[
            Column("what", "What happened", presenters.sentence, below=lambda row: getattr(row, "more", "")),
            Column("at", "When", lambda row: moment(row.at), sort="number", export=lambda row: row.at),
            Column(
                "record",
                "Record",
                lambda row: getattr(row, "name", ("", ""))[0],
                link=lambda row: getattr(row, "name", ("", ""))[1] or None,
                export=lambda row: row.record,
            ),
            Column("through", "How", presenters.through),
            Column("number", "Line", lambda row: row.number, number=True),
            Column("event", "Event", lambda row: row.event, hidden=True),
            Column("changes", "Changes", presenters.changes, hidden=True),
            Column("request", "Request", lambda row: row.request, hidden=True),
            Column("seal", "Seal", lambda row: row.seal, hidden=True),
        ],
        filters=[
            TextFilter("words", "Words", lambda rows, value: queries.with_words(viewer, rows, value)),
            TextFilter("person", "Person", lambda rows, value: rows.filter(actor_name__icontains=value)),
            TextFilter("record", "Record", lambda rows, value: queries.of_record(viewer, rows, value)),
            ChoiceFilter("event", "Event", presenters.event_choices),
            ChoiceFilter("kind", "Kind", [("changes", "Changes"), ("reads", "Reads and exports")], _looks),
            DateRangeFilter("day", "Day", _days),
        ],
        default_sort="-at",
        empty=Empty("Nothing has happened yet", "As soon as somebody changes or opens something, it stands here."),
    )


@needs(Permission.AUDIT_VIEW)
def trail(request: HttpRequest) -> HttpResponse:
    """Show, filter and export the lines that the viewer may read."""
    viewer = viewer_of(request)
    view, rows = _list(viewer), queries.events(viewer)
    if request.GET.get("format", "") in FORMATS:
        return view.export(request, rows, request.GET["format"])
    listing = view.build(request, rows)
    shown = list(listing.page.object_list)
    names = walls.names(viewer, {row.record for row in shown if row.record})
    for row in shown:
        row.name, row.more = names.get(row.record, ("", "")), presenters.changes(row)
    listing.page.object_list = shown
    if listing.chips and listing.page.number == 1:
        words = "; ".join(chip.words for chip in listing.chips)
        operations.note_search(by=viewer, at=clock.now(), query=words)
    return page(request, "audit/trail.jinja", {"list": listing})
