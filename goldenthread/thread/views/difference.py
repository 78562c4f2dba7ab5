"""What difference an action made: evidence, judgement, closing."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goldenthread.access.guards import needs
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.thread import forms, operations, queries
from goldenthread.thread.rules import impact
from goldenthread.thread.views import choices
from goldenthread.thread.views.doing import back_to, the_action
from goldenthread.thread.views.lists import go
from goldenthread.ui.tasks import Task, run


@needs(Permission.WORK_VIEW)
def add_evidence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask what shows the difference."""
    viewer, row = the_action(request, pk)

    def act(form: Any) -> str:
        proof, words = form.cleaned_data["record"], form.cleaned_data["words"]
        operations.add_evidence(by=viewer, at=clock.now(), action=pk, record=proof.pk if proof else None, words=words)
        return go("action", pk) + "#impact"

    def make(data: Any) -> forms.EvidenceForm:
        return forms.EvidenceForm(data, records=choices.anything(viewer, besides=pk))

    task = Task(
        "What shows the difference?", back_to(row), make, act, "The evidence is added.", "Add it",
        row.record.title, "A record, words, or both.",
    )  # fmt: skip
    return run(request, task)


@needs(Permission.WORK_VIEW)
def withdraw_evidence(request: HttpRequest, pk: UUID, evidence: UUID) -> HttpResponse:
    """Withdraw evidence, with the reason."""
    viewer, row = the_action(request, pk)

    def act(form: Any) -> str:
        why = form.cleaned_data["why"]
        operations.withdraw_evidence(by=viewer, at=clock.now(), action=pk, evidence=evidence, why=why)
        return go("action", pk) + "#impact"

    task = Task("Withdraw the evidence", back_to(row), forms.WhyForm, act, "The evidence is withdrawn.", "Withdraw it")
    return run(request, task)


@needs(Permission.IMPACT_JUDGE)
def judge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask what difference an action made for children."""
    viewer, row = the_action(request, pk)
    group = row.record.owner_group.title if row.record.owner_group else ""
    people = choices.people(viewer, row.record.partnership_id)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        person = choices.identified(given.pop("person"))
        operations.judge(by=viewer, at=clock.now(), action=pk, person=person, **given)
        return go("action", pk) + "#impact"

    def make(data: Any) -> forms.JudgeForm:
        return forms.JudgeForm(data, people=people, group=group)

    context = {"row": row, "evidence": list(queries.evidence_of(viewer, pk)), "tests": queries.tests_of(viewer, pk)}
    task = Task(
        "What difference did it make?", back_to(row), make, act, "The judgement is kept.", "Keep the judgement",
        row.record.title, template="thread/judge.jinja", context=context,
    )  # fmt: skip
    return run(request, task)


@needs(Permission.IMPACT_JUDGE)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close an action with its judgement; where something is missing, say in plain words what."""
    viewer, row = the_action(request, pk)
    last = queries.judgements_of(viewer, pk).order_by("-on", "-at", "-id").first()
    evidence = queries.evidence_of(viewer, pk).count()
    next_step = "?" if last and last.verdict == impact.NONE else ""  # asked on this very page
    missing = impact.what_closing_needs(row.status, last.verdict if last else None, next_step, evidence)

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        judgement = last.pk if last else None
        operations.close_action(
            by=viewer, at=clock.now(), action=pk, judgement=judgement, seen=given.pop("edition"), **given
        )  # fmt: skip
        return go("action", pk)

    def make(data: Any) -> forms.CloseForm:
        form = forms.CloseForm(data, initial={"edition": row.edition})
        if last and last.verdict == impact.NONE:
            form.fields["next"].required = True
            form.fields[
                "next"
            ].help_text = "It made no difference: say which other action follows, or why it is left so."
        return form

    context = {"row": row, "missing": missing, "last": last}
    task = Task(
        "Close the action", back_to(row), make, act, "The action is closed.", "Close it", row.record.title,
        stored=lambda theirs: {"next": theirs.next_step, "on": None}, template="thread/close.jinja", context=context,
    )  # fmt: skip
    return run(request, task)
