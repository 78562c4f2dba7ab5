"""Hearing groups of people: who took part, what they said, and what becomes a finding."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import forms, operations, presenters, queries
from goldenthread.case_audits.models import Audit
from goldenthread.case_audits.rules import hearing, states
from goldenthread.case_audits.views.preparing import banks, led
from goldenthread.foundation import clock
from goldenthread.foundation.text import counted, short_date
from goldenthread.quality import queries as quality
from goldenthread.ui.tasks import Task, field, run

_LEAD = Permission.CASE_AUDIT_LEAD
_PURPOSES = ("focus_group", "survey")


@needs(_LEAD)
def hear(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a group was heard."""
    viewer, row = led(request, pk)
    known = _banks(viewer, row)
    initial = {"held_on": clock.today(), "questions": str(row.tool_id or (known[0][0] if known else ""))}

    def act(form: Any) -> str:
        made = operations.hear(by=viewer, at=clock.now(), audit=pk, **_said(form.cleaned_data))
        return reverse("case_audits:heard", args=[made])

    lede = "" if known else "No bank for focus groups is published yet. Adopt one under question banks first."
    back = (row.title, presenters.address(pk))
    return run(request, Task("A group was heard", back, _maker(known, initial), act, "Now say what they said.", "Go on",
                             row.title, lede))  # fmt: skip


@needs(_LEAD)
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change who was heard."""
    viewer = viewer_of(request)
    row = queries.heard_one(viewer, pk)
    initial = {
        "sort": row.sort, "held_on": row.held_on, "roles": hearing.typed(row.roles), "questions": str(row.questions_id),
        "edition": row.edition,
    }  # fmt: skip

    def act(form: Any) -> str:
        given = form.cleaned_data
        operations.change_heard(by=viewer, at=clock.now(), heard=pk, seen=given["edition"], changes=_said(given))
        return reverse("case_audits:heard", args=[pk])

    back = (_name(row), reverse("case_audits:heard", args=[pk]))
    make = _maker(_banks(viewer, row.audit), initial)
    return run(request, Task("Who was heard", back, make, act, caption=row.audit.title,
                             stored=lambda theirs: {"roles": hearing.typed(theirs.roles)}))  # fmt: skip


@needs(_LEAD)
def heard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show what a group said, question by question, and keep one thing more."""
    viewer = viewer_of(request)
    row = queries.heard_one(viewer, pk)
    asked = quality.questionnaire(viewer, row.questions_id)
    said = list(row.said.all())
    here = reverse("case_audits:heard", args=[pk])

    def make(data: Any) -> Any:
        form = forms.SaidForm(data, initial={"question": request.GET.get("question", "")})
        field(form, "question").choose_from([(str(each.id), f"{each.code} {each.text}") for each in asked.questions])
        return form

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        question = given.pop("question")
        operations.keep_said(
            by=viewer, at=clock.now(), heard=pk, question=UUID(question) if question else None, **given
        )
        return f"{here}?question={question}#keep"

    context = {
        "row": row,
        "name": _name(row),
        "running": row.audit.state in states.RUNNING,
        "who": hearing.told(row.roles),
        "exact": ", ".join(f"{name}: {number}" for name, number in row.roles.items()),
        "asked": asked,
        "by_question": {each.id: [one for one in said if one.question_id == each.id] for each in asked.questions},
        "on_none": [one for one in said if one.question_id is None],
        "sides": hearing.SIDES,
        "themes": sorted({one.theme for one in said}),
    }
    task = Task(_name(row), (row.audit.title, presenters.address(row.audit_id)), make, act, "Kept.", "Keep it",
                row.audit.title, template="case_audits/heard.jinja", context=context)  # fmt: skip
    return run(request, task)


@needs(_LEAD)
@require_POST
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take away what was kept by mistake."""
    viewer = viewer_of(request)
    group = queries.said_one(viewer, pk).heard_id
    operations.take_said_back(by=viewer, at=clock.now(), said=pk)
    messages.success(request, "Taken away.")
    return HttpResponseRedirect(reverse("case_audits:heard", args=[group]))


@needs(_LEAD)
@require_POST
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make what was said findings of the audit."""
    number = operations.share_said(by=viewer_of(request), at=clock.now(), audit=pk)
    messages.success(request, f"{counted(number, 'finding')} recorded, with the audit as their source.")
    return HttpResponseRedirect(presenters.address(pk))


def _maker(known: list[tuple[str, str]], initial: dict[str, Any]) -> Any:
    def make(data: Any) -> Any:
        form = forms.HeardForm(data, initial=initial)
        field(form, "questions").choose_from(known)
        return form

    return make


def _said(given: Any) -> dict[str, Any]:
    roles = {each.name: each.number for each in hearing.roles(given["roles"])}
    return {"sort": given["sort"], "held_on": given["held_on"], "roles": roles, "questions": UUID(given["questions"])}


def _banks(viewer: Viewer, row: Audit) -> list[tuple[str, str]]:
    return banks(viewer, row.partnership_id, _PURPOSES)


def _name(row: Any) -> str:
    return f"{row.sort_words}, {short_date(row.held_on)}"
