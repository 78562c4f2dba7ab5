"""What the quality page learns of audits: those that are complete, with what they found, and never a case."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import library, presenters, queries
from goldenthread.case_audits.models import Participant
from goldenthread.case_audits.rules import states
from goldenthread.foundation.periods import Period
from goldenthread.quality.looked import Looked, Source
from goldenthread.thread import queries as thread


def find(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Looked]:
    """Yield the audits of a period that are complete; each belongs to the day on which it was held."""
    days = (period.start, period.end)
    rows = queries.audits(viewer, partnership=partnership).filter(state=states.COMPLETE, held_on__range=days)
    audits = list(rows.prefetch_related("tallies"))
    ids = [row.pk for row in audits]
    themes = _by_audit(thread.findings(viewer).filter(source__in=ids).values_list("source", "finding_themes__theme"))
    agencies = _by_audit(Participant.objects.filter(audit__in=ids).values_list("audit", "agency"))
    for row in audits:
        held = queries.result_of(viewer, row)
        yield Looked(
            record=row.pk,
            kind=library.label(row.kind),
            title=row.title,
            on=row.held_on,
            address=presenters.address(row.pk),
            themes=themes.get(row.pk, ()),
            agencies=agencies.get(row.pk, ()),
            grade=held.words if held else "",
            points=held.share if held else None,
            before=row.again_id,
        )


def _by_audit(pairs: Iterable[tuple[UUID, UUID | None]]) -> dict[UUID, tuple[UUID, ...]]:
    found: dict[UUID, tuple[UUID, ...]] = {}
    for audit, other in pairs:
        if other is not None and other not in found.get(audit, ()):
            found[audit] = (*found.get(audit, ()), other)
    return found


SOURCE = Source("case_audits", "Audits of practice", find)
