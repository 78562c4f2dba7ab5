"""Case actions: what one agency is asked to do for one child, behind the wall, apart from what the system must change."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, queries
from goldenthread.case_audits.models import CaseAction
from goldenthread.case_audits.rules import states
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day


@writes
def ask_case_action(*, by: Viewer, at: datetime, case: UUID, agency: UUID, text: str, due: date) -> UUID:
    """Ask an agency to act for one child by a day. Returns the id of the action.

    Those who answer for the agency find it on their due list; nobody else learns that there is one. Its line there names only the
    case's number.
    """
    row = keeping.held_case(by, case)
    audit = keeping.held(by, row.audit_id)
    if audit.state not in states.OPENED:
        raise RuleBroken("Case actions follow from what was found together. For danger now, raise a safety concern.")
    agencies = queries.agencies(by, audit.partnership_id, audit.joint_with_id)
    keeping.chosen(agency, agencies, "agency", "Choose an agency of the partnership.")
    words = states.needed(text, "text", "Say what is to be done.")
    if due <= london_day(at):
        raise RuleBroken("Give the agency a day after today.", field="due")
    made = CaseAction.objects.create(case=row, agency_id=agency, text=words, due_on=due, **keeping.who(by, at, "asked"))
    title = f"Case action: case {row.number} of {audit.record.reference}"
    deadline = keeping.start_clock(row.pk, title, due, agency, "Set at moderation", by=by, at=at)
    made.apply({"deadline_id": deadline})
    keeping.case_to_trail("case_audits.action_asked", row, by=by, at=at, due=due)
    return made.pk


@writes
def settle_case_action(*, by: Viewer, at: datetime, action: UUID, seen: int, to: str, words: str) -> None:
    """Say that a case action is done and how, for its agency; or withdraw it with the reason, for those who run the audit."""
    known = queries.case_action(by, action)
    row = CaseAction.for_edit(known.pk, seen=seen)
    states.check_case_action_moves(row.state, to)
    if not queries.may_settle(by, known, to):
        raise NotAllowed(
            "Only the agency that was asked says that it is done, and only those who run the audit withdraw it."
        )
    said = states.needed(words, "words", "Say what was done." if to == states.DONE else "Say why it is withdrawn.")
    keeping.stop_clock(known.deadline, "" if to == states.DONE else said, by=by, at=at)
    row.apply({"state": to, "words": said, **keeping.who(by, at, "settled")})
    keeping.case_to_trail("case_audits.action_settled", known.case, by=by, at=at, state=states.CASE_ACTIONS[to].lower())
