"""What standards and questions weigh: shown to everybody, set in a draft, looked at before it is saved."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound, RuleBroken
from goldenthread.foundation.text import counted
from goldenthread.quality import forms, operations, queries
from goldenthread.quality.rules import weights as rules
from goldenthread.quality.views.editions import address
from goldenthread.ui.pages import page


@needs(Permission.QUALITY_VIEW)
def weights(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what everything weighs and counts of the whole; "look" shows what other weights would do, before they are saved."""
    viewer = viewer_of(request)
    row, whole = queries.edition(viewer, pk), queries.questionnaire(viewer, pk)
    sets = row.state == "draft" and viewer.may(Permission.QUALITY_EDIT, partnership=row.bank.partnership_id)
    held = {each.id: each.weight for each in whole.standards} | {each.id: each.weight for each in whole.questions}
    sending = request.method == "POST"
    if sending and not sets:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    form = forms.WeightsForm(request.POST if sending else None, weights=held)
    would = whole
    if sending and form.is_valid():
        given: dict[UUID, tuple[Decimal, Decimal]] = form.cleaned_data["weights"]
        would = rules.weighed(whole, {each: new for each, (_, new) in given.items()})
        if "look" not in request.POST:
            try:
                count = operations.set_weights(by=viewer, at=clock.now(), edition=pk, weights=given)
            except RuleBroken as broken:
                form.add_rule_broken(broken)
            else:
                messages.success(request, f"{counted(count, 'weight')} changed." if count else "Nothing changed.")
                return HttpResponseRedirect(address(pk))
    context: dict[str, Any] = {
        "row": row,
        "whole": whole,
        "form": form,
        "sets": sets,
        "parts": [
            (now, then, list(zip(now.questions, then.questions, strict=True)))
            for now, then in zip(rules.shares(whole), rules.shares(would), strict=True)
        ],
        "looked": would != whole,
    }
    return page(request, "quality/weights.jinja", context, section="quality", item="quality.banks")
