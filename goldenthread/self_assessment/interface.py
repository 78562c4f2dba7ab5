"""Self-assessments through the programming interface: what an agency is asked, last year's answers, and answering it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Field, Query, Router

from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.quality.rules.asking import QuestionView
from goldenthread.self_assessment import operations, queries
from goldenthread.self_assessment.queries import Book
from goldenthread.self_assessment.rules import standing
from goldenthread.self_assessment.rules.standing import FIELDS, Asked
from goldenthread.workbench.interface import Page, Paging, Shape, offer, paged, viewer

router = Router()
_FILL = Permission.ASSESSMENT_FILL
_MOST = 500


class SheetsQuery(Paging):
    """Which self-assessments of your agencies."""

    open: bool = Field(True, description="Only those that are not signed by everybody, in rounds that are open.")


class SheetOut(Shape):
    """A return: who is asked what by when, and how far it is."""

    id: UUID
    reference: str
    title: str
    year: str
    agency: UUID
    fill_by: str
    sign_by: str
    frozen: bool
    signed: bool
    version: int


class ValueOut(Shape):
    """A grade of a scale."""

    code: str
    label: str


class QuestionOut(Shape):
    """A question with its answer. ``edition`` goes back with what is typed; 0 while nobody answered.

    ``state``: answered, confirm (the same as last year), changed (asked otherwise than last year), new. ``before`` is last year's
    grade, where there is one. ``fault`` says what is wrong with the answer as it stands.
    """

    code: str
    standard: str
    text: str
    guidance: str
    kind: str
    values: list[ValueOut]
    allows_not_applicable: bool
    required: bool
    edition: int
    value: str
    reason: str
    words: str
    improve: str
    state: str
    before: str
    fault: str
    evidence: list[str]


class WholeSheetOut(Shape):
    """A return with its questions."""

    about: SheetOut
    questions: list[QuestionOut]


class AnswerIn(Shape):
    """What is typed for a question. ``edition`` is the one that was read; what is left out stays as it is.

    ``confirm`` says that last year's answer is still true; nothing else is then read.
    """

    code: str = Field(max_length=40)
    edition: int = Field(0, ge=0, le=2**31 - 1)
    confirm: bool = False
    value: str | None = Field(None, max_length=8_000)
    reason: str | None = Field(None, max_length=8_000)
    words: str | None = Field(None, max_length=8_000)
    improve: str | None = Field(None, max_length=8_000)


class AnswersIn(Shape):
    """Answers to keep, right or wrong: each comes back with what is wrong with it."""

    answers: list[AnswerIn] = Field(max_length=_MOST)


class KeptAnswersOut(Shape):
    """What became of answers: those that changed or were confirmed, those somebody else changed, and all as they stand."""

    changed: list[str]
    conflicts: list[str]
    questions: list[QuestionOut]


def _about(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "reference": row.record.reference,
        "title": row.round.record.title,
        "year": row.round.year,
        "agency": row.agency_id,
        "fill_by": row.round.fill_by.isoformat(),
        "sign_by": row.round.sign_by.isoformat(),
        "frozen": row.frozen_at is not None,
        "signed": row.signed_at is not None,
        "version": row.version,
    }


def _values(question: QuestionView) -> list[dict[str, str]]:
    scale = question.scale
    if scale is None:
        return []
    return [{"code": each, "label": f"{each}%"} for each in scale.numbers] or [
        {"code": each.code, "label": each.label} for each in scale.values
    ]


def _question(book: Book, standard: str, each: Asked) -> dict[str, Any]:
    question = each.question
    return {
        "code": question.code,
        "standard": standard,
        "text": question.text,
        "guidance": question.guidance,
        "kind": question.kind,
        "values": _values(question),
        "allows_not_applicable": question.allows_not_applicable,
        "required": question.required,
        "edition": each.answer.edition if each.answer else 0,
        "value": each.value,
        **{name: each.said(name) for name in FIELDS if name != "value"},
        "state": each.state,
        "before": each.before["value"] if each.before else "",
        "fault": each.fault or "",
        "evidence": [one.record.title for one in book.proofs.get(question.code, ())],
    }


def _own(request: HttpRequest, pk: UUID) -> Book:
    """Return a return of an agency of the account's own; the drafts of others are not to be seen."""
    book = queries.book(viewer(request), pk, clock.today())
    if not book.whole or book.row.agency_id not in viewer(request).agencies:
        raise NotFound("There is no such self-assessment, or you are not allowed to see it.")
    return book


def _questions(book: Book, codes: set[str] | None = None) -> list[dict[str, Any]]:
    return [
        _question(book, section.standard.code, each)
        for section in book.sections
        for each in section.asked
        if codes is None or each.question.code in codes
    ]


@offer(router, "/", _FILL, answer=Page[SheetOut], name="self_assessments")
def list_self_assessments(request: HttpRequest, query: Query[SheetsQuery]) -> dict[str, Any]:
    """The self-assessments asked of your agencies, the newest first."""
    rows = queries.mine(viewer(request)).filter(agency__in=viewer(request).agencies).order_by("-round__sign_by", "pk")
    if query.open:
        rows = rows.filter(signed_at__isnull=True, round__closed_at__isnull=True)
    return paged(rows, query, _about)


@offer(router, "{uuid:pk}/", _FILL, answer=WholeSheetOut, name="self_assessment")
def read_self_assessment(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """One self-assessment with its questions: last year's answers, what was typed, and what is wrong with it."""
    book = _own(request, pk)
    return {"about": _about(book.row), "questions": _questions(book)}


@offer(router, "{uuid:pk}/answers/", _FILL, answer=KeptAnswersOut, name="keep_answers", method="put")
def keep_self_assessment(request: HttpRequest, pk: UUID, body: AnswersIn) -> dict[str, Any]:
    """Keep what is typed for questions, and confirm last year's answers. Nothing is signed here: people sign on the pages."""
    before = {each.question.code: each.state for each in _own(request, pk).asked}
    confirmed = [each.code for each in body.answers if each.confirm and before.get(each.code) == standing.CONFIRM]
    answers = {
        each.code: (each.edition, {name: value for name in FIELDS if (value := getattr(each, name)) is not None})
        for each in body.answers
        if not each.confirm
    }
    by, now = viewer(request), clock.now()
    kept = operations.keep_answers(by=by, at=now, sheet=pk, answers=answers, through="interface")
    if confirmed:
        operations.confirm(by=by, at=now, sheet=pk, codes=confirmed)
    after = _own(request, pk)
    done = {each.question.code for each in after.asked if each.answer and each.answer.confirmed} & set(confirmed)
    return {
        "changed": sorted({*kept.changed, *done}),
        "conflicts": sorted(kept.theirs),
        "questions": _questions(after, {each.code for each in body.answers}),
    }
