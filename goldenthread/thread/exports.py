"""What of the thread leaves with a partnership. Walls hold: rows that point behind one stay behind."""

from collections.abc import Callable
from uuid import UUID

from django.db.models import Q

from goldenthread.access.viewer import Viewer
from goldenthread.records import queries as records
from goldenthread.workbench.parts import of_partnership, on_records
from goldenthread.workbench.portable import Part, Table


def _on(mine: str, *others: str) -> Callable[[Viewer, UUID], Q]:
    """Rows that hang on a record of the export, and point at nothing that the one who exports may not know of."""

    def where(viewer: Viewer, partnership: UUID) -> Q:
        found = on_records(mine)(viewer, partnership)
        for other in others:
            known = Q(**{f"{other}__in": records.visible(viewer).order_by().values("pk")})
            found &= known | Q(**{f"{other}__isnull": True})
        return found

    return where


PART = Part(
    "thread",
    "Findings, recommendations and actions",
    (
        Table("thread.Theme", where=of_partnership("partnership"), same_as=("partnership", "folded")),
        Table("thread.Finding", where=_on("record")),
        Table("thread.FindingTheme", by=("finding",)),
        Table("thread.FindingAgency", by=("finding",)),
        Table("thread.Recommendation", where=_on("record")),
        Table("thread.RecommendationFinding", where=_on("recommendation__record", "finding__record")),
        Table("thread.Addressee", by=("recommendation",)),
        Table("thread.Response", by=("recommendation",)),
        Table("thread.Action", where=_on("record")),
        Table("thread.Demand", where=_on("action__record", "record")),
        Table("thread.ActionUpdate", by=("action",)),
        Table("thread.Shortfall", by=("action",)),
        Table("thread.ImpactEvidence", where=_on("action__record", "record")),
        Table("thread.Judgement", by=("action",)),
    ),
)
