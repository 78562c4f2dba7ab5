"""Handing a standard of a return to a colleague, who finds it on their list of work and sees nothing else of the return."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.quality import frozen
from goldenthread.quality.rules.asking import StandardView
from goldenthread.self_assessment import keeping, queries
from goldenthread.self_assessment.models import Part, Return
from goldenthread.workbench.operations.delegation import hand


@writes
def hand_part(*, by: Viewer, at: datetime, sheet: UUID, standard: str, person: UUID, note: str = "") -> UUID:
    """Ask a colleague to answer one standard. Whoever had it has it no more. Returns the id of the part."""
    return hand_parts(by=by, at=at, sheet=sheet, standards=[standard], person=person, note=note)[0]


@writes
def hand_parts(
    *, by: Viewer, at: datetime, sheet: UUID, standards: Sequence[str], person: UUID, note: str = ""
) -> list[UUID]:
    """Ask a colleague to answer some standards: each is a line of its own on their list of work. Returns the ids of the parts."""
    row = keeping.to_fill(by, sheet, None)
    asked = {each.code: each for each in frozen.questionnaire(row.round.asked_id).standards}
    if not standards or set(standards) - set(asked):
        raise RuleBroken("There is no such part.", field="standards")
    names = dict(queries.colleagues(by, row.agency_id, london_day(at)))
    if person not in names:
        raise RuleBroken("Choose somebody who works for your agency.", field="person")
    return [_hand(by, at, row, asked[each], (person, names[person]), note) for each in standards]


def _hand(by: Viewer, at: datetime, row: Return, found: StandardView, to: tuple[UUID, str], note: str) -> UUID:
    standard, (person, name) = found.code, to
    _end(by, at, row, standard, "Handed to somebody else")
    due = max(row.round.fill_by, london_day(at))
    clock = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=london_day(at),
        title=f"Answer “{found.title}”: {row.round.record.title}"[:250],
        due=due,
        why="With the return it is a part of",
        owner_agency=row.agency_id,
        allowed=True,
    )
    part = Part.objects.create(
        sheet=row, standard=standard, person_id=person, deadline=clock.id, given_at=at, given_by_name=by.name[:200]
    )
    hand(by=by, at=at, deadline=clock.id, person=person, note=note)
    trail.write("self_assessment.handed", by=by, at=at, **keeping.about(row), part=found.title, to=name)
    return part.pk


@writes
def take_part_back(*, by: Viewer, at: datetime, sheet: UUID, standard: str) -> None:
    """Take a standard back from the colleague who has it."""
    row = keeping.to_fill(by, sheet, None)
    if not _end(by, at, row, standard, "Taken back"):
        raise RuleBroken("Nobody has this part.")
    trail.write("self_assessment.taken_back", by=by, at=at, **keeping.about(row), part=standard)


def _end(by: Viewer, at: datetime, row: Return, standard: str, words: str) -> bool:
    part = Part.objects.filter(sheet=row, standard=standard).first()
    if part is None:
        return False
    if part.done_at is None:
        for each in keeping.running_on(by, row).filter(pk=part.deadline):
            clocks.cancel(by=by, at=at, deadline=each.pk, why=words, allowed=True)
    part.delete()
    return True


@writes
def finish_part(*, by: Viewer, at: datetime, sheet: UUID, standard: str) -> None:
    """Say that a part is done: it leaves the list of work of whoever had it. What was answered can still be changed."""
    row = keeping.held(by, sheet)
    part = Part.objects.filter(sheet=row, standard=standard, done_at__isnull=True).first()
    if part is None:
        raise RuleBroken("Nobody has this part in hand.")
    if part.person_id != by.person_id:
        raise NotAllowed("Only the one who has it in hand says that it is done.")
    section = queries.book(by, row.pk, london_day(at)).section(standard)
    waiting = section.waiting if section else 0
    if waiting:
        raise RuleBroken(f"{waiting} {'question is' if waiting == 1 else 'questions are'} not answered yet.")
    for each in keeping.running_on(by, row).filter(pk=part.deadline):
        clocks.complete(by=by, at=at, deadline=each.pk, words="Every question is answered", allowed=True)
    part.done_at = at
    part.save(update_fields=["done_at"])
    trail.write("self_assessment.part_done", by=by, at=at, **keeping.about(row), part=standard)
