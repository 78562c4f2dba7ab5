"""Rows of reports, one by one or listed."""

from uuid import UUID

from django.db.models import Max, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as partnership
from goldenthread.records import queries as records
from goldenthread.reports import content
from goldenthread.reports.models import Edition, EditionFile, Report, Section

KIND = "reports.report"


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of reports that the viewer may know of."""
    reach = viewer.reach(Permission.REPORT_VIEW)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def reports(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Report]:
    """Return the reports the viewer may know of, newest first; ``newest`` is the number of the last edition, or None.

    ``newest_at`` is when it was published.
    """
    found = Report.objects.filter(record__in=records.visible(viewer, kind=KIND))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    return found.select_related("record", "partnership").annotate(
        newest=Max("editions__number"), newest_at=Max("editions__published_at")
    )


@reads
def report(viewer: Viewer, pk: UUID) -> Report:
    """Return one report; raises `NotFound`, also when the viewer may not know of it."""
    found = reports(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such report, or you are not allowed to see it.")
    return found


@reads
def report_of(viewer: Viewer, partnership: UUID, period: Period) -> Report:
    """Return the newest yearly report of a partnership about exactly this period."""
    found = reports(viewer, partnership=partnership).filter(start=period.start, end=period.end)
    found = found.filter(content_set__in=content.codes_of(content.YEARLY))
    row = found.order_by("-record__reference").first()
    if row is None:
        raise NotFound(f"There is no report about {period.name}.")
    return row


@reads
def section(viewer: Viewer, pk: UUID) -> Section:
    """Return one section of a report the viewer may know of."""
    found = Section.objects.filter(pk=pk, report__in=reports(viewer).order_by().values("pk"))
    row = found.select_related("report", "report__record").first()
    if row is None:
        raise NotFound("There is no such section, or you are not allowed to see it.")
    return row


@reads
def editions(viewer: Viewer, report: UUID) -> QuerySet[Edition]:
    """Return the editions of a report, newest first, taken-down ones too."""
    known = reports(viewer).filter(pk=report).order_by().values("pk")
    return Edition.objects.filter(report__in=known).select_related("withdrawal")


@reads
def published_editions(
    viewer: Viewer, *, partnership: UUID | None = None, report: UUID | None = None
) -> QuerySet[Edition]:
    """Return the editions of the reports the viewer may know of, newest first, with their files but not what is in them."""
    known = reports(viewer, partnership=partnership)
    known = known if report is None else known.filter(pk=report)
    found = Edition.objects.filter(report__in=known.order_by().values("pk")).select_related("report", "withdrawal")
    names = EditionFile.objects.defer("content").order_by("format")
    return found.defer("document").prefetch_related(Prefetch("files", queryset=names)).order_by("-published_at", "pk")


@reads
def edition(viewer: Viewer, pk: UUID) -> Edition:
    """Return one edition, also one that was taken down."""
    known = reports(viewer).order_by().values("pk")
    row = Edition.objects.filter(pk=pk, report__in=known).select_related("report", "withdrawal").first()
    if row is None:
        raise NotFound("There is no such edition, or you are not allowed to see it.")
    return row


@reads
def public_shelves(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships of which anything was published: the name in the address of their public page, and their name."""
    published = reports(viewer).filter(editions__isnull=False).order_by().values("partnership")
    return [(row.slug, row.name) for row in partnership.partnerships(viewer).filter(pk__in=published).order_by("name")]


@reads
def places_to_start(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the partnerships in which the viewer may start a report."""
    return [
        (str(row.pk), row.name)
        for row in partnership.partnerships(viewer)
        if viewer.may(Permission.REPORT_WRITE, partnership=row.pk)
    ]


@reads
def carriable(viewer: Viewer) -> list[tuple[str, str]]:
    """Return the reports whose text the viewer may take into a new one, newest first."""
    rows = reports(viewer).order_by("-start", "title")
    return [
        (str(row.pk), row.title) for row in rows if viewer.may(Permission.REPORT_WRITE, partnership=row.partnership_id)
    ]
