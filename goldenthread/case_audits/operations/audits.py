"""Beginning an audit, saying who takes part, asking agencies to grade, and ending it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import keeping, library, queries
from goldenthread.case_audits.models import Audit, Participant
from goldenthread.case_audits.rules import states
from goldenthread.clocks import operations as clocks
from goldenthread.foundation.errors import RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.text import clean, listed
from goldenthread.records import operations as spine


@writes
def begin_audit(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    kind: str,
    title: str,
    held_on: date,
    purpose: str = "",
    tool: UUID | None = None,
    group: UUID | None = None,
    lead: UUID | None = None,
    series: str = "",
    joint_with: UUID | None = None,
    joint_words: str = "",
    again: UUID | None = None,
    topic: UUID | None = None,
    scrutineer: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Begin an audit. Returns its id. ``topic`` is the one of the programme it audits; ``again`` the audit it looks at again.

    ``held_on`` is the day it belongs to in the year's rhythm and in its series.
    """
    by.require(Permission.CASE_AUDIT_LEAD, partnership=partnership, group=group)
    keeping.chosen(group, queries.groups(by, partnership), "group", "Choose a group for which you may run audits.")
    said = keeping.checked(by, partnership, kind, title, tool, lead, joint_with, scrutineer)
    record = spine.open_record(
        by=by, at=at, kind=queries.AUDIT, title=said["title"], opened_on=london_day(at), partnership=partnership,
        owner_group=group, illustrative=illustrative,
    )  # fmt: skip
    row = Audit.objects.create(
        record=record, partnership_id=partnership, group_id=group, purpose=clean(purpose), held_on=held_on,
        series=clean(series)[:120], joint_words=clean(joint_words)[:200], again_id=keeping.earlier(by, again), **said,
        **keeping.who(by, at, "begun"),
    )  # fmt: skip
    if topic is not None:
        keeping.of_topic(by, topic, row)
    keeping.to_trail("case_audits.begun", row, by=by, at=at, kind=library.label(kind))
    return record.pk


@writes
def change_audit(*, by: Viewer, at: datetime, audit: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change what an audit says of itself. Its tool can change until agencies grade."""
    row = keeping.held(by, audit)
    row = Audit.for_edit(row.pk, seen=seen)
    if row.state not in states.RUNNING:
        raise RuleBroken("It is over, so it stays as it is.")
    tool = changes.get("tool")
    if tool != row.tool_id and row.state != states.PREPARING:
        raise RuleBroken("Agencies grade with this tool already.", field="tool")
    said = keeping.checked(
        by,
        row.partnership_id,
        row.kind,
        changes["title"],
        tool,
        changes.get("lead"),
        changes.get("joint_with"),
        changes.get("scrutineer"),
    )
    said |= {name: clean(changes.get(name, ""))[:200] for name in ("series", "joint_words")}
    said["purpose"] = clean(changes.get("purpose", ""))
    said["again_on"] = changes.get("again_on")
    changed = row.apply(said)
    spine.retitle(by=by, at=at, record=row.pk, title=row.title)
    keeping.to_trail("case_audits.changed", row, by=by, at=at, changes=sorted(changed))


@writes
def ask_to_grade(*, by: Viewer, at: datetime, audit: UUID, due: date) -> None:
    """Ask every agency that takes part to grade every case by a day, each alone."""
    row = keeping.to_grade(keeping.held(by, audit))
    states.check_can_move(row.state, states.GRADING)
    missing = queries.wanting(by, row)
    if missing:
        raise RuleBroken(f"Before agencies can grade, the audit needs {listed(missing)}.")
    if due <= london_day(at):
        raise RuleBroken("Give the agencies a day after today.", field="due")
    row.apply({"state": states.GRADING, "due_on": due})
    parts = list(row.participants.select_related("agency"))
    for part in parts:
        Participant.objects.filter(pk=part.pk).update(deadline=keeping.ask(row, part, by=by, at=at))
    keeping.to_trail("case_audits.asked", row, by=by, at=at, agencies=len(parts), due=due)


@writes
def change_due(*, by: Viewer, at: datetime, audit: UUID, due: date, why: str) -> None:
    """Give the agencies that are not in another day, with the reason."""
    row = keeping.held(by, audit)
    keeping.check_grading(row)
    words = states.needed(why, "why", "Say why the day changes.")
    if due <= london_day(at):
        raise RuleBroken("Give the agencies a day after today.", field="due")
    row.apply({"due_on": due})
    for part in row.participants.filter(in_at__isnull=True).select_related("deadline"):
        if part.deadline is not None and part.deadline.is_running:
            clocks.change_date(by=by, at=at, deadline=part.deadline.pk, due=due, why=words, allowed=True)
    keeping.to_trail("case_audits.due_changed", row, by=by, at=at, due=due, why=words)


@writes
def stop(*, by: Viewer, at: datetime, audit: UUID, why: str) -> None:
    """Stop an audit that is not finished, with the reason. What was graded is shown to nobody any more."""
    row = keeping.held(by, audit)
    states.check_can_move(row.state, states.STOPPED)
    words = states.needed(why, "why", "Say why it is stopped.")
    for part in row.participants.select_related("deadline"):
        keeping.stop_clock(part.deadline, words, by=by, at=at)
    row.apply({"state": states.STOPPED, "ended_words": words, **keeping.who(by, at, "ended")})
    spine.close_record(by=by, at=at, record=row.pk, on=london_day(at))
    keeping.to_trail("case_audits.stopped", row, by=by, at=at, why=words)
