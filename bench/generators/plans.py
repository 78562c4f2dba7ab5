"""A yearly plan for each partnership and year: five priorities with eleven outcomes each, and an action under most outcomes."""

from datetime import date
from itertools import count
from uuid import UUID, uuid4

from bench.sizes import Made
from goldenthread.foundation.ids import uuid7
from goldenthread.plans.models import Duty, Item, Plan, PlanAction, Progress
from goldenthread.records.models import Record
from goldenthread.thread.models import Action, Demand

_BATCH = 2000
_PRIORITIES, _OUTCOMES = 5, 11
_number = count(1)


def generate(made: Made) -> None:
    """Make the plans of every partnership, one for each year."""
    for place in made.partnerships:
        for year in range(made.begun.year, made.begun.year + made.size.years):
            _plan(made, place, year)


def _record(kind: str, prefix: str, title: str, place: UUID, day: date) -> Record:
    return Record(
        id=uuid7(),
        kind=kind,
        reference=f"{prefix}-{next(_number):07d}",
        title=title,
        opened_on=day,
        partnership_id=place,
    )


def _plan(made: Made, place: UUID, year: int) -> None:
    first = date(year, 4, 1)
    record = _record("plans.plan", "PLN", f"Business plan {year}-{(year + 1) % 100:02d}", place, first)
    record.save(force_insert=True)
    plan = Plan.objects.create(
        record=record,
        title=record.title,
        partnership_id=place,
        starts_on=first,
        ends_on=date(year + 1, 3, 31),
        status="agreed",
        agreed_on=first,
        agreed_by="The Executive",
    )
    tops = _items(made, plan, [(None, f"Priority {number} of {year}") for number in range(_PRIORITIES)])
    below = [(top, f"Outcome {number} of {top.text.lower()}") for top in tops for number in range(_OUTCOMES)]
    outcomes = _items(made, plan, below)
    groups = made.groups[place]
    duties = [
        Duty(item=item, role="lead", body_id=groups[number % len(groups)])
        for number, item in enumerate([*tops, *outcomes])
    ]
    Duty.objects.bulk_create(duties, batch_size=_BATCH)
    judged = [
        Progress(item=item, state="on_track", on=first, at=made.at, by_name="Bench", by_user=uuid4())
        for item in outcomes
    ]
    Progress.objects.bulk_create(judged, batch_size=_BATCH)
    _actions(made, plan, outcomes[: len(outcomes) * 3 // 4])
    made.count("plans", 1)


def _items(made: Made, plan: Plan, wanted: list[tuple[Item | None, str]]) -> list[Item]:
    records = [_record("plans.item", "PLI", text, plan.partnership_id, plan.starts_on) for _, text in wanted]
    Record.objects.bulk_create(records, batch_size=_BATCH)
    rows = [
        Item(record=record, plan=plan, parent=parent, position=place, text=record.title, due_words="ongoing")
        for place, (record, (parent, _)) in enumerate(zip(records, wanted, strict=True), 1)
    ]
    Item.objects.bulk_create(rows, batch_size=_BATCH)
    made.count("parts of plans", len(rows))
    return rows


def _actions(made: Made, plan: Plan, items: list[Item]) -> None:
    said = {"by": uuid4(), "by_name": "Bench", "at": made.at}
    titles = [f"Action for {item.text.lower()}" for item in items]
    records = [_record("thread.action", "ACT", title, plan.partnership_id, plan.starts_on) for title in titles]
    Record.objects.bulk_create(records, batch_size=_BATCH)
    actions = [Action(record=record, text=record.title, updated_on=plan.starts_on, **said) for record in records]
    Action.objects.bulk_create(actions, batch_size=_BATCH)
    pairs = list(zip(items, records, strict=True))
    Demand.objects.bulk_create(
        [Demand(action_id=record.pk, record_id=item.pk, **said) for item, record in pairs], batch_size=_BATCH
    )
    PlanAction.objects.bulk_create(
        [PlanAction(item=item, action=record, position=1) for item, record in pairs], batch_size=_BATCH
    )
    made.count("actions", len(actions))
