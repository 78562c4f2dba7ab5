"""The page of an indicator: has it really changed, how does it compare, for whom is it worse, and what was asked."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.evidence import blocks, library, presenters, queries
from goldenthread.evidence.judgement import judgement
from goldenthread.evidence.judging import groups
from goldenthread.evidence.rules.sheet import number, say
from goldenthread.evidence.veiling import audience_of
from goldenthread.evidence.views.indicator.aims import ShortfallLine, TargetLine
from goldenthread.evidence.views.indicator.changed import changed
from goldenthread.evidence.views.indicator.compared import compared
from goldenthread.evidence.views.indicator.groups import breakdowns
from goldenthread.foundation import clock
from goldenthread.thread import queries as thread
from goldenthread.workbench.pages import record_page

_MOST_FINDINGS = 20


@needs(Permission.EVIDENCE_READ)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an indicator: what it says, how it compares, its groups, what was asked, what it means and where it comes from."""
    viewer = viewer_of(request)
    book = queries.book(viewer, pk)
    row = book.row
    made = judgement(book, request.GET.get("by", ""))
    context = {
        "row": row,
        "book": book,
        "say": presenters,
        "when": say,
        "number": number,
        "newest": made.newest,
        "changed": changed(viewer, made),
        "one_period": made.one,
        "source": blocks.source([each for each in made.figures if each.readings]),
        "address": lambda each: blocks.address(row.pk, each.period, each.derived.cut),
        "compared": compared(viewer, made),
        "breakdowns": breakdowns(viewer, book),
        "ratio": groups.ratio_words,
        "benchmarks": queries.typed(viewer, pk),
        "printed": [(claim, _printed(book, claim)) for claim in book.claims],
        "findings": list(thread.findings(viewer, source=pk)[:_MOST_FINDINGS]),
        "details": book.details_now(),
        "held": [each for each in queries.contains(viewer, row.partnership_id) if pk in (each.part, each.whole)],
        "rebases": list(row.rebases.all()),
        "targets": [TargetLine(each, book.details_now()) for each in row.targets.all()],
        "shortfalls": [ShortfallLine(each, clock.today()) for each in queries.accepted_shortfalls(viewer, pk)],
        "group": library.groups().get(row.group, ""),
        "veiled": audience_of(viewer, row.partnership_id) != "",
        "may_edit": viewer.may(Permission.EVIDENCE_EDIT, partnership=row.partnership_id),
        "may_supply": bool(queries.agencies_to_choose(viewer, row.partnership_id)),
    }
    return record_page(request, row.pk, "evidence/indicator.jinja", context)


def _printed(book: queries.Book, claim: Any) -> queries.Printed:
    return next(each for each in book.figure(claim.period, claim.cut).printed if each.claim.pk == claim.pk)
