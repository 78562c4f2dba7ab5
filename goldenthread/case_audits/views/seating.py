"""Which agencies take part, and who grades for each: said by those who run the audit, then by the agency's own auditors."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.case_audits import forms, operations, queries
from goldenthread.case_audits.presenters import address
from goldenthread.case_audits.rules import states
from goldenthread.case_audits.views.preparing import led
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotAllowed, NotFound
from goldenthread.ui.forms import Form
from goldenthread.ui.tasks import Task, field, run

_LEAD, _GRADE = Permission.CASE_AUDIT_LEAD, Permission.CASE_AUDIT_GRADE
_NOBODY = "Nobody of this agency stands in the register of people yet. Add them there first."


@needs(_LEAD)
def add_agency(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose an agency that takes part."""
    viewer, row = led(request, pk)
    here = {str(each.agency_id) for each in queries.participants(viewer, pk)}
    known = [each for each in queries.agencies(viewer, row.partnership_id, row.joint_with_id) if each[0] not in here]

    def make(data: Any) -> Any:
        form = forms.AgencyForm(data)
        field(form, "agency").choose_from(known)
        return form

    def act(form: Any) -> str:
        return reverse("case_audits:agency", args=[pk, form.cleaned_data["agency"]])

    return run(request, Task("Add an agency", (row.title, address(pk)), make, act, "", "Go on", row.title))


@needs(_LEAD)
def agency(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Name who grades for an agency, and who is told of a safety concern. Once agencies are asked, only the latter."""
    viewer, row = led(request, pk)
    name, staff = _name(viewer, row, agency), queries.people(viewer, agency=agency)
    part = queries.participants(viewer, pk).filter(agency=agency).first()
    seated = [each.person_id for each in part.auditors.all()] if part else []
    fixed = part is not None and row.state != states.PREPARING
    initial = {
        "auditors": [str(each) for each in seated],
        "safety_lead": str(part.safety_lead_id or "") if part else "",
    }

    def make(data: Any) -> Any:
        form = forms.AuditorsForm(data, initial=initial)
        field(form, "auditors").choices = staff
        field(form, "safety_lead").choose_from(staff)
        if fixed:
            del form.fields["auditors"]
        return form

    def act(form: Any) -> str:
        lead = form.cleaned_data["safety_lead"]
        auditors = seated if fixed else [UUID(each) for each in form.cleaned_data["auditors"]]
        operations.take_part(
            by=viewer,
            at=clock.now(),
            audit=pk,
            agency=agency,
            auditors=auditors,
            safety_lead=UUID(lead) if lead else None,
        )
        return address(pk)

    lede = "" if staff else _NOBODY
    if fixed:
        lede = "Agencies grade now: who grades for an agency is said by its own auditors, on their page."
    return run(request, Task(f"{name} takes part", (row.title, address(pk)), make, act, caption=row.title, lede=lede))


@needs(_LEAD)
def leave_out(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Let an agency take no part after all."""
    viewer, row = led(request, pk)

    def act(form: Any) -> str:
        operations.leave_out(by=viewer, at=clock.now(), audit=pk, agency=agency)
        return address(pk)

    back, lede = (row.title, address(pk)), "It is not asked to grade."
    return run(request, Task("Leave the agency out", back, Form, act, "Left out.", "Leave it out", row.title, lede))


@needs(_LEAD)
def begin_anew(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """Let others grade for an agency whose auditors cannot any more, from empty sheets."""
    viewer, row = led(request, pk)
    name, staff = _name(viewer, row, agency), queries.people(viewer, agency=agency)

    def make(data: Any) -> Any:
        form = forms.AnewForm(data)
        field(form, "auditors").choices = staff
        return form

    def act(form: Any) -> str:
        given = {**form.cleaned_data, "auditors": [UUID(each) for each in form.cleaned_data["auditors"]]}
        operations.begin_anew(by=viewer, at=clock.now(), audit=pk, agency=agency, **given)
        return address(pk)

    lede = (
        f"For when none of the auditors of {name} can grade any more. Others begin with empty sheets: whatever was answered is "
        "thrown away and shown to nobody. If one of them still can, ask them to name the others on their page."
    )
    back = (row.title, address(pk))
    return run(
        request, Task("Let others begin anew", back, make, act, "They can begin.", "Begin anew", row.title, lede)
    )


@needs(_GRADE)
def ours(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say, as an auditor, who grades for the agency."""
    viewer = viewer_of(request)
    row, part = queries.audit(viewer, pk), queries.parts_of(viewer, pk).first()
    if part is None:
        raise NotAllowed("Only the auditors an agency has named say who else grades for it.")
    staff = queries.colleagues(viewer, part)
    seated = [str(each.person_id) for each in queries.participants(viewer, pk).get(pk=part.pk).auditors.all()]

    def make(data: Any) -> Any:
        form = forms.AuditorsForm(data, initial={"auditors": seated})
        field(form, "auditors").choices = staff
        del form.fields["safety_lead"]
        return form

    def act(form: Any) -> str:
        auditors = [UUID(each) for each in form.cleaned_data["auditors"]]
        operations.name_auditors(by=viewer, at=clock.now(), audit=pk, auditors=auditors)
        return reverse("case_audits:audit", args=[pk])

    lede = f"They read and change what {part.agency.title} has answered so far. Nobody outside the agency does."
    back = ("Our grades", reverse("case_audits:sheets", args=[pk]))
    return run(request, Task("Who grades for us", back, make, act, caption=row.title, lede=lede))


def _name(viewer: Any, row: Any, agency: UUID) -> str:
    found = dict(queries.agencies(viewer, row.partnership_id, row.joint_with_id)).get(str(agency))
    if found is None:
        raise NotFound("There is no such agency here.")
    return found
