"""What is watched beside the returns themselves: who was never asked this year, and the actions that returns asked for."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta  # not a deadline: how far back "this year" reaches
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, UUIDField

from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.partnership import queries as partnerships
from goldenthread.records import queries as records
from goldenthread.self_assessment.models import Return
from goldenthread.self_assessment.queries import rows
from goldenthread.thread import queries as thread
from goldenthread.thread.rules import statuses

YEARLY = {"section_11": "Section 11", "section_175": "Section 175/157"}
"""What is answered every year: section 11 by agencies, section 175/157 by schools."""
_YEAR = timedelta(days=365)


@reads
def places_watched(viewer: Viewer) -> list[tuple[UUID, str]]:
    """Return the partnerships whose rounds the viewer sees whole: (id, name)."""
    reach = viewer.reach(Permission.ASSESSMENT_VIEW)
    known = records.visible(viewer, kind="partnership.partnership").order_by("title")
    known = known if reach.everywhere else known.filter(pk__in=reach.partnerships)
    return list(known.values_list("pk", "title"))


@reads
def asked_this_year(viewer: Viewer, partnership: UUID, purpose: str, on: date) -> QuerySet[Any]:
    """Return every agency, or school, that answers each year, with its newest return whose last day is not a year ago.

    ``sheet`` is None for those who were never asked; ``signed``, ``ended`` and ``title`` tell of the others.
    """
    if partnership not in dict(places_watched(viewer)):
        return partnerships.agencies(viewer).none()
    newest = rows.returns(viewer).filter(
        agency=OuterRef("pk"),
        answered__partnership=partnership,
        round__asked__bank__purpose=purpose,
        round__sign_by__gt=on - _YEAR,
    )
    newest = newest.order_by("-round__sign_by", "-pk")
    found = partnerships.agencies(viewer, partnership=partnership, on=on, schools=purpose == "section_175")
    return found.annotate(
        sheet=Subquery(newest.values("pk")[:1], output_field=UUIDField()),
        signed=Subquery(newest.values("signed_at")[:1]),
        ended=Subquery(newest.values("round__closed_at")[:1]),
        title=Subquery(newest.values("round__record__title")[:1]),
    )


@reads
def actions(viewer: Viewer, round: UUID) -> QuerySet[Any]:
    """Return the actions of the thread that the returns of a round asked for, of those the viewer may know of."""
    row = rows.one_round(viewer, round)
    wanted = rows.steps(viewer).filter(sheet__round=row.pk).order_by().values("action")
    return thread.actions(viewer).filter(pk__in=wanted)


@reads
def reasons(viewer: Viewer, round: UUID) -> Mapping[UUID, tuple[Return, str]]:
    """Return for each action of a round which return asked for it, and under which question."""
    found = rows.steps(viewer).filter(sheet__round=round).select_related("sheet__agency", "sheet__round")
    return {each.action_id: (each.sheet, each.code) for each in found}


@reads
def progress(viewer: Viewer, round: UUID, on: date) -> Counter[str]:
    """Return how many actions of a round are open, overdue, complete and not judged, settled, and judged to have helped."""
    known = actions(viewer, round)
    late = Q(status__in=statuses.RUNNING, deadline__status="open", deadline__due_on__lt=on)
    return Counter(
        all=known.count(),
        overdue=known.filter(late).count(),
        complete=known.filter(status=statuses.COMPLETE).count(),
        settled=known.filter(status__in=statuses.SETTLED).count(),
    )
