"""From one plan to the next: what is carried on, and two plans side by side."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.plans import operations, presenters, queries
from goldenthread.plans.forms.plans import CarryForm, NextForm
from goldenthread.plans.models import Plan
from goldenthread.plans.rules import carrying as rules
from goldenthread.plans.views.choosing import go, require
from goldenthread.plans.views.reading import tabs
from goldenthread.ui.forms import Form
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page

_EDIT = Permission.PLAN_EDIT


def _asked(request: HttpRequest, name: str) -> Plan | None:
    try:
        asked = UUID(request.GET.get(name, ""))
    except ValueError:
        return None
    return queries.plans(viewer_of(request)).filter(pk=asked).first()


@needs(Permission.PLAN_VIEW)
def carrying(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what became of a plan's parts in the next, and where they came from."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    same = queries.plans(viewer, partnership=row.partnership_id).exclude(pk=pk)
    other = _asked(request, "into") or queries.follower(viewer, row)
    context = {
        "plan": row,
        "others": list(same),
        "other": other,
        "rows": queries.compared(viewer, row, other) if other else [],
        "may_edit": queries.may(viewer, _EDIT, row),
        "may_carry": bool(other and other.status != "closed" and queries.may(viewer, _EDIT, other)),
        "tabs": tabs(row, "carrying"),
        "words": presenters,
    }
    return record_page(request, row.pk, "plans/carrying.jinja", context)


@needs(_EDIT)
def begin_next(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the plan that follows."""
    viewer = viewer_of(request)
    row = queries.plan(viewer, pk)
    require(viewer, _EDIT, row)

    def act(form: Form) -> str:
        made = operations.begin_next_plan(by=viewer, at=clock.now(), plan=pk, **form.cleaned_data)
        return go("carrying", pk, into=made.pk)

    task = Task(
        "Begin the next plan",
        (row.title, go("carrying", pk)),
        NextForm,
        act,
        caption=row.title,
        lede="It gets the same levels and nothing in it. Then decide, part by part, what is carried on.",
        done="The next plan is begun. Decide what is carried on.",
    )
    return run(request, task)


@needs(_EDIT)
def carry(request: HttpRequest, pk: UUID, into: UUID) -> HttpResponse:
    """Decide what becomes of one part of a plan in the next."""
    viewer = viewer_of(request)
    row, plan = queries.item(viewer, pk), queries.plan(viewer, into)
    require(viewer, _EDIT, plan)
    lines = queries.lines(viewer, plan)
    there = {str(line.item.pk): f"{line.number} {line.item.text}"[:150] for line in lines}
    here = str(row.pk)
    alike = rules.suggested({here: row.text}, {str(line.item.pk): line.item.text for line in lines})

    def make(data: Any) -> CarryForm:
        form = CarryForm(data, initial={"way": rules.CARRIED, "after": alike.get(here, "")})
        field(form, "way").choices = list(rules.WAYS.items())
        field(form, "after").choose_from(there.items())
        return form

    def act(form: Form) -> str:
        given = form.cleaned_data
        ends = given["way"] in rules.ENDS
        after = UUID(given["after"]) if given["after"] and not ends else None
        operations.carry(
            by=viewer, at=clock.now(), item=pk, into=into, way=given["way"], after=after, reason=given["reason"]
        )
        return go("carrying", row.plan_id, into=into)

    task = Task(
        "What becomes of it?",
        (plan.title, go("carrying", row.plan_id, into=into)),
        make,
        act,
        caption=f"{row.text[:150]}, into {plan.title}",
        done="Decided. You can take it back on this page.",
    )
    return run(request, task)


@require_POST
@needs(_EDIT)
def undo_carry(request: HttpRequest, pk: UUID, into: UUID) -> HttpResponse:
    """Take back what was decided."""
    row = queries.item(viewer_of(request), pk)
    operations.undo_carry(by=viewer_of(request), at=clock.now(), item=pk, into=into)
    messages.success(request, "It is open again.")
    return HttpResponseRedirect(go("carrying", row.plan_id, into=into))


@needs(Permission.PLAN_VIEW)
def compare(request: HttpRequest) -> HttpResponse:
    """Lay two plans side by side."""
    viewer = viewer_of(request)
    before, after = _asked(request, "before"), _asked(request, "after")
    context = {
        "plans": list(queries.plans(viewer)),
        "before": before,
        "after": after,
        "rows": queries.compared(viewer, before, after) if before and after else [],
        "words": presenters,
    }
    return page(request, "plans/compare.jinja", context, section="plans")
