"""Every read of what others publish. It is public, and open to whoever may see the partnership's own figures."""

from goldenthread.benchmarks.queries.comparisons import comparison, comparisons, funnel, history, table
from goldenthread.benchmarks.queries.places import neighbours, place, places
from goldenthread.benchmarks.queries.rows import (
    file,
    files,
    measure,
    measures,
    neighbour_sets,
    published,
    release,
    releases,
    unplaced,
    waiting,
)

__all__ = [
    "comparison",
    "comparisons",
    "file",
    "files",
    "funnel",
    "history",
    "measure",
    "measures",
    "neighbour_sets",
    "neighbours",
    "place",
    "places",
    "published",
    "release",
    "releases",
    "table",
    "unplaced",
    "waiting",
]
