"""Releases and their editions."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records
from goldenthread.releases.models import Edition, Release
from goldenthread.releases.rules import deciding
from goldenthread.releases.rules.audiences import BOARD, PARTNER, PUBLIC

KIND = "releases.release"
_BEHIND = (Permission.RELEASE_PREPARE, Permission.RELEASE_APPROVE)


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of releases the viewer may know of.

    Those who prepare and approve see all of their partnership; others what was released to an audience they belong to.
    """
    found = Q(pk__in=())
    for permission, audiences in (
        (Permission.RELEASE_VIEW, (PUBLIC, BOARD)),
        (Permission.EVIDENCE_VIEW, (PUBLIC, BOARD, PARTNER)),
    ):
        reach = viewer.reach(permission)
        out = Release.objects.filter(audience__in=audiences, editions__decision__released=True).order_by()
        seen = Q(pk__in=out.values("pk"))
        found |= seen if reach.everywhere else seen & Q(partnership__in=reach.around)
    for permission in _BEHIND:
        reach = viewer.reach(permission)
        found |= Q() if reach.everywhere else Q(partnership__in=reach.around)
    return found


@reads
def releases(viewer: Viewer) -> QuerySet[Release]:
    """Return the releases the viewer may know of, newest first."""
    found = Release.objects.filter(record__in=records.visible(viewer, kind=KIND).order_by().values("pk"))
    return found.select_related("record", "partnership").order_by("-record__opened_on", "-pk")


@reads
def release(viewer: Viewer, pk: UUID) -> Release:
    """Return one release; raises `NotFound`, also when the viewer may not know of it."""
    found = releases(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such release, or you are not allowed to see it.")
    return found


@reads
def may_look_behind(viewer: Viewer, row: Release) -> bool:
    """Say whether the viewer may see editions that are not out, and what each hidden cell could be."""
    place = row.partnership_id
    return any(viewer.reach(each).everywhere or place in viewer.reach(each).around for each in _BEHIND)


@reads
def edition(viewer: Viewer, pk: UUID) -> Edition:
    """Return one edition; raises `NotFound`. Those who may not look behind see only what is out."""
    found = Edition.objects.filter(pk=pk, release__in=releases(viewer).order_by().values("pk"))
    row = found.select_related("release__record", "release__partnership", "decision", "withdrawal").first()
    if row is None or not (may_look_behind(viewer, row.release) or row.state == deciding.OUT):
        raise NotFound("There is no such edition, or you are not allowed to see it.")
    return row


@reads
def editions(viewer: Viewer, row: Release) -> list[Edition]:
    """Return the editions of a release, newest first; only those that are out for whoever may not look behind."""
    behind = may_look_behind(viewer, row)
    found = Edition.objects.filter(release=row).select_related("decision", "withdrawal", "release")
    return [each for each in found.defer("proof") if behind or each.state == deciding.OUT]


@reads
def out(viewer: Viewer) -> QuerySet[Edition]:
    """Return the newest edition that is out of each release the viewer may know of, newest first."""
    standing = Edition.objects.filter(decision__released=True, withdrawal__isnull=True)
    newer = standing.filter(release=OuterRef("release"), number__gt=OuterRef("number"))
    found = standing.filter(~Exists(newer), release__in=releases(viewer).order_by().values("pk"))
    return found.defer("proof").select_related("release__record", "decision").order_by("-decision__at", "pk")


@reads
def newest_out(viewer: Viewer, release: UUID) -> Edition:
    """Return the newest edition of a release that is out; raises `NotFound`."""
    row = out(viewer).filter(release=release).first()
    if row is None:
        raise NotFound("There is no such release, or you are not allowed to see it.")
    return row


@reads
def edition_before(viewer: Viewer, row: Edition) -> Edition | None:
    """Return the edition of the same release that was out before one; None for the first."""
    found = [
        each
        for each in editions(viewer, row.release)
        if each.number < row.number and each.state in (deciding.OUT, deciding.WITHDRAWN)
    ]
    return found[0] if found else None
