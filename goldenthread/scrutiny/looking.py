"""What the quality page learns of the area: inspections and reviews with their grade, and what was found on them."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from goldenthread.access.viewer import Viewer
from goldenthread.foundation.periods import Period
from goldenthread.quality.looked import Looked, Source
from goldenthread.quality.rules import grades
from goldenthread.scrutiny import presenters, queries, saying_evaluations, saying_plans, saying_visits
from goldenthread.scrutiny.models import Inspection
from goldenthread.scrutiny.rules import evaluating, planning, visiting
from goldenthread.thread import queries as thread


def inspections(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Looked]:
    """Yield the inspections and reviews of a period; each belongs to the day on which it ended."""
    rows = list(queries.inspections(viewer, partnership=partnership).filter(to_on__range=(period.start, period.end)))
    themes = themes_of(viewer, [row.pk for row in rows])
    for row in rows:
        yield Looked(
            record=row.pk,
            kind=row.kind_words,
            title=row.title,
            on=row.to_on,
            address=presenters.address(row.pk),
            themes=themes.get(row.pk, ()),
            agencies=tuple(each.agency_id for each in row.bodies.all()),
            grade=presenters.overall(row),
            points=_points(viewer, row),
            before=row.before_id,
        )


def visits(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Looked]:
    """Yield the visits to the frontline that were made in a period."""
    days = (period.start, period.end)
    rows = list(queries.visits(viewer, partnership=partnership).filter(state=visiting.MADE, held_on__range=days))
    themes = themes_of(viewer, [row.pk for row in rows])
    for row in rows:
        yield Looked(
            record=row.pk,
            kind="Visit to the frontline",
            title=row.title,
            on=row.held_on,
            address=saying_visits.address(row.pk),
            themes=themes.get(row.pk, ()),
            agencies=(row.agency_id,) if row.agency_id else (),
        )


def evaluations(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Looked]:
    """Yield the self-evaluations and assessments of the six steps that were agreed in a period; what is not agreed is not told."""
    rows = queries.evaluations(viewer, partnership=partnership).filter(
        state=evaluating.AGREED_STATE, agreed_on__range=(period.start, period.end)
    )
    found = [row for row in rows if row.of_members]
    themes = themes_of(viewer, [row.pk for row in found])
    overall = queries.agreed_over_all(viewer, found)
    for row in found:
        scale, given = overall.get(row.pk, (None, ""))
        share = grades.share(scale, given) if scale and given else None
        yield Looked(
            record=row.pk,
            kind=row.kind.label,
            title=row.title,
            on=row.agreed_on or row.end,
            address=saying_evaluations.address(row.pk),
            themes=themes.get(row.pk, ()),
            grade=presenters.grade(scale, given)[0] if given else "",
            points=None if share is None else float(share),
            before=row.before_id,
        )


def looks(viewer: Viewer, partnership: UUID, period: Period) -> Iterator[Looked]:
    """Yield the pieces of scrutiny that were done in a period."""
    days = (period.start, period.end)
    rows = list(queries.looks(viewer, partnership=partnership).filter(state=planning.DONE, done_on__range=days))
    themes = themes_of(viewer, [row.pk for row in rows])
    for row in rows:
        yield Looked(
            record=row.pk,
            kind=row.how.label,
            title=row.title,
            on=row.done_on or row.due_on,
            address=saying_plans.look_address(row.pk),
            themes=themes.get(row.pk, ()),
        )


def themes_of(viewer: Viewer, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the themes of what was found on some records."""
    found: dict[UUID, tuple[UUID, ...]] = {}
    pairs = thread.findings(viewer).filter(source__in=list(ids)).values_list("source", "finding_themes__theme")
    for record, theme in pairs:
        if theme is not None and theme not in found.get(record, ()):
            found[record] = (*found.get(record, ()), theme)
    return found


def _points(viewer: Viewer, row: Inspection) -> float | None:
    first = next(iter(row.judgements.all()), None)
    scale = queries.scale_of(viewer, row)
    share = grades.share(scale, first.value) if first and first.value and scale else None
    return None if share is None else float(share)


SOURCES = (
    Source("scrutiny.inspections", "Inspections and reviews", inspections),
    Source("scrutiny.evaluations", "Self-evaluations and six steps", evaluations),
    Source("scrutiny.looks", "Pieces of the plan of scrutiny", looks),
    Source("scrutiny.visits", "Visits to the frontline", visits),
)
