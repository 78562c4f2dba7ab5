"""What the operations of the thread share."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.london import LONDON, london_day
from goldenthread.partnership import queries as partnership
from goldenthread.records import queries as records
from goldenthread.thread import queries
from goldenthread.thread.models import Action, ActionUpdate, Recommendation

PARTNERSHIP, AGENCY, GROUP = "partnership.partnership", "partnership.agency", "partnership.group"


def who(by: Viewer, at: datetime) -> dict[str, Any]:
    """Return the columns that say who wrote a row."""
    return {"by": by.user_id, "by_name": by.name[:200], "at": at}


def require(by: Viewer, permission: Permission, record: Any) -> None:
    """Raise `NotAllowed` unless the viewer may, where a record belongs: its partnership, its group or its agency."""
    by.require(
        permission, partnership=record.partnership_id, group=record.owner_group_id, agency=record.owner_agency_id
    )


def in_hand(by: Viewer, action: Any) -> bool:
    """Whether the viewer is the person who has an action in hand."""
    return by.person_id is not None and by.person_id == action.owner_person_id


def home_of(record: Any) -> UUID:
    """Return the partnership a record belongs to, or which it is; raises `RuleBroken` where there is none."""
    home: UUID | None = record.pk if record.kind == PARTNERSHIP else record.partnership_id
    if home is None:
        raise RuleBroken("Say for which partnership this is.", field="partnership")
    return home


def locked_action(by: Viewer, action: UUID, permission: Permission, seen: int | None = None) -> Action:
    """Return an action the viewer may know of and do this to, locked; raises `EditConflict` if it has changed since ``seen``.

    Whoever has it in hand may say how it goes, whatever their role.
    """
    known = queries.action(by, action)
    if not (in_hand(by, known) and permission is Permission.ACTION_UPDATE):
        require(by, permission, known.record)
    row = (
        Action.objects.select_for_update(of=("self",)).select_related("record", "deadline", "look_again").get(pk=action)
    )
    if seen is not None and row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    return row


def locked_recommendation(
    by: Viewer, recommendation: UUID, permission: Permission, seen: int | None = None
) -> Recommendation:
    """Return a recommendation the viewer may know of and change, locked."""
    require(by, permission, queries.recommendation(by, recommendation).record)
    row = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("record", "deadline")
        .get(pk=recommendation)
    )
    if seen is not None and row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    return row


def owners(
    by: Viewer, agency: UUID | None, group: UUID | None, person: UUID | None
) -> tuple[UUID | None, UUID | None, UUID | None]:
    """Return who owns and oversees, each known to the viewer; raises `NotFound` for one that is not what it should be."""
    agency_id = records.get(by, agency, kind=AGENCY).pk if agency else None
    group_id = records.get(by, group, kind=GROUP).pk if group else None
    person_id = partnership.person(by, person).pk if person else None
    return agency_id, group_id, person_id


def said(row: Action, *, status: str, note: str, on: date, by: Viewer, at: datetime) -> ActionUpdate:
    """Keep a line of how an action goes, and bring the action up to it."""
    update: ActionUpdate = ActionUpdate.objects.create(action=row, status=status, note=note, on=on, **who(by, at))
    return update


def day_of(on: date | None, at: datetime, *, field: str = "on") -> date:
    """Return the day something happened, today unless another is given; raises `RuleBroken` for one that has not come."""
    today = london_day(at)
    if on is not None and on > today:
        raise RuleBroken("The day must be today or earlier.", field=field)
    return on or today


def moment_of(day: date, at: datetime) -> datetime:
    """Return the moment of a day on which something was done: this one, or noon of an earlier day."""
    return at if day == london_day(at) else datetime.combine(day, time(12), tzinfo=LONDON)


def start_date(row: Any, *, title: str, due: date, why: str, by: Viewer, at: datetime, for_group: bool = False) -> UUID:
    """Start a date on a record of the thread, owed by its agency, or by its group where there is none. Returns its id.

    ``for_group``: owed by the overseeing group, where there is one.
    """
    record = row.record
    agency, group = record.owner_agency_id, record.owner_group_id
    to_group = group is not None and (for_group or agency is None)
    started = clocks.start(
        by=by,
        at=at,
        record=record.pk,
        trigger=at,
        title=title,
        due=due,
        why=why,
        owner_agency=None if to_group else agency,
        owner_group=group if to_group else None,
        allowed=True,
    )
    return started.id


def look_again(row: Action, on: date, *, by: Viewer, at: datetime) -> UUID:
    """Put the day on which the impact is judged on the due list of the overseeing group; the last such day gives way."""
    drop(row.look_again, why="Another day was set to judge the impact.", by=by, at=at)
    title = f"Judge the difference it made: {row.record.title}"[:250]
    return start_date(row, title=title, due=on, why="Set for judging the impact", by=by, at=at, for_group=True)


def meet(deadline: Any, *, on: datetime, by: Viewer, at: datetime) -> None:
    """Say that a date was met, if it still runs."""
    if deadline is not None and deadline.is_running:
        clocks.complete(by=by, at=at, deadline=deadline.pk, on=on, allowed=True)


def drop(deadline: Any, *, why: str, by: Viewer, at: datetime) -> None:
    """End a date that no longer applies, if it still runs."""
    if deadline is not None and deadline.is_running:
        clocks.cancel(by=by, at=at, deadline=deadline.pk, why=why, allowed=True)


def to_trail(event: str, row: Any, *, by: Viewer, at: datetime, **details: Any) -> None:
    """Write to the trail about an action or a recommendation: its title is made of safe words."""
    record = row.record
    trail.write(
        event,
        by=by,
        at=at,
        record=record.pk,
        partnership=record.partnership_id,
        title=record.title,
        **details,
    )
