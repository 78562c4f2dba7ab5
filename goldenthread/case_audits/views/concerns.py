"""An immediate safety concern: raised on a case, read and acknowledged by the two leads."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, operations, presenters, queries, wording
from goldenthread.case_audits.presenters import case_address
from goldenthread.clocks import queries as clocks
from goldenthread.clocks.presenters import clock_face
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.records import operations as spine
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, run

_SEE = Permission.CASE_AUDIT_VIEW
_TOLD = "Both leads are written to now. Do not wait for them if the child is unsafe."
_TITLE = "Raise a safety concern"


@needs(_SEE)
def new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a child may be unsafe now."""
    viewer = viewer_of(request)
    row = queries.case(viewer, pk)

    def act(form: Any) -> str:
        made = operations.raise_concern(by=viewer, at=clock.now(), case=pk, words=form.cleaned_data["words"])
        return reverse("case_audits:concern", args=[made])

    lede = (
        f"{row.name} of {row.audit.record.reference}. {row.holder.title} holds the case: its named lead and the lead of the "
        "audit are told at once."
    )
    task = Task(
        _TITLE, (row.name, case_address(pk)), forms.ConcernForm, act, _TOLD, "Tell both leads", row.audit.title,
        lede, template="case_audits/raise_concern.jinja", context={"no_referral": wording.NO_REFERRAL},
    )  # fmt: skip
    return run(request, task)


@needs(_SEE)
def concern(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a concern, its clock, and who has acknowledged it."""
    viewer = viewer_of(request)
    row = queries.concern(viewer, pk)
    spine.note_read(by=viewer, at=clock.now(), record=row.case_id)
    context = {
        "row": row,
        "say": presenters,
        "face": clock_face(row.deadline, clock.now(), clocks.calendar(viewer)) if row.deadline else None,
        "no_referral": wording.NO_REFERRAL,
        "may_agency": row.agency_at is None and queries.may_acknowledge(viewer, row),
        "may_lead": row.lead_at is None and queries.may_lead(viewer, row.case.audit),
        "sides": [
            (f"Named lead of {row.case.holder.title}", row.agency_at, row.agency_by_name, row.agency_words),
            ("Lead of the audit", row.lead_at, row.lead_by_name, row.lead_words),
        ],
    }
    return page(request, "case_audits/concern.jinja", context, section="quality", item="case_audits.audits")


@needs(_SEE)
def acknowledge(request: HttpRequest, pk: UUID, side: str) -> HttpResponse:
    """Say what is being done for the child, for one of the two sides."""
    viewer = viewer_of(request)
    row = queries.concern(viewer, pk)
    if side not in wording.SIDES:
        raise NotFound("There is nothing here, or you are not allowed to see it.")

    def make(data: Any) -> Any:
        return forms.AcknowledgeForm(data, initial={"edition": row.edition})

    def act(form: Any) -> str:
        operations.acknowledge(
            by=viewer,
            at=clock.now(),
            concern=pk,
            seen=form.cleaned_data["edition"],
            side=side,
            words=form.cleaned_data["words"],
        )
        return reverse("case_audits:concern", args=[pk])

    lede = f"You acknowledge it for {wording.SIDES[side]}. {wording.NO_REFERRAL}"
    back = ("The concern", reverse("case_audits:concern", args=[pk]))
    return run(request, Task("Acknowledge the concern", back, make, act, "Acknowledged.", "Acknowledge it", lede=lede))
