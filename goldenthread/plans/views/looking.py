"""Reviews, judgements, escalation, the four parts, sign-off."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed
from goldenthread.foundation.periods import Period
from goldenthread.partnership import queries as register
from goldenthread.plans import operations, presenters, queries
from goldenthread.plans.forms.looking import (
    AnswerForm,
    CycleForm,
    EndCycleForm,
    EscalateForm,
    FourPartForm,
    HoldForm,
    JudgeForm,
    SignOffForm,
)
from goldenthread.plans.models import Item, Plan
from goldenthread.plans.views.choosing import go, require
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, pk_of, run, without

_EDIT, _LOOK = Permission.PLAN_EDIT, Permission.PLAN_PROGRESS


def _to_judge(request: HttpRequest, pk: UUID) -> Item:
    row = queries.item(viewer_of(request), pk)
    if not queries.may_judge(viewer_of(request), row):
        raise NotAllowed(f"Your roles do not let you {_LOOK.sentence} here.")
    return row


@needs(_EDIT)
def start_cycle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Have a group look at the plan every so often."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def make(data: Any) -> CycleForm:
        form = CycleForm(data, initial={"kind": "quarterly"})
        field(form, "group").queryset = register.groups(viewer, partnership=row.partnership_id).order_by("name")
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        group = pk_of(given["group"])
        operations.start_cycle(by=viewer, at=clock.now(), plan=pk, group=group, **without(given, "group"))
        return go("reviews", pk)

    task = Task(
        "Look at the plan every so often",
        ("Reviews", go("reviews", pk)),
        make,
        act,
        caption=row.title,
        lede="Each review stands in the diary of the group; when it is held, the next one comes in.",
        done="The first review is in the diary.",
    )
    return run(request, task)


@needs(_EDIT)
def end_cycle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a round of reviews."""
    viewer = viewer_of(request)
    cycle = queries.cycle(viewer, pk)
    require(viewer, _EDIT, cycle.plan)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.end_cycle(by=viewer, at=clock.now(), cycle=pk, seen=given["edition"], **without(given))
        return go("reviews", cycle.plan_id)

    task = Task(
        "End this round of reviews",
        ("Reviews", go("reviews", cycle.plan_id)),
        lambda data: EndCycleForm(data, initial={"edition": cycle.edition, "on": clock.today()}),
        act,
        caption=cycle.get_kind_display(),
    )
    return run(request, task)


@needs(_LOOK)
def hold(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hold a review: every part with how it is going, and what was said of the whole."""
    viewer = viewer_of(request)
    review = queries.review(viewer, pk)
    plan = review.cycle.plan

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.hold_review(by=viewer, at=clock.now(), review=pk, seen=given["edition"], **without(given))
        return go("reviews", plan.pk)

    task = Task(
        f"{review.cycle.get_kind_display()}, due {review.due_on.day} {review.due_on:%B %Y}",
        ("Reviews", go("reviews", plan.pk)),
        lambda data: HoldForm(data, initial={"edition": review.edition, "on": clock.today()}),
        act,
        caption=plan.title,
        save="The review was held",
        done="The review is kept. The next one is in the diary.",
        template="plans/hold.jinja",
        context={
            "lines": queries.lines(viewer, plan) if request.method == "GET" else [],
            "words": presenters,
            "review": review,
        },
    )
    return run(request, task)


@needs(_LOOK)
def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say how a part of a plan is going."""
    viewer, row = viewer_of(request), _to_judge(request, pk)
    review = _asked_review(request, row.plan)

    def act(form: Form) -> str:
        operations.judge(by=viewer, at=clock.now(), item=pk, review=review, **form.cleaned_data)
        return go("hold", review) if review else go("item", pk)

    task = Task(
        "How is it going?",
        ("Back", go("hold", review) if review else go("item", pk)),
        lambda data: JudgeForm(data, initial={"on": clock.today()}),
        act,
        caption=row.text[:200],
        lede="What was said before stays readable.",
        done=f"Said of “{row.text[:80]}”.",
    )
    return run(request, task)


def _asked_review(request: HttpRequest, plan: Plan) -> UUID | None:
    """Return the review in which something is judged, if the address names one of this plan."""
    try:
        asked = UUID(request.GET.get("review", ""))
    except ValueError:
        return None
    found = queries.reviews(viewer_of(request), plan=plan.pk).filter(pk=asked).first()
    return found.pk if found else None


@needs(_LOOK)
def escalate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put what threatens delivery before a group at once."""
    viewer, row = viewer_of(request), _to_judge(request, pk)

    def make(data: Any) -> EscalateForm:
        form = EscalateForm(data)
        groups = register.groups(viewer, partnership=row.plan.partnership_id).order_by("name")
        field(form, "group").queryset = groups
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.escalate(by=viewer, at=clock.now(), item=pk, group=given["group"].pk, reason=given["reason"])
        return go("item", pk)

    task = Task(
        "Escalate",
        ("Back", go("item", pk)),
        make,
        act,
        caption=row.text[:200],
        lede="It stands in the list of work of the group from today, and leaves it when the group has answered.",
        save="Escalate it",
        done="It is before the group.",
    )
    return run(request, task)


@needs(_LOOK)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what a group decided about something that was put before it."""
    viewer = viewer_of(request)
    raised = queries.escalation(viewer, pk)

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.answer_escalation(
            by=viewer, at=clock.now(), escalation=pk, seen=given["edition"], answer=given["answer"]
        )
        return go("item", raised.item_id)

    task = Task(
        "What was decided?",
        ("Back", go("item", raised.item_id)),
        lambda data: AnswerForm(data, initial={"edition": raised.edition}),
        act,
        caption=f"Escalated to {raised.group.name}",
        lede=raised.reason,
    )
    return run(request, task)


@needs(_LOOK)
def write_four_parts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the review of a priority in four parts, for the year that runs or the newest written."""
    viewer, row = viewer_of(request), _to_judge(request, pk)
    written = queries.four_parts(viewer, plan=row.plan_id).filter(item=pk)
    period = _year_of(row.plan, clock.today())
    stored = written.filter(starts_on=period.start, ends_on=period.end).first()
    initial: dict[str, Any] = {"starts_on": period.start, "ends_on": period.end, "why": row.why}
    if stored is not None:
        names = ("edition", "why", "what", "impact", "next")
        initial |= {name: getattr(stored, name) for name in names}

    def act(form: Form) -> str:
        given = form.cleaned_data
        operations.write_four_parts(by=viewer, at=clock.now(), item=pk, seen=given["edition"], **without(given))
        return go("item", pk)

    task = Task(
        "In four parts",
        ("Back", go("item", pk)),
        lambda data: FourPartForm(data, initial=initial),
        act,
        caption=row.text[:200],
        lede="Why, what, impact, next: this goes into the yearly report.",
    )
    return run(request, task)


def _year_of(plan: Plan, today: date) -> Period:
    """Return the year from April of a day, kept within the plan."""
    day = min(max(today, plan.starts_on), plan.ends_on)
    first = day.year if day.month > 3 else day.year - 1
    start, end = max(date(first, 4, 1), plan.starts_on), min(date(first + 1, 3, 31), plan.ends_on)
    return Period(start, end)


@needs(_EDIT)
def sign_off(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what another board said of something that was done."""
    viewer = viewer_of(request)
    row = queries.item(viewer, pk)
    require(viewer, _EDIT, row.plan)

    def make(data: Any) -> SignOffForm:
        form = SignOffForm(data, initial={"on": clock.today()})
        field(form, "board").queryset = register.boards(viewer, partnership=row.plan.partnership_id).order_by("name")
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        board = pk_of(given["board"])
        operations.sign_off(by=viewer, at=clock.now(), item=pk, board=board, **without(given, "board"))
        return go("item", pk)

    return run(request, Task("What did the board say?", ("Back", go("item", pk)), make, act, caption=row.text[:200]))


@needs(_LOOK)
def escalated(request: HttpRequest) -> HttpResponse:
    """List everything that was escalated and waits for an answer."""
    waiting = queries.escalations(viewer_of(request)).filter(answered_at__isnull=True)
    return page(request, "plans/escalated.jinja", {"waiting": list(waiting)})
