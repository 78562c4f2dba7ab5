"""What the operations share: finding what somebody may change, saving with sentences, telling the trail."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.saving import checked as checked
from goldenthread.foundation.saving import needed as needed
from goldenthread.quality import frozen
from goldenthread.self_assessment import queries
from goldenthread.self_assessment.models import Part, Return, Round

SIGNED = "This return is signed. What was signed stays as it is; to change it, open it again, and say why."
CLOSED = "This round is closed. Ask the partnership if something has to be changed."


def round_of(by: Viewer, pk: UUID) -> Round:
    """Return a round that ``by`` runs, locked; raises `NotFound` or `NotAllowed`."""
    found = queries.one_round(by, pk)
    by.require(Permission.ASSESSMENT_RUN, partnership=found.partnership_id)
    return Round.objects.select_related("record", "asked").select_for_update(of=("self",)).get(pk=found.pk)


def draft_of(by: Viewer, pk: UUID) -> Round:
    """Return a round that is not sent, locked."""
    found = round_of(by, pk)
    if found.sent_at is not None:
        raise RuleBroken("The round is sent. Who is asked, and what, stays as it is.")
    return found


def held(by: Viewer, pk: UUID) -> Return:
    """Return a return that ``by`` may know of, locked; raises `NotFound`. One query."""
    found = queries.returns(by).select_for_update(of=("self",)).filter(pk=pk).first()
    return found or queries.sheet(by, pk)


def must_be_open(row: Return) -> None:
    """Raise `RuleBroken` when nothing can be typed into a return any more."""
    if row.frozen_at is not None:
        raise RuleBroken(SIGNED)
    if row.round.closed_at is not None:
        raise RuleBroken(CLOSED)


def to_fill(by: Viewer, pk: UUID, codes: Iterable[str] | None) -> Return:
    """Return an open return in which ``by`` may answer these questions, locked.

    Raises `NotFound`, `NotAllowed` or `RuleBroken`. Without codes: all of it.
    """
    row = held(by, pk)
    may_fill(by, row, codes)
    must_be_open(row)
    return row


def may_fill(by: Viewer, row: Return, codes: Iterable[str] | None) -> None:
    """Raise `NotAllowed` unless ``by`` may answer these questions: for the agency, or with their standard in hand."""
    if by.may(Permission.ASSESSMENT_FILL, agency=row.agency_id):
        return
    own = Part.objects.filter(sheet=row, person=by.person_id) if by.person_id else Part.objects.none()
    mine = set(own.values_list("standard", flat=True))
    if not mine or codes is None or not set(codes) <= codes_of(row, mine):
        raise NotAllowed(f"Your roles do not let you {Permission.ASSESSMENT_FILL.sentence} here.")


def codes_of(row: Return, standards: Iterable[str]) -> set[str]:
    """Return the codes of the questions of some standards of a return."""
    wanted = set(standards)
    asked = frozen.questionnaire(row.round.asked_id)
    return {question.code for each in asked.standards if each.code in wanted for question in each.questions}


def running_on(by: Viewer, row: Return) -> Any:
    """Return the clocks of a return that still run: its own, and those of parts handed out."""
    return deadlines.running(by).filter(record=row.pk)


def meet_clocks(by: Viewer, at: datetime, row: Return, words: str) -> None:
    """Say that everything was met that a return was still to do."""
    for each in running_on(by, row):
        clocks.complete(by=by, at=at, deadline=each.pk, words=words, allowed=True)


def about(row: Return) -> dict[str, Any]:
    """Return what every event of a return says."""
    return {
        "record": row.pk,
        "partnership": row.round.partnership_id,
        "agency": row.agency.title,
        "title": row.round.record.title,
    }
