"""Pages of indicators and of single figures."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import blocks, library, presenters, queries
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import in_words, number, say
from goldenthread.evidence.views import lists
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.ui import charts
from goldenthread.ui.charts.svg import MOST_SERIES
from goldenthread.ui.pages import page
from goldenthread.workbench.pages import record_page


@needs(Permission.EVIDENCE_VIEW)
def every(request: HttpRequest) -> HttpResponse:
    """List the indicators with their newest figure."""
    viewer = viewer_of(request)
    context = {"may_choose": viewer.may_somewhere(Permission.EVIDENCE_EDIT)}
    return lists.indicators(viewer).respond(
        request, queries.with_readings(viewer), "evidence/indicators.jinja", context
    )


@needs(Permission.EVIDENCE_VIEW)
def readings(request: HttpRequest) -> HttpResponse:
    """List the figures as they were supplied."""
    viewer = viewer_of(request)
    return lists.readings(viewer).respond(request, queries.readings(viewer))


@needs(Permission.EVIDENCE_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an indicator: what it says, its trend, its groups, what it means and where it comes from."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk)
    row, series = book.row, book.series()
    newest = next((each for each in reversed(series) if each.value is not None), None)
    when = _groups_when(book)
    context = {
        "row": row,
        "book": book,
        "say": presenters,
        "when": say,
        "number": number,
        "in_words": in_words,
        "series": series,
        "newest": newest,
        "change": presenters.change(series),
        "drawn": _chart(book, series),
        "source": blocks.source(series),
        "address": lambda each: blocks.address(row.pk, each.period, each.derived.cut),
        "groups": [(name, _group_table(book, when, name)) for name in book.breakdowns(when)] if when else [],
        "groups_when": when,
        "benchmarks": list(queries.benchmarks(viewer, pk)),
        "printed": [(claim, _printed(book, claim)) for claim in book.claims],
        "details": book.details_now(),
        "group": library.groups().get(row.group, ""),
        "may_edit": viewer.may(Permission.EVIDENCE_EDIT, partnership=row.partnership_id),
        "may_supply": bool(queries.agencies_to_choose(viewer, row.partnership_id)),
    }
    return record_page(request, row.pk, "evidence/indicator.jinja", context)


@needs(Permission.EVIDENCE_VIEW)
def figure(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show where one figure comes from: its parts, supplier, sign-off, restatements, printed figures."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk)
    period, cut = _asked(request)
    found = book.figure(period, cut)
    place = book.row.partnership_id
    context = {
        "row": book.row,
        "figure": found,
        "say": presenters,
        "when": say,
        "number": number,
        "earlier": queries.readings_behind(viewer, found),
        "pieces": [book.figure(each.period, each.cut) for each in _pieces(found)],
        "address": lambda each: blocks.address(book.row.pk, each.period, each.derived.cut),
        "group": cuts.words(cut),
        "may_edit": viewer.may(Permission.EVIDENCE_EDIT, partnership=place),
        "may_supply": bool(queries.agencies_to_choose(viewer, place)),
        "may_sign": [
            each.pk
            for each in found.readings
            if each.signed_on is None
            and (
                viewer.may(Permission.EVIDENCE_SIGN_OFF, partnership=place, agency=each.supplier_id)
                or viewer.may(Permission.EVIDENCE_EDIT, partnership=place)
            )
        ],
        "may_restate": [
            each.pk
            for each in found.readings
            if viewer.may(Permission.EVIDENCE_SUPPLY, partnership=place, agency=each.supplier_id)
        ],
    }
    return page(request, "evidence/figure.jinja", context, section="evidence", item="evidence.indicators")


def _asked(request: HttpRequest) -> tuple[Period, str]:
    """Read the period and cut of an address; an address nobody could have been given is not found."""
    try:
        days = [date.fromisoformat(request.GET.get(name, "")) for name in ("from", "to")]
        return Period(*days), cuts.cut(cuts.breakdown(request.GET.get("group", "")))
    except (ValueError, RuleBroken) as error:
        raise NotFound("There is no such figure.") from error


def _pieces(found: queries.Figure) -> list[Any]:
    return [each for each in found.derived.pieces if (each.period, each.cut) != (found.period, found.derived.cut)]


def _groups_when(book: queries.Book) -> Period | None:
    known = [each.period for each in book.sheet.observations if each.cut]
    return max(known, key=lambda each: (each.end, each.days)) if known else None


def _group_table(book: queries.Book, when: Period, name: str) -> Any:
    return blocks.table(book, when, f"evidence.{book.row.code}.table", name)


def _printed(book: queries.Book, claim: Any) -> queries.Printed:
    return next(each for each in book.figure(claim.period, claim.cut).printed if each.claim.pk == claim.pk)


def _chart(book: queries.Book, series: list[queries.Figure]) -> Any:
    known = [each for each in series if each.value is not None]
    if len(known) < 2:
        return None
    versions = sorted({each.version for each in series})
    lines = [
        charts.Series(
            book.row.name if len(versions) == 1 else f"Definition {version}",
            [float(each.value) if each.value is not None and each.version == version else None for each in series],
        )
        for version in versions[-MOST_SERIES:]
    ]
    title = blocks.reading(known)
    return charts.line(title, [each.when for each in series], lines, unit=known[-1].details.unit)
