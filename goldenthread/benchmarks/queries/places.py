"""Places and who is like whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import permits, tables
from goldenthread.benchmarks.comparing import PlaceInfo, among
from goldenthread.benchmarks.models import Neighbour, NeighbourSet, Place
from goldenthread.partnership import queries as partnerships


@dataclass(frozen=True, slots=True)
class Like:
    """The neighbours of a place by one model: (rank, closeness, place), the most like first."""

    model: str
    from_on: date | None
    of: tuple[tuple[int, str, PlaceInfo], ...]


@reads
def places(viewer: Viewer) -> Mapping[str, PlaceInfo]:
    """Return every place by its code, in the order of codes."""
    permits.may_read(viewer)
    return {row.code: tables.place_info(row) for row in Place.objects.select_related("region")}


@reads
def place(viewer: Viewer, code: str) -> PlaceInfo | None:
    """Return a place by either of its codes, also by one it had before; None for one nobody publishes figures of."""
    return among(places(viewer), code) or _by_earlier(code)


def _by_earlier(code: str) -> PlaceInfo | None:
    row = Place.objects.filter(earlier__contains=code).select_related("region").first() if len(code) == 9 else None
    return tables.place_info(row) if row else None


@reads
def neighbours(viewer: Viewer, place: PlaceInfo, *, on: date | None = None) -> Like:
    """Return the neighbours of a place by the model that served on a day: without one, by the newest."""
    permits.may_read(viewer)
    sets = NeighbourSet.objects.filter(neighbours__place__code=place.code)
    chosen = (sets if on is None else sets.filter(from_on__lte=on)).order_by("-from_on").first()
    if chosen is None:
        return Like("", None, ())
    rows = Neighbour.objects.filter(set=chosen, place__code=place.code).select_related("neighbour__region")
    found = tuple((row.rank, row.closeness, tables.place_info(row.neighbour)) for row in rows.order_by("rank"))
    return Like(chosen.model, chosen.from_on, found)


@reads
def neighbour_rows(viewer: Viewer) -> QuerySet[Neighbour]:
    """Return who is like whom, by every model."""
    permits.may_read(viewer)
    return Neighbour.objects.select_related("place", "neighbour", "set").order_by(
        "place__name", "-set__from_on", "rank"
    )


@reads
def own_places(viewer: Viewer) -> list[PlaceInfo]:
    """Return the places that the viewer's own partnerships cover."""
    permits.may_read(viewer)
    codes = partnerships.coverage(viewer).order_by().values("area__code")
    return [tables.place_info(row) for row in Place.objects.filter(ons__in=codes).select_related("region")]
