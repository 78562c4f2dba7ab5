"""Reading what the data checks found."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.records import queries as records
from goldenthread.workbench.models import CheckResult, CheckRun


@reads
def check_results(viewer: Viewer, *, mended: bool = False) -> QuerySet[CheckResult]:
    """Return what is wrong, in the partnerships the viewer checks, about records the viewer may know of.

    What is wrong with the installation as a whole is shown to everybody who sees checks. ``mended``: what has been put right.
    """
    reach = viewer.reach(Permission.DATA_CHECK_VIEW)
    if reach.nowhere:
        return CheckResult.objects.none()
    rows = CheckResult.objects.filter(mended_at__isnull=not mended)
    if not reach.everywhere:
        rows = rows.filter(Q(partnership__isnull=True) | Q(partnership__in=reach.around))
    known = records.visible(viewer).filter(pk=OuterRef("record"))
    return rows.filter(Q(record__isnull=True) | Exists(known)).select_related("partnership")


@reads
def check_runs(viewer: Viewer) -> dict[str, CheckRun]:
    """Return the last run of each check, by its code."""
    if not viewer.may_somewhere(Permission.DATA_CHECK_VIEW):
        return {}
    return {run.check_code: run for run in CheckRun.objects.all()}
