"""Handing a deadline to a colleague, and taking it back."""

from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import queries as clocks
from goldenthread.foundation.errors import NotAllowed, NotFound, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.workbench.models import Delegation
from goldenthread.workbench.queries import due as queries


@writes
def delegate(*, by: Viewer, at: datetime, deadline: UUID, person: UUID, note: str = "") -> Delegation:
    """Hand one line of the viewer's due list to a colleague, who finds it in their own.

    The colleague works for the agency that owes the answer, or for one of the viewer's own. What somebody else had in hand is
    taken back first.
    """
    found = queries.one(by, deadline)
    if not by.may_somewhere(Permission.WORK_DELEGATE):
        raise NotAllowed(f"Your roles do not let you {Permission.WORK_DELEGATE.sentence}.")
    colleague = next((each for each in queries.colleagues(by, found, at) if each.id == person), None)
    if colleague is None:
        raise RuleBroken("Choose somebody who works for the agency that owes the answer.", field="person")
    note = clean(note)
    if len(note) > 500:
        raise RuleBroken("The note must be 500 characters or fewer.", field="note")
    Delegation.objects.filter(deadline=deadline, taken_back_at=None).update(taken_back_at=at)
    given = Delegation.objects.create(
        deadline_id=deadline, person_id=person, note=note, given_by_id=by.user_id, given_at=at
    )
    trail.write(
        "workbench.delegated",
        by=by,
        at=at,
        record=found.record_id,
        partnership=found.record.partnership_id,
        title=found.title,
        to=colleague.name,
    )
    return given


@writes
def hand(*, by: Viewer, at: datetime, deadline: UUID, person: UUID, note: str = "") -> None:
    """Put a line on the due list of somebody who is asked for something.

    The calling operation has just started that date, has checked that ``by`` may ask, and who can be asked.
    """
    found = clocks.deadline(by, deadline)
    Delegation.objects.filter(deadline=found.pk, taken_back_at=None).update(taken_back_at=at)
    given = Delegation.objects.create(
        deadline_id=found.pk, person_id=person, note=clean(note)[:500], given_by_id=by.user_id, given_at=at
    )
    trail.write(
        "workbench.delegated",
        by=by,
        at=at,
        record=found.record_id,
        partnership=found.record.partnership_id,
        title=found.title,
        to=given.person.name,
    )


@writes
def take_back(*, by: Viewer, at: datetime, deadline: UUID) -> None:
    """Take a line back: whoever gave it, whoever has it, and those who see to the deadline may."""
    found = queries.one(by, deadline)
    given = Delegation.objects.filter(deadline=deadline, taken_back_at=None).select_related("person").first()
    if given is None:
        raise NotFound("No colleague has this in hand.")
    own = by.user_id == given.given_by_id or by.person_id == given.person_id
    if not own and not by.may_somewhere(Permission.WORK_DELEGATE):
        raise NotAllowed(f"Your roles do not let you {Permission.WORK_DELEGATE.sentence}.")
    given.taken_back_at = at
    given.save(update_fields=["taken_back_at"])
    trail.write(
        "workbench.taken_back",
        by=by,
        at=at,
        record=found.record_id,
        partnership=found.record.partnership_id,
        title=found.title,
        held_by=given.person.name,
    )
