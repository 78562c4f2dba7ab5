"""Which agencies take part in an audit, and who grades for each.

From the day agencies are asked, an agency's own auditors say who else grades for it: whoever runs the audit cannot seat somebody
beside them who then reads what they wrote. Where none of them can grade any more, others begin anew, from empty sheets. Nobody
grades for two agencies in one audit.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import Audit, Auditor, Grade, OwnReference, Participant
from goldenthread.case_audits.rules import states
from goldenthread.foundation.errors import RuleBroken

STAFF = "Choose people who work for the agency."


@writes
def take_part(
    *, by: Viewer, at: datetime, audit: UUID, agency: UUID, auditors: Collection[UUID], safety_lead: UUID | None = None
) -> UUID:
    """Let an agency take part, or change who grades for it and whom it names for safety concerns. Returns the part's id.

    Once agencies are asked, those who run the audit change only the named lead for safety concerns.
    """
    row = keeping.to_grade(keeping.held(by, audit))
    _check_not_open(row)
    known = queries.agencies(by, row.partnership_id, row.joint_with_id)
    keeping.chosen(agency, known, "agency", "Choose an agency of the partnership.")
    lead = keeping.chosen(
        safety_lead, queries.people(by, agency=agency), "safety_lead", "Choose somebody who works for the agency."
    )
    part, new = Participant.objects.get_or_create(audit=row, agency_id=agency)
    _check_not_in(part)
    if new or row.state == states.PREPARING or set(auditors) != _seated(part):
        if not new and row.state == states.GRADING:
            raise RuleBroken(
                "Agencies grade now: the auditors of this agency say who else grades for it. If none of them can, let others "
                "begin anew.",
                field="auditors",
            )
        _seat(at, part, auditors, queries.people(by, agency=agency))
    if new and row.state == states.GRADING:
        part.deadline_id = keeping.ask(row, part, by=by, at=at)
    part.safety_lead_id = lead
    part.save(update_fields=["safety_lead", "deadline"])
    keeping.to_trail("case_audits.takes_part", row, by=by, at=at, agency=part.agency.title)
    return part.pk


@writes
def name_auditors(*, by: Viewer, at: datetime, audit: UUID, auditors: Collection[UUID]) -> None:
    """Say, as an auditor of an agency, who grades for it: the others read and change what was answered so far."""
    row = keeping.locked(queries.audit(by, audit).pk)
    _check_not_open(row)
    part = keeping.grading_for(by, row.pk)
    _check_not_in(part)
    _seat(at, part, auditors, queries.colleagues(by, part))
    keeping.to_trail("case_audits.takes_part", row, by=by, at=at, agency=part.agency.title)


@writes
def begin_anew(*, by: Viewer, at: datetime, audit: UUID, agency: UUID, auditors: Collection[UUID], why: str) -> None:
    """Let others grade for an agency whose auditors cannot any more. They begin with empty sheets: nothing is handed over.

    Whatever was answered is thrown away, whether or not there was anything: nobody learns how far the agency was.
    """
    row = keeping.held(by, audit)
    keeping.check_grading(row)
    words = states.needed(why, "why", "Say why others grade for the agency.")
    part = Participant.objects.select_for_update(of=("self",)).filter(audit=row, agency=agency).first()
    if part is None:
        raise RuleBroken("This agency does not take part.")
    _check_not_in(part)
    Grade.objects.filter(participant=part).delete()
    OwnReference.objects.filter(participant=part).delete()
    _seat(at, part, auditors, queries.people(by, agency=agency))
    keeping.to_trail("case_audits.begun_anew", row, by=by, at=at, agency=part.agency.title, why=words)


@writes
def leave_out(*, by: Viewer, at: datetime, audit: UUID, agency: UUID) -> None:
    """Let an agency take no part after all, while the audit is prepared."""
    row = keeping.held(by, audit)
    states.check_state(
        row.state, states.PREPARING, "Agencies were asked to grade. Open the grades with a reason instead."
    )
    part = Participant.objects.filter(audit=row, agency=agency).first()
    if part is None:
        raise RuleBroken("This agency does not take part.")
    if row.cases.filter(holder=agency, out_why="").exists():
        raise RuleBroken("This agency holds cases of the audit. Say first who holds them.")
    title = part.agency.title
    part.delete()
    keeping.to_trail("case_audits.left_out", row, by=by, at=at, agency=title)


def _check_not_open(row: Audit) -> None:
    if row.state not in (states.PREPARING, states.GRADING):
        raise RuleBroken("Grades are open: who graded stays as it is.")


def _check_not_in(part: Participant) -> None:
    if part.in_at is not None:
        raise RuleBroken("This agency has handed its grades in.")


def _seated(part: Participant) -> set[UUID]:
    return set(part.auditors.filter(until__isnull=True).values_list("person", flat=True))


def _seat(at: datetime, part: Participant, auditors: Collection[UUID], staff: list[tuple[str, str]]) -> None:
    """Name the auditors of an agency: people who work for it, and grade for no other agency of the audit."""
    people = list(dict.fromkeys(auditors))
    for each in people:
        keeping.chosen(each, staff, "auditors", STAFF)
    if not people:
        raise RuleBroken("Name at least one auditor of the agency.", field="auditors")
    others = Auditor.objects.filter(participant__audit=part.audit_id, person__in=people).exclude(participant=part)
    taken = others.select_related("person", "participant__agency").first()
    if taken is not None:
        raise RuleBroken(
            f"{taken.person.name} grades or graded for {taken.participant.agency.title}. Nobody grades for two agencies in one "
            "audit.",
            field="auditors",
        )
    gone = part.auditors.exclude(person__in=people)
    if part.audit.state == states.PREPARING:
        gone.delete()
    gone.filter(until__isnull=True).update(until=at)
    for person in people:
        Auditor.objects.update_or_create(participant=part, person_id=person, defaults={"until": None})
