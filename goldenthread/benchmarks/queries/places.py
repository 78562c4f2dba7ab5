"""Places and who is like whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks.comparing import PlaceInfo
from goldenthread.benchmarks.models import Neighbour, NeighbourSet, Place
from goldenthread.foundation.errors import NotAllowed

ENGLAND = "970"


@dataclass(frozen=True, slots=True)
class Like:
    """The neighbours of a place by one model: (rank, closeness, place), the most like first."""

    model: str
    from_on: date | None
    of: tuple[tuple[int, str, PlaceInfo], ...]


@reads
def places(viewer: Viewer) -> Mapping[str, PlaceInfo]:
    """Return every place by its code, in the order of codes."""
    permit(viewer)
    return {row.code: info(row) for row in Place.objects.select_related("region")}


@reads
def place(viewer: Viewer, code: str) -> PlaceInfo | None:
    """Return a place by either of its codes, also by one it had before; None for one nobody publishes figures of."""
    return among(places(viewer), code) or _by_earlier(code)


def among(known: Mapping[str, PlaceInfo], code: str) -> PlaceInfo | None:
    """Return a place of those by either of its codes."""
    return known.get(code) or next((each for each in known.values() if each.ons == code), None)


def _by_earlier(code: str) -> PlaceInfo | None:
    row = Place.objects.filter(earlier__contains=code).select_related("region").first() if len(code) == 9 else None
    return info(row) if row else None


@reads
def neighbours(viewer: Viewer, place: PlaceInfo, *, on: date | None = None) -> Like:
    """Return the neighbours of a place by the model that served on a day: without one, by the newest."""
    permit(viewer)
    sets = NeighbourSet.objects.filter(neighbours__place__code=place.code)
    chosen = (sets if on is None else sets.filter(from_on__lte=on)).order_by("-from_on").first()
    if chosen is None:
        return Like("", None, ())
    rows = Neighbour.objects.filter(set=chosen, place__code=place.code).select_related("neighbour__region")
    found = tuple((row.rank, row.closeness, info(row.neighbour)) for row in rows.order_by("rank"))
    return Like(chosen.model, chosen.from_on, found)


def info(row: Place) -> PlaceInfo:
    """Return a place as others see it."""
    return PlaceInfo(row.code, row.ons, row.name, row.kind, row.region.code if row.region else "")


def permit(viewer: Viewer) -> None:
    """Raise `NotAllowed` unless the viewer sees figures anywhere."""
    if not viewer.may_somewhere(Permission.EVIDENCE_VIEW):
        raise NotAllowed(f"Your roles do not let you {Permission.EVIDENCE_VIEW.sentence}.")
