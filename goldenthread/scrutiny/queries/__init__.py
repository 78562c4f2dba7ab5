"""Every read of the area. Each starts from the viewer."""

from goldenthread.scrutiny.queries.inspections import compared, found, inspection, inspections, later, scale_of
from goldenthread.scrutiny.queries.progress import Point, point, progress, sign_offs
from goldenthread.scrutiny.queries.scope import (
    INSPECTION,
    NOTHING_HERE,
    agencies,
    groups,
    may_keep,
    of_scrutiny,
    places,
    scales,
)

__all__ = [
    "INSPECTION",
    "NOTHING_HERE",
    "Point",
    "agencies",
    "compared",
    "found",
    "groups",
    "inspection",
    "inspections",
    "later",
    "may_keep",
    "of_scrutiny",
    "places",
    "point",
    "progress",
    "scale_of",
    "scales",
    "sign_offs",
]
