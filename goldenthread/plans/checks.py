"""Data checks over plans: what has no lead, no date, no measure, nobody accountable; reviews that were missed."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from goldenthread.access.viewer import Viewer
from goldenthread.plans import keeping, queries
from goldenthread.plans.models import Duty, Item, Measure, Review
from goldenthread.plans.rules import reviews as rules
from goldenthread.workbench.checks import DataCheck, Found, Severity


def _running(viewer: Viewer, on: date) -> QuerySet[Item]:
    """Items of agreed plans that run on a day, and were not dropped."""
    return queries.items(viewer).filter(
        plan__status="agreed", plan__starts_on__lte=on, plan__ends_on__gte=on, dropped_on__isnull=True
    )


def _about(item: Item, detail: str) -> Found:
    return Found(
        key=str(item.pk),
        subject=keeping.short(item.text),
        detail=f"{item.plan.title}: {detail}",
        record=item.pk,
        partnership=item.record.partnership_id,
        address=reverse("plans:item", args=[item.pk]),
    )


def _held(role: str) -> Exists:
    return Exists(Duty.objects.filter(item=OuterRef("pk"), role=role))


def without_lead(viewer: Viewer, on: date) -> Iterator[Found]:
    """Priorities that nobody leads."""
    for item in _running(viewer, on).filter(~_held(Duty.Role.LEAD), parent__isnull=True):
        yield _about(item, "nobody leads it.")


def without_accountable(viewer: Viewer, on: date) -> Iterator[Found]:
    """Items with responsible bodies and none accountable."""
    rows = _running(viewer, on).filter(_held(Duty.Role.RESPONSIBLE)).filter(~_held(Duty.Role.ACCOUNTABLE))
    for item in rows:
        yield _about(item, "somebody is responsible, nobody is accountable.")


def without_date(viewer: Viewer, on: date) -> Iterator[Found]:
    """Parts of a plan at the end of a branch that say no date."""
    below = Exists(Item.objects.filter(parent=OuterRef("pk")))
    for item in _running(viewer, on).filter(~below, due_on__isnull=True, due_words="", standing=False):
        yield _about(item, "it has no date, and does not say that it is a standing theme.")


def without_measure(viewer: Viewer, on: date) -> Iterator[Found]:
    """Priorities that nothing measures, themselves or in their parts."""
    measured = set(Measure.objects.values_list("item", flat=True))
    by_parent: dict[object, list[object]] = {}
    rows = list(_running(viewer, on))
    for item in rows:
        by_parent.setdefault(item.parent_id, []).append(item.pk)

    def any_measured(key: object) -> bool:
        return key in measured or any(any_measured(each) for each in by_parent.get(key, []))

    for item in rows:
        if item.parent_id is None and not any_measured(item.pk):
            yield _about(item, "nothing says how one will know.")


def past_due(viewer: Viewer, on: date) -> Iterator[Found]:
    """Items whose date has passed and that were not judged done."""
    rows = list(_running(viewer, on).filter(due_on__lt=on))
    judged = queries.latest_progress(viewer, [row.pk for row in rows])
    for item in rows:
        last = judged.get(item.pk)
        if last is None or last.state != "done":
            yield _about(item, "its date has passed.")


def reviews_missed(viewer: Viewer, on: date) -> Iterator[Found]:
    """Reviews that should have been held."""
    rows: QuerySet[Review] = queries.reviews(viewer).filter(
        held_on__isnull=True, due_on__lt=on, cycle__ended_on__isnull=True, cycle__plan__status="agreed"
    )
    for review in rows:
        plan = review.cycle.plan
        yield Found(
            key=str(review.pk),
            subject=plan.title,
            detail=f"{rules.KINDS[review.cycle.kind].words}: it was due on {review.due_on:%d %B %Y}.",
            record=plan.pk,
            partnership=plan.partnership_id,
            address=reverse("plans:reviews", args=[plan.pk]),
        )


CHECKS = (
    DataCheck(
        "plans.lead",
        "Priorities that nobody leads",
        Severity.LOOK,
        "What nobody leads is nobody's to bring before the board.",
        "Say who leads it, on its page.",
        without_lead,
    ),
    DataCheck(
        "plans.accountable",
        "Outcomes with nobody accountable",
        Severity.LOOK,
        "Several bodies can be responsible; one has to answer for all of them.",
        "Say which one body is accountable.",
        without_accountable,
    ),
    DataCheck(
        "plans.date",
        "Parts of a plan without a date",
        Severity.NOTE,
        "Without a date nobody can tell whether it is late.",
        "Give a date, say it in words, or mark it as a standing theme.",
        without_date,
    ),
    DataCheck(
        "plans.measure",
        "Priorities that nothing measures",
        Severity.LOOK,
        "Without a measure nobody will know whether it made a difference.",
        "Choose an indicator, or say in words how one will know.",
        without_measure,
    ),
    DataCheck(
        "plans.due",
        "Parts of a plan whose date has passed",
        Severity.LOOK,
        "What is late and not spoken of is not done.",
        "Say how it is going, move the date, or drop it with a reason.",
        past_due,
    ),
    DataCheck(
        "plans.review",
        "Reviews of a plan that were missed",
        Severity.STOP,
        "A plan that nobody looks at is not worked to.",
        "Hold the review and say when it was, or end the round of reviews with a reason.",
        reviews_missed,
    ),
)
