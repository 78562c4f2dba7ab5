"""What others publish, for tests: real rows of published files, brought in by the product's own operations."""

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import operations, tasks
from goldenthread.benchmarks.operations import Told
from goldenthread.benchmarks.reading.found import silent
from goldenthread.foundation.ids import uuid7
from tests.factories import viewers

AT = datetime(2026, 4, 2, 15, 0, tzinfo=UTC)
FOLDER = Path(__file__).parents[1] / "benchmarks" / "published"
LAIT, MEASURES = "lait_cs_2016_2025.csv.gz", "measures.csv"
NEIGHBOURS = "statistical_neighbours_2021_2025.csv"
PLANS = "d1_child_protection_plans_2013_to_2024.csv"
PEOPLE = "ons_mid-year_population_estimates_2012_to_2023.csv"
PUBLISHED = {"2023": date(2024, 10, 31), "2024": date(2024, 10, 31), "2025": date(2025, 10, 30)}


def officer() -> Viewer:
    """Return somebody who may bring figures in."""
    return viewers.holding("qa_officer", partnership=uuid7())


def content(name: str) -> bytes:
    """Return the bytes of a published file."""
    return (FOLDER / name).read_bytes()


def bring_in(name: str, *, by: Viewer | None = None, data: bytes | None = None, told: Told | None = None) -> UUID:
    """Bring a published file in and keep all that can be kept; returns its id."""
    by = by or officer()
    meta = content(MEASURES) if name == LAIT else None
    given = told or Told(published_on=PUBLISHED.get(name.rsplit(".csv", 1)[0][-4:]))
    made = operations.receive_file(
        by=by, at=AT, name=name, content=data or content(name), meta=meta, told=given, background=False
    )
    state = tasks.bring_in(by, AT, made.id, silent, faults_seen=True)
    assert state == "kept", state
    return made.id


def everything(by: Viewer | None = None) -> dict[str, UUID]:
    """Bring every published file of the tests in; returns their ids by name."""
    names = sorted(path.name for path in FOLDER.iterdir() if ".csv" in path.name and path.name != MEASURES)
    return {name: bring_in(name, by=by) for name in names}
