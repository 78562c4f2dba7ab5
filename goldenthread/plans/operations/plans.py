"""Beginning, changing, agreeing and closing plans."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as register
from goldenthread.partnership import saving
from goldenthread.plans import keeping, queries
from goldenthread.plans.models import Plan
from goldenthread.plans.models.plan import business_levels
from goldenthread.plans.queries.scope import PLAN
from goldenthread.plans.rules import levels as naming
from goldenthread.plans.rules import states
from goldenthread.records import operations as records
from goldenthread.records import search

_DETAILS = ("title", "starts_on", "ends_on", "introduction", "action_name", "sub_action_name", "levels", "within")


@writes
def create_plan(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    starts_on: date,
    ends_on: date,
    kind: str = Plan.Kind.BUSINESS,
    owner_group: UUID | None = None,
    owner_agency: UUID | None = None,
    within: UUID | None = None,
    introduction: str = "",
    levels: Iterable[Mapping[str, Any]] | None = None,
    action_name: str = naming.ACTION,
    sub_action_name: str = naming.SUB_ACTION,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Plan:
    """Begin a plan, as a draft. ``owner_group`` or ``owner_agency``: it is the plan of one of these under the partnership."""
    home = register.partnership(by, partnership)
    by.require(Permission.PLAN_EDIT, partnership=home.pk, group=owner_group, agency=owner_agency)
    row = Plan(
        title=saving.words(title, "title", missing="Give the plan a title."),
        kind=kind,
        partnership=home,
        owner_group=None if owner_group is None else register.group(by, owner_group),
        owner_agency=None if owner_agency is None else register.agency(by, owner_agency),
        within=_within(by, within, None),
        starts_on=starts_on,
        ends_on=ends_on,
        introduction=clean(introduction),
        levels=[each.as_plain() for each in naming.of(business_levels() if levels is None else levels)],
        action_name=clean(action_name) or naming.ACTION,
        sub_action_name=clean(sub_action_name) or naming.SUB_ACTION,
    )
    saving.check(row)
    row.record = records.open_record(
        by=by,
        at=at,
        kind=PLAN,
        title=row.title,
        opened_on=london_day(at),
        partnership=home.pk,
        owner_group=owner_group,
        owner_agency=owner_agency,
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    search.index(row.pk, row.introduction)
    trail.write("plans.begun", by=by, at=at, record=row.pk, partnership=home.pk, title=row.title, kind=str(row.kind))
    return row


def _within(by: Viewer, within: UUID | None, itself: UUID | None) -> Plan | None:
    if within is None:
        return None
    longer = queries.plan(by, within)
    seen: Plan | None = longer
    while seen is not None:
        if seen.pk == itself:
            raise RuleBroken("That plan is a year of this one already.", field="within")
        seen = seen.within
    return longer


@writes
def change_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, **changes: Any) -> Plan:
    """Change a plan's title, dates, introduction, ``levels`` (plain), names of actions, or the longer plan it is ``within``."""
    current = keeping.plan_to_change(by, plan)
    values = saving.only(changes, *_DETAILS)
    if "title" in values:
        values["title"] = saving.words(values["title"], "title", missing="Give the plan a title.")
    if "levels" in values:
        values["levels"] = [each.as_plain() for each in naming.of(values["levels"])]
    if "within" in values:
        values["within"] = _within(by, values["within"], current.pk)
    row, changed = saving.change(Plan, current.pk, seen=seen, changes=values)
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=row.title)
        search.index(row.pk, row.introduction)
        trail.write(
            "plans.changed",
            by=by,
            at=at,
            record=row.pk,
            partnership=row.partnership_id,
            title=row.title,
            changes=changed,
        )
    return row


@writes
def agree_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, on: date, agreed_by: str) -> Plan:
    """Record who agreed a plan and when: from then on it is what is worked to."""
    current = keeping.plan_to_change(by, plan)
    states.check_can_move(current.status, states.AGREED)
    words = saving.words(agreed_by, "agreed_by", missing="Say who agreed the plan.")
    if on > london_day(at):
        raise RuleBroken("It cannot have been agreed on a day that has not come yet.", field="on")
    return _moved(by, at, current, seen, {"status": states.AGREED, "agreed_on": on, "agreed_by": words[:300]}, words)


@writes
def close_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, on: date, words: str = "") -> Plan:
    """Close a plan whose time is over. It stays readable; what was not done is carried into the next, or dropped, with a reason."""
    current = keeping.plan_to_change(by, plan)
    states.check_can_move(current.status, states.CLOSED)
    if on > london_day(at):
        raise RuleBroken("It cannot close on a day that has not come yet.", field="on")
    changes = {"status": states.CLOSED, "closed_on": on, "closed_words": clean(words)}
    return _moved(by, at, current, seen, changes, clean(words))


@writes
def reopen_plan(*, by: Viewer, at: datetime, plan: UUID, seen: int, words: str) -> Plan:
    """Open a closed plan again, or take an agreed one back to draft."""
    current = keeping.plan_to_change(by, plan, also_closed=True)
    after = states.AGREED if current.status == states.CLOSED else states.DRAFT
    states.check_can_move(current.status, after)
    why = saving.words(words, "words", missing="Say why it is opened again.")
    return _moved(by, at, current, seen, {"status": after, "closed_on": None, "closed_words": ""}, why)


def _moved(by: Viewer, at: datetime, current: Plan, seen: int, changes: dict[str, Any], words: str) -> Plan:
    before = current.status
    row, _ = saving.change(Plan, current.pk, seen=seen, changes=changes)
    trail.write(
        "plans.moved",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.title,
        before=states.PLAN[before].words.lower(),
        after=states.PLAN[row.status].words.lower(),
        words=words,
    )
    return row
