"""Reading files in the background, with progress. Nothing is written while a file is read, so it can always be begun again."""

from datetime import datetime
from uuid import UUID

from goldenthread import jobs
from goldenthread.access.viewer import Viewer
from goldenthread.benchmarks import keeping, operations, queries
from goldenthread.benchmarks.reading import files
from goldenthread.benchmarks.reading.found import Found, Progress
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken


@jobs.task(operations.READ, atomic=False, words="Read a file of published figures")
def read(*, file: str, faults_seen: bool = False) -> str:
    """Read a file and keep it; with faults, wait until somebody has seen them. Returns the state it is in then."""
    return bring_in(jobs.acting(), clock.now(), UUID(file), jobs.progress, faults_seen=faults_seen)


def bring_in(by: Viewer, at: datetime, file: UUID, progress: Progress, *, faults_seen: bool = False) -> str:
    """Read a file that was received, and keep it. Returns the state it is in then."""
    given = queries.waiting(by, file)
    if given is None:
        return queries.file(by, file).state
    keeping.ensure_places()
    try:
        found: Found = files.read(given.content, given.name, given.meta, keeping.known_places(), progress)
        progress(found.report.lines, found.report.lines, "keeping the figures")
        operations.keep_file(by=by, at=at, file=file, found=found, faults_seen=faults_seen)
    except RuleBroken as broken:
        operations.refuse_file(by=by, at=at, file=file, why=broken.sentence)
    return queries.file(by, file).state
