"""Programmes and audits: what every partner may know of."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from goldenthread.access.guards import reads
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.models import Audit, Auditor, Draw, Participant, Programme, Topic
from goldenthread.case_audits.queries.scope import AUDIT, PROGRAMME, graded_by
from goldenthread.foundation.errors import NotFound
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import listed
from goldenthread.records import queries as records

_NOTHING = "There is nothing here, or you are not allowed to see it."


@reads
def programmes(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Programme]:
    """Return the programmes the viewer may know of, the newest first."""
    known = records.visible(viewer, kind=PROGRAMME).order_by().values("pk")
    found = Programme.objects.filter(record__in=known).select_related("record", "partnership", "group")
    return found if partnership is None else found.filter(partnership=partnership)


@reads
def programme(viewer: Viewer, pk: UUID) -> Programme:
    """Return one programme with its topics and their audits; raises `NotFound`."""
    topics = Topic.objects.select_related("audit__record", "lead", "source")
    row = programmes(viewer).filter(pk=pk).prefetch_related(Prefetch("topics", queryset=topics)).first()
    if row is None:
        raise NotFound(_NOTHING)
    return row


@reads
def topic(viewer: Viewer, pk: UUID) -> Topic:
    """Return one topic of a programme the viewer may know of; raises `NotFound`."""
    known = programmes(viewer).order_by().values("pk")
    row = (
        Topic.objects.filter(pk=pk, programme__in=known).select_related("programme__record", "audit", "source").first()
    )
    if row is None:
        raise NotFound(_NOTHING)
    return row


@reads
def audits(viewer: Viewer, *, partnership: UUID | None = None) -> QuerySet[Audit]:
    """Return the audits the viewer may know of, the newest first; which agencies are in comes along, and no grade."""
    known = records.visible(viewer, kind=AUDIT).order_by().values("pk")
    found = Audit.objects.filter(record__in=known)
    found = found.select_related(
        "record", "partnership", "group", "lead", "scrutineer", "joint_with", "again__record", "tool__bank__record"
    )
    return found if partnership is None else found.filter(partnership=partnership)


@reads
def audit(viewer: Viewer, pk: UUID) -> Audit:
    """Return one audit; raises `NotFound`, also when the viewer may not know of it."""
    row = audits(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound(_NOTHING)
    return row


@reads
def participants(viewer: Viewer, audit: UUID) -> QuerySet[Participant]:
    """Return the agencies that take part in an audit, with their auditors and whether they are in: all that may be known."""
    known = audits(viewer).order_by().values("pk")
    people = Prefetch("auditors", queryset=Auditor.objects.filter(until__isnull=True).select_related("person"))
    rows = Participant.objects.filter(audit__in=known).filter(audit=audit)
    return rows.select_related("agency", "safety_lead", "deadline").prefetch_related(people).order_by("agency__title")


@reads
def parts_of(viewer: Viewer, audit: UUID | None = None) -> QuerySet[Participant]:
    """Return the parts for which the viewer is a named auditor, in one audit or in all."""
    rows = Participant.objects.filter(graded_by(viewer)).select_related("agency", "audit__record", "deadline")
    return rows if audit is None else rows.filter(audit=audit)


@reads
def is_moderated(viewer: Viewer, row: Audit) -> bool:
    """Say whether a meeting agrees the grades of an audit: not where one agency alone was in, whose grades are the result."""
    return row.type.moderated(row.participants.filter(in_at__isnull=False).count())


@reads
def draws(viewer: Viewer, audit: UUID) -> QuerySet[Draw]:
    """Return how the cases of an audit were drawn, oldest first: the seed and the method are known to all."""
    return Draw.objects.filter(audit__in=audits(viewer).order_by().values("pk")).filter(audit=audit).order_by("number")


@reads
def later(viewer: Viewer, row: Audit) -> list[Audit]:
    """Return the audits that looked at the same again, oldest first."""
    return list(audits(viewer).filter(again=row.pk).order_by("held_on", "pk"))


@reads
def own_topics(viewer: Viewer, period: Period) -> QuerySet[Topic]:
    """Return the audits that agencies plan to hold alone and to present, of programmes that touch a period, by agency."""
    known = programmes(viewer).filter(start__lte=period.end, end__gte=period.start).order_by().values("pk")
    rows = Topic.objects.filter(programme__in=known, agency__isnull=False)
    return rows.select_related("agency", "audit", "programme__record", "source").order_by(
        "programme__start", "agency__title", "quarter", "pk"
    )


@reads
def origins(viewer: Viewer, ids: Collection[UUID]) -> Iterable[tuple[UUID, UUID]]:
    """Return (what prompted a topic, its audit) for some records, whichever of the two each is: for the thread to walk."""
    rows = Topic.objects.filter(audit__isnull=False, source__isnull=False)
    found = rows.filter(source__in=ids) | rows.filter(audit__in=ids)
    return list(found.order_by().values_list("source", "audit").distinct())


@reads
def wanting(viewer: Viewer, row: Audit) -> list[str]:
    """Return what an audit still needs before agencies can be asked to grade; nothing where its type grades no case."""
    if not row.type.graded:
        return []
    parts = list(row.participants.select_related("agency"))
    holders = set(row.cases.filter(out_why="").values_list("holder", flat=True))
    unled = [part.agency.title for part in parts if part.agency_id in holders and part.safety_lead_id is None]
    outside = holders - {part.agency_id for part in parts}
    told = [
        (row.tool_id is None, "an audit tool"),
        (row.lead_id is None, "a lead, who is told of safety concerns"),
        (not holders, "its cases"),
        (len(parts) < row.type.fewest, "the agencies that take part"),
        (bool(outside), "every agency that holds a case to take part"),
        (bool(unled), f"a named lead for safety concerns of {listed(unled)}" if unled else ""),
    ]
    return [words for wanted, words in told if wanted]
