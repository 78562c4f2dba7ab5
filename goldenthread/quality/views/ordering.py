"""The order of a draft: one place up or down, or to any place at once."""

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
_FIRST = "first"


@needs(_EDIT)
@require_POST
def move_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a standard one place."""
    viewer = viewer_of(request)
    row = queries.standard(viewer, pk)
    operations.move_standard(by=viewer, at=clock.now(), standard=pk, up=request.POST.get("way") == "up")
    return HttpResponseRedirect(f"{address(row.of_edition_id)}#s-{row.code}")


@needs(_EDIT)
@require_POST
def move_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move a question one place."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)
    operations.move_question(by=viewer, at=clock.now(), question=pk, up=request.POST.get("way") == "up")
    return HttpResponseRedirect(f"{address(row.of_edition_id)}#q-{row.code}")


@needs(_EDIT)
def place_standard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a standard behind another, or first."""
    viewer = viewer_of(request)
    row = queries.standard(viewer, pk)
    whole = queries.questionnaire(viewer, row.of_edition_id)
    others = [each for each in whole.standards if each.id != pk]
    places = [(_FIRST, "First")] + [(str(each.id), f"After {each.code} {each.title}"[:90]) for each in others]

    def act(form: Any) -> str:
        given = form.cleaned_data["place"]
        after = None if given == _FIRST else UUID(given)
        operations.place_standard(by=viewer, at=clock.now(), standard=pk, after=after)
        return f"{address(row.of_edition_id)}#s-{row.code}"

    back = (f"{whole.title}, {whole.label}", f"{address(row.of_edition_id)}#s-{row.code}")
    make = lambda data: forms.PlaceForm(data, places=places)  # noqa: E731 - the task calls it
    task = Task("Move the standard", back, make, act, caption=f"{row.code} {row.title}", save="Move it", done="Moved.")
    return run(request, task)


@needs(_EDIT)
def place_question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a question anywhere in the draft: into any standard, first or behind any question of it."""
    viewer = viewer_of(request)
    row = queries.question(viewer, pk)
    whole = queries.questionnaire(viewer, row.of_edition_id)
    places = []
    for standard in whole.standards:
        places.append((f"{standard.id}:", f"{standard.code} {standard.title}: first"[:90]))
        places += [
            (f"{standard.id}:{one.id}", f"{standard.code}, after {one.code} {one.text}"[:90])
            for one in standard.questions
            if one.id != pk
        ]

    def act(form: Any) -> str:
        standard, _, after = form.cleaned_data["place"].partition(":")
        behind = UUID(after) if after else None
        operations.place_question(by=viewer, at=clock.now(), question=pk, standard=UUID(standard), after=behind)
        return f"{address(row.of_edition_id)}#q-{row.code}"

    task = Task(
        "Move the question",
        (f"{whole.title}, {whole.label}", f"{address(row.of_edition_id)}#q-{row.code}"),
        lambda data: forms.PlaceForm(data, places=places),
        act,
        caption=f"{row.code} {row.text}"[:200],
        lede=f"It keeps its code {row.code} wherever it goes, so that last year's answers are carried to it.",
        save="Move it",
        done="Moved.",
    )
    return run(request, task)
