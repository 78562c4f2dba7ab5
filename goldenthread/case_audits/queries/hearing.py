"""Groups that were heard: exact numbers and words to those who run the audit, protected ones to all once it is complete."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.models import Audit, Heard, Said
from goldenthread.case_audits.rules import hearing, states
from goldenthread.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Group:
    """A group as all partners may read it: what sort of people, when, and how many, so that nobody can be known again."""

    sort: str
    on: date
    who: str


@reads
def of_heard(viewer: Viewer) -> Q:
    """Return the condition on groups whose words the viewer reads: those of audits they run, and nobody else's."""
    reach = viewer.reach(Permission.CASE_AUDIT_LEAD)
    return Q(audit__partnership__in=reach.partnerships) | Q(audit__group__in=reach.groups)


@reads
def heard(viewer: Viewer, audit: UUID) -> QuerySet[Heard]:
    """Return the groups heard in an audit, in the order they met, to those who run it."""
    rows = Heard.objects.filter(of_heard(viewer)).filter(audit=audit)
    return rows.select_related("questions__bank__record").prefetch_related("said").order_by("held_on", "pk")


@reads
def heard_one(viewer: Viewer, pk: UUID) -> Heard:
    """Return one group with its audit; raises `NotFound`."""
    row = Heard.objects.filter(of_heard(viewer)).filter(pk=pk).select_related("audit__record").first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def said_one(viewer: Viewer, pk: UUID) -> Said:
    """Return one thing a group said; raises `NotFound`."""
    known = Heard.objects.filter(of_heard(viewer)).order_by().values("pk")
    row = Said.objects.filter(pk=pk, heard__in=known).select_related("heard").first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def groups_heard(viewer: Viewer, row: Audit) -> list[Group]:
    """Return the groups heard in an audit the viewer knows of, as all may read them: nothing before it is complete."""
    if row.state != states.COMPLETE:
        return []
    return [Group(each.sort_words, each.held_on, hearing.told(each.roles)) for each in row.heard.all()]
