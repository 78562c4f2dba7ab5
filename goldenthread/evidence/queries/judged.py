"""Every indicator of a partnership, judged: in a fixed number of questions, however many there are."""

from uuid import UUID

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.evidence.books import book_from
from goldenthread.evidence.judgement import Judgement, judgement
from goldenthread.evidence.queries.places import place
from goldenthread.evidence.queries.rows import with_readings
from goldenthread.evidence.veiling import veiled


@reads
def judgements(viewer: Viewer, partnership: UUID) -> list[Judgement]:
    """Return each indicator a partnership collects with its usual series and what is to be said of it."""
    where, veil = place(viewer, partnership), veiled(viewer)
    rows = with_readings(viewer, partnership).filter(retired_on__isnull=True)
    return [judgement(veil(book_from(row, where, row.kept))) for row in rows]  # type: ignore[attr-defined]  # with_readings
