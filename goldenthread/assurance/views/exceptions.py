"""Exceptions to the Executive: reporting one, recording what was decided, the list, and the report of a quarter."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.assurance import forms, operations, presenters, queries, rules
from goldenthread.assurance.views import beginning
from goldenthread.evidence import blocks, reaching
from goldenthread.evidence.rules.sheet import say
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.ui.lists import ChoiceFilter, Column, DateRangeFilter, Empty, ListView, TextFilter
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench import drafts
from goldenthread.workbench.pages import record_page

_SEE, _ASK = Permission.ASSURANCE_VIEW, Permission.ASSURANCE_ASK
_LIST = ListView(
    "assurance.exceptions",
    "Exceptions",
    [
        Column(
            "title",
            "About",
            value=lambda row: row.title,
            link=lambda row: _address(row.pk),
            below=lambda row: f"{row.record.reference}, {presenters.asker(row)}",
            sort="title",
        ),
        Column("reference", "Reference", value=lambda row: row.record.reference, hidden=True),
        Column("risk", "Apparent risk", value=lambda row: row.risk, hidden=True),
        Column("asks", "Asked of the Executive", value=lambda row: row.asks, hidden=True),
        Column("executive", "Before", value=lambda row: row.executive.title, sort="executive__title"),
        Column("state", "State", value=lambda row: row.get_state_display(), tag=presenters.exception, sort="state"),
        Column("reported", "Reported", value=lambda row: row.reported_on, sort="reported_on"),
        Column("due", "To be decided by", value=lambda row: row.due_on, sort="due_on"),
        Column("decided", "Decided", value=lambda row: row.decided_on, sort="decided_on"),
        Column("decision", "What was decided", value=lambda row: row.decision, hidden=True),
    ],
    [
        TextFilter("q", "About", apply=lambda rows, words: rows.filter(title__icontains=words)),
        ChoiceFilter(
            "state", "State", choices=rules.EXCEPTIONS.items(), apply=lambda rows, value: rows.filter(state=value)
        ),
        DateRangeFilter("reported_on", "Reported"),
    ],
    "-reported",
    empty=Empty(
        "No exceptions", "What does not look right in the data is reported to the Executive from a signal or a point."
    ),
    lede="Apparent risks that the data shows, put to the Executive, and what it decided.",
)


@needs(_SEE)
def exceptions(request: HttpRequest) -> HttpResponse:
    """List the exceptions."""
    viewer = viewer_of(request)
    places = queries.places(viewer) if viewer.may_somewhere(_ASK) else []
    quarter = presenters.quarter(clock.today())
    days = f"?from={quarter.start.isoformat()}&to={quarter.end.isoformat()}"
    known = queries.places(viewer, _SEE)
    context = {
        "asks": [(name, reverse("assurance:report_exception", args=[pk])) for pk, name in places],
        "quarters": [(name, reverse("assurance:exceptions_of", args=[pk]) + days) for pk, name in known],
    }
    return _LIST.respond(request, queries.exceptions(viewer), "assurance/exceptions.jinja", context)


@needs(_SEE)
def of_quarter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the exceptions of a period on one page, for the Executive's papers."""
    viewer = viewer_of(request)
    places = dict(queries.places(viewer, _SEE))
    if str(pk) not in places:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    period = reaching.period(request.GET) or presenters.quarter(clock.today())
    rows = list(queries.exceptions(viewer, partnership=pk, period=period).order_by("reported_on", "pk"))
    calls = queries.enquiries(viewer, partnership=pk).filter(asked_at__date__range=(period.start, period.end))
    beside = [presenters.quarter(presenters.day_outside(period, step)) for step in (-1, 1)]
    context = {
        "place": places[str(pk)],
        "period": period,
        "when": say,
        "say": presenters,
        "rows": [(row, [*queries.points(viewer, row.pk)]) for row in rows],
        "calls": list(calls.order_by("asked_at", "pk")),
        "beside": [(say(each), f"?from={each.start.isoformat()}&to={each.end.isoformat()}") for each in beside],
        "csv": f"{reverse('assurance:exceptions')}?format=csv&reported_on_to={period.end.isoformat()}",
    }
    return page(request, "assurance/quarter.jinja", context, section="assurance", item="assurance.exceptions")


@needs(_SEE)
def exception(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one exception: the figures, the risk, what is asked, and what was decided."""
    viewer = viewer_of(request)
    row = queries.exception(viewer, pk)
    before = row.state == rules.REPORTED
    context = {
        "row": row,
        "say": presenters,
        "when": say,
        "state": presenters.exception(row),
        "points": [
            (each, blocks.address(each.indicator_id, each.period, each.cut)) for each in queries.points(viewer, pk)
        ],
        "may_decide": before and queries.may_decide(viewer, row),
        "may_take_back": before and viewer.may(_ASK, partnership=row.partnership_id, group=row.group_id),
    }
    history = presenters.exception_history(row)
    return record_page(
        request,
        pk,
        "assurance/exception.jinja",
        context,
        history=history,
        section="assurance",
        item="assurance.exceptions",
    )


@needs(_ASK)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Report an exception to the Executive, about a point, a signal or anything else."""
    viewer = viewer_of(request)
    begun = beginning.begin(request, viewer, pk)
    groups, deciders = queries.groups(viewer, pk), presenters.deciders(beginning.all_groups(viewer, pk))
    kept = drafts.restore(request, "assurance.exception", begun.key, title="Report to the Executive")
    initial = {"executive": deciders[0][0] if deciders else "", **begun.named, "risk": begun.told}
    initial["group"] = groups[0][0] if len(groups) == 1 else ""

    def make(data: Any) -> Any:
        form = forms.ExceptionForm(data or kept.data or None, initial=initial)
        field(form, "executive").choose_from(deciders)
        field(form, "group").choose_from(groups)
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        group, executive = given.pop("group"), UUID(given.pop("executive"))
        made = operations.report_exception(
            by=viewer,
            at=clock.now(),
            partnership=pk,
            executive=executive,
            group=UUID(group) if group else None,
            points=begun.points,
            signal=begun.signal.pk if begun.signal else None,
            **given,
        )
        drafts.sent(request, kept)
        return _address(made)

    back = begun.back or ("Exceptions", reverse("assurance:exceptions"))
    words = ("Report to the Executive", back, make, act, "Reported.", "Report it", begun.place, begun.lede)
    return run(request, Task(*words, template="assurance/ask.jinja", context={"kept": kept}))


@needs(Permission.ASSURANCE_DECIDE)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record what the Executive decided."""
    viewer = viewer_of(request)
    row = queries.exception(viewer, pk)
    if not queries.may_decide(viewer, row):
        raise NotAllowed("Only those who decide in the Executive can record what it decided.")

    def make(data: Any) -> Any:
        return forms.DecideForm(data, initial={"on": clock.today()})

    def act(form: Any) -> str:
        operations.decide(by=viewer, at=clock.now(), exception=pk, **form.cleaned_data)
        return _address(pk)

    task = Task(
        "What the Executive decided", (row.title, _address(pk)), make, act, "Kept.", "Save", row.title, row.asks
    )
    return run(request, task)


@needs(_ASK)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an exception back before it was decided."""
    viewer = viewer_of(request)
    row = queries.exception(viewer, pk)
    if not viewer.may(_ASK, partnership=row.partnership_id, group=row.group_id):
        raise NotAllowed("Only those who may report for this group can take it back.")

    def act(form: Any) -> str:
        operations.take_back(by=viewer, at=clock.now(), exception=pk, **form.cleaned_data)
        return _address(pk)

    lede = "It stays to be read, with your reason."
    back = (row.title, _address(pk))
    return run(request, Task("Take it back", back, forms.WhyForm, act, "Taken back.", "Take back", row.title, lede))


def _address(pk: Any) -> str:
    return reverse("assurance:exception", args=[pk])
