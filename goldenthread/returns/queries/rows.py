"""Rows of the area, one by one or listed, as far as the viewer may know of them.

Whoever sees a partnership's returns sees all of them; an agency sees its own, and of a call only that it was asked.
"""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.roles import Scope
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.returns.models import Ask, Call, Chase, Line, Question, Return, Version

CALL, RETURN = "returns.call", "returns.return"
Found = TypeVar("Found", bound=Model)


@reads
def visible_calls(viewer: Viewer) -> Q:
    """Return the condition on records of calls that the viewer may know of."""
    reach = viewer.reach(Permission.RETURN_VIEW)
    if reach.everywhere:
        return Q()
    asked = Return.objects.filter(agency__in=reach.agencies).values("call")
    return Q(partnership__in=_around(viewer)) | Q(pk__in=asked)


@reads
def visible_returns(viewer: Viewer) -> Q:
    """Return the condition on records of returns that the viewer may know of."""
    reach = viewer.reach(Permission.RETURN_VIEW)
    if reach.everywhere:
        return Q()
    return Q(partnership__in=_around(viewer)) | Q(owner_agency__in=reach.agencies)


def _around(viewer: Viewer) -> frozenset[UUID]:
    """The partnerships whose returns are all visible: where the viewer has a role, or a role in one of their groups."""
    held = [each for each in viewer.grants if Permission.RETURN_VIEW in each.permissions]
    groups = [each.partnerships for each in held if each.scope is Scope.GROUP]
    return viewer.reach(Permission.RETURN_VIEW).partnerships | frozenset().union(*groups)


@reads
def calls(viewer: Viewer) -> QuerySet[Call]:
    """Return the calls the viewer may know of, the newest period first."""
    known = records.visible(viewer, kind=CALL).order_by().values("pk")
    return Call.objects.filter(record__in=known).select_related("record", "partnership", "group")


@reads
def calls_listed(viewer: Viewer) -> QuerySet[Call]:
    """Return the calls with how many returns are owed, came and are accepted, of those the viewer may know of."""
    known = answers(viewer).filter(call=OuterRef("pk")).order_by()

    def number(rows: QuerySet[Return]) -> Coalesce:
        counted = rows.values("call").annotate(number=Count("pk")).values("number")
        return Coalesce(Subquery(counted), 0)

    return calls(viewer).annotate(
        owed=number(known),
        came=number(known.filter(version__gt=0)),
        agreed=number(known.filter(verdict="accepted")),
    )


@reads
def call(viewer: Viewer, pk: UUID) -> Call:
    """Return one call; raises `NotFound`."""
    return _one(calls(viewer), pk, "call")


@reads
def asks(viewer: Viewer, call: UUID) -> QuerySet[Ask]:
    """Return what a call asks: everything for those who keep it, else what one's own agencies are asked."""
    found = Ask.objects.filter(call=call, call__in=calls(viewer).order_by().values("pk"))
    reach = viewer.reach(Permission.RETURN_VIEW)
    if not reach.everywhere:
        found = found.filter(Q(call__partnership__in=_around(viewer)) | Q(agency__in=reach.agencies))
    return found.select_related("indicator__record", "agency")


@reads
def answers(viewer: Viewer) -> QuerySet[Return]:
    """Return the returns the viewer may know of."""
    known = records.visible(viewer, kind=RETURN).order_by().values("pk")
    return Return.objects.filter(record__in=known).select_related(
        "record", "agency", "signed_by", "call__record", "call__partnership"
    )


@reads
def answer(viewer: Viewer, pk: UUID) -> Return:
    """Return one return; raises `NotFound`."""
    return _one(answers(viewer), pk, "return")


@reads
def lines(viewer: Viewer, answer: UUID) -> QuerySet[Line]:
    """Return the lines of one return, in the order of the library."""
    known = answers(viewer).filter(pk=answer).order_by().values("pk")
    return Line.objects.filter(answer__in=known).select_related("ask__indicator", "holder")


@reads
def line(viewer: Viewer, pk: UUID) -> Line:
    """Return one line of a return; raises `NotFound`."""
    rows = Line.objects.filter(answer__in=answers(viewer).order_by().values("pk"))
    return _one(rows.select_related("ask__indicator", "answer__call", "answer__agency"), pk, "line")


@reads
def versions(viewer: Viewer, answer: UUID) -> QuerySet[Version]:
    """Return the versions of a return that were signed, newest first."""
    known = answers(viewer).filter(pk=answer).order_by().values("pk")
    return Version.objects.filter(answer__in=known).select_related("signed_by")


@reads
def reads_figures(viewer: Viewer, row: Return) -> bool:
    """Say whether the viewer may read the figures of a return: those who read its partnership's as they were supplied."""
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    return reach.everywhere or row.call.partnership_id in reach.around


@reads
def version(viewer: Viewer, row: Return, number: int) -> Version:
    """Return one version of a return, with its figures; raises `NotFound`."""
    found = versions(viewer, row.pk).filter(number=number).first()
    if found is None or not reads_figures(viewer, row):
        raise NotFound("There is no such version, or you are not allowed to see it.")
    return found


@reads
def chases(viewer: Viewer, answer: UUID) -> QuerySet[Chase]:
    """Return how a return was reminded and chased, newest first."""
    return Chase.objects.filter(answer__in=answers(viewer).filter(pk=answer).order_by().values("pk"))


@reads
def newest_versions(viewer: Viewer, answers: QuerySet[Return]) -> list[tuple[Return, Version]]:
    """Return signed returns with the version signed last."""
    known = {each.pk: each for each in answers}
    rows = Version.objects.filter(answer__in=known)
    return [(known[each.answer_id], each) for each in rows if each.number == known[each.answer_id].version]


@reads
def question(viewer: Viewer, pk: UUID) -> Question:
    """Return one question about a return; raises `NotFound`."""
    rows = Question.objects.filter(answer__in=answers(viewer).order_by().values("pk"))
    return _one(rows.select_related("answer__call", "answer__agency", "line__ask__indicator"), pk, "question")


@reads
def questions(viewer: Viewer, answer: UUID) -> QuerySet[Question]:
    """Return what was asked about a return, oldest first."""
    known = answers(viewer).filter(pk=answer).order_by().values("pk")
    return Question.objects.filter(answer__in=known).select_related("line__ask__indicator")


@reads
def places_to_call(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships for which the viewer may call for data: (id, name)."""
    reach = viewer.reach(Permission.RETURN_CALL)
    known = records.visible(viewer, kind="partnership.partnership")
    if not reach.everywhere:
        known = known.filter(pk__in=reach.partnerships)
    return [(str(pk), title) for pk, title in known.order_by("title").values_list("pk", "title")]


def _one(rows: QuerySet[Found], pk: UUID, what: str) -> Found:
    found: Any = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no such {what}, or you are not allowed to see it.")
    return found  # type: ignore[no-any-return]
