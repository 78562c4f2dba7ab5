"""Joint updates to other boards: asking agencies for their parts, writing them, and giving the whole."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.partnership import queries as partnerships
from goldenthread.records import operations as spine
from goldenthread.reports import queries, rules
from goldenthread.reports.document.small import SmallNumber
from goldenthread.reports.models import JointUpdate, UpdatePart

_GIVEN = "The update was given, so it stays as it is."


@writes
def begin_update(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    board: str,
    start: date,
    end: date,
    due: date,
    agencies: Sequence[UUID] = (),
    why: str = "",
    title: str = "",
) -> UUID:
    """Begin a joint update to another board about a period, with a part for each agency, due by a day. Returns its id."""
    by.require(Permission.REPORT_WRITE, partnership=partnership)
    period = Period(start, end)
    to = rules.required_words(clean(board)[:200], "board", "Say which board or body it goes to.")
    if due < london_day(at):
        raise RuleBroken("The day must be today or later.", field="due")
    name = clean(title)[:250] or f"Update to {to}: {period.name}"[:250]
    record = spine.open_record(
        by=by, at=at, kind=queries.UPDATE, title=name, opened_on=london_day(at), partnership=partnership
    )
    row = JointUpdate.objects.create(
        record=record,
        partnership_id=partnership,
        title=name,
        board=to,
        why=clean(why)[:300],
        start=start,
        end=end,
        due_on=due,
    )
    day = clocks.start(
        by=by, at=at, record=record.pk, trigger=at, title=f"Give: {name}"[:250], due=due, why=_why(to), allowed=True
    )
    row.apply({"deadline_id": day.id})
    trail.write("reports.update_begun", by=by, at=at, **_of(row), board=to)
    for agency in agencies:
        _add(row, agency, by=by, at=at)
    return record.pk


@writes
def ask_agency(*, by: Viewer, at: datetime, update: UUID, agency: UUID) -> UUID:
    """Ask one more agency for its part of an update that was not given yet. Returns the part's id."""
    return _add(_open(by, update), agency, by=by, at=at)


@writes
def introduce(*, by: Viewer, at: datetime, update: UUID, seen: int, introduction: str) -> None:
    """Write the introduction of an update."""
    held = _open(by, update)
    row = JointUpdate.for_edit(held.pk, seen=seen)
    row.apply({"introduction": clean(introduction)})
    trail.write("reports.update_introduced", by=by, at=at, **_of(row))


@writes
def write_part(*, by: Viewer, at: datetime, part: UUID, seen: int, text: str) -> None:
    """Write the part of an agency. Its members may, and those who write reports. Raises `EditConflict` if it moved on."""
    held = queries.update_part(by, part)
    if not queries.may_write_part(by, held):
        raise NotAllowed("Only the agency itself and those who write reports can write this part.")
    _check_open(held.update)
    words = rules.required_words(clean(text), "text", "Say what your agency has to tell.")
    row = UpdatePart.for_edit(held.pk, seen=seen)
    row.apply({"text": words, "written_at": at, "written_by": by.user_id, "written_by_name": by.name[:200]})
    _met(held.deadline, by=by, at=at)
    trail.write("reports.update_part_written", by=by, at=at, **_of(held.update), agency=held.agency.title)


@writes
def drop_part(*, by: Viewer, at: datetime, part: UUID, why: str) -> None:
    """Take an agency's part out of an update, with a reason, as long as it is not written."""
    held = queries.update_part(by, part)
    _open(by, held.update_id)
    reason = rules.required_words(clean(why), "why", "Say why the agency has no part.")
    if held.text:
        raise RuleBroken("The agency has written its part.")
    if held.deadline is not None and held.deadline.is_running:
        clocks.cancel(by=by, at=at, deadline=held.deadline.pk, why=reason, allowed=True)
    trail.write("reports.update_part_dropped", by=by, at=at, **_of(held.update), agency=held.agency.title, why=reason)
    UpdatePart.objects.filter(pk=held.pk).delete()


@writes
def give(*, by: Viewer, at: datetime, update: UUID, on: date, words: str = "", release_why: str = "") -> None:
    """Note that an update was given to the board: it never changes again. What came of it goes into ``words``.

    Small numbers stop it as they stop a report, because other boards publish their papers.
    """
    row = _open(by, update)
    rules.check_day(on, first=date.min, today=london_day(at), field="on")
    missing = [each.agency.title for each in row.parts.select_related("agency") if not each.text]
    if missing:
        raise RuleBroken(f"Not written yet: {', '.join(missing)}. Write it, or take the part out.")
    state = queries.told(by, row.pk)
    if not state.document["sections"]:
        raise RuleBroken("There is nothing in it yet.")
    if state.unknown:
        raise RuleBroken(f"There is nothing under {', '.join(state.unknown)}.")
    why = _released(by, row.partnership_id, state.small, release_why)
    document = {**state.document, "number": 1, "published": on.isoformat()}
    given = {"given_on": on, "given_words": clean(words), "given_at": at, "given_by": by.user_id}
    row.apply({**given, "given_by_name": by.name[:200], "document": document})
    _met(row.deadline, by=by, at=at)
    trail.write("reports.update_given", by=by, at=at, **_of(row), on=on.isoformat(), released=why)


def _add(row: JointUpdate, agency: UUID, *, by: Viewer, at: datetime) -> UUID:
    found = partnerships.agencies(by, partnership=row.partnership_id).filter(pk=agency).first()
    if found is None:
        raise RuleBroken("Choose an agency of the partnership.", field="agency")
    if row.parts.filter(agency=agency).exists():
        raise RuleBroken("This agency has its part already.", field="agency")
    day = clocks.start(
        by=by,
        at=at,
        record=row.pk,
        trigger=at,
        title=f"Write your part of: {row.title}"[:250],
        due=max(row.due_on, london_day(at)),
        why=_why(row.board),
        owner_agency=agency,
        allowed=True,
    )
    made = UpdatePart.objects.create(update=row, agency_id=agency, place=row.parts.count() + 1, deadline_id=day.id)
    trail.write("reports.update_asked", by=by, at=at, **_of(row), agency=found.name)
    return made.pk


def _open(by: Viewer, update: UUID) -> JointUpdate:
    """Return an update that was not given yet, locked, for those who write reports."""
    found = queries.update(by, update)
    by.require(Permission.REPORT_WRITE, partnership=found.partnership_id)
    row = JointUpdate.objects.select_for_update(of=("self",)).select_related("deadline").get(pk=found.pk)
    _check_open(row)
    return row


def _check_open(row: JointUpdate) -> None:
    if row.given_on is not None:
        raise RuleBroken(_GIVEN)


def _met(deadline: Any, *, by: Viewer, at: datetime) -> None:
    if deadline is not None and deadline.is_running:
        clocks.complete(by=by, at=at, deadline=deadline.pk, allowed=True)


def _why(board: str) -> str:
    return f"Agreed with: {board}"


def _of(row: JointUpdate) -> dict[str, Any]:
    return {"record": row.pk, "partnership": row.partnership_id, "title": row.title}


def _released(by: Viewer, partnership: UUID, small: Sequence[SmallNumber], why: str) -> str:
    if not small:
        return ""
    if not why.strip():
        listed = " ".join(f"{one.where}: {one.label}. {one.why}" for one in small)
        raise RuleBroken(f"Small numbers could tell who somebody is. {listed}", field="release_why")
    by.require(Permission.REPORT_RELEASE, partnership=partnership)
    return why.strip()
