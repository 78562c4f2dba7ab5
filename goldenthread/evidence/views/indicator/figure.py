"""The page of a single figure: where it comes from."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import blocks, presenters, queries
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import number, say
from goldenthread.evidence.veiling import audience_of
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.periods import Period
from goldenthread.ui.pages import page


@needs(Permission.EVIDENCE_READ)
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
        "veiled": audience_of(viewer, place) != "",
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
