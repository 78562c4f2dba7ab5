"""Editions: as those who answer will see them, changed while they are drafts, compared with one another."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import RuleBroken
from goldenthread.quality import forms, operations, queries
from goldenthread.quality.rules import drafting, weights
from goldenthread.quality.rules import editions as rules
from goldenthread.quality.rules.asking import KINDS, STATES
from goldenthread.quality.views.banks import STATE_TAGS
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_VIEW, _EDIT = Permission.QUALITY_VIEW, Permission.QUALITY_EDIT


def address(pk: UUID) -> str:
    """Return the address of an edition."""
    return reverse("quality:edition", args=[pk])


@needs(_VIEW)
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show an edition as it is asked; a draft with what changes it."""
    viewer = viewer_of(request)
    row, whole = queries.edition(viewer, pk), queries.questionnaire(viewer, pk)
    keeps = viewer.may(_EDIT, partnership=row.bank.partnership_id)
    context = {
        "row": row,
        "whole": whole,
        "count": sum(len(each.questions) for each in whole.standards),
        "state": (STATES[row.state], STATE_TAGS[row.state]),
        "kinds": KINDS,
        "equal": weights.are_equal(whole),
        "shares": {each.standard.code: each.of_whole for each in weights.shares(whole)},
        "faults": drafting.faults(drafting.of_edition(whole)) if row.state == "draft" else [],
        "keeps": keeps,
        "builds": keeps and row.state == "draft" and request.GET.get("as") != "filler",
    }
    return page(request, "quality/edition.jinja", context, section="quality", item="quality.banks")


@needs(_EDIT)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin the next edition of a bank from its newest one."""
    viewer = viewer_of(request)
    bank = queries.bank(viewer, pk)
    newest = queries.editions(viewer).filter(bank=pk).first()

    def act(form: Any) -> str:
        like = newest.pk if newest else None
        return address(operations.start_edition(by=viewer, at=clock.now(), bank=pk, like=like, **form.cleaned_data))

    task = Task(
        "The next edition",
        (bank.title, reverse("quality:bank", args=[pk])),
        forms.EditionForm,
        act,
        caption=bank.title,
        lede=f"It begins as a copy of edition {newest.label}, to change as you like." if newest else "",
        save="Begin the edition",
        done="Begun as a draft.",
    )
    return run(request, task)


@needs(_EDIT)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the name of a draft, or the day from which it is in force."""
    viewer = viewer_of(request)
    row = queries.edition(viewer, pk)
    start = {"label": row.label, "in_force_from": row.in_force_from, "edition": row.edition}

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_edition(by=viewer, at=clock.now(), edition=pk, seen=seen, changes=form.changed_values())
        return address(pk)

    back = (f"{row.bank.title} {row.label}", address(pk))
    return run(
        request, Task("Change the edition", back, lambda data: forms.ChangeEditionForm(data, initial=start), act)
    )


@needs(_EDIT)
@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish a draft."""
    try:
        operations.publish(by=viewer_of(request), at=clock.now(), edition=pk)
    except RuleBroken as broken:
        messages.error(request, broken.sentence)
    else:
        messages.success(request, "Published. It can be asked now, and never changes.")
    return HttpResponseRedirect(address(pk))


@needs(_EDIT)
@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take an edition out of use."""
    operations.retire(by=viewer_of(request), at=clock.now(), edition=pk)
    messages.success(request, "Out of use. What was answered stays.")
    return HttpResponseRedirect(address(pk))


@needs(_VIEW)
def compare(request: HttpRequest, pk: UUID, other: UUID) -> HttpResponse:
    """Lay two editions side by side: what is the same, changed, new and gone in the first against the second."""
    viewer = viewer_of(request)
    row, before = queries.edition(viewer, pk), queries.edition(viewer, other)
    old, new = queries.questionnaire(viewer, other), queries.questionnaire(viewer, pk)
    found, shifts = rules.compare(old, new), rules.shifts(old, new)
    show = request.GET.get("show", "different")
    context = {
        "row": row,
        "before": before,
        "changes": [each for each in found if show == "all" or each.state != rules.SAME or each.code in shifts],
        "shifts": shifts,
        "standards": rules.standards(old, new),
        "counts_list": [
            (sum(each.state == state for each in found), state) for state in ("same", "changed", "new", "gone")
        ],
        "differences": rules.differences,
        "show": show,
    }
    return page(request, "quality/compare.jinja", context, section="quality", item="quality.banks")
