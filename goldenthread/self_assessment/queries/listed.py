"""Lists and counts, in a few grouped queries however many returns there are."""

from datetime import date, timedelta  # not a deadline: how long before the end of evidence its agency hears of it
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
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
    found = rows.returns(viewer).filter(round=round).prefetch_related("chases")
    return found.annotate(typed=Coalesce(Subquery(counted), 0))


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


SOON = timedelta(days=30)
"""So long before evidence proves nothing any more its agency is told."""


@reads
def expiring(viewer: Viewer, on: date) -> dict[UUID, list[Evidence]]:
    """Return the evidence under answers that expires soon and of whose end nobody was told, by the agency it belongs to."""
    found = rows.evidence(viewer).filter(valid_until__gte=on, valid_until__lte=on + SOON, proofs__isnull=False)
    told: dict[UUID, list[Evidence]] = {}
    for each in found.exclude(told_of=F("valid_until")).order_by("agency", "valid_until", "pk").distinct():
        told.setdefault(each.agency_id, []).append(each)
    return told
