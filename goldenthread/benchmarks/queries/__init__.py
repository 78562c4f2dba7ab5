"""Every read of what others publish. It is public, and open to whoever may see the partnership's own figures."""

from goldenthread.benchmarks.queries.comparisons import comparison, comparisons, funnel, history, table
from goldenthread.benchmarks.queries.holdings import differences, editions, holds
from goldenthread.benchmarks.queries.places import Like, neighbour_rows, neighbours, own_places, place, places
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
    "Like",
    "comparison",
    "comparisons",
    "differences",
    "editions",
    "file",
    "files",
    "funnel",
    "history",
    "holds",
    "measure",
    "measures",
    "neighbour_rows",
    "neighbour_sets",
    "neighbours",
    "own_places",
    "place",
    "places",
    "published",
    "release",
    "releases",
    "table",
    "unplaced",
    "waiting",
]
