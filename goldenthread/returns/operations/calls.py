"""Calls: begun, filled with what is asked, sent, and begun again for the next period."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from goldenthread.access.guards import writes
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.audit import trail
from goldenthread.clocks import operations as clocks
from goldenthread.clocks import queries as deadlines
from goldenthread.clocks.rules import chasing
from goldenthread.evidence import queries as evidence
from goldenthread.evidence.rules import cuts
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation.errors import EditConflict, RuleBroken
from goldenthread.foundation.london import london_day
from goldenthread.foundation.periods import Period
from goldenthread.foundation.text import clean
from goldenthread.records import operations as spine
from goldenthread.records import queries as records
from goldenthread.returns import keeping, queries
from goldenthread.returns.models import Ask, Call, Line, Return
from goldenthread.returns.models.call import usual_ladder, usual_reminders
from goldenthread.returns.rules import rounds, states

_CHANGEABLE = frozenset({"due_on", "grace", "lock_on", "words", "group", "reminders", "ladder"})


@writes
def start_call(
    *,
    by: Viewer,
    at: datetime,
    partnership: UUID,
    period: Period,
    title: str,
    due_on: date,
    grace: int = 0,
    lock_on: date | None = None,
    words: str = "",
    group: UUID | None = None,
    reminders: Sequence[int] | None = None,
    ladder: Sequence[Sequence[Any]] | None = None,
    previous: UUID | None = None,
    illustrative: bool = False,
) -> UUID:
    """Begin a call for the data of a period. Nobody is asked before it is sent. Returns its id.

    ``grace``: working days after ``due_on`` that still count as on time. ``reminders``: working days before. ``ladder``: who is
    told how many working days after, as ``[(3, "lead")]``. ``group`` receives the data; its chair is the last step.
    """
    by.require(Permission.RETURN_CALL, partnership=partnership)
    name = keeping.needed(title, "title", "Say what the call is called.", 200)
    if group is not None:
        records.get(by, group, kind="partnership.group")
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.CALL,
        title=name,
        opened_on=london_day(at),
        partnership=partnership,
        illustrative=illustrative,
    )
    row = Call(
        record=record,
        partnership_id=partnership,
        group_id=group,
        start=period.start,
        end=period.end,
        due_on=due_on,
        grace=grace,
        lock_on=lock_on,
        words=clean(words)[:5_000],
        reminders=chasing.days(reminders if reminders is not None else usual_reminders()),
        ladder=chasing.steps(ladder if ladder is not None else usual_ladder(), states.LADDER),
        previous_id=previous,
    )
    keeping.checked(row)
    row.save(force_insert=True)
    trail.write("returns.call_begun", by=by, at=at, record=row.pk, partnership=partnership, title=name, due=str(due_on))
    return record.pk


@writes
def change_call(*, by: Viewer, at: datetime, call: UUID, seen: int, changes: Mapping[str, Any]) -> None:
    """Change the days and words of a call. Once it is sent, its due day can only be put back, for everybody."""
    row = keeping.call_of(by, call)
    wrong = set(changes) - _CHANGEABLE
    if wrong:
        raise TypeError(f"These cannot be changed here: {', '.join(sorted(wrong))}.")
    if row.edition != seen:
        raise EditConflict(theirs=row, seen=seen)
    if row.closed_at is not None:
        raise RuleBroken("The call is closed. Open it again to change its days.")
    given = {("group_id" if name == "group" else name): value for name, value in changes.items()}
    given |= {"reminders": chasing.days(given["reminders"])} if "reminders" in given else {}
    given |= {"ladder": chasing.steps(given["ladder"], states.LADDER)} if "ladder" in given else {}
    if row.sent_at is not None and given.get("due_on", row.due_on) < row.due_on:
        raise RuleBroken("The call is sent. The day can be put back, not brought forward.", field="due_on")
    later = row.sent_at is not None and given.get("due_on", row.due_on) != row.due_on
    trial = Call(**{each.attname: getattr(row, each.attname) for each in Call._meta.concrete_fields} | given)
    keeping.checked(trial)
    changed = row.apply(given)
    if later:
        _put_back(by, at, row)
    trail.write(
        "returns.call_changed",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.record.title,
        changes=sorted(changed),
    )


def _put_back(by: Viewer, at: datetime, row: Call) -> None:
    waiting = {each.deadline for each in row.answers.filter(version=0)}
    for found in deadlines.running(by).filter(pk__in=waiting):
        why = f"{say(row.period)}: the call was given more time."
        clocks.change_date(by=by, at=at, deadline=found.pk, due=row.due_on, why=why, allowed=True)


@writes
def ask(
    *,
    by: Viewer,
    at: datetime,
    call: UUID,
    agency: UUID,
    indicators: Sequence[str],
    groups: Mapping[str, Sequence[str]] | None = None,
) -> int:
    """Ask an agency for indicators, by code. Returns how many were added; one that is asked already is left as it is.

    ``groups`` gives for a code the groups it is asked for, such as ``{"cla": ["sex=Girls", "sex=Boys"]}``.
    """
    row = keeping.call_of(by, call)
    if row.sent_at is not None:
        raise RuleBroken("The call is sent. What it asks stays as it is.")
    body = records.get(by, agency, kind="partnership.agency")
    there = set(row.asks.filter(agency=agency).values_list("indicator__code", flat=True))
    added = 0
    for code in dict.fromkeys(indicators):
        if code in there:
            continue
        found = evidence.of_code(by, row.partnership_id, code)
        cells = [cuts.cut(cuts.breakdown(each)) for each in (groups or {}).get(code, ())]
        Ask.objects.create(call=row, indicator_id=found.pk, agency_id=agency, cells=list(dict.fromkeys(cells)))
        added += 1
    trail.write(
        "returns.asked",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.record.title,
        agency=body.title,
        count=added,
    )
    return added


@writes
def split_ask(*, by: Viewer, at: datetime, call: UUID, ask: UUID, groups: Sequence[str]) -> None:
    """Say by which groups one indicator is asked for, as cuts such as ``sex=Girls``; none asks for the whole alone."""
    row = keeping.call_of(by, call)
    if row.sent_at is not None:
        raise RuleBroken("The call is sent. What it asks stays as it is.")
    found = row.asks.filter(pk=ask).select_related("indicator", "agency").first()
    if found is None:
        raise RuleBroken("This is not asked.")
    found.cells = list(dict.fromkeys(cuts.cut(cuts.breakdown(each)) for each in groups))
    found.save(update_fields=["cells"])
    trail.write(
        "returns.split",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.record.title,
        indicator=found.indicator.name,
        agency=found.agency.title,
        groups=len(found.cells),
    )


@writes
def stop_asking(*, by: Viewer, at: datetime, call: UUID, ask: UUID) -> None:
    """Take one line out of a call that is not sent."""
    row = keeping.call_of(by, call)
    if row.sent_at is not None:
        raise RuleBroken("The call is sent. What it asks stays as it is.")
    found = row.asks.filter(pk=ask).select_related("indicator", "agency").first()
    if found is None:
        raise RuleBroken("This is not asked.")
    indicator, agency = found.indicator.name, found.agency.title
    found.delete()
    trail.write(
        "returns.not_asked",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.record.title,
        indicator=indicator,
        agency=agency,
    )


@writes
def send_call(*, by: Viewer, at: datetime, call: UUID) -> list[UUID]:
    """Send a call: every agency that is asked gets its return, with a line for each indicator and a date to meet.

    Returns the ids of the returns.
    """
    row = keeping.call_of(by, call)
    if row.sent_at is not None:
        raise RuleBroken("This call was sent already.")
    wrong = states.in_order(london_day(at), row.due_on, row.lock_on)
    if wrong:
        raise RuleBroken(wrong, field="due_on")
    asked: dict[UUID, list[Ask]] = {}
    for each in row.asks.select_related("agency", "indicator"):
        asked.setdefault(each.agency_id, []).append(each)
    if not asked:
        raise RuleBroken("Ask at least one agency for something first.")
    _tell_apart(asked)
    row.apply({"sent_at": at, "sent_by": by.user_id, "sent_by_name": by.name[:200]})
    made = [_give(by, at, row, lines) for lines in asked.values()]
    trail.write(
        "returns.call_sent",
        by=by,
        at=at,
        record=row.pk,
        partnership=row.partnership_id,
        title=row.record.title,
        agencies=len(made),
    )
    return made


def _tell_apart(asked: Mapping[UUID, Sequence[Ask]]) -> None:
    """Where several agencies are asked for the same indicator, keep the figures of each under its name."""
    of: dict[UUID, list[Ask]] = {}
    for lines in asked.values():
        for each in lines:
            of.setdefault(each.indicator_id, []).append(each)
    for same in of.values():
        if len(same) > 1:
            for each in same:
                each.base = cuts.cut({"agency": each.agency.title.replace(";", ",").replace("=", "-")[:120]})
                each.save(update_fields=["base"])


def _give(by: Viewer, at: datetime, call: Call, lines: Sequence[Ask]) -> UUID:
    agency = lines[0].agency
    record = spine.open_record(
        by=by,
        at=at,
        kind=queries.RETURN,
        title=f"{call.record.title}: {agency.title}",
        opened_on=london_day(at),
        partnership=call.partnership_id,
        owner_agency=agency.pk,
        illustrative=call.record.illustrative,
    )
    row = Return(record=record, call=call, agency=agency)
    why = f"Set in the call of {say(Period(london_day(at), london_day(at)))}"
    row.deadline = keeping.begin_clock(by, at, row, f"Return: {call.record.title}"[:250], call.due_on, why)
    row.save(force_insert=True)
    Line.objects.bulk_create([Line(answer=row, ask=each) for each in lines])
    return record.pk


@writes
def repeat_call(*, by: Viewer, at: datetime, call: UUID, due_on: date, title: str) -> UUID:
    """Begin the same call again for the period that follows: same indicators, agencies, groups, grace and reminders.

    The lock moves with the due day. What was retired since is left out. Returns the id of the new call.
    """
    old = keeping.call_of(by, call)
    lock = None if old.lock_on is None else due_on.fromordinal(due_on.toordinal() + (old.lock_on - old.due_on).days)
    made: UUID = start_call(
        by=by,
        at=at,
        partnership=old.partnership_id,
        period=rounds.following(old.period),
        title=title,
        due_on=due_on,
        grace=old.grace,
        lock_on=lock,
        words=old.words,
        group=old.group_id,
        reminders=old.reminders,
        ladder=old.ladder,
        previous=old.pk,
        illustrative=old.record.illustrative,
    )
    kept = old.asks.filter(indicator__retired_on__isnull=True)
    Ask.objects.bulk_create(
        Ask(call_id=made, indicator_id=each.indicator_id, agency_id=each.agency_id, cells=each.cells) for each in kept
    )
    return made
