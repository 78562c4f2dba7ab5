"""Opening actions, changing them, and giving them into other hands."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.records import search
from goldenthread.thread import keeping
from goldenthread.thread.models import Action
from goldenthread.thread.operations.demands import demand
from goldenthread.thread.queries.scope import ACTION
from goldenthread.thread.rules import statuses, words
from goldenthread.workbench.operations import delegation

_SAY = "Say what is to be done."


@writes
def open_action(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    title: str,
    text: str = "",
    owner_agency: UUID | None = None,
    owner_person: UUID | None = None,
    owner_group: UUID | None = None,
    due: date | None = None,
    due_words: str = "",
    demanded_by: Iterable[tuple[UUID, str]] = (),
    administrative: bool = False,
    illustrative: bool = False,
    opened_on: date | None = None,
) -> UUID:
    """Open an action. Returns its id.

    ``owner_group`` oversees it and judges its impact. ``due`` goes on the due list of the owner; ``due_words`` keeps a date as it
    was said ("ongoing"). ``demanded_by`` are records that demand it, each with a reason. Everybody in the partnership can read
    an action: use safe words.
    """
    by.require(Permission.ACTION_OPEN, partnership=partnership, group=owner_group, agency=owner_agency)
    agency, group, person = keeping.owners(by, owner_agency, owner_group, owner_person)
    day = keeping.day_of(opened_on, at, field="opened_on")
    record = spine.open_record(
        by=by,
        at=at,
        kind=ACTION,
        title=words.title(title, text, _SAY),
        opened_on=day,
        partnership=partnership,
        owner_agency=agency,
        owner_group=group,
        illustrative=illustrative,
    )
    row = Action(
        record=record,
        text=clean(text),
        administrative=administrative,
        owner_person_id=person,
        due_words=clean(due_words)[:200],
        updated_on=day,
        **keeping.who(by, at),
    )
    if due is not None:
        why = "Set when the action was opened"
        row.deadline_id = keeping.start_date(row, title=record.title, due=due, why=why, by=by, at=at)
    row.save(force_insert=True)
    search.index(record.pk, row.text)
    keeping.to_trail("thread.action_opened", row, by=by, at=at, due=str(due or row.due_words))
    for demanding, reason in demanded_by:
        demand(by=by, at=at, action=record.pk, record=demanding, reason=reason)
    return record.pk


@writes
def change_action(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    seen: int,
    title: str,
    text: str = "",
    due_words: str = "",
    administrative: bool | None = None,
) -> None:
    """Change the words of an action, and whether it is an administrative one."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    changes: dict[str, Any] = {"text": clean(text), "due_words": clean(due_words)[:200]}
    if administrative is not None:
        if row.status in statuses.SETTLED and administrative != row.administrative:
            raise RuleBroken(f"This action is “{row.status_words}”: open it again first.", field="administrative")
        changes["administrative"] = administrative
    changed = row.apply(changes)
    name = words.title(title, row.text, _SAY)
    if name != row.record.title:
        changed["title"] = [row.record.title, name]
        spine.retitle(by=by, at=at, record=row.pk, title=name)
        row.record.title = name
    search.index(row.pk, row.text)
    keeping.to_trail("thread.action_changed", row, by=by, at=at, changes=sorted(changed))


@writes
def change_due(
    *, by: Viewer, at: datetime, action: UUID, due: date | None, why: str, due_words: str = "", seen: int | None = None
) -> None:
    """Set another day by which an action must be done, or none, with the reason."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    if not row.is_running:
        raise RuleBroken(f"This action is “{row.status_words}”: its date can no longer change.", field="due")
    reason = words.needed(why, "why", "Say why the date changes.")
    before = row.deadline.due_on if row.deadline else None
    running = row.deadline is not None and row.deadline.is_running
    changes: dict[str, Any] = {"due_words": clean(due_words)[:200]}
    if due is None:
        keeping.drop(row.deadline, why=reason, by=by, at=at)
        changes["deadline_id"] = None
    elif running and row.deadline is not None:
        if due != before:
            clocks.change_date(by=by, at=at, deadline=row.deadline.pk, due=due, why=reason, allowed=True)
    else:
        changes["deadline_id"] = keeping.start_date(row, title=row.record.title, due=due, why=reason, by=by, at=at)
    row.apply(changes)
    keeping.to_trail(
        "thread.due_changed", row, by=by, at=at, before=str(before or ""), after=str(due or ""), why=reason
    )


@writes
def hand_over(
    *,
    by: Viewer,
    at: datetime,
    action: UUID,
    owner_agency: UUID | None,
    owner_group: UUID | None = None,
    owner_person: UUID | None = None,
    note: str = "",
    seen: int | None = None,
) -> None:
    """Say who owns an action from now on and which group oversees it; what is due goes with it."""
    row = keeping.locked_action(by, action, Permission.ACTION_OPEN, seen)
    agency, group, person = keeping.owners(by, owner_agency, owner_group, owner_person)
    if agency is None and group is None:
        raise RuleBroken("Say which agency owns it, or which group.", field="owner_agency")
    spine.give_record(by=by, at=at, record=row.pk, owner_agency=agency, owner_group=group)
    row.record.owner_agency_id, row.record.owner_group_id = agency, group
    row.apply({"owner_person_id": person})
    for deadline, to_group in ((row.deadline, agency is None), (row.look_again, group is not None)):
        if deadline is not None and deadline.is_running:
            clocks.hand_over(
                by=by,
                at=at,
                deadline=deadline.pk,
                owner_agency=None if to_group else agency,
                owner_group=group if to_group else None,
                why=note,
                allowed=True,
            )
    to = ", ".join(records.get(by, place).title for place in (agency, group) if place)
    keeping.to_trail("thread.handed_over", row, by=by, at=at, to=to, note=clean(note))


@writes
def delegate(*, by: Viewer, at: datetime, action: UUID, person: UUID, note: str = "") -> None:
    """Put an action into the hands of a colleague at the agency that owns it: it stands in their list of work."""
    row = keeping.locked_action(by, action, Permission.ACTION_UPDATE)
    colleague = partnerships.person(by, person)
    row.apply({"owner_person_id": colleague.pk})
    if row.deadline is not None and row.deadline.is_running:
        delegation.delegate(by=by, at=at, deadline=row.deadline.pk, person=person, note=note)
    keeping.to_trail("thread.delegated", row, by=by, at=at, to=colleague.name, note=clean(note))
