"""What the operations of the area share."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.quality import filling
from goldenthread.scrutiny import queries
from goldenthread.scrutiny.models import Evaluation, Inspection, Visit, VisitPlan
from goldenthread.scrutiny.rules import inspecting, safe
from goldenthread.thread import operations as thread


def who(by: Viewer, at: datetime) -> dict[str, Any]:
    """Return the columns that say who kept something and when."""
    return {"at": at, "by": by.user_id, "by_name": by.name[:200]}


def chosen(value: UUID | None, known: list[tuple[str, str]], field: str, sentence: str) -> UUID | None:
    """Return what was chosen if it is among those that can be; raises `RuleBroken`."""
    if value is not None and str(value) not in dict(known):
        raise RuleBroken(sentence, field=field)
    return value


def all_chosen(values: Iterable[UUID], known: list[tuple[str, str]], field: str, sentence: str) -> list[UUID]:
    """Return all that was chosen if each can be; raises `RuleBroken`."""
    found = list(dict.fromkeys(values))
    for value in found:
        chosen(value, known, field, sentence)
    return found


def held_inspection(by: Viewer, pk: UUID) -> Inspection:
    """Return an inspection, locked, to those who keep them; raises `NotFound` or `NotAllowed`."""
    known = queries.inspection(by, pk)
    by.require(Permission.SCRUTINY_KEEP, partnership=known.partnership_id)
    row: Inspection = (
        Inspection.objects.select_for_update(of=("self",)).select_related("record", "plan_deadline").get(pk=known.pk)
    )
    return row


def held_visit_plan(by: Viewer, pk: UUID) -> VisitPlan:
    """Return a plan of visits, locked, to those who keep them; raises `NotFound` or `NotAllowed`."""
    known = queries.visit_plan(by, pk)
    by.require(Permission.SCRUTINY_KEEP, partnership=known.partnership_id)
    row: VisitPlan = (
        VisitPlan.objects.select_for_update(of=("self",)).select_related("record", "group").get(pk=known.pk)
    )
    return row


def held_evaluation(by: Viewer, pk: UUID) -> Evaluation:
    """Return an evaluation, locked, to those who keep them; raises `NotFound` or `NotAllowed`."""
    known = queries.evaluation(by, pk)
    by.require(Permission.SCRUTINY_KEEP, partnership=known.partnership_id)
    row: Evaluation = Evaluation.objects.select_for_update(of=("self",)).select_related("record").get(pk=known.pk)
    return row


def check_may_visit(by: Viewer, partnership: UUID) -> None:
    """Raise `NotAllowed` unless somebody may plan visits in a partnership: those who keep them, or members for themselves."""
    if not (queries.may_keep(by, partnership) or queries.may_visit(by, partnership)):
        raise NotAllowed(f"Your roles do not let you {Permission.VISIT_MAKE.sentence} here.")


def visit_to_write(by: Viewer, pk: UUID) -> Visit:
    """Return a visit, locked, to those who go and those who keep visits; raises `NotFound` or `NotAllowed`."""
    known = queries.visit(by, pk)
    if not queries.may_write(by, known):
        raise NotAllowed("Only those who go, and those who keep visits, can do that.")
    row: Visit = Visit.objects.select_for_update(of=("self",)).select_related("record", "plan").get(pk=known.pk)
    return row


def scale(by: Viewer, partnership: UUID, code: str) -> UUID | None:
    """Return the scale of a partnership by its code, taken over from the library where it is not there yet; None for none."""
    if not code:
        return None
    if code not in dict(queries.scales(by, partnership)):
        raise RuleBroken("Choose one of the scales.", field="scale")
    found: UUID = filling.scales_of(partnership, [code])[code].pk
    return found


def set_date(
    row: Any,
    deadline: Any,
    due: date | None,
    *,
    title: str,
    why: str,
    by: Viewer,
    at: datetime,
    owner_group: UUID | None = None,
    owner_agency: UUID | None = None,
) -> UUID | None:
    """Keep a date of a record on the due list: begun, moved or dropped. Returns the id of its deadline."""
    running = deadline is not None and deadline.is_running
    if due is None:
        if running:
            clocks.cancel(by=by, at=at, deadline=deadline.pk, why="Nobody waits for it any more.", allowed=True)
        return None
    if running:
        if deadline.due_on != due:
            clocks.change_date(by=by, at=at, deadline=deadline.pk, due=due, why=why, allowed=True)
        found: UUID = deadline.pk
        return found
    made = clocks.start(
        by=by, at=at, record=row.pk, trigger=at, title=clean(title)[:250], due=due, why=why, allowed=True,
        owner_group=owner_group, owner_agency=owner_agency,
    )  # fmt: skip
    return made.id


def take_into_thread(
    row: Any,
    lines: Mapping[str, tuple[str, str]],
    *,
    by: Viewer,
    at: datetime,
    themes: Iterable[str],
    day: date,
    group: UUID | None,
) -> list[str]:
    """Take findings into the thread, one to a line, with a record of the area as source. Returns the kinds of those taken.

    ``lines``: by kind of finding the field it was typed in, and the text. What stands there already is not taken twice.
    """
    there = {each.text for each in queries.findings_of(by, row.pk)}
    found = [
        (kind, text)
        for kind, (field, given) in lines.items()
        for text in inspecting.lines(given, field)
        if text not in there
    ]
    for kind, text in found:
        safe.check(**{lines[kind][0]: text})
    names = list(themes)
    for kind, text in found:
        thread.record_finding(
            by=by, at=at, source=row.pk, kind=kind, text=text, themes=names, partnership=row.partnership_id,
            owner_group=group, found_on=min(day, london_day(at)), illustrative=row.record.illustrative,
        )  # fmt: skip
    return [kind for kind, _ in found]


def to_trail(event: str, row: Any, *, by: Viewer, at: datetime, **details: Any) -> None:
    """Write to the trail about a record of the area: its title is made of safe words."""
    trail.write(event, by=by, at=at, record=row.pk, partnership=row.partnership_id, title=row.title, **details)
