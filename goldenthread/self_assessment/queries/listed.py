"""Lists and counts, in a few grouped queries however many returns there are."""

from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.self_assessment.models import Answer, Evidence, Return, Round
from goldenthread.self_assessment.queries import rows


def _number(found: QuerySet[Return]) -> Coalesce:
    counted = found.order_by().values("round").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


@reads
def rounds_listed(viewer: Viewer) -> QuerySet[Round]:
    """Return the rounds with how many returns were given and how many came, of those the viewer may know of."""
    known = rows.returns(viewer).filter(round=OuterRef("pk"))
    return rows.rounds(viewer).annotate(given=_number(known), came=_number(known.filter(signed_at__isnull=False)))


@reads
def returns_listed(viewer: Viewer, round: UUID) -> QuerySet[Return]:
    """Return the returns of a round the viewer may know of, with how many questions are answered in each."""
    answered = Answer.objects.filter(sheet=OuterRef("pk")).exclude(value="").order_by().values("sheet")
    counted = answered.annotate(number=Count("pk")).values("number")
    return rows.returns(viewer).filter(round=round).annotate(typed=Coalesce(Subquery(counted), 0))


@reads
def counts(viewer: Viewer, round: UUID, on: date) -> dict[str, int]:
    """Return how many returns of a round were given, are signed, being signed, late and silent on a day."""
    late = Q(signed_at__isnull=True, round__sign_by__lt=on)
    return returns_listed(viewer, round).aggregate(
        given=Count("pk"),
        signed=Count("pk", filter=Q(signed_at__isnull=False)),
        signing=Count("pk", filter=Q(frozen_at__isnull=False, signed_at__isnull=True)),
        late=Count("pk", filter=late),
        silent=Count("pk", filter=Q(typed=0, signed_at__isnull=True)),
    )


@reads
def library_listed(viewer: Viewer) -> QuerySet[Evidence]:
    """Return the evidence library of the viewer's agencies, with under how many answers each piece stands."""
    return rows.library(viewer).annotate(uses=Count("proofs"))
