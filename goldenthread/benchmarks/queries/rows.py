"""Releases, their files, and what is measured."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, Min, QuerySet, Sum

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import permits
from goldenthread.benchmarks.models import File, Measure, NeighbourSet, Release
from goldenthread.foundation.errors import NotFound


@reads
def releases(viewer: Viewer) -> QuerySet[Release]:
    """Return every release with how many files and values it holds, the newest first."""
    permits.may_read(viewer)
    return Release.objects.annotate(number_of_files=Count("files"), number_of_values=Sum("files__values"))


@reads
def release(viewer: Viewer, pk: UUID) -> Release:
    """Return one release. Raises `NotFound`."""
    found = releases(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such release.")
    return found


@reads
def files(viewer: Viewer, release: UUID) -> QuerySet[File]:
    """Return the files of a release, without their bytes."""
    permits.may_read(viewer)
    return File.objects.filter(release=release).defer("content", "meta").order_by("name")


@reads
def file(viewer: Viewer, pk: UUID) -> File:
    """Return one file. Raises `NotFound`."""
    permits.may_read(viewer)
    found = File.objects.defer("content", "meta").select_related("release").filter(pk=pk).first()
    if found is None:
        raise NotFound("There is no such file.")
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """The bytes of a file that is not kept yet."""

    name: str
    content: bytes
    meta: bytes | None


@reads
def waiting(viewer: Viewer, pk: UUID) -> Waiting | None:
    """Return the bytes of a file that is not kept yet; None for one that is, or was refused."""
    permits.may_read(viewer)
    row = File.objects.filter(pk=pk, content__isnull=False).first()
    if row is None:
        return None
    return Waiting(row.name, bytes(row.content or b""), bytes(row.meta) if row.meta else None)


@reads
def unplaced(viewer: Viewer) -> QuerySet[File]:
    """Return the files that belong to no release yet: waiting, read with faults, or refused."""
    permits.may_read(viewer)
    return File.objects.filter(release__isnull=True).defer("content", "meta").order_by("-imported_at")


@reads
def measures(viewer: Viewer) -> QuerySet[Measure]:
    """Return every measure that has a table, with its first and last day and how many releases hold it."""
    permits.may_read(viewer)
    told = Measure.objects.filter(sheets__isnull=False).annotate(
        first=Min("sheets__end"),
        last=Max("sheets__end"),
        number_of_releases=Count("sheets__file__release", distinct=True),
    )
    return told.order_by("name")


@reads
def measure(viewer: Viewer, code: str) -> Measure:
    """Return one measure. Raises `NotFound`."""
    permits.may_read(viewer)
    found = Measure.objects.filter(code=code).first()
    if found is None:
        raise NotFound("Nobody publishes a figure under this code.")
    return found


@reads
def published(viewer: Viewer) -> frozenset[str]:
    """Return the codes of the measures that have a table."""
    permits.may_read(viewer)
    return frozenset(Measure.objects.filter(sheets__isnull=False).values_list("code", flat=True))


@reads
def neighbour_sets(viewer: Viewer) -> QuerySet[NeighbourSet]:
    """Return the models of neighbours, the newest first."""
    permits.may_read(viewer)
    return NeighbourSet.objects.select_related("file__release")
