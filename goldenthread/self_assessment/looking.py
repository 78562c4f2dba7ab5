"""Self-assessments among all that was looked at: each return that everybody signed."""

from collections.abc import Iterable
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.quality.looked import Looked, Source
from goldenthread.self_assessment import presenters, queries


def find(viewer: Viewer, partnership: UUID, period: Period) -> Iterable[Looked]:
    """Yield the returns signed in a period for a partnership, with their score."""
    for row, percent in queries.scored(viewer, partnership, period):
        yield Looked(
            record=row.pk,
            kind="Self-assessment",
            title=row.record.title,
            on=london_day(row.signed_at) if row.signed_at else period.end,
            address=presenters.address(row.pk),
            agencies=(row.agency_id,),
            grade="" if percent is None else f"{percent:.0f}% of what could be reached",
            points=None if percent is None else float(percent) / 100,
            before=row.previous_id,
        )


SOURCE = Source("self_assessment", "Self-assessments", find)
