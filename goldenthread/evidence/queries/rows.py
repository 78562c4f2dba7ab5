"""Rows of the evidence, one by one or listed."""

from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Prefetch, Q, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.models import Benchmark, Claim, CompleteParts, Definition, Indicator, Intake, Reading, Rebase
from goldenthread.foundation.errors import NotFound
from goldenthread.records import queries as records

KIND = "evidence.indicator"
Row = TypeVar("Row", bound=Model)


@reads
def visible(viewer: Viewer) -> Q:
    """Return the condition on records of indicators that the viewer may know of.

    Whoever only reads them (lay members, observers) gets figures as board papers show them: `veiling`.
    """
    reach = viewer.reach(Permission.EVIDENCE_READ)
    return Q() if reach.everywhere else Q(partnership__in=reach.around)


@reads
def indicators(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[Indicator]:
    """Return the indicators the viewer may know of, in the order of the library."""
    found = Indicator.objects.filter(record__in=_known(viewer))
    if partnership is not None:
        found = found.filter(partnership=partnership)
    return found.select_related("record", "partnership")


@reads
def read_as_supplied(viewer: Viewer) -> QuerySet[Indicator]:
    """Return the indicators whose figures the viewer may see as they were supplied, not only through the veil."""
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    return indicators(viewer).filter(Q() if reach.everywhere else Q(partnership__in=reach.around))


@reads
def with_readings(viewer: Viewer, partnership: UUID | None = None) -> QuerySet[Indicator]:
    """Return indicators with what a list needs of each: definitions, figures of the whole, complete parts, claims."""
    said = CompleteParts.objects.filter(indicator=OuterRef("indicator"), start=OuterRef("start"), end=OuterRef("end"))
    whole = Reading.objects.filter(Q(cut="") | Exists(said), current=True)
    needed = whole.order_by("end").only(
        *("indicator_id", "start", "end", "cut", "numerator", "denominator", "covered", "covered_of"),
        *("vintage", "signed_on", "version", "illustrative"),
    )
    return indicators(viewer, partnership).prefetch_related(
        "definitions", "complete_parts", "rebases", "targets", Prefetch("readings", queryset=needed, to_attr="kept")
    )


@reads
def indicator(viewer: Viewer, pk: UUID) -> Indicator:
    """Return one indicator; raises `NotFound`, also when the viewer may not know of it."""
    return _one(indicators(viewer), pk, "indicator")


@reads
def of_code(viewer: Viewer, partnership: UUID, code: str) -> Indicator:
    """Return the indicator of a partnership with a code; raises `NotFound`."""
    found = indicators(viewer, partnership).filter(code=code).first()
    if found is None:
        raise NotFound(f"The partnership has no indicator “{code}”, or you are not allowed to see it.")
    return found


@reads
def definitions(viewer: Viewer, indicator: UUID) -> QuerySet[Definition]:
    """Return the versions of a definition, oldest first."""
    return Definition.objects.filter(indicator=indicator, indicator__record__in=_known(viewer))


@reads
def readings(viewer: Viewer, *, current: bool = True) -> QuerySet[Reading]:
    """Return figures as they were supplied, for those who may see them so; with ``current=False`` also restated ones."""
    found = Reading.objects.filter(_as_supplied(viewer), indicator__record__in=_known(viewer))
    found = found.filter(current=True) if current else found
    return found.select_related("indicator__record", "indicator__partnership", "supplier", "signed_by")


@reads
def reading(viewer: Viewer, pk: UUID) -> Reading:
    """Return one supplied figure, restated or not; raises `NotFound`."""
    return _one(readings(viewer, current=False).select_related("replaces", "replaced_by"), pk, "figure")


@reads
def behind(viewer: Viewer, row: Indicator) -> QuerySet[Reading]:
    """Return what a book of an indicator is made of: for `veiling`, through which it goes before anybody sees it."""
    found = Reading.objects.filter(indicator=row.pk, indicator__record__in=_known(viewer), current=True)
    return found.select_related("supplier", "signed_by").order_by("end", "start", "cut")


@reads
def claims(viewer: Viewer) -> QuerySet[Claim]:
    """Return the printed figures that are kept beside ours."""
    found = Claim.objects.filter(_as_supplied(viewer), indicator__record__in=_known(viewer))
    return found.select_related("indicator__record", "indicator__partnership")


@reads
def claim(viewer: Viewer, pk: UUID) -> Claim:
    """Return one printed figure; raises `NotFound`."""
    return _one(claims(viewer), pk, "printed figure")


@reads
def benchmarks(viewer: Viewer, indicator: UUID) -> QuerySet[Benchmark]:
    """Return what others published for an indicator, the newest release of each last."""
    found = Benchmark.objects.filter(indicator=indicator, indicator__record__in=_known(viewer))
    return found.order_by("kind", "place", "end", "pk")


@reads
def rebase(viewer: Viewer, pk: UUID, *, indicator: UUID) -> Rebase:
    """Return one beginning of a new usual range of an indicator; raises `NotFound`."""
    known = Rebase.objects.filter(indicator=indicator, indicator__record__in=_known(viewer))
    return _one(known, pk, "beginning of a new usual range")


@reads
def intakes(viewer: Viewer) -> QuerySet[Intake]:
    """Return the spreadsheets read by those who keep the evidence of the same partnership, and one's own."""
    reach = viewer.reach(Permission.EVIDENCE_EDIT)
    mine = Q(read_by=viewer.user_id)
    return Intake.objects.filter(
        Q() if reach.everywhere else mine | Q(partnership__in=reach.partnerships)
    ).select_related("partnership")


@reads
def intake(viewer: Viewer, pk: UUID) -> Intake:
    """Return one spreadsheet; raises `NotFound`."""
    return _one(intakes(viewer), pk, "file")


@reads
def unsigned(viewer: Viewer) -> QuerySet[Reading]:
    """Return the figures nobody has signed off, oldest supply first."""
    return readings(viewer).filter(signed_on__isnull=True).order_by(F("supplied_on"), "pk")


def _known(viewer: Viewer) -> Any:
    return records.visible(viewer, kind=KIND).order_by().values("pk")


def _as_supplied(viewer: Viewer) -> Q:
    """The condition on rows of indicators whose figures the viewer may see as they were supplied."""
    reach = viewer.reach(Permission.EVIDENCE_VIEW)
    return Q() if reach.everywhere else Q(indicator__partnership__in=reach.around)


def _one(rows: QuerySet[Row], pk: UUID, what: str) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotFound(f"There is no such {what}, or you are not allowed to see it.")
    return found
