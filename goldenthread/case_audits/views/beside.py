"""Beside the moderation of one question: a finding for all partners, and the scrutineer's own grade."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.access.viewer import Viewer
from goldenthread.case_audits import asking, forms, operations, queries
from goldenthread.case_audits.rules.tools import Judged, judged
from goldenthread.foundation import clock
from goldenthread.foundation.errors import NotFound
from goldenthread.records import operations as spine
from goldenthread.thread.rules.words import CONCERN, GOOD_PRACTICE
from goldenthread.ui.tasks import Task, field, run


@needs(Permission.FINDING_RECORD)
def finding(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Record what the meeting found in a case as a finding of the audit: begun with its words, good practice as such."""
    viewer = viewer_of(request)
    held, row, asked = _asked(viewer, pk, code)
    said = queries.agreed(viewer, row.pk).filter(case=pk, question=asked.id).first()
    good = request.GET.get("kind") == GOOD_PRACTICE
    words = (said.good_practice if good else said.reason) if said else ""
    initial = {"kind": GOOD_PRACTICE if good else CONCERN, "text": words, "themes": asked.name}

    def act(form: Any) -> str:
        given = dict(form.cleaned_data)
        themes = [each.strip() for each in given.pop("themes").split(",") if each.strip()]
        operations.record_finding(by=viewer, at=clock.now(), case=pk, question=asked.id, themes=themes, **given)
        return reverse("case_audits:moderate_question", args=[pk, code])

    lede = (
        "All partners read a finding, and it may be published. Say it of practice, not of this child: no reference, no number of "
        "the case, nothing by which a family could know itself. An agency's words may be quoted if nobody can be told from them."
    )
    spine.note_read(by=viewer, at=clock.now(), record=pk)
    return run(
        request,
        Task(
            "Record a finding of the audit", _back(held, asked, code), lambda data: forms.FindingForm(data, initial=initial), act,
            "The finding is recorded, with the audit as its source.", "Record it", row.title, lede,
        ),
    )  # fmt: skip


@needs(Permission.CASE_AUDIT_VIEW)
def scrutinise(request: HttpRequest, pk: UUID, code: str) -> HttpResponse:
    """Grade one question of a case as the scrutineer named for the audit."""
    viewer = viewer_of(request)
    held, row, asked = _asked(viewer, pk, code)
    if not queries.may_scrutinise(viewer, row):
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    kept = queries.scrutinised(viewer, row.pk).filter(case=pk, question=asked.id).first()
    initial = {"value": kept.value, "reason": kept.reason, "edition": kept.edition} if kept else {"edition": 0}
    spine.note_read(by=viewer, at=clock.now(), record=pk)

    def make(data: Any) -> Any:
        form = forms.ScrutineerForm(data, initial=initial)
        field(form, "value").choices = asking.graded(asked.question)
        return form

    def act(form: Any) -> str:
        given = dict(form.changed_values())
        operations.scrutinise(
            by=viewer, at=clock.now(), case=pk, question=asked.id, seen=form.cleaned_data["edition"], **given
        )
        return reverse("case_audits:moderate_question", args=[pk, code])

    lede = "It stands beside what the meeting agrees, as yours, and changes no result."
    return run(
        request,
        Task(
            f"Your grade: {asked.name}",
            _back(held, asked, code),
            make,
            act,
            caption=f"{held.name}, {row.title}",
            lede=lede,
        ),
    )


def _back(held: Any, asked: Judged, code: str) -> tuple[str, str]:
    return (f"{held.name}: {asked.name}", reverse("case_audits:moderate_question", args=[held.pk, code]))


def _asked(viewer: Viewer, pk: UUID, code: str) -> tuple[Any, Any, Judged]:
    held = queries.case(viewer, pk)
    row = queries.audit(viewer, held.audit_id)
    tool = queries.tool(viewer, row) if row.is_open else None
    found = next((each for each in judged(tool) if each.code == code), None) if tool else None
    if found is None:
        raise NotFound("There is nothing here, or you are not allowed to see it.")
    return held, row, found
