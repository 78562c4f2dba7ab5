"""The builder: standards and questions of a draft."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from goldenthread.access.guards import needs, viewer_of
from goldenthread.access.permissions import Permission
from goldenthread.foundation import clock
from goldenthread.quality import forms, operations, queries
from goldenthread.quality.views.editions import address
from goldenthread.ui.tasks import Task, run

_EDIT = Permission.QUALITY_EDIT


def _task(title: str, edition: Any, make: Callable[[Any], Any], act: Callable[[Any], str]) -> Task:
    back = (f"{edition.bank.title}, {edition.label}", address(edition.pk))
    return Task(title, back, make, act, caption=back[0])


@needs(_EDIT)
def new_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a standard."""
    viewer = viewer_of(request)
    edition = queries.edition(viewer, pk)

    def act(form: Any) -> str:
        made = operations.add_standard(by=viewer, at=clock.now(), edition=pk, **form.cleaned_data)
        return f"{address(pk)}#s-{queries.standard(viewer, made).code}"

    return run(request, _task("Add a standard", edition, forms.StandardForm, act))


@needs(_EDIT)
def change_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a standard."""
    viewer = viewer_of(request)
    row = queries.standard(viewer, pk)
    start = {each: getattr(row, each) for each in ("title", "guidance", "weight", "edition")}

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_standard(by=viewer, at=clock.now(), standard=pk, seen=seen, changes=form.changed_values())
        return f"{address(row.of_edition_id)}#s-{row.code}"

    make = lambda data: forms.ChangeStandardForm(data, initial=start)  # noqa: E731 - the task calls it
    return run(request, _task(f"Standard {row.code}", row.of_edition, make, act))


@needs(_EDIT)
@require_POST
def remove_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a standard out."""
    viewer = viewer_of(request)
    row = queries.standard(viewer, pk)
    operations.remove_standard(by=viewer, at=clock.now(), standard=pk)
    return HttpResponseRedirect(address(row.of_edition_id))


@needs(_EDIT)
def new_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add a question to a standard."""
    viewer = viewer_of(request)
    row = queries.standard(viewer, pk)
    scales = queries.scale_choices(viewer, row.of_edition.bank.partnership_id)
    start = {"kind": "grade", "scale": scales[0][0] if len(scales) == 1 else "", "required": True}

    def act(form: Any) -> str:
        made = operations.add_question(by=viewer, at=clock.now(), standard=pk, **_given(form))
        return f"{address(row.of_edition_id)}#q-{queries.question(viewer, made).code}"

    make = lambda data: forms.QuestionForm(data, initial=start, scales=scales)  # noqa: E731 - the task calls it
    return run(request, _task("Add a question", row.of_edition, make, act))


def _given(form: Any) -> dict[str, Any]:
    given = {name: value for name, value in form.cleaned_data.items() if name != "edition"}
    return given | {"scale": _scale(given["scale"])}


def _scale(given: str) -> UUID | str | None:
    """The id of a scale of the partnership, or the code of one of the library."""
    try:
        return UUID(given) if given else None
    except ValueError:
        return given


@needs(_EDIT)
def change_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a question."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)
    scales = queries.scale_choices(viewer, row.of_edition.bank.partnership_id)
    names = ("text", "kind", "guidance", "evidence_wanted", "weight", "required", "allows_not_applicable", "edition")
    start = {each: getattr(row, each) for each in names} | {"scale": str(row.scale_id or "")}

    def act(form: Any) -> str:
        seen = form.cleaned_data["edition"]
        operations.change_question(by=viewer, at=clock.now(), question=pk, seen=seen, changes=_given(form))
        return f"{address(row.of_edition_id)}#q-{row.code}"

    make = lambda data: forms.ChangeQuestionForm(data, initial=start, scales=scales)  # noqa: E731 - the task calls it
    return run(request, _task(f"Question {row.code}", row.of_edition, make, act))


@needs(_EDIT)
@require_POST
def remove_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a question out."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)
    operations.remove_question(by=viewer, at=clock.now(), question=pk)
    return HttpResponseRedirect(f"{address(row.of_edition_id)}#s-{row.standard.code}")
