"""The visits of a year: how many each member makes, by when, and what is looked at."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.saving import checked, needed
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.scrutiny import keeping, queries
from goldenthread.scrutiny.models import Owed, VisitPlan
from goldenthread.scrutiny.rules import visiting
from goldenthread.workbench.operations import delegation

_WHY = "Members of {group} make {number} visits a year to frontline teams."


@writes
def begin_visit_plan(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    group: UUID,
    year: Period,
    title: str,
    a_year: int = visiting.A_YEAR,
    words: str = "",
    tool: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Plan the visits of a year: each member of a group makes ``a_year``. Returns its id.

    What they owe from today goes on their due lists. ``tool`` is the published question bank they take along.
    """
    by.require(Permission.SCRUTINY_KEEP, partnership=partnership)
    said = _said(by, partnership, {"title": title, "a_year": a_year, "words": words, "tool": tool})
    keeping.chosen(group, queries.groups(by, partnership), "group", "Choose the group whose members visit.")
    record = spine.open_record(
        by=by, at=at, kind=queries.VISIT_PLAN, title=said["title"], opened_on=year.start, partnership=partnership,
        owner_group=group, illustrative=illustrative,
    )  # fmt: skip
    row = VisitPlan(
        record=record, partnership_id=partnership, group_id=group, start=year.start, end=year.end, **said,
        **keeping.who(by, at),
    )  # fmt: skip
    checked(row)
    row.save(force_insert=True)
    keeping.to_trail("scrutiny.visits_planned", row, by=by, at=at, a_year=a_year)
    ask_members(by=by, at=at, plan=record.pk)
    return record.pk


@writes
def change_visit_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what a plan of visits is called, what is looked at, and which questions are taken along from now on."""
    known = keeping.held_visit_plan(by, plan)
    row = VisitPlan.for_edit(plan, seen=seen)
    given = {"title": row.title, "a_year": row.a_year, "words": row.words, "tool": row.tool_id, **changes}
    changed = row.apply(_said(by, known.partnership_id, given))
    if "title" in changed:
        spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    keeping.to_trail("scrutiny.visits_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def ask_members(*, by: Viewer, at: datetime, plan: UUID) -> int:
    """Put on the due list of every member what they owe and nobody has asked them for yet. Returns how many visits.

    Days that have passed are not asked for: the plan counts them. Who sits no more is let off.
    """
    row = keeping.held_visit_plan(by, plan)
    today = london_day(at)
    sits = queries.sitting(by, row, today)
    _let_off(row, set(sits), by=by, at=at)
    counts = {each.person: each.count for each in queries.members(by, row, today)}
    there = set(row.owed.values_list("person", "number"))
    asked = 0
    for person, membership in sits.items():
        for number, due in visiting.owed(visiting.due_days(row.year, row.a_year), membership.from_on or row.start):
            if due < today or number <= counts[person].made or (person, number) in there:
                continue
            _ask(row, person, number, due, by=by, at=at)
            asked += 1
    keeping.to_trail("scrutiny.visits_asked", row, by=by, at=at, count=asked)
    return asked


def _ask(row: VisitPlan, person: UUID, number: int, due: date, *, by: Viewer, at: datetime) -> None:
    made = clocks.start(
        by=by, at=at, record=row.pk, trigger=at, title=f"Visit a frontline team ({number} of {row.a_year})", due=due,
        why=_WHY.format(group=row.group.title, number=row.a_year), owner_group=row.group_id, allowed=True,
    )  # fmt: skip
    delegation.hand(by=by, at=at, deadline=made.id, person=person)
    Owed.objects.create(plan=row, person_id=person, number=number, deadline_id=made.id)


def _let_off(row: VisitPlan, sitting: set[UUID], *, by: Viewer, at: datetime) -> None:
    for each in row.owed.exclude(person__in=sitting).select_related("deadline"):
        if each.deadline.is_running:
            clocks.cancel(by=by, at=at, deadline=each.deadline_id, why="No longer sits in the group.", allowed=True)


def _said(by: Viewer, partnership: UUID, given: Mapping[str, Any]) -> dict[str, Any]:
    number = given["a_year"]
    if not 1 <= number <= visiting.MOST_A_YEAR:
        raise RuleBroken("A member makes between one and twelve visits a year.", field="a_year")
    tools = queries.tools(by, partnership)
    return {
        "title": needed(given["title"], "title", "Say what the plan is called.", 250),
        "a_year": number,
        "words": clean(given["words"]),
        "tool_id": keeping.chosen(given["tool"], tools, "tool", "Choose a published question bank for visits."),
    }
