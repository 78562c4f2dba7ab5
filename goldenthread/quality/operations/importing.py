"""Taking questions into a draft, many at once."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import filling, keeping, queries
from goldenthread.quality.rules.drafting import StandardSpec, of_edition


@writes
def take_in(*, by: Viewer, at: datetime, edition: UUID, standards: Sequence[StandardSpec], file: str = "") -> int:
    """Take standards with their questions into a draft that has none yet. Returns how many questions it then has.

    A draft that has questions keeps them: import into an empty one, so that nobody's work is written over.
    """
    row = keeping.draft_of(by, edition)
    if of_edition(queries.questionnaire(by, row.pk)):
        raise RuleBroken(
            "This draft has questions already. Begin an empty edition, and import into that.", field="file"
        )
    if not standards:
        raise RuleBroken("No row of the file can be used.", field="file")
    count = filling.fill(row, standards)
    trail.write("quality.taken_in", by=by, at=at, **keeping.about(row), questions=count, file=file[:200])
    return count
