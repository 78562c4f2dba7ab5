"""The page of a case, behind its wall, and what agencies are asked to do for one child."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, operations, presenters, queries
from goldenthread.case_audits.presenters import case_address
from goldenthread.case_audits.rules import states
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.records import operations as spine
from goldenthread.ui.pages import page
from goldenthread.ui.tasks import Task, field, run
from goldenthread.workbench.pages import record_page

_SEE, _LEAD, _GRADE = Permission.CASE_AUDIT_VIEW, Permission.CASE_AUDIT_LEAD, Permission.CASE_AUDIT_GRADE


@needs(_SEE)
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a case: its reference to those who need it, what follows for the child, and the way to grade or moderate it."""
    viewer = viewer_of(request)
    row = queries.case(viewer, pk)
    audit = queries.audit(viewer, row.audit_id)
    part = queries.parts_of(viewer, audit.pk).first()
    leads = queries.may_lead(viewer, audit)
    context = {
        "row": row,
        "audit": audit,
        "say": presenters,
        "leads": leads,
        "part": part,
        "grading": audit.state == states.GRADING,
        "moderated": bool([each for each in queries.cells(viewer, audit) if each.case == pk]),
        "actions": [
            (each, queries.may_settle(viewer, each, states.DONE)) for each in queries.case_actions(viewer, case=pk)
        ],
        "concerns": list(queries.concerns(viewer, case=pk)),
        "may_raise": leads or part is not None,
        "may_ask": leads and audit.is_open,
        "may_change": leads and audit.state in (states.PREPARING, states.GRADING) and not row.out_why,
    }
    return record_page(request, pk, "case_audits/case.jinja", context, section="quality", item="case_audits.audits")


@needs(_GRADE)
def actions(request: HttpRequest) -> HttpResponse:
    """List the case actions of the viewer's agencies: each is behind its wall."""
    viewer = viewer_of(request)
    mine = viewer.reach(_GRADE).agencies
    rows = list(queries.case_actions(viewer).filter(agency__in=mine).order_by("state", "due_on", "pk"))
    for each in {row.case_id for row in rows}:
        spine.note_read(by=viewer, at=clock.now(), record=each)
    return page(
        request,
        "case_audits/actions.jinja",
        {"rows": rows, "say": presenters},
        section="quality",
        item="case_audits.actions",
    )


@needs(_LEAD)
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask an agency to act for one child."""
    viewer = viewer_of(request)
    row = queries.case(viewer, pk)
    audit = queries.audit(viewer, row.audit_id)
    if not queries.may_lead(viewer, audit):
        raise NotFound("There is nothing here, or you are not allowed to see it.")

    def make(data: Any) -> Any:
        form = forms.CaseActionForm(data, initial={"agency": str(row.holder_id)})
        field(form, "agency").choose_from(queries.agencies(viewer, audit.partnership_id, audit.joint_with_id))
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        operations.ask_case_action(by=viewer, at=clock.now(), case=pk, agency=UUID(given.pop("agency")), **given)
        return case_address(pk)

    lede = "For this child alone, behind the wall. What the system must change is a finding of the audit instead."
    return run(
        request,
        Task("Ask for a case action", (row.name, case_address(pk)), make, act, "Asked.", "Ask", audit.title, lede),
    )


@needs(_GRADE)
def done(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a case action is done, for the agency that was asked."""
    return _settle(request, pk, states.DONE, "It is done", "Kept.")


@needs(_LEAD)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw a case action, with the reason."""
    return _settle(request, pk, states.WITHDRAWN, "Withdraw the case action", "Withdrawn.")


def _settle(request: HttpRequest, pk: UUID, to: str, title: str, said: str) -> HttpResponse:
    viewer = viewer_of(request)
    row = queries.case_action(viewer, pk)
    if not queries.may_settle(viewer, row, to):
        raise NotAllowed(
            "Only the agency that was asked says that it is done, and only those who run the audit withdraw it."
        )

    def make(data: Any) -> Any:
        form = forms.SettleForm(data, initial={"edition": row.edition})
        if to == states.WITHDRAWN:
            form.fields["words"].label = "Why is it withdrawn?"
        return form

    def act(form: Any) -> str:
        operations.settle_case_action(
            by=viewer,
            at=clock.now(),
            action=pk,
            seen=form.cleaned_data["edition"],
            to=to,
            words=form.cleaned_data["words"],
        )
        return case_address(row.case_id)

    spine.note_read(by=viewer, at=clock.now(), record=row.case_id)
    lede = f"{row.case.name} of {row.case.audit.record.reference}: {row.text}"
    return run(request, Task(title, (row.case.name, case_address(row.case_id)), make, act, said, title, lede=lede))
