"""Setting up groups, sharing them, their stages, terms of reference and reporting lines."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.foundation.clock import london_day
from goldenthread.foundation.errors import NotAllowed, RuleBroken
from goldenthread.foundation.text import clean
from goldenthread.partnership import diary, queries, saving
from goldenthread.partnership.models import Board, Group, GroupUse, ReportingLine, StageChange, TermsOfReference
from goldenthread.partnership.queries import scope
from goldenthread.partnership.rules import frequency, stages, succession
from goldenthread.records import operations as records

_DETAILS = ("name", "short_name", "purpose", "meets_every_months", "meets_as_said", "from_on", "until_on")
_TEXTS = ("functions", "quorum", "attendance", "meets_as_said")


def _to_change(by: Viewer, group: UUID) -> Group:
    row = queries.group(by, group)
    if not scope.may_change_group(by, row.pk):
        raise NotAllowed(f"Your roles do not let you {Permission.GROUP_EDIT.sentence} here.")
    return row


def _need_number(months: Decimal | int | None, said: str) -> None:
    if months is None and frequency.two_meanings(said):
        readings = " or ".join(frequency.in_words(each) for each in frequency.readings(said))
        raise RuleBroken(
            f"“{clean(said)}” can mean {readings}: give the months between two meetings.", field="meets_every_months"
        )


@writes
def create_group(
    *,
    by: Viewer,
    at: datetime,
    name: str,
    kind: str,
    partnership: UUID,
    short_name: str = "",
    parent: UUID | None = None,
    purpose: str = "",
    meets_every_months: Decimal | int | None = None,
    meets_as_said: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    hosts: bool = True,
    illustrative: bool = False,
    id: UUID | None = None,
) -> Group:
    """Set up a group that ``partnership`` uses; share it with others afterwards."""
    home = queries.partnership(by, partnership)
    by.require(Permission.GROUP_EDIT, partnership=home.pk)
    _need_number(meets_every_months, meets_as_said)
    sort = saving.kind_of("group", kind)
    row = Group(
        name=saving.words(name, "name", missing="Give the group a name."),
        short_name=clean(short_name),
        kind=sort,
        parent=None if parent is None else queries.group(by, parent),
        purpose=clean(purpose),
        meets_every_months=meets_every_months,
        meets_as_said=clean(meets_as_said),
        from_on=from_on,
        until_on=until_on,
        stage=stages.FIRST if sort.time_limited else "",
    )
    saving.check(row)
    opened = from_on or london_day(at)
    row.record = records.open_record(
        by=by,
        at=at,
        kind="partnership.group",
        title=row.name,
        opened_on=opened,
        partnership=home.pk,
        illustrative=illustrative,
        id=id,
    )
    saving.insert(row)
    saving.insert(GroupUse(group=row, partnership=home, from_on=from_on, until_on=until_on, hosts=hosts))
    if row.stage:
        _note_stage(by, at, row, opened, "")
    trail.write("group.created", by=by, at=at, record=row.pk, partnership=home.pk, name=row.name, kind=sort.name)
    return row


def _note_stage(by: Viewer, at: datetime, row: Group, on: date, words: str) -> None:
    saving.insert(
        StageChange(group=row, stage=row.stage, happened_on=on, words=words, recorded_by=by.name, recorded_at=at)
    )


@writes
def change_group(*, by: Viewer, at: datetime, group: UUID, seen: int, **changes: Any) -> Group:
    """Change a group's names, purpose, frequency, dates, ``kind`` (a code) or ``parent`` (an id)."""
    current = _to_change(by, group)
    values = saving.only(changes, *_DETAILS, "kind", "parent")
    if "name" in values:
        values["name"] = saving.words(values["name"], "name", missing="Give the group a name.")
    if "kind" in values:
        values["kind"] = saving.kind_of("group", values["kind"])
        values["stage"] = (current.stage or stages.FIRST) if values["kind"].time_limited else ""
    if "parent" in values:
        values["parent"] = _parent(by, current, values["parent"])
    _need_number(
        values.get("meets_every_months", current.meets_every_months), values.get("meets_as_said", current.meets_as_said)
    )
    row, changed = saving.change(Group, current.pk, seen=seen, changes=values)
    if changed:
        records.retitle(by=by, at=at, record=row.pk, title=row.name)
        for name in {"kind", "parent"} & changed.keys():
            body = getattr(row, name)
            changed[name] = ["", body.name if body else ""]
        trail.write("group.changed", by=by, at=at, record=row.pk, name=row.name, changes=changed)
    return row


def _parent(by: Viewer, child: Group, parent: UUID | None) -> Group | None:
    if parent is None:
        return None
    above = queries.group(by, parent)

    def parent_of(each: UUID) -> UUID | None:
        return Group.objects.filter(pk=each).values_list("parent_id", flat=True).first()

    if succession.goes_round(child.pk, above.pk, parent_of):
        raise RuleBroken(f"{above.name} stands below {child.name} already.", field="parent")
    return above


@writes
def share_group(
    *,
    by: Viewer,
    at: datetime,
    group: UUID,
    partnership: UUID,
    from_on: date | None = None,
    until_on: date | None = None,
    hosts: bool = False,
) -> GroupUse:
    """Record that another partnership uses a group, as four use the pan-Cheshire panels.

    Whoever may change the group may share it with a partnership that they may change groups of, or that they know of.
    """
    current = _to_change(by, group)
    other = queries.partnership(by, partnership)
    row = saving.insert(GroupUse(group=current, partnership=other, from_on=from_on, until_on=until_on, hosts=hosts))
    trail.write(
        "group.shared",
        by=by,
        at=at,
        record=current.pk,
        partnership=other.pk,
        name=current.name,
        partnership_name=other.name,
        from_on=from_on,
    )
    return row


@writes
def change_use(*, by: Viewer, at: datetime, use: UUID, seen: int, **changes: Any) -> GroupUse:
    """Change or end a partnership's use of a group."""
    held = saving.found(
        GroupUse.objects.select_related("group").filter(pk=use).first(), "There is no such use of a group."
    )
    home = queries.partnership(by, held.partnership_id)
    by.require(Permission.GROUP_EDIT, partnership=home.pk)
    row, changed = saving.change(
        GroupUse, held.pk, seen=seen, changes=saving.only(changes, "from_on", "until_on", "hosts")
    )
    if changed:
        trail.write(
            "group.use_changed",
            by=by,
            at=at,
            record=held.group_id,
            partnership=home.pk,
            name=held.group.name,
            partnership_name=home.name,
            changes=changed,
        )
    return row


@writes
def move_stage(
    *, by: Viewer, at: datetime, group: UUID, seen: int, to: str, on: date | None = None, words: str = ""
) -> Group:
    """Move a time-limited group to its next stage. Closing it for good ends the group on that day."""
    current = _to_change(by, group)
    sentence = stages.why_not(current.stage, to)
    if sentence:
        raise RuleBroken(sentence, field="to")
    day = on or london_day(at)
    changes: dict[str, Any] = {"stage": to}
    if not stages.STAGES[to].next:
        changes["until_on"] = day
    before = stages.STAGES[current.stage].name
    row, _ = saving.change(Group, current.pk, seen=seen, changes=changes)
    _note_stage(by, at, row, day, clean(words))
    if not stages.STAGES[to].next:
        records.close_record(by=by, at=at, record=row.pk, on=day)
    trail.write(
        "group.moved",
        by=by,
        at=at,
        record=row.pk,
        name=row.name,
        before=before.lower(),
        after=stages.STAGES[to].name.lower(),
        on=day,
        words=clean(words),
    )
    return row


@writes
def report_to(
    *,
    by: Viewer,
    at: datetime,
    group: UUID,
    to_group: UUID | None = None,
    to_board: UUID | None = None,
    to_partnership: UUID | None = None,
    every_months: Decimal | int | None = None,
    note: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> ReportingLine:
    """Record to whom a group reports, from when: a group, another board or a partnership."""
    current = _to_change(by, group)
    above = None if to_group is None else queries.group(by, to_group)
    board = None if to_board is None else saving.found(Board.objects.filter(pk=to_board).first(), "No such board.")
    home = None if to_partnership is None else queries.partnership(by, to_partnership)
    row = saving.insert(
        ReportingLine(
            group=current,
            to_group=above,
            to_board=board,
            to_partnership=home,
            every_months=every_months,
            note=clean(note),
            from_on=from_on,
            until_on=until_on,
        )
    )
    name = next(body.name for body in (above, board, home) if body is not None)
    trail.write("group.reports", by=by, at=at, record=current.pk, name=current.name, to=name, from_on=from_on)
    return row


@writes
def change_reporting(*, by: Viewer, at: datetime, line: UUID, seen: int, **changes: Any) -> ReportingLine:
    """Change or end a reporting line."""
    there = ReportingLine.objects.select_related("to_group", "to_board", "to_partnership").filter(pk=line).first()
    held = saving.found(there, "There is no such reporting line.")
    current = _to_change(by, held.group_id)
    values = saving.only(changes, "every_months", "note", "from_on", "until_on")
    row, changed = saving.change(ReportingLine, held.pk, seen=seen, changes=values)
    if changed:
        to = next(body.name for body in (held.to_group, held.to_board, held.to_partnership) if body is not None)
        trail.write("group.reports_changed", by=by, at=at, record=current.pk, name=current.name, to=to, changes=changed)
    return row


def _review(by: Viewer, at: datetime, group: Group, before: TermsOfReference | None, due: date | None) -> UUID | None:
    diary.done(by, at, before.review_deadline if before else None)
    return diary.keep(
        by,
        at,
        record=group.pk,
        stored=None,
        due=due,
        title=f"Review the terms of reference of {group.called}",
        why="Set by the group in its terms of reference",
        owner_group=group.pk,
    )


@writes
def write_terms(
    *,
    by: Viewer,
    at: datetime,
    group: UUID,
    effective_from: date,
    purpose: str,
    functions: str = "",
    quorum: str = "",
    quorum_number: int | None = None,
    attendance: str = "",
    attendance_percent: int | None = None,
    meets_every_months: Decimal | int | None = None,
    meets_as_said: str = "",
    next_review_on: date | None = None,
    after: int | None = None,
) -> TermsOfReference:
    """Write the next version of a group's terms of reference.

    ``after`` is the version that was read (0 when there was none); when another has been written since, this one is refused.
    """
    current = _to_change(by, group)
    _need_number(meets_every_months, meets_as_said)
    before = current.terms.order_by("-version").first()
    newest = before.version if before else 0
    if after is not None and after != newest:
        raise RuleBroken(f"Somebody has written version {newest} meanwhile. Read it before you write the next.")
    row = saving.insert(
        TermsOfReference(
            group=current,
            version=newest + 1,
            review_deadline=_review(by, at, current, before, next_review_on),
            purpose=saving.words(purpose, "purpose", missing="Say what the group is for."),
            functions=clean(functions),
            quorum=clean(quorum),
            quorum_number=quorum_number,
            attendance=clean(attendance),
            attendance_percent=attendance_percent,
            meets_every_months=meets_every_months,
            meets_as_said=clean(meets_as_said),
            effective_from=effective_from,
            next_review_on=next_review_on,
            written_by=by.name,
            written_at=at,
        )
    )
    trail.write(
        "group.terms_written",
        by=by,
        at=at,
        record=current.pk,
        name=current.name,
        version=row.version,
        effective_from=effective_from,
    )
    return row
