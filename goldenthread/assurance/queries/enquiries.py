"""Calls for evidence and assurance reports: what was asked of whom, and what was answered."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.assurance import rules
from goldenthread.assurance.models import Answer, AnswerPaper, AnswerPart, Enquiry
from goldenthread.assurance.queries.scope import KINDS
from goldenthread.documents import queries as documents
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records

_BESIDE = ("record", "partnership", "agency", "group", "deadline")


@reads
def enquiries(
    viewer: Viewer, kind: str | None = None, *, partnership: UUID | None = None, mine: bool = False
) -> QuerySet[Enquiry]:
    """Return what was asked that the viewer may know of, the newest first. ``mine``: of the agencies they answer for."""
    found = Enquiry.objects.none()
    for code, spine in KINDS.items():
        if kind in (None, code):
            found |= Enquiry.objects.filter(record__in=records.visible(viewer, kind=spine).order_by().values("pk"))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    if mine:
        found = found.filter(agency__in=viewer.reach(Permission.ASSURANCE_ANSWER).agencies)
    return found.select_related(*_BESIDE)


@reads
def enquiry(viewer: Viewer, pk: UUID) -> Enquiry:
    """Return one, with its answers; raises `NotFound`, also when the viewer may not know of it."""
    parts = AnswerPart.objects.order_by("pk")
    known = AnswerPaper.objects.filter(document__in=documents.documents(viewer, of=[pk])).select_related("document")
    answers = Answer.objects.select_related("signed_by").prefetch_related(
        Prefetch("parts", queryset=parts), Prefetch("papers", queryset=known)
    )
    row = enquiries(viewer).filter(pk=pk).prefetch_related(Prefetch("answers", queryset=answers)).first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def asked_together(viewer: Viewer, row: Enquiry) -> QuerySet[Enquiry]:
    """Return what was asked of other agencies at the same time, as far as the viewer may know of it."""
    return enquiries(viewer).filter(round=row.round).exclude(pk=row.pk).order_by("agency__title")


@reads
def may_write(viewer: Viewer, row: Enquiry) -> bool:
    """Say whether the viewer may write the answer, and see it before it is sent: for its agency."""
    return viewer.may(Permission.ASSURANCE_ANSWER, agency=row.agency_id)


@reads
def may_ask(viewer: Viewer, row: Enquiry) -> bool:
    """Say whether the viewer may ask again, withdraw, and type in an answer that came another way."""
    return viewer.may(Permission.ASSURANCE_ASK, partnership=row.partnership_id, group=row.group_id)


@reads
def may_judge(viewer: Viewer, row: Enquiry) -> bool:
    """Say whether the viewer may judge the answer for the group that asked."""
    return viewer.may(Permission.ASSURANCE_JUDGE, partnership=row.partnership_id, group=row.group_id)


@reads
def late(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Enquiry]:
    """Return what no agency has answered though its clock still runs, the oldest date first: see its deadline for the day."""
    return enquiries(viewer, partnership=partnership).filter(state__in=rules.OPEN).order_by("due_on", "pk")
