"""Handing a part of a return to a colleague, who finds it on their list of work."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.accounts import queries as accounts
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.evidence import library
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.returns import keeping
from goldenthread.returns.models import Return
from goldenthread.workbench.operations.delegation import hand


@writes
def hand_part(*, by: Viewer, at: datetime, answers: Sequence[UUID], part: str, person: UUID, note: str = "") -> int:
    """Ask a colleague to fill one part (the indicators of a group) of returns. Returns how many lines that is.

    The colleague works for the agency and may fill its returns. Handing it on takes it back from whoever had it.
    """
    rows = [keeping.to_fill(by, each) for each in keeping.counted_once(answers)]
    lines = 0
    for row in rows:
        known = accounts.contacts(by, Permission.RETURN_FILL, place=row.agency_id, day=london_day(at))
        found = next((each for each in known if each.person == person), None)
        if found is None:
            raise RuleBroken("Choose somebody who may fill the returns of this agency.", field="person")
        own = row.lines.filter(ask__indicator__group=part)
        lines += own.update(holder=person)
        _ask(by, at, row, part, person, note)
        name = library.groups().get(part, part)
        trail.write("returns.handed", by=by, at=at, **keeping.about(row), part=name, to=found.name)
    if not lines:
        raise RuleBroken("Nothing of this part is asked.", field="part")
    return lines


def _title_of(row: Return, part: str) -> str:
    """Return how a part stands on somebody's list of work."""
    return f"Fill {library.groups().get(part, part).lower()}: {row.call.record.title}"[:250]


def _ask(by: Viewer, at: datetime, row: Return, part: str, person: UUID, note: str) -> None:
    title = _title_of(row, part)
    running = keeping.running_on(by, row).filter(title=title).first()
    if running is None:
        due = max(row.call.due_on, london_day(at))
        pk = keeping.begin_clock(by, at, row, title, due, "With the return it is a part of")
    else:
        pk = running.pk
    hand(by=by, at=at, deadline=pk, person=person, note=note)


@writes
def part_is_done(*, by: Viewer, at: datetime, answer: UUID) -> int:
    """Take the parts whose every line is answered off the lists of those who had them. Returns how many."""
    row = keeping.held(by, answer)
    done = 0
    for part in row.lines.filter(holder__isnull=False).values_list("ask__indicator__group", flat=True).distinct():
        if not row.lines.filter(ask__indicator__group=part, entered_at__isnull=True).exists():
            for running in keeping.running_on(by, row).filter(title=_title_of(row, part)):
                clocks.complete(by=by, at=at, deadline=running.pk, words="Every line is answered", allowed=True)
                trail.write(
                    "returns.part_done", by=by, at=at, **keeping.about(row), part=library.groups().get(part, part)
                )
                done += 1
    return done
