"""A return as the partnership sees it: how far it is, what was signed, and the grades beside it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation import clock
from goldenthread.quality.rules import grades
from goldenthread.self_assessment import presenters, queries
from goldenthread.self_assessment.queries import Book
from goldenthread.self_assessment.rules import analysing, judging
from goldenthread.workbench.pages import Happened, record_page

SHOWS = {"all": "Everything", "differs": "Where grades differ", "weak": "Weak answers"}


def one(request: HttpRequest, viewer: Viewer, book: Book) -> HttpResponse:
    """Show what was signed, with the grades of a panel and of the scrutineer beside the agency's own."""
    row = book.row
    lines = queries.signed_lines(viewer, row.pk)
    given = list(queries.judgements(viewer, row.pk))
    own = {code: line["value"] for code, line in lines.items()}
    compared = {each.question.code: each for each in judging.compared(book.questionnaire.questions, own, given)}
    show = request.GET.get("show", "all")
    versions = list(queries.versions(viewer, row.pk))
    context = {
        "row": row,
        "book": book,
        "lines": lines,
        "compared": compared,
        "reasons": {(each.code, each.sort): each for each in given},
        "weak": {code for code, value in own.items() if is_weak(book, code, value)},
        "show": show,
        "chips": [(words, f"?show={code}", code == show) for code, words in SHOWS.items()],
        "say": presenters,
        "state": presenters.state(row),
        "versions": versions,
        "sorts": judging.BESIDE,
        **voices(viewer, book, own),
        "steps": plan(viewer, row),
        "places": list(row.answered.values_list("partnership__title", flat=True)),
        "moderates": bool(lines) and viewer.may_somewhere(Permission.ASSESSMENT_MODERATE),
        "runs": viewer.may(Permission.ASSESSMENT_RUN, partnership=row.round.partnership_id),
    }
    history = [
        Happened(f"{presenters.signer(each.role)} signed version {one.number}", each.name, each.at)
        for one in versions
        for each in one.signatures.all()
    ]
    return record_page(
        request,
        row.pk,
        "self_assessment/seen.jinja",
        context,
        history=history,
        section="quality",
        item="self_assessment.rounds",
    )


def voices(viewer: Viewer, book: Book, own: Mapping[str, str]) -> dict[str, Any]:
    """Return what practitioners said beside a return, row by row with what the agency says of itself."""
    found = queries.voices(viewer, book.row.pk, clock.today())
    scores = analysing.by_standard(book.questionnaire, own) if found and found.standards else {}
    rows = presenters.voiced(book.questionnaire, scores, found.standards) if found else []
    return {"voices": found, "voiced": rows}


def is_weak(book: Book, code: str, value: str) -> bool:
    """Say whether an answer is worse than the grade below which the round wants an action."""
    question = book.questionnaire.by_code.get(code)
    threshold = book.row.round.threshold
    return bool(question and question.scale and threshold and grades.is_below(question.scale, value, threshold))


def plan(viewer: Viewer, row: Any) -> dict[str, list[Any]]:
    """Return the actions that answers asked for, by the code of the question."""
    found: dict[str, list[Any]] = {}
    for each in queries.steps(viewer, row.pk):
        found.setdefault(each.code, []).append(each.action)
    return found
