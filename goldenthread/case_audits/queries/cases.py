"""Cases and what was said of each, behind the wall."""

from uuid import UUID

from django.db.models import QuerySet

from goldenthread.access import eyes
from goldenthread.access.guards import reads
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits.models import (
    Agreed,
    Audit,
    Case,
    CaseAction,
    Concern,
    Grade,
    OwnReference,
    Participant,
)
from goldenthread.case_audits.queries.scope import CASE, graded_by, may_lead, of_grades, of_opened
from goldenthread.case_audits.rules import states
from goldenthread.case_audits.rules.blind import Given, Progress, progress
from goldenthread.foundation.errors import NotFound
from goldenthread.quality import queries as quality
from goldenthread.quality.rules.asking import Questionnaire
from goldenthread.records import queries as records


@reads
def cases(viewer: Viewer, audit: UUID | None = None) -> QuerySet[Case]:
    """Return the cases the viewer may know of, of one audit or of all, in their order."""
    found = Case.objects.filter(record__in=records.visible(viewer, kind=CASE).order_by().values("pk"))
    found = found if audit is None else found.filter(audit=audit)
    return found.select_related("record", "holder", "audit__record").order_by("audit", "number")


@reads
def case(viewer: Viewer, pk: UUID) -> Case:
    """Return one case; raises `NotFound`, also when the viewer may not know of it."""
    row = cases(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def grades(viewer: Viewer, audit: UUID) -> QuerySet[Grade]:
    """Return the grades of an audit that the viewer may read: before it is open, those of their own agency alone."""
    rows = Grade.objects.filter(of_grades(viewer)).filter(case__audit=audit)
    return rows.select_related("participant__agency", "case")


@reads
def own_grades(viewer: Viewer, case: UUID, participant: UUID) -> dict[UUID, Grade]:
    """Return what the viewer's agency has answered about a case so far, by question."""
    rows = Grade.objects.filter(of_grades(viewer)).filter(case=case, participant=participant)
    return {row.question_id: row for row in rows}


@reads
def own_progress(viewer: Viewer, row: Audit, participant: UUID) -> list[tuple[Case, Progress]]:
    """Return the cases to grade in their order, and how far the viewer's agency is with each."""
    asked = tool(viewer, row)
    given: dict[UUID, dict[UUID, Given]] = {}
    rows = grades(viewer, row.pk).filter(participant=participant).order_by()
    for case, question, value, reason in rows.values_list("case", "question", "value", "reason"):
        given.setdefault(case, {})[question] = Given(value, reason)
    known = cases(viewer, row.pk).filter(out_why="")
    return [(each, progress(asked, given.get(each.pk, {}))) for each in known] if asked else []


@reads
def tool(viewer: Viewer, row: Audit) -> Questionnaire | None:
    """Return the tool of an audit the viewer knows of; None where it has none. Agencies of another partnership read it too."""
    return quality.questionnaire(eyes.through(viewer, row.partnership_id), row.tool_id) if row.tool_id else None


@reads
def own_reference(viewer: Viewer, case: UUID, participant: UUID) -> str:
    """Return what the viewer's agency calls a case in its own system, "" where it has not said: to its auditors alone."""
    mine = Participant.objects.filter(graded_by(viewer)).filter(pk=participant).order_by().values("pk")
    found = OwnReference.objects.filter(case=case, participant__in=mine).first()
    return found.reference if found else ""


@reads
def agreed(viewer: Viewer, audit: UUID) -> QuerySet[Agreed]:
    """Return what was agreed case by case, to those who work on the audit; nothing before it is open."""
    return _judged(viewer, audit).filter(sort=states.MODERATED)


@reads
def scrutinised(viewer: Viewer, audit: UUID) -> QuerySet[Agreed]:
    """Return the grades that the scrutineer gave beside the meeting, to those who work on the audit."""
    return _judged(viewer, audit).filter(sort=states.SCRUTINEER)


def _judged(viewer: Viewer, audit: UUID) -> QuerySet[Agreed]:
    return Agreed.objects.filter(of_opened(viewer)).filter(case__audit=audit).select_related("case")


@reads
def case_actions(viewer: Viewer, *, audit: UUID | None = None, case: UUID | None = None) -> QuerySet[CaseAction]:
    """Return case actions: all of an audit to those who run it, an agency's own to those who answer for it."""
    mine = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    lead = viewer.reach(Permission.CASE_AUDIT_LEAD)
    rows = CaseAction.objects.filter(agency__in=mine) | CaseAction.objects.filter(
        case__audit__partnership__in=lead.partnerships
    )
    rows |= CaseAction.objects.filter(case__audit__group__in=lead.groups)
    rows |= CaseAction.objects.filter(case__in=viewer.opened)
    rows = rows if audit is None else rows.filter(case__audit=audit)
    rows = rows if case is None else rows.filter(case=case)
    return rows.select_related("case__record", "case__audit__record", "agency", "deadline").order_by("due_on", "pk")


@reads
def case_action(viewer: Viewer, pk: UUID) -> CaseAction:
    """Return one case action; raises `NotFound`."""
    row = case_actions(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def concerns(viewer: Viewer, *, audit: UUID | None = None, case: UUID | None = None) -> QuerySet[Concern]:
    """Return safety concerns the viewer may know of: those about cases they may know of and are told about.

    An auditor of another agency reads only those that their own agency raised.
    """
    rows = Concern.objects.filter(case__in=cases(viewer).order_by().values("pk"))
    rows = rows if audit is None else rows.filter(case__audit=audit)
    rows = rows if case is None else rows.filter(case=case)
    rows = rows.select_related("case__record", "case__holder", "case__audit__record", "by_agency", "deadline")
    told = [row.pk for row in rows if may_read_concern(viewer, row)]
    return rows.filter(pk__in=told).order_by("-raised_at", "pk")


@reads
def may_read_concern(viewer: Viewer, row: Concern) -> bool:
    """Say whether the viewer reads a concern: who raised it, its agency, the agency that holds the case, who runs the audit."""
    agencies = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    known = row.raised_by == viewer.user_id or row.by_agency_id in agencies or row.case.holder_id in agencies
    return known or may_lead(viewer, row.case.audit) or row.case_id in viewer.opened or may_acknowledge(viewer, row)


@reads
def may_acknowledge(viewer: Viewer, row: Concern) -> bool:
    """Say whether the viewer answers for the agency that holds the case: its named lead, and all of it once escalated."""
    agencies = viewer.reach(Permission.CASE_AUDIT_GRADE).agencies
    named = row.case.audit.participants.filter(agency=row.case.holder_id, safety_lead__isnull=False)
    mine = viewer.person_id is not None and named.filter(safety_lead=viewer.person_id).exists()
    return mine or (row.escalated_at is not None and row.case.holder_id in agencies)


@reads
def concern(viewer: Viewer, pk: UUID) -> Concern:
    """Return one concern; raises `NotFound`."""
    row = concerns(viewer).filter(pk=pk).first()
    if row is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return row


@reads
def may_settle(viewer: Viewer, row: CaseAction, to: str) -> bool:
    """Say whether the viewer may end a case action: done by its agency, withdrawn by those who run the audit."""
    if to == states.DONE:
        return viewer.may(Permission.CASE_AUDIT_GRADE, agency=row.agency_id)
    return may_lead(viewer, row.case.audit)
